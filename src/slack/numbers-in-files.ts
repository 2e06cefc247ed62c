import type { NumbersRead } from '../porting/telephone-number.ts'
import { downloadFile } from './download-file.ts'
import type { Workspace } from './workspace.ts'

/**
 * What was typed and what stands in the files, read as one list.
 * @throws Refusal in words when a file cannot be had, or has too much in it.
 */
export async function numbersInFiles(
  workspace: Workspace,
  typed: string,
  files: readonly Parameters<typeof downloadFile>[1][],
): Promise<NumbersRead> {
  const texts: (string | Uint8Array)[] = typed === '' ? [] : [typed]
  for (const file of files) texts.push(await downloadFile(workspace, file))
  return workspace.texts.numbersIn(texts)
}
