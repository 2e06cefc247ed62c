import type { Instant } from '../../porting/calendar.ts'
import { message, section, type Message } from '../blocks.ts'
import { atMoment } from '../moments.ts'
import { lines, mrkdwn } from '../mrkdwn.ts'

/** For the asker: the bot was stopped before it was done, and how to see the outcome. */
export function interrupted(
  { what, at }: { readonly what: string; readonly at: Instant },
  now: Instant,
): Message {
  const words = mrkdwn`I restarted while handling ${what}, sent ${atMoment(at, now)}.`
  const next =
    'It may have gone through. If its card and thread show nothing in 3 minutes, try again.'
  return message(lines(words, next), [section(words), section(mrkdwn`${next}`)])
}
