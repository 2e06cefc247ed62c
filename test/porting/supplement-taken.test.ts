import { describe, expect, it } from 'vitest'
import type { Order } from '../../sandbox/bandwidth/order.ts'
import { NO_CONTENT } from '../../sandbox/bandwidth/order-content.ts'
import { SUPP_HABITS, type SuppHabits } from '../../sandbox/bandwidth/supp-habits.ts'
import { suppErrors } from '../../sandbox/bandwidth/supp-rules.ts'
import { contentToSend } from '../../src/desk/edit-order.ts'
import { withoutClosed } from '../../src/porting/asked-change.ts'
import { valuesIn } from '../../src/porting/content-fields.ts'
import type { OrderContent, PortOrder, Subscriber } from '../../src/porting/order.ts'
import { portStatus } from '../../src/porting/status.ts'
import { changesOf, type ChangeField, type Offer } from '../../src/porting/supplement.ts'
import { openBandwidth } from '../sandbox/bandwidth/bandwidth-caller.ts'
import { CHANGES, COLUMNS } from '../sandbox/bandwidth/columns.ts'
import { eastern, focDate, portOrder, tn, TOLL_FREE_FACTS } from './port-order.ts'

const LOCAL = { vendorName: 'Bandwidth CLEC', portType: 'AUTOMATED' }
const TOLL_FREE = { portType: 'MANUALTOLLFREE', tollFree: TOLL_FREE_FACTS }
const PHASE_1 = { unshownElements: { TollFreePortType: 'PHASE_1_TOLLFREE' } }
const WIRELESS = { losingCarrier: { spid: '6529', name: 'T-Mobile', wireless: true } }

/** A number whose orders the practice Bandwidth classes so, and the order as Bandwidth shows it. */
const WAYS: Readonly<Record<string, readonly [tn: string, order: Partial<PortOrder>]>> = {
  'manual off-net': ['6135550100', { portType: 'MANUALOFFNET', vendorName: 'ThinkTel' }],
  'manual on-net': ['9195610100', { portType: 'MANUALONNET' }],
  'manual toll-free': ['8885550100', TOLL_FREE],
  'toll-free phase 1': ['8005550100', { ...TOLL_FREE, ...PHASE_1 }],
  'on-net': ['9195550100', LOCAL],
  wireless: ['9195570100', { ...LOCAL, ...WIRELESS }],
  'off-net': ['7205550100', { ...LOCAL, vendorName: 'Level 3' }],
  internal: ['9195580100', { portType: 'INTERNAL' }],
}

const ELEMENTS: Partial<Record<ChangeField, string>> = {
  billingTelephoneNumber: 'BillingTelephoneNumber',
  newBillingTelephoneNumber: 'NewBillingTelephoneNumber',
  partialPort: 'PartialPort',
  type: 'SubscriberType',
  businessName: 'BusinessName',
  lastName: 'LastName',
  loaAuthorizingPerson: 'LoaAuthorizingPerson',
  accountNumber: 'AccountNumber',
  pin: 'PinNumber',
  houseNumber: 'ServiceAddress',
  zip: 'ServiceAddress',
  numbers: 'ListOfPhoneNumbers',
  siteId: 'SiteId',
  peerId: 'PeerId',
  triggered: 'Triggered',
  alternateSpid: 'AlternateSpid',
  targetRespOrgId: 'TargetRespOrgId',
}

function takes(tn: string, element: string, habits: Partial<SuppHabits>): boolean {
  const order = { content: { ...NO_CONTENT, tns: [tn] }, actualFoc: null } as unknown as Order
  const change = { changed: [element], sent: [element] }
  return suppErrors(order, change, { ...SUPP_HABITS, ...habits }).length === 0
}

/** What it may be asked for means at a Bandwidth that goes by the one page, and by the other. */
function taken(offer: Offer): readonly [narrow: boolean, wide: boolean] {
  if (offer === 'open') return [true, true]
  return typeof offer === 'object' && 'doubtful' in offer ? [false, true] : [false, false]
}

