import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  SectionBlock,
  TableBlock,
} from '@slack/types'
import { fitMessage, fitView } from './limits.ts'
import { isEmpty, undirected, type Mrkdwn } from './mrkdwn.ts'

export interface Message {
  /** A whole sentence: what phones and screen readers show. Markup, like the blocks. */
  readonly text: string
  readonly blocks: readonly KnownBlock[]
}

/** Within Slack's limits; blocks that are null are left out. */
export function message(text: Mrkdwn, blocks: readonly (KnownBlock | null)[]): Message {
  return fit({ text: spoken(text), blocks: blocks.filter((block) => block !== null) })
}

/** Where nobody is called nothing ends a line. */
function trimmed({ markup }: Mrkdwn): string {
  return markup.replaceAll(/ +$/gm, '')
}

/** Without characters that a screen reader would read out by name: emoji, bullets, quotes, italics. */
function spoken(text: Mrkdwn): string {
  return trimmed(text)
    .replaceAll(SIGNS, '')
    .replaceAll(/^> ?/gm, '')
    .replaceAll(/(^| )• /gm, '$1')
    .replaceAll(/(?<!\w)_([^_\n]+)_(?!\w)/g, '$1')
}

/** They repeat what the words after them say, and a notification reads them out. */
const SIGNS = /^:(?:calendar|warning|tada|hourglass|hourglass_flowing_sand|x|white_check_mark): /gm

/** Cuts whatever is longer than Slack takes, with an ellipsis: a long name must not lose a message. */
export function fit(shown: Message): Message
export function fit(shown: ModalView): ModalView
export function fit(shown: Message | ModalView): Message | ModalView {
  return 'type' in shown ? fitView(shown) : fitMessage(shown)
}

export function section(text: Mrkdwn, accessory?: SectionBlock['accessory']): SectionBlock {
  return {
    type: 'section',
    text: markup(text),
    ...(accessory !== undefined && { accessory }),
  }
}

export function fields(...items: readonly Mrkdwn[]): SectionBlock {
  return { type: 'section', fields: items.map(markup) }
}

/** Small and grey; null when there is nothing to say. */
export function context(...items: readonly Mrkdwn[]): ContextBlock | null {
  const said = items.filter((item) => !isEmpty(item))
  return said.length === 0 ? null : { type: 'context', elements: said.map(markup) }
}

/** Null when there is nothing to press. */
export function actions(elements: ActionsBlock['elements']): ActionsBlock | null {
  return elements.length === 0 ? null : { type: 'actions', elements }
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text) }
}

/** `whole`: on the left and on one line, as a phone number or a day that a phone would break. */
type Column = 'left' | 'right' | 'whole'

/** The first row is the heading. */
export function table(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
): TableBlock {
  return {
    type: 'table',
    rows: rows.map((row) => row.map((text) => ({ type: 'raw_text' as const, text }))),
    column_settings: columns.map((column) =>
      column === 'whole'
        ? { align: 'left', is_wrapped: false }
        : { align: column, is_wrapped: true },
    ),
  }
}

export interface ButtonParts {
  readonly id: string
  readonly text: string
  readonly value: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: ConfirmationDialog
}

export function button({ id, text, value, style, confirm }: ButtonParts): Button {
  return {
    type: 'button',
    action_id: id,
    text: plainText(text),
    value,
    ...(style !== undefined && { style }),
    ...(confirm !== undefined && { confirm }),
  }
}

/** A message has one primary button, chosen where the message is assembled. */
export function withoutStyle({ style: _, ...plain }: Button): Button {
  return plain
}

export interface ConfirmParts {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly deny: string
  /** Irreversible actions are styled differently from routine ones. */
  readonly isFinal?: boolean
}

export function confirmDialog(parts: ConfirmParts): ConfirmationDialog {
  const { title, text, confirm, deny, isFinal = false } = parts
  return {
    title: plainText(title),
    text: plainText(text),
    confirm: plainText(confirm),
    deny: plainText(deny),
    ...(isFinal && { style: 'danger' }),
  }
}

export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text: undirected(text) }
}

/** Without `verbatim` Slack links channel names and mentions `@here` in inserted text. */
function markup(text: Mrkdwn): { type: 'mrkdwn'; text: string; verbatim: true } {
  return { type: 'mrkdwn', text: trimmed(text), verbatim: true }
}
