import { elementText, partOf, partsIn, type Part } from './block-texts.ts'

/**
 * What people see of a message by an app: of one with blocks its text is only for notifications, and what
 * a form or a ticket says is often in attachments. Empty for what a person wrote.
 */
export function appTexts(message: unknown): readonly string[] {
  const { bot_id: bot, text, blocks, attachments } = partOf(message)
  if (bot === undefined) return []
  const own = partsIn(blocks).map(blockText).filter(isSaid)
  const beside = partsIn(attachments).filter(isOwn).map(attachmentText).filter(isSaid)
  return [...(own.length > 0 ? own : textsIn([text])), ...beside]
}

function blockText(block: Part): string {
  const { type, text, fields, elements } = block
  if (type === 'rich_text') return partsIn(elements).map(elementText).join('\n')
  const elementTexts = partsIn(elements).map(({ text: said }) => said)
  return textsIn([
    partOf(text)['text'],
    ...partsIn(fields).map((one) => one['text']),
    ...elementTexts,
  ]).join('\n')
}

/** No preview of a link, and no forwarded message, which is read as such. */
function isOwn({ from_url: link, original_url: original, is_share: isShare }: Part): boolean {
  return link === undefined && original === undefined && isShare !== true
}

function attachmentText({ pretext, title, text, fields, blocks }: Part): string {
  const pairs = partsIn(fields).map((field) => textsIn([field['title'], field['value']]).join(': '))
  return [...textsIn([pretext, title, text]), ...pairs, ...partsIn(blocks).map(blockText)]
    .filter(isSaid)
    .join('\n')
}

function textsIn(texts: readonly unknown[]): readonly string[] {
  return texts.filter((one) => typeof one === 'string' && isSaid(one)) as readonly string[]
}

function isSaid(text: string): boolean {
  return /\S/.test(text)
}
