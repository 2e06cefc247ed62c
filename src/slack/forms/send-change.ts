import { changeOrder, type ChangeResult } from '../../desk/ask-change.ts'
import type { OrderContent, Secrets } from '../../porting/order.ts'
import type { FormDraft } from '../../store/forms.ts'
import { askedWords } from '../messages/approval-asked.ts'
import { mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import type { FormVisit } from '../surface.ts'
import { behindOf } from './behind-order-form.ts'
import { contentFieldsOf } from './change-fields.ts'
import { typedOrNone } from './secrets-behind.ts'
import { doneView } from './notice-view.ts'

/** Send what was typed into the form of a submitted order, or ask the approvers for it. */
export async function sendChange(
  visit: FormVisit,
  form: FormDraft,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const { desk, member } = visit
  const number = form.orderNumber ?? 0
  const result = await changeOrder(desk, {
    ...{ number, by: member.id, content },
    fields: contentFieldsOf(behindOf(form).change?.inputs ?? []),
    secrets: typedOrNone(secrets),
  })
  const words = wordsFor(visit, number, result)
  await visit.show(doneView(`#${number}`, [words]), words.markup)
}

function wordsFor({ workspace }: FormVisit, number: number, result: ChangeResult): Mrkdwn {
  switch (result.kind) {
    case 'asked':
      return askedWords(result.approval, workspace.roles.approvers)
    case 'shown':
      return mrkdwn`Bandwidth shows the change of #${number}. Its thread says what was changed.`
    case 'sent':
      return mrkdwn`Sent. I’m checking that Bandwidth shows it; the thread of #${number} gets the answer. Don’t send it again.`
    case 'not-carried-out':
      return mrkdwn`Bandwidth took the change and did not carry it out: #${number} stands as it stood. Its thread says why.`
  }
}
