import type { ActionsBlock, KnownBlock } from '@slack/types'
import type { Message } from '../../src/slack/blocks.ts'

/** A message as a person reads it: a line each, buttons in brackets, what is small in underscores. */
export function readMessage({ blocks }: Message): string {
  return blocks.map(readBlock).join('\n')
}

/** What stands on the buttons. */
export function buttonsOf({ blocks }: Message): readonly string[] {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map(labelOf) : []))
}

function readBlock(block: KnownBlock): string {
  if (block.type === 'section') {
    const texts = [block.text, ...(block.fields ?? [])].flatMap((text) => text?.text ?? [])
    return texts.map(readMarkup).join('\n')
  }
  if (block.type === 'actions') {
    return block.elements.map((element) => `[${labelOf(element)}]`).join(' ')
  }
  if (block.type === 'context') {
    return block.elements
      .map((element) => ('text' in element ? `_${readMarkup(element.text)}_` : element.type))
      .join('\n')
  }
  if (block.type === 'table') {
    return block.rows
      .map((row) => row.map((cell) => ('text' in cell ? cell.text : cell.type)).join(' | '))
      .join('\n')
  }
  return block.type
}

function labelOf(element: ActionsBlock['elements'][number]): string {
  return element.type === 'button' ? element.text.text : element.type
}

/** Names instead of ids, and the fallback of a date: what an old app would show. */
export function readMarkup(markup: string): string {
  return markup
    .replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('<@U0DANA>', '@dana')
    .replaceAll('<@U0LEE>', '@lee')
}
