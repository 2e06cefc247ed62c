import { expect, it } from 'vitest'
import { Refusal } from '../../src/porting/refusal.ts'
import { refusalAnswer } from '../../src/slack/messages/refusal.ts'
import { namingOrder } from '../../src/slack/name-order.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { refusalsOf } from './slack-takes.ts'

it('an answer that says whose order it is about is one that Slack takes, however long it is', async () => {
  const { desk, make, track } = await openPracticeDesk()
  const number = await track(await make())
  const answer = refusalAnswer(
    new Refusal('no', `#${number} is not ${'as it was '.repeat(900)}`, 'Look again.'),
  )
  expect(refusalsOf(answer)).toEqual([])
  const named = await namingOrder(desk.db, answer)
  expect(named.text).toMatch(new RegExp(`^#${number} · `))
  expect(refusalsOf(named)).toEqual([])
})

it('an answer that names the customer already, or quotes what somebody typed, stays as it is', async () => {
  const { desk, make, track } = await openPracticeDesk()
  const number = await track(await make())
  for (const says of [`#${number} · Acme Dental is live.`, `I can’t read “#${number} tomorrow”.`]) {
    const answer = refusalAnswer(new Refusal('no', says, null))
    expect(await namingOrder(desk.db, answer)).toEqual(answer)
  }
})
