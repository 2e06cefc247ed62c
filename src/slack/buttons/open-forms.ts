import { seenBulk } from '../../desk/bulk/find-bulk.ts'
import { orderNumbered, seenOrderNumbered } from '../../desk/numbered.ts'
import { refuseUnlessReplaceable } from '../../desk/replace-order.ts'
import { asItWasToBe, unmadeChange } from '../../desk/unmade-change.ts'
import { emptyContent } from '../../porting/empty-content.ts'
import { withoutRefused } from '../../porting/refused-numbers.ts'
import { groupNumbers } from '../../porting/portability.ts'
import { Refusal } from '../../porting/refusal.ts'
import { findCheck } from '../../store/checks.ts'
import { deny, withdrawRequest } from '../controls/approval-controls.ts'
import {
  breakdown,
  changeNumbers,
  chooseOrders,
  chooseToActivate,
  detachOrders,
  editShared,
  oneForAll,
} from '../controls/bulk-controls.ts'
import { draftAsBulk, draftFilesAsBulk, draftGroup } from '../controls/check-controls.ts'
import {
  addLoa,
  changeOrder,
  editOrder,
  handOverOrder,
  portWithout,
  recreateOrder,
  replyNote,
  startAgain,
} from '../controls/order-controls.ts'
import { openActivateForm } from '../forms/activate-form.ts'
import { openBreakdown } from '../forms/breakdown.ts'
import { openNumbersForm } from '../forms/bulk-numbers-form.ts'
import { openChooseOrders } from '../forms/choose-orders-form.ts'
import { openDenyForm } from '../forms/deny-form.ts'
import { openDetachOrders } from '../forms/detach-orders-form.ts'
import { openHandOverForm } from '../forms/hand-over-form.ts'
import { openLoaForm } from '../forms/loa-form.ts'
import { openNoteForm } from '../forms/note-form.ts'
import { openConsentForm } from '../forms/consent-form.ts'
import {
  openAgainForm,
  openChangeForm,
  openFixForm,
  openFormOf,
} from '../forms/open-change-form.ts'
import { openBulkForm, openNewForm, openSharedForm } from '../forms/open-order-form.ts'
import { openShareLoa } from '../forms/share-loa-form.ts'
import { listIn } from '../numbers-in-files.ts'
import type { Clickable } from '../handlers.ts'
import { onOrder, onPress } from './on-press.ts'
import type { Interaction } from '../interaction.ts'
import { hasEndedAs } from '../../porting/standing.ts'

/** Opens something of the order that the button names. */
function opens(
  control: Pick<Clickable, 'id'>,
  open: (interaction: Interaction, number: number) => Promise<void>,
): Clickable {
  return onOrder(control, (interaction) => open(interaction, interaction.number))
}

export const onAddLoa = onOrder(addLoa, (interaction) =>
  openLoaForm(interaction, { number: interaction.number, file: null }),
)

export const onHandOver = opens(handOverOrder, openHandOverForm)

export const onEditOrder = onOrder(editOrder, async (interaction) =>
  openFormOf(interaction, await seenOrderNumbered(interaction.desk.db, interaction.number)),
)

export const onChangeOrder = onOrder(changeOrder, async (interaction) => {
  const order = await seenOrderNumbered(interaction.desk.db, interaction.number)
  const [what] = interaction.more
  if (what === 'fix') return openFixForm(interaction, order)
  if (what === 'again') return openAgainForm(interaction, order)
  return openChangeForm(interaction, order, what === 'date' ? { kind: 'date' } : 'everything')
})

export const onReplyNote = opens(replyNote, openNoteForm)

export const onPortWithout = opens(portWithout, openConsentForm)

export const onRecreateOrder = onOrder(recreateOrder, async (interaction) => {
  const order = await orderNumbered(interaction.desk.db, interaction.number)
  await refuseUnlessReplaceable(interaction.desk, order)
  const { number, channel, content, seen } = order
  const unmade = await unmadeChange(interaction.desk.db, order)
  // It belongs to the owner of the old one, and has its card where that has its.
  await openNewForm(
    { ...interaction, channel },
    {
      // What the old one did not take is what the new one is made for.
      content: withoutRefused(asItWasToBe(content, unmade), seen?.errors ?? []),
      from: `#${number}`,
      inPlaceOf: number,
      typeSecretsAgain:
        seen?.hasAccountNumber === true || seen?.hasPin === true || unmade?.hadSecrets === true,
    },
  )
})

export const onStartAgain = onOrder(startAgain, async (interaction) => {
  const order = await orderNumbered(interaction.desk.db, interaction.number)
  const { number, channel, content, bulkNumber } = order
  const isChild = bulkNumber !== null && hasEndedAs('canceled', order)
  // A press in a view is in no channel: then the new order has its card beside the old.
  await openNewForm(interaction.isInView ? { ...interaction, channel } : interaction, {
    content,
    from: `#${number}`,
    ...(isChild && { inPlaceOf: number }),
  })
})

export const onDeny = endsRequest(deny)
export const onWithdrawRequest = endsRequest(withdrawRequest)

function endsRequest(control: Pick<Clickable, 'id'>): Clickable {
  return onPress(control, (interaction) => openDenyForm(interaction, interaction.value))
}

export const onDraftGroup = onPress(draftGroup, async (interaction) => {
  const [checkId = '', letter = ''] = interaction.value.split(' ')
  const check = await findCheck(interaction.desk.db, checkId)
  const group = check && groupNumbers(check.verdicts).groups.find((one) => one.letter === letter)
  if (group === undefined) throw checkExpired()
  await openNewForm(interaction, {
    content: emptyContent(group.numbers),
    from: `group ${letter} of the check`,
  })
})

export const onDraftAsBulk = onPress(draftAsBulk, async (interaction) => {
  const check = await findCheck(interaction.desk.db, interaction.value)
  if (check === undefined) throw checkExpired()
  await openBulkForm(interaction, {
    list: () => ({
      numbers: groupNumbers(check.verdicts).groups.flatMap((group) => group.numbers),
      ...(check.account !== null && { account: check.account }),
    }),
    from: 'the check',
  })
})

export const onDraftFilesAsBulk = onPress(draftFilesAsBulk, async (interaction) => {
  const files = interaction.value.split(' ').map((file) => ({ id: file, name: 'the file' }))
  await openBulkForm(interaction, {
    list: () => listIn({ ...interaction, by: interaction.member.id }, { typed: '', files }),
    from: files.length === 1 ? 'the file' : 'the files',
  })
})

export const onBreakdown = opens(breakdown, openBreakdown)

export const onChangeNumbers = opens(changeNumbers, openNumbersForm)

export const onEditShared = onOrder(editShared, async (interaction) =>
  openSharedForm(interaction, await seenBulk(interaction.desk, interaction.number)),
)

export const onChooseOrders = opens(chooseOrders, openChooseOrders)

export const onChooseToActivate = opens(chooseToActivate, openActivateForm)

export const onDetachOrders = opens(detachOrders, openDetachOrders)

export const onOneForAll = opens(oneForAll, openShareLoa)

function checkExpired(): Refusal {
  return new Refusal('no-such-group', 'I don’t have this check anymore.', 'Run it again.')
}
