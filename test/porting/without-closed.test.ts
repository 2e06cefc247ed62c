import { expect, it } from 'vitest'
import { withoutClosed } from '../../src/porting/asked-change.ts'
import { contentIn } from '../../src/porting/content-fields.ts'
import { focDate, portOrder } from './port-order.ts'

const order = contentIn(portOrder({ requestedFocDate: focDate('2026-12-08') }))
const { subscriber } = order
const ADDRESS = {
  subscriber: { ...subscriber, serviceAddress: { ...subscriber.serviceAddress, city: 'Cary' } },
}
const DATE = { requestedFocDate: focDate('2026-12-15') }

it.each([
  ['an address that stays, where the date moves', DATE, ['7307'], ['requestedFocDate']],
  ['a date that stays and has passed', ADDRESS, ['7208'], ['subscriber']],
  ['a date that stays and is too soon by now', ADDRESS, ['7209'], ['subscriber']],
  ['the address that is to be changed', ADDRESS, ['7307'], null],
  ['the date that is to be changed', DATE, ['7208'], null],
  ['what stays and what is changed', ADDRESS, ['7208', '7307'], null],
  ['something that no code names', ADDRESS, ['7402'], null],
  ['without a code', ADDRESS, [], null],
])(
  'A change that is refused for %s goes once more without it, or not at all',
  (_, asked, codes, sent) => {
    const errors = codes.map((code) => ({ code }))
    const rest = withoutClosed(order, { ...order, ...asked }, { errors })
    expect(rest && Object.keys(rest)).toEqual(sent)
  },
)
