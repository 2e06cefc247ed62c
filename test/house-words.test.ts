import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import typescript from 'typescript'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/**
 * Words of our own that would have to be explained to a newcomer, each with the standard term. Strings are not
 * checked: what is stored, and the ids in messages of earlier releases, have their names.
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

/** Words with several meanings: a comment says which, with the standard term. */
const COMMENT_INSTEAD: Readonly<Record<string, string>> = {
  gone: 'deleted at Bandwidth, not found, missing',
  hear: 'is notified, read',
  heard: 'notified, read',
  keep: 'save, store, extend, hold',
  keeping: 'saving, storing, extending, holding',
  kept: 'saved, stored, extended, held',
  letter: 'LOA; character, capital',
  look: 'read, fetch, refresh, poll; search',
  looked: 'read, fetched, refreshed, polled; searched',
  looking: 'reading, fetching, refreshing, polling; searching',
  remember: 'save',
  remembered: 'saved',
  settle: 'resolve',
  settled: 'resolved',
  tell: 'announce, notify, post, reply; say, show',
  telling: 'announcing, notifying, posting, replying; saying, showing',
  told: 'announced, notified, posted, replied; said, shown',
  wanted: 'requested, desired, required',
  whoever: 'the person or the caller who does it',
}

/** Of these, what the README and the docs say in the standard terms, too; the others are ordinary words there. */
const OF_PROSE = ['remembered', 'settle', 'settled', 'whoever']

/** Where such a word in a comment is the ordinary one. */
const ORDINARY_IN_COMMENTS: Readonly<Record<string, RegExp>> = {
  // Of the alphabet, and of a group of numbers.
  letter:
    /field-meaning|number-pieces|order-names|porting\/order\.ts|secret-in-text|table-rows|vanity-numbers|check-controls|find-by-name/,
}

/** Words that say nothing in a name, though they do in a sentence. */
const NAME_INSTEAD: Readonly<Record<string, string>> = {
  gone: 'deleted, removed, missing',
  hear: 'readable, notified',
  heard: 'readable, notified',
  heartbeat: 'scheduler',
  keep: 'save, extend, maintain',
  keeping: 'saving, extending, maintaining',
  kept: 'saved, extended, stored',
  letter: 'loa; character',
  look: 'refresh, poll, confirm, view',
  looked: 'refreshed, polled, read',
  matter: 'topic',
  regrouped: 'superseded',
  remember: 'save, sync',
  settle: 'resolve',
  tell: 'announce, notify, say',
  told: 'announced, notified; reply (of Bandwidth)',
  wanted: 'requested, desired, required',
}

/** Where a word is another one's: `store/` names columns, a street ends in a lane and a carrier is called
 * so, settings keep old names. */
const MEANT_OTHERWISE: Readonly<Record<string, RegExp>> = {
  bell: /message\/read-message|slack\/blocks/,
  deed: /src\/store\/|news-routes/,
  errand: /src\/store\//,
  // The name of a fact in stored news.
  gone: /porting\/news|sync-children|bulk-children-news/,
  // Block Kit's own.
  hint: /src\/(store|slack\/(blocks|limits|forms))/,
  // Stored kinds and settings; `keepAlive` of a socket.
  keep: /src\/store\/|config|store-settings|resolve-in-doubt|history-words|messages\/reminder|(bulk|order)-actions|bandwidth\/http/,
  // Facts in stored news and behind forms, and the name of a question that is stored.
  kept: /src\/store\/|porting\/news|sync-children|bulk-children-news|read-lines|read-table|check-controls|which-numbers|slack\/(forms|shortcuts)/,
  lane: /sent-content|message\/read-message/,
  // Of the alphabet, and of a group of numbers.
  letter:
    /well-formed|draft-order|order-names|pdf-text|plain-text|portability|read-table|table-facts|vanity-numbers|sheet-xml|slack\/(help|routes|buttons\/open-forms)|check-/,
  // Settings and columns; what looks like something else.
  look: /src\/store\/|config|plain-text|mrkdwn|record-consent|write-note|porting\/notes|consent-form|delimited-text/,
  matter: /src\/store\//,
  porter: /renamed-settings/,
  // The name of an ending that is stored.
  regrouped: /list-state|ending-words|order-actions/,
  told: /src\/store\//,
  // Of rows, the name of a question that is stored; of a form, what is typed into it.
  wanted: /src\/store\/|read-lines|read-table|table-stack|check-controls|which-numbers/,
}

function programFiles(): readonly string[] {
  return ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  )
}

/** Every word of the names of a file, and of its comments, in lower case and without a plural's end. */
function wordsIn(file: string): Record<'names' | 'comments', ReadonlySet<string>> {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest)
  const names: string[] = []
  let code = ''
  let end = 0
  const add = (node: typescript.Node): void => {
    if (typescript.isIdentifier(node)) names.push(node.text)
    if (isLiteral(node)) {
      code += text.slice(end, node.getStart(source))
      end = node.end
    }
    node.forEachChild(add)
  }
  add(source)
  code += text.slice(end)
  const comments = code.match(/\/\*[^]*?\*\/|\/\/.*/g) ?? []
  return { names: wordsOf(names), comments: wordsOf(comments.map(withoutQuotes)) }
}

/** Code in backticks has the names of others: columns, selectors, what people type. */
function withoutQuotes(text: string): string {
  return text.replace(/`[^`]*`/g, '')
}

/** What can contain the signs of a comment without being one. */
function isLiteral(node: typescript.Node): boolean {
  return (
    typescript.isStringLiteralLike(node) ||
    typescript.isTemplateHead(node) ||
    typescript.isTemplateMiddleOrTemplateTail(node) ||
    typescript.isRegularExpressionLiteral(node)
  )
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
      const banned = [...Object.keys(SAY_INSTEAD), ...(file === 'DECISIONS.md' ? [] : OF_PROSE)]
      return banned
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
    ].filter(([word]) => !MEANT_OTHERWISE[word]?.test(file))
    const inComments = Object.entries(COMMENT_INSTEAD).filter(
      ([word]) => comments.has(word) && !ORDINARY_IN_COMMENTS[word]?.test(file),
    )
    return [...here, ...inComments].map(([word, instead]) => `${file}: ${word} is ${instead}`)
  })
  expect(found).toEqual([])
})
