import type { Instant } from './calendar.ts'
import { historyWords, type OwnEntry } from './history-words.ts'
import { byId, type Note } from './notes.ts'

/** What Bandwidth's own history of an order says. */
export interface TheirEntry {
  readonly at: Instant | null
  readonly note: string | null
  readonly author: string | null
  readonly status: string | null
  readonly difference: string | null
}

/** One event, from any source. */
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

/** The statuses that an operation, or a refresh that showed it, leads to. */
const LEADS_TO: readonly (readonly [operation: RegExp, statuses: readonly string[]])[] = [
  [
    /^(?:submit$|saw submitted)/,
    ['SUBMITTED', 'PENDING_DOCUMENTS', 'VALIDATE_TFNS', 'IN_PROGRESS'],
  ],
  [/^saw documents-wanted/, ['PENDING_DOCUMENTS']],
  [/^(?:change|edit|saw supplement-requested)/, ['REQUESTED_SUPP']],
  [/^(?:cancel$|saw cancel)/, ['REQUESTED_CANCEL', 'CANCELLED']],
  [/^(?:activate$|saw completed)/, ['COMPLETE', 'COMPLETED']],
  [/^saw (?:foc|change-accepted)/, ['FOC']],
  [/^saw rejected/, ['EXCEPTION']],
  [/^(?:draft bulk order|edit)$/, ['DRAFT']],
  [/^change numbers$/, ['VALIDATE_DRAFT_TNS']],
  [/^saw numbers-valid/, ['VALID_DRAFT_TNS']],
  [/^saw (?:numbers-invalid|validation-failed)/, ['INVALID_DRAFT_TNS']],
  [/^saw needs-attention/, ['NEEDS_ATTENTION']],
  [/^saw under-way-again/, ['IN_PROGRESS']],
  [/^saw partial/, ['PARTIAL']],
]

/** Everything in one list, newest first; what both sides have is one line. */
export function mergedHistory({
  own,
  theirs,
  notes,
  bot,
  digestOf,
}: {
  readonly own: readonly OwnEntry[]
  readonly theirs: readonly TheirEntry[]
  readonly notes: readonly Note[]
  /** The user that our notes are from. */
  readonly bot: string
  /** Of a note's text, as the audit has it. */
  readonly digestOf: (text: string) => string
}): readonly HistoryLine[] {
  const left = [...own]
  const merged = theirs.map((entry) => {
    const same = left.filter((operation) => isSame(operation, entry))
    const operation = same.find(({ by, operation }) => !isSeen(operation) && by !== '') ?? same[0]
    for (const one of same)
      if (one === operation || isSeen(one.operation)) left.splice(left.indexOf(one), 1)
    return theirLine(entry, operation, bot)
  })
  const written = [...notes].sort(byId).map((note) => {
    const ours = isBot(note.userId, bot) ? writtenHere(note, left, digestOf) : undefined
    if (ours !== undefined) left.splice(left.indexOf(ours), 1)
    return noteLine(note, ours)
  })
  // Of one moment, too, the newest comes first: Bandwidth lists the oldest first.
  return [...merged.reverse(), ...left.map(ownLine), ...written.reverse()].sort(
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

function theirLine(entry: TheirEntry, operation: OwnEntry | undefined, bot: string): HistoryLine {
  const { at, author, note, status, difference } = entry
  const changes = differencesIn(difference ?? '')
  const said = [note, status === null ? null : `(${status})`].filter((part) => part !== null)
  const isOurs = operation !== undefined && !isSeen(operation.operation)
  const theirs = [...said, ...changes.filter(({ isKnown }) => !isKnown).map(({ text }) => text)]
  return {
    at,
    who: isOurs ? operation.by : nameOf(author, bot),
    what: [
      ...(isOurs ? [`${historyWords(operation)}. Bandwidth:`] : []),
      ...theirs,
      ...(operation !== undefined && !isOurs ? [`· ${historyWords(operation)}`] : []),
    ].join(' '),
    from: valuesOf(changes, ({ from }) => from) || factOf(operation, 'from'),
    to: valuesOf(changes, ({ to }) => to) || factOf(operation, 'to'),
    source: isOurs ? 'both' : 'Bandwidth',
  }
}

/** What Bandwidth logs under our own credentials was requested here. */
function nameOf(author: string | null, bot: string): string {
  if (author === null || author === 'System') return 'Bandwidth'
  return isBot(author, bot) ? 'portin' : author
}

function factOf(entry: OwnEntry | undefined, name: 'from' | 'to'): string {
  return String(entry?.facts[name] ?? '')
}

function ownLine(entry: OwnEntry): HistoryLine {
  return {
    at: entry.at,
    who: entry.by,
    what: historyWords(entry),
    from: factOf(entry, 'from'),
    to: factOf(entry, 'to'),
    source: 'portin',
  }
}

/** The entry of the same text; else, of the time before texts were marked, the nearest in time. */
function writtenHere(
  note: Note,
  own: readonly OwnEntry[],
  digestOf: (text: string) => string,
): OwnEntry | undefined {
  const notes = own.filter(({ operation }) => operation === 'note')
  const apart = ({ at }: OwnEntry) => Math.abs(at - (note.at ?? Infinity))
  const digest = digestOf(note.text)
  const marked = notes.filter(({ facts }) => facts['digest'] === digest)
  const unmarked = notes.filter(
    (entry) => entry.facts['digest'] === undefined && apart(entry) <= SAME_WITHIN_MS,
  )
  return (marked.length > 0 ? marked : unmarked).toSorted((a, b) => apart(a) - apart(b))[0]
}

function isBot(userId: string | null, bot: string): boolean {
  return userId?.trim().toLowerCase() === bot.toLowerCase()
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

interface Difference {
  readonly isKnown: boolean
  readonly name: string
  readonly from: string
  readonly to: string
  /** Bandwidth's text, if it cannot be parsed. */
  readonly text: string
}

/** Bandwidth writes `Name : old --> new`, an element a line. */
function differencesIn(text: string): readonly Difference[] {
  return text
    .split(/\n|(?<=\S) (?=[A-Z]\w+ : )/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index, lines) => {
      const [, name = '', from = '', to = ''] = /^(\w+) : (.*?) --> (.*)$/s.exec(line) ?? []
      if (name === '') {
        // A value may go over several lines.
        const isOfSecret = SECRET.test(lines[index - 1] ?? '') && /\d/.test(line)
        return { isKnown: false, name, from, to, text: isOfSecret ? A_SECRET : hidden(line) }
      }
      const isSecret = SECRET.test(name)
      const clean = (value: string) => (isSecret ? 'hidden' : value.replace(/^""$/, 'nothing'))
      return { isKnown: true, name: inWords(name), from: clean(from), to: clean(to), text: line }
    })
}

/** What holds account number, PIN and the like: elements, and the group of both. */
const SECRET = /account|acct|pin(?![a-z])|pin_?(?:number|code)|pass|secret|\bssn|wireless/i
const A_SECRET = 'account number or PIN'

/** A line that cannot be parsed may contain a secret, so only the field is named. */
function hidden(line: string): string {
  return SECRET.test(line) ? A_SECRET : line
}

function valuesOf(changes: readonly Difference[], value: (one: Difference) => string): string {
  return changes
    .filter(({ isKnown }) => isKnown)
    .map((one) => `${one.name}: ${value(one)}`)
    .join(' · ')
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
