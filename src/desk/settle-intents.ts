import type { CustomerOrderId } from '../porting/order.ts'
import {
  closeIntent,
  dueIntents,
  lookForIntentAt,
  noteLook,
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
import { KEEP_BULK } from './bulk/keep-bulk.ts'
import { RETRY_BULK_VALIDATION } from './bulk/retry-bulk-validation.ts'
import { bulkMadeAfterAll, bulkNeverMade, findMadeBulk } from './bulk/settle-bulk.ts'
import { CHANGE } from './change-order.ts'
import { DELETE_DRAFT } from './delete-draft.ts'
import type { Desk } from './desk.ts'
import { adoptMadeOrder } from './draft-order.ts'
import { EDIT } from './edit-order.ts'
import { conclude } from './intend.ts'
import { KEEP_ORDER } from './keep-draft.ts'
import { neverMadeAgain } from './make-again.ts'
import { oneByOne } from './one-by-one.ts'
import type { AnyOrder } from './order-kind.ts'
import { isShown, neverCame, type Declared } from './proven-change.ts'
import { queueCard } from './queue-card.ts'
import { RETRY_VALIDATION } from './retry-validation.ts'
import { tellNewsWith } from './tell-news.ts'

/** "It never happened" is said only after this many looks, which lie so far apart. */
const LOOKS = 3
const BETWEEN_LOOKS_MS = 65_000

/** Find out what became of everything that was begun at Bandwidth and got no answer. */
export async function settleIntents(desk: Desk): Promise<void> {
  await oneByOne(desk, await dueIntents(desk.db, desk.clock()), {
    name: ({ id, kind, orderNumber }) => ({ intent: id, kind, number: orderNumber }),
    outage: 'settle-look-failed',
    work: (intent) => SETTLE[intent.kind](desk, intent),
    // A look that could not be made does not count as one.
    later: ({ id }) => lookForIntentAt(desk.db, id, desk.clock() + BETWEEN_LOOKS_MS),
  })
}

const SETTLE: Record<IntentKind, (desk: Desk, intent: Intent) => Promise<void>> = {
  order: settleOrder,
  bulk: settleBulk,
  document: settleDocument,
  validation: settleValidation,
  note: settleChange(NOTING.order),
  edit: settleChange(EDIT),
  'bulk-edit': settleChange(EDIT_SHARED),
  change: settlePatiently(CHANGE),
  'bulk-note': settleChange(NOTING.bulk),
  'bulk-attach': settleChange(ATTACH),
  'bulk-detach': settleChange(DETACH),
  delete: settleChange(DELETE_DRAFT),
  'bulk-delete': settleChange(DELETE_BULK),
  keep: settleChange(KEEP_ORDER),
  'bulk-keep': settleChange(KEEP_BULK),
  'retry-validation': settleChange(RETRY_VALIDATION),
  'bulk-retry-validation': settleChange(RETRY_BULK_VALIDATION),
}

async function settleOrder(desk: Desk, intent: Intent): Promise<void> {
  const number = intent.orderNumber
  if (number === null) return closeUnseen(desk, intent)
  const isMadeAgain = intent.facts['swept'] !== undefined
  const found = await desk.bandwidth.findByCustomerOrderId(intent.searchKey as CustomerOrderId)
  const [first, ...more] = [...found].sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
  if (first === undefined) {
    if (await lookAgain(desk, intent)) return
    if (isMadeAgain) return neverMadeAgain(desk, number, intent)
    return neverMade(desk, number, intent)
  }
  if (more.length > 0) {
    desk.log('customer-order-id-twice', { number, orders: found.length })
  }
  await adoptMadeOrder(desk, { number, intent: intent.id, id: first.id }, async (db) => {
    // Of one that is made again the look that shows it tells.
    if (!isMadeAgain) await tellNewsWith(db, desk, number, { kind: 'made-after-all' })
  })
}

async function neverMade(desk: Desk, number: number, { id, by }: Intent): Promise<void> {
  const now = desk.clock()
  await conclude(desk, id, 'never-happened', async (db) => {
    const order = await findOrder(db, number)
    // A sudden stop may have come before its card was queued, in whose thread it is said.
    if (order !== undefined) await queueCard(db, { ...order, now })
    await writeOrder(db, number, { endedAt: now, ending: 'never-made' })
    await tellNewsWith(db, desk, number, { kind: 'never-made', by })
  })
}

async function settleBulk(desk: Desk, intent: Intent): Promise<void> {
  const number = intent.orderNumber
  if (number === null) return closeUnseen(desk, intent)
  const id = await findMadeBulk(desk, intent)
  if (id !== undefined) return bulkMadeAfterAll(desk, number, intent, id)
  if (!(await lookAgain(desk, intent))) await bulkNeverMade(desk, number, intent)
}

async function settleDocument(desk: Desk, intent: Intent): Promise<void> {
  const order =
    intent.orderNumber === null ? undefined : await findOrder(desk.db, intent.orderNumber)
  if (order?.id == null) return closeUnseen(desk, intent)
  const uploaded = await findUploaded(desk, order.id, intent)
  if (uploaded !== undefined) {
    await documentArrived(desk, order.number, intent, uploaded)
  } else if (!(await lookAgain(desk, intent))) {
    await documentNeverArrived(desk, order.number, intent)
  }
}

async function settleValidation(desk: Desk, intent: Intent): Promise<void> {
  const checkId = intent.facts['check'] ?? ''
  const found = (await desk.bandwidth.listValidations()).find(
    ({ customerOrderId }) => customerOrderId === intent.searchKey,
  )
  if (found !== undefined) {
    await validationFound(desk, checkId, intent, found.id)
  } else if (!(await lookAgain(desk, intent))) {
    await validationNeverStarted(desk, checkId)
    await closeUnseen(desk, intent)
  }
}

function settleChange<Order extends AnyOrder>(change: Declared<Order>) {
  return settleByLook(
    change.of.sync,
    (desk, intent, order: Order) => isShown(desk, change, order, intent),
    (desk, number, intent) => neverCame(desk, change, number, intent),
  )
}

/** How long a change that was answered is looked for every other second. */
const POLLED_FOR_MS = 30_000
const POLL_MS = 2_000

/** The same for what somebody waits for: its looks lie close together first. */
function settlePatiently<Order extends AnyOrder>(change: Declared<Order>) {
  const settle = settleChange(change)
  return async (desk: Desk, intent: Intent): Promise<void> => {
    const { orderNumber: number, begunAt, id } = intent
    const elapsed = desk.clock() - begunAt
    if (number === null || elapsed < 0 || elapsed >= POLLED_FOR_MS) return settle(desk, intent)
    await lookForIntentAt(desk.db, id, desk.clock() + POLL_MS)
    const order = await change.of.sync(desk, number)
    if (order !== null) await isShown(desk, change, order, intent)
  }
}

/** A change shows at a look, or it does not; what is gone has been told by the look. */
function settleByLook<Look>(
  look: (desk: Desk, number: number) => Promise<Look | null>,
  /** Tells it and closes the intent where it shows. */
  isFound: (desk: Desk, intent: Intent, look: Look) => Promise<boolean>,
  neverArrived: (desk: Desk, number: number, intent: Intent) => Promise<void>,
): (desk: Desk, intent: Intent) => Promise<void> {
  return async (desk, intent) => {
    const { orderNumber: number } = intent
    const seen = number === null ? null : await look(desk, number)
    if (number === null || seen === null) return closeUnseen(desk, intent)
    if (await isFound(desk, intent, seen)) return
    if (!(await lookAgain(desk, intent))) await neverArrived(desk, number, intent)
  }
}

/** @returns false when it was looked for often and long enough. */
async function lookAgain(desk: Desk, intent: Intent): Promise<boolean> {
  if (intent.looks + 1 >= LOOKS) return false
  await noteLook(desk.db, intent.id, desk.clock() + BETWEEN_LOOKS_MS)
  return true
}

/** There is nobody to tell, or it was told elsewhere. */
async function closeUnseen(desk: Desk, intent: Intent): Promise<void> {
  await closeIntent(desk.db, intent.id, 'never-happened', desk.clock())
}
