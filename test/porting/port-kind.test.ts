import { describe, expect, it } from 'vitest'
import {
  isTollFreeOrder,
  localPortKind,
  portKindOf,
  type PortKind,
} from '../../src/porting/port-kind.ts'
import { portOrder, tn, tollFreeOrder } from './port-order.ts'

const CASES: readonly (readonly [string | null, string | null, boolean | null, PortKind])[] = [
  ['AUTOMATED', 'Bandwidth CLEC', false, 'on-net-wireline'],
  ['AUTOMATED', 'Bandwidth CLEC', null, 'on-net-wireline'],
  ['AUTOMATED', 'Bandwidth CLEC', true, 'on-net-wireless'],
  ['AUTOMATED', 'Level 3', false, 'off-net'],
  ['AUTOMATED', 'Level 3', true, 'off-net'],
  ['AUTOMATED', null, false, 'unknown'],
  ['AUTOMATEDOFFNET', null, false, 'off-net'],
  ['AUTOMATED_OFFNET', null, false, 'off-net'],
  ['INTERNAL', 'Bandwidth CLEC', false, 'internal'],
  ['MANUALOFFNET', 'ThinkTel', false, 'manual'],
  ['MANUAL_ON_NET', 'Bandwidth CLEC', true, 'manual'],
  ['MANUAL', null, null, 'manual'],
  ['MANUAL_TOLLFREE', null, null, 'toll-free'],
  ['MANUALTOLLFREE', null, null, 'toll-free'],
  ['TELEPATHY', 'Bandwidth CLEC', false, 'unknown'],
  [null, null, null, 'unknown'],
]

describe('how an order is carried', () => {
  it.each(CASES)('%s by %s, wireless %s: %s', (portType, vendorName, wireless, kind) => {
    expect(portKindOf({ portType, vendorName, wireless })).toBe(kind)
  })

  it('is read from an order', () => {
    expect(localPortKind(portOrder())).toBe('on-net-wireline')
    expect(localPortKind(tollFreeOrder())).toBe('toll-free')
  })

  it('is toll-free before Bandwidth says so, by the numbers', () => {
    const fresh = { tollFree: null, portType: null }
    expect(isTollFreeOrder({ ...fresh, numbers: [tn('844-555-0100')] })).toBe(true)
    expect(isTollFreeOrder({ ...fresh, numbers: [tn('919-555-0100')] })).toBe(false)
    expect(isTollFreeOrder({ ...fresh, numbers: [] })).toBe(false)
  })
})
