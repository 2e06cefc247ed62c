import type { Instant } from '../../porting/calendar.ts'
import { message, section, type Message } from '../blocks.ts'
import { atMoment } from '../moments.ts'
import { mrkdwn } from '../mrkdwn.ts'

/** To whoever asked: the bot was stopped before it was done, and how to see what came of it. */
export function interrupted(
  { what, at }: { readonly what: string; readonly at: Instant },
  now: Instant,
): Message {
  const words = mrkdwn`I was stopped before I was done with ${what}, which came ${atMoment(at, now)}. I'm back now.`
  const next =
    'It may be done or not: look at the order’s card and its thread. If it is not there in three minutes, do it again.'
  return message(words, [section(words), section(mrkdwn`${next}`)])
}
