import { isAlive } from '../porting/standing.ts'
import { offerForOrder } from '../desk/attach-document.ts'
import { numbered, ofKind } from '../desk/numbered.ts'
import { noSuchOrder } from '../desk/refusals.ts'
import { listedRule } from '../porting/listed-rule.ts'
import { matchDocuments } from '../porting/match-documents.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import { channelsWithOrders, listedOrders } from '../store/find-by-name.ts'
import { listNumbers } from '../store/list-orders.ts'
import { isPaper } from './forms/slack-files.ts'
import { keptNumbers } from '../store/bulk-numbers.ts'
import { readDroppedTable } from './dropped-table.ts'
import { kindOf, takeBulkFiles } from './bulk-thread.ts'
import { documentGiven, whoseDocument, whoseTable } from './messages/whose-document.ts'
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

/**
 * A file that was dropped in a channel of orders, beside their threads. Only whoever dropped it is asked, and
 * where no order of the channel is on its way it is none of ours.
 */
export async function offerBeside(asking: Asking, files: readonly TypedFile[]): Promise<void> {
  const orders = (await ordersThatTake(asking)).filter(({ channel }) => channel === asking.channel)
  if (orders.length === 0) return
  for (const file of files) {
    if (isPaper(file)) {
      await asking.reply(whoseDocument(file, likeliestFirst(orders, file, asking.member.id)))
    } else if (kindOf(file) === 'table') await offerTable(asking, orders, file)
  }
}

/** One that fits one bulk draft is read for it; else the person says for which, or that it is for none. */
async function offerTable(
  asking: Asking,
  orders: readonly ListedOrder[],
  file: TypedFile,
): Promise<void> {
  const { desk, workspace, member, channel, reply } = asking
  const drafts = orders.filter((order) => listedRule(order).takesTables)
  const fitting: ListedOrder[] = []
  for (const draft of drafts.slice(0, MOST_READ)) {
    if (await fits(asking, draft.number, file)) fitting.push(draft)
  }
  const [only, ...others] = fitting
  if (only === undefined || others.length > 0) {
    return reply(whoseTable(file, fitting.length > 0 ? fitting : drafts))
  }
  const taken = { number: only.number, files: [file], member, channel }
  for (const answer of await takeBulkFiles(desk, workspace, taken)) await reply(answer)
}

/** A file is read once for each. */
const MOST_READ = 5

/** It has rows for its orders, or some of its numbers. */
async function fits(
  { desk, workspace }: Asking,
  number: number,
  file: TypedFile,
): Promise<boolean> {
  const { read } = await readDroppedTable(desk, workspace, number, file)
  if (read.kind === 'table') return read.table.rows.length > 0
  const { desired } = await keptNumbers(desk.db, number)
  const ours = new Set(desired)
  return read.numbers.some((tn) => ours.has(tn))
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
      const answers = await takeBulkFiles(desk, workspace, {
        number,
        files: [file],
        member,
        channel: asking.channel,
      })
      for (const answer of answers) await asking.reply(answer)
      return null
    },
  })
  if (kindOf(file) === 'document') await asking.reply(documentGiven(file, found.one, offer))
}

/** An order of a channel that the person does not hear is as if it were not there. */
async function findHeard(asking: Asking, number: number) {
  const found = await numbered(asking.desk.db, number)
  const heard = found === undefined ? [] : await hearsOf(asking)([found.one.channel])
  if (found === undefined || heard.length === 0) throw noSuchOrder(`#${number}`)
  return found
}
