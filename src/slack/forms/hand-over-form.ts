import type { ModalView } from '@slack/types'
import { handOver, toGive } from '../../desk/hand-over.ts'
import { calendarDay, dayOf, showDay, type CalendarDay } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import { Refusal } from '../../porting/refusal.ts'
import type { OrderRef } from '../../store/followed.ts'
import { findLent } from '../../store/hand-overs.ts'
import { section } from '../blocks.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { plain } from '../mrkdwn.ts'
import { orderValue, provenOrder, titleOf } from '../order-ref.ts'
import { dayInput, inputsOf, personInput, radioInput } from './inputs.ts'
import { showDone, workingView, turnsTo } from './notice-view.ts'
import { dayIn, personIn, textIn } from './typed-values.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const FORM = 'hand-over-form'
const TO = 'to'
const UNTIL = 'until'
const WHICH = 'which'
const partsOf = inputsOf(FORM)

export async function openHandOverForm(interaction: Interaction, number: number): Promise<void> {
  const { desk, member, workspace } = interaction
  const { order, others } = await toGive(desk.db, number, member)
  const { owner } = order.one
  const whose = owner === member.id ? 'your' : `${await workspace.roles.nameOf(owner)}’s`
  const named = await titleOf(desk.db, number)
  await openView(interaction, handOverView(order.one, { named, whose, others: others.length }))
}

export function handOverView(
  order: OrderRef,
  {
    named,
    whose,
    others,
  }: { readonly named: string; readonly whose: string; readonly others: number },
): ModalView {
  const only = { value: 'this', label: `Only #${order.number}` }
  const all = { value: 'all', label: `All of ${whose} open orders (${others + 1})` }
  return formView(
    FORM,
    orderValue(order),
    { title: `Hand over #${order.number}`, submit: 'Hand over' },
    [
      section(
        plain(`${named}: reminders, mentions and lists of work go to the new owner from now on.`),
      ),
      personInput({ ...partsOf(TO, 'New owner'), required: true }),
      dayInput({
        ...partsOf(UNTIL, 'Back on'),
        hint: 'Back on the morning of this day. Leave empty to hand it over for good.',
      }),
      radioInput({
        ...partsOf(WHICH, 'What'),
        choices: others === 0 ? [only] : [only, all],
        typed: only.value,
        required: true,
      }),
    ],
  )
}

export const handOverForm = coordinatorForm(FORM, ({ desk, id, values }) => {
  const to = personIn(values, TO)
  const until = dayIn(values, UNTIL)
  const day = until === null ? null : calendarDay(until)
  const errors = {
    ...(to === null && { [TO]: 'Choose the new owner.' }),
    ...(day === undefined && { [UNTIL]: 'Enter a date.' }),
    ...(day !== null && day !== undefined && day <= dayOf(desk.clock())
      ? { [UNTIL]: 'Choose a day after today.' }
      : {}),
  }
  if (to === null || day === undefined || Object.keys(errors).length > 0) {
    return { kind: 'mistakes', errors }
  }
  return turnsTo(workingView('Hand over'), (interaction) =>
    send(interaction, id, { to, until: day, isAll: textIn(values, WHICH) === 'all' }),
  )
})

interface Chosen {
  readonly to: string
  readonly until: CalendarDay | null
  readonly isAll: boolean
}

async function send(interaction: FormInteraction, id: string, { to, until, isAll }: Chosen) {
  const { desk, member, workspace } = interaction
  const { number } = await provenOrder(interaction, id)
  const receiver = await coordinatorOf(interaction, to)
  const numbers = await handOver(desk, {
    number,
    to: receiver,
    until,
    isAll,
    by: member,
    nameOf: workspace.roles.nameOf,
  })
  const which = numbers.length === 1 ? `#${numbers[0] ?? number}` : countOf(numbers.length, 'order')
  // What they had for a while themselves is back on its own day.
  const lent = await findLent(desk.db, numbers.at(-1) ?? number)
  const back = lent === undefined ? '' : ` until ${showDay(lent.until)}`
  const without = numbers.includes(number)
    ? ''
    : ` #${number} isn’t one of them: it changed meanwhile.`
  await showDone(interaction, 'Handed over', `${receiver.name} has ${which}${back}.${without}`)
}

/** @throws Refusal when they may not work on orders: who has an order must be able to. */
async function coordinatorOf({ workspace }: Interaction, user: string) {
  try {
    const receiver = await workspace.roles.memberOf(user, undefined)
    if (receiver.isCoordinator) return receiver
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  throw new Refusal(
    'no-coordinator',
    `${await workspace.roles.nameOf(user)} can’t work on orders.`,
    'Choose a coordinator, or ask an admin to add them to the settings.',
  )
}
