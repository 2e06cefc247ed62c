import { describe, expect, it } from 'vitest'
import { isSameName, needsApprover } from '../../src/porting/change-approval.ts'
import { blackoutStartsAt } from '../../src/porting/foc.ts'
import type { OrderContent, PortOrder, Subscriber } from '../../src/porting/order.ts'
import { portStatus } from '../../src/porting/status.ts'
import {
  CHANGE_FIELDS,
  changesOf,
  changesSinceFoc,
  changeWarnings,
  type ChangeField,
  type Offer,
} from '../../src/porting/supplement.ts'
import { eastern, focDate, portOrder, tn, TOLL_FREE_FACTS } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

const NOW = eastern('2026-12-01 10:00')
const facts = { now: NOW, changesSinceFoc: 0 }

const OFF_NET = { portType: 'AUTOMATED', vendorName: 'Level 3' }
const AGREED = { actualFocDate: focDate('2026-12-08') }
const WIRELESS = { losingCarrier: { spid: '6529', name: 'T-Mobile', wireless: true } }
const TOLL_FREE: Partial<PortOrder> = {
  portType: 'MANUAL_TOLLFREE',
  vendorName: null,
  tollFree: TOLL_FREE_FACTS,
  numbers: [tn('844-555-0100')],
}

const COLUMNS: readonly Partial<PortOrder>[] = [
  { portType: 'MANUALOFFNET' },
  TOLL_FREE,
  { ...TOLL_FREE, unshownElements: { TollFreePortType: 'PHASE_1_TOLLFREE' } },
  { portType: 'AUTOMATED', vendorName: 'Bandwidth CLEC' },
  { portType: 'AUTOMATED', vendorName: 'Bandwidth CLEC', ...WIRELESS },
  OFF_NET,
  { ...OFF_NET, ...AGREED },
  { portType: 'INTERNAL' },
  { portType: 'AUTOMATED', vendorName: null },
]

// ● open, ○ closed, – not in an order like this, ◐ Bandwidth's own pages disagree.
const TABLE: readonly (readonly [fields: string, row: string])[] = [
  ['billingTelephoneNumber', '● – – ● ○ ● ○ ● ◐'],
  ['newBillingTelephoneNumber partialPort', '● ○ – ● ○ ◐ ○ ● ◐'],
  ['type businessName firstName middleInitial lastName', '● ● – ● ○ ● ○ ● ◐'],
  ['loaAuthorizingPerson', '● ● ● ● ○ ◐ ○ ● ◐'],
  ['accountNumber', '● ● – ● ● ◐ ○ ● ◐'],
  ['pin', '● ○ – ● ● ◐ ○ ● ◐'],
  ['houseNumber streetName addressLine2 city stateCode zip', '● ● – ● ○ ◐ ○ ● ◐'],
  ['requestedFocDate', '● ● ● ● ● ● ● ● ●'],
  ['requestedHour', '● ● ○ ● ● ● ● ● ◐'],
  ['numbers', '○ ○ ○ ● ● ◐ ○ ○ ○'],
  ['siteId peerId', '● ● ● ● ● ● ● ● ●'],
  ['targetRespOrgId triggered alternateSpid', '○ ○ ○ ○ ○ ○ ○ ○ ○'],
]

function sign(offer: Offer): string {
  if (offer === 'open') return '●'
  if (offer === 'absent') return '–'
  return 'closed' in offer ? '○' : '◐'
}

function order(different: Partial<PortOrder>, status: string): PortOrder {
  return portOrder({ ...different, status: portStatus(status) })
}

function openIn(different: PortOrder, changesSinceFoc = 0, now = NOW): readonly ChangeField[] {
  const changes = changesOf(different, { now, changesSinceFoc })
  return CHANGE_FIELDS.filter((field) => !['○', '–'].includes(sign(changes[field])))
}

