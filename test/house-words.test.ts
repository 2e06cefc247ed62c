import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import typescript from 'typescript'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/**
 * Words of our own that somebody from another company would have to be told, each with the standard term.
 * Strings are not looked at: what is stored, and the ids in messages of earlier releases, keep their names.
 */
const SAY_INSTEAD: Readonly<Record<string, string>> = {
  anew: 'again',
  beat: 'everySecond',
  bell: 'everyMinute',
  deed: 'operation',
  errand: 'pending request',
  heir: 'successor',
  hint: 'next step (of a refusal), refresh request (of a notification)',
  kick: 'wake',
  knock: 'probe',
  lane: 'priority, or queue',
  mend: 'correct, repair',
  mouth: 'client',
  nudge: 'wake',
  porter: 'coordinator',
  pulse: 'scheduler',
  ring: 'tick',
  sweep: 'purge (of Bandwidth), reconciliation (ours)',
  visit: 'interaction',
}

/** Words that say nothing in a name, though they do in a sentence. */
const NAME_INSTEAD: Readonly<Record<string, string>> = {
  hear: 'readable, notified',
  heard: 'readable, notified',
  heartbeat: 'scheduler',
  matter: 'topic',
  regrouped: 'superseded',
  remember: 'save, sync',
  settle: 'resolve',
  told: 'announced, notified; reply (of Bandwidth)',
  wanted: 'requested, desired, required',
}

/** Where a word is another one's: `store/` names columns, a street ends in a lane and a carrier is called
 * so, settings keep old names. */
const MEANT_OTHERWISE: Readonly<Record<string, RegExp>> = {
  bell: /message\/read-message|slack\/blocks/,
  deed: /src\/store\/|news-routes/,
  errand: /src\/store\//,
  // Block Kit's own.
  hint: /src\/(store|slack\/(blocks|limits|forms))/,
  lane: /sent-content|message\/read-message/,
  heard: /src\/store\/postgres\//,
  matter: /src\/store\//,
  porter: /renamed-settings/,
  // The name of an ending that is stored.
  regrouped: /list-state|ending-words|order-actions/,
  told: /src\/store\//,
  // Of rows, the name of a question that is stored; of a form, what is typed into it.
  wanted:
    /src\/store\/|read-lines|read-table|table-stack|check-controls|which-numbers|change-view|behind-order-form|open-change-form|send-change/,
}

function programFiles(): readonly string[] {
  return ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('migrations'))
      .map((file) => join(folder, file)),
  )
}

/** Every word of the names of a file, and of its comments, in small letters and without a plural's end. */
function wordsIn(file: string): Record<'names' | 'comments', ReadonlySet<string>> {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return { names: wordsOf(namesIn(file, text)), comments: wordsOf(commentsIn(text)) }
}

function namesIn(file: string, text: string): readonly string[] {
  const names: string[] = []
  const add = (node: typescript.Node): void => {
    if (typescript.isIdentifier(node)) names.push(node.text)
    node.forEachChild(add)
  }
  add(typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest))
  return names
}

function commentsIn(text: string): readonly string[] {
  const scanner = typescript.createScanner(typescript.ScriptTarget.Latest, false)
  scanner.setText(text)
  const comments: string[] = []
  for (
    let token = scanner.scan();
    token !== typescript.SyntaxKind.EndOfFileToken;
    token = scanner.scan()
  ) {
    const isComment =
      token === typescript.SyntaxKind.SingleLineCommentTrivia ||
      token === typescript.SyntaxKind.MultiLineCommentTrivia
    if (isComment) comments.push(scanner.getTokenText())
  }
  return comments
}

function wordsOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(
    texts
      .flatMap((words) => words.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [])
      .map((word) => word.toLowerCase().replace(/s$/, '')),
  )
}

it('The docs use them, too', () => {
  const papers = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'))
  const found = ['README.md', 'DECISIONS.md', ...papers.map((file) => `docs/${file}`)].flatMap(
    (file) => {
      // What is typed, stored or logged keeps its name.
      const prose = readFileSync(join(ROOT, file), 'utf8').replace(/`[^`]*`/g, '')
      const words = new Set(prose.toLowerCase().match(/[a-z]+/g))
      return Object.keys(SAY_INSTEAD)
        .filter((word) => words.has(word) || words.has(`${word}s`))
        .map((word) => `${file}: ${word}`)
    },
  )
  expect(found).toEqual([])
})

it('Names and comments use the standard terms', () => {
  const files = programFiles()
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) => {
    const { names, comments } = wordsIn(file)
    const here = [
      ...Object.entries(SAY_INSTEAD).filter(([word]) => names.has(word) || comments.has(word)),
      ...Object.entries(NAME_INSTEAD).filter(([word]) => names.has(word)),
    ]
    return here
      .filter(([word]) => !MEANT_OTHERWISE[word]?.test(file))
      .map(([word, instead]) => `${file}: ${word} is ${instead}`)
  })
  expect(found).toEqual([])
})
