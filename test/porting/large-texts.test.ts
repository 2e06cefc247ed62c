import { expect, it } from 'vitest'
import { readChildCsv } from '../../src/porting/child-table.ts'
import { oneLine } from '../../src/porting/plain-text.ts'
import { readNumbers, readSources } from '../../src/porting/read-numbers.ts'
import { sourceOfFile } from '../../src/porting/source-of-file.ts'
import { gridOfRows, gridOfText } from '../../src/porting/table-rows.ts'
import { clipMarkup, clipText } from '../../src/slack/mrkdwn.ts'
import { leastWork } from '../fixtures/cpu-time.ts'
import { damagedFiles } from '../fixtures/damaged-files.ts'
import { portOrder } from './port-order.ts'
import { some } from '../fixtures/extent.ts'

/** What a file may be full of: four times as much of it takes at most six times as long, where a square would take sixteen. */
const SHAPES: Readonly<Record<string, string>> = {
  commas: ',',
  semicolons: ';',
  tabs: '\t',
  bars: '|',
  'line ends': '\n',
  'line ends of Windows': '\r\n',
  'other line ends': '\u2028',
  blanks: ' ',
  'hard blanks': '\u00a0',
  quotes: '"',
  'quoted commas': '",',
  'quotes that never close': '"a\n',
  'pairs of quotes': '""',
  'cells in quotes': '"919-555-0100","a""b"\n',
  digits: '9',
  'digits in full width': '\uff19',
  letters: 'a',
  words: 'x a ',
  'single digits': '9 1 9 ',
  'single digits in cells': '1;2;',
  'single digits in lines': '1\n',
  'four digits': '0101 ',
  numbers: '9195550100\n',
  'numbers in one line': '9195550100 ',
  'ranges in lines': '919-555-0100..9999\n',
  'ranges in one line': '919-555-0100..0199 ',
  'ranges that do not end': '919-555-0100..',
  'the word to': '9195550100 to ',
  'short numbers after commas': '9195550100, 0101, ',
  'pieces of numbers': '919-555-01',
  'letter numbers': '919-555-',
  extensions: '919-555-0100 ext ',
  'labels of secrets': 'PIN: 1234 ',
  dates: '2026-12-08 ',
  hours: '11:30 ',
  'another country': '+5 ',
  slashes: '9/',
  parentheses: '(',
  'opened links': '<tel:',
  'links that do not end': '<tel:+19195550100|919',
  mentions: '<@',
  'mail addresses': 'a@',
  entities: '&amp;',
  'invisible characters': '\u200b',
  'combined characters': 'e\u0301',
  'halves of pairs': '\ud800',
  zeros: '\0',
  'rows of orders': '#1043,1\n',
}
const HEADING = 'order,phone,PIN\n'
const CHILDREN = [{ number: 1043, content: portOrder() }]

const READERS: readonly ((text: string) => unknown)[] = [
  readNumbers,
  (text) => readNumbers(HEADING + text),
  (text) => readChildCsv(text, CHILDREN),
  (text) => readChildCsv(HEADING + text, CHILDREN),
  (text) => clipMarkup(text, 3_000),
]

const SMALL = 1 << 15
const TIMES_AS_LARGE = 4
const MOST_GROWTH = 6
/** Less is the machine's, for what it compiles and collects meanwhile. */
const LEAST_MS = 8

function grows(read: (text: string) => unknown, piece: string): number {
  const text = (size: number): string => piece.repeat(size / piece.length)
  const [small, large] = [text(SMALL), text(TIMES_AS_LARGE * SMALL)]
  const growth = (tries: number): number =>
    leastWork(() => read(large), tries) /
    Math.max(
      LEAST_MS,
      leastWork(() => read(small), tries),
    )
  const atOnce = growth(1)
  // Only what is suspicious is looked at twice.
  return atOnce <= MOST_GROWTH ? atOnce : growth(4)
}

it('a file of anything takes as long as it is large', () => {
  for (const read of READERS) read('9195550100, x1\n'.repeat(2_000))
  const slow = some(Object.entries(SHAPES), 10).flatMap(([name, piece]) =>
    READERS.flatMap((read, index) => {
      const growth = grows(read, piece)
      return growth <= MOST_GROWTH ? [] : [`${name}, reader ${index}: ${growth.toFixed(1)} times`]
    }),
  )
  expect(slow).toEqual([])
}, 120_000)

