import { expect, it } from 'vitest'
import type { OrderError, PortOrder } from '../../src/porting/order.ts'
import { portStatus } from '../../src/porting/status.ts'
import { isRefusedAlike } from '../../src/porting/refused-alike.ts'
import { portOrder, tn } from './port-order.ts'

function error(code: string): OrderError {
  return { code, description: 'as Bandwidth says it', numbers: [] }
}

const ADDRESS = [error('7402')]
const REJECTED = portStatus('EXCEPTION')
const [NUMBERS, CITY] = [[tn('919-555-0199')], { city: 'Cary' }]

function refused(
  errors: readonly OrderError[],
  order: Partial<PortOrder> = {},
  secretsMark: string | null = null,
) {
  return { seen: portOrder({ status: REJECTED, errors, ...order }), secretsMark }
}

function withAddress(part: Partial<PortOrder['subscriber']['serviceAddress']>) {
  const { subscriber } = portOrder({})
  const serviceAddress = { ...subscriber.serviceAddress, ...part }
  return { subscriber: { ...subscriber, serviceAddress } }
}

it.each([
  ['the same cause and address, other numbers', refused(ADDRESS, { numbers: NUMBERS }), true],
  ['another code of the same cause', refused([error('6105')]), true],
  ['the same address in capitals', refused(ADDRESS, withAddress({ streetName: 'ORCHARD' })), true],
  ['another address', refused(ADDRESS, withAddress(CITY)), false],
  ['one cause more', refused([...ADDRESS, error('7435')]), false],
  ['another cause', refused([error('7435')]), false],
  ['not rejected anymore', refused(ADDRESS, { status: portStatus('SUBMITTED') }), false],
])('One form offers to correct an order with %s, too: %#', (_, other, is) => {
  const fields = ['houseNumber', 'streetName', 'city'] as const
  const correction = { fields, hasSecrets: false }
  expect(isRefusedAlike(refused(ADDRESS), other, correction)).toBe(is)
})

it('One PIN corrects only orders that have the same account number and PIN', () => {
  const correction = { fields: [], hasSecrets: true }
  const pin = [error('7435')]
  expect(isRefusedAlike(refused(pin, {}, 'a'), refused(pin, {}, 'a'), correction)).toBe(true)
  expect(isRefusedAlike(refused(pin, {}, 'a'), refused(pin, {}, 'b'), correction)).toBe(false)
})