describe('what of a submitted order can be changed', () => {
  it.each(['EXCEPTION', 'SUBMITTED'])('is by the way it is ported, while it is %s', (status) => {
    const shown = TABLE.map(([fields]) => [
      fields,
      COLUMNS.map((column) => {
        const changes = changesOf(order(column, status), facts)
        const signs = new Set(fields.split(' ').map((field) => sign(changes[field as ChangeField])))
        return [...signs].join('')
      }).join(' '),
    ])
    expect(shown).toEqual(TABLE)
    const inTable = TABLE.flatMap(([fields]) => fields.split(' '))
    const left = CHANGE_FIELDS.filter((field) => !inTable.includes(field))
    // What is not in the table are the rarer parts of an address.
    expect(left).toEqual([
      ...['housePrefix', 'houseSuffix', 'preDirectional', 'streetSuffix', 'postDirectional'],
      ...['plusFour', 'county'],
    ])
  })

  it('is the date, the site and the SIP peer once a date is agreed, whatever the way', () => {
    for (const column of COLUMNS) {
      const open = openIn(order({ ...column, ...AGREED }, 'FOC'))
      expect(open.filter((field) => field !== 'requestedHour')).toEqual([
        'siteId',
        'peerId',
        'requestedFocDate',
      ])
    }
  })

  it('is nothing from 24 hours before it goes live until it is live', () => {
    const agreed = order(AGREED, 'FOC')
    const locked = eastern('2026-12-07 11:30')
    expect(blackoutStartsAt(agreed)).toBe(locked)
    expect(openIn(agreed, 0, locked - 1)).not.toEqual([])
    expect(openIn(agreed, 0, locked)).toEqual([])
    expect(openIn(agreed, 0, eastern('2026-12-08 18:00'))).toEqual([])
  })

  it('is closed 24 hours before, as they pass, over the end of summer time and over a holiday weekend', () => {
    // Sunday, Nov 1 has 25 hours; Thanksgiving is Thursday, Nov 26.
    for (const [day, closesAt] of [
      ['2026-11-02', '2026-11-01 11:30'],
      ['2026-11-03', '2026-11-02 11:30'],
      ['2026-11-27', '2026-11-26 11:30'],
      ['2027-03-15', '2027-03-14 11:30'],
    ] as const) {
      const agreed = order({ actualFocDate: focDate(day) }, 'FOC')
      const at = eastern(closesAt)
      expect([day, blackoutStartsAt(agreed)]).toEqual([day, at])
      expect(openIn(agreed, 0, at - 1)).not.toEqual([])
      expect(openIn(agreed, 0, at)).toEqual([])
    }
    // Two business days before the Monday after Thanksgiving, and 48 hours that an hour more lies between.
    const late = (different: Partial<PortOrder>, now: number) =>
      changeWarnings(order(different, 'FOC'), { now, changesSinceFoc: 0, calendar }).join(' ')
    const monday = { ...OFF_NET, actualFocDate: focDate('2026-11-30') }
    expect(late(monday, eastern('2026-11-24 10:00'))).not.toMatch(/6314/)
    expect(late(monday, eastern('2026-11-25 10:00'))).toMatch(/6314/)
    const overNight = { actualFocDate: focDate('2026-11-02') }
    expect(late(overNight, eastern('2026-10-31 12:29'))).not.toMatch(/Best effort/)
    expect(late(overNight, eastern('2026-10-31 12:31'))).toMatch(/Best effort/)
  })

  it('is nothing of an order that waits for an answer, or has ended, or stands where nobody knows', () => {
    for (const status of [
      ...['REQUESTED_SUPP', 'REQUESTED_CANCEL', 'COMPLETE', 'CANCELLED', 'DRAFT'],
      ...['SNAPBACK', 'MISSING_REQUIREMENTS', 'SOMETHING_NEW'],
    ]) {
      expect(openIn(order(AGREED, status))).toEqual([])
    }
  })

  it('has no date before the numbers are checked and the LOA is there', () => {
    for (const status of ['PENDING_DOCUMENTS', 'VALIDATE_TFNS', 'INVALID_TFNS']) {
      const open = openIn(order({ ...TOLL_FREE, triggered: true }, status))
      expect(open).not.toContain('requestedFocDate')
      expect(open).not.toContain('requestedHour')
      expect(open).toContain('siteId')
    }
  })

  it('has the numbers of a toll-free order only after a failed check', () => {
    const phase1 = { ...TOLL_FREE, unshownElements: { TollFreePortType: 'PHASE_1_TOLLFREE' } }
    expect(openIn(order(phase1, 'INVALID_TFNS'))).toContain('numbers')
    expect(openIn(order(phase1, 'EXCEPTION'))).not.toContain('numbers')
  })

  it('has an hour only where the order goes live on demand', () => {
    expect(openIn(order({ triggered: false }, 'EXCEPTION'))).not.toContain('requestedHour')
    const wireless = order({ ...WIRELESS, triggered: false }, 'EXCEPTION')
    expect(openIn(wireless)).toContain('requestedHour')
  })

  it('has no date of its own in a bulk order', () => {
    expect(openIn(order({ bulkOrderId: 'bulk-1' }, 'EXCEPTION'))).not.toContain('requestedFocDate')
  })

  it('has a third date after the FOC, and no fourth', () => {
    const agreed = order(AGREED, 'FOC')
    expect(openIn(agreed, 2)).toContain('requestedFocDate')
    expect(openIn(agreed, 3)).toEqual(['siteId', 'peerId'])
    expect(changeWarnings(agreed, { ...facts, changesSinceFoc: 1, calendar })).toEqual([
      'This is change 2 of 3 after the FOC. Many carriers cancel at the fourth.',
    ])
  })

  it('is warned of by what may cost most: the fourth change first, else what comes of its being late', () => {
    const late = { now: eastern('2026-12-07 09:00'), calendar }
    const first = (changesSinceFoc: number) =>
      changeWarnings(order({ ...OFF_NET, ...AGREED }, 'FOC'), { ...late, changesSinceFoc })[0]
    expect(first(1)).toMatch(/old date/)
    expect(first(3)).toMatch(/fourth/)
  })

  it('is counted as what it was, where site and SIP peer can still be changed', () => {
    const agreed = order(AGREED, 'FOC')
    const announced = changeWarnings(agreed, { ...facts, changesSinceFoc: 3, calendar }).join(' ')
    expect(announced).toMatch(/3 changes after the FOC/)
    expect(announced).not.toMatch(/4 of 3/)
  })

  it('is counted of a rejected order, too, and not made up where nobody can tell', () => {
    const announced = (status: string, changesSinceFoc: number | null) =>
      changeWarnings(order(AGREED, status), { ...facts, changesSinceFoc, calendar }).join(' ')
    expect(announced('EXCEPTION', 3)).toMatch(/were 3 changes after the FOC/)
    expect(openIn(order(AGREED, 'EXCEPTION'), 3)).toContain('requestedFocDate')
    for (const status of ['FOC', 'EXCEPTION']) {
      expect(announced(status, null)).toMatch(/couldn’t count/)
      expect(announced(status, null)).not.toMatch(/\d of 3/)
    }
  })

  it('is counted in the order in which it happened, however the history is listed', () => {
    const announced = (
      ['SUBMITTED', 'REQUESTED_SUPP', 'FOC', 'REQUESTED_SUPP', 'FOC'] as const
    ).map((status, at) => ({ status, at }))
    expect(changesSinceFoc(announced)).toBe(1)
    expect(changesSinceFoc(announced.toReversed())).toBe(1)
  })

  it('is warned of when it is late, or may delay', () => {
    const late = { now: eastern('2026-12-07 09:00'), changesSinceFoc: 0, calendar }
    const announced = (different: PortOrder) => changeWarnings(different, late).join(' ')
    expect(announced(order(AGREED, 'FOC'))).toMatch(/Best effort/)
    expect(announced(order({ ...OFF_NET, ...AGREED }, 'FOC'))).toMatch(/6314/)
    expect(announced(order({}, 'SUBMITTED'))).toMatch(/may delay/)
    expect(announced(order({}, 'EXCEPTION'))).toBe('')
  })
})

