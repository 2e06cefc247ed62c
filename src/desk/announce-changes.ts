import type { OrderReading } from '../bandwidth/bandwidth.ts'
import { meantCode, stillRefused } from '../porting/causes.ts'
import { isChangeUndone } from '../porting/change-requests.ts'
import type { News } from '../porting/news.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import { announceFrom } from '../porting/quiet-hours.ts'
import { notAsAsked } from '../porting/same-meaning.ts'
import { isDraft, isSubmitted } from '../porting/status.ts'
import { audit, entriesOf } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { isUnderWay } from '../store/intents.ts'
import { offersInState } from '../store/offered-documents.ts'
import type { SeenOrder, TrackedOrder } from '../store/orders.ts'
import { removedFrom } from '../store/removed-numbers.ts'
import { redrawNewsLater } from '../store/posts.ts'
import { findSent } from '../store/sent-content.ts'
import { collectQuietChanges, goesOnAfterSplit } from './bulk/child-changes.ts'
import { BY_ITSELF, type Desk, type DeskSettings } from './desk.ts'
import { redrawReplacements } from './replaced-by.ts'
import { withoutOwn } from './own-changes.ts'
import { queueCard } from './queue-card.ts'
import { queueNews } from './queue-news.ts'

/** The first reading of an order is compared with what was requested. */
export async function announceFirstSight(
  db: Database,
  { settings, seal }: Desk,
  before: TrackedOrder,
  { order, secrets }: OrderReading,
  now: number,
): Promise<void> {
  const { number, version, recreated } = before
  const queue = (key: string, news: News): Promise<void> =>
    queueNews(db, settings, {
      key: `${key}-${number}-${version}`,
      order: before,
      ref: { kind: 'news', number, news },
      now,
    })
  if (recreated !== null) {
    const coming = await offersInState(db, number, 'again')
    await queue('made-again', {
      kind: 'made-again',
      ...recreated,
      documents: coming.map(({ name }) => name),
    })
  }
  // Nobody requested anything for an order that a reconciliation found, or that Bandwidth split off.
  if (before.owner === BY_ITSELF) return
  const goesOn = await goesOnAfterSplit(db, before)
  if (goesOn === false) return
  for (const difference of notAsAsked(before.content, order)) {
    await queue(`not-as-asked-${difference.field}`, { kind: 'not-as-asked', ...difference })
  }
  const saved = goesOn === true ? seal.open(before.sealedSecrets) : null
  if (saved !== null && seal.mark(saved) !== seal.mark(secrets)) {
    const field = 'account number and PIN'
    const shown = 'something else'
    await queue('secrets-not-as-asked', {
      kind: 'not-as-asked',
      field,
      asked: 'as entered',
      shown,
    })
  }
}

/**
 * When nobody here removed them, numbers that leave a submitted order would not be ported and nobody would
 * notice. Right after a submission the whole order is compared with what was approved instead.
 */
export async function announceLostNumbers(
  db: Database,
  settings: DeskSettings,
  before: TrackedOrder,
  { status, numbers }: OrderReading['order'],
  now: number,
): Promise<void> {
  const { number, seen, version } = before
  if (!isSubmitted(seen) || isDraft(status)) return
  const saved = new Set(numbers)
  const lost = seen.numbers.filter((tn) => !saved.has(tn))
  if (lost.length === 0 || (await findSent(db, number)) !== undefined) return
  const isOurs = await isUnderWay(db, number, 'change')
  const removed = (await removedFrom(db, [number])).get(number) ?? []
  if (isOurs || lost.every((tn) => removed.includes(tn))) return
  for (const difference of notAsAsked({ numbers: seen.numbers }, { numbers })) {
    await queueNews(db, settings, {
      key: `numbers-lost-${number}-${version}`,
      order: before,
      ref: {
        kind: 'news',
        number,
        news: { kind: 'not-as-asked', ...difference, field: 'number list' },
      },
      now,
    })
  }
}

export async function announceChanges(
  db: Database,
  settings: DeskSettings,
  order: TrackedOrder,
  all: readonly OrderChange[],
  now: number,
): Promise<void> {
  if (all.length > 0) await redrawNewsLater(db, order.number, now)
  const others = await withoutOwn(db, order.number, all, now)
  const quiet = await collectQuietChanges(db, settings, order, others, now)
  const changes = await Promise.all(quiet.map((change) => withTimes(db, order.number, change)))
  // An order that was found elsewhere has no card until there is something to announce.
  if (changes.length > 0) await queueCard(db, { ...order, now })
  for (const [index, change] of changes.entries()) {
    const key = `change-${order.number}-${order.version}-${index}`
    await announceChange(db, settings, order, { key, change, now })
  }
}

/**
 * A change was sent, and the rejection that followed equals the one before: if no refresh saw the order
 * in between, nothing else shows that it is another.
 */
export async function announceUnseenRejection(
  db: Database,
  settings: DeskSettings,
  order: SeenOrder,
  { id, begunAt, now }: { readonly id: number; readonly begunAt: number; readonly now: number },
): Promise<void> {
  const { number, seen } = order
  if (seen.status !== 'EXCEPTION' || isChangeUndone(seen)) return
  const [last] = await entriesOf(db, number, 'saw rejected')
  if (last !== undefined && last.at > begunAt) return
  const change = await withTimes(db, number, { kind: 'rejected', errors: seen.errors })
  const key = `rejected-after-${number}-${id}`
  await announceChange(db, settings, order, { key, change, now })
}

async function announceChange(
  db: Database,
  settings: DeskSettings,
  order: TrackedOrder,
  {
    key,
    change,
    now,
  }: { readonly key: string; readonly change: OrderChange; readonly now: number },
): Promise<void> {
  const { number } = order
  await queueNews(db, settings, {
    key,
    order,
    ref: { kind: 'change', number, change },
    announceFrom: announceFrom(change, order, settings.calendar, now),
    now,
  })
  await redrawReplacements(db, number)
  await audit(db, {
    at: now,
    orderNumber: number,
    by: BY_ITSELF,
    operation: `saw ${change.kind}`,
    facts: factsSeen(change),
  })
}

/** A rejection says how many there have been by now, and what it repeats. */
async function withTimes(db: Database, number: number, change: OrderChange): Promise<OrderChange> {
  if (change.kind !== 'rejected') return change
  const before = await entriesOf(db, number, 'saw rejected')
  const [last] = before
  if (last === undefined) return change
  const codes = String(last.facts['codes'] ?? '').split(',')
  const again = { times: before.length + 1, still: stillRefused(change.errors, codes) }
  return { ...change, again }
}

/** The facts that the history still shows after a later change has replaced this one. */
function factsSeen(change: OrderChange): Readonly<Record<string, string>> {
  switch (change.kind) {
    case 'foc':
      return { to: change.focDate.day }
    case 'foc-moved':
      return { from: change.from.day, to: change.to.day }
    case 'rejected':
    case 'invalid':
    case 'remark':
      return { codes: change.errors.map(meantCode).join(',') }
    case 'surprise':
      return { from: change.from, to: change.to }
    case 'validated':
    case 'submitted':
    case 'documents-wanted':
    case 'completed':
    case 'cancel-requested':
    case 'cancelled':
    case 'swept':
    case 'supplement-requested':
    case 'change-refused':
    case 'change-accepted':
      return {}
  }
}
