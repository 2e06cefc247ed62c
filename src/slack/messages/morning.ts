import type { Morning } from '../../desk/morning.ts'
import type { Instant } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import { context, message, section, type Message } from '../blocks.ts'
import { join, lines, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { lineOf, ownerOfAll, titleShown, type DrawnLine } from './worklist.ts'

/** What a channel hears in the morning, each part with its lines as they are drawn. */
type DrawnMorning = Readonly<Record<keyof Morning, readonly DrawnLine[]>>

const MOST_LINES = 3

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
  const owner = ownerOfAll([...today, ...stuck, ...waiting])
  const parts = (drawn: (item: DrawnLine) => DrawnLine) => {
    const lined = (items: readonly DrawnLine[]) =>
      items.map((item) => lineOf(drawn(owner === null ? item : { ...item, owner: '' }), now))
    return [
      part('Today', lined(today), 'today'),
      part('Stuck', lined(stuck), 'stuck'),
      part('Waiting on an approver', lined(waiting), 'waiting'),
      tomorrows(tomorrow.map(drawn)),
    ].filter((one) => one !== null)
  }
  // For ears: without links.
  return message(lines(says, ...parts((item) => ({ ...item, url: null }))), [
    section(says),
    ...parts((item) => item).map((one) => section(one)),
    context(
      owner === null ? nothing : mrkdwn`Owner: ${owner}`,
      plain('`/portin today`, `waiting`, `stuck` and `week` show the current lists.'),
      decides ? mrkdwn`${approvers} approve.` : plain(''),
    ),
  ])
}

/** Its title stands before the first of them. */
function part(title: string, items: readonly Mrkdwn[], command: string): Mrkdwn | null {
  const [first, ...others] = items.slice(0, MOST_LINES)
  if (first === undefined) return null
  return lines(mrkdwn`*${title}* ${first}`, ...others, moreOf(items.length, command))
}

/** The day is all that is said of them. */
function tomorrows(items: readonly DrawnLine[]): Mrkdwn | null {
  if (items.length === 0) return null
  const shown = join(items.slice(0, MOST_LINES).map(titleShown), ', ')
  return lines(mrkdwn`*Tomorrow* ${shown}`, moreOf(items.length, 'week'))
}

function moreOf(count: number, command: string): Mrkdwn | null {
  const left = count - MOST_LINES
  return left <= 0 ? null : mrkdwn`And ${left} more: \`/portin ${command}\``
}
