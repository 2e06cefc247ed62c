import { attachAgainTo } from '../../desk/attach-again.ts'
import { bulkNumbered, orderNumbered, seenOrderNumbered } from '../../desk/numbered.ts'
import { DELETE_BULK } from '../../desk/bulk/delete-bulk.ts'
import { editShared } from '../../desk/bulk/edit-shared.ts'
import { EXTEND_BULK } from '../../desk/bulk/extend-bulk.ts'
import { recreatePurgedBulk } from '../../desk/bulk/recreate-bulk.ts'
import { RETRY_BULK_VALIDATION } from '../../desk/bulk/retry-bulk-validation.ts'
import { DELETE_DRAFT } from '../../desk/delete-draft.ts'
import type { Desk } from '../../desk/desk.ts'
import { editOrder } from '../../desk/edit-order.ts'
import { EXTEND_ORDER, extendNow } from '../../desk/extend-draft.ts'
import { recreatePurgedDraft, savedSecrets } from '../../desk/recreate-draft.ts'
import {
  changeProven,
  endProven,
  type ProvenChange,
  type ProvenEnd,
} from '../../desk/proven-change.ts'
import { type AnyOrder, BULK, ORDER, type OrderKind } from '../../desk/order-kind.ts'
import { notPurged } from '../../desk/refusals.ts'
import { RETRY_VALIDATION, takeOutInvalid } from '../../desk/retry-validation.ts'
import { type CalendarDay, showEasternMoment } from '../../porting/calendar.ts'
import { onDay } from '../../porting/foc.ts'
import type { FocDate } from '../../porting/order.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import {
  cancelBulk,
  extendBulk,
  recreateBulk,
  retryCheck,
  submitBulk,
  takeBulkDay,
} from '../controls/bulk-controls.ts'
import {
  cancelOrder,
  extendDraft,
  recreateDraft,
  requestAnyway,
  retryValidation,
  submitOrder,
  takeDay,
  takeOut,
} from '../controls/order-controls.ts'
import { askApprovers } from '../ask-approvers.ts'
import { downloadFile } from '../download-file.ts'
import { openRecreateForm } from '../forms/open-order-form.ts'
import { recreatedWords } from '../messages/recreated.ts'
import { dateUnknown } from '../messages/said.ts'
import { saidOf } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'
import { onOrder, onOrderSaying } from './on-press.ts'
import { hasEndedAs } from '../../porting/standing.ts'

export const onSubmitOrder = onSubmit(submitOrder)
export const onSubmitBulk = onSubmit(submitBulk)
export const onCancelOrder = onCancel(cancelOrder, ORDER, DELETE_DRAFT)
export const onCancelBulk = onCancel(cancelBulk, BULK, DELETE_BULK)
export const onExtendDraft = onExtend(extendDraft, EXTEND_ORDER)
export const onExtendBulk = onExtend(extendBulk, EXTEND_BULK)

type Of = Pick<Clickable, 'id'>

/** The same request for both: an approver of a bulk order is shown the whole breakdown. */
function onSubmit(control: Of): Clickable {
  return onOrder(control, (interaction) =>
    askApprovers(interaction, { number: interaction.number, operation: 'submit' }),
  )
}

/** A draft is deleted by a coordinator; of a submitted order an approver decides. */
function onCancel<Order extends AnyOrder>(
  control: Of,
  of: OrderKind<Order>,
  deletion: ProvenEnd<Order>,
): Clickable {
  return onOrder(control, async (interaction) => {
    const { desk, member, reply, number } = interaction
    if (!of.isDraft(await of.seen(desk, number)))
      return askApprovers(interaction, { number, operation: 'cancel' })
    await endProven(desk, deletion, { number, by: member.id })
    const says = (named: string) => `Draft ${named} is deleted, here and at Bandwidth.`
    await reply(await saidOf(interaction, number, says))
  })
}

