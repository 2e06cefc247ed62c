import { sql } from 'kysely'
import type { Database } from './database.ts'

/** What people wrote about an order, at one place. */
interface WrittenText {
  readonly place: Place
  readonly row: string | number
  readonly orderNumber: number
  readonly text: string
}

type Place = keyof typeof PLACES

/** Texts have tables of their own, and are in JSON under these names. */
const IN_JSON = ['text', 'reason']

const PLACES = {
  post: { table: 'post', key: 'id', column: 'ref', isJson: true },
  intent: { table: 'intent', key: 'id', column: 'search_key', isJson: false },
  request: { table: 'approval', key: 'id', column: 'facts', isJson: true },
  decision: { table: 'approval', key: 'id', column: 'outcome', isJson: false },
  audit: { table: 'audit', key: 'id', column: 'facts', isJson: true },
} as const

/** Of an intent that is open the text is what it is found by. */
const WHERE: Record<Place, string> = {
  post: `ref LIKE '%"text":%' OR ref LIKE '%"reason":%'`,
  intent: `kind IN ('note', 'bulk-note') AND outcome IS NOT NULL`,
  request: `facts LIKE '%"reason":%'`,
  decision: `outcome IS NOT NULL`,
  audit: `facts LIKE '%"reason":%' OR facts LIKE '%"text":%'`,
}

export async function writtenTexts(db: Database): Promise<readonly WrittenText[]> {
  const found: WrittenText[] = []
  for (const place of Object.keys(PLACES) as Place[]) {
    const { table, key, column } = PLACES[place]
    const number = place === 'post' ? `json_extract(ref, '$.number')` : 'order_number'
    const { rows } = await sql
      .raw<
        Omit<WrittenText, 'place' | 'orderNumber'> & {
          readonly orderNumber: number | string | null
        }
      >(
        `SELECT ${key} AS row, ${number} AS "orderNumber", ${column} AS text FROM ${table} WHERE ${WHERE[place]}`,
      )
      .execute(db)
    for (const { orderNumber, ...row } of rows) {
      if (orderNumber !== null) found.push({ ...row, orderNumber: Number(orderNumber), place })
    }
  }
  return found
}

/** Whether a text waits for its intent to be closed. */
export async function hasOpenTexts(db: Database): Promise<boolean> {
  const open = await db
    .selectFrom('intent')
    .select('id')
    .where('kind', 'in', ['note', 'bulk-note'])
    .where('outcome', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}

/** @returns false where it stays as it is. */
export async function rewriteText(
  db: Database,
  { place, row, text }: WrittenText,
  rewrite: (said: string) => string,
): Promise<boolean> {
  const { table, key, column, isJson } = PLACES[place]
  const written = isJson ? inJson(text, rewrite) : rewrite(text)
  if (written === text) return false
  await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${written} WHERE ${sql.ref(key)} = ${row}`.execute(
    db,
  )
  return true
}

function inJson(json: string, rewrite: (said: string) => string): string {
  const value: unknown = JSON.parse(json)
  const rewritten: unknown = JSON.parse(json, (name, said: unknown) =>
    IN_JSON.includes(name) && typeof said === 'string' ? rewrite(said) : said,
  )
  return JSON.stringify(value) === JSON.stringify(rewritten) ? json : JSON.stringify(rewritten)
}
