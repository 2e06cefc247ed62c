import type { Instant } from '../../porting/calendar.ts'
import { csvText } from '../../porting/delimited-text.ts'
import type { HistoryLine } from '../../porting/history.ts'
import { inParts } from '../../porting/in-parts.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { OrderHistory } from '../../desk/read-history.ts'
import type { OrderRef } from '../../store/followed.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { fromTo, isPersonsId } from './activity.ts'
import { historyCsv, olderHistory } from '../controls/order-controls.ts'
import { datedMoment } from '../moments.ts'
import { clipText, lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'

const SHOWN = 20
/** Of three thousand characters in a section, each of which may become five in markup. */
const IN_A_SECTION = 5
const LONGEST_WORDS = 90

/** The newest twenty, or the twenty before those that were shown. */
export function historyAnswer(
  order: OrderRef,
  { lines: all, bandwidth }: OrderHistory,
  { named, from, now }: { readonly named: string; readonly from: number; readonly now: Instant },
): Message {
  const shown = all.slice(from, from + SHOWN)
  const rest = all.length - from - shown.length
  const head =
    from === 0 ? mrkdwn`*History of ${named}*, newest first` : mrkdwn`*History of ${named}*, older`
  const drawn = shown.map((line) => lineOf(line, now))
  const foot = plain(FOOT[bandwidth])
  return message(lines(head, ...drawn, foot), [
    section(head),
    ...inParts(drawn, IN_A_SECTION).map((some) => section(lines(...some))),
    context(foot),
    actions([
      ...(rest > 0 ? [olderHistory.draw(order, from + SHOWN)] : []),
      ...(all.length > 0 ? [historyCsv.draw(order)] : []),
    ]),
  ])
}

const FOOT: Record<OrderHistory['bandwidth'], string> = {
  read: 'Bandwidth’s own entries come up to two minutes late.',
  draft: 'Bandwidth keeps no history of drafts.',
  none: 'I have no history of it from Bandwidth. This is what I know.',
  unreachable: 'I couldn’t ask Bandwidth right now. This is what I know.',
}

function lineOf({ at, who, what, from, to, source }: HistoryLine, now: Instant): Mrkdwn {
  const when = at === null ? plain('undated') : datedMoment(at, now)
  const words = clipText(oneLine(what), LONGEST_WORDS)
  const named = clipText(oneLine(who), 40)
  // A user of Bandwidth's is nobody in Slack, however it is called.
  const shown = source === 'Bandwidth' ? plain(named) : mention(named)
  return mrkdwn`• ${when} *${shown}* ${words}${fromTo(from, to, now)}`
}

/** The Slack ids in a history. */
export function peopleIn({ lines: all }: OrderHistory): readonly string[] {
  const values = all.flatMap(({ who, from, to, source }) =>
    source === 'Bandwidth' ? [] : [who, from, to],
  )
  return [...new Set(values)].filter(isPersonsId)
}

const HEADING = ['at', 'who', 'what', 'from', 'to', 'source']

/** @param names of the people by their Slack ids: the file is read where nobody knows those. */
export function historyFile(
  { lines: all }: OrderHistory,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const nameOf = (value: string) => names.get(value) ?? value
  const rows = all.map(({ at, who, what, from, to, source }) => [
    at === null ? '' : new Date(at).toISOString(),
    ...[source === 'Bandwidth' ? who : nameOf(who), what, nameOf(from), nameOf(to), source].map(
      oneLine,
    ),
  ])
  return csvText([HEADING, ...rows])
}
