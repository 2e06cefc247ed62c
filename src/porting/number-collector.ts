import { damageOf } from './cell-damage.ts'
import type { Run } from './number-grammar.ts'
import type { RowPiece } from './read-row.ts'
import type { OpenAccount } from './reading-account.ts'
import { showNumber, type TelephoneNumber } from './telephone-number.ts'

/** The most numbers of all ranges in one reading: a page of ranges must not exhaust the memory. */
const MOST_FROM_RANGES = 200_000

const DIGITS = 10

/** All numbers of one reading, each once, in the order in which they were first seen. */
export interface Collector {
  readonly numbers: ReadonlySet<TelephoneNumber>
  /** @returns how many numbers were added; 0: more than are taken. */
  take(
    run: Run & { readonly text: string; readonly isSpelled?: true },
    account: OpenAccount,
  ): number
}

export function createCollector(): Collector {
  const numbers = new Set<TelephoneNumber>()
  let fromRanges = 0
  return {
    numbers,
    take({ first, count, text, isSpelled }, account) {
      // A match of exactly ten characters is all digits unless it is spelled, and is used as is, which
      // matters in lists of thousands.
      const isNormal = count === 1 && text.length === DIGITS && isSpelled !== true
      if (count > 1 && fromRanges + count > MOST_FROM_RANGES) return 0
      if (count > 1) fromRanges += count
      for (let value = first; value < first + count; value++) {
        const before = numbers.size
        numbers.add((isNormal ? text : String(value)) as TelephoneNumber)
        if (numbers.size === before) account.repeat()
      }
      return count
    },
  }
}

/** What one row or line says: its numbers are taken, what could not be read is named. */
export function takeRow(
  pieces: Iterable<RowPiece>,
  {
    row,
    account,
    all,
  }: { readonly row: number; readonly account: OpenAccount; readonly all: Collector },
): void {
  let gave = 0
  let unread = 0
  for (const piece of pieces) {
    if (piece.kind === 'note') {
      account.note(piece.says)
      continue
    }
    const taken = piece.kind === 'numbers' ? all.take(piece, account) : 0
    gave += taken
    if (taken === 0) {
      unread += 1
      account.notRead(row, piece.text, whyUnread(piece))
    } else if (piece.kind === 'numbers' && piece.isSpelled === true) {
      account.note(`${piece.text} is ${showNumber(String(piece.first) as TelephoneNumber)}`)
    }
  }
  if (gave > 0) account.row(unread > 0 ? 'partly' : 'read', gave)
  else account.row(unread > 0 ? 'unread' : 'empty')
}

function whyUnread(piece: Exclude<RowPiece, { kind: 'note' }>): string | null {
  if (piece.kind === 'numbers') return null
  return piece.why === undefined ? damageOf(piece.text) : piece.why
}

/** How many numbers there are in pieces, before any of them is taken. */
export function countNumbers(pieces: Iterable<RowPiece>): number {
  let count = 0
  for (const piece of pieces) if (piece.kind === 'numbers') count += piece.count
  return count
}
