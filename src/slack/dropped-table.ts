import type { Desk } from '../desk/desk.ts'
import type { ChildContent } from '../porting/child-facts.ts'
import { readChildCsv, type ChildCsvRead } from '../porting/child-table.ts'
import { findChildren } from '../store/orders.ts'
import { downloadText } from './download-file.ts'
import type { TypedFile } from './forms/typed-values.ts'
import type { Workspace } from './workspace.ts'

/** A file of text that was dropped for a bulk order, held against the orders that it may be about. */
export interface DroppedTable {
  readonly text: string
  readonly table: ChildCsvRead
  readonly children: readonly { readonly number: number; readonly content: ChildContent }[]
}

/** @throws Refusal in words when the file cannot be had. */
export async function readDroppedTable(
  desk: Desk,
  workspace: Workspace,
  number: number,
  file: Pick<TypedFile, 'id' | 'name'>,
): Promise<DroppedTable> {
  const text = await downloadText(workspace, file)
  const children = (await findChildren(desk.db, number))
    .filter(({ endedAt }) => endedAt === null)
    .map(({ number, content, seen }) => ({ number, content: seen ?? content }))
  return { text, table: readChildCsv(text, children), children }
}
