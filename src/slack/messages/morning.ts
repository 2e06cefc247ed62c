import type { Morning } from '../../desk/morning.ts'
import type { Instant } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import { context, message, section, type Message } from '../blocks.ts'
import { join, lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { lineOf, titleShown, type DrawnLine } from './worklist.ts'

/** What a channel hears in the morning, each part with its lines as they are drawn. */
type DrawnMorning = Readonly<Record<keyof Morning, readonly DrawnLine[]>>

const MOST_LINES = 8

/** One message for all orders of a channel; null when there is nothing to say any more. */
export function morningMessage(
  morning: DrawnMorning,
  approvers: Mrkdwn,
  now: Instant,
): Message | null {
  const { today, tomorrow, waiting, stuck } = morning
  const counts = [
    today.length === 0 ? null : `${today.length} today`,
    stuck.length === 0 ? null : `${stuck.length} stuck`,
    waiting.length === 0 ? null : countOf(waiting.length, 'request'),
    tomorrow.length === 0 ? null : `${tomorrow.length} tomorrow`,
  ]
  if (counts.every((one) => one === null)) return null
  const says = mrkdwn`*This morning: ${join(counts, ', ')}*`
  const decides = [...today, ...waiting].some(({ why }) => why?.kind === 'decide')
  return message(says, [
    section(says),
    part('Today', today, 'today', now),
    part('Stuck', stuck, 'stuck', now),
    part('Waiting on an approver', waiting, 'waiting', now),
    tomorrows(tomorrow),
    context(
      plain('`/portin today`, `waiting`, `stuck` and `week` show the current lists.'),
      decides ? mrkdwn`${approvers} approve.` : plain(''),
    ),
  ])
}

/** Its title stands before the first of them. */
function part(title: string, items: readonly DrawnLine[], command: string, now: Instant) {
  const [first, ...others] = items.slice(0, MOST_LINES).map((item) => lineOf(item, now))
  if (first === undefined) return null
  return section(lines(mrkdwn`*${title}* ${first}`, ...others, moreOf(items, command)))
}

/** The day is all that is said of them. */
function tomorrows(items: readonly DrawnLine[]) {
  if (items.length === 0) return null
  const shown = join(items.slice(0, MOST_LINES).map(titleShown), ', ')
  return section(lines(mrkdwn`*Tomorrow* ${shown}`, moreOf(items, 'week')))
}

function moreOf(items: readonly DrawnLine[], command: string): Mrkdwn | null {
  const left = items.length - MOST_LINES
  return left <= 0 ? null : mrkdwn`And ${left} more: \`/portin ${command}\``
}
