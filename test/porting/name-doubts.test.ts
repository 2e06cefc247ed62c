import { expect, it } from 'vitest'
import { cutNameDoubts, signerDoubts } from '../../src/porting/name-doubts.ts'
import { portOrder } from './port-order.ts'

it.each([
  ['Acme LLC', 'Acme Dental', true],
  ['Blue Door', 'Blue Door, Inc.', false],
  ['Blue Door', 'blue door', true],
  ['J Rivera', 'Blue Door', false],
  ['Ann Grouper', null, false],
  ['Inc Winston', null, false],
])('whether %s, who signs for %s, looks like a company: %s', (person, businessName, is) => {
  const subscriber = { ...portOrder().subscriber, businessName }
  expect(signerDoubts(person, subscriber).length > 0).toBe(is)
})

it('a name that fills its field may be cut off', () => {
  expect(cutNameDoubts('x'.repeat(25)).join()).toMatch(/25.*cut/)
  expect(cutNameDoubts('x'.repeat(24))).toEqual([])
})
