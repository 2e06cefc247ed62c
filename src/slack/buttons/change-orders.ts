import { attachAgainTo } from '../../desk/attach-again.ts'
import { DELETE_BULK } from '../../desk/bulk/delete-bulk.ts'
import { KEEP_BULK } from '../../desk/bulk/keep-bulk.ts'
import { makeBulkAgain as makeWholeAgain } from '../../desk/bulk/make-bulk-again.ts'
import { RETRY_BULK_VALIDATION } from '../../desk/bulk/retry-bulk-validation.ts'
import { DELETE_DRAFT } from '../../desk/delete-draft.ts'
import { editOrder } from '../../desk/edit-order.ts'
import { KEEP_ORDER, keepDraft as keep } from '../../desk/keep-draft.ts'
import { makeAgain as makeItAgain, secretsKept } from '../../desk/make-again.ts'
import {
  changeProven,
  endProven,
  type ProvenChange,
  type ProvenEnd,
} from '../../desk/proven-change.ts'
import { type AnyOrder, BULK, ORDER, type OrderKind } from '../../desk/order-kind.ts'
import type { KindName } from '../../store/followed.ts'
import { notSwept } from '../../desk/refusals.ts'
import { RETRY_VALIDATION, takeOutInvalid } from '../../desk/retry-validation.ts'
import { type CalendarDay, sameTimeOn, showEasternMoment } from '../../porting/calendar.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import {
  cancelBulk,
  keepBulk,
  makeBulkAgain,
  retryCheck,
  submitBulk,
} from '../controls/bulk-controls.ts'
import {
  cancelOrder,
  keepDraft,
  makeAgain,
  requestAnyway,
  retryValidation,
  submitOrder,
  takeDay,
  takeOut,
} from '../controls/order-controls.ts'
import { askApprovers } from '../ask-approvers.ts'
import { downloadFile } from '../download-file.ts'
import { openAgainForm } from '../forms/open-order-form.ts'
import { madeAgainWords } from '../messages/made-again.ts'
import { said } from '../messages/said.ts'
import { ofOrder, orderOf, seenOrderOf } from '../order-ref.ts'
import type { Clickable } from '../surface.ts'

export const onSubmitOrder = onSubmit(submitOrder)
export const onSubmitBulk = onSubmit(submitBulk)
export const onCancelOrder = onCancel(cancelOrder, ORDER, DELETE_DRAFT)
export const onCancelBulk = onCancel(cancelBulk, BULK, DELETE_BULK)
export const onKeepDraft = onKeep(keepDraft, KEEP_ORDER)
export const onKeepBulk = onKeep(keepBulk, KEEP_BULK)

type Of = Pick<Clickable, 'id'>

/** The same request for both: who decides on a bulk order is shown the whole breakdown. */
function onSubmit({ id }: Of): Clickable {
  return {
    id,
    needs: 'porter',
    click: ofOrder((visit) => askApprovers(visit, { number: visit.number, deed: 'submit' })),
  }
}

/** A draft is deleted by a porter; of a submitted order an approver decides. */
function onCancel<Order extends AnyOrder>(
  { id }: Of,
  of: OrderKind<Order>,
  deletion: ProvenEnd<Order>,
): Clickable {
  return {
    id,
    needs: 'porter',
    click: ofOrder(async (visit) => {
      const { desk, member, reply, number } = visit
      if (!of.isDraft(await of.seen(desk, number)))
        return askApprovers(visit, { number, deed: 'cancel' })
      await endProven(desk, deletion, { number, by: member.id })
      await reply(said(`${DRAFT[of.name]} #${number} is deleted; Bandwidth no longer has it.`))
    }),
  }
}

function onKeep<Order extends AnyOrder>({ id }: Of, keeping: ProvenChange<Order>): Clickable {
  return {
    id,
    needs: 'porter',
    click: ofOrder(async ({ desk, member, reply, number }) => {
      const sweptAt = await keep(desk, keeping, { number, by: member.id })
      const until = showEasternMoment(sweptAt, desk.clock())
      await reply(said(`${DRAFT[keeping.of.name]} #${number} is kept until ${until}.`))
    }),
  }
}

const DRAFT: Record<KindName, string> = { order: 'Draft', bulk: 'Bulk draft' }

export const onRequestAnyway: Clickable = {
  id: requestAnyway.id,
  needs: 'porter',
  click: ofOrder((visit) => {
    const [anyway] = visit.more
    return askApprovers(visit, {
      ...{ number: visit.number, deed: 'submit', anyway: anyway as CalendarDay },
    })
  }),
}

export const onTakeDay: Clickable = {
  id: takeDay.id,
  needs: 'porter',
  click: ofOrder(async (visit) => {
    const { desk, member, reply, number } = visit
    const { seen } = await seenOrderOf(visit, number)
    const day = visit.more[0] as CalendarDay
    const at = seen.requestedFocDate?.at ?? null
    const requestedFocDate = { day, at: at === null ? null : sameTimeOn(day, at) }
    const edited = await editOrder(desk, {
      ...{ number, by: member.id, content: { ...seen, requestedFocDate }, secrets: null },
    })
    if (edited.kind === 'unknown') {
      return reply(
        said(`I don't know yet if #${number} has the new date. Its card shows it when it does.`),
      )
    }
    await askApprovers(visit, { number, deed: 'submit' })
  }),
}

export const onRetryValidation: Clickable = {
  id: retryValidation.id,
  needs: 'porter',
  click: ofOrder(async ({ desk, member, reply, number }) => {
    await changeProven(desk, RETRY_VALIDATION, { number, by: member.id })
    await reply(
      said(`Bandwidth checks the numbers of #${number} again; the thread tells the result.`),
    )
  }),
}

export const onTakeOut: Clickable = {
  id: takeOut.id,
  needs: 'porter',
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const taken = await takeOutInvalid(desk, { number, by: member.id })
    await reply(said(`Taken out of #${number}: ${showNumbers(taken)}. The rest is being checked.`))
  }),
}

export const onMakeAgain: Clickable = {
  id: makeAgain.id,
  needs: 'porter',
  click: ofOrder(async (visit) => {
    const { desk, member, workspace, reply, number } = visit
    const order = await orderOf(visit, number)
    if (order.ending !== 'swept') throw notSwept(order)
    const secrets = secretsKept(desk, order)
    if (secrets === null) {
      await openAgainForm(visit, order)
      return
    }
    const made = await makeItAgain(desk, { number, by: member.id, secrets })
    await reply(said(madeAgainWords(number, made)))
    await attachAgainTo(desk, number, { fetchFile: (file) => downloadFile(workspace, file) })
  }),
}

export const onRetryCheck: Clickable = {
  id: retryCheck.id,
  needs: 'porter',
  click: ofOrder(async ({ desk, member, reply, number }) => {
    await changeProven(desk, RETRY_BULK_VALIDATION, { number, by: member.id })
    await reply(said(`The numbers of #${number} are checked again; its card shows how far it is.`))
  }),
}

export const onMakeBulkAgain: Clickable = {
  id: makeBulkAgain.id,
  needs: 'porter',
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const made = await makeWholeAgain(desk, { number, by: member.id })
    await reply(
      said(
        made === 'made'
          ? `#${number} is made again; Bandwidth checks its numbers, and what its orders had is put back then.`
          : `No answer came from Bandwidth. I look whether #${number} was made and say so in its thread; please don't make it again.`,
      ),
    )
  }),
}
