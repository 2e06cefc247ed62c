import type { Morning } from '../../desk/morning.ts'
import type { Instant } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { openCommand } from '../controls/list-controls.ts'
import { join, lines, mrkdwn, nothing, type Mrkdwn } from '../mrkdwn.ts'
import { MOST_PHONE_LINES, phoneLines } from './on-a-phone.ts'
import { lineOf, ownerOfAll, titleShown, type DrawnLine } from './worklist.ts'

/** The morning summary of a channel, each part with its drawn lines. */
type DrawnMorning = Readonly<Record<keyof Morning, readonly DrawnLine[]>>

/** Of each part as many as a phone shows, one at least. */
const MOST_OF_EACH = [3, 2, 1]

/** One message for all orders of a channel; null when there is nothing left to say. */
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
  const shown = owner === null ? morning : withoutOwners(morning)
  const fits = (most: number) =>
    phoneLines(lines(says, ...parts(shown, most, now))) <= MOST_PHONE_LINES
  const most = MOST_OF_EACH.find(fits) ?? 1
  return message(lines(says, ...parts(withoutLinks(shown), most, now)), [
    section(says),
    ...parts(shown, most, now).map((one) => section(one)),
    actions(
      PARTS.filter(({ of }) => morning[of].length > most).map(({ command }) =>
        openCommand.draw(command, ''),
      ),
    ),
    context(
      owner === null ? nothing : mrkdwn`Owner: ${owner}`,
      decides ? mrkdwn`Approvers: ${approvers}` : nothing,
    ),
  ])
}

interface Part {
  readonly of: keyof Morning
  readonly title: string
  /** Lists all of them. */
  readonly command: string
}

const PARTS: readonly Part[] = [
  { of: 'today', title: 'Today', command: 'today' },
  { of: 'stuck', title: 'Stuck', command: 'stuck' },
  { of: 'waiting', title: 'Waiting on an approver', command: 'waiting' },
  { of: 'tomorrow', title: 'Tomorrow', command: 'week' },
]

function parts(morning: DrawnMorning, most: number, now: Instant): readonly Mrkdwn[] {
  return PARTS.filter(({ of }) => morning[of].length > 0).map(({ of, title }) => {
    const items = morning[of].slice(0, most)
    const count = morning[of].length
    const cut = items.length < count ? ` (${items.length} of ${count})` : ''
    // Only the day is shown of tomorrow's orders.
    const said =
      of === 'tomorrow'
        ? join(items.map(titleShown), ', ')
        : lines(...items.map((item) => lineOf(item, now)))
    return mrkdwn`*${title}${cut}* ${said}`
  })
}

/** One owner is named once for all. */
function withoutOwners(morning: DrawnMorning): DrawnMorning {
  return mapped(morning, (item) => ({ ...item, owner: '' }))
}

/** For screen readers. */
function withoutLinks(morning: DrawnMorning): DrawnMorning {
  return mapped(morning, (item) => ({ ...item, url: null }))
}

function mapped(
  { today, stuck, waiting, tomorrow }: DrawnMorning,
  drawn: (item: DrawnLine) => DrawnLine,
): DrawnMorning {
  return {
    today: today.map(drawn),
    stuck: stuck.map(drawn),
    waiting: waiting.map(drawn),
    tomorrow: tomorrow.map(drawn),
  }
}
