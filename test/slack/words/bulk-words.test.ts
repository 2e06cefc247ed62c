import { expect, test } from 'vitest'
import type { TelephoneNumber } from '../../../src/porting/telephone-number.ts'
import {
  inChoice,
  leaving,
  leavingBeside,
  warningWords,
} from '../../../src/slack/words/bulk-words.ts'
import { viewOf } from '../../fixtures/orders.ts'
import { longestBulk } from '../../fixtures/bulk.ts'

test('an order whose RespOrg Bandwidth doesn’t show is told from others by what the list says', () => {
  const { tracked } = viewOf({ numbers: ['8005550100' as TelephoneNumber] })
  const seen = tracked.seen && {
    ...tracked.seen,
    losingCarrier: { ...tracked.seen.losingCarrier, name: null },
    tollFree: null,
  }
  const listed = { status: 'DRAFT', from: 'RespOrg 1', vendorName: null, lastModifiedAt: null }
  expect(leaving({ ...tracked, seen, listed })).toBe('RespOrg 1')
  expect(leaving({ ...tracked, seen: null, listed })).toBe('RespOrg 1')
  // One that nobody shows, by its numbers.
  for (const known of [seen, null]) {
    const unnamed = { ...tracked, seen: known, listed: null }
    expect(leaving(unnamed)).toBe('the RespOrg of 800-555-0100')
    expect(leavingBeside(unnamed)).toBe('toll-free')
  }
})

test('orders of a bulk order are told apart by their numbers in a list to choose from', () => {
  const numbers = (first: string, count: number) =>
    Array.from({ length: count }, (_, at) => String(Number(first) + at) as TelephoneNumber)
  const choice = (of: Parameters<typeof viewOf>[0], name: string | null) => {
    const { tracked } = viewOf(of)
    const losingCarrier = { spid: null, name, wireless: null }
    return inChoice({
      ...tracked,
      listed: null,
      seen: tracked.seen && { ...tracked.seen, losingCarrier, tollFree: null },
    })
  }
  expect(choice({ numbers: numbers('9195550100', 10) }, 'Frontier')).toBe(
    'Frontier, 919-555-0100 to 0109 (10 numbers)',
  )
  expect(choice({ numbers: numbers('8005550100', 3) }, null)).toBe(
    'toll-free, 800-555-0100 to 0102 (3 numbers)',
  )
  expect(choice({ numbers: numbers('9195550100', 2) }, null)).toBe(
    'the losing carrier, 919-555-0100 to 0101 (2 numbers)',
  )
})

test('what holds for every order of a bulk order is said once in words, the rest by their numbers', () => {
  const { children } = longestBulk('VALID_DRAFT_TNS', 'Acme')
  const warned = (...of: readonly (readonly string[])[]) =>
    warningWords({
      children: children.slice(0, of.length).map((one, at) => ({ ...one, warnings: of[at] ?? [] })),
    })
  expect(warned(['A PO box.'], ['A PO box.', 'Cut off.'])).toBe(
    'All 2 orders: A PO box. 1 order has a warning: #100001.',
  )
  expect(warned(['A PO box.'], [])).toBe('1 order has a warning: #100000.')
  expect(warned(['A PO box.'])).toBe('1 order has a warning: #100000.')
  expect(warned([], [])).toBeNull()
})
