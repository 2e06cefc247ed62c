import { type CalendarDay, showDay } from '../../porting/calendar.ts'
import { failedNumbers } from '../../porting/failed-numbers.ts'
import type { OrderRef } from '../../store/followed.ts'
import type { SeenOrder, TrackedOrder } from '../../store/orders.ts'
import { button, confirmDialog } from '../blocks.ts'
import { ON_ITS_OWN } from '../words/bulk-words.ts'
import { countNumbers, numbersDo, shortCarrier, shortTitle } from '../words/order-words.ts'
import { orderValue } from '../order-ref.ts'
import { control, orderControl, lettered } from './control.ts'
import type { ConfirmationDialog } from '@slack/types'

export const addLoa = orderControl('order.add-loa', 'Add LOA')

export const editOrder = control('order.edit', (order: OrderRef, label: string = 'Edit order') => ({
  text: label,
  value: orderValue(order),
}))

/** A change form is for the order's errors, its date, all fields, or a change that was not made. */
type ToChange = 'fix' | 'date' | 'all' | 'again'

/** Opens the form of an order that is submitted; nothing is changed by the click. */
export const changeOrder = control(
  'order.change',
  (order: OrderRef, what: ToChange, label: string) => ({
    text: label,
    value: orderValue(order, what),
  }),
)

/** What the port would end is named first, and nothing is sent by the click. */
export const portWithout = orderControl('order.port-without', 'Port without the feature')

/** Opens the new order's form; the cancel is asked for when that is saved. */
export const recreateOrder = orderControl('order.recreate', 'Cancel and recreate')

export const submitOrder = orderControl('order.submit', 'Request approval', 'primary')

/** The day is in the value: one that was changed meanwhile is asked about again. */
export const requestAnyway = control(
  'order.request-anyway',
  (order: OrderRef, day: CalendarDay) => ({
    text: `Request ${showDay(day)} anyway`,
    value: orderValue(order, day),
  }),
)

/** Changes the requested FOC, at the hour that was asked for, and asks the approvers. */
export const takeDay = control('order.use-day', (order: OrderRef, day: CalendarDay) => ({
  text: `Use ${showDay(day)}`,
  value: orderValue(order, day),
  style: 'primary',
}))

/** With an approval given ahead the click is final, so it is asked about; without one it only asks. */
export const activateNow = control('order.activate-now', (order: TrackedOrder) => {
  const count = countNumbers(order.content.numbers.length)
  return {
    text: 'Activate now',
    value: orderValue(order),
    style: 'primary',
    confirm: confirmDialog({
      title: `Activate ${count}?`,
      text: `${shortTitle(order)}: ${numbersDo(order.content.numbers.length, 'leave')} ${shortCarrier(order)} now if pre-approved. If not, this requests approval. You can’t undo an activation.`,
      confirm: 'Activate',
      isFinal: true,
      deny: 'Not yet',
    }),
  }
})

export const approveAhead = control(
  'order.approve-ahead',
  (order: TrackedOrder, day: CalendarDay) => ({
    text: `Pre-approve for ${showDay(day)}`,
    value: orderValue(order, day),
    confirm: confirmDialog({
      title: `Pre-approve activating ${countNumbers(order.content.numbers.length)}?`,
      text: `${shortTitle(order)}: on ${showDay(day)} any coordinator may activate ${countNumbers(order.content.numbers.length)} from ${shortCarrier(order)}. You can’t undo an activation. If the FOC date changes, this is void.`,
      confirm: 'Pre-approve',
      deny: 'Not now',
    }),
  }),
)

/** A draft is deleted by a coordinator; of a submitted order an approver decides. */
export const cancelOrder = control(
  'order.cancel',
  (order: TrackedOrder, isDraft: boolean, risk: string | null) => ({
    text: isDraft ? 'Delete draft' : 'Request cancel',
    value: orderValue(order),
    confirm: isDraft ? deleteDialog(order) : cancelDialog(order, risk),
  }),
)

function deleteDialog(order: TrackedOrder): ConfirmationDialog {
  const count = countNumbers(order.content.numbers.length)
  return confirmDialog({
    title: `Delete the draft with ${count}?`,
    text: `${shortTitle(order)}: ${count} from ${shortCarrier(order)}. Bandwidth can’t restore a deleted draft. I save its details.`,
    confirm: 'Delete draft',
    isFinal: true,
    deny: 'Keep draft',
  })
}

