import { parseXmlInTurns } from '../src/bandwidth/xml.ts'
import { atMost, type Row } from './row.ts'
import { showMs, spread } from './statistics.ts'

const BYTES = 4 * 1024 * 1024
const MOST_HOLD_MS = 200
const TURNS = 5

/** As many elements as are read: beyond them a reply is refused at sight. */
const ELEMENTS = 84_000
const filled = (piece: string): string => piece.repeat(Math.floor(BYTES / piece.length))
const elements = (piece: string): string => piece.repeat(ELEMENTS)

const SHAPES: Readonly<Record<string, string>> = {
  'one text': filled('x'),
  words: filled('lorem ipsum '),
  blanks: filled(' '),
  'line ends': filled('\n'),
  'signs that end tags': filled('>'),
  quotes: filled('"'),
  entities: '&amp;'.repeat(160_000) + 'x'.repeat(3 << 20),
  'more entities than are read': filled('&amp;'),
  elements: elements('<b>x</b>'),
  'elements with long texts': elements(`<b>${'x'.repeat(40)}</b>`),
  'attributes of one name': `<b ${filled('c="d" ')}/>`,
  'one attribute': `<b c="${filled('x')}"/>`,
  'verbatim text': `<![CDATA[${filled('x')}]]>`,
  comments: '<!--x-->'.repeat(ELEMENTS),
  'a list of numbers': `<TnList>${filled('<Tn>9195550100</Tn>')}</TnList>`,
  'a list with something else in it': `<TnList>${elements('<Tn>9195550100</Tn>')}<x/></TnList>`,
}

/** How long nobody else has a turn while a reply of Bandwidth's of 4 MB is read, or refused. */
export async function replies(): Promise<readonly Row[]> {
  const holds: number[] = []
  for (const [name, inside] of Object.entries(SHAPES)) {
    const source = `<a>${inside}</a>`
    const held: number[] = []
    for (let turn = 0; turn < TURNS; turn += 1) held.push(await longestTurnOf(() => read(source)))
    holds.push(Math.min(...held))
    console.error(`${name}: ${showMs(Math.min(...held))}`)
  }
  const longest = Math.max(...holds)
  return [
    {
      figure: `longest hold of the event loop by one of ${holds.length} replies of 4 MB`,
      ours: showMs(longest),
      spread: spread(holds),
      aim: atMost(MOST_HOLD_MS, ' ms', longest),
    },
  ]
}

async function longestTurnOf(work: () => Promise<void>): Promise<number> {
  let longest = 0
  let at = performance.now()
  const turn = (): void => {
    longest = Math.max(longest, performance.now() - at)
    at = performance.now()
    next = setImmediate(turn)
  }
  let next = setImmediate(turn)
  await work()
  clearImmediate(next)
  return Math.max(longest, performance.now() - at)
}

async function read(source: string): Promise<void> {
  try {
    const root = await parseXmlInTurns(source)
    for (const element of root.elements()) element.text()
    root.text()
  } catch {
    // Refused is read as well.
  }
}
