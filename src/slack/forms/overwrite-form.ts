import { countOf } from '../../porting/counts.ts'
import type { ModalView } from '@slack/types'
import { EditWouldOverwrite } from '../../desk/bulk/bulk-refusals.ts'
import { editShared } from '../../desk/bulk/edit-shared.ts'
import type { SharedFacts } from '../../porting/bulk-order.ts'
import { Refusal } from '../../porting/refusal.ts'
import type { Overwritten } from '../../porting/shared-facts.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { findForm, moveForm, writeForm } from '../../store/forms.ts'
import { section } from '../blocks.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import type { FormInteraction } from '../handlers.ts'
import { checkingView, showOrderDone, turnsTo } from './notice-view.ts'
import { titleOf } from '../order-ref.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const OVERWRITE_FORM = 'bulk-overwrite-form'
const MOST_SHOWN = 40

/** What a change of the shared facts would take from which order, field by field, before it is sent. */
export function overwriteView(
  formId: string,
  named: string,
  overwritten: readonly Overwritten[],
): ModalView {
  const more = overwritten.length - MOST_SHOWN
  return formView(
    OVERWRITE_FORM,
    formId,
    { title: 'This overwrites', submit: 'Overwrite', close: 'Keep as is' },
    [
      section(
        mrkdwn`*Saving overwrites details in ${countOf(overwritten.length, 'order')} of ${named}.* Nothing is sent yet.`,
      ),
      ...overwritten
        .slice(0, MOST_SHOWN)
        .map(({ number: child, fields }) =>
          section(
            lines(
              mrkdwn`*#${child}*`,
              ...fields.map(
                ({ field, own, becomes }) =>
                  mrkdwn`${field}: ${oneLine(own)} to ${oneLine(becomes ?? 'empty')}`,
              ),
            ),
          ),
        ),
      ...(more > 0 ? [section(plain(`… and ${countOf(more, 'more order')}`))] : []),
    ],
  )
}

export const overwriteForm = coordinatorForm(OVERWRITE_FORM, ({ id }) =>
  turnsTo(checkingView('Shared details'), (interaction) => send(interaction, id)),
)

/** @param id of the form that showed the shared details; what was typed is stored behind it. */
async function send(interaction: FormInteraction, id: string): Promise<void> {
  const form = await findForm(interaction.desk.db, id)
  if (form?.orderNumber == null || !(await moveForm(interaction.desk.db, id, 'open', 'sent'))) {
    throw new Refusal('form-sent', 'This form is too old or was already sent.')
  }
  const { shared, shown } = JSON.parse(form.content) as Asked
  await sendShared(interaction, { id, number: form.orderNumber }, { shared, shown })
}

interface Asked {
  readonly shared: SharedFacts
  readonly shown: readonly Overwritten[]
}

/** What it would take from orders that have their own is shown before anything is sent. */
export async function sendShared(
  interaction: FormInteraction,
  { id, number }: { readonly id: string; readonly number: number },
  { shared, shown }: Asked,
): Promise<void> {
  const { desk, member, show } = interaction
  try {
    const { kind, fields } = await editShared(desk, { number, by: member.id, shared, shown })
    await showOrderDone(interaction, number, (named) =>
      kind === 'edited'
        ? `${named} and its orders changed: ${fields.join(', ')}.`
        : `No answer from Bandwidth. The card of ${named} will show if the change arrived.`,
    )
  } catch (error) {
    if (!(error instanceof EditWouldOverwrite)) throw error
    const { overwritten } = error
    await writeForm(desk.db, id, { content: JSON.stringify({ shared, shown: overwritten }) })
    await moveForm(desk.db, id, 'sent', 'open')
    await show(
      overwriteView(id, await titleOf(desk.db, number), overwritten),
      `You closed the form of #${number}. Nothing was changed.`,
    )
  }
}