function onExtend<Order extends AnyOrder>(control: Of, extension: ProvenChange<Order>): Clickable {
  return onOrderSaying(control, async ({ desk, member, number }) => {
    const purgesAt = await extendNow(desk, extension, { number, by: member.id })
    const until = showEasternMoment(purgesAt, desk.clock())
    return (named) => `Draft ${named} is extended until ${until}.`
  })
}

export const onRequestAnyway = onOrder(requestAnyway, (interaction) => {
  const [anyway] = interaction.more
  return askApprovers(interaction, {
    number: interaction.number,
    operation: 'submit',
    anyway: anyway as CalendarDay,
  })
})

export const onTakeDay = onDayTaken(takeDay, async (desk, on, request) => {
  const { seen } = await seenOrderNumbered(desk.db, request.number)
  const content = { ...seen, requestedFocDate: on(seen.requestedFocDate) }
  return editOrder(desk, { ...request, content, secrets: null })
})

export const onTakeBulkDay = onDayTaken(takeBulkDay, async (desk, on, request) => {
  const { shared } = await bulkNumbered(desk.db, request.number)
  const requestedFocDate = on(shared.requestedFocDate)
  return editShared(desk, { ...request, shared: { ...shared, requestedFocDate }, shown: [] })
})

/** The draft is changed to the day of the button, at the hour that was asked for, and then requested. */
function onDayTaken(
  control: Of,
  edit: (
    desk: Desk,
    on: (before: FocDate | null) => FocDate,
    request: { readonly number: number; readonly by: string },
  ) => Promise<{ readonly kind: string }>,
): Clickable {
  return onOrder(control, async (interaction) => {
    const { desk, member, reply, number } = interaction
    const day = interaction.more[0] as CalendarDay
    const on = (before: FocDate | null): FocDate => onDay(day, before ?? { day, at: null })
    const edited = await edit(desk, on, { number, by: member.id })
    if (edited.kind === 'unknown') return reply(await saidOf(interaction, number, dateUnknown))
    await askApprovers(interaction, { number, operation: 'submit' })
  })
}

export const onRetryValidation = onOrderSaying(
  retryValidation,
  async ({ desk, member, number }) => {
    await changeProven(desk, RETRY_VALIDATION, { number, by: member.id })
    return (named) => `Rechecking the numbers of ${named}. I’ll post the result in its thread.`
  },
)

export const onTakeOut = onOrderSaying(takeOut, async ({ desk, member, number }) => {
  const taken = await takeOutInvalid(desk, { number, by: member.id })
  return (named) => `Removed from ${named}: ${showNumbers(taken)}. The rest is being rechecked.`
})

export const onRecreateDraft = onOrder(recreateDraft, async (interaction) => {
  const { desk, member, workspace, reply, number } = interaction
  const order = await orderNumbered(interaction.desk.db, number)
  if (!hasEndedAs('purged', order)) throw notPurged(order)
  const secrets = savedSecrets(desk, order)
  if (secrets === null) {
    await openRecreateForm(interaction, order)
    return
  }
  const made = await recreatePurgedDraft(desk, { number, by: member.id, secrets })
  await reply(await saidOf(interaction, number, (named) => recreatedWords(named, made)))
  await attachAgainTo(desk, number, { fetchFile: (file) => downloadFile(workspace, file) })
})

export const onRetryCheck = onOrderSaying(retryCheck, async ({ desk, member, number }) => {
  await changeProven(desk, RETRY_BULK_VALIDATION, { number, by: member.id })
  return (named) => `Rechecking the numbers of ${named}. Its card shows the progress.`
})

export const onRecreateBulk = onOrderSaying(recreateBulk, async ({ desk, member, number }) => {
  const made = await recreatePurgedBulk(desk, { number, by: member.id })
  return (named) =>
    made === 'made'
      ? `${named} was recreated. Once Bandwidth checks its numbers, I’ll restore the order details.`
      : `No answer from Bandwidth. I’m checking whether ${named} was created and will post in its thread. Don’t create it again.`
})
