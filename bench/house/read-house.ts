import { join, sep } from 'node:path'
import ts from 'typescript'

export interface House {
  readonly files: readonly ts.SourceFile[]
  readonly checker: ts.TypeChecker
}

const ROOMS = ['src', 'commands']

/** The code that people run, with its types. */
export function readHouse(root: string): House {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ) as {
    readonly config: unknown
  }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const names = ROOMS.flatMap((room) => ts.sys.readDirectory(join(root, room), ['.ts']))
  const program = ts.createProgram({ rootNames: names, options: { ...options, noEmit: true } })
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => ROOMS.some((room) => fileName.startsWith(join(root, room) + sep)))
  return { files, checker: program.getTypeChecker() }
}

export function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1
}

/** Every node of a file, from the outside in. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  node.forEachChild((child) => {
    children.push(child)
  })
  for (const child of children) yield* nodesOf(child)
}
