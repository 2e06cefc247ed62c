import { expect, it } from 'vitest'
import { withoutClosed } from '../../src/porting/asked-change.ts'
import { contentIn } from '../../src/porting/content-fields.ts'
import { contentToSend } from '../../src/desk/edit-order.ts'
import type { OrderContent } from '../../src/porting/order.ts'
import { focDate, portOrder, tn } from './port-order.ts'

const seen = portOrder({ requestedFocDate: focDate('2026-12-08'), siteId: '101', peerId: '7' })
const order = contentIn(seen)
const { subscriber } = order
const ADDRESS = {
  subscriber: { ...subscriber, serviceAddress: { ...subscriber.serviceAddress, city: 'Cary' } },
}
const NAME = { subscriber: { ...subscriber, businessName: 'Orchid Dental' } }
const DATE = { requestedFocDate: focDate('2026-12-15') }
const HOUR = { requestedFocDate: focDate('2026-12-08 14:00') }
const BTN = { billingTelephoneNumber: tn('919-555-0101') }

type Left = readonly (keyof OrderContent | 'person' | 'address')[]

/** What of the whole is not there any more. */
function leftOut(whole: Partial<OrderContent>, rest: Partial<OrderContent>): Left {
  const keys = (Object.keys(whole) as (keyof OrderContent)[]).filter((key) => !(key in rest))
  const { type, serviceAddress } = rest.subscriber ?? subscriber
  return [
    ...keys,
    ...(type === null ? (['person'] as const) : []),
    ...(serviceAddress.city === null ? (['address'] as const) : []),
  ]
}

it.each<[string, Partial<OrderContent>, readonly string[], Left | null]>([
  ['an address that stays, where the date moves', DATE, ['7307'], ['address']],
  ['a date that stays and has passed', ADDRESS, ['7208'], ['requestedFocDate']],
  ['a date that stays and is too soon by now', ADDRESS, ['7209'], ['requestedFocDate']],
  [
    'much that stays',
    DATE,
    ['7307', '7306', '7483'],
    ['loaAuthorizingPerson', 'partialPort', 'person', 'address'],
  ],
  // One code is said of the signer and of the customer's name.
  [
    'a signer and an address that stay, where the name is changed',
    NAME,
    ['7306', '7307'],
    ['loaAuthorizingPerson', 'address'],
  ],
  [
    'a name that stays, where the address is changed',
    ADDRESS,
    ['7306'],
    ['loaAuthorizingPerson', 'person'],
  ],
  ['a SIP peer that stays', DATE, ['7487'], ['siteId', 'peerId']],
  ['the address that is to be changed', ADDRESS, ['7307'], null],
  ['the date that is to be changed', DATE, ['7208'], null],
  ['the hour that is to be changed', HOUR, ['7208'], null],
  ['the BTN that is to be changed, where no new one was sent', BTN, ['7305'], null],
  ['numbers, which were not sent', DATE, ['7498'], null],
  ['what stays and what is changed', ADDRESS, ['7208', '7307'], null],
  ['something that no code names', ADDRESS, ['7402'], null],
  ['without a code', ADDRESS, [], null],
])(
  'A change that is refused for %s goes once more with all but that, or not at all',
  (_, asked, codes, left) => {
    const content = { ...order, ...asked }
    const sent = contentToSend(seen, content)
    const rest = withoutClosed(order, content, { sent, errors: codes.map((code) => ({ code })) })
    expect(rest && leftOut(sent, rest)).toEqual(left)
    const stands = { ...sent, subscriber: null }
    if (rest !== null) expect(stands).toMatchObject({ ...rest, subscriber: null })
  },
)