function cancelDialog(order: TrackedOrder, risk: string | null): ConfirmationDialog {
  const count = countNumbers(order.content.numbers.length)
  return confirmDialog({
    title: `Request cancel of ${count}?`,
    text: `${shortTitle(order)}: ${numbersDo(order.content.numbers.length, 'stay')} with ${shortCarrier(order)} once an approver and the carrier agree. A cancel can’t be undone.${risk === null ? '' : ` ${risk}`}`,
    confirm: 'Request cancel',
    isFinal: true,
    deny: 'Keep order',
  })
}

export const extendDraft = orderControl('order.keep', 'Keep draft 2 days')

export const retryValidation = orderControl('order.retry-validation', 'Recheck numbers')

export const takeOut = control('order.take-out', (order: SeenOrder) => {
  const { length } = failedNumbers(order.seen)
  return {
    text: `Remove ${countNumbers(length)}`,
    value: orderValue(order),
    confirm: confirmDialog({
      title: `Remove ${countNumbers(length)}?`,
      text: `${shortTitle(order)}: the ${countNumbers(length)} that can’t port ${length === 1 ? 'stays' : 'stay'} with ${shortCarrier(order)}. The others are rechecked.`,
      confirm: 'Remove',
      deny: 'Keep numbers',
    }),
  }
})

/** Everything that can be done with it now, of an order or a bulk order. */
export const moreActions = orderControl('order.more', 'More…')

export const refreshButton = orderControl('order.look-now', 'Refresh')

export const seeNumbers = control('order.see-numbers', (order: TrackedOrder) => ({
  text: `Show ${countNumbers(order.content.numbers.length)}`,
  value: orderValue(order),
}))

/** Opens a new form with the content of an ended order. */
export const startAgain = orderControl('order.start-again', 'Copy to new draft')

/** A purged draft with one press; the form comes up only when account number and PIN have to be typed. */
export const recreateDraft = orderControl('order.make-again', 'Recreate draft', 'primary')

export const detachChild = control('bulk.detach-child', (order: TrackedOrder, bulk: number) => ({
  text: `Detach from #${bulk}`,
  value: orderValue(order),
  confirm: confirmDialog({
    title: `Detach #${order.number} from #${bulk}?`,
    text: `${shortTitle(order)}: ${countNumbers(order.content.numbers.length)} from ${shortCarrier(order)}. It ${ON_ITS_OWN}`,
    confirm: 'Detach',
    deny: 'Keep in bulk order',
  }),
}))

export const replyNote = control(
  'order.reply-note',
  (order: OrderRef, label: string = 'Reply') => ({
    text: label,
    value: orderValue(order),
  }),
)

/** Opens a note with the parts that a crash prevented from being sent. */
export const sendRestOfNote = orderControl('order.note-rest', 'Send the rest…', 'primary')

/** Shows the usual questions, from which one is chosen, edited and sent. */
export const askBandwidth = orderControl('order.ask', 'Ask Bandwidth')

const ASK_DRAFT = 'order.ask-draft'

/** Opens the note with a usual question; one of several in a row. */
export const askDraft = {
  id: ASK_DRAFT,
  draw: (
    order: OrderRef,
    { id, label, index }: { readonly id: string; readonly label: string; readonly index: number },
  ) =>
    button({
      id: lettered(ASK_DRAFT, index),
      text: label,
      value: orderValue(order, id),
    }),
}

/** Text that resembles a PIN is sent only after a confirmation. */
export const sendNoteAnyway = control(
  'order.send-note-anyway',
  (order: OrderRef, text: string, title: string) => ({
    text: 'Send it anyway',
    value: orderValue(order, text),
    confirm: confirmDialog({
      title: `Send this note on #${order.number}?`,
      text: `${title}: Bandwidth can’t delete a note, and everyone in this thread can read it.`,
      confirm: 'Send it',
      deny: 'Don’t send it',
    }),
  }),
)

/** Continues a command that was typed in the order's thread and has a form. */
export const openHere = control('order.open-here', (order: OrderRef, command: string) => ({
  text: 'Open the form',
  value: orderValue(order, command),
}))

export const olderHistory = control('order.history-older', (order: OrderRef, from: number) => ({
  text: 'Show older',
  value: orderValue(order, String(from)),
}))

export const historyCsv = orderControl('order.history-csv', 'Send me a CSV')

export const handOverOrder = orderControl('order.hand-over', 'Hand over')
