import {
  BandwidthBusy,
  BandwidthDown,
  BandwidthNotFound,
  BandwidthRefused,
  BandwidthUnauthorized,
  isBandwidthError,
  type BandwidthError,
} from '../bandwidth/errors.ts'
import { showEasternTime } from '../porting/calendar.ts'
import { causeOf, clausesOf, isKnownCode } from '../porting/causes.ts'
import { PASSWORDS_END_SHOWN } from '../porting/passwords-end.ts'
import { Refusal } from '../porting/refusal.ts'

/** Why something failed at Bandwidth, and who can do what about it. */
interface Trouble {
  /** For use after a colon; Bandwidth is "it". */
  readonly clause: string
  /** The same as a sentence of its own. */
  readonly sentence: string
  readonly next: string
}

/** What the call carried: "too large" is worded differently for a file and for a list. */
export type Carried = 'values' | 'file'

interface Words {
  /** Continues after "it" or "Bandwidth". */
  readonly it: string
  readonly next: string
}

const AN_ADMIN = 'Ask an admin to'

const WORDS = {
  // The bot's own settings: for the admins.
  'password-ended': {
    it: `stopped accepting names and passwords on ${PASSWORDS_END_SHOWN}`,
    next: `${AN_ADMIN} set an OAuth2 credential.`,
  },
  credentials: {
    it: 'doesn’t accept my credentials',
    next: `${AN_ADMIN} renew them.`,
  },
  'not-allowed': {
    it: 'doesn’t let my credentials do this',
    next: `${AN_ADMIN} have Bandwidth add the Porting role, and to check BANDWIDTH_ACCOUNT_ID.`,
  },
  elsewhere: {
    it: 'redirects me to another address',
    next: `${AN_ADMIN} set BANDWIDTH_API_URL to Bandwidth’s current address.`,
  },
  // Usually what was sent is wrong, and its sender has to correct it.
  'not-found': {
    it: 'can’t find that',
    next: 'If it happens with every order, ask an admin to check BANDWIDTH_API_URL and BANDWIDTH_ACCOUNT_ID.',
  },
  clash: {
    it: 'says this doesn’t fit the current state',
    next: 'Check the order with `/portin status`, then try again.',
  },
  'too-large': {
    it: 'says this is too large',
    next: 'Split it into smaller parts.',
  },
  'wrong-kind': {
    it: 'doesn’t accept requests like mine at this address',
    next: `${AN_ADMIN} check BANDWIDTH_API_URL.`,
  },
  'no-reason': {
    it: 'gave no reason',
    next: 'Check your entries. If they’re right, open a ticket with Bandwidth support and give the status in parentheses.',
  },
  // Nobody has to act: it passes.
  'our-pace': {
    it: 'isn’t getting more requests from me',
    next: 'Try again then. An admin can raise BANDWIDTH_CALLS_PER_MINUTE.',
  },
  'their-pace': {
    it: 'is limiting my requests',
    next: 'Try again then.',
  },
  'server-failed': {
    it: 'can’t answer right now',
    next: 'Try again in a minute.',
  },
  unreadable: {
    it: 'sent an answer I can’t read',
    next: 'Try again in a minute. If it happens again, ask an admin to check BANDWIDTH_API_URL.',
  },
  silent: { it: 'can’t be reached right now', next: 'Try again in a minute.' },
} satisfies Record<string, Words>

type Kind = keyof typeof WORDS

/** The same of a file, where it reads differently. */
const OF_A_FILE: Partial<Record<Kind, Words>> = {
  'too-large': {
    it: 'says the file is too large',
    next: 'Add a smaller file: fewer pages, or scanned at a lower resolution.',
  },
  'wrong-kind': {
    it: 'doesn’t accept this type of file',
    next: 'Save it as a PDF and add that.',
  },
  'no-reason': {
    it: 'gave no reason',
    next: 'Add the LOA as another file, ideally a PDF. If that’s refused, too, open a ticket with Bandwidth support.',
  },
}

function wordsOf(kind: Kind, carried: Carried): Words {
  return (carried === 'file' ? OF_A_FILE[kind] : undefined) ?? WORDS[kind]
}

/** The meaning of a refusal without reasons, or with none that we know. */
const REFUSED: Readonly<Record<number, Kind>> = {
  403: 'not-allowed',
  404: 'not-found',
  405: 'wrong-kind',
  406: 'wrong-kind',
  409: 'clash',
  410: 'not-found',
  413: 'too-large',
  415: 'wrong-kind',
}

/** Bandwidth could not be asked, so another call would fail the same way. */
export function isOutage(error: unknown): boolean {
  return (
    isBandwidthError(error) || (error instanceof Refusal && error.code === 'bandwidth-unreachable')
  )
}

/** Words for an error, whatever was called and however Bandwidth wrote its answer. */
export function troubleWith(error: BandwidthError, carried: Carried = 'values'): Trouble {
  if (error instanceof BandwidthRefused) return whyRefused(error, carried)
  return inWords(wordsOf(kindOf(error), carried), detailOf(error))
}

function inWords({ it, next }: Words, detail: string): Trouble {
  return { clause: `it ${it}${detail}`, sentence: `Bandwidth ${it}${detail}.`, next }
}

/** Bandwidth's reasons, in our words where the code is known; otherwise the meaning of the status. */
export function whyRefused(
  { httpStatus, errors }: Pick<BandwidthRefused, 'httpStatus' | 'errors'>,
  carried: Carried = 'values',
): Trouble {
  const byStatus = wordsOf(REFUSED[httpStatus] ?? 'no-reason', carried)
  const [first] = errors
  if (first === undefined) return inWords(byStatus, ` (${httpStatus})`)
  const clause = clausesOf(errors)
  const isOurs = httpStatus in REFUSED && !isKnownCode(first.code)
  const next = isOurs ? byStatus.next : causeOf(first).next
  return { clause, sentence: `Bandwidth says: ${clause.replace(/\.$/, '')}.`, next }
}

function kindOf(error: Exclude<BandwidthError, BandwidthRefused>): Kind {
  if (error instanceof BandwidthUnauthorized) {
    return error.passwordsEnded ? 'password-ended' : 'credentials'
  }
  if (error instanceof BandwidthBusy) return error.by === 'us' ? 'our-pace' : 'their-pace'
  if (error instanceof BandwidthNotFound) return 'not-found'
  const status = statusOf(error)
  if (status === null) return 'silent'
  if (status < 300) return 'unreadable'
  return status < 400 ? 'elsewhere' : 'server-failed'
}

function detailOf(error: BandwidthError): string {
  if (error instanceof BandwidthBusy) return ` until ${showEasternTime(error.until)}`
  if (error instanceof BandwidthNotFound) return ' (404)'
  const status = statusOf(error)
  return status === null ? '' : ` (${status})`
}

function statusOf(error: BandwidthError): number | null {
  return error instanceof BandwidthDown ? error.httpStatus : null
}
