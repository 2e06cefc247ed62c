import type { ModalView } from '@slack/types'
import { controlsOf, optionsOf, withIds } from '../../../sandbox/slack/blocks.ts'
import { stateValues } from '../../../sandbox/slack/state.ts'
import type { StateValues } from '../../../src/slack/forms/typed-values.ts'

/** What Slack would report of a form in which nobody touched anything. */
export function untouched(view: ModalView): StateValues {
  return stateValues(withIds(view.blocks), {}) as StateValues
}

/** The same after somebody put one thing in. */
export function enter(
  view: ModalView,
  block: string,
  entry: StateValues[string][string],
): StateValues {
  const values = untouched(view)
  const action = Object.keys(values[block] ?? {})[0] ?? 'missing'
  return { ...values, [block]: { [action]: entry } }
}

export function labels(view: ModalView): readonly string[] {
  return withIds(view.blocks).flatMap(({ label }) => (label === undefined ? [] : [label.text]))
}

/** The texts that can be chosen in a field. */
export function optionsIn(view: ModalView, blockId: string): readonly string[] {
  return controlsOf(withIds(view.blocks))
    .filter(({ block }) => block.block_id === blockId)
    .flatMap(({ control }) => optionsOf(control).map(({ text }) => text.text))
}

/** What stands right under a field, until the next field or heading. */
export function under(view: ModalView, blockId: string | null): string {
  const blocks = withIds(view.blocks)
  const rest = blocks.slice(blocks.findIndex(({ block_id }) => block_id === blockId) + 1)
  const next = rest.findIndex(({ type }) => type === 'input' || type === 'header')
  return JSON.stringify(rest.slice(0, next === -1 ? rest.length : next))
}
