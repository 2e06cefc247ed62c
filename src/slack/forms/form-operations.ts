import type { Desk } from '../../desk/desk.ts'
import { attachAgainTo } from '../../desk/attach-again.ts'
import { draftBulk } from '../../desk/bulk/draft-bulk.ts'
import { draftOrder } from '../../desk/draft-order.ts'
import { openChild } from '../../desk/bulk/open-child.ts'
import { editOrder } from '../../desk/edit-order.ts'
import { replaceOrder } from '../../desk/replace-order.ts'
import { recreatePurgedDraft } from '../../desk/recreate-draft.ts'
import { cardKey } from '../../desk/post-keys.ts'
import { announceLateCard } from '../../desk/queue-card.ts'
import { saveAccount } from '../../desk/save-account.ts'
import { RefusedByBandwidth } from '../../desk/refusals.ts'
import { sharedIn } from '../../porting/bulk-order.ts'
import { causeOf } from '../../porting/causes.ts'
import type { OrderContent, Secrets } from '../../porting/order.ts'
import { Refusal } from '../../porting/refusal.ts'
import type { Approval } from '../../store/approvals.ts'
import { writeForm, type FormDraft, type FormOfOrder } from '../../store/forms.ts'
import { withItsBulk } from '../../desk/numbered.ts'
import { findOrder } from '../../store/orders.ts'
import { findPost, redraw } from '../../store/posts.ts'
import { concludeStart } from '../../store/started-messages.ts'
import { downloadFile } from '../download-file.ts'
import { afterChildEdit } from '../words/bulk-words.ts'
import { askedWords } from '../messages/approval-asked.ts'
import { recreatedWords } from '../messages/recreated.ts'
import { mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { titleOf } from '../order-ref.ts'
import type { FormInteraction } from '../handlers.ts'
import { drawBelow, type OpenBreakdown } from './breakdown.ts'
import { doneView, problemView, showDone, showOrderDone } from './notice-view.ts'
import { sendChange } from './send-change.ts'
import { behindOf, seenOf } from './behind-order-form.ts'
import { typedOrNone } from './secrets-behind.ts'
import { sendShared } from './overwrite-form.ts'

/** Do what a form of its kind says. */
export function sendForm(
  interaction: FormInteraction,
  form: FormDraft,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  switch (form.kind) {
    // A document has a form of its own.
    case 'new':
    case 'loa':
      return sendNew(interaction, form, content, secrets)
    case 'edit':
      return sendEdit(interaction, form, content, secrets)
    case 'change':
      return sendChange(interaction, form, content, secrets)
    case 'again':
      return sendAgain(interaction, form, content, secrets)
    case 'bulk':
      return sendBulk(interaction, form, content)
    case 'bulk-edit':
      return sendBulkEdit(interaction, form, content)
  }
}

/** The card is there at once and shows how far Bandwidth is with the numbers. */
async function sendBulk(
  interaction: FormInteraction,
  form: FormDraft,
  content: OrderContent,
): Promise<void> {
  const { desk, member } = interaction
  const drafted = await draftBulk(desk, {
    by: member.id,
    channel: form.channel,
    shared: sharedIn(content),
    numbers: content.numbers,
    unread: [],
  })
  if (drafted.kind === 'refused') {
    throw new RefusedByBandwidth('create this bulk draft', drafted.error)
  }
  const { number } = drafted
  await writeForm(desk.db, form.id, { orderNumber: number })
  await saveSources(desk, form, number)
  if (drafted.kind === 'made') {
    await announceLateCard(desk, { number, to: member.id })
    const named = await titleOf(desk.db, number)
    const words = `Draft ${named} is created. Its card in the channel shows the number check.`
    await interaction.close(doneView(`#${number}`, [plain(words)]), words)
    return
  }
  const unknown =
    'No answer from Bandwidth. The bulk order may exist. I’ll post in the channel within 3 minutes. Don’t create it again.'
  await showDone(interaction, `#${number}`, unknown)
}

async function saveSources(desk: Desk, form: FormDraft, number: number): Promise<void> {
  const { account, message } = behindOf(form)
  if (account !== undefined) await saveAccount(desk, number, account)
  if (message === undefined) return
  await concludeStart(desk.db, message, number)
  await redraw(desk.db, cardKey(number))
  desk.wake()
}

function sendBulkEdit(
  interaction: FormInteraction,
  { id, orderNumber: number }: FormOfOrder,
  content: OrderContent,
): Promise<void> {
  const asked = { shared: sharedIn(content), shown: [] }
  return sendShared(interaction, { id, number }, asked)
}

async function sendNew(
  interaction: FormInteraction,
  form: FormDraft,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const { desk, member } = interaction
  const { inPlaceOf } = behindOf(form)
  const request = { by: member.id, channel: form.channel, content, secrets }
  const { drafted, cancel } =
    inPlaceOf === undefined
      ? { drafted: await draftOrder(desk, request), cancel: null }
      : await replaceOrder(desk, { ...request, number: inPlaceOf })
  if (drafted.kind === 'refused') throw new RefusedByBandwidth('create this draft', drafted.error)
  await writeForm(desk.db, form.id, { orderNumber: drafted.number })
  const { number } = drafted
  await saveSources(desk, form, number)
  if (drafted.kind === 'unknown') {
    const words =
      'No answer from Bandwidth. The order may exist.' +
      ' I’ll post in the channel within 3 minutes. Don’t create it again.'
    await interaction.show(problemView(`#${number}: no answer`, [mrkdwn`${words}`]), words)
    return
  }
  await announceLateCard(desk, { number, to: member.id })
  const remarks = drafted.errors.map((error) => causeOf(error).title)
  const words = `Draft ${await titleOf(desk.db, number)} is created. Its card is in the channel.`
  const isAll = cancel === null && remarks.length === 0
  await interaction[isAll ? 'close' : 'show'](
    doneView(`Draft #${number}`, [
      mrkdwn`${words}`,
      ...(cancel === null ? [] : [await cancelWords(interaction, cancel)]),
      ...remarks.map((remark) => mrkdwn`Bandwidth’s comment: ${remark}`),
    ]),
    words,
  )
}

/** The outcome of canceling the order that the new one replaces. */
async function cancelWords(
  { desk, workspace }: FormInteraction,
  cancel: Approval | Refusal,
): Promise<Mrkdwn> {
  if (cancel instanceof Refusal) {
    return mrkdwn`No approver was asked to cancel the old one: ${cancel.message} ${cancel.nextStep ?? ''}`
  }
  const named = await titleOf(desk.db, cancel.orderNumber)
  return askedWords(cancel, { named, approvers: workspace.roles.approvers })
}

async function sendAgain(
  interaction: FormInteraction,
  { orderNumber: number }: FormOfOrder,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const { desk, member, workspace } = interaction
  const made = await recreatePurgedDraft(desk, { number, by: member.id, content, secrets })
  await showOrderDone(interaction, number, (named) => recreatedWords(named, made))
  await attachAgainTo(desk, number, { fetchFile: (file) => downloadFile(workspace, file) })
}

async function sendEdit(
  interaction: FormInteraction,
  form: FormOfOrder,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const { desk, member } = interaction
  const { orderNumber: number } = form
  const { below, inBulk } = behindOf(form)
  const seen = await seenOf(desk, form)
  const edited = await editOrder(desk, {
    number,
    by: member.id,
    // They may have been split again since the form was opened.
    content:
      inBulk === undefined || seen === null ? content : { ...content, numbers: seen.numbers },
    secrets: typedOrNone(secrets),
  })
  const order = await findOrder(desk.db, number)
  const named = await titleOf(desk.db, number)
  const words =
    edited.kind === 'edited'
      ? `${named} changed: ${edited.fields.join(', ')}.`
      : `No answer from Bandwidth. The card of ${named} will show if the change arrived.`
  // The order may have no card yet that could show it.
  if (edited.kind === 'unknown' && order !== undefined) {
    await withItsBulk(desk.db, order, () => openChild(desk, number))
  }
  const more = below === undefined ? [] : await inBreakdown(interaction, below, { number, words })
  await interaction.show(
    doneView(`#${number}`, [mrkdwn`${words}`, ...more]),
    [mrkdwn`${words}`, ...more].map(({ markup }) => markup).join('\n'),
  )
}

/** Shows the change in the breakdown below, what is still missing and where it is announced. */
async function inBreakdown(
  interaction: FormInteraction,
  below: OpenBreakdown,
  { number, words }: { readonly number: number; readonly words: string },
): Promise<readonly Mrkdwn[]> {
  const view = await drawBelow(interaction, below, words)
  const card = await findPost(interaction.desk.db, cardKey(number))
  return afterChildEdit(view, number, { hasThread: card !== undefined })
}
