import type { CustomerOrderId, OrderId } from '../porting/order.ts'
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
import { numbered } from './numbered.ts'
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

type Settle = (desk: Desk, intent: Intent) => Promise<void>

const SETTLE: Record<IntentKind, Settle> = {
  order: settling({ find: findMade, came: madeAfterAll, never: neverMade }),
  bulk: settling({ find: findMadeBulk, came: bulkMadeAfterAll, never: bulkNeverMade }),
  document: settling({
    ...{ find: findUploaded, came: documentArrived, never: documentNeverArrived },
  }),
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

/** How what was begun is found again, and what follows from either end. */
interface Sought<Found> {
  /** @returns undefined when it does not show; null when there is nobody to tell, or it was told elsewhere. */
  readonly find: (desk: Desk, number: number, intent: Intent) => Promise<Found | null | undefined>
  readonly came: (desk: Desk, number: number, intent: Intent, found: Found) => Promise<void>
  readonly never: (desk: Desk, number: number, intent: Intent) => Promise<void>
}

function settling<Found>({ find, came, never }: Sought<Found>): Settle {
  return async (desk, intent) => {
    const { orderNumber: number } = intent
    const found = number === null ? null : await find(desk, number, intent)
    if (number === null || found === null) await closeUnseen(desk, intent)
    else if (found !== undefined) await came(desk, number, intent, found)
    else if (!(await lookAgain(desk, intent))) await never(desk, number, intent)
  }
}

/** A change shows at a look, which tells it, or it does not; what has ended has been told by the look. */
function settleChange<Order extends AnyOrder>(change: Declared<Order>): Settle {
  return settling({
    async find(desk, number, intent) {
      const order = await change.of.sync(desk, number)
      // A submitted order that Bandwidth does not find is asked for with the wrong account, not gone.
      if (order === null) return (await isOver(desk, number)) ? null : undefined
      return (await isShown(desk, change, order, intent)) ? order : undefined
    },
    came: () => Promise.resolve(),
    never: (desk, number, intent) => neverCame(desk, change, number, intent),
  })
}

async function isOver({ db }: Desk, number: number): Promise<boolean> {
  const found = await numbered(db, number)
  return found === undefined || found.one.endedAt !== null
}

/** How long a change that was answered is looked for every other second. */
const POLLED_FOR_MS = 30_000
const POLL_MS = 2_000

/** The same for what somebody waits for: its looks lie close together first. */
function settlePatiently<Order extends AnyOrder>(change: Declared<Order>): Settle {
  const settle = settleChange(change)
  return async (desk, intent) => {
    const { orderNumber: number, begunAt, id } = intent
    const elapsed = desk.clock() - begunAt
    if (number === null || elapsed < 0 || elapsed >= POLLED_FOR_MS) return settle(desk, intent)
    await lookForIntentAt(desk.db, id, desk.clock() + POLL_MS)
    const order = await change.of.sync(desk, number)
    if (order !== null) await isShown(desk, change, order, intent)
    // Not found is looked for at the usual pace.
    else await lookForIntentAt(desk.db, id, begunAt + POLLED_FOR_MS)
  }
}

async function findMade(desk: Desk, number: number, { searchKey }: Intent) {
  const found = await desk.bandwidth.findByCustomerOrderId(searchKey as CustomerOrderId)
  if (found.length > 1) desk.log('customer-order-id-twice', { number, orders: found.length })
  return [...found].sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))[0]
}

function isMadeAgain({ facts }: Intent): boolean {
  return facts['swept'] !== undefined
}

async function madeAfterAll(
  desk: Desk,
  number: number,
  intent: Intent,
  { id }: { readonly id: OrderId },
): Promise<void> {
  await adoptMadeOrder(desk, { number, intent: intent.id, id }, async (db) => {
    // Of one that is made again the look that shows it tells.
    if (!isMadeAgain(intent)) await tellNewsWith(db, desk, number, { kind: 'made-after-all' })
  })
}

async function neverMade(desk: Desk, number: number, intent: Intent): Promise<void> {
  if (isMadeAgain(intent)) return neverMadeAgain(desk, number, intent)
  const now = desk.clock()
  await conclude(desk, intent.id, 'never-happened', async (db) => {
    const order = await findOrder(db, number)
    // A sudden stop may have come before its card was queued, in whose thread it is said.
    if (order !== undefined) await queueCard(db, { ...order, now })
    await writeOrder(db, number, { endedAt: now, ending: 'never-made' })
    await tellNewsWith(db, desk, number, { kind: 'never-made', by: intent.by })
  })
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
