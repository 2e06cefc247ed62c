import type { SectionBlock } from '@slack/types'
import { rowsOf, type ReadingAccount, type SourceAccount } from '../../porting/reading-account.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { csvText } from '../../porting/delimited-text.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { OrderRef } from '../../store/followed.ts'
import { section } from '../blocks.ts'
import { changeChoice, unreadRows } from '../controls/check-controls.ts'
import {
  clipText,
  isEmpty,
  join,
  lines,
  mrkdwn,
  nothing,
  plain,
  type Mrkdwn,
  spaced,
} from '../mrkdwn.ts'
import { sourceWords } from '../numbers-in-files.ts'
import { countNumbers } from '../words/order-words.ts'
import type { RequestPart } from './request-parts.ts'

const MOST_SOURCES = 5
const MOST_NOT_READ = 5
const MOST_ASIDE = 4
const LONGEST_NAME = 60
const LONGEST_NAMES = 400

/** What became of every row of what was read, and which files were not read; empty for what was only typed. */
export function accountWords(account: ReadingAccount | null): Mrkdwn {
  if (account === null) return nothing
  const { accounts, leftOut } = account
  const named = accounts.filter(
    ({ source, notes, leftAside, taken }) =>
      source !== null || notes.length > 0 || leftAside.length > 0 || taken.length > 0,
  )
  const more = named.length - MOST_SOURCES
  return lines(
    ...named.slice(0, MOST_SOURCES).map(sourceLine),
    more > 0 ? `and ${countOf(more, 'more source')}` : null,
    ...leftOut
      .slice(0, MOST_SOURCES)
      .map(({ name, why }) => mrkdwn`*Left out:* ${clipText(oneLine(name), LONGEST_NAME)} ${why}`),
    moreFiles(leftOut.slice(MOST_SOURCES)),
  )
}

/** Not one of ten dropped files goes unnamed. */
function moreFiles(files: ReadingAccount['leftOut']): Mrkdwn | null {
  if (files.length === 0) return null
  const names = files.map(({ name }) => clipText(oneLine(name), LONGEST_NAME)).join(', ')
  return mrkdwn`*Left out, too:* ${clipText(names, LONGEST_NAMES)}`
}

/** The same as blocks, with the way to change what was chosen; none when there is nothing to say. */
export function accountBlocks(account: ReadingAccount | null): readonly SectionBlock[] {
  const words = accountWords(account)
  if (isEmpty(words)) return []
  const choice = account?.accounts.find((one) => one.choice !== undefined)?.choice
  return [section(words, choice === undefined ? undefined : changeChoice.draw(choice))]
}

/** The same for an order's numbers: rows that were not read are in a file if there are too many to list. */
export function orderAccountBlocks(
  order: OrderRef,
  account: ReadingAccount | null,
): readonly SectionBlock[] {
  const count = (account?.accounts ?? []).reduce((sum, { notReadCount }) => sum + notReadCount, 0)
  const blocks = accountBlocks(account)
  if (count <= MOST_NOT_READ) return blocks
  const words = plain(`${countOf(count, 'row')} not read.`)
  return [...blocks, section(words, unreadRows.draw(order))]
}

/** The same for approvers: it comes last, and is shortened first. */
export function accountPart(
  order: OrderRef,
  account: ReadingAccount | null,
): readonly RequestPart[] {
  const says = accountWords(account)
  const blocks = orderAccountBlocks(order, account)
  return isEmpty(says)
    ? []
    : [{ name: 'what was read', place: 'account', says, short: null, blocks }]
}

function sourceLine(account: SourceAccount): Mrkdwn {
  const { numbers, repeats, notReadCount } = account
  const counts = [
    countOf(rowsOf(account), account.taken.length === 0 ? 'line' : 'row'),
    countNumbers(numbers - repeats),
    repeats === 0 ? null : countOf(repeats, 'repeat'),
    notReadCount === 0 ? null : `${showCount(notReadCount)} not read`,
  ]
  return spaced(
    mrkdwn`*Read from ${takenWords(account)}:* ${join(counts, ', ')}.`,
    notReadWords(account),
    asideWords(account),
    notesWords(account),
  )
}

function notesWords({ notes }: SourceAccount): Mrkdwn | null {
  const more = notes.length - MOST_NOT_READ
  const shown = [
    ...notes.slice(0, MOST_NOT_READ),
    ...(more > 0 ? [`and ${showCount(more)} more`] : []),
  ]
  return shown.length === 0 ? null : mrkdwn`${shown.join(' · ')}.`
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
    const said = text === '' ? '' : mrkdwn` “${text}”`
    return mrkdwn`${row} ${at}${said}${why === null ? '' : ` (${why})`}`
  })
  const more = notReadCount - shown.length
  return mrkdwn`*Couldn’t read:* ${join([...shown, more > 0 ? `and ${showCount(more)} more` : null], ', ')}.`
}

function asideWords({ leftAside }: SourceAccount): Mrkdwn {
  if (leftAside.length === 0) return nothing
  const shown = leftAside
    .slice(0, MOST_ASIDE)
    .map(({ what, numbers }) => mrkdwn`${clipText(what, LONGEST_NAME)} (${countNumbers(numbers)})`)
  const more = leftAside.length - shown.length
  return mrkdwn`*Left aside:* ${join([...shown, more > 0 ? `and ${showCount(more)} more` : null], ', ')}.`
}

export function notReadCsv(account: ReadingAccount | null): string {
  return csvText([['text', 'where and why'], ...notReadRows(account)])
}

/** A line of a file for every row that was not read; of thousands, the first and how many more. */
export function notReadRows(
  account: ReadingAccount | null,
): readonly (readonly [string, string])[] {
  return (account?.accounts ?? []).flatMap((source) => {
    const where = (row: number): string =>
      `${sourceWords(source)}, ${source.taken.length === 0 ? 'line' : 'row'} ${String(row)}`
    const rows = source.notRead.map(({ row, text, why }) => {
      return [text, why === null ? where(row) : `${where(row)}: ${why}`] as const
    })
    const more = source.notReadCount - rows.length
    return more > 0 ? [...rows, [`and ${showCount(more)} more`, sourceWords(source)]] : rows
  })
}
