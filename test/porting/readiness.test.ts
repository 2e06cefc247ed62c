import { describe, expect, it } from 'vitest'
import type {
  OrderDocument,
  PortOrder,
  ServiceAddress,
  Subscriber,
} from '../../src/porting/order.ts'
import { isReady, readiness, type ReadinessItem } from '../../src/porting/readiness.ts'
import { telephoneNumber, type TelephoneNumber } from '../../src/porting/telephone-number.ts'
import { eastern, focDate, portOrder, TOLL_FREE_FACTS, tn, tollFreeOrder } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

const LOA: OrderDocument = { fileId: 'loa.pdf', type: 'LOA', name: null }

function itemsOf(order: PortOrder, documents: readonly OrderDocument[] = [LOA]): ReadinessItem[] {
  return [...readiness(order, { documents, now: eastern('2026-12-01 09:00'), calendar })]
}

function found(order: PortOrder, name: string, documents?: readonly OrderDocument[]): string {
  const item = itemsOf(order, documents).find((candidate) => candidate.name === name)
  return item === undefined ? 'no word' : `${item.state} (${item.fix ?? 'none'}): ${item.says}`
}

function numbers(count: number): TelephoneNumber[] {
  return Array.from({ length: count }, (_, n) => telephoneNumber(String(9_192_000_000 + n))).filter(
    (number) => number !== undefined,
  )
}

function subscriber(different: Partial<Subscriber>): Partial<PortOrder> {
  return { subscriber: { ...portOrder().subscriber, ...different } }
}

function address(different: Partial<ServiceAddress>): Partial<PortOrder> {
  const { serviceAddress } = portOrder().subscriber
  return subscriber({ serviceAddress: { ...serviceAddress, ...different } })
}

const person = { type: 'RESIDENTIAL', businessName: null, firstName: 'Ana', lastName: 'Orchard' }

it.each([
  ['0121 ', 'fine'],
  ['9999', 'advice'],
])('a BTN that Bandwidth knows with %s is %s', (spid, state) => {
  const billing = tn('919-555-0199')
  const items = readiness(portOrder({ billingTelephoneNumber: billing }), {
    documents: [LOA],
    now: eastern('2026-12-01 09:00'),
    calendar,
    billingCarriers: new Map([[billing, { spid, name: 'Windstream' }]]),
  })
  const found = items.find(({ name }) => name === 'BTN')
  expect(found?.state).toBe(state)
  if (state === 'advice') expect(found?.says).toMatch(/919-555-0199 is with Windstream.*Frontier/)
})

