import type { Instant } from './calendar.ts'
import type { Note } from './notes.ts'

/** What one of us did or was told, as the audit has it. */
export interface OwnEntry {
  readonly at: Instant
  readonly by: string
  readonly operation: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** What Bandwidth's own history of an order says. */
export interface TheirEntry {
  readonly at: Instant | null
  readonly note: string | null
  readonly author: string | null
  readonly status: string | null
  readonly difference: string | null
}

/** One thing that happened, whoever noticed it. */
export interface HistoryLine {
  readonly at: Instant | null
  /** A Slack user id, `portin`, or a user of Bandwidth's. */
  readonly who: string
  readonly what: string
  readonly from: string
  readonly to: string
  readonly source: 'portin' | 'Bandwidth' | 'both'
}

/** Bandwidth's clock and ours, and the time that a request takes. */
const SAME_WITHIN_MS = 3 * 60_000

/** Where an order stands after what somebody did, or when a refresh showed it. */
const LEADS_TO: readonly (readonly [operation: RegExp, statuses: readonly string[]])[] = [
  [/^(?:submit$|saw submitted)/, ['SUBMITTED', 'PENDING_DOCUMENTS', 'VALIDATE_TFNS']],
  [/^saw documents-wanted/, ['PENDING_DOCUMENTS']],
  [/^(?:change|edit|saw supplement-requested)/, ['REQUESTED_SUPP']],
  [/^(?:cancel$|saw cancel)/, ['REQUESTED_CANCEL', 'CANCELLED']],
  [/^(?:activate$|saw completed)/, ['COMPLETE']],
  [/^saw (?:foc|change-accepted)/, ['FOC']],
  [/^saw rejected/, ['EXCEPTION']],
]

/** Everything in one list, newest first; what both sides tell of is one line. */
export function mergedHistory({
  own,
  theirs,
  notes,
  bot,
}: {
  readonly own: readonly OwnEntry[]
  readonly theirs: readonly TheirEntry[]
  readonly notes: readonly Note[]
  /** The user that our notes are from. */
  readonly bot: string
}): readonly HistoryLine[] {
  const left = [...own]
  const merged = theirs.map((entry) => {
    const same = left.filter((operation) => isSame(operation, entry))
    const operation = same.find(({ by, operation }) => !isSeen(operation) && by !== '') ?? same[0]
    for (const one of same)
      if (one === operation || isSeen(one.operation)) left.splice(left.indexOf(one), 1)
    return theirLine(entry, operation)
  })
  const written = notes.map((note) => {
    const ours = note.userId === bot ? left.find((entry) => isOfNote(entry, note)) : undefined
    if (ours !== undefined) left.splice(left.indexOf(ours), 1)
    return noteLine(note, ours)
  })
  return [...merged, ...left.map(ownLine), ...written].sort(
    (one, other) => (other.at ?? 0) - (one.at ?? 0),
  )
}

const isSeen = (operation: string): boolean => operation.startsWith('saw ')

function isSame({ at, operation }: OwnEntry, entry: TheirEntry): boolean {
  if (entry.at === null || entry.status === null || Math.abs(at - entry.at) > SAME_WITHIN_MS) {
    return false
  }
  const { status } = entry
  return LEADS_TO.some(
    ([pattern, statuses]) => pattern.test(operation) && statuses.includes(status),
  )
}

function theirLine(entry: TheirEntry, operation: OwnEntry | undefined): HistoryLine {
  const { at, author, note, status, difference } = entry
  const changes = differencesIn(difference ?? '')
  const said = [note, status === null ? null : `(${status})`].filter((part) => part !== null)
  const isOurs = operation !== undefined && !isSeen(operation.operation)
  return {
    at,
    who: isOurs ? operation.by : author === null || author === 'System' ? 'Bandwidth' : author,
    what: [
      ...(isOurs ? [`${wordsOf(operation)}; Bandwidth:`] : []),
      ...said,
      ...changes.filter(({ isKnown }) => !isKnown).map(({ text }) => text),
    ].join(' '),
    from: valuesOf(changes, ({ from }) => from),
    to: valuesOf(changes, ({ to }) => to),
    source: isOurs ? 'both' : 'Bandwidth',
  }
}

function ownLine(entry: OwnEntry): HistoryLine {
  return {
    at: entry.at,
    who: entry.by,
    what: wordsOf(entry),
    from: '',
    to: '',
    source: 'portin',
  }
}

function isOfNote({ operation, at }: OwnEntry, note: Note): boolean {
  return operation === 'note' && note.at !== null && Math.abs(at - note.at) <= SAME_WITHIN_MS
}

function noteLine({ userId, text, at }: Note, ours: OwnEntry | undefined): HistoryLine {
  return {
    at,
    who: ours?.by ?? userId ?? 'Bandwidth',
    what: `note: ${text}`,
    from: '',
    to: '',
    source: ours === undefined ? 'Bandwidth' : 'both',
  }
}

function wordsOf({ operation, facts }: OwnEntry): string {
  const told = Object.entries(facts)
    .filter(([name]) => name !== 'digest')
    .map(([name, value]) => `${name}: ${value}`)
  return told.length === 0 ? operation : `${operation} (${told.join(', ')})`
}

interface Difference {
  readonly isKnown: boolean
  readonly name: string
  readonly from: string
  readonly to: string
  /** As it stands there, where it cannot be read. */
  readonly text: string
}

/** Bandwidth writes `Name : old --> new`, an element a line. */
function differencesIn(text: string): readonly Difference[] {
  return text
    .split(/\n|(?<=\S) (?=[A-Z]\w+ : )/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', from = '', to = ''] = /^(\w+) : (.*?) --> (.*)$/s.exec(line) ?? []
      if (name === '') return { isKnown: false, name, from, to, text: hidden(line) }
      const isSecret = /account|pin/i.test(name)
      const clean = (value: string) => (isSecret ? 'hidden' : value.replace(/^""$/, 'nothing'))
      return { isKnown: true, name: inWords(name), from: clean(from), to: clean(to), text: line }
    })
}

/** What cannot be read may hold a secret: then the field alone is told. */
function hidden(line: string): string {
  return /account|\bpin/i.test(line) ? 'account number or PIN' : line
}

function valuesOf(changes: readonly Difference[], value: (one: Difference) => string): string {
  return changes
    .filter(({ isKnown }) => isKnown)
    .map((one) => `${one.name}: ${value(one)}`)
    .join('; ')
}

const WORDS: Readonly<Record<string, string>> = {
  RequestedFocDate: 'requested FOC',
  ActualFocDate: 'FOC',
  ServiceAddress: 'service address',
  BillingTelephoneNumber: 'BTN',
  NewBillingTelephoneNumber: 'new BTN',
  LoaAuthorizingPerson: 'signer',
  ListOfPhoneNumbers: 'numbers',
  WirelessInfo: 'account number and PIN',
  LoaDate: 'LOA',
}

function inWords(name: string): string {
  return WORDS[name] ?? name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}
