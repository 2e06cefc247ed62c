import { parseXml } from '../src/bandwidth/xml.ts'
import { atMost, type Row } from './row.ts'
import { showMs, spread } from './statistics.ts'
import { time } from './stopwatch.ts'

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
export function replies(): Promise<readonly Row[]> {
  const holds = Object.entries(SHAPES).map(([name, inside]) => {
    const source = `<a>${inside}</a>`
    const held = Math.min(
      ...Array.from({ length: TURNS }, () =>
        time(() => {
          read(source)
        }),
      ),
    )
    console.error(`${name}: ${showMs(held)}`)
    return held
  })
  const longest = Math.max(...holds)
  return Promise.resolve([
    {
      figure: `longest hold of the event loop by one of ${holds.length} replies of 4 MB`,
      ours: showMs(longest),
      against: '',
      compared: '',
      spread: spread(holds),
      aim: atMost(MOST_HOLD_MS, ' ms', longest),
    },
  ])
}

function read(source: string): void {
  try {
    const root = parseXml(source)
    for (const element of root.elements()) element.text()
    root.text()
  } catch {
    // Refused is read as well.
  }
}
