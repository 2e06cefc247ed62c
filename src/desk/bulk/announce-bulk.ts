import { audit } from '../../store/audit.ts'
import type { BulkChange } from '../../porting/bulk-changes.ts'
import type { BulkNews } from '../../porting/news.ts'
import { announceFrom } from '../../porting/quiet-hours.ts'
import { endDays } from '../../store/bulk-days-posts.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import { findLivingChildren } from '../../store/children.ts'
import type { Database } from '../../store/database.ts'
import { queuePost, redraw, redrawNewsLater } from '../../store/posts.ts'
import { BY_ITSELF, writeAndWake, type Desk, type DeskSettings } from '../desk.ts'
import { cardKey, digestOf } from '../post-keys.ts'
import { queueCard } from '../queue-card.ts'
import { queueNews } from '../queue-news.ts'
import { bulkNumbered } from '../numbered.ts'

export function queueBulkCard(db: Database, card: Parameters<typeof queueCard>[1]): Promise<void> {
  return queueCard(db, card, 'bulk-card')
}

export async function redrawBulkCard(desk: Desk, number: number): Promise<void> {
  await redraw(desk.db, cardKey(number))
  desk.wake()
}

/** News from one of our own operations, for the bulk order's thread and its card. */
export async function announceBulk(desk: Desk, number: number, news: BulkNews): Promise<void> {
  await writeAndWake(desk, (db) => announceBulkWith(db, desk, number, news))
}

/** The same, written together with what it announces. */
export async function announceBulkWith(
  db: Database,
  desk: Desk,
  number: number,
  news: BulkNews,
): Promise<void> {
  const bulk = await bulkNumbered(db, number)
  await queueBulkNews(db, desk.settings, bulk, news, desk.clock())
}

/** The same for a bulk order that was read already. */
export async function queueBulkNews(
  db: Database,
  settings: DeskSettings,
  bulk: TrackedBulk,
  news: BulkNews,
  now: number,
): Promise<void> {
  const { number, version } = bulk
  await queueNews(db, settings, {
    key: `bulk-news-${number}-${version}-${now}-${digestOf(news)}`,
    order: bulk,
    ref: { kind: 'bulk-news', number, news },
    now,
  })
  await redraw(db, cardKey(number))
}

/** Every order left is being canceled, so nothing is under way anymore. */
async function isBeingCanceled(db: Database, number: number): Promise<boolean> {
  const living = await findLivingChildren(db, number)
  return living.every(({ seen }) => seen?.status === 'REQUESTED_CANCEL')
}

const ENDS_THE_DAYS: ReadonlySet<BulkChange['kind']> = new Set([
  'completed',
  'partial',
  'cancelled',
])

/** What Bandwidth did with a bulk order, announced once in its thread. */
export async function announceBulkChanges(
  db: Database,
  { settings }: Desk,
  bulk: TrackedBulk,
  all: readonly BulkChange[],
  now: number,
): Promise<void> {
  const changes = (await isBeingCanceled(db, bulk.number))
    ? all.filter(({ kind }) => kind !== 'under-way-again')
    : all
  const { number, channel, version } = bulk
  if (changes.length > 0) await queueBulkCard(db, { number, channel, now })
  if (changes.length > 0) await redrawNewsLater(db, number, now)
  if (changes.some(({ kind }) => ENDS_THE_DAYS.has(kind))) await endDays(db, number)
  for (const [index, change] of changes.entries()) {
    const from = announceFrom(change, bulk, settings.calendar, now)
    await queueNews(db, settings, {
      key: `bulk-change-${number}-${version}-${index}`,
      order: bulk,
      ref: { kind: 'bulk-change', number, change },
      announceFrom: from,
      now,
    })
    if (change.kind === 'numbers-invalid') {
      await queuePost(db, {
        key: `bulk-refused-${number}-${version}`,
        ref: { kind: 'bulk-refused-file', number },
        channel,
        parent: cardKey(number),
        announceFrom: from,
        now,
      })
    }
    await audit(db, {
      at: now,
      orderNumber: number,
      by: BY_ITSELF,
      operation: `saw ${change.kind}`,
      facts: countsIn(change),
    })
  }
}

/** The counts that the history still shows after another split has replaced this one. */
function countsIn(change: BulkChange): Readonly<Record<string, number>> {
  if (change.kind === 'numbers-invalid') return { refused: change.refused }
  if (change.kind !== 'numbers-valid') return {}
  const { children: orders, added = orders } = change
  return { orders, ...(added < orders && { added }) }
}
