import { isAlive } from '../../porting/standing.ts'
import { countOf } from '../../porting/counts.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { ModalView } from '@slack/types'
import { assignDocument } from '../../desk/bulk/bulk-documents.ts'
import { viewBulk, type BulkView } from '../../desk/bulk/view-bulk.ts'
import { section } from '../blocks.ts'
import { inChoice, shortBulkTitle } from '../words/bulk-words.ts'
import { plain } from '../mrkdwn.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { menu } from './inputs.ts'
import { workingView, showOrderDone, turnsTo } from './notice-view.ts'
import { textIn, type StateValues } from './typed-values.ts'
import { orderValue, provenOrder } from '../order-ref.ts'
import { bulkNumbered } from '../../desk/numbered.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const CHOOSE_FORM = 'bulk-choose-orders-form'
const MOST_FILES = 5

/** Asks which order each file is for that its name does not identify. */
export async function openChooseOrders(interaction: Interaction, number: number): Promise<void> {
  const { desk } = interaction
  const view = await viewBulk(desk, await bulkNumbered(desk.db, number))
  await openView(interaction, chooseOrdersView(view))
}

export function chooseOrdersView({ bulk, documents, children }: BulkView): ModalView {
  const unclear = documents.filter(
    ({ state, childNumber }) => state === 'waiting' && childNumber === null,
  )
  const choices = children
    .filter(({ tracked }) => isAlive(tracked))
    .map(({ tracked }) => ({
      value: orderValue(tracked),
      label: `#${tracked.number} ${inChoice(tracked)}`,
    }))
  const more = unclear.length - MOST_FILES
  return formView(
    CHOOSE_FORM,
    orderValue(bulk),
    { title: 'Match files to orders', submit: 'Choose' },
    [
      section(plain(`Orders of ${shortBulkTitle(bulk)}, for the files whose names don’t say.`)),
      ...unclear.slice(0, MOST_FILES).map(({ id, name }) =>
        menu({
          block: id,
          action: `${CHOOSE_FORM}.${id}`,
          label: oneLine(name),
          typed: '',
          choices,
          blank: 'Not now',
          unlisted: (value) => `#${value}`,
        }),
      ),
      ...(more > 0 ? [section(plain(`and ${more} more after these.`))] : []),
      ...(unclear.length === 0 ? [section(plain('Every file has its order.'))] : []),
    ],
  )
}

export const chooseOrdersForm = coordinatorForm(CHOOSE_FORM, ({ id, values }) =>
  turnsTo(workingView('Match files to orders'), (interaction) => send(interaction, id, values)),
)

async function send(interaction: FormInteraction, id: string, values: StateValues): Promise<void> {
  const { desk } = interaction
  const { number } = await provenOrder(interaction, id)
  let chosen = 0
  for (const document of Object.keys(values)) {
    const child = await childIn(interaction, textIn(values, document))
    if (child === null) continue
    await assignDocument(desk, { number, id: document, child })
    chosen += 1
  }
  await showOrderDone(
    interaction,
    number,
    (named) =>
      `${countOf(chosen, 'file')} of ${named} matched. Click Attach in its thread to send them.`,
  )
}

/** Without orders to choose from, the menu is a field in which a number can be typed. */
async function childIn(interaction: FormInteraction, text: string): Promise<number | null> {
  if (text.trim() === '') return null
  const typed = /^#?(\d{1,9})$/.exec(text.trim())?.[1]
  return typed === undefined ? (await provenOrder(interaction, text)).number : Number(typed)
}
