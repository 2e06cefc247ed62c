import { DRAFT_STATUSES, knownStatus, portStatus } from '../src/porting/status.ts'
import { orderList } from '../src/slack/messages/list.ts'
import { Refusal } from '../src/porting/refusal.ts'
import { countWanted } from '../src/store/bulk-numbers.ts'
import { listBulkOrders } from '../src/store/bulk-orders.ts'
import type { Command } from '../src/slack/surface.ts'
import { listTracked, type OrderFilter } from '../src/store/orders.ts'

/** `/portin list [mine|all|drafts|STATUS]`: orders that are not finished, newest first. */
export const list: Command = {
  name: 'list',
  usage: 'list [mine | drafts | foc | all]',
  summary: 'the open orders',
  example: 'list mine',
  needs: 'porter',
  onlyReads: true,

  async run({ text, desk, member, reply }) {
    const { title, filter } = whatToList(text.toLowerCase(), member.id)
    const { owner, alive, statuses } = filter
    const bulks = statuses === undefined ? await listBulkOrders(desk.db, { owner, alive }) : []
    const orders = await listTracked(desk.db, { ...filter, standAlone: statuses === undefined })
    const counts = await countWanted(
      desk.db,
      bulks.map(({ number }) => number),
    )
    await reply(orderList(title, { orders, bulks, counts }, desk.clock()))
  },
}

function whatToList(
  word: string,
  user: string,
): { readonly title: string; readonly filter: OrderFilter } {
  switch (word) {
    case '':
    case 'open':
      return { title: 'Open orders', filter: { alive: true } }
    case 'mine':
      return { title: 'Your open orders', filter: { alive: true, owner: user } }
    case 'drafts':
    case 'draft':
      return { title: 'Drafts', filter: { alive: true, statuses: DRAFT_STATUSES } }
    case 'all':
      return { title: 'All orders', filter: {} }
    default: {
      const status = knownStatus(portStatus(word.replaceAll(' ', '_')))
      if (status === undefined) throw noSuchList(word)
      return { title: `Orders in ${status}`, filter: { statuses: [status] } }
    }
  }
}

function noSuchList(word: string): Refusal {
  const number = /^#?(\d{4,7})$/.exec(word)?.[1]
  return new Refusal(
    'no-such-list',
    `I have no list "${word}".`,
    number === undefined
      ? LISTS
      : `\`/portin status ${number}\` shows an order, \`/portin bulk ${number}\` the orders of a bulk order. ${LISTS}`,
  )
}

const LISTS =
  'Try `/portin list`, `list mine`, `list drafts`, `list foc`, `list exception` or `list all`.'
