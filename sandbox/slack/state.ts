import { controlsOf, type Block, type Control } from './blocks.ts'
import type { JsonObject } from './json.ts'

export type StateValue = JsonObject & { readonly type: string }
export type StateValues = Record<string, Record<string, StateValue>>

interface Holding {
  /** The field of the state entry that holds what was chosen or typed. */
  readonly field: string
  /** The property of the element that fills it in advance. */
  readonly initial: string
  readonly many: boolean
}

const one = (field: string, initial: string): Holding => ({ field, initial, many: false })
const many = (field: string, initial: string): Holding => ({ field, initial, many: true })

const HOLDINGS: Partial<Record<string, Holding>> = {
  plain_text_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  rich_text_input: one('rich_text_value', 'initial_value'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  radio_buttons: one('selected_option', 'initial_option'),
  multi_static_select: many('selected_options', 'initial_options'),
  multi_external_select: many('selected_options', 'initial_options'),
  checkboxes: many('selected_options', 'initial_options'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  users_select: one('selected_user', 'initial_user'),
  multi_users_select: many('selected_users', 'initial_users'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  channels_select: one('selected_channel', 'initial_channel'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
  file_input: many('files', ''),
}

/** How a control keeps what was entered; buttons and menus of actions keep nothing. */
export function holdingOf(control: Control): Holding | undefined {
  return HOLDINGS[control.type]
}

export function holds(control: Control, entered: unknown): StateValue {
  const field = holdingOf(control)?.field ?? 'value'
  return { type: control.type, [field]: entered }
}

export function isEmpty(control: Control, state: StateValue): boolean {
  const entered = state[holdingOf(control)?.field ?? 'value']
  return entered === null || entered === '' || (Array.isArray(entered) && entered.length === 0)
}

/** The state of a surface: what was entered, and the initial value of everything untouched. */
export function stateValues(blocks: readonly Block[], entered: StateValues): StateValues {
  const values: StateValues = {}
  for (const { block, control } of controlsOf(blocks)) {
    const holding = holdingOf(control)
    if (!holding) continue
    const initial = control[holding.initial] ?? (holding.many ? [] : null)
    const state = entered[block.block_id]?.[control.action_id] ?? holds(control, initial)
    values[block.block_id] = { ...values[block.block_id], [control.action_id]: state }
  }
  return values
}

/** What stays entered after the blocks were replaced: only where both ids and the type are the same. */
export function keepEntered(blocks: readonly Block[], entered: StateValues): StateValues {
  const kept: StateValues = {}
  for (const { block, control } of controlsOf(blocks)) {
    const state = entered[block.block_id]?.[control.action_id]
    if (state?.type !== control.type) continue
    kept[block.block_id] = { ...kept[block.block_id], [control.action_id]: state }
  }
  return kept
}

export function enter(
  entered: StateValues,
  block: Block,
  control: Control,
  state: StateValue,
): StateValues {
  const inBlock = { ...entered[block.block_id], [control.action_id]: state }
  return { ...entered, [block.block_id]: inBlock }
}
