import { isAlive } from '../porting/standing.ts'
import type { CustomerOrderId, OrderId } from '../porting/order.ts'
import {
  closeIntent,
  dueIntents,
  confirmIntentAt,
  noteIntentPoll,
  type Intent,
  type IntentKind,
} from '../store/intents.ts'
import { findOrder, writeOrder } from '../store/orders.ts'
import { NOTING } from './add-note.ts'
import { documentArrived, documentNeverArrived, findUploaded } from './attach-document.ts'
import { validationFound, validationNeverStarted } from './check-numbers.ts'
import { ATTACH, DETACH } from './bulk/attach-child.ts'
import { DELETE_BULK } from './bulk/delete-bulk.ts'
import { EDIT_SHARED } from './bulk/edit-shared.ts'
import { EXTEND_BULK } from './bulk/extend-bulk.ts'
import { RETRY_BULK_VALIDATION } from './bulk/retry-bulk-validation.ts'
import { bulkMadeAfterAll, bulkNeverMade, findMadeBulk } from './bulk/resolve-bulk.ts'
import { CHANGE } from './change-order.ts'
import { DELETE_DRAFT } from './delete-draft.ts'
import { resentAlone } from './bulk/resent-alone.ts'
import type { Desk } from './desk.ts'
import { adoptMadeOrder } from './draft-order.ts'
import { EDIT } from './edit-order.ts'
import { conclude } from './intend.ts'
import { EXTEND_ORDER } from './extend-draft.ts'
import { neverRecreated } from './recreate-draft.ts'
import { oneByOne } from './one-by-one.ts'
import { numbered, orderNumbered } from './numbered.ts'
import type { AnyOrder } from './order-kind.ts'
import { isShown, neverCame, type Declared } from './proven-change.ts'
import { queueCard } from './queue-card.ts'
import { RETRY_VALIDATION } from './retry-validation.ts'
import { announceWith } from './announce-news.ts'

/** "It never happened" is concluded only after this many polls, which are this far apart. */
const MOST_SEARCHES = 3
const BETWEEN_POLLS_MS = 65_000

/** Find out what became of everything that was begun at Bandwidth and got no answer. */
export async function resolveInDoubt(desk: Desk): Promise<void> {
  await oneByOne(desk, await dueIntents(desk.db, desk.clock()), {
    name: ({ id, kind, orderNumber }) => ({ intent: id, kind, number: orderNumber }),
    outage: 'resolve-failed',
    work: (intent) => RESOLVE[intent.kind](desk, intent),
    // A refresh that failed does not count as one.
    later: ({ id }) => confirmIntentAt(desk.db, id, desk.clock() + BETWEEN_POLLS_MS),
  })
}

type Resolve = (desk: Desk, intent: Intent) => Promise<void>

const RESOLVE: Record<IntentKind, Resolve> = {
  order: resolving({ find: findMade, came: madeAfterAll, never: neverMade }),
  bulk: resolving({ find: findMadeBulk, came: bulkMadeAfterAll, never: bulkNeverMade }),
  document: resolving({
    find: findUploaded,
    came: documentArrived,
    never: documentNeverArrived,
  }),
  validation: resolveValidation,
  note: resolveChange(NOTING.order),
  edit: resolveChange(EDIT),
  'bulk-edit': resolveChange(EDIT_SHARED),
  change: resolvePatiently(CHANGE),
  'bulk-note': resolveChange(NOTING.bulk),
  'bulk-attach': resolveChange(ATTACH),
  'bulk-detach': resolveChange(DETACH),
  delete: resolveChange(DELETE_DRAFT),
  'bulk-delete': resolveChange(DELETE_BULK),
  keep: resolveChange(EXTEND_ORDER),
  'bulk-keep': resolveChange(EXTEND_BULK),
  'retry-validation': resolveChange(RETRY_VALIDATION),
  'bulk-retry-validation': resolveChange(RETRY_BULK_VALIDATION),
}

/** How to find out what became of an intent, and what follows from either result. */
interface Sought<Found> {
  /** @returns undefined when it does not show; null when nobody is to be notified, or it was announced elsewhere. */
  readonly find: (desk: Desk, number: number, intent: Intent) => Promise<Found | null | undefined>
  readonly came: (desk: Desk, number: number, intent: Intent, found: Found) => Promise<void>
  readonly never: (desk: Desk, number: number, intent: Intent) => Promise<void>
}