describe('whose word a change takes', () => {
  const rejected = order({}, 'EXCEPTION')
  const { subscriber } = rejected
  const { serviceAddress: address } = subscriber
  const approve = 'described'
  const takesApprover = (different: Partial<OrderContent>, of = rejected): boolean =>
    needsApprover(of, { ...of, ...different }, { now: NOW, approve })
  const named = (different: Partial<Subscriber>): Partial<OrderContent> => ({
    subscriber: { ...subscriber, ...different },
  })

  it('is nobody else’s for how the customer is described', () => {
    expect(takesApprover({})).toBe(false)
    expect(takesApprover(named({ serviceAddress: { ...address, zip: '27701' } }))).toBe(false)
    expect(takesApprover({ requestedFocDate: focDate('2026-12-10 14:00') })).toBe(false)
    expect(takesApprover(named({ businessName: 'DENTAL, Orchard Inc.' }))).toBe(false)
  })

  it('is an approver’s for whose or which numbers go, by whose word and where to', () => {
    const others: readonly Partial<OrderContent>[] = [
      named({ type: 'RESIDENTIAL' }),
      named({ businessName: 'Orchid Dental' }),
      { loaAuthorizingPerson: 'M Rivera' },
      { billingTelephoneNumber: tn('919-555-0101') },
      { newBillingTelephoneNumber: tn('919-555-0199') },
      { partialPort: true },
      { numbers: [tn('919-555-0100')] },
      { siteId: '102' },
      { peerId: '7' },
    ]
    for (const different of others) expect(takesApprover(different)).toBe(true)
  })

  it('is an approver’s for everything once a date is agreed, and always where that is set', () => {
    const later = { requestedFocDate: focDate('2026-12-10') }
    expect(takesApprover(later, order(AGREED, 'FOC'))).toBe(true)
    expect(takesApprover(later, order(AGREED, 'EXCEPTION'))).toBe(true)
    const past = order({ actualFocDate: focDate('2026-11-30') }, 'EXCEPTION')
    expect(takesApprover(later, past)).toBe(false)
    expect(needsApprover(rejected, rejected, { now: NOW, approve: 'always' })).toBe(true)
  })

  it('takes two names for one apart from their writing', () => {
    const business = (businessName: string): Subscriber => ({ ...subscriber, businessName })
    expect(isSameName(business('Acme Dental'), business('DENTAL ACME, L.L.C.'))).toBe(true)
    expect(isSameName(business('Acme Dental'), business('Acme Dentists'))).toBe(false)
    expect(isSameName(business('The Company'), business('Limited LLC'))).toBe(false)
  })
})
