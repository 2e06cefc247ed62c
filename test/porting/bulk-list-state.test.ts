import { expect, it } from 'vitest'
import { inCheckSince, listAfterRefresh } from '../../src/porting/bulk-list-state.ts'
import { bulkNumbers } from './bulk-numbers.ts'

const BEGAN = 1_000_000
const failed = bulkNumbers('INVALID_DRAFT_TNS', {
  errors: [{ code: '7617', description: 'no answer', numbers: [] }],
})
const valid = bulkNumbers('VALID_DRAFT_TNS')

it.each([
  [
    'goes on',
    { isChecking: true, split: null, done: 7 },
    { is: 'in-check', since: BEGAN, done: 7 },
  ],
  [
    'is through',
    { isChecking: false, split: valid, done: null },
    { is: 'checked', givenAt: BEGAN },
  ],
  [
    'failed at its vendor, so that it is begun again',
    { isChecking: false, split: failed, done: null },
    { is: 'in-check', since: BEGAN, done: null },
  ],
])('a check that %s', (_, look, becomes) => {
  expect(listAfterRefresh(inCheckSince(BEGAN), look)).toEqual(becomes)
})

it.each([
  { is: 'unsent' },
  { is: 'not-taken', errors: [] },
  { is: 'checked', givenAt: BEGAN },
] as const)('a list that is $is stays so, whatever a look shows', (list) => {
  expect(listAfterRefresh(list, { isChecking: true, split: null, done: 3 })).toEqual(list)
})
