import { isBandwidthError } from '../bandwidth/errors.ts'
import type { CustomerOrderId } from '../porting/order.ts'
import { findBulk } from '../store/bulk-orders.ts'
import {
  closeIntent,
  dueIntents,
  lookForIntentAt,
  noteLook,
  type Intent,
  type IntentKind,
} from '../store/intents.ts'
import { findOrder, writeOrder } from '../store/orders.ts'
import { documentArrived, documentNeverArrived, findUploaded } from './attach-document.ts'
import { validationFound, validationNeverStarted } from './check-numbers.ts'
import { isSharedChangeFound, sharedNeverChanged } from './bulk/edit-shared.ts'
import { bulkKept, bulkNotKept } from './bulk/keep-bulk.ts'
import { syncBulk } from './bulk/look-at-bulk.ts'
import {
  bulkCheckedAgain,
  bulkNotCheckedAgain,
  isBulkCheckedAgain,
} from './bulk/retry-bulk-validation.ts'
import { bulkMadeAfterAll, bulkNeverMade, findMadeBulk } from './bulk/settle-bulk.ts'
import { tellBulkNews } from './bulk/tell-bulk.ts'
import type { Desk } from './desk.ts'
import { adoptMadeOrder } from './draft-order.ts'
import { changeNeverArrived, isChangeFound } from './edit-order.ts'
import { draftKept, draftNotKept, touchedSince } from './keep-draft.ts'
import { syncOrder } from './look-at-order.ts'
import { neverMadeAgain } from './make-again.ts'
import { queueCard } from './queue-card.ts'
import { isCheckedAgain, numbersCheckedAgain, numbersNotCheckedAgain } from './retry-validation.ts'
import { tellNews } from './tell-news.ts'

/** "It never happened" is said only after this many looks, which lie so far apart. */
const LOOKS = 3
const BETWEEN_LOOKS_MS = 65_000

/** Find out what became of everything that was begun at Bandwidth and got no answer. */
export async function settleIntents(desk: Desk): Promise<void> {
  for (const intent of await dueIntents(desk.db, desk.clock())) {
    try {
      await SETTLE[intent.kind](desk, intent)
    } catch (error) {
      if (!isBandwidthError(error)) throw error
      // A look that could not be made does not count as one.
      desk.log('settle-look-failed', { intent: intent.id, kind: intent.kind, error })
      await lookForIntentAt(desk.db, intent.id, desk.clock() + BETWEEN_LOOKS_MS)
    }
  }
}

const SETTLE: Record<IntentKind, (desk: Desk, intent: Intent) => Promise<void>> = {
  order: settleOrder,
  bulk: settleBulk,
  document: settleDocument,
  validation: settleValidation,
  note: settleNote,
  edit: settleEdit,
  'bulk-edit': settleSharedEdit,
  'bulk-note': settleBulkNote,
  keep: settleKeep,
  'bulk-keep': settleBulkKeep,
  'retry-validation': settleRetry,
  'bulk-retry-validation': settleBulkRetry,
}

async function settleOrder(desk: Desk, intent: Intent): Promise<void> {
  const number = intent.orderNumber
  if (number === null) return closeAs(desk, intent, 'never-happened')
  const isMadeAgain = intent.facts['swept'] !== undefined
  const found = await desk.bandwidth.findByCustomerOrderId(intent.searchKey as CustomerOrderId)
  const [first, ...more] = [...found].sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
  if (first === undefined) {
    if (await lookAgain(desk, intent)) return
    if (isMadeAgain) return neverMadeAgain(desk, number, intent)
    const order = await findOrder(desk.db, number)
    // A sudden stop may have come before its card was queued, in whose thread it is said.
    if (order !== undefined) await queueCard(desk.db, { ...order, now: desk.clock() })
    await tellNews(desk, number, { kind: 'never-made', by: intent.by }, intent.id)
    await writeOrder(desk.db, number, { endedAt: desk.clock(), ending: 'never-made' })
    await closeAs(desk, intent, 'never-happened')
    return
  }
  if (more.length > 0) {
    desk.log('customer-order-id-twice', { number, orders: found.length })
  }
  // Of one that is made again the look that shows it tells.
  if (!isMadeAgain) await tellNews(desk, number, { kind: 'made-after-all' }, intent.id)
  await adoptMadeOrder(desk, { number, intent: intent.id, id: first.id })
}

async function settleBulk(desk: Desk, intent: Intent): Promise<void> {
  const number = intent.orderNumber
  if (number === null) return closeAs(desk, intent, 'never-happened')
  const id = await findMadeBulk(desk, intent)
  if (id !== undefined) return bulkMadeAfterAll(desk, number, intent, id)
  if (!(await lookAgain(desk, intent))) await bulkNeverMade(desk, number, intent)
}

async function settleBulkNote(desk: Desk, intent: Intent): Promise<void> {
  const bulk = intent.orderNumber === null ? undefined : await findBulk(desk.db, intent.orderNumber)
  if (bulk?.id == null) return closeAs(desk, intent, 'never-happened')
  const { by, searchKey: text } = intent
  const notes = await desk.bandwidth.listBulkNotes(bulk.id)
  if (notes.some((note) => sameText(note.text, text))) {
    await tellBulkNews(desk, bulk.number, { kind: 'note-sent', by, text }, intent.id)
    await closeIntent(desk.db, intent.id, 'done', desk.clock())
  } else if (!(await lookAgain(desk, intent))) {
    await tellBulkNews(desk, bulk.number, { kind: 'note-never-sent', by, text }, intent.id)
    await closeAs(desk, intent, 'never-happened')
  }
}