const REGULAR: readonly (readonly [string, Partial<PortOrder>, string, string])[] = [
  ['no numbers', { numbers: [] }, 'numbers', 'missing (edit): There are no numbers yet.'],
  [
    'both sorts of numbers',
    { numbers: [tn('919-555-0100'), tn('844-555-0100')] },
    'numbers',
    'missing (edit): 1 of the 2 numbers is toll-free. Toll-free numbers need their own order.',
  ],
  ['999 on-net numbers', { numbers: numbers(999) }, 'numbers', 'fine (none): 999 numbers.'],
  [
    '1000 on-net numbers',
    { numbers: numbers(1000) },
    'numbers',
    'missing (edit): 1000 numbers are too many: the limit for an automated on-net order is 999.',
  ],
  [
    '50 off-net numbers',
    { numbers: numbers(50), vendorName: 'Level 3' },
    'numbers',
    'advice (edit): Off-net orders over 49 numbers are ported manually and take longer. This one has 50.',
  ],
  [
    '49 off-net numbers',
    { numbers: numbers(49), vendorName: 'Level 3' },
    'numbers',
    'fine (none): 49 numbers.',
  ],
  [
    '5001 numbers',
    { numbers: numbers(5001), portType: 'MANUALOFFNET' },
    'numbers',
    'missing (edit): 5001 numbers are too many: the limit for one order is 5000.',
  ],
  [
    'no billing number',
    { billingTelephoneNumber: null },
    'BTN',
    'missing (edit): Add the BTN. The customer finds it on the bill.',
  ],
  [
    'a new billing number like the old',
    { newBillingTelephoneNumber: tn('919-555-0100') },
    'new BTN',
    'missing (edit): The new BTN is the same as the current one.',
  ],
  [
    'a new billing number that leaves',
    { newBillingTelephoneNumber: tn('919-555-0101') },
    'new BTN',
    'missing (edit): The new BTN is in this order. Choose a number that stays.',
  ],
  [
    'a billing number that leaves others behind',
    { partialPort: true },
    'new BTN',
    'advice (edit): The BTN is porting out. Choose a new BTN for the numbers that stay.',
  ],
  [
    'nobody knows whose',
    subscriber({ type: 'GENERIC' }),
    'customer',
    'missing (edit): Choose Business or Residential.',
  ],
  [
    'a business without a name',
    subscriber({ businessName: ' ' }),
    'customer',
    'missing (edit): Add the business name.',
  ],
  [
    'a business with a long name',
    subscriber({ businessName: 'The Orchard Dental Practice' }),
    'customer',
    'missing (edit): The business name has 27 characters (limit 25).',
  ],
  [
    'a long middle initial',
    subscriber({ ...person, middleInitial: 'Jo' }),
    'customer',
    'missing (edit): The middle initial has 2 characters (limit 1).',
  ],
  [
    'a person without a last name',
    subscriber({ ...person, lastName: null }),
    'customer',
    'missing (edit): Add the last name.',
  ],
  [
    'a person with a business name',
    subscriber({ ...person, businessName: 'Orchard' }),
    'customer',
    'missing (edit): A residential order can’t have a business name.',
  ],
  [
    'a person without a first name',
    subscriber({ ...person, firstName: null }),
    'customer',
    'advice (edit): The first name is empty. Bandwidth may ask for it.',
  ],
  ['a person', subscriber(person), 'customer', 'fine (none): First and last name entered.'],
  [
    'an address without ZIP and city',
    address({ zip: null, city: '' }),
    'service address',
    'missing (edit): The service address has no city, no ZIP.',
  ],
  [
    'nobody who authorizes',
    { loaAuthorizingPerson: null },
    'signer',
    'missing (edit): Add the signer.',
  ],
  [
    'a long name of who authorizes',
    { loaAuthorizingPerson: 'Alexandra Rivera' },
    'signer',
    'missing (edit): The signer has 16 characters (limit 15).',
  ],
  ['no site', { siteId: null }, 'site', 'missing (edit): Choose a site (sub-account).'],
  [
    'a wireless carrier and no PIN',
    { losingCarrier: { spid: '6529', name: 'T', wireless: true }, hasAccountNumber: true },
    'account number and PIN',
    'advice (edit): Wireless carriers usually want the PIN. Without it, expect a rejection.',
  ],
  [
    'no date',
    {},
    'requested FOC',
    'advice (edit): No date requested. Bandwidth will pick the earliest one.',
  ],
  [
    'an early date',
    { requestedFocDate: focDate('2026-12-03'), earliestEstimate: focDate('2026-12-07') },
    'requested FOC',
    'advice (edit): Thu, Dec 3 is earlier than Bandwidth expects (Mon, Dec 7).',
  ],
  [
    'a time that is lost',
    { requestedFocDate: focDate('2026-12-08 22:00'), triggered: false },
    'requested FOC',
    'advice (edit): This order can’t have its own time. It goes live Tue, Dec 8 at 11:30 AM ET.',
  ],
  [
    'a date',
    { requestedFocDate: focDate('2026-12-08 22:00') },
    'requested FOC',
    'fine (none): Tue, Dec 8 requested.',
  ],
]

const TOLL_FREE: readonly (readonly [string, Partial<PortOrder>, string, string])[] = [
  [
    'unchecked numbers',
    { status: 'DRAFT' },
    'validation',
    'missing (none): Bandwidth hasn’t checked the numbers yet.',
  ],
  [
    'numbers being checked',
    { status: 'VALIDATE_DRAFT_TFNS' },
    'validation',
    'missing (none): Bandwidth is still checking the numbers. It can take a few minutes.',
  ],
  [
    'a number that cannot move',
    {
      status: 'INVALID_DRAFT_TFNS',
      tollFree: {
        ...TOLL_FREE_FACTS,
        validationErrors: [
          { code: '7642', description: 'spare', numbers: [tn('844-555-0100')] },
          { code: '7643', description: 'unavailable', numbers: [tn('844-555-0100')] },
        ],
      },
    },
    'validation',
    'missing (validation): 1 number failed the check. Remove it to continue.',
  ],
  [
    'a check that failed',
    { status: 'INVALID_DRAFT_TFNS' },
    'validation',
    'missing (validation): The number check failed. Run it again.',
  ],
  [
    'numbers at Bandwidth',
    { tollFree: { ...TOLL_FREE_FACTS, internal: true } },
    'validation',
    'advice (none): The numbers are already at Bandwidth, so its staff ports them.',
  ],
  [
    'no target',
    { targetRespOrgId: null },
    'target RespOrg',
    'missing (edit): Add the target RespOrg. Bandwidth usually uses JYT01.',
  ],
  [
    'a strange target',
    { targetRespOrgId: 'JYT-1' },
    'target RespOrg',
    'missing (edit): The target RespOrg must be exactly five letters or digits.',
  ],
  [
    'what toll-free does not take',
    { billingTelephoneNumber: tn('919-555-0100'), hasPin: true, partialPort: true },
    'not for toll-free',
    'missing (edit): Toll-free orders can’t have these. Remove: BTN, PIN, partial port.',
  ],
  [
    'a private subscriber',
    subscriber(person),
    'customer',
    'missing (edit): Toll-free numbers must belong to a business.',
  ],
  [
    'nobody who authorizes',
    { loaAuthorizingPerson: '' },
    'signer',
    'missing (edit): Add the signer.',
  ],
]

