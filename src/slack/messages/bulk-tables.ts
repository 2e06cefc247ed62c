import { countOf, showCount } from '../../porting/counts.ts'
import type { Elsewhere } from '../../desk/numbers-elsewhere.ts'
import { elsewhereWords } from './elsewhere.ts'
import { childDiff, type ChildContent } from '../../porting/child-facts.ts'
import type { ChildCsvRead, LineSays } from '../../porting/child-table.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { sendChildFacts, useNumbers, type DroppedNumbers } from '../controls/bulk-controls.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import type { TypedFile } from '../typed-file.ts'
import type { LeftOut, ReadingAccount } from '../../porting/reading-account.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import { accountBlocks } from './account-words.ts'
import { shortBulkTitle } from '../words/bulk-words.ts'
import { countNumbers, numbersDo } from '../words/order-words.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'

const MOST_ROWS = 30
const MOST_LINES = 10

interface Dropped {
  readonly bulk: TrackedBulk
  readonly file: Pick<TypedFile, 'id' | 'name'>
}

/** What a dropped table would change, field by field; secrets are named and not shown. */
export function childTable({
  bulk,
  file,
  table: { rows, problems, remarks },
  children,
}: Dropped & {
  readonly table: ChildCsvRead
  readonly children: readonly { readonly number: number; readonly content: ChildContent }[]
}): Message {
  const contentOf = new Map(children.map((child) => [child.number, child.content]))
  const diffs = rows.flatMap((row) => {
    const content = contentOf.get(row.number)
    const fields = content === undefined ? [] : childDiff(row, content)
    return fields.length === 0 ? [] : [{ number: row.number, fields }]
  })
  const heading =
    diffs.length === 0
      ? mrkdwn`*${oneLine(file.name)} changes nothing in ${shortBulkTitle(bulk)}.*`
      : mrkdwn`*${oneLine(file.name)} changes ${countOf(diffs.length, 'order')} of ${shortBulkTitle(bulk)}.* Nothing is sent yet.`
  const more = diffs.length - MOST_ROWS
  return message(heading, [
    section(heading),
    linesSay('*Couldn’t read:*', problems),
    linesSay('*Check these:*', remarks),
    ...diffs
      .slice(0, MOST_ROWS)
      .map(({ number: child, fields }) =>
        section(
          mrkdwn`*#${child}* ${fields.map(({ field, before, after }) => `${field}: ${before ?? 'none'} to ${after ?? 'none'}`).join(', ')}`,
        ),
      ),
    more > 0 ? section(plain(`… and ${countOf(more, 'more order')}`)) : null,
    diffs.length === 0 ? null : actions([sendChildFacts.draw(bulk, file.id, diffs.length)]),
  ])
}

/** A dropped list of numbers, and what in it could not be read: that would stay with the old carrier. */
export function numbersDropped({
  bulk,
  file,
  dropped,
  elsewhere,
  account,
}: Dropped & {
  readonly dropped: Omit<DroppedNumbers, 'file'>
  readonly elsewhere: readonly Elsewhere[]
  readonly account: ReadingAccount
}): Message {
  const { count, added, removed, leaving } = dropped
  const words = mrkdwn`*${oneLine(file.name)} has ${countNumbers(count)}.* What should ${shortBulkTitle(bulk)} do with ${count === 1 ? 'it' : 'them'}? Nothing is changed yet.`
  const buttons = useNumbers.draw(bulk, { ...dropped, file: file.id })
  if (buttons.length === 0) {
    const same = mrkdwn`*${oneLine(file.name)} has the same ${countNumbers(count)}* as ${shortBulkTitle(bulk)}. Nothing to change.`
    return message(same, [section(same), ...accountBlocks(account)])
  }
  return message(words, [
    section(
      lines(
        words,
        `${showCount(added)} new, ${showCount(removed)} already in it.`,
        leaving === 0
          ? null
          : `Replacing all: ${numbersDo(leaving, 'leave')}. Their BTN, account numbers and LOAs are kept for 30 days and come back with them.`,
      ),
    ),
    elsewhere.length === 0 ? null : section(elsewhereWords(elsewhere)),
    ...accountBlocks(account),
    actions(buttons),
  ])
}

export function nothingDropped({ name }: Dropped['file']): Message {
  const words = mrkdwn`I didn’t find any orders or phone numbers in *${oneLine(name)}*.`
  return message(words, [
    section(
      lines(
        words,
        '_Download CSV_ on the card has the table to fill in. A number list needs only the numbers.',
      ),
    ),
  ])
}

/** An unsupported table. As an LOA, it would go to a carrier with every account number in it. */
export function leftOutOf({ name, why }: LeftOut): Message {
  const words = mrkdwn`*${oneLine(name)}* ${why}`
  return message(words, [
    section(lines(words, 'If it’s a document for one order, drop it in that order’s thread.')),
  ])
}

function linesSay(title: string, said: readonly LineSays[]) {
  if (said.length === 0) return null
  const more = said.length - MOST_LINES
  return section(
    lines(
      title,
      ...said
        .slice(0, MOST_LINES)
        .map(({ line, says }) => mrkdwn`• line ${line}: ${oneLine(says)}`),
      more > 0 ? `… and ${more} more` : null,
    ),
  )
}
