import type { BulkNews, News } from '../porting/news.ts'
import type { Message } from './blocks.ts'
import { mention, mrkdwn } from './mrkdwn.ts'
import type { Workspace } from './workspace.ts'

/** News of what somebody did: they know it, and nobody has to act. */
const FOR_INFORMATION: ReadonlySet<(News | BulkNews)['kind']> = new Set<(News | BulkNews)['kind']>([
  'edited',
  'deleted',
  'kept-alive',
  'made-again',
  'note-sent',
  'numbers-changed',
  'shared-edited',
  'children-filled',
  'child-attached',
  'child-deleted',
  'child-detached',
])

/** Who did what is named, and not called. */
export async function withPlainNames(
  { roles }: Workspace,
  news: News | BulkNews,
  message: Message,
): Promise<Message> {
  const by = 'by' in news ? news.by : null
  if (by === null || !FOR_INFORMATION.has(news.kind)) return message
  const name = mrkdwn`${await roles.nameOf(by)}`.markup
  const withoutMention = (text: string): string => text.replaceAll(mention(by).markup, () => name)
  return {
    text: withoutMention(message.text),
    blocks: message.blocks.map((block) =>
      block.type === 'section' && block.text !== undefined
        ? { ...block, text: { ...block.text, text: withoutMention(block.text.text) } }
        : block,
    ),
  }
}