function stops(word: string): boolean {
  return word.startsWith('missing')
}

describe('a regular draft', () => {
  it('is ready when it is complete', () => {
    expect(isReady(itemsOf(portOrder()))).toBe(true)
    expect(itemsOf(portOrder()).some(({ name }) => name === 'validation')).toBe(false)
  })

  it.each(REGULAR)('with %s', (_name, different, item, word) => {
    const order = portOrder(different)
    expect(found(order, item)).toBe(word)
    expect(isReady(itemsOf(order))).toBe(!stops(word))
  })

  it('may go without an LOA, and is told of it', () => {
    expect(found(portOrder(), 'LOA')).toBe('fine (none): LOA on file.')
    const invoice = { ...LOA, type: 'INVOICE' }
    expect(found(portOrder(), 'LOA', [invoice])).toBe(
      'advice (attach): No LOA yet. You can submit without one, but the carrier may ask for it.',
    )
    expect(isReady(itemsOf(portOrder(), []))).toBe(true)
  })

  it('hears of everything that is missing at once', () => {
    const bare = portOrder({
      ...address({ houseNumber: null }),
      numbers: [],
      billingTelephoneNumber: null,
      siteId: '',
      loaAuthorizingPerson: '  ',
    })
    const lacking = itemsOf(bare).filter(({ state }) => state === 'missing')
    expect(lacking.map(({ name }) => name)).toEqual([
      'numbers',
      'BTN',
      'service address',
      'signer',
      'site',
    ])
  })
})

describe('a toll-free draft', () => {
  it('is ready when it is complete, without billing number and address', () => {
    const order = tollFreeOrder(address({ zip: null }))
    expect(isReady(itemsOf(order))).toBe(true)
    expect(found(order, 'BTN')).toBe('no word')
  })

  it.each(TOLL_FREE)('with %s', (_name, different, item, word) => {
    const order = tollFreeOrder(different)
    expect(found(order, item)).toBe(word)
    expect(isReady(itemsOf(order))).toBe(!stops(word))
  })

  it('may go without an LOA and then waits for it, unless none is needed', () => {
    expect(found(tollFreeOrder(), 'LOA', [])).toBe(
      'advice (attach): No LOA yet. Bandwidth holds the order until you add one.',
    )
    const free = tollFreeOrder({ tollFree: { ...TOLL_FREE_FACTS, rocRequired: false } })
    expect(found(free, 'LOA', [])).toBe('fine (none): No LOA needed.')
    expect(isReady(itemsOf(tollFreeOrder(), []))).toBe(true)
  })
})

describe('a requested FOC that nobody can ask for any more', () => {
  it.each([
    ['has passed', '2026-11-30', /is past/],
    ['is today', '2026-12-01', /is too soon/],
    ['is a weekend', '2026-12-05', /is a weekend/],
    ['is a holiday', '2026-12-25', /is a porting holiday/],
  ])('because it %s is missing', (_why, day, says) => {
    const words = found(portOrder({ requestedFocDate: focDate(day) }), 'requested FOC')
    expect(words).toMatch(/^missing \(edit\)/)
    expect(words).toMatch(says)
  })

  it('is told from one that is only earlier than Bandwidth expects', () => {
    const early = {
      requestedFocDate: focDate('2026-12-07'),
      earliestEstimate: focDate('2026-12-09'),
    }
    expect(found(portOrder(early), 'requested FOC')).toMatch(/^advice/)
  })
})
