import type { Database } from '../store/database.ts'
import { fit, type Message } from './blocks.ts'
import { plain } from './mrkdwn.ts'
import { titleOf } from './order-ref.ts'

/** An order in the first sentence, without its customer; not what somebody typed. */
const UNNAMED = /^(?:[^#.?!]|[.?!](?!\s))*?(?<!["“])#(\d{3,9})\b(?! · )/

/** Says of the order of an answer whose it is; wherever the answer comes from, it may know the number alone. */
export async function namingOrder(db: Database, { text, blocks }: Message): Promise<Message> {
  const [, number] = UNNAMED.exec(text) ?? []
  if (number === undefined) return { text, blocks }
  const title = plain(await titleOf(db, Number(number))).markup
  const name = (words: string): string => words.replace(`#${number}`, () => title)
  return fit({
    text: name(text),
    blocks: blocks.map((block, at) =>
      at === 0 && block.type === 'section' && block.text !== undefined
        ? { ...block, text: { ...block.text, text: name(block.text.text) } }
        : block,
    ),
  })
}
