import { expect, it } from 'vitest'
import { about, Refusal } from '../../src/porting/refusal.ts'

it('carries a code to tell it by, a message to read, and a next step if there is one', () => {
  const refusal = new Refusal('too-late', '#1042 is COMPLETE.', 'Port the numbers out instead.')
  expect(refusal).toBeInstanceOf(Error)
  expect(refusal).toMatchObject({
    name: 'Refusal',
    code: 'too-late',
    message: '#1042 is COMPLETE.',
    nextStep: 'Port the numbers out instead.',
  })
  expect(new Refusal('no', 'No.').nextStep).toBeNull()
})

it('about an order knows its number alone, and says whose it is where that is known', () => {
  const refusal = new Refusal(
    'too-late',
    about(1042, (named) => `${named} is live.`),
  )
  expect(refusal.message).toBe('#1042 is live.')
  expect(refusal.about?.order).toBe(1042)
  expect(refusal.about?.says('#1042 · Acme Dental')).toBe('#1042 · Acme Dental is live.')
})
