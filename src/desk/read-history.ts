import { BandwidthNotFound, isBandwidthError } from '../bandwidth/errors.ts'
import { mergedHistory, type HistoryLine, type TheirEntry } from '../porting/history.ts'
import type { Note } from '../porting/notes.ts'
import { ownHistory } from '../store/own-history.ts'
import type { Desk } from './desk.ts'
import { noteDigest } from './note-digest.ts'
import { shownOf } from './order-kind.ts'
import { maskOf, maskOfSaved } from './refuse-secrets.ts'

export interface OrderHistory {
  /** Newest first. */
  readonly lines: readonly HistoryLine[]
  /** What Bandwidth contributed. */
  readonly bandwidth: 'read' | 'draft' | 'none' | 'unreachable'
}

/** Everything that happened to an order, from our records and Bandwidth's; never its account number or PIN. */
export async function readHistory(desk: Desk, number: number): Promise<OrderHistory> {
  const own = await ownHistory(desk.db, number)
  const { entries, notes, bandwidth, mask } = await theirPart(desk, number)
  const bot = desk.settings.login.noteUser
  const lines = mergedHistory({ own, theirs: entries, notes, bot, digestOf: noteDigest }).map(
    (line) => ({ ...line, what: mask(line.what), from: mask(line.from), to: mask(line.to) }),
  )
  return { lines, bandwidth }
}

interface TheirPart {
  readonly entries: readonly TheirEntry[]
  readonly notes: readonly Note[]
  readonly bandwidth: OrderHistory['bandwidth']
}

/** Bandwidth's part. In an outage there is none, and our own part is masked with the secrets that we know. */
async function theirPart(
  desk: Desk,
  number: number,
): Promise<TheirPart & { readonly mask: (text: string) => string }> {
  let mask = await maskOfSaved(desk, number)
  try {
    mask = await maskOf(desk, number)
    return { ...(await askBandwidth(desk, number)), mask }
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    const isDeleted = error instanceof BandwidthNotFound
    return { entries: [], notes: [], bandwidth: isDeleted ? 'none' : 'unreachable', mask }
  }
}

async function askBandwidth(desk: Desk, number: number): Promise<TheirPart> {
  const shown = await shownOf(desk, number)
  if (shown === null) return NOTHING
  // Bandwidth has no history for a draft.
  const [notes, entries] = await Promise.all([
    shown.notes(),
    shown.isDraft ? null : shown.history(),
  ])
  return { entries: entries ?? [], notes, bandwidth: entries === null ? 'draft' : 'read' }
}

const NOTHING: TheirPart = { entries: [], notes: [], bandwidth: 'none' }
