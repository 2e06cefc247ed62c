import { BandwidthNotFound, isBandwidthError } from '../bandwidth/errors.ts'
import { mergedHistory, type HistoryLine, type TheirEntry } from '../porting/history.ts'
import type { Note } from '../porting/notes.ts'
import { withoutSecrets } from '../porting/secret-in-text.ts'
import { isDraft } from '../porting/status.ts'
import { auditOf } from '../store/audit.ts'
import { findBulk, isSeenBulk } from '../store/bulk-orders.ts'
import { findOrder, isSeen } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { secretsAbout } from './refuse-secrets.ts'

/** More happens to no order. */
const MOST_OWN = 2_000

export interface OrderHistory {
  /** Newest first. */
  readonly lines: readonly HistoryLine[]
  /** What Bandwidth's own part is. */
  readonly bandwidth: 'read' | 'draft' | 'none' | 'unreachable'
}

/** Everything that happened to an order, as we and Bandwidth tell it; account number and PIN never. */
export async function readHistory(desk: Desk, number: number): Promise<OrderHistory> {
  const own = await auditOf(desk.db, number, MOST_OWN)
  const { entries, notes, bandwidth } = await theirPart(desk, number)
  const secrets = await secretsAbout(desk, number).catch((error: unknown) => {
    if (!isBandwidthError(error)) throw error
    return []
  })
  const clean = (text: string): string =>
    secrets.reduce((said, one) => withoutSecrets(said, one.secrets, one.known), text)
  const bot = desk.settings.login.noteUser
  const lines = mergedHistory({ own, theirs: entries, notes, bot }).map((line) => ({
    ...line,
    what: clean(line.what),
    from: clean(line.from),
    to: clean(line.to),
  }))
  return { lines, bandwidth }
}

interface TheirPart {
  readonly entries: readonly TheirEntry[]
  readonly notes: readonly Note[]
  readonly bandwidth: OrderHistory['bandwidth']
}

/** In an outage ours is told alone, and that it is. */
async function theirPart(desk: Desk, number: number): Promise<TheirPart> {
  try {
    return await askBandwidth(desk, number)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    const isDeleted = error instanceof BandwidthNotFound
    return { entries: [], notes: [], bandwidth: isDeleted ? 'none' : 'unreachable' }
  }
}

async function askBandwidth({ db, bandwidth }: Desk, number: number): Promise<TheirPart> {
  const order = await findOrder(db, number)
  if (order === undefined) {
    const bulk = await findBulk(db, number)
    if (bulk === undefined || !isSeenBulk(bulk)) return NOTHING
    return { entries: [], notes: await bandwidth.listBulkNotes(bulk.id), bandwidth: 'none' }
  }
  if (!isSeen(order)) return NOTHING
  const notes = await bandwidth.listNotes(order.id)
  if (isDraft(order.seen.status)) return { entries: [], notes, bandwidth: 'draft' }
  const entries = await bandwidth.getHistory(order.id)
  return { entries: entries ?? [], notes, bandwidth: entries === null ? 'draft' : 'read' }
}

const NOTHING: TheirPart = { entries: [], notes: [], bandwidth: 'none' }
