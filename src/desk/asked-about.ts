import { askDrafts, type AskDraft, type AskedAbout } from '../porting/ask-drafts.ts'
import { bulkRuleFor } from '../porting/bulk-status.ts'
import { activationMomentOf } from '../porting/foc.ts'
import type { FocDate } from '../porting/order.ts'
import { ruleFor, type Stage } from '../porting/status.ts'
import type { SeenBulkOrder } from '../store/bulk-orders.ts'
import { findLivingChildren } from '../store/children.ts'
import type { SeenOrder, TrackedOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { anySeen, type AnyOrder } from './order-kind.ts'

export interface UsualQuestions {
  readonly order: AnyOrder
  readonly drafts: readonly AskDraft[]
}

/** Usual questions about an order's last reading, of either kind. @throws Refusal when deleted. */
export async function usualQuestions(desk: Desk, number: number): Promise<UsualQuestions> {
  const order = await anySeen(desk, number)
  const about = 'shared' in order ? await bulkAbout(desk, order) : orderAbout(order)
  const { calendar } = desk.settings
  return { order, drafts: askDrafts(about, { now: desk.clock(), calendar }) }
}

const STATE_AT: Record<Stage, AskedAbout['is']> = {
  draft: 'draft',
  submitted: 'waiting',
  foc: 'agreed',
  activation: 'agreed',
  live: 'ended',
  stopped: 'ended',
}

function orderAbout(order: SeenOrder): AskedAbout {
  const { seen } = order
  return {
    is: seen.status === 'EXCEPTION' ? 'rejected' : STATE_AT[ruleFor(seen.status).stage],
    id: order.id,
    pon: seen.pon,
    numbers: seen.numbers,
    errors: seen.errors,
    statusSince: order.statusSince,
    requested: seen.requestedFocDate,
    agreed: seen.actualFocDate,
    hasRecord: hasRecord(order),
  }
}

/** For a bulk order: what its living orders have in common, and the errors of any of them. */
async function bulkAbout({ db }: Desk, bulk: SeenBulkOrder): Promise<AskedAbout> {
  const living = await findLivingChildren(db, bulk.number)
  const dates = living.flatMap(({ seen }) => seen?.actualFocDate ?? [])
  const rejected = living.filter(({ seen }) => seen?.status === 'EXCEPTION')
  const state = STATE_AT[bulkRuleFor(bulk.seen.status).stage]
  const areAgreed = living.length > 0 && dates.length === living.length
  return {
    is: rejected.length > 0 ? 'rejected' : state === 'waiting' && areAgreed ? 'agreed' : state,
    id: bulk.id,
    pon: null,
    numbers: living.flatMap(({ content }) => content.numbers),
    errors: [...rejected.flatMap(({ seen }) => seen?.errors ?? []), ...bulk.childErrors],
    statusSince: bulk.statusSince,
    requested: bulk.shared.requestedFocDate,
    agreed: earliest(dates),
    hasRecord: rejected.length > 0 && rejected.every(hasRecord),
  }
}

function earliest(dates: readonly FocDate[]): FocDate | null {
  const [first = null] = dates.toSorted((a, b) => activationMomentOf(a) - activationMomentOf(b))
  return first
}

function hasRecord({ documents }: Pick<TrackedOrder, 'documents'>): boolean {
  return documents.some(({ type }) => type === 'CSR' || type === 'INVOICE')
}
