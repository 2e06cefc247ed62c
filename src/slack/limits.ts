import type { ActionsBlock, AnyBlock, KnownBlock, ModalView, TableBlock } from '@slack/types'
import { clipMarkup, clipText, lengthOf } from './mrkdwn.ts'

// docs.slack.dev, the reference of Block Kit. One text too long and Slack refuses the whole message.
const MESSAGE_TEXT = 4000
const MESSAGE_BLOCKS = 50
const VIEW_BLOCKS = 100
// Seen at about 13,200 characters over all blocks (`msg_blocks_too_long`), documented nowhere: slackapi/
// bolt-js #2509 and #2867, where a message of 11,341 visible characters was refused. So all that is sent
// counts here, except of a table only its cells.
const MESSAGE_CHARACTERS = 12_000
const ACTIONS = 25
const TABLE_ROWS = 100
const TABLE_COLUMNS = 20
const TABLE_CHARACTERS = 10_000

/** By owner and property. The owner is a block or element by its type, else what it hangs on. */
const TEXTS: Readonly<Record<string, number>> = {
  'modal.title': 24,
  'modal.submit': 24,
  'modal.close': 24,
  'section.text': 3000,
  'section.fields': 2000,
  'context.elements': 3000,
  'header.text': 150,
  'input.label': 2000,
  'input.hint': 2000,
  'button.text': 75,
  'confirm.title': 100,
  'confirm.text': 300,
  'confirm.confirm': 30,
  'confirm.deny': 30,
  'option_groups.label': 75,
  ...forEach(['options', 'initial_option', 'initial_options'], {
    text: 75,
    description: 75,
  }),
  ...forEach(
    ['plain_text_input', 'number_input', 'static_select', 'external_select', 'users_select'],
    { placeholder: 150 },
  ),
}

const LISTS: Readonly<Record<string, number>> = {
  'section.fields': 10,
  'context.elements': 10,
  'overflow.options': 5,
  'checkboxes.options': 10,
  'radio_buttons.options': 10,
  'static_select.options': 100,
  'static_select.option_groups': 100,
  'option_groups.options': 100,
}

interface Shown {
  readonly text: string
  readonly blocks: readonly KnownBlock[]
}

/** What does not fit is cut; the reader sees that it was. */
export function fitMessage({ text, blocks }: Shown): Shown {
  return {
    text: clipMarkup(text, MESSAGE_TEXT),
    blocks: shortenSections(fitBlocks(blocks, MESSAGE_BLOCKS) as KnownBlock[]),
  }
}

export function fitView(view: ModalView): ModalView {
  const fitted = fitNode(view, 'view') as ModalView
  return { ...fitted, blocks: fitBlocks(view.blocks, VIEW_BLOCKS) }
}

function fitBlocks(blocks: readonly AnyBlock[], most: number): AnyBlock[] {
  const split = blocks.flatMap((block): AnyBlock[] =>
    isActions(block) ? splitActions(block) : [block],
  )
  const shown = split.length <= most ? split : [...split.slice(0, most - 1), cutNotice(split, most)]
  return shown.map(
    (block) => fitNode(isTable(block) ? fitTable(block) : block, 'blocks') as AnyBlock,
  )
}

function cutNotice(blocks: readonly AnyBlock[], most: number): KnownBlock {
  const text = `… and ${blocks.length - most + 1} more parts that don’t fit here`
  return { type: 'context', elements: [{ type: 'plain_text', text }] }
}

/** Slack takes 25 elements in a block, and an action id once. */
function splitActions({ elements, ...block }: ActionsBlock): ActionsBlock[] {
  const parts: ActionsBlock['elements'][] = []
  for (const element of elements) {
    const part = parts.find(
      (each) =>
        each.length < ACTIONS && each.every(({ action_id }) => action_id !== element.action_id),
    )
    if (part === undefined) parts.push([element])
    else part.push(element)
  }
  return parts.map((part, index) =>
    index === 0 ? { ...block, elements: part } : { type: 'actions', elements: part },
  )
}

function fitTable(table: TableBlock): TableBlock {
  const rows: TableBlock['rows'] = []
  let characters = 0
  for (const row of table.rows.slice(0, TABLE_ROWS)) {
    const cells = row
      .slice(0, TABLE_COLUMNS)
      .map((cell) => (cell.type === 'raw_text' ? { ...cell, text: cell.text || '–' } : cell))
    characters += cells.reduce((sum, cell) => sum + charactersIn(cell), 0)
    if (characters > TABLE_CHARACTERS) break
    rows.push(cells)
  }
  return { ...table, rows }
}

/** The last sections are shortened first: the most important comes first in a message. */
function shortenSections(blocks: readonly KnownBlock[]): KnownBlock[] {
  let excess = blocks.reduce((sum, block) => sum + weightOf(block), 0) - MESSAGE_CHARACTERS
  const shorter = <T extends Text>(node: T): T => {
    if (excess <= 0) return node
    const length = lengthOf(node.text)
    const clipped = clipNode(node, Math.max(1, length - excess))
    excess -= length - lengthOf(clipped.text)
    return clipped
  }
  return blocks
    .toReversed()
    .map((block) =>
      block.type === 'section'
        ? {
            ...block,
            ...(block.fields && { fields: block.fields.toReversed().map(shorter).toReversed() }),
            ...(block.text && { text: shorter(block.text) }),
          }
        : block,
    )
    .toReversed()
}

type JsonObject = Readonly<Record<string, unknown>>

function fitNode(node: unknown, name: string): unknown {
  if (!isObject(node)) return node
  const owner = typeof node['type'] === 'string' ? node['type'] : name
  return Object.fromEntries(
    Object.entries(node).map(([property, value]) => {
      const role = `${owner}.${property}`
      return [
        property,
        Array.isArray(value)
          ? value.slice(0, LISTS[role] ?? Infinity).map((each) => fitValue(each, role, property))
          : fitValue(value, role, property),
      ]
    }),
  )
}

function fitValue(value: unknown, role: string, property: string): unknown {
  if (isText(value)) return clipNode(value, TEXTS[role] ?? Infinity)
  return fitNode(value, property)
}

interface Text {
  readonly type: 'plain_text' | 'mrkdwn'
  readonly text: string
}

function clipNode<T extends Text>(node: T, most: number): T {
  const clip = node.type === 'mrkdwn' ? clipMarkup : clipText
  return { ...node, text: clip(node.text || '–', most) }
}

function weightOf(block: KnownBlock): number {
  return isTable(block) ? charactersIn(block.rows) : lengthOf(JSON.stringify(block))
}

function charactersIn(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, each) => sum + charactersIn(each), 0)
  if (!isObject(node)) return 0
  const own = typeof node['text'] === 'string' ? lengthOf(node['text']) : 0
  return own + charactersIn(Object.values(node))
}

function isText(value: unknown): value is Text {
  return isObject(value) && (value['type'] === 'plain_text' || value['type'] === 'mrkdwn')
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isActions(block: AnyBlock): block is ActionsBlock {
  return block.type === 'actions'
}

function isTable(block: AnyBlock): block is TableBlock {
  return block.type === 'table'
}

function forEach(
  owners: readonly string[],
  limits: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    owners.flatMap((owner) =>
      Object.entries(limits).map(([property, most]) => [`${owner}.${property}`, most]),
    ),
  )
}
