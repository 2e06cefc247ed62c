import type { SharedFacts } from '../../porting/bulk-order.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { differencesInMeaning, notAsAsked } from '../../porting/same-meaning.ts'
import { overwrittenBy, sharedDifferences, type Overwritten } from '../../porting/shared-facts.ts'
import { audit } from '../../store/audit.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { findLivingChildren } from '../../store/children.ts'
import type { Desk } from '../desk.ts'
import { BULK } from '../order-kind.ts'
import { attemptChange, type Asked, type Plan, type ProvableChange } from '../proven-change.ts'
import { nothingChanged } from '../refusals.ts'
import { cannotDoWithBulkNow, EditWouldOverwrite } from './bulk-refusals.ts'
import { refreshChildren } from './refresh-children.ts'
import { announceBulkWith } from './announce-bulk.ts'

interface RequestedEdit {
  readonly shared: SharedFacts
  /** What would be overwritten, as shown to the requester; nothing else may be overwritten. */
  readonly shown: readonly Overwritten[]
}

/**
 * Edit the shared details. Bandwidth writes them into every child, over the child's own, so every child is
 * refreshed first.
 *
 * @throws EditWouldOverwrite when more would be overwritten than the requester was shown.
 */
export async function editShared(
  desk: Desk,
  { number, by, ...requested }: RequestedEdit & { readonly number: number; readonly by: string },
): Promise<{ readonly kind: 'edited' | 'unknown'; readonly fields: readonly string[] }> {
  const change = {
    ...EDIT_SHARED,
    plan: (_: Desk, bulk: SeenBulkOrder) => plan(desk, bulk, requested),
  }
  const { is, asked } = await attemptChange(desk, change, { number, by })
  return { kind: is === 'done' ? 'edited' : 'unknown', fields: editIn(asked).fields }
}

export const EDIT_SHARED: Omit<ProvableChange<SeenBulkOrder>, 'plan'> = {
  of: BULK,
  kind: 'bulk-edit',
  what: 'change the bulk order',
  changesContent: true,
  proof: 'answer-or-refresh',
  shows({ seen }, asked) {
    const { fields, shared } = editIn(asked)
    return !differencesInMeaning(shared, seen).some(({ field }) => fields.includes(field))
  },
  notAsAsked: ({ seen }, asked, { isDone }) =>
    isDone ? notAsAsked(editIn(asked).shared, seen) : [],
  refreshBeside: refreshChildren,
  async done(db, desk, { number: orderNumber }, asked) {
    const [{ by }, { fields }] = [asked, editIn(asked)]
    const facts = { fields: fields.join(', ') }
    await audit(db, { at: desk.clock(), orderNumber, by, operation: 'edit', facts })
    await announceBulkWith(db, desk, orderNumber, { kind: 'shared-edited', by, fields })
  },
  failed: (asked) => ({
    kind: 'shared-edit-never-arrived',
    by: asked.by,
    fields: editIn(asked).fields,
  }),
}

async function plan(
  desk: Desk,
  bulk: SeenBulkOrder,
  { shared, shown }: RequestedEdit,
): Promise<Plan> {
  if (!bulkRuleFor(bulk.seen.status).may.includes('edit-shared')) {
    throw cannotDoWithBulkNow(bulk, 'shared details')
  }
  const change = changedFacts(bulk, shared)
  const fields = sharedDifferences(bulk.seen, shared).map(({ field }) => field)
  if (fields.length === 0) throw nothingChanged(bulk)
  await refreshChildren(desk, bulk)
  const children = await findLivingChildren(desk.db, bulk.number)
  const overwritten = overwrittenBy(change, children, bulk.seen)
  if (!isAllShown(overwritten, shown)) throw new EditWouldOverwrite(bulk, overwritten)
  return {
    facts: { fields: JSON.stringify(fields), shared: JSON.stringify(shared) },
    send: (bandwidth) => bandwidth.patchBulk(bulk.id, { shared: change }),
  }
}

function editIn({ facts }: Pick<Asked, 'facts'>): {
  readonly fields: readonly string[]
  readonly shared: SharedFacts
} {
  return {
    fields: JSON.parse(facts['fields'] ?? '[]') as string[],
    shared: JSON.parse(facts['shared'] ?? '{}') as SharedFacts,
  }
}

function isAllShown(overwritten: readonly Overwritten[], shown: readonly Overwritten[]): boolean {
  const known = new Set(shown.map((child) => JSON.stringify(child)))
  return overwritten.every((child) => known.has(JSON.stringify(child)))
}

/** Only what differs is sent: everything that is sent is written over all children. */
function changedFacts({ seen }: SeenBulkOrder, shared: SharedFacts): Partial<SharedFacts> {
  const differing = (Object.keys(shared) as (keyof SharedFacts)[]).filter(
    (name) => JSON.stringify(seen[name]) !== JSON.stringify(shared[name]),
  )
  return Object.fromEntries(differing.map((name) => [name, shared[name]]))
}
