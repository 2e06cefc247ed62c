import type { SharedFacts } from '../../porting/bulk-order.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { differencesInMeaning, notAsAsked } from '../../porting/same-meaning.ts'
import { overwrittenBy, sharedDifferences, type Overwritten } from '../../porting/shared-facts.ts'
import { audit } from '../../store/audit.ts'
import { Refusal } from '../../porting/refusal.ts'
import { writeBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { Intent } from '../../store/intents.ts'
import { findChildren } from '../../store/children.ts'
import type { Desk } from '../desk.ts'
import { conclude } from '../intend.ts'
import { sendIntended, type Sent } from '../send-to-bandwidth.ts'
import { cannotDoWithBulkNow, EditWouldOverwrite, nothingSharedChanged } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAfterBulkDeed } from './look-after-bulk-deed.ts'
import { refreshChildren } from './refresh-children.ts'
import { whyNotBulk } from './send-bulk-change.ts'
import { tellBulkNews, tellBulkNewsWith } from './tell-bulk.ts'

/**
 * Change what is said once for all. Bandwidth writes it into every child, over what that has of its own:
 * so every child is looked at first.
 *
 * @param request.shown what would be overwritten, as whoever asks has seen it; nothing else is.
 * @throws EditWouldOverwrite when it is more than that.
 */
export function editShared(
  desk: Desk,
  request: {
    readonly number: number
    readonly by: string
    readonly shared: SharedFacts
    readonly shown: readonly Overwritten[]
  },
): Promise<{ readonly kind: 'edited' | 'unknown'; readonly fields: readonly string[] }> {
  const { number, by, shared } = request
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    if (!bulkRuleFor(bulk.seen.status).may.includes('edit-shared')) {
      throw cannotDoWithBulkNow(bulk, 'shared facts')
    }
    const change = changedFacts(bulk, shared)
    const fields = sharedDifferences(bulk.seen, shared).map(({ field }) => field)
    if (fields.length === 0) throw nothingSharedChanged(bulk)
    await refreshChildren(desk, bulk)
    const children = (await findChildren(desk.db, number)).filter(({ endedAt }) => endedAt === null)
    const overwritten = overwrittenBy(change, children, bulk.seen)
    if (!isAllShown(overwritten, request.shown)) throw new EditWouldOverwrite(bulk, overwritten)
    const sent = await sendSharedEdit(desk, bulk, { by, fields, shared, change })
    const at = desk.clock()
    const facts = { fields: fields.join(', '), answer: sent.answer }
    await audit(desk.db, { at, orderNumber: number, by, deed: 'edit', facts })
    const intent = { id: sent.intent, by, fields }
    const after = await lookAfterBulkDeed(desk, number)
    const isShown = after != null && showsShared(after, shared, fields)
    if (sent.answer === 'unknown' && !isShown) return { kind: 'unknown', fields }
    await sharedChanged(desk, number, intent)
    if (after != null) {
      await refreshChildren(desk, after)
      await tellWhatDiffers(desk, after, shared)
    }
    return { kind: 'edited', fields }
  })
}

function isAllShown(overwritten: readonly Overwritten[], shown: readonly Overwritten[]): boolean {
  const known = new Set(shown.map((child) => JSON.stringify(child)))
  return overwritten.every((child) => known.has(JSON.stringify(child)))
}

/** Whoever may have changed it does not approve it: written down first, and taken back if nothing happened. */
async function sendSharedEdit(
  desk: Desk,
  { number, id, customerOrderId, changedBy }: SeenBulkOrder,
  edit: {
    readonly by: string
    readonly fields: readonly string[]
    readonly shared: SharedFacts
    readonly change: Partial<SharedFacts>
  },
): Promise<{ readonly answer: Sent; readonly intent: number }> {
  const { by, fields, shared, change } = edit
  const facts = { fields: JSON.stringify(fields), shared: JSON.stringify(shared) }
  try {
    return await sendIntended(
      desk,
      { kind: 'bulk-edit', orderNumber: number, searchKey: customerOrderId, facts, by },
      (bandwidth) => bandwidth.patchBulk(id, { shared: change }),
      whyNotBulk(desk, number, 'change the bulk order'),
      (db) => writeBulk(db, number, { changedBy: [...changedBy, { by, at: desk.clock() }] }),
    )
  } catch (error) {
    if (error instanceof Refusal) await writeBulk(desk.db, number, { changedBy })
    throw error
  }
}

function showsShared(
  { seen }: SeenBulkOrder,
  shared: SharedFacts,
  fields: readonly string[],
): boolean {
  const differing = differencesInMeaning(shared, seen)
  return !differing.some(({ field }) => fields.includes(field))
}

async function sharedChanged(
  desk: Desk,
  number: number,
  { id, by, fields }: Pick<Intent, 'id' | 'by'> & { readonly fields: readonly string[] },
): Promise<void> {
  await conclude(desk, id, 'done', (db) =>
    tellBulkNewsWith(db, desk, number, { kind: 'shared-edited', by, fields }),
  )
}

/** Whether the bulk order shows a change of which no answer came; if it does, that is told. */
export async function isSharedChangeFound(
  desk: Desk,
  { id, by, facts }: Intent,
  bulk: SeenBulkOrder,
): Promise<boolean> {
  const fields = fieldsIn(facts)
  const shared = JSON.parse(facts['shared'] ?? '{}') as SharedFacts
  if (!showsShared(bulk, shared, fields)) return false
  await refreshChildren(desk, bulk)
  await sharedChanged(desk, bulk.number, { id, by, fields })
  return true
}

/** It is not there, and was looked for often enough. */
export async function sharedNeverChanged(
  desk: Desk,
  number: number,
  { id, by, facts }: Intent,
): Promise<void> {
  const news = { kind: 'shared-edit-never-arrived', by, fields: fieldsIn(facts) } as const
  await conclude(desk, id, 'never-happened', (db) => tellBulkNewsWith(db, desk, number, news))
}

function fieldsIn(facts: Intent['facts']): readonly string[] {
  return JSON.parse(facts['fields'] ?? '[]') as string[]
}

/** A PATCH that was answered well is no proof: what is shown is compared with what was asked. */
async function tellWhatDiffers(
  desk: Desk,
  { number, seen }: SeenBulkOrder,
  shared: SharedFacts,
): Promise<void> {
  for (const difference of notAsAsked(shared, seen)) {
    await tellBulkNews(desk, number, { kind: 'not-as-asked', ...difference })
  }
}

/** Only what differs is sent: everything that is sent is written over all children. */
function changedFacts({ seen }: SeenBulkOrder, shared: SharedFacts): Partial<SharedFacts> {
  const differing = (Object.keys(shared) as (keyof SharedFacts)[]).filter(
    (name) => JSON.stringify(seen[name]) !== JSON.stringify(shared[name]),
  )
  return Object.fromEntries(differing.map((name) => [name, shared[name]]))
}
