import type { ModalView } from '@slack/types'
import { activateMany } from '../../desk/activate-many.ts'
import { canBeActivated, viewBulk, type ChildView } from '../../desk/bulk/view-bulk.ts'
import { bulkNumbered } from '../../desk/numbered.ts'
import { about, Refusal } from '../../porting/refusal.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import { section } from '../blocks.ts'
import { formView } from '../form-view.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { requestedOf } from '../messages/batch-answers.ts'
import { inChoice, shortBulkTitle } from '../words/bulk-words.ts'
import { plain } from '../mrkdwn.ts'
import { orderValue, provenNumbers, provenOrder } from '../order-ref.ts'
import { ordersToChoose, readsChosen } from './choose-in-blocks.ts'
import { showDone, showingProgress } from './notice-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const ACTIVATE_FORM = 'bulk-activate-form'
const TITLE = 'Activate orders'

/** Some of a bulk order's orders that can go now, to be activated in one request. */
export async function openActivateForm(interaction: Interaction, number: number): Promise<void> {
  const { desk } = interaction
  const bulk = await bulkNumbered(desk.db, number)
  const { children } = await viewBulk(desk, bulk)
  const possible = children.filter(canBeActivated)
  if (possible.length === 0) throw noneToChoose(number)
  await openView(interaction, activateView(bulk, possible))
}

export function activateView(bulk: TrackedBulk, possible: readonly ChildView[]): ModalView {
  const choices = possible.map(({ tracked, isPreApproved }) => ({
    value: orderValue(tracked),
    label: `${isPreApproved ? 'Pre-approved: ' : ''}#${tracked.number} ${inChoice(tracked)}`,
  }))
  return formView(ACTIVATE_FORM, orderValue(bulk), { title: TITLE, submit: 'Request activation' }, [
    section(
      plain(
        `Orders of ${shortBulkTitle(bulk)} that can be activated now. Pre-approved orders go at once. For the others, this requests approval.`,
      ),
    ),
    ...ordersToChoose(ACTIVATE_FORM, choices, 'with Activate all'),
  ])
}

export const activateForm = coordinatorForm(ACTIVATE_FORM, readsChosen(TITLE, send))

async function send(
  interaction: FormInteraction,
  id: string,
  chosen: readonly string[],
): Promise<void> {
  const { desk, member } = interaction
  const { number: bulkNumber } = await provenOrder(interaction, id)
  const numbers = await provenNumbers(interaction, chosen)
  const requested = { numbers, bulkNumber, by: member.id }
  const batch = await activateMany(desk, requested, showingProgress(interaction, TITLE))
  await showDone(interaction, `#${bulkNumber}`, requestedOf(batch))
}

function noneToChoose(number: number): Refusal {
  return new Refusal(
    'none-to-choose',
    about(
      number,
      (named) =>
        `No order of ${named} can be activated now without a request that is open already.`,
    ),
    'Its card shows each order and when it can be activated.',
  )
}
