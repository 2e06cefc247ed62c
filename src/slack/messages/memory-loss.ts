import type { Instant } from '../../porting/calendar.ts'
import { firstFew } from '../../porting/names-in-words.ts'
import type { MemoryLoss } from '../../store/posts.ts'
import { context, message, section, type Message } from '../blocks.ts'
import { moment } from '../moments.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'

const MOST_NAMED = 5

/** To the default channel: what the bot no longer knows, and what that means for people. */
export function memoryLoss(loss: MemoryLoss, now: Instant): Message {
  return loss.kind === 'restored' ? restored(loss.knownUntil, now) : empty(loss)
}

function restored(knownUntil: Instant, now: Instant): Message {
  const says = mrkdwn`*I was restored from a backup of ${moment(knownUntil, now)}.*`
  const next = plain(
    'I’m rereading every open order. Approvals and requests made after it are gone. Request them again.',
  )
  return message(lines(says, next), [
    section(says),
    section(next),
    context(plain('I’ll find orders drafted after it at Bandwidth and give them new numbers.')),
  ])
}

function empty({ file, hasPosted, beside, nextNumber }: MemoryLoss & { kind: 'empty' }): Message {
  const says = mrkdwn`*I started with an empty database, ${plain(file)}.*`
  const lost = hasPosted
    ? plain('Buttons on my earlier messages don’t work, and approvals are gone.')
    : null
  return message(lines(says, lost), [
    section(says),
    lost && section(lost),
    beside.length === 0
      ? null
      : section(mrkdwn`Next to it: ${firstFew(beside, MOST_NAMED)}. Is PORTIN_DATABASE right?`),
    context(
      mrkdwn`To get everything back, stop me and run npm run restore -- FILE. Otherwise new orders start at #${nextNumber}.`,
    ),
  ])
}
