import { expect, test } from 'vitest'
import { warningWords } from '../../../src/slack/messages/bulk-words.ts'
import { longestBulk } from '../../fixtures/bulk.ts'

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
