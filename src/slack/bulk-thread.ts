import { offerForBulk } from '../desk/bulk/bulk-documents.ts'
import type { Desk } from '../desk/desk.ts'
import type { Message } from './blocks.ts'
import { numbersElsewhere } from '../desk/numbers-elsewhere.ts'
import type { ReadableChannels } from '../desk/orders-meant.ts'
import { movedBy } from '../porting/desired-numbers.ts'
import { savedNumbers } from '../store/bulk-numbers.ts'
import { readableBy } from './order-meant.ts'
import type { Member } from './roles.ts'
import { downloadText } from './download-file.ts'
import { readDroppedTable, type DroppedTable } from './dropped-table.ts'
import type { TypedFile } from './typed-file.ts'
import { childTable, nothingDropped, numbersDropped, leftOutOf } from './messages/bulk-tables.ts'
import { whichNumbers } from './messages/which-numbers.ts'
import { askWhich } from './numbers-in-files.ts'
import type { Workspace } from './workspace.ts'
import { bulkNumbered } from '../desk/numbered.ts'

type FileKind = 'table' | 'document'

/** What a person means by a file; in a bulk order's thread a workbook is a table. */
export function kindOf({ name, mimetype }: Pick<TypedFile, 'name' | 'mimetype'>): FileKind {
  return /\.(csv|tsv|txt|xls[xmb]?|ods|numbers)$/i.test(name) || mimetype === 'text/csv'
    ? 'table'
    : 'document'
}

/**
 * Handles files dropped in a bulk order's thread. LOAs are matched to its orders and wait for a click; a
 * table is read, and the answer shows what it would change before anything is sent.
 *
 * @returns answers that only the person who dropped them sees.
 */
export async function takeBulkFiles(
  desk: Desk,
  workspace: Workspace,
  {
    number,
    files,
    member,
    channel,
  }: {
    readonly number: number
    readonly files: readonly TypedFile[]
    readonly member: Member
    /** Where they are spoken of. */
    readonly channel: string
  },
): Promise<readonly Message[]> {
  const by = member.id
  const readable = readableBy({ member, channel, workspace })
  const documents = files.filter((file) => kindOf(file) === 'document')
  if (documents.length > 0) {
    await offerForBulk(desk, {
      number,
      by,
      files: documents.map(({ id, name, size }) => ({ source: id, name, size: size ?? 0 })),
    })
  }
  const answers: Message[] = []
  for (const file of files.filter((one) => kindOf(one) === 'table')) {
    const bytes = await downloadText(workspace, file)
    const dropped = await readDroppedTable(desk, workspace, number, { file, bytes })
    answers.push(await tableAnswer(desk, { number, file, by, readable, dropped }))
  }
  return answers
}

/** What a table or a list of numbers would change about a bulk order. */
export async function tableAnswer(
  desk: Desk,
  {
    number,
    file,
    by,
    readable,
    dropped: { read, children },
  }: {
    readonly number: number
    readonly file: TypedFile
    readonly by: string
    readonly readable: ReadableChannels
    readonly dropped: DroppedTable
  },
): Promise<Message> {
  const bulk = await bulkNumbered(desk.db, number)
  if (read.kind === 'table') return childTable({ bulk, file, table: read.table, children })
  if (read.question !== null) {
    return whichNumbers(
      await askWhich(desk, by, read.question, { kind: 'bulk-file', number, file }),
    )
  }
  const { numbers } = read
  if (numbers.length > 0) {
    const { desired } = await savedNumbers(desk.db, number)
    const { joining, leaving } = movedBy(desired, numbers)
    const [count, added] = [numbers.length, joining.length]
    const counts = { count, added, removed: count - added, leaving: leaving.length }
    const elsewhere = await numbersElsewhere(desk, joining, { into: number, readable })
    return numbersDropped({ bulk, file, dropped: counts, elsewhere, account: read })
  }
  const [out] = read.leftOut
  return out === undefined ? nothingDropped(file) : leftOutOf(out)
}
