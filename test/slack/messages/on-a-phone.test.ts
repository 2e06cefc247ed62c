import { expect, it } from 'vitest'
import { firstThatFit, phoneLines } from '../../../src/slack/messages/on-a-phone.ts'
import { mrkdwn, plain } from '../../../src/slack/mrkdwn.ts'

it('an emoji is as wide as its picture, not as its name', () => {
  expect(phoneLines(mrkdwn`:hourglass_flowing_sand: ${'x'.repeat(42)}`)).toBe(1)
  expect(phoneLines(mrkdwn`:hourglass_flowing_sand: ${'x'.repeat(43)}`)).toBe(2)
})

it('shows what a phone has lines for, and the first in any case', () => {
  const long = plain('x'.repeat(200))
  const [one, two, three] = ['one', 'two', 'three'].map((word) => plain(word))
  if (one === undefined || two === undefined || three === undefined) throw new Error('Three.')
  expect(firstThatFit([one, two, three], 2)).toEqual([one, two])
  expect(firstThatFit([long, one], 2)).toEqual([long])
  expect(firstThatFit([one, long, two], 3)).toEqual([one])
})