/** What is found, unquoted or taken apart again millions of times. */
it.each(['words', 'hard blanks', 'pairs of quotes', 'cells in quotes'])(
  'four megabytes of %s take at most six times as long as one',
  (name) => {
    const piece = SHAPES[name] ?? ''
    const [small, large] = [1 << 20, 1 << 22].map((size) => piece.repeat(size / piece.length))
    const growth = (tries: number): number =>
      leastWork(() => readNumbers(large ?? ''), tries) /
      leastWork(() => readNumbers(small ?? ''), tries)
    const atOnce = growth(2)
    expect(atOnce <= MOST_GROWTH ? atOnce : growth(6)).toBeLessThanOrEqual(MOST_GROWTH)
  },
  120_000,
)

it('a table of more rows than are kept is the same each time it is gone through', () => {
  const text = `"a\nb",c\n${'1,2\n'.repeat(250_003)}last,one`
  const grid = gridOfText(text, ',')
  const ofRows = gridOfRows([...grid.rows()], new Set())
  for (const table of [grid, ofRows]) {
    const [first, again] = [[...table.rows()], [...table.rows()]]
    expect(first).toHaveLength(250_005)
    expect(again.length).toBe(first.length)
    expect(again.slice(-5)).toEqual(first.slice(-5))
    expect(again.at(-1)).toEqual({ row: 250_006, cells: ['last', 'one'] })
  }
})

it('blanks between words are single, however long the text is', () => {
  const word = 'a\t\tb  c\n '
  const long = ` ${word.repeat(20_000)}`
  expect(oneLine(long)).toBe(Array(20_000).fill('a b c').join(' '))
})

it('a file of ten thousand lines that are no numbers is told to be that, not line by line', () => {
  const lines = Array.from({ length: 10_000 }, (_, line) => `55500${line}`)
  const { unread } = readNumbers(lines.join('\n'))
  expect(unread.length).toBeLessThan(1_100)
  expect(unread[0]).toContain('more than 1,000')
})

it('a table longer than any bulk order changes nothing, and says where it is too long', () => {
  const text = `order,PIN\n${'\n'.repeat(300_000)}${'#1043,1234\n'.repeat(20_001)}`
  const { isTable, rows, problems } = readChildCsv(text, CHILDREN)
  expect({ isTable, rows }).toEqual({ isTable: true, rows: [] })
  expect(problems).toMatchObject([{ line: 320_002 }])
})

it('a table with a fault in each of thousands of lines names the first of them, and how many there are', () => {
  const { problems } = readChildCsv(`order,PIN\n${'#9,1234\n'.repeat(5_000)}`, CHILDREN)
  expect(problems.length).toBeLessThan(1_100)
  expect(problems[0]?.says).toContain('5,000')
})

it('what stands beyond a thousand columns is not passed over in silence', () => {
  const { numbers, unread } = readNumbers(`phone,name\n${','.repeat(2_000)}9195550100`)
  expect(numbers).toEqual([])
  expect(unread).toEqual(['a row of more than 1,000 cells under a heading of 2'])
  const { problems } = readChildCsv(`order,PIN\n#1043${','.repeat(2_000)}x`, CHILDREN)
  expect(problems).toMatchObject([{ line: 2 }])
})

it('a text of millions is cut without being taken apart', () => {
  expect(clipText('📞'.repeat(1 << 20), 3)).toBe('📞📞…')
})

it('a file that was damaged on its way breaks nothing, and its account is whole', () => {
  for (const [index, bytes] of [...damagedFiles(500, 15)].entries()) {
    const source = sourceOfFile({ name: 'numbers', bytes })
    const { numbers, accounts, leftOut, question } = readSources([source])
    const taken = accounts.reduce((sum, account) => sum + account.numbers - account.repeats, 0)
    expect(taken, `numbers of file ${index}`).toBe(numbers.length)
    const announced = accounts.length + leftOut.length + (question === null ? 0 : 1)
    expect(announced, `what is told of file ${index}`).not.toBe(0)
  }
})
