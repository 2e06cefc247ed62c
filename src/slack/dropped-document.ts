import { isAlive } from '../porting/standing.ts'
import { offerForOrder } from '../desk/attach-document.ts'
import { numbered, ofKind } from '../desk/numbered.ts'
import { noSuchOrder } from '../desk/refusals.ts'
import { listedRule } from '../porting/listed-rule.ts'
import { matchDocuments } from '../porting/match-documents.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import { channelsWithOrders, listedOrders } from '../store/find-by-name.ts'
import { listNumbers } from '../store/list-orders.ts'
import { takeBulkFiles } from './bulk-thread.ts'
import { documentGiven, whoseDocument } from './messages/whose-document.ts'
import { hearsOf } from './order-meant.ts'
import type { TypedFile } from './typed-file.ts'
import type { Interaction } from './interaction.ts'

/** More than a menu shows; the others are named by hand. */
const MOST_LOOKED_AT = 500

type Asking = Pick<Interaction, 'desk' | 'member' | 'channel' | 'workspace' | 'reply'>

/** A document that was dropped where no order is spoken of: the person says which order it is for. */
export async function askWhoseDocument(
  asking: Asking,
  files: readonly TypedFile[],
  named: number | null,
): Promise<void> {
  await asking.workspace.places.placeOf(asking.channel)
  const orders = await ordersThatTake(asking)
  for (const file of files) {
    const known = orders.find(({ number }) => number === named)
    if (known !== undefined) {
      await giveDocument(asking, known.number, file)
      continue
    }
    await asking.reply(whoseDocument(file, likeliestFirst(orders, file, asking.member.id)))
  }
}

/** Those on their way of which the person hears and which a document can be added to. */
async function ordersThatTake(asking: Asking): Promise<readonly ListedOrder[]> {
  const { db } = asking.desk
  const channels = await hearsOf(asking)(await channelsWithOrders(db))
  const numbers = await listNumbers(db, { channels, isAlive: true, isStandAlone: true })
  const orders = await listedOrders(db, numbers.slice(0, MOST_LOOKED_AT))
  return orders.filter((order) => isAlive(order) && listedRule(order).takesDocuments)
}

/** Whose name the file's name has; then the person's own orders, then what is due. */
function likeliestFirst(
  orders: readonly ListedOrder[],
  file: TypedFile,
  owner: string,
): readonly ListedOrder[] {
  const known = orders.map(({ number, customer }) => {
    return { number, numbers: [], names: customer === null ? [] : [customer] }
  })
  const [found] = matchDocuments([file], known)
  const spoken = new Set([found?.match?.number, ...(found?.others ?? [])])
  const rank = (order: ListedOrder): number =>
    (spoken.has(order.number) ? 0 : 2) + (order.owner === owner ? 0 : 1)
  return orders.toSorted((one, other) => rank(one) - rank(other))
}

/** The document waits with the order until somebody says what it is; here, or in the order's thread. */
export async function giveDocument(asking: Asking, number: number, file: TypedFile): Promise<void> {
  const { desk, workspace, member } = asking
  // A menu outlives the hour in which its channel is shared with outsiders.
  await workspace.places.placeOf(asking.channel)
  const found = await findHeard(asking, number)
  const by = member.id
  const offer = await ofKind<Promise<string | null>>(found, {
    order: () =>
      offerForOrder(desk, { number, source: file.id, name: file.name, by, size: file.size ?? 0 }),
    async bulk() {
      await takeBulkFiles(desk, workspace, {
        number,
        files: [file],
        member,
        channel: asking.channel,
      })
      return null
    },
  })
  await asking.reply(documentGiven(file, found.one, offer))
}

/** An order of a channel that the person does not hear is as if it were not there. */
async function findHeard(asking: Asking, number: number) {
  const found = await numbered(asking.desk.db, number)
  const heard = found === undefined ? [] : await hearsOf(asking)([found.one.channel])
  if (found === undefined || heard.length === 0) throw noSuchOrder(`#${number}`)
  return found
}
