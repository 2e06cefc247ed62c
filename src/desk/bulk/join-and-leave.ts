import type { Instant } from '../../porting/calendar.ts'
import type { OwnOperation } from '../../porting/history-words.ts'
import { audit } from '../../store/audit.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { forgetLent } from '../../store/hand-overs.ts'
import { type TrackedOrder, writeOrder } from '../../store/orders.ts'
import { planPoll } from '../../store/plans.ts'
import { redraw } from '../../store/posts.ts'
import { BY_ITSELF, type DeskSettings } from '../desk.ts'
import { cardKey } from '../post-keys.ts'
import { queueCard } from '../queue-card.ts'
import { queueBulkNews } from './announce-bulk.ts'
import { isAlive } from '../../porting/standing.ts'

interface ByWhom {
  /** Null: somebody did it at Bandwidth. */
  readonly by: string | null
  readonly at: Instant
}

/** A stand-alone order joins a bulk order. */
export async function childAttached(
  db: Database,
  settings: DeskSettings,
  { bulk, child }: { readonly bulk: TrackedBulk; readonly child: TrackedOrder },
  { by, at }: ByWhom,
): Promise<void> {
  const { number } = child
  // It now belongs to the bulk order's owner; if the bulk order has none, it stays with its own.
  const isOwned = bulk.owner !== BY_ITSELF
  const owned = isOwned ? { owner: bulk.owner, ownerZone: bulk.ownerZone } : {}
  await writeOrder(db, number, { bulkNumber: bulk.number, ...owned })
  await forgetLent(db, number)
  await redraw(db, cardKey(number))
  await noteAsked(db, bulk, { by, at, operation: `attach #${number}` })
  await queueBulkNews(db, settings, bulk, { kind: 'child-attached', by, child: number }, at)
}

/** An order becomes stand-alone, with a card and a thread of its own. */
export async function childDetached(
  db: Database,
  settings: DeskSettings,
  { bulk, child }: { readonly bulk: TrackedBulk; readonly child: TrackedOrder },
  { by, at }: ByWhom,
): Promise<void> {
  const { number, channel } = child
  await writeOrder(db, number, { bulkNumber: null })
  if (isAlive(child)) {
    await queueCard(db, { number, channel, now: at })
    await planPoll(db, number, { nextPollAt: at, waitingSince: at })
  }
  await redraw(db, cardKey(number))
  await noteAsked(db, bulk, { by, at, operation: `detach #${number}` })
  await queueBulkNews(db, settings, bulk, { kind: 'child-detached', by, child: number }, at)
}

async function noteAsked(
  db: Database,
  { number: orderNumber }: TrackedBulk,
  { by, at, operation }: ByWhom & { readonly operation: OwnOperation },
): Promise<void> {
  if (by !== null) await audit(db, { at, orderNumber, by, operation, facts: {} })
}
