import { codePoints } from '../code-points.ts'
import { listOf } from '../json.ts'
import { blocks } from './blocks.ts'
import type { Refusal } from './refusal.ts'
import { all, no, typeOf } from './rules.ts'
import { charactersInTable } from './table.ts'
import { uniqueBlocks } from './unique-ids.ts'

const TABLE_CHARACTERS = 10_000
// slackapi/bolt-js #2509 and #2867: refused from about 13,200 on, and not only the texts count.
const MESSAGE_CHARACTERS = 13_200

const messageBlocks = all(blocks('message'), uniqueBlocks)

/** What Slack says of the blocks of a message, wherever they are sent; null when it takes them. */
export function refusalOfBlocks(given: unknown): Refusal | null {
  if (!Array.isArray(given)) return { error: 'invalid_blocks_format', messages: [] }
  const tables = given
    .map((block, index) => ({ block: block as unknown, at: `/blocks/${index}` }))
    .filter(({ block }) => typeOf(block) === 'table')
  const messages = [
    ...messageBlocks(given, '/blocks'),
    ...tables.flatMap(({ block, at }) =>
      charactersInTable(block) > TABLE_CHARACTERS
        ? no(`must be less than ${TABLE_CHARACTERS + 1} characters`, `${at}/rows`)
        : [],
    ),
  ]
  if (messages.length > 0) return { error: 'invalid_blocks', messages }
  if (tables.length > 1)
    return { error: 'invalid_attachments', messages: ['only_one_table_allowed'] }
  if (weightOf(given) > MESSAGE_CHARACTERS) return { error: 'msg_blocks_too_long', messages: [] }
  return null
}

/**
 * The characters of all blocks. Slack does not say what it counts; more than the visible text, so
 * everything that is sent counts here, except that of a table only its cells do: a table as large as
 * Slack allows would not fit otherwise.
 */
function weightOf(given: readonly unknown[]): number {
  return listOf(given).reduce<number>(
    (sum, block) =>
      sum +
      (typeOf(block) === 'table'
        ? charactersInTable(block)
        : codePoints(JSON.stringify(block)).length),
    0,
  )
}
