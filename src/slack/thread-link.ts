import type { Message } from './blocks.ts'

/** How a message that also stands in the channel names the place where it belongs. */
export const THIS_THREAD = 'this order’s thread'

/** The same with the way there: in the channel the thread is a click away. */
export function withThreadLink({ text, blocks }: Message, url: string): Message {
  const link = `<${url}|${THIS_THREAD}>`
  return {
    text,
    blocks: blocks.map((block) =>
      block.type === 'section' && block.text?.type === 'mrkdwn'
        ? { ...block, text: { ...block.text, text: block.text.text.replace(THIS_THREAD, link) } }
        : block,
    ),
  }
}
