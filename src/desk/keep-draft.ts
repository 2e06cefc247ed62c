import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { sweptAt } from '../porting/draft-life.ts'
import { Refusal } from '../porting/refusal.ts'
import { ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import type { SeenOrder } from '../store/orders.ts'
import { KeepWouldOverwrite } from './bulk/bulk-refusals.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { ORDER, type AnyOrder, type OrderKind } from './order-kind.ts'
import { changeProven, type Plan, type ProvenChange } from './proven-change.ts'
import { cannotKeepNow, keepNotKnown, keepNotSeen } from './refusals.ts'

/** Touch a draft so that Bandwidth's sweep passes it by: done only when LastModifiedDate has moved. */
export function keeping<Order extends AnyOrder>(
  of: OrderKind<Order>,
  {
    touch,
    ...own
  }: Pick<ProvenChange<Order>, 'kind' | 'what' | 'notSeen' | 'lookBeside'> & {
    readonly touch: (desk: Desk, order: Order) => Promise<Plan>
  },
): ProvenChange<Order> {
  return {
    ...own,
    of,
    proof: 'look',
    isIdempotent: true,
    async plan(desk, order) {
      const { facts, send } = await touch(desk, order)
      return { facts: { ...facts, was: String(order.seen.lastModifiedAt) }, send }
    },
    shows: ({ seen }, { facts }) => String(seen.lastModifiedAt) !== facts['was'],
    async done(db, desk, order, { by, facts: { through } }) {
      const { number: orderNumber } = order
      const facts = through === undefined ? {} : { through }
      await audit(db, { at: desk.clock(), orderNumber, by, deed: 'keep', facts })
      await of.tell(db, desk, orderNumber, { kind: 'kept-alive', by, sweptAt: sweepOf(order) })
    },
    // What nobody asked for is tried again without a word.
    failed: ({ by }) => (by === BY_ITSELF ? null : { kind: 'keep-failed', by }),
    notKnown: keepNotKnown,
  }
}

/** Only the customer order id is sent: a number list would restart toll-free validation. */
export const KEEP_ORDER: ProvenChange<SeenOrder> = keeping(ORDER, {
  kind: 'keep',
  what: 'keep the draft',
  notSeen: keepNotSeen,
  touch(_, order) {
    if (!ruleFor(order.seen.status).may.includes('keep')) throw cannotKeepNow(order)
    const { id, customerOrderId } = order
    return Promise.resolve({ send: (bandwidth) => bandwidth.updateOrder(id, { customerOrderId }) })
  },
})

/** @returns the new time of the sweep. */
export async function keepDraft<Order extends AnyOrder>(
  desk: Desk,
  keeping: ProvenChange<Order>,
  who: { readonly number: number; readonly by: string },
): Promise<Instant> {
  return sweepOf(await changeProven(desk, keeping, who))
}

/**
 * The same without anybody asking. When it does not work the owner is told once for each sweep, and it is
 * tried again until the sweep comes; what would overwrite is left to people, who are reminded of it.
 */
export async function keepByItself<Order extends AnyOrder>(
  desk: Desk,
  keeping: ProvenChange<Order>,
  order: Order,
  { mayTell }: { readonly mayTell: boolean },
): Promise<'kept' | 'not-yet'> {
  const { number } = order
  try {
    await changeProven(desk, keeping, { number, by: BY_ITSELF })
    return 'kept'
  } catch (error) {
    if (!(error instanceof Refusal) && !isBandwidthError(error)) throw error
    desk.log('draft-not-kept', { number, error })
    const dies = sweepOf(order)
    if (mayTell && desk.clock() < dies && !(error instanceof KeepWouldOverwrite)) {
      const news = { kind: 'not-kept-yet', sweptAt: dies } as const
      await keeping.of.tellOnce(desk, order, `not-kept-yet-${number}-${dies}`, news)
    }
    return 'not-yet'
  }
}

function sweepOf({ seen, createdAt }: AnyOrder): Instant {
  return sweptAt(seen.lastModifiedAt ?? createdAt)
}