function resolving<Found>({ find, came, never }: Sought<Found>): Resolve {
  return async (desk, intent) => {
    const { orderNumber: number } = intent
    const found = number === null ? null : await find(desk, number, intent)
    if (number === null || found === null) await closeUnseen(desk, intent)
    else if (found !== undefined) await came(desk, number, intent, found)
    else if (!(await refreshAgain(desk, intent))) await never(desk, number, intent)
  }
}

/** A change either shows in a refresh, which announces it and whatever has ended, or it does not. */
function resolveChange<Order extends AnyOrder>(change: Declared<Order>): Resolve {
  return resolving({
    async find(desk, number, intent) {
      const order = await change.of.sync(desk, number)
      // A submitted order that isn't found was requested with the wrong account; it is not deleted.
      if (order === null) return (await isOver(desk, number)) ? null : undefined
      return (await isShown(desk, change, order, intent)) ? order : undefined
    },
    came: () => Promise.resolve(),
    never: (desk, number, intent) => neverCame(desk, change, number, intent),
  })
}

async function isOver({ db }: Desk, number: number): Promise<boolean> {
  const found = await numbered(db, number)
  return found === undefined || !isAlive(found.one)
}

/** How long a change that was answered is polled every two seconds. */
const POLLED_FOR_MS = 30_000
const POLL_MS = 2_000

/** The same for what somebody waits for: the first polls are close together. */
function resolvePatiently<Order extends AnyOrder>(change: Declared<Order>): Resolve {
  const resolveIntents = resolveChange(change)
  return async (desk, intent) => {
    const { orderNumber: number, begunAt, id } = intent
    const elapsed = desk.clock() - begunAt
    if (number === null || elapsed < 0 || elapsed >= POLLED_FOR_MS)
      return resolveIntents(desk, intent)
    await confirmIntentAt(desk.db, id, desk.clock() + POLL_MS)
    const order = await change.of.sync(desk, number)
    if (order !== null) await isShown(desk, change, order, intent)
    // What is not found is polled at the usual pace.
    else await confirmIntentAt(desk.db, id, begunAt + POLLED_FOR_MS)
  }
}

async function findMade(desk: Desk, number: number, { searchKey }: Intent) {
  const found = await desk.bandwidth.findByCustomerOrderId(searchKey as CustomerOrderId)
  if (found.length > 1) desk.log('customer-order-id-twice', { number, orders: found.length })
  return [...found].sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))[0]
}

function isRecreated({ facts }: Intent): boolean {
  return facts['swept'] !== undefined
}

async function madeAfterAll(
  desk: Desk,
  number: number,
  intent: Intent,
  { id }: { readonly id: OrderId },
): Promise<void> {
  await adoptMadeOrder(desk, { number, intent: intent.id, id }, async (db) => {
    // A recreated order is announced by the refresh that first shows it.
    if (isRecreated(intent)) return
    await announceWith(db, desk, number, { kind: 'made-after-all' })
    await resentAlone(db, desk, await orderNumbered(db, number))
  })
}

async function neverMade(desk: Desk, number: number, intent: Intent): Promise<void> {
  if (isRecreated(intent)) return neverRecreated(desk, number, intent)
  const now = desk.clock()
  await conclude(desk, intent.id, 'never-happened', async (db) => {
    const order = await findOrder(db, number)
    // A crash may have come before its card was queued, whose thread says so.
    if (order !== undefined) await queueCard(db, { ...order, now })
    await writeOrder(db, number, { endedAt: now, ending: 'never-made' })
    await announceWith(db, desk, number, { kind: 'never-made', by: intent.by })
  })
}

async function resolveValidation(desk: Desk, intent: Intent): Promise<void> {
  const checkId = intent.facts['check'] ?? ''
  const found = (await desk.bandwidth.listValidations()).find(
    ({ customerOrderId }) => customerOrderId === intent.searchKey,
  )
  if (found !== undefined) {
    await validationFound(desk, checkId, intent, found.id)
  } else if (!(await refreshAgain(desk, intent))) {
    await validationNeverStarted(desk, checkId)
    await closeUnseen(desk, intent)
  }
}

/** @returns false when it was polled often and long enough. */
async function refreshAgain(desk: Desk, intent: Intent): Promise<boolean> {
  if (intent.searches + 1 >= MOST_SEARCHES) return false
  await noteIntentPoll(desk.db, intent.id, desk.clock() + BETWEEN_POLLS_MS)
  return true
}

/** There is nobody to notify, or it was announced elsewhere. */
async function closeUnseen(desk: Desk, intent: Intent): Promise<void> {
  await closeIntent(desk.db, intent.id, 'never-happened', desk.clock())
}
