/** What became of a row or, of free text, of a line. Of each exactly one. */
export const ROW_FATES = ['heading', 'empty', 'read', 'partly', 'unread', 'aside'] as const
type RowFate = (typeof ROW_FATES)[number]

interface NotRead {
  /** In the file, from 1. */
  readonly row: number
  readonly text: string
  /** What is wrong with it; null if unknown. */
  readonly why: string | null
}

/** A person's answer about a layout, by the key under which it is stored. */
export interface ChoiceMade {
  readonly key: string
  readonly asks: 'columns' | 'wanted' | 'hidden' | 'kept' | 'ended' | 'later' | 'unnamed' | 'sheets'
  /** Of the question, where it can be asked again. */
  readonly question?: string
}

interface LeftAside {
  /** To be read after "left aside": a column, hidden rows, a block. */
  readonly what: string
  /** How many telephone numbers it contains. */
  readonly numbers: number
}

/** The result of one source: a file, a sheet, or typed text. */
export interface SourceAccount {
  /** The file's name; null: what was typed. */
  readonly source: string | null
  readonly sheet: string | null
  /** The columns that were read, by their headings; none of free text. */
  readonly taken: readonly string[]
  /** Somebody chose them. */
  readonly isChosen: boolean
  /** What was chosen, now or for an earlier file of this layout. */
  readonly choice?: ChoiceMade
  readonly rows: Readonly<Record<RowFate, number>>
  /** All that the rows gave, repeats included. */
  readonly numbers: number
  readonly repeats: number
  /** The first of them. */
  readonly notRead: readonly NotRead[]
  readonly notReadCount: number
  readonly leftAside: readonly LeftAside[]
  /** Worth knowing: what a spelled number became, zeros put back. */
  readonly notes: readonly string[]
}

/** A file that is not read for numbers, and what to do about it. */
export interface LeftOut {
  readonly name: string
  /** To be read after its name. */
  readonly why: string
}

/** What all sources of one reading gave. */
export interface ReadingAccount {
  readonly accounts: readonly SourceAccount[]
  readonly leftOut: readonly LeftOut[]
}

/** More than anybody reads. */
const MOST_NOT_READ = 1_000
const MOST_NOTES = 50
const LONGEST_TEXT = 60

/** One account while it is written. */
export interface OpenAccount {
  /** @param gave how many numbers were read from it. */
  row(fate: RowFate, gave?: number): void
  notRead(row: number, text: string, why?: string | null): void
  aside(what: string, numbers?: number): void
  note(says: string): void
  repeat(): void
  close(
    about: Pick<SourceAccount, 'source' | 'sheet' | 'taken' | 'choice'> & {
      readonly isChosen?: boolean
    },
  ): SourceAccount
}

export function openAccount(): OpenAccount {
  const rows = Object.fromEntries(ROW_FATES.map((fate) => [fate, 0])) as Record<RowFate, number>
  const notRead: NotRead[] = []
  const leftAside = new Map<string, number>()
  const notes = new Set<string>()
  let numbers = 0
  let repeats = 0
  let notReadCount = 0
  return {
    row(fate, gave = 0) {
      rows[fate] += 1
      numbers += gave
    },
    notRead(row, text, why = null) {
      notReadCount += 1
      if (notRead.length < MOST_NOT_READ) notRead.push({ row, text: shorten(text), why })
    },
    aside(what, count = 0) {
      leftAside.set(what, (leftAside.get(what) ?? 0) + count)
    },
    note(says) {
      if (notes.size < MOST_NOTES) notes.add(says)
    },
    repeat() {
      repeats += 1
    },
    close: (about) => ({
      isChosen: false,
      ...about,
      rows,
      numbers,
      repeats,
      notRead,
      notReadCount,
      leftAside: [...leftAside].map(([what, count]) => ({ what, numbers: count })),
      notes: [...notes],
    }),
  }
}

export function rowsOf({ rows }: Pick<SourceAccount, 'rows'>): number {
  return ROW_FATES.reduce((sum, fate) => sum + rows[fate], 0)
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST_TEXT ? line : `${line.slice(0, LONGEST_TEXT - 1)}…`
}
