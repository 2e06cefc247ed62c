import { randomBytes } from 'node:crypto'
import { isObject, listOf, type JsonObject } from './json.ts'

export interface TextObject {
  readonly type: string
  readonly text: string
}

export interface Option {
  readonly text: TextObject
  readonly value?: string
}

/** Something a person can press, choose or fill in. */
export interface Control extends JsonObject {
  readonly type: string
  readonly action_id: string
  readonly text?: TextObject
  readonly placeholder?: TextObject
  readonly value?: string
  readonly options?: readonly Option[]
  readonly option_groups?: readonly { label: TextObject; options: readonly Option[] }[]
  readonly min_query_length?: number
  readonly min_length?: number
  readonly max_length?: number
  readonly max_files?: number
  readonly filetypes?: readonly string[]
}

export interface Block extends JsonObject {
  readonly type: string
  readonly block_id: string
  readonly label?: TextObject
  readonly element?: Control
  readonly accessory?: Control
  readonly elements?: readonly Control[]
  readonly optional?: boolean
  readonly dispatch_action?: boolean
}

export interface Place {
  readonly block: Block
  readonly control: Control
}

/** Every control of the blocks, with the block that holds it. */
export function controlsOf(blocks: readonly Block[]): Place[] {
  return blocks.flatMap((block) => {
    const inside =
      block.type === 'actions' ? (block.elements ?? []) : [block.element, block.accessory]
    return inside.filter((control) => control !== undefined).map((control) => ({ block, control }))
  })
}

export function optionsOf(control: Control): Option[] {
  const grouped = (control.option_groups ?? []).flatMap((group) => group.options)
  return [...(control.options ?? []), ...grouped]
}

/** Checked blocks, with the block and action ids that Slack makes up when they are missing. */
export function withIds(blocks: unknown): Block[] {
  const made = () => randomBytes(4).toString('base64url').slice(0, 5)
  const named = (control: unknown): unknown =>
    isObject(control) && control['type'] !== 'image' ? { action_id: made(), ...control } : control
  return listOf(blocks)
    .filter(isObject)
    .map((block) => ({
      block_id: made(),
      ...block,
      ...(block['type'] === 'actions' ? { elements: listOf(block['elements']).map(named) } : {}),
      ...('element' in block ? { element: named(block['element']) } : {}),
      ...('accessory' in block ? { accessory: named(block['accessory']) } : {}),
    })) as unknown as Block[]
}
