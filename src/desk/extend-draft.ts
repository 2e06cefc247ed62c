import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { purgesAt } from '../porting/draft-life.ts'
import { Refusal } from '../porting/refusal.ts'
import { ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import type { SeenOrder } from '../store/orders.ts'
import { ExtensionWouldOverwrite } from './bulk/bulk-refusals.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { ORDER, type AnyOrder, type OrderKind } from './order-kind.ts'
import { changeProven, type Plan, type ProvenChange } from './proven-change.ts'
import { cannotExtendNow, extensionNotKnown, extensionNotSeen } from './refusals.ts'

/** Touch a draft so that Bandwidth does not purge it: done only when LastModifiedDate has moved. */
export function extension<Order extends AnyOrder>(
  of: OrderKind<Order>,
  {
    touch,
    ...own
  }: Pick<ProvenChange<Order>, 'kind' | 'what' | 'notSeen' | 'refreshBeside'> & {
    readonly touch: (desk: Desk, order: Order) => Promise<Plan>
  },
): ProvenChange<Order> {
  return {
    ...own,
    of,
    proof: 'refresh',
    isIdempotent: true,
    async plan(desk, order) {
      const { facts, send } = await touch(desk, order)
      return { facts: { ...facts, was: String(order.seen.lastModifiedAt) }, send }
    },
    shows: ({ seen }, { facts }) => String(seen.lastModifiedAt) !== facts['was'],
    async done(db, desk, order, { by, facts: { through } }) {
      const { number: orderNumber } = order
      const facts = through === undefined ? {} : { through }
      await audit(db, { at: desk.clock(), orderNumber, by, operation: 'keep', facts })
      await of.announce(db, desk, orderNumber, { kind: 'kept-alive', by, purgesAt: purgeOf(order) })
    },
    // An automatic extension is retried without a message.
    failed: ({ by }) => (by === BY_ITSELF ? null : { kind: 'keep-failed', by }),
    notKnown: extensionNotKnown,
  }
}

/** Only the customer order id is sent: a number list would restart toll-free validation. */
export const EXTEND_ORDER: ProvenChange<SeenOrder> = extension(ORDER, {
  kind: 'keep',
  what: 'extend the draft',
  notSeen: extensionNotSeen,
  touch(_, order) {
    if (!ruleFor(order.seen.status).may.includes('keep')) throw cannotExtendNow(order)
    const { id, customerOrderId } = order
    return Promise.resolve({ send: (bandwidth) => bandwidth.updateOrder(id, { customerOrderId }) })
  },
})

/** @returns the new time of the purge. */
export async function extendNow<Order extends AnyOrder>(
  desk: Desk,
  extension: ProvenChange<Order>,
  who: { readonly number: number; readonly by: string },
): Promise<Instant> {
  return purgeOf(await changeProven(desk, extension, who))
}

/**
 * The same, automatically. When it fails, the owner is notified once for each purge date, and it is retried
 * until the purge. An extension that would overwrite something is left to people, who are reminded.
 */
export async function extendAutomatically<Order extends AnyOrder>(
  desk: Desk,
  extension: ProvenChange<Order>,
  order: Order,
  { mayAnnounce }: { readonly mayAnnounce: boolean },
): Promise<'kept' | 'not-yet'> {
  const { number } = order
  try {
    await changeProven(desk, extension, { number, by: BY_ITSELF })
    return 'kept'
  } catch (error) {
    if (!(error instanceof Refusal) && !isBandwidthError(error)) throw error
    desk.log('draft-not-extended', { number, error })
    const dies = purgeOf(order)
    if (mayAnnounce && desk.clock() < dies && !(error instanceof ExtensionWouldOverwrite)) {
      const news = { kind: 'not-kept-yet', purgesAt: dies } as const
      await extension.of.announceOnce(desk, order, `not-kept-yet-${number}-${dies}`, news)
    }
    return 'not-yet'
  }
}

function purgeOf({ seen, createdAt }: AnyOrder): Instant {
  return purgesAt(seen.lastModifiedAt ?? createdAt)
}
