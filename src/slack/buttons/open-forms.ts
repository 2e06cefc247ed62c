import { seenBulk } from '../../desk/bulk/find-bulk.ts'
import { emptyContent } from '../../porting/empty-content.ts'
import { groupNumbers } from '../../porting/portability.ts'
import { Refusal } from '../../porting/refusal.ts'
import { findCheck } from '../../store/checks.ts'
import { deny } from '../controls/approval-controls.ts'
import {
  breakdown,
  changeNumbers,
  chooseOrders,
  detachOrders,
  editShared,
  oneForAll,
} from '../controls/bulk-controls.ts'
import { draftAsBulk, draftFilesAsBulk, draftGroup } from '../controls/check-controls.ts'
import {
  addLoa,
  changeOrder,
  editOrder,
  replyNote,
  startAgain,
} from '../controls/order-controls.ts'
import { openBreakdown } from '../forms/breakdown.ts'
import { openNumbersForm } from '../forms/bulk-numbers-form.ts'
import { openChooseOrders } from '../forms/choose-orders-form.ts'
import { openDenyForm } from '../forms/deny-form.ts'
import { openDetachOrders } from '../forms/detach-orders-form.ts'
import { openLoaForm } from '../forms/loa-form.ts'
import { openNoteForm } from '../forms/note-form.ts'
import { openChangeForm, openFixForm, openFormOf } from '../forms/open-change-form.ts'
import { openBulkForm, openNewForm, openSharedForm } from '../forms/open-order-form.ts'
import { openShareLetter } from '../forms/share-letter-form.ts'
import { listIn } from '../numbers-in-files.ts'
import { ofOrder, orderOf, seenOrderOf } from '../order-ref.ts'
import type { Clickable } from '../surface.ts'
import type { Visit } from '../visit.ts'

/** Opens something of the order that the button names. */
function opens(
  { id }: Pick<Clickable, 'id'>,
  open: (visit: Visit, number: number) => Promise<void>,
): Clickable {
  return { id, needs: 'porter', click: ofOrder((visit) => open(visit, visit.number)) }
}

export const onAddLoa: Clickable = {
  id: addLoa.id,
  needs: 'porter',
  click: ofOrder((visit) => openLoaForm(visit, { number: visit.number, file: null })),
}

export const onEditOrder: Clickable = {
  id: editOrder.id,
  needs: 'porter',
  click: ofOrder(async (visit) => openFormOf(visit, await seenOrderOf(visit, visit.number))),
}

export const onChangeOrder: Clickable = {
  id: changeOrder.id,
  needs: 'porter',
  click: ofOrder(async (visit) => {
    const order = await seenOrderOf(visit, visit.number)
    const [what] = visit.more
    if (what === 'fix') return openFixForm(visit, order)
    return openChangeForm(visit, order, what === 'date' ? { kind: 'date' } : 'everything')
  }),
}

export const onReplyNote = opens(replyNote, (visit, number) => openNoteForm(visit, number))

export const onStartAgain: Clickable = {
  id: startAgain.id,
  needs: 'porter',
  click: ofOrder(async (visit) => {
    const { number, content, bulkNumber, ending } = await orderOf(visit, visit.number)
    const isChild = bulkNumber !== null && ending === 'cancelled'
    await openNewForm(visit, {
      ...{ content, from: `#${number}` },
      ...(isChild && { inPlaceOf: number }),
    })
  }),
}

export const onDeny: Clickable = {
  id: deny.id,
  needs: 'porter',
  click: (visit) => openDenyForm(visit, visit.value),
}

export const onDraftGroup: Clickable = {
  id: draftGroup.id,
  needs: 'porter',
  async click(visit) {
    const [checkId = '', letter = ''] = visit.value.split(' ')
    const check = await findCheck(visit.desk.db, checkId)
    const group = check && groupNumbers(check.verdicts).groups.find((one) => one.letter === letter)
    if (group === undefined) {
      throw checkGone()
    }
    await openNewForm(visit, {
      content: emptyContent(group.numbers),
      from: `group ${letter} of the check`,
    })
  },
}

export const onDraftAsBulk: Clickable = {
  id: draftAsBulk.id,
  needs: 'porter',
  async click(visit) {
    const check = await findCheck(visit.desk.db, visit.value)
    if (check === undefined) {
      throw checkGone()
    }
    await openBulkForm(visit, {
      list: () => ({
        numbers: groupNumbers(check.verdicts).groups.flatMap((group) => group.numbers),
        ...(check.account !== null && { account: check.account }),
      }),
      from: 'the check',
    })
  },
}

export const onDraftFilesAsBulk: Clickable = {
  id: draftFilesAsBulk.id,
  needs: 'porter',
  async click(visit) {
    const files = visit.value.split(' ').map((file) => ({ id: file, name: 'the file' }))
    await openBulkForm(visit, {
      list: () => listIn({ ...visit, by: visit.member.id }, { typed: '', files }),
      from: files.length === 1 ? 'the file' : 'the files',
    })
  },
}

export const onBreakdown = opens(breakdown, openBreakdown)

export const onChangeNumbers = opens(changeNumbers, openNumbersForm)

export const onEditShared: Clickable = {
  id: editShared.id,
  needs: 'porter',
  click: ofOrder(async (visit) => openSharedForm(visit, await seenBulk(visit.desk, visit.number))),
}

export const onChooseOrders = opens(chooseOrders, openChooseOrders)

export const onDetachOrders = opens(detachOrders, openDetachOrders)

export const onOneForAll = opens(oneForAll, openShareLetter)

function checkGone(): Refusal {
  return new Refusal('no-such-group', 'This check is not known any more.', 'Check again.')
}
