import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { neverSaidIn } from './fixtures/glossary.ts'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['src/**/*.ts', 'commands/*.ts', 'sandbox/scenes.ts', 'sandbox/slack/page/*.js']
const PAPERS = ['README.md', 'docs/*.md', 'sandbox/README.md', '.env.example', 'manifest.yml']
/** What Bandwidth's documentation calls things, and what older posts say, is not ours to word. */
const OF_OTHERS = [
  'src/porting/cause-codes.ts',
  'src/porting/column-meaning.ts',
  'src/porting/old-names.ts',
  'src/store/schema.ts',
  // The stored names of what happened stand beside their words.
  'src/porting/history-words.ts',
]

const inFiles = (patterns: readonly string[]) =>
  patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))

const TEXTS = inFiles(SOURCES)
  .filter((file) => !OF_OTHERS.includes(file))
  .map((file) => ({ file, texts: textsOf(file) }))

it('says of every phrase that is never right what to say, in every text that people see', () => {
  const wrong = [
    ...TEXTS.flatMap(({ file, texts }) => wrongIn(file, texts)),
    ...inFiles(PAPERS).flatMap((file) => wrongIn(file, paragraphsOf(file))),
  ]
  expect(wrong).toEqual([])
})

it('writes an apostrophe one way, so that a search and a screen reader find it', () => {
  const straight = TEXTS.filter(({ file }) => /^(src|commands)\//.test(file)).flatMap(
    ({ file, texts }) =>
      texts
        .filter((text) => /[a-z$]'(?:s|t|m|ll|re|ve|d)\b/i.test(text))
        .map((text) => `${file}: ${text}`),
  )
  expect(straight).toEqual([])
})

it('joins no two sentences by a semicolon, for one fact is read at a time', () => {
  const joined = TEXTS.filter(({ file }) => /^(src|commands)\//.test(file)).flatMap(
    ({ file, texts }) =>
      texts.filter((text) => /; (?!SET )/.test(text)).map((text) => `${file}: ${text}`),
  )
  expect(joined).toEqual([])
})

function wrongIn(file: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => neverSaidIn(text).map((found) => `${file}: ${found} (${text})`))
}

/** Every text of more than one word; what is put into it stands as `$`. */
function textsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text)
    else if (ts.isTemplateExpression(node)) {
      texts.push(
        [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('$'),
      )
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return texts.filter((text) => /[a-z] [a-z]/i.test(text))
}

/** Without what is typed or configured, which has its own names. */
function paragraphsOf(file: string): readonly string[] {
  return readFileSync(join(ROOT, file), 'utf8')
    .replaceAll(/^```[^]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '`')
    .split(/\n\s*\n|\n(?=[-|#*]|\d+\.)/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' '))
}