async function settleDocument(desk: Desk, intent: Intent): Promise<void> {
  const order =
    intent.orderNumber === null ? undefined : await findOrder(desk.db, intent.orderNumber)
  if (order?.id == null) return closeAs(desk, intent, 'never-happened')
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
    await validationFound(desk, checkId, found.id)
    await closeIntent(desk.db, intent.id, 'done', desk.clock())
  } else if (!(await lookAgain(desk, intent))) {
    await validationNeverStarted(desk, checkId)
    await closeAs(desk, intent, 'never-happened')
  }
}

async function settleNote(desk: Desk, intent: Intent): Promise<void> {
  const order =
    intent.orderNumber === null ? undefined : await findOrder(desk.db, intent.orderNumber)
  if (order?.id == null) return closeAs(desk, intent, 'never-happened')
  const notes = await desk.bandwidth.listNotes(order.id)
  if (notes.some(({ text }) => sameText(text, intent.searchKey))) {
    const { by, searchKey: text } = intent
    await tellNews(desk, order.number, { kind: 'note-sent', by, text }, intent.id)
    await closeIntent(desk.db, intent.id, 'done', desk.clock())
  } else if (!(await lookAgain(desk, intent))) {
    const { by, searchKey: text } = intent
    await tellNews(desk, order.number, { kind: 'note-never-sent', by, text }, intent.id)
    await closeAs(desk, intent, 'never-happened')
  }
}

async function settleEdit(desk: Desk, intent: Intent): Promise<void> {
  const look = intent.orderNumber === null ? null : await syncOrder(desk, intent.orderNumber)
  // What is gone has been told by the look.
  if (look === null) return closeAs(desk, intent, 'never-happened')
  if (await isChangeFound(desk, intent, look)) return
  if (!(await lookAgain(desk, intent))) await changeNeverArrived(desk, look.tracked.number, intent)
}

async function settleSharedEdit(desk: Desk, intent: Intent): Promise<void> {
  const bulk = intent.orderNumber === null ? null : await syncBulk(desk, intent.orderNumber)
  if (bulk === null) return closeAs(desk, intent, 'never-happened')
  if (await isSharedChangeFound(desk, intent, bulk)) return
  if (!(await lookAgain(desk, intent))) await sharedNeverChanged(desk, bulk.number, intent)
}

async function settleKeep(desk: Desk, intent: Intent): Promise<void> {
  const look = intent.orderNumber === null ? null : await syncOrder(desk, intent.orderNumber)
  if (look === null) return closeAs(desk, intent, 'never-happened')
  const { number, seen } = look.tracked
  const touchedAt = touchedSince(intent, seen)
  if (touchedAt !== null) await draftKept(desk, number, intent, touchedAt)
  else if (!(await lookAgain(desk, intent))) await draftNotKept(desk, number, intent)
}

async function settleBulkKeep(desk: Desk, intent: Intent): Promise<void> {
  const bulk = intent.orderNumber === null ? null : await syncBulk(desk, intent.orderNumber)
  if (bulk === null) return closeAs(desk, intent, 'never-happened')
  const touchedAt = touchedSince(intent, bulk.seen)
  if (touchedAt !== null) await bulkKept(desk, bulk, intent, touchedAt)
  else if (!(await lookAgain(desk, intent))) await bulkNotKept(desk, bulk.number, intent)
}

async function settleRetry(desk: Desk, intent: Intent): Promise<void> {
  const look = intent.orderNumber === null ? null : await syncOrder(desk, intent.orderNumber)
  if (look === null) return closeAs(desk, intent, 'never-happened')
  if (isCheckedAgain(look)) await numbersCheckedAgain(desk, intent)
  else if (!(await lookAgain(desk, intent))) {
    await numbersNotCheckedAgain(desk, look.tracked.number, intent)
  }
}

async function settleBulkRetry(desk: Desk, intent: Intent): Promise<void> {
  const bulk = intent.orderNumber === null ? null : await syncBulk(desk, intent.orderNumber)
  if (bulk === null) return closeAs(desk, intent, 'never-happened')
  if (isBulkCheckedAgain(bulk)) await bulkCheckedAgain(desk, bulk.number, intent)
  else if (!(await lookAgain(desk, intent))) await bulkNotCheckedAgain(desk, bulk.number, intent)
}

/** Bandwidth pads and wraps texts; their words stay. */
function sameText(one: string, other: string): boolean {
  return one.split(/\s+/).join(' ').trim() === other.split(/\s+/).join(' ').trim()
}

/** @returns false when it was looked for often and long enough. */
async function lookAgain(desk: Desk, intent: Intent): Promise<boolean> {
  if (intent.looks + 1 >= LOOKS) return false
  await noteLook(desk.db, intent.id, desk.clock() + BETWEEN_LOOKS_MS)
  return true
}

async function closeAs(desk: Desk, intent: Intent, outcome: 'never-happened'): Promise<void> {
  await closeIntent(desk.db, intent.id, outcome, desk.clock())
}
