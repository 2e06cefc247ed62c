import { showDay, type CalendarDay } from '../../porting/calendar.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import type { AheadTogether } from '../../desk/approve-all-ahead.ts'
import type { NumbersChange } from '../../porting/desired-numbers.ts'
import type { SharedLoa } from '../../desk/bulk/view-loas.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import type { OrderRef } from '../../store/followed.ts'
import { button, confirmDialog } from '../blocks.ts'
import { shortBulkTitle } from '../words/bulk-words.ts'
import { countNumbers, numbersDo, theirCarriers } from '../words/order-words.ts'
import { clipText } from '../mrkdwn.ts'
import { orderValue } from '../order-ref.ts'
import { control, lettered, orderControl } from './control.ts'

/** What of a bulk order is to be activated, now or on its day. */
interface ToActivate {
  readonly orders: number
  readonly numbers: number
}

/** One request for all of its orders that can go now; what was approved ahead goes with the click. */
export const activateAll = control(
  'bulk.activate-all',
  (bulk: TrackedBulk, { orders, numbers }: ToActivate) => ({
    text: 'Activate all',
    value: orderValue(bulk),
    confirm: confirmDialog({
      title: `Activate ${countOf(orders, 'order')}?`,
      text: `${shortBulkTitle(bulk)}: ${numbersDo(numbers, 'leave')} ${theirCarriers(numbers)} now where pre-approved. For the others, this requests approval. You can’t undo an activation.`,
      confirm: 'Activate',
      isFinal: true,
      deny: 'Not yet',
    }),
  }),
)

/** The same for some of them. */
export const chooseToActivate = orderControl('bulk.choose-to-activate', 'Choose orders to activate')

/** Some of a bulk order's orders, or of several others, for their days. */
export const chooseAhead = control(
  'bulk.choose-to-approve-ahead',
  (first: OrderRef, ...others: readonly OrderRef[]) => ({
    text: 'Choose orders to pre-approve',
    value: orderValue(first, ...others.map((one) => orderValue(one))),
  }),
)

/** The digest says which orders were shown: others than these are asked about again. */
export const approveAllAhead = control(
  'bulk.approve-all-ahead',
  (
    bulk: TrackedBulk,
    { day, digest, orders, numbers }: ToActivate & Pick<AheadTogether, 'day' | 'digest'>,
  ) => ({
    text: `Pre-approve for ${showDay(day)}`,
    value: orderValue(bulk, digest),
    confirm: confirmDialog({
      title: `Pre-approve activating ${countNumbers(numbers)}?`,
      text: `${shortBulkTitle(bulk)}: on ${showDay(day)} any coordinator may activate ${countOf(orders, 'order')} from ${theirCarriers(numbers)}. You can’t undo an activation. A changed FOC date voids it.`,
      confirm: 'Pre-approve',
      deny: 'Not now',
    }),
  }),
)

/** The same request as for a single order: the approver is shown the whole breakdown. */
export const submitBulk = control('bulk.submit', (order: OrderRef, isReady: boolean) => ({
  text: 'Request approval',
  value: orderValue(order),
  ...(isReady && { style: 'primary' }),
}))

/** A bulk draft is deleted by a coordinator, its draft orders with it; of a submitted one an approver decides. */
export const cancelBulk = control(
  'bulk.cancel',
  (
    bulk: TrackedBulk,
    {
      draft,
      numbers,
      orders,
      risk = null,
    }: {
      readonly draft: boolean
      readonly numbers: number
      readonly orders: number
      /** Of a cancel. */
      readonly risk?: string | null
    },
  ) => ({
    text: draft ? 'Delete draft' : 'Request cancel',
    value: orderValue(bulk),
    confirm: draft
      ? confirmDialog({
          title: `Delete the draft with ${countNumbers(numbers)}?`,
          text: `${shortBulkTitle(bulk)}: ${numbersDo(numbers, 'stay')} with ${theirCarriers(numbers)}${orders === 0 ? '' : `. ${countOf(orders, 'draft order')} ${orders === 1 ? 'is' : 'are'} deleted too`}. Bandwidth can’t restore a deleted draft. I save its details.`,
          confirm: 'Delete draft',
          isFinal: true,
          deny: 'Keep draft',
        })
      : confirmDialog({
          title: `Request cancel of ${countOf(orders, 'order')}?`,
          text: `${shortBulkTitle(bulk)}: ${numbersDo(numbers, 'stay')} with ${theirCarriers(numbers)} once an approver and the carriers agree. A cancel can’t be undone.${risk === null ? '' : ` ${risk}`}`,
          confirm: 'Request cancel',
          isFinal: true,
          deny: 'Keep orders',
        }),
  }),
)

export const extendBulk = orderControl('bulk.keep', 'Keep draft 2 days')

export const retryCheck = orderControl('bulk.retry-check', 'Recheck numbers', 'primary')

export const refreshBulkButton = orderControl('bulk.look-now', 'Refresh')

export const recreateBulk = orderControl('bulk.make-again', 'Recreate draft', 'primary')

/** Every order of a bulk order, page by page, shown only to who asks. */
export const breakdown = orderControl('bulk.breakdown', 'View orders')

export const changeNumbers = orderControl('bulk.change-numbers', 'Edit numbers')

/** What a dropped list can do with the numbers that a bulk order has. */
export interface DroppedNumbers {
  readonly file: string
  /** In the list. */
  readonly count: number
  readonly added: number
  readonly removed: number
  /** If the list takes the place of all. */
  readonly leaving: number
}

