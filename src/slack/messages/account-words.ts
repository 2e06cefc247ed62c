import type { SectionBlock } from '@slack/types'
import { rowsOf, type ReadingAccount, type SourceAccount } from '../../porting/reading-account.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { section } from '../blocks.ts'
import { clipText, isEmpty, join, lines, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { sourceWords } from '../numbers-in-files.ts'
import { countNumbers } from './order-words.ts'

const MOST_SOURCES = 5
const MOST_NOT_READ = 5
const MOST_ASIDE = 4
const LONGEST_NAME = 60

/** What became of every row of what was read, and which files were not read; empty for what was only typed. */
export function accountWords(account: ReadingAccount | null): Mrkdwn {
  if (account === null) return nothing
  const { accounts, leftOut } = account
  const told = accounts.filter(
    ({ source, notes, leftAside, taken }) =>
      source !== null || notes.length > 0 || leftAside.length > 0 || taken.length > 0,
  )
  const more = told.length - MOST_SOURCES
  return lines(
    ...told.slice(0, MOST_SOURCES).map(sourceLine),
    more > 0 ? `and ${countOf(more, 'more source')}` : null,
    ...leftOut
      .slice(0, MOST_SOURCES)
      .map(({ name, why }) => mrkdwn`*Left out:* ${clipText(oneLine(name), LONGEST_NAME)} ${why}`),
  )
}

/** The same as a block; null when there is nothing to say. */
export function accountSection(account: ReadingAccount | null): SectionBlock | null {
  const words = accountWords(account)
  return isEmpty(words) ? null : section(words)
}

function sourceLine(account: SourceAccount): Mrkdwn {
  const { numbers, repeats, notReadCount } = account
  const counts = [
    countOf(rowsOf(account), account.taken.length === 0 ? 'line' : 'row'),
    countNumbers(numbers - repeats),
    repeats === 0 ? null : countOf(repeats, 'repeat'),
    notReadCount === 0 ? null : `${showCount(notReadCount)} not read`,
  ]
  return join(
    [
      mrkdwn`*Read from ${takenWords(account)}:* ${join(counts, ', ')}.`,
      notReadWords(account),
      asideWords(account),
      account.notes.length === 0
        ? null
        : mrkdwn`${account.notes.slice(0, MOST_NOT_READ).join('; ')}.`,
    ],
    ' ',
  )
}

function takenWords(account: SourceAccount): Mrkdwn {
  const where = clipText(oneLine(sourceWords(account)), LONGEST_NAME * 2)
  if (account.taken.length === 0) return plain(where)
  const columns = account.taken.map((name) => `“${clipText(oneLine(name), LONGEST_NAME)}”`)
  return mrkdwn`${columns.join(', ')} of ${where}${account.isChosen ? ' (chosen)' : ''}`
}

function notReadWords({ notRead, notReadCount, taken }: SourceAccount): Mrkdwn {
  if (notReadCount === 0) return nothing
  const row = taken.length === 0 ? 'line' : 'row'
  const shown = notRead.slice(0, MOST_NOT_READ).map(({ row: at, text, why }) => {
    return mrkdwn`${row} ${at} “${text}”${why === null ? '' : ` (${why})`}`
  })
  const more = notReadCount - shown.length
  return mrkdwn`*Couldn't read:* ${join([...shown, more > 0 ? `and ${showCount(more)} more` : null], ', ')}.`
}

function asideWords({ leftAside }: SourceAccount): Mrkdwn {
  if (leftAside.length === 0) return nothing
  const shown = leftAside
    .slice(0, MOST_ASIDE)
    .map(({ what, numbers }) => plain(`${clipText(what, LONGEST_NAME)} (${countNumbers(numbers)})`))
  const more = leftAside.length - shown.length
  return mrkdwn`*Left aside:* ${join([...shown, more > 0 ? `and ${showCount(more)} more` : null], ', ')}.`
}

/** A line of a file for every row that was not read. */
export function notReadRows(
  account: ReadingAccount | null,
): readonly (readonly [string, string])[] {
  return (account?.accounts ?? []).flatMap((source) =>
    source.notRead.map(({ row, text, why }) => {
      const where = `${sourceWords(source)}, ${source.taken.length === 0 ? 'line' : 'row'} ${String(row)}`
      return [text, why === null ? where : `${where}: ${why}`] as const
    }),
  )
}
