import { expect, it } from 'vitest'
import { message, section } from '../../../src/slack/blocks.ts'
import { pointer } from '../../../src/slack/messages/pointer.ts'
import { mrkdwn } from '../../../src/slack/mrkdwn.ts'

const THREAD = 'https://acme.slack.com/archives/C0PORTING/p1764511200000100'

it('a line in the channel that is cut short stays bold to its end, and bold alone', () => {
  const news = mrkdwn`:hourglass_flowing_sand: *#1042 · Acme Dental of Raleigh and Durham has been waiting on the losing carrier for 12 business days*, since Fri, Nov 27.`
  const { text, blocks } = pointer(message(news, [section(news)]), THREAD)
  expect(JSON.stringify(blocks)).toMatch(
    /":hourglass_flowing_sand: \*#1042 · Acme Dental of Raleigh[^*]+…\* · <https:[^>]*\|Open thread>"/,
  )
  expect(text.length).toBeLessThanOrEqual(80)
})
