import { BULK_DRAFT_STATUSES, bulkStatus, knownBulkStatus } from '../src/porting/bulk-status.ts'
import { DRAFT_STATUSES, knownStatus, portStatus } from '../src/porting/status.ts'
import { orderList } from '../src/slack/messages/list.ts'
import { Refusal } from '../src/porting/refusal.ts'
import { countWanted } from '../src/store/bulk-numbers.ts'
import { listBulkOrders, type BulkFilter } from '../src/store/bulk-orders.ts'
import type { Command } from '../src/slack/surface.ts'
import { listTracked, type OrderFilter } from '../src/store/search-orders.ts'

/** `/portin list [mine|all|drafts|STATUS]`: orders that are not finished, newest first. */
export const list: Command = {
  name: 'list',
  usage: 'list [mine | drafts | foc | all]',
  summary: 'the open orders',
  example: 'list mine',
  needs: 'porter',
  onlyReads: true,

  async run({ text, desk, member, reply }) {
    const { title, orders: of, bulks: ofBulks } = whatToList(text.toLowerCase(), member.id)
    const bulks = await listBulkOrders(desk.db, ofBulks)
    const orders = await listTracked(desk.db, of)
    const counts = await countWanted(
      desk.db,
      bulks.map(({ number }) => number),
    )
    await reply(orderList(title, { orders, bulks, counts }, desk.clock()))
  },
}

interface Listed {
  readonly title: string
  readonly orders: OrderFilter
  readonly bulks: BulkFilter
}

function whatToList(word: string, user: string): Listed {
  switch (word) {
    case '':
    case 'open':
      return whole('Open orders', { alive: true })
    case 'mine':
      return whole('Your open orders', { alive: true, owner: user })
    case 'drafts':
    case 'draft':
      return {
        title: 'Drafts',
        orders: { alive: true, statuses: DRAFT_STATUSES, standAlone: true },
        bulks: { alive: true, statuses: BULK_DRAFT_STATUSES },
      }
    case 'all':
      return whole('All orders', {})
    default:
      return inStatus(word)
  }
}

/** Bulk orders, and orders without those that they hold. */
function whole(title: string, filter: BulkFilter): Listed {
  return { title, orders: { ...filter, standAlone: true }, bulks: filter }
}

/** Orders of a bulk order have a status of their own, so these are listed each. */
function inStatus(word: string): Listed {
  const name = word.replaceAll(' ', '_')
  const [status, ofBulks] = [knownStatus(portStatus(name)), knownBulkStatus(bulkStatus(name))]
  if (status === undefined && ofBulks === undefined) throw noSuchList(word)
  return {
    title: `Orders in ${status ?? ofBulks}`,
    orders: { statuses: status === undefined ? [] : [status] },
    bulks: { statuses: ofBulks === undefined ? [] : [ofBulks] },
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
