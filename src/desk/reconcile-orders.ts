import { setImmediate } from 'node:timers/promises'
import type { ListedOrder } from '../bandwidth/bandwidth.ts'
import { nullIfNotFound } from '../bandwidth/errors.ts'
import { addDays, dayOf } from '../porting/calendar.ts'
import { emptyContent } from '../porting/empty-content.ts'
import {
  DRAFT_STATUSES,
  isDraft,
  isTerminal,
  KNOWN_STATUSES,
  portStatus,
} from '../porting/status.ts'
import { hasEndedAs } from '../porting/standing.ts'
import { knownAlive, pollSoon } from '../store/known-orders.ts'
import { milestone, reachMilestone } from '../store/milestones.ts'
import { findOrderNotYetKnown, findOrderWithId, insertOrder, writeOrder } from '../store/orders.ts'
import { planPoll } from '../store/plans.ts'
import { redraw } from '../store/posts.ts'
import { announceChanges } from './announce-changes.ts'
import { hasChanged, reconcileBulks } from './bulk/reconcile-bulks.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { newCustomerOrderId } from './draft-order.ts'
import { cardKey } from './post-keys.ts'
import { oneByOne } from './one-by-one.ts'
import { queueCard } from './queue-card.ts'

const RECONCILED = 'swept'

interface Reconciliation {
  readonly listed: number
  /** Refreshed soon, because the list differs from our last reading. */
  readonly changed: number
  /** Made elsewhere, and followed from now on. */
  readonly found: number
}

/**
 * Find what changed at Bandwidth without reading every order: the list of recent modifications, and the
 * drafts, which plain lists leave out. So calls grow with changes, not with orders.
 *
 * @throws a BandwidthError when a list could not be read; the next one then reaches further back.
 */
export async function reconcileOrders(desk: Desk): Promise<Reconciliation> {
  const now = desk.clock()
  const last = await reconciledUpTo(desk, now)
  // Bulk orders first: a child that is found before its bulk order would get a card of its own.
  const children = await reconcileBulks(desk, last)
  const listed = last === null ? await listEverything(desk) : await listModified(desk, last, now)

  const known = new Map((await knownAlive(desk.db, 'port_order')).map((order) => [order.id, order]))
  const shown = new Map(listed.map((order) => [order.id as string, order]))
  const isDraftAs = (status: string): boolean => isDraft(portStatus(status))
  const changed = [...known.values()].filter((order) =>
    hasChanged(order, shown.get(order.id), isDraftAs),
  )
  await pollSoon(
    desk.db,
    changed.map(({ number }) => number),
    now,
  )
  const found = [...shown.values()].filter(
    ({ id, status }) => !known.has(id) && !children.has(id) && !isTerminal(status),
  )
  await oneByOne(desk, found, {
    name: ({ id }) => ({ id }),
    outage: 'order-not-followed',
    work: (listed) => followAgain(desk, listed),
  })
  await follow(desk, found, { quietly: last === null })
  await reachMilestone(desk.db, RECONCILED, now)
  return { listed: listed.length, changed: changed.length, found: found.length }
}

/** If the clock was put back since, the last one counts as of now. */
async function reconciledUpTo(desk: Desk, now: number): Promise<number | null> {
  const last = await lastReconciledAt(desk)
  return last === null ? null : Math.min(last, now)
}

/** @returns null when there was no reconciliation yet. */
export function lastReconciledAt(desk: Desk): Promise<number | null> {
  return milestone(desk.db, RECONCILED)
}

/** The zone in which Bandwidth's days begin is not known, so a day is added on either side. */
async function listModified(
  desk: Desk,
  last: number,
  now: number,
): Promise<readonly ListedOrder[]> {
  const range = { from: addDays(dayOf(last), -1), to: addDays(dayOf(now), 1) }
  return [
    ...(await desk.bandwidth.listOrders(range)),
    ...(await listStatuses(desk, DRAFT_STATUSES)),
  ]
}

/** The first start has no earlier reconciliation to go by: it lists every status that can still change. */
function listEverything(desk: Desk): Promise<readonly ListedOrder[]> {
  return listStatuses(
    desk,
    KNOWN_STATUSES.filter((status) => !isTerminal(status) && !UNLISTED.includes(status)),
  )
}

/** Known by name only; Bandwidth's list does not accept them as a filter. */
const UNLISTED: readonly string[] = ['PENDING_CARRIER_APPROVAL', 'MISSING_REQUIREMENTS']

async function listStatuses(
  desk: Desk,
  statuses: readonly (typeof KNOWN_STATUSES)[number][],
): Promise<readonly ListedOrder[]> {
  const listed: ListedOrder[] = []
  for (const status of statuses) {
    listed.push(...(await desk.bandwidth.listOrders({ status })))
  }
  return listed
}

/** A deleted order is listed again. A list may still show a deleted one, so it is read first. */
async function followAgain(desk: Desk, { id, status }: ListedOrder): Promise<void> {
  const ended = await findOrderWithId(desk.db, id)
  if (ended === undefined) return
  if (!hasEndedAs('purged', ended) && !hasEndedAs('deleted', ended)) return
  if ((await nullIfNotFound(desk.bandwidth.getOrder(id))) === null) return
  const now = desk.clock()
  const back = { kind: 'surprise', from: portStatus('deleted'), to: status } as const
  await desk.db.transaction().execute(async (db) => {
    await writeOrder(db, ended.number, { endedAt: null, ending: null, nextPollAt: now })
    await announceChanges(db, desk.settings, ended, [back], now)
    await redraw(db, cardKey(ended.number))
  })
}

/** At the first start quietly, until something happens to an order; later each gets its card at once. */
async function follow(
  desk: Desk,
  orders: readonly ListedOrder[],
  { quietly }: { readonly quietly: boolean },
): Promise<void> {
  const { defaultChannel: channel } = desk.settings
  if (channel === null) {
    if (orders.length > 0) desk.log('orders-not-followed', { orders: orders.length })
    return
  }
  const now = desk.clock()
  const followOne = async ({ id, customerOrderId }: ListedOrder): Promise<void> => {
    // The database driver releases its statements only when the event loop turns.
    await setImmediate()
    await desk.db.transaction().execute(async (db) => {
      // Added a moment ago by a refresh request, or our own, whose creation has no answer yet.
      if ((await findOrderWithId(db, id)) !== undefined) return
      if (customerOrderId !== null && (await findOrderNotYetKnown(db, customerOrderId))) return
      const content = emptyContent([])
      const number = await insertOrder(db, {
        id,
        customerOrderId: customerOrderId ?? newCustomerOrderId(content),
        content,
        sealedSecrets: null,
        channel,
        owner: BY_ITSELF,
        now,
      })
      await planPoll(db, number, { nextPollAt: now })
      if (!quietly) await queueCard(db, { number, channel, now })
    })
  }
  await oneByOne(desk, orders, {
    name: ({ id }) => ({ id }),
    outage: 'order-not-followed',
    work: followOne,
  })
  desk.wake()
}
