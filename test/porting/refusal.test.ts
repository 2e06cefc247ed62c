import { expect, it } from 'vitest'
import { Refusal } from '../../src/porting/refusal.ts'

it('carries a code to tell it by, a message to read, and a hint if there is one', () => {
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
