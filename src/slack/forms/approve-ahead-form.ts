import type { ModalView } from '@slack/types'
import { ordersToActivate } from '../../desk/activate-many.ts'
import { approveTogether, possibleAhead, type PossibleAhead } from '../../desk/approve-all-ahead.ts'
import { numbered } from '../../desk/numbered.ts'
import { calendarDay, showDay } from '../../porting/calendar.ts'
import { Refusal } from '../../porting/refusal.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { section } from '../blocks.ts'
import { formView } from '../form-view.ts'
import type { Form, FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { preApprovedOf } from '../messages/batch-answers.ts'
import { inChoice } from '../words/bulk-words.ts'
import { subscriberName } from '../words/order-words.ts'
import { clipText, plain } from '../mrkdwn.ts'
import { orderValue, provenNumbers, provenOrder } from '../order-ref.ts'
import { ordersToChoose, readsChosen } from './choose-in-blocks.ts'
import { showDone } from './notice-view.ts'

const AHEAD_FORM = 'approve-ahead-form'
const TITLE = 'Pre-approve orders'
/** Short enough that the numbers after it stay visible. */
const LONGEST_NAME = 24

/** @param value a bulk order, which refers to all of its orders, or several other orders. */
export async function openApproveAhead(
  interaction: Interaction & { readonly value: string },
): Promise<void> {
  const { desk, value } = interaction
  const { bulkNumber, numbers } = await namedIn(interaction, value)
  const possible = await possibleAhead(
    desk,
    bulkNumber === null ? numbers : await ordersToActivate(desk, bulkNumber),
  )
  if (possible.length === 0) throw noneToPreApprove()
  await openView(interaction, approveAheadView(value, possible))
}

async function namedIn(
  interaction: Pick<Interaction, 'desk' | 'channel' | 'messageTs'>,
  value: string,
): Promise<{ readonly bulkNumber: number | null; readonly numbers: readonly number[] }> {
  const numbers = await provenNumbers(interaction, value.split(' '))
  const [first = 0] = numbers
  const isBulk = (await numbered(interaction.desk.db, first))?.kind === 'bulk'
  return { bulkNumber: isBulk ? first : null, numbers }
}

export function approveAheadView(value: string, possible: readonly PossibleAhead[]): ModalView {
  const customers = new Set(possible.map(({ tracked }) => subscriberName(tracked.content)))
  const [customer = ''] = customers
  const whose = ({ content }: TrackedOrder) =>
    customers.size === 1 ? '' : `${clipText(subscriberName(content), LONGEST_NAME)}, `
  const choices = possible.map(({ tracked, day }) => ({
    value: orderValue(tracked, day),
    label: `${showDay(day)}: #${tracked.number} ${whose(tracked)}${inChoice(tracked)}`,
  }))
  return formView(AHEAD_FORM, value, { title: TITLE, submit: 'Pre-approve' }, [
    section(
      plain(
        `${customers.size === 1 ? `Orders of ${customer}. ` : ''}On its day and within its hours, any coordinator may activate each order that you choose. You can’t undo an activation. A change to an order voids its pre-approval.`,
      ),
    ),
    ...ordersToChoose(AHEAD_FORM, choices, 'which each card offers'),
  ])
}

export const approveAheadForm: Form = {
  id: AHEAD_FORM,
  needs: 'approver',
  read: readsChosen(TITLE, send),
}

async function send(
  interaction: FormInteraction,
  id: string,
  chosen: readonly string[],
): Promise<void> {
  const { desk, member } = interaction
  const { bulkNumber } = await namedIn(interaction, id)
  const orders = []
  for (const value of chosen) {
    const { number, more } = await provenOrder(interaction, value)
    const day = calendarDay(more[0] ?? '')
    if (day !== undefined) orders.push({ number, day })
  }
  const { id: by, isApprover } = member
  const batch = await approveTogether(desk, { bulkNumber, orders, by, isApprover })
  await showDone(interaction, TITLE, preApprovedOf(batch))
}

function noneToPreApprove(): Refusal {
  return new Refusal(
    'none-to-pre-approve',
    'None of these orders can be pre-approved now.',
    'Each card shows its FOC date and what can be done.',
  )
}
