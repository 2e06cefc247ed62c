import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readMessage } from '../slack/read-message.ts'
import { GALLERY } from './cases.ts'

const ROOT = join(import.meta.dirname, '../..')

/** As words alone: without what makes them bold, small or a picture. */
const plain = (line: string): string =>
  line
    .replaceAll(/[*_`\\]|:[a-z_]+: ?|\[static_select\]/g, '')
    .replace(/^portin /, '')
    .trim()

const SAID = new Set(
  GALLERY.flatMap(({ cases }) => cases)
    .flatMap(({ shown }) => ('type' in shown ? [] : readMessage(shown).split('\n')))
    .map(plain),
)

it.each(['README.md', 'docs/using.md'])('%s quotes what the bot says', (paper) => {
  const quoted = linesQuoted(readFileSync(join(ROOT, paper), 'utf8'))
  expect(quoted.length).toBeGreaterThan(15)
  expect(quoted.filter((line) => !SAID.has(line))).toEqual([])
})

/** A line ends with a backslash; one that is wrapped goes on. */
function linesQuoted(paper: string): readonly string[] {
  return paper
    .split(/\n(?!>)/)
    .flatMap((block) => block.split(/\n(?=> \*\*portin\*\* )/))
    .filter((block) => block.trimStart().startsWith('> **portin** '))
    .flatMap((block) =>
      block
        .replaceAll(/^> ?/gm, '')
        .replaceAll('> ', '')
        .split(/\\\n|\n\n|\n(?=\|)/)
        .map(asRead),
    )
    .filter((line) => line !== '')
}

function asRead(line: string): string {
  const words = line.trim().replaceAll('\n', ' ')
  if (/^\| -/.test(words)) return ''
  if (words.startsWith('|')) {
    const cells = words.split('|').slice(1, -1)
    return cells.map((cell) => cell.trim()).join(' | ')
  }
  return plain(/^`[^`]+`( `[^`]+`)*$/.test(words) ? words.replaceAll(/`([^`]+)`/g, '[$1]') : words)
}
