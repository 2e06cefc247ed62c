import ts from 'typescript'
import { lineOf, nodesOf, type House } from './read-house.ts'

/** Every function with a body, and how many lines it takes. */
export function functionsIn(files: House['files']) {
  return files.flatMap((file) =>
    [...nodesOf(file)].flatMap((node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return []
      const lines = lineOf(file, node.getEnd()) - lineOf(file, node.getStart(file)) + 1
      const name = node.name?.getText(file) ?? 'a function without a name'
      return [{ name, lines, file: file.fileName }]
    }),
  )
}
