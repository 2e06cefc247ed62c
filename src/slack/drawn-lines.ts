import type { Desk } from '../desk/desk.ts'
import { morningOf } from '../desk/morning.ts'
import type { ReadableChannels } from '../desk/orders-meant.ts'
import { listedNow, type ListLine } from '../desk/worklists.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import { cardsOf } from '../store/list-orders.ts'
import type { Message } from './blocks.ts'
import { morningMessage } from './messages/morning.ts'
import type { DrawnLine } from './messages/worklist.ts'
import type { Workspace } from './workspace.ts'

type Drawing = { readonly desk: Desk; readonly workspace: Workspace }

/** The orders as they are now, without those of channels that the reader has no access to. */
export async function drawnLines<Line extends ListLine>(
  { desk, workspace }: Drawing,
  lines: readonly Line[],
  readable: ReadableChannels,
): Promise<readonly (Line & DrawnLine)[]> {
  const orders = await listedNow(desk, lines)
  const shown = await readable([...new Set(orders.map(({ channel }) => channel))])
  const byNumber = new Map(
    orders.filter(({ channel }) => shown.includes(channel)).map((order) => [order.number, order]),
  )
  const cards = await cardsOf(desk.db, cardNumbers(orders))
  const drawn: (Line & DrawnLine)[] = []
  for (const line of lines) {
    const order = byNumber.get(line.number)
    if (order === undefined) continue
    const card = cards.get(order.number) ?? cards.get(order.bulkNumber ?? 0)
    const url =
      card === undefined
        ? null
        : new URL(`archives/${card.channel}/p${card.ts.replace('.', '')}`, workspace.url).href
    drawn.push({ ...line, order, url, owner: await workspace.roles.nameOf(order.owner) })
  }
  return drawn
}

/** An order of a bulk order may have no card of its own: that of the bulk order shows it. */
function cardNumbers(orders: readonly ListedOrder[]): readonly number[] {
  return orders.flatMap(({ number, bulkNumber }) =>
    bulkNumber === null ? [number] : [number, bulkNumber],
  )
}

/** The to-do list of a channel, as of posting; null when nothing is left to do. */
export async function drawMorning(
  desk: Desk,
  workspace: Workspace,
  channel: string,
): Promise<Message | null> {
  const morning = await morningOf(desk, channel)
  const readable: ReadableChannels = (channels) =>
    Promise.resolve(channels.filter((one) => one === channel))
  const draw = (lines: readonly ListLine[]) => drawnLines({ desk, workspace }, lines, readable)
  const drawn = {
    today: await draw(morning.today),
    tomorrow: await draw(morning.tomorrow),
    waiting: await draw(morning.waiting),
    stuck: await draw(morning.stuck),
  }
  return morningMessage(drawn, workspace.roles.approvers, desk.clock())
}
