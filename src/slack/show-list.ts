import { randomUUID } from 'node:crypto'
import { csvText } from '../porting/delimited-text.ts'
import { inParts } from '../porting/in-parts.ts'
import { listStateOf } from '../porting/list-state.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import { Refusal } from '../porting/refusal.ts'
import { listedNow, type ListLine } from '../desk/worklists.ts'
import { writeTroubleIn } from '../store/cannot-write.ts'
import { findList, saveList } from '../store/saved-lists.ts'
import { giveFile } from './give-file.ts'
import type { Message } from './blocks.ts'
import type { PagePlace } from './controls/list-controls.ts'
import { drawnLines } from './drawn-lines.ts'
import { fitsPage, listPage, ORDERS_ON_PAGE } from './messages/worklist.ts'
import { readableBy } from './order-meant.ts'
import type { Interaction } from './interaction.ts'

/** A list as requested: each order is on exactly one page, whatever changes while pages turn. */
interface Listing {
  readonly title: string
  readonly asOf: number
  readonly lines: readonly ListLine[]
}

type Asking = Pick<Interaction, 'desk' | 'member' | 'channel' | 'workspace'>

/** The first page of a list, and its other pages behind buttons. */
export async function firstPage(
  asking: Asking,
  title: string,
  lines: readonly ListLine[],
): Promise<Message> {
  const list = { title, asOf: asking.desk.clock(), lines }
  const id = lines.length === 0 ? null : await save(asking, list)
  return drawPage(asking, list, id, { from: 0 })
}

/** @throws Refusal when the list is too old, or somebody else's. */
export async function pageOf(asking: Asking, id: string, place: PagePlace): Promise<Message> {
  return drawPage(asking, await savedList(asking, id), id, place)
}

/** On a full disk a list has its first page only. */
async function save({ desk, member }: Asking, list: Listing): Promise<string | null> {
  const id = randomUUID()
  try {
    await saveList(desk.db, {
      id,
      by: member.id,
      content: JSON.stringify(list),
      createdAt: desk.clock(),
    })
    return id
  } catch (error) {
    if (writeTroubleIn(error) === null) throw error
    return null
  }
}

async function savedList({ desk, member }: Asking, id: string): Promise<Listing> {
  const list = await findList(desk.db, id)
  if (list?.by !== member.id) {
    throw new Refusal('list-gone', 'This list is too old.', 'Run `/portin list` again.')
  }
  return JSON.parse(list.content) as Listing
}

/** As many orders as fit a phone screen, from a place on or up to it. */
async function drawPage(
  asking: Asking,
  { title, asOf, lines }: Listing,
  id: string | null,
  place: PagePlace,
): Promise<Message> {
  const now = asking.desk.clock()
  const goesBack = 'before' in place
  const first = goesBack ? Math.max(0, place.before - ORDERS_ON_PAGE) : place.from
  const end = goesBack ? place.before : Math.min(lines.length, first + ORDERS_ON_PAGE)
  const placed = lines.slice(first, end).map((line, index) => ({ ...line, at: first + index }))
  const drawn = await drawnLines(asking, placed, readableBy(asking))
  let shown = drawn
  while (!fitsPage(shown, now)) shown = goesBack ? shown.slice(1) : shown.slice(0, -1)
  const isCut = shown.length < drawn.length
  const from = isCut && goesBack ? (shown[0]?.at ?? first) : first
  const to = isCut && !goesBack ? (shown.at(-1)?.at ?? end) + 1 : end
  return listPage({ title, id, from, to, count: lines.length, asOf, lines: shown }, now)
}

const COLUMNS = [
  'order',
  'customer',
  'numbers',
  'carrier',
  'state',
  'FOC',
  'requested FOC',
  'reason',
  'owner',
]

/** Sends the whole list as it is now to the person's own conversation with the bot. */
export async function sendAsCsv(asking: Asking, id: string): Promise<void> {
  const { desk, workspace } = asking
  const { lines } = await savedList(asking, id)
  const rows: string[][] = []
  const seen = new Set<number>()
  for (const some of inParts(lines, CSV_AT_ONCE)) {
    const orders = await listedNow(desk, some)
    const shown = await readableBy(asking)([...new Set(orders.map(({ channel }) => channel))])
    const byNumber = new Map(orders.map((order) => [order.number, order]))
    for (const { number } of some) {
      const order = byNumber.get(number)
      if (order === undefined || seen.has(number) || !shown.includes(order.channel)) continue
      seen.add(number)
      rows.push(csvRow(order, await workspace.roles.nameOf(order.owner)))
    }
  }
  await giveFile(asking, 'orders.csv', csvText([COLUMNS, ...rows]))
}

const CSV_AT_ONCE = 500

function csvRow(order: ListedOrder, owner: string): string[] {
  return [
    `#${order.number}`,
    order.customer ?? '',
    String(order.numbers),
    order.carrier ?? '',
    listStateOf(order),
    order.focDay ?? '',
    order.requestedDay ?? '',
    order.reason ?? '',
    owner,
  ]
}
