import type { Button } from '@slack/types'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { lines, nothing, type Mrkdwn, spaced } from '../mrkdwn.ts'

/** A message in a bulk order's thread: the news, its details, and what can be done. */
export interface Announcement {
  readonly says: Mrkdwn
  readonly detail?: Mrkdwn
  /** What is good to know, beside it. */
  readonly small?: Mrkdwn
  readonly buttons?: readonly Button[]
}

/** @param locked what of it a locked screen may show. */
export function drawAnnouncement(
  { says, detail = nothing, small = nothing, buttons = [] }: Announcement,
  locked: Announcement = { says, detail },
): Message {
  return message(spaced(locked.says, locked.detail ?? nothing, small), [
    section(lines(says, detail)),
    actions([...buttons]),
    context(small),
  ])
}
