import { dirname, resolve } from 'node:path'
import ts from 'typescript'

interface Source {
  readonly fileName: string
  readonly text: string
}

/** Files that import each other, by whatever way; what is imported as a type counts too. */
export function circlesIn(files: readonly Source[]): readonly (readonly string[])[] {
  const imports = new Map(files.map((file) => [file.fileName, importedBy(file)]))
  const reached = new Map([...imports.keys()].map((name) => [name, reachedFrom(name, imports)]))
  const seen = new Set<string>()
  const circles: string[][] = []
  for (const [name, names] of reached) {
    if (seen.has(name) || !names.has(name)) continue
    const circle = [...names].filter((other) => reached.get(other)?.has(name) === true)
    for (const one of circle) seen.add(one)
    circles.push(circle)
  }
  return circles
}

function importedBy(file: Source): readonly string[] {
  return ts
    .preProcessFile(file.text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(file.fileName), name))
}

/** Not itself, unless some way leads back to it. */
function reachedFrom(
  start: string,
  imports: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set<string>()
  const next = [...(imports.get(start) ?? [])]
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    next.push(...(imports.get(name) ?? []))
  }
  return reached
}
