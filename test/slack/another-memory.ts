import { onTestFinished } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { emptyContent } from '../../src/porting/empty-content.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { handlersOf, type Routes } from '../../src/slack/routes.ts'
import type { Choosing } from '../../src/slack/handlers.ts'
import { openTestDatabase } from '../fixtures/open-test-database.ts'
import { insertOrder } from '../../src/store/orders.ts'
import { NOW } from '../fixtures/orders.ts'
import { newOrder } from '../fixtures/new-orders.ts'
import type { Shown } from './pressed.ts'

/** Something to press, choose or send, with all that goes back to the bot with it. */
interface Control {
  readonly id: string
  readonly kind: 'control' | 'form'
  readonly values: readonly string[]
  /** Of the view in which it stands; null in a message. */
  readonly formId: string | null
}

export function controlsIn(shown: Shown): readonly Control[] {
  const formId = 'private_metadata' in shown ? (shown.private_metadata ?? null) : null
  const blocks: readonly { readonly type: string }[] = shown.blocks
  const controls = elementsIn(blocks.filter(({ type }) => type !== 'input')).map(
    (element): Control => ({
      kind: 'control',
      formId,
      id: String(element['action_id']),
      values: valuesIn(element),
    }),
  )
  if (!('callback_id' in shown)) return controls
  // What is chosen in an input comes back with the form.
  const values = [formId ?? '', ...elementsIn(blocks).flatMap(valuesIn)]
  return [...controls, { kind: 'form', id: shown.callback_id ?? '', values, formId }]
}

type Element = Readonly<Record<string, unknown>>

function elementsIn(node: unknown): readonly Element[] {
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap(elementsIn)
  return 'action_id' in node ? [node, ...inside] : inside
}

function valuesIn({ value, options }: Element): readonly string[] {
  const chosen = (options ?? []) as readonly { readonly value?: string }[]
  return [value, ...chosen.map((option) => option.value)].filter((one) => typeof one === 'string')
}

/** A database in which the same short numbers are other orders. @returns how a control is refused there. */
export async function openAnotherMemory(
  routes: Routes,
  numbers: readonly number[],
): Promise<(control: Control, value: string) => Promise<string>> {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  for (const number of numbers) {
    const made = await insertOrder(
      db,
      newOrder({ name: 'another', content: emptyContent([]), channel: 'C0PORTS', owner: 'U0PAT' }),
    )
    await db.updateTable('port_order').set({ number }).where('number', '=', made).execute()
  }
  const handlers = handlersOf(routes)
  // Whatever is done but looking into the database would break.
  const desk = { db, clock: () => NOW } as unknown as Desk
  return async ({ id, kind, formId }, value) => {
    const interaction = {
      desk,
      channel: 'C0PORTS',
      messageTs: '1.2',
      values: {},
      value,
      formId: formId ?? '',
    } as unknown as Choosing
    try {
      if (kind === 'form') await sendForm(handlers.form(id), interaction)
      else await press(handlers.control(id), interaction)
      return 'not refused'
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error)
    }
  }
}

type Handlers = ReturnType<typeof handlersOf>

async function press(
  handler: ReturnType<Handlers['control']>,
  interaction: Choosing,
): Promise<void> {
  if (handler === undefined) throw new Error('Nobody handles it.')
  await (handler.kind === 'button'
    ? handler.button.click({ ...interaction, replace: () => Promise.resolve() })
    : handler.choice.choose(interaction))
}

/** Numbers are typed, so that the form has no mistakes and gets as far as the order it is for. */
async function sendForm(form: ReturnType<Handlers['form']>, interaction: Choosing): Promise<void> {
  if (form === undefined) throw new Error('Nobody handles it.')
  const values = { numbers: { numbers: { value: '919-555-0100' } } }
  const sent = await form.read({ desk: interaction.desk, id: interaction.formId, values })
  if (sent.kind === 'checking') await sent.operation(interaction)
}
