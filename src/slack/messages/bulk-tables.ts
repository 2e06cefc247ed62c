import { countOf } from '../../porting/counts.ts'
import { childDiff, type ChildContent } from '../../porting/child-facts.ts'
import type { ChildCsvRead, LineSays } from '../../porting/child-table.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { sendChildFacts, useNumbers } from '../controls/bulk-controls.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import type { TypedFile } from '../typed-file.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import { countNumbers } from './order-words.ts'
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
      ? mrkdwn`*${oneLine(file.name)} changes nothing in #${bulk.number}.*`
      : mrkdwn`*${oneLine(file.name)} changes ${countOf(diffs.length, 'order')} of #${bulk.number}.* Nothing is sent yet.`
  const more = diffs.length - MOST_ROWS
  return message(heading, [
    section(heading),
    linesSay('*Not read:*', problems),
    linesSay('*May be a mistake:*', remarks),
    ...diffs
      .slice(0, MOST_ROWS)
      .map(({ number: child, fields }) =>
        section(
          mrkdwn`*#${child}* ${fields.map(({ field, before, after }) => `${field}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`).join('; ')}`,
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
  count,
  unread,
}: Dropped & { readonly count: number; readonly unread: readonly string[] }): Message {
  const words = mrkdwn`*${oneLine(file.name)}* holds ${countNumbers(count)}. Nothing is changed yet.`
  const more = unread.length - MOST_LINES
  return message(words, [
    section(words),
    unread.length === 0
      ? null
      : section(
          mrkdwn`*Not read as telephone numbers:* ${unread.slice(0, MOST_LINES).map(oneLine).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        ),
    actions([useNumbers.draw(bulk, file.id, count)]),
  ])
}

export function nothingDropped({ name }: Dropped['file']): Message {
  const words = mrkdwn`I found neither orders nor telephone numbers in *${oneLine(name)}*.`
  return message(words, [
    section(
      lines(
        words,
        '_Orders as CSV_ on the card gives the table to fill in; a list of numbers needs nothing but the numbers.',
      ),
    ),
  ])
}

/** Taken for a letter, it would go to a carrier with every account number in it. */
export function workbookDropped({ name }: Dropped['file']): Message {
  const words = mrkdwn`I can't read *${oneLine(name)}*: tables come to me as CSV.`
  return message(words, [
    section(
      lines(
        words,
        'In the spreadsheet choose _Save as_, then _CSV UTF-8_, and drop that here. A workbook that is a document for one order goes into the thread of that order.',
      ),
    ),
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