describe('what is offered of a submitted order', () => {
  const cases = Object.keys(WAYS).flatMap((way) =>
    ['EXCEPTION', 'SUBMITTED'].map((status) => [way, status] as const),
  )
  it.each(cases)('is what the practice Bandwidth takes: %s, %s', (way, status) => {
    const [tn, different] = WAYS[way] ?? []
    if (tn === undefined) throw new Error(`There is no ${way}.`)
    const now = eastern('2026-12-01 10:00')
    const order = portOrder({ ...different, status: portStatus(status) })
    const offers = changesOf(order, { now, changesSinceFoc: 0 })
    const isTollFree = way.includes('toll-free')
    for (const [field, element] of Object.entries(ELEMENTS)) {
      // Numbers of a toll-free order have a rule of their own, and local orders have no RespOrg.
      if (field === (isTollFree ? 'numbers' : 'targetRespOrgId')) continue
      const offered = taken(offers[field as ChangeField])
      const found = (['narrow', 'wide'] as const).map((offNetSupplements) =>
        takes(tn, element, { offNetSupplements }),
      )
      expect([way, field, offered]).toEqual([way, field, found])
    }
  })

  it.each(Object.keys(WAYS))(
    'goes out in the end where nothing that is closed may be repeated: %s',
    (way) => {
      const [digits = '', different] = WAYS[way] ?? []
      const order = portOrder({
        ...EVERYTHING,
        ...different,
        numbers: [tn(digits)],
        status: portStatus('EXCEPTION'),
      })
      const offers = changesOf(order, { now: eastern('2026-12-01 10:00'), changesSinceFoc: 0 })
      const errorsOf = (element: string, sent: Partial<OrderContent>, isNarrow: boolean) =>
        suppErrors(
          { content: { ...NO_CONTENT, tns: [digits] }, actualFoc: null } as unknown as Order,
          { changed: [element], sent: elementsIn(sent) },
          {
            ...SUPP_HABITS,
            offNetSupplements: isNarrow ? 'narrow' : 'wide',
            unchangedClosedElements: 'refused',
          },
        )
      for (const [field, change] of Object.entries(OTHERWISE)) {
        const [isNarrow, isWide] = taken(offers[field as ChangeField])
        if (!isNarrow && !isWide) continue
        const element = ELEMENTS[field as ChangeField] ?? ''
        const content = change(order)
        const sent = contentToSend(order, content)
        const errors = errorsOf(element, sent, isNarrow)
        const rest = errors.length === 0 ? sent : withoutClosed(order, content, { sent, errors })
        expect([field, rest && errorsOf(element, rest, isNarrow)]).toEqual([field, []])
        expect(rest && elementsIn(rest)).toContain(element)
      }
    },
  )

  const AGREED_FOR = '2026-12-15'

  it.each(COLUMNS)(
    'is what it carries out once a date is agreed, and nothing within a day of it: %s',
    async (column, content) => {
      const bandwidth = await openBandwidth({ suppHabits: { wirelessAfterFoc: 'taken' } })
      const { clock, control } = bandwidth
      const tn = /<PhoneNumber>(\d+)/.exec(content)?.[1] ?? ''
      const agreed = { status: portStatus('FOC'), actualFocDate: focDate(AGREED_FOR) }
      const order = portOrder({ ...(WAYS[column] ?? WAYS['toll-free phase 1'])?.[1], ...agreed })
      const isOffered = (field: ChangeField): boolean =>
        taken(changesOf(order, { now: clock.now(), changesSinceFoc: 0 })[field])[1]
      const isCarriedOut = async (id: string, change: string): Promise<boolean> => {
        const answer = await bandwidth.update(id, change)
        clock.advance(10_000)
        const codes = [...answer.all('Code'), ...(await bandwidth.order(id)).all('Code')]
        return answer.status === 200 && !codes.some((code) => /^7/.test(code))
      }
      let last = ''
      for (const [field, element] of Object.entries(CHANGED)) {
        if (last !== '') control.cancelled(last)
        last = await bandwidth.agreed(content, AGREED_FOR)
        const is = await isCarriedOut(last, CHANGES[element]?.(tn) ?? '')
        expect([field, is]).toEqual([field, isOffered(field as ChangeField)])
      }
      control.foc(last, AGREED_FOR)
      clock.set(eastern('2026-12-14 12:00'))
      for (const [field, element] of Object.entries(CHANGED)) {
        expect([field, await isCarriedOut(last, CHANGES[element]?.(tn) ?? '')]).toEqual([
          field,
          false,
        ])
        expect([field, isOffered(field as ChangeField)]).toEqual([field, false])
      }
    },
  )
})

const EVERYTHING: Partial<PortOrder> = {
  billingTelephoneNumber: tn('919-555-0100'),
  newBillingTelephoneNumber: tn('919-555-0199'),
  siteId: '101',
  peerId: '7',
  targetRespOrgId: 'ABC01',
}

type Change = (order: OrderContent) => OrderContent

const ofSubscriber =
  (different: Partial<Subscriber>): Change =>
  (order) => ({ ...order, subscriber: { ...order.subscriber, ...different } })

/** A change of each, as it is asked for in a form. */
const OTHERWISE: Partial<Record<ChangeField, Change>> = {
  billingTelephoneNumber: (order) => ({ ...order, billingTelephoneNumber: tn('919-555-0101') }),
  newBillingTelephoneNumber: (order) => ({
    ...order,
    newBillingTelephoneNumber: tn('919-555-0198'),
  }),
  partialPort: (order) => ({ ...order, partialPort: true }),
  type: ofSubscriber({ type: 'RESIDENTIAL' }),
  businessName: ofSubscriber({ businessName: 'Orchard Dental Inc' }),
  loaAuthorizingPerson: (order) => ({ ...order, loaAuthorizingPerson: 'M Rivera' }),
  zip: (order) => {
    const { serviceAddress } = order.subscriber
    return ofSubscriber({ serviceAddress: { ...serviceAddress, zip: '27702' } })(order)
  },
  siteId: (order) => ({ ...order, siteId: '102' }),
  peerId: (order) => ({ ...order, peerId: '8' }),
}

function elementsIn(content: Partial<OrderContent>): readonly string[] {
  const said = Object.entries(valuesIn(content)).filter(([, value]) => value !== null)
  return said.flatMap(([field]) => ELEMENTS[field as ChangeField] ?? [])
}

const CHANGED: Partial<Record<ChangeField, string>> = {
  billingTelephoneNumber: 'Btn',
  newBillingTelephoneNumber: 'NewBtn',
  partialPort: 'Partial',
  type: 'SubscriberType',
  businessName: 'BusinessName',
  loaAuthorizingPerson: 'Loa',
  accountNumber: 'Account',
  pin: 'Pin',
  houseNumber: 'Address',
  numbers: 'Numbers',
  requestedFocDate: 'Date',
  siteId: 'Site',
}