const USE_NUMBERS = 'bulk.use-numbers'

/** Buttons of 0.1.0 do not say how: at that time a list replaced all numbers. */
export const useNumbers = {
  id: USE_NUMBERS,
  draw: (bulk: TrackedBulk, dropped: DroppedNumbers) => {
    const { file, added, removed, leaving } = dropped
    const choices: readonly { how: NumbersChange; text: string }[] = [
      ...(added > 0 ? [{ how: 'add', text: `Add ${countNumbers(added)}` } as const] : []),
      // None of its numbers would be left.
      ...(removed > 0 && leaving > 0
        ? [{ how: 'remove', text: `Remove ${countNumbers(removed)}` } as const]
        : []),
      ...(leaving > 0
        ? [{ how: 'replace', text: `Replace all (${showCount(leaving)} leave)` } as const]
        : []),
    ]
    return choices.map(({ how, text }, index) =>
      button({
        id: lettered(USE_NUMBERS, index),
        text,
        value: orderValue(bulk, file, how),
        ...(how === 'replace' && { confirm: replacing(bulk, dropped) }),
      }),
    )
  },
}

function replacing(bulk: TrackedBulk, { count, leaving }: DroppedNumbers) {
  return confirmDialog({
    title: `Replace all numbers with ${countNumbers(count)}?`,
    text: `${shortBulkTitle(bulk)}: ${countNumbers(leaving)} ${leaving === 1 ? 'is removed and stays' : 'are removed and stay'} with ${theirCarriers(leaving)}. Their BTN, account numbers and LOAs are kept for 30 days. Bandwidth rechecks and splits the ${countNumbers(count)} of the file.`,
    confirm: 'Replace',
    deny: 'Keep numbers',
  })
}

export const takeOutRefused = control(
  'bulk.take-out-refused',
  (bulk: TrackedBulk, count: number) => ({
    text: `Remove ${countNumbers(count)}`,
    value: orderValue(bulk),
    style: 'primary',
    confirm: confirmDialog({
      title: `Remove ${countNumbers(count)}?`,
      text: `${shortBulkTitle(bulk)}: the ${countNumbers(count)} that can’t port ${count === 1 ? 'stays' : 'stay'} with ${theirCarriers(count)}. The others are rechecked.`,
      confirm: 'Remove',
      deny: 'Keep numbers',
    }),
  }),
)

export const editShared = orderControl('bulk.edit-shared', 'Edit shared details')

/** Changes the requested FOC of all its orders, at the hour that was asked for, and asks the approvers. */
export const takeBulkDay = control('bulk.use-day', (order: OrderRef, day: CalendarDay) => ({
  text: `Use ${showDay(day)}`,
  value: orderValue(order, day),
  style: 'primary',
}))

/** A table of the orders to fill in: BTN, account number, PIN, name and address of each. */
export const childrenCsv = orderControl('bulk.children-csv', 'Download CSV')

/** Sends a CSV's changes to Bandwidth. It is read again, because its secrets are not stored. */
export const sendChildFacts = control(
  'bulk.send-child-facts',
  (order: OrderRef, file: string, count: number) => ({
    text: `Change ${countOf(count, 'order')}`,
    value: orderValue(order, file),
    style: 'primary',
  }),
)

/** For files whose name does not identify their order. */
export const chooseOrders = orderControl('bulk.choose-orders', 'Choose orders…')

/** For the orders that prevent extending the others. */
export const detachOrders = orderControl('bulk.detach-orders', 'Detach orders…')

export const attachAllMatched = control(
  'bulk.attach-all-matched',
  (order: OrderRef, count: number, things: 'LOA' | 'file') => ({
    text: `Attach ${countOf(count, things)}`,
    value: orderValue(order),
    style: 'primary',
  }),
)

/** One LOA for every order, or for every order of one signer; the form says what that means. */
export const oneForAll = control('bulk.one-for-all', (order: OrderRef, orders: number | null) => ({
  text:
    orders === null
      ? 'Use for all orders of one signer…'
      : `Use for all ${countOf(orders, 'order')}…`,
  value: orderValue(order),
}))

/** Uploads a shared LOA to the orders that have none yet: the upload was stopped, or the orders are new. */
export const giveLoa = control(
  'bulk.give-letter',
  (bulk: TrackedBulk, { document, refused, without }: SharedLoa) => {
    const count = refused.length + without.length
    const orders = countOf(count, 'order')
    const person = clipText(oneLine(document.person), LONGEST_NAME)
    return {
      text: WORDS[wordFor(document.state, without.length)](orders),
      value: orderValue(bulk, document.id),
      confirm: confirmDialog({
        title: `Attach to ${orders}?`,
        text: `${clipText(oneLine(document.name), LONGEST_NAME)} goes to ${orders} of ${shortBulkTitle(bulk)} as their LOA, signed by ${person}. The others stay as they are.`,
        confirm: 'Attach',
        deny: 'Not now',
      }),
    }
  },
)

const LONGEST_NAME = 40

const WORDS = {
  'go on': (orders: string) => `Continue with ${orders}`,
  'try again': (orders: string) => `Try ${orders} again`,
  give: (orders: string) => `Attach to ${orders}`,
} as const

function wordFor(state: SharedLoa['document']['state'], without: number): keyof typeof WORDS {
  if (state === 'stopped') return 'go on'
  return without === 0 ? 'try again' : 'give'
}
