import { controlsOf, optionsOf, type Block, type Control, type Place } from '../blocks.ts'
import { HumanError } from './human-error.ts'

interface Aim {
  /** An action_id, or what the control is called on the screen. */
  readonly action: string
  readonly block?: string | undefined
  readonly value?: unknown
}

/** The one control that a person means; says what there is when it is none or several. */
export function findControl(blocks: readonly Block[], { action, block, value }: Aim): Place {
  const everywhere = controlsOf(blocks)
  const found = everywhere.filter(
    (place) => isCalled(place, action) && (block === undefined || place.block.block_id === block),
  )
  const exact = found.length > 1 ? found.filter(({ control }) => control.value === value) : found
  const [only, ...others] = exact.length > 0 ? exact : found
  if (only && others.length === 0) return only
  const names = everywhere.map(nameOf).join(', ')
  throw new HumanError(
    only
      ? `"${action}" is there ${exact.length || found.length} times: give block or value`
      : `there is no "${action}" to press here; there is: ${names || 'nothing'}`,
  )
}

/** The input that a person means by its label, block_id or action_id. */
export function findInput(blocks: readonly Block[], label: string): Place {
  const inputs = controlsOf(blocks).filter(({ block }) => block.type === 'input')
  const found =
    inputs.find(({ block }) => same(unmarked(block.label?.text), unmarked(label))) ??
    inputs.find(({ block, control }) => block.block_id === label || control.action_id === label)
  if (found) return found
  const names = inputs.map(nameOf).join(', ')
  throw new HumanError(`there is no field "${label}"; there is: ${names || 'nothing'}`)
}

/** People name a field without the star that says it is needed. */
export function unmarked<Text extends string | undefined>(label: Text): Text | string {
  return label?.replace(/ \*$/, '') ?? label
}

function isCalled({ block, control }: Place, name: string): boolean {
  if (control.action_id === name) return true
  const shown = [control.text?.text, control.placeholder?.text, block.label?.text]
  const menu = control.type === 'overflow' ? optionsOf(control).map(({ text }) => text.text) : []
  return [...shown, ...menu].some((each) => same(each, name))
}

function nameOf({ block, control }: Place): string {
  return block.label?.text ?? control.text?.text ?? control.placeholder?.text ?? control.action_id
}

/** An option by its value or by the text shown. */
export function findOption(control: Control, label: string, offered = optionsOf(control)) {
  return (
    offered.find((option) => option.value === label) ??
    offered.find((option) => same(option.text.text, label))
  )
}

function same(a: string | undefined, b: string): boolean {
  return a !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase()
}
