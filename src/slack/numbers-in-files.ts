import { readNumbers, type NumbersRead } from '../porting/telephone-number.ts'
import { downloadText } from './download-file.ts'
import type { Workspace } from './workspace.ts'

/**
 * What was typed and what stands in the files, read as one list.
 * @throws Refusal in words when a file cannot be had.
 */
export async function numbersInFiles(
  workspace: Workspace,
  typed: string,
  files: readonly Parameters<typeof downloadText>[1][],
): Promise<NumbersRead> {
  const texts = [typed]
  for (const file of files) texts.push(await downloadText(workspace, file))
  return readNumbers(texts.join('\n'))
}
