import { ofOrder, saidOf } from '../order-ref.ts'
import type { Clickable, Clicked } from '../handlers.ts'

type OfOrder = Parameters<Parameters<typeof ofOrder<Clicked>>[0]>[0]
type Control = Pick<Clickable, 'id'>

/** What a coordinator's press on a button does. */
export function onPress({ id }: Control, click: Clickable['click']): Clickable {
  return { id, needs: 'coordinator', click }
}

/** What an approver's does. */
export function onDecision({ id }: Control, click: Clickable['click']): Clickable {
  return { id, needs: 'approver', click }
}

/** What a coordinator's press on a button does with the order that it names. */
export function onOrder(
  control: Control,
  click: (interaction: OfOrder) => Promise<void>,
): Clickable {
  return onPress(control, ofOrder(click))
}

/** The same where it ends with a sentence about that order. */
export function onOrderSaying(
  control: Control,
  operate: (interaction: OfOrder) => Promise<(named: string) => string>,
): Clickable {
  return onOrder(control, async (interaction) => {
    const says = await operate(interaction)
    await interaction.reply(await saidOf(interaction, interaction.number, says))
  })
}
