import { isAlive } from '../porting/standing.ts'
import type { Desk } from '../desk/desk.ts'
import type { ChildContent } from '../porting/child-facts.ts'
import { findChildren } from '../store/children.ts'
import { readingAnswers } from '../store/readings.ts'
import type { TypedFile } from './typed-file.ts'
import type { TableOrNumbers } from './read-text.ts'
import type { Workspace } from './workspace.ts'

/** A file of text that was dropped for a bulk order, held against the orders that it may be about. */
export interface DroppedTable {
  readonly read: TableOrNumbers
  readonly children: readonly { readonly number: number; readonly content: ChildContent }[]
}

/** @throws Refusal in words when the file has too much in it. */
export async function readDroppedTable(
  desk: Desk,
  workspace: Workspace,
  number: number,
  { file, bytes }: { readonly file: Pick<TypedFile, 'name'>; readonly bytes: Uint8Array },
): Promise<DroppedTable> {
  const answers = await readingAnswers(desk.db)
  const children = (await findChildren(desk.db, number))
    .filter(isAlive)
    .map(({ number, content, seen }) => ({ number, content: seen ?? content }))
  const named = { name: file.name, bytes }
  return { read: await workspace.texts.tableOrNumbersIn(named, children, answers), children }
}
