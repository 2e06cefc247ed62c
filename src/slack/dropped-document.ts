import { inParts } from '../porting/in-parts.ts'
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
import { savedNumbers } from '../store/bulk-numbers.ts'
import { downloadText } from './download-file.ts'
import { readDroppedTable, type DroppedTable } from './dropped-table.ts'
import { kindOf, tableAnswer, takeBulkFiles } from './bulk-thread.ts'
import { documentGiven, whoseDocument, whoseTable } from './messages/whose-document.ts'
import { readableBy } from './order-meant.ts'
import { titleOf } from './order-ref.ts'
import type { TypedFile } from './typed-file.ts'
import type { Interaction } from './interaction.ts'

/** More than a menu shows; the others are named by hand. */
const MOST_CANDIDATES = 500
const AT_ONCE = 500

type Asking = Pick<Interaction, 'desk' | 'member' | 'channel' | 'workspace' | 'reply'>

/** A document that was dropped where no order is spoken of: the person says which order it is for. */
export async function askWhoseDocument(
  asking: Asking,
  files: readonly TypedFile[],
  named: number | null,
): Promise<void> {
  await asking.workspace.places.placeOf(asking.channel)
  const channels = await readableBy(asking)(await channelsWithOrders(asking.desk.db))
  const orders = await ordersThatTake(asking, channels)
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
 * A file that was dropped in the main channel of some orders. Only the person who dropped it is asked; if
 * no order of the channel is open, the file is ignored.
 */
export async function offerBeside(asking: Asking, files: readonly TypedFile[]): Promise<void> {
  const orders = await ordersThatTake(asking, [asking.channel])
  if (orders.length === 0) return
  for (const file of files) {
    if (isPaper(file)) {
      await asking.reply(whoseDocument(file, likeliestFirst(orders, file, asking.member.id)))
    } else await offerTable(asking, orders, file)
  }
}

/** Pictures and other files that are dropped in a channel are ignored. */
export function isForOrders(file: TypedFile): boolean {
  return isPaper(file) || kindOf(file) === 'table'
}

/** One that fits one bulk draft is read for it; else the person says for which, or that it is for none. */
async function offerTable(
  asking: Asking,
  orders: readonly ListedOrder[],
  file: TypedFile,
): Promise<void> {
  const { desk, workspace, member, reply } = asking
  const drafts = orders.filter((order) => listedRule(order).takesTables)
  if (drafts.length === 0) return
  const bytes = await downloadText(workspace, file)
  const fitting: { readonly draft: ListedOrder; readonly dropped: DroppedTable }[] = []
  for (const draft of drafts.slice(0, MOST_READ)) {
    const dropped = await readDroppedTable(desk, workspace, draft.number, { file, bytes })
    if (await fits(asking, draft.number, dropped)) fitting.push({ draft, dropped })
  }
  const [only, ...others] = fitting
  if (only === undefined || others.length > 0) {
    const named = fitting.length > 0 ? fitting.map(({ draft }) => draft) : drafts
    return reply(whoseTable(file, named))
  }
  const { draft, dropped } = only
  const taken = { number: draft.number, file, by: member.id, readable: readableBy(asking), dropped }
  await reply(await tableAnswer(desk, taken))
}

/** A large one takes seconds to be read for each. */
const MOST_READ = 5

/** It has rows for its orders, or some of its numbers. */
async function fits({ desk }: Asking, number: number, { read }: DroppedTable): Promise<boolean> {
  if (read.kind === 'table') return read.table.rows.length > 0
  const { desired } = await savedNumbers(desk.db, number)
  const ours = new Set(desired)
  return read.numbers.some((tn) => ours.has(tn))
}

/** Open orders of these channels that accept a document, the most urgent first. */
async function ordersThatTake(
  { desk: { db } }: Asking,
  channels: readonly string[],
): Promise<readonly ListedOrder[]> {
  const numbers = await listNumbers(db, { channels, isAlive: true, isStandAlone: true })
  const found: ListedOrder[] = []
  for (const some of inParts(numbers, AT_ONCE)) {
    if (found.length >= MOST_CANDIDATES) break
    const orders = await listedOrders(db, some)
    found.push(...orders.filter((order) => isAlive(order) && listedRule(order).takesDocuments))
  }
  return found
}

/** Orders named in the file's name first; then the person's own, then those due. */
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
  const found = await findReadable(asking, number)
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
  if (kindOf(file) === 'document') {
    const named = await titleOf(asking.desk.db, found.one.number)
    await asking.reply(documentGiven(file, named, offer))
  }
}

/** An order in a channel that the person has no access to is treated as nonexistent. */
async function findReadable(asking: Asking, number: number) {
  const found = await numbered(asking.desk.db, number)
  const shown = found === undefined ? [] : await readableBy(asking)([found.one.channel])
  if (found === undefined || shown.length === 0) throw noSuchOrder(`#${number}`)
  return found
}
