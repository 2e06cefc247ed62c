import { changeOrder, type ChangeResult } from '../../desk/ask-change.ts'
import { correctAlike, type Corrected } from '../../desk/bulk/correct-alike.ts'
import { seenOrderNumbered } from '../../desk/numbered.ts'
import type { OrderContent, Secrets } from '../../porting/order.ts'
import type { FormOfOrder } from '../../store/forms.ts'
import { askedWords } from '../messages/approval-asked.ts'
import { becameOfEach } from '../messages/corrected-alike.ts'
import { lines, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import type { FormInteraction } from '../handlers.ts'
import { titleOf } from '../order-ref.ts'
import { behindOf } from './behind-order-form.ts'
import { contentFieldsOf } from './change-fields.ts'
import { typedOrNone } from './secrets-behind.ts'
import { doneView, showingProgress } from './notice-view.ts'

/** Send what was typed into the form of a submitted order, or ask the approvers for it. */
export async function sendChange(
  interaction: FormInteraction,
  form: FormOfOrder,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const { desk, member } = interaction
  const { orderNumber: number } = form
  const { inputs = [], alike } = behindOf(form).change ?? {}
  const requested = {
    by: member.id,
    content,
    fields: contentFieldsOf(inputs),
    secrets: typedOrNone(secrets),
  }
  if (alike?.isRequested === true) {
    const first = await seenOrderNumbered(desk.db, number)
    const corrected = await correctAlike(
      desk,
      { ...requested, first, others: alike.orders },
      showingProgress(interaction, `#${number}`),
    )
    return done(interaction, number, alikeWords(first.bulkNumber ?? 0, corrected))
  }
  const result = await changeOrder(desk, { ...requested, number })
  const named = await titleOf(desk.db, number)
  await done(interaction, number, wordsFor(interaction, named, result))
}

function done({ show }: FormInteraction, number: number, words: Mrkdwn): Promise<void> {
  return show(doneView(`#${number}`, [words]), words.markup)
}

function alikeWords(bulk: number, corrected: Corrected): Mrkdwn {
  return lines(...becameOfEach(corrected), mrkdwn`The thread of #${bulk} has this, too.`)
}

function wordsFor({ workspace }: FormInteraction, named: string, result: ChangeResult): Mrkdwn {
  switch (result.kind) {
    case 'asked':
      return askedWords(result.approval, { named, approvers: workspace.roles.approvers })
    case 'shown':
      return mrkdwn`Bandwidth shows the change to ${named}. Its thread has the details.`
    case 'sent':
      return mrkdwn`Sent. I’m checking that Bandwidth shows it and will post in the thread of ${named}. Don’t send it again.`
    case 'not-carried-out':
      return mrkdwn`Bandwidth accepted the change but didn’t make it. ${named} is unchanged. Its thread says why.`
  }
}
