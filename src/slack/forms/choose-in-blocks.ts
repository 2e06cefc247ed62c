import { inParts } from '../../porting/in-parts.ts'
import { section } from '../blocks.ts'
import type { Form, FormInteraction } from '../handlers.ts'
import { plain } from '../mrkdwn.ts'
import { isOfOrderHere } from '../order-ref.ts'
import { checkboxesInput, type Choice } from './inputs.ts'
import { waitingView, turnsTo } from './notice-view.ts'
import { chosenIn } from './typed-values.ts'

/** Of checkboxes in a row. */
const IN_A_BLOCK = 10
/** Of a view's hundred blocks. */
const MOST_BLOCKS = 50
const ORDERS = 'orders'

/** Nothing is chosen before somebody chooses it. @param otherwise how those get on that find no room. */
export function ordersToChoose(form: string, choices: readonly Choice[], otherwise: string) {
  const blocks = inParts(choices, IN_A_BLOCK)
  const unlisted = choices.length - MOST_BLOCKS * IN_A_BLOCK
  return [
    ...blocks.slice(0, MOST_BLOCKS).map((some, at) =>
      checkboxesInput({
        block: `${ORDERS}-${at}`,
        action: `${form}.${ORDERS}`,
        label: blocks.length === 1 ? 'Orders' : `Orders, part ${at + 1} of ${blocks.length}`,
        choices: some,
        checked: [],
      }),
    ),
    ...(unlisted > 0 ? [section(plain(`and ${unlisted} more, ${otherwise}.`))] : []),
  ]
}

/** Reads which of them were chosen, at least one, and sends those. */
export function readsChosen(
  title: string,
  send: (interaction: FormInteraction, id: string, chosen: readonly string[]) => Promise<void>,
): Form['read'] {
  return async ({ desk, id, values }) => {
    const chosen = Object.keys(values).flatMap((block) => chosenIn(values, block))
    return chosen.length === 0 && (await isOfOrderHere(desk, id))
      ? { kind: 'mistakes', errors: { [`${ORDERS}-0`]: 'Choose at least one order.' } }
      : turnsTo(waitingView(title), (interaction) => send(interaction, id, chosen))
  }
}
