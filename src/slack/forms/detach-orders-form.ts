import type { ModalView } from '@slack/types'
import { detachFromBulk } from '../../desk/bulk/attach-child.ts'
import { whatIsOverwritten } from '../../desk/bulk/bulk-refusals.ts'
import { seenBulk } from '../../desk/bulk/find-bulk.ts'
import { extendedThrough } from '../../desk/bulk/extend-bulk.ts'
import { about, Refusal } from '../../porting/refusal.ts'
import type { WayToExtend } from '../../porting/shared-facts.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import { section } from '../blocks.ts'
import { inChoice, ON_ITS_OWN, shortBulkTitle } from '../words/bulk-words.ts'
import { plain } from '../mrkdwn.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { checkboxesInput, inputsOf } from './inputs.ts'
import { checkingView, showOrderDone, showingProgress, turnsTo } from './notice-view.ts'
import { chosenIn, type StateValues } from './typed-values.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import { orderValue, provenOrder } from '../order-ref.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'
import { someOrders } from '../../porting/names-in-words.ts'

const DETACH_FORM = 'bulk-detach-orders-form'
const ORDERS = 'orders'
/** Of checkboxes in a row. */
const MOST_ORDERS = 10

/** Offers the orders that prevent extending a bulk draft, to be taken out. */
export async function openDetachOrders(interaction: Interaction, number: number): Promise<void> {
  const { db } = interaction.desk
  const bulk = await seenBulk(interaction.desk, number)
  const children = await findChildren(db, number)
  const way = extendedThrough(bulk, children)
  if (way === null || way.differs.length === 0) throw alreadyExtendable(number)
  await openView(interaction, detachOrdersView(bulk, way, children))
}

export function detachOrdersView(
  bulk: TrackedBulk,
  way: WayToExtend,
  children: readonly TrackedOrder[],
): ModalView {
  const { number } = bulk
  const differing = children.filter((child) => way.differs.includes(child.number))
  const more = differing.length - MOST_ORDERS
  const choices = differing.slice(0, MOST_ORDERS).map((child) => ({
    value: orderValue(child),
    label: `#${child.number} ${inChoice(child)}`,
  }))
  return formView(
    DETACH_FORM,
    orderValue(bulk),
    { title: `Detach from #${number}`, submit: 'Detach', close: 'Keep all' },
    [
      section(
        plain(
          `Extending ${shortBulkTitle(bulk)} would overwrite ${whatIsOverwritten(way)}. A detached order ${ON_ITS_OWN}`,
        ),
      ),
      checkboxesInput({
        ...inputsOf(DETACH_FORM)(ORDERS, 'Orders to detach'),
        choices,
        checked: choices.map(({ value }) => value),
        required: true,
      }),
      ...(more > 0 ? [section(plain(`and ${more} more after these.`))] : []),
    ],
  )
}

export const detachOrdersForm = coordinatorForm(DETACH_FORM, ({ id, values }) =>
  turnsTo(checkingView('Detach orders'), (interaction) => send(interaction, id, values)),
)

/** Detaches one after the other; a refusal includes what was done before it. */
async function send(interaction: FormInteraction, id: string, values: StateValues): Promise<void> {
  const { desk, member } = interaction
  const { number } = await provenOrder(interaction, id)
  const out: number[] = []
  let refused = ''
  const chosen = chosenIn(values, ORDERS)
  const progress = showingProgress(interaction, 'Detach orders')
  for (const [done, value] of chosen.entries()) {
    await progress(done, chosen.length)
    const { number: child } = await provenOrder(interaction, value)
    try {
      await detachFromBulk(desk, { child, by: member.id })
      out.push(child)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused = ` Not #${child}: ${error.message}`
      break
    }
  }
  await showOrderDone(
    interaction,
    number,
    (named) =>
      `Detached from ${named}: ${someOrders(out) || 'none'}.${refused} Its card shows when Bandwidth deletes the rest.`,
  )
}

function alreadyExtendable(number: number): Refusal {
  return new Refusal(
    'nothing-stands-against',
    about(number, (named) => `Nothing keeps ${named} from being extended anymore.`),
    'Use “Keep draft 2 days” on its card. It shows a day before the deletion.',
  )
}
