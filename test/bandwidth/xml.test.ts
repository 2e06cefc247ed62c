import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { goOn, piecesOf, type ParsedNode } from '../../src/bandwidth/pieces.ts'
import {
  parseXml,
  parseXmlInTurns,
  PARSER_OPTIONS,
  UnreadableXml,
  type XmlElement,
} from '../../src/bandwidth/xml.ts'
import { group, leaf, xmlDocument } from '../../src/bandwidth/xml-writer.ts'
import { leastWork } from '../fixtures/cpu-time.ts'

describe('reading XML', () => {
  it('keeps a PIN of 0042, a ZIP of 02134 and a long account number as they are', () => {
    const root = parseXml(
      '<a><Pin>0042</Pin><Zip> 02134\n</Zip><Account>12345678901234567890</Account></a>',
    )
    expect(['Pin', 'Zip', 'Account'].map((name) => root.child(name).text())).toEqual([
      '0042',
      '02134',
      '12345678901234567890',
    ])
  })

  it('answers nothing to every question about what is missing or empty', () => {
    const root = parseXml('<a><Empty/><Blank>  </Blank></a>')
    expect(root.child('Nowhere').child('Deeper').children('Tn')).toEqual([])
    expect(root.child('Nowhere').text()).toBeNull()
    expect(root.child('Empty').text()).toBeNull()
    expect(root.child('Blank').text()).toBeNull()
  })

  it('takes Tn and TN for the same name, and keeps the order', () => {
    const root = parseXml('<L><Tn>1</Tn><TN>2</TN><Other/><tn>3</tn></L>')
    expect(root.children('Tn').map((element) => element.text())).toEqual(['1', '2', '3'])
  })

  it('reads entities once, CDATA as it is written, and leaves unknown entities alone', () => {
    const text = (inside: string) => parseXml(`<a>${inside}</a>`).text()
    expect(text('&lt;b&gt; &amp;lt; &quot;&apos;&#65;&#x1F600;')).toBe('<b> &lt; "\'A😀')
    expect(text('<![CDATA[&amp; <not a tag>]]>')).toBe('&amp; <not a tag>')
    expect(text('&nbsp;&#0;&#xD800;')).toBe('&nbsp;\ufffd\ufffd')
    expect(text('919<!-- a comment -->5550100')).toBe('9195550100')
  })

  it.each([
    ['nothing', ''],
    ['words', 'Bad Gateway'],
    ['a reply cut inside a tag', '<a><b>1</b'],
    ['a reply cut after a whole element', '<a><b>1</b>'],
    ['crossed tags', '<a><b></a></b>'],
    ['an end too many', '<a></a></a>'],
    ['two roots', '<a/><b/>'],
    ['words after the end', '<a/>Connection lost'],
    ['a DTD', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['a DTD in lower case', '<!doctype html><html></html>'],
    ['an attribute without its closing quote', '<a b="><c/></a>'],
    ['a comment without end', '<a><!-- </a>'],
    ['names that would reach into the program', '<a><__proto__>1</__proto__></a>'],
    ['an abyss', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`],
  ])('refuses %s', (_what, source) => {
    expect(() => parseXml(source)).toThrow(UnreadableXml)
  })

  it('never throws anything but UnreadableXml', () => {
    const shards = [
      '<a>',
      '</a>',
      '<b',
      '/>',
      '"',
      "'",
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&',
      '<?',
      'x',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shards), { maxLength: 12 }), (pieces) => {
        try {
          parseXml(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableXml)
        }
      }),
    )
  })

  it.each([
    ['tags that never close', '<a b="1">'],
    ['comments that never close', '<!--'],
    ['quotes that never close', '<a "'],
    ['CDATA that never closes', '<![CDATA['],
    ['elements', '<b/>'],
    ['lists of numbers', '<TnList><Tn>1</Tn></TnList>'],
    ['lists of numbers that never close', '<TnList>'],
    ['entities', '&amp;'],
    ['attributes', '<b a="">'],
    ['letters', 'x'],
    ['blanks', ' '],
    ['signs that end tags', '>'],
    ['instructions', '<?a?>'],
  ])('works four times as long for four times as many %s, or refuses them', (_what, piece) => {
    const read = (size: number): number => workOf(`<a>${piece.repeat(size / piece.length)}</a>`)
    read(1 << 16)
    const [one, four] = [read(1 << 18), Math.min(read(1 << 20), read(1 << 20))]
    expect(four).toBeLessThan(6 * Math.max(20, one))
  })

  it.each(['<b/>', '<b>1</b>', '&lt;', '<TnList><Tn>1</Tn></TnList>'])(
    'refuses a reply of four megabytes of %s before it holds up everybody',
    (piece) => {
      const source = `<a>${piece.repeat((4 << 20) / piece.length)}</a>`
      expect(() => parseXml(source)).toThrow(UnreadableXml)
    },
  )

  it('refuses an element of more attributes than any has', () => {
    const attributes = Array.from({ length: 30_000 }, (_, nth) => `a${nth}="1"`).join(' ')
    expect(() => parseXml(`<a ${attributes}/>`)).toThrow(UnreadableXml)
  })

  it('reads four megabytes of text in a small part of what the bare parser takes', () => {
    const source = `<a><b>${'lorem ipsum '.repeat(350_000)}</b></a>`
    const parser = new XMLParser(PARSER_OPTIONS)
    const bare = leastWork(() => parser.parse(source), 2)
    expect(leastWork(() => parseXml(source).text(), 2)).toBeLessThan(bare / 3)
  })

  it('reads a long text as a short one, wherever it stands', () => {
    const long = fc.string({
      unit: fc.constantFrom(
        'x',
        ' ',
        '\n',
        '"',
        "'",
        '>',
        '&lt;',
        '&',
        '&#65;',
        '\u0001',
        '\u00011',
      ),
      minLength: 20,
      maxLength: 60,
    })
    const attribute = fc.constantFrom('', ' a="b"', ' a=">"', " a='>\"'")
    fc.assert(
      fc.property(fc.array(fc.tuple(long, attribute), { minLength: 1, maxLength: 6 }), (parts) => {
        const inside = parts.map(([text, said]) => `<T${said}>${text}</T>${text}<e/>`).join('')
        // With a comment in it, nothing is taken out.
        const [read, plain] = ['', '<!---->'].map((comment) =>
          parseXml(`<R>${comment}${inside}</R>`),
        )
        const texts = (root: XmlElement | undefined) => [
          root?.text(),
          root?.children('T').map((one) => [one.text(), one.attributes()]),
        ]
        expect(texts(read)).toEqual(texts(plain))
      }),
      { seed: 5, numRuns: 100 },
    )
  })

  it('reads in pieces what it reads at once, wherever they are cut', () => {
    const parser = new XMLParser(PARSER_OPTIONS)
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          fc.constantFrom('a', 'b', 'Tn'),
          fc.constantFrom('', ' c="d>"', " xmlns='e'"),
          fc.array(
            fc.oneof(
              { maxDepth: 5 },
              fc.constantFrom('', ' f ', '<g/>', '<!--<h>-->', '<![CDATA[</a>]]>', '&lt;'),
              tie('element'),
            ),
            { maxLength: 5 },
          ),
        )
        .map(([name, said, inside]) => `<${name}${said}>${inside.join('')}</${name}>`),
    }))
    fc.assert(
      fc.property(element, fc.integer({ min: 1, max: 9 }), (source, most) => {
        const read: ParsedNode[] = []
        for (const piece of piecesOf(source, most))
          goOn(read, parser.parse(piece.source) as ParsedNode[], piece.reopened)
        expect(read).toEqual(parser.parse(source))
      }),
      { seed: 4, numRuns: 300 },
    )
  })

  it('gives everybody else their turns while a reply of 4 MB is read', async () => {
    const source = `<a><b>${`<c>${'x'.repeat(40)}</c>`.repeat(80_000)}</b></a>`
    const { turns, result } = await turnsDuring(() => parseXmlInTurns(source))
    expect(result.child('b').children('c')).toHaveLength(80_000)
    expect(turns).toBeGreaterThan(15)
  })

  it('reads a bulk order of which each of twenty thousand numbers is an order of its own', () => {
    const child =
      '<ChildPortinOrder><OrderId>a</OrderId><TnList><Tn>1</Tn></TnList></ChildPortinOrder>'
    expect(parseXml(`<a>${child.repeat(20_000)}</a>`).elements()).toHaveLength(20_000)
  })
})

/** How often whatever else waits has its turn meanwhile. */
async function turnsDuring<Result>(read: () => Promise<Result>) {
  let turns = 0
  let isOver = false
  const turn = () => {
    turns += 1
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  const result = await read()
  isOver = true
  return { turns, result }
}

/** What this thread worked for reading it. */
function workOf(source: string): number {
  return leastWork(() => {
    try {
      parseXml(source).text()
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableXml)
    }
  }, 1)
}

/** What XML cannot hold: most control characters, halves of pairs, two that are no characters. */
const ILLEGIBLE = /(?![\t\n\r])\p{Cc}(?<![\x7f-\x9f])|\p{Cs}|[\ufffe\uffff]/gu

describe('writing XML', () => {
  it('writes nothing for nothing', () => {
    expect(group('Subscriber', leaf('LastName', null), group('ServiceAddress'))).toBe('')
    expect(parseXml(xmlDocument('LnpOrderSupp')).elements()).toEqual([])
  })

  it('says a text so that the reader reads it back, whatever is in it', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '<',
          '>',
          '&',
          '"',
          "'",
          ']]>',
          '&amp;',
          '&#65;',
          '\r',
          '\n',
          'é',
          '\u0000',
          '\ud800',
        ),
      }),
    )
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (texts) => {
        const root = parseXml(xmlDocument('R', ...texts.map((text) => leaf('T', text))))
        const legible = texts.map((text) => text.replace(ILLEGIBLE, '').trim() || null)
        expect(root.children('T').map((element) => element.text())).toEqual(legible)
      }),
    )
  })
})

describe('a big reply', () => {
  const reply = (count: number) => {
    const list = Array.from({ length: count }, (_, i) => `<Tn>${9195550000 + i}</Tn>`).join('\n  ')
    const lists = ['A', 'B', 'C'].map((name) => `<${name}>${list}</${name}>`).join('')
    return `<NumberPortabilityResponse>${lists}</NumberPortabilityResponse>`
  }
  const readAll = (element: XmlElement): number =>
    element.elements().reduce((sum, child) => sum + readAll(child) + (child.text() ? 1 : 0), 0)
  it('of 5,000 numbers takes little more than the bare parser', () => {
    const source = reply(5_000)
    expect(readAll(parseXml(source))).toBe(15_000)
    const bare = leastWork(() => new XMLParser({ parseTagValue: false }).parse(source), 4)
    const ours = leastWork(() => readAll(parseXml(source)), 4)
    expect(ours).toBeLessThan(bare * 2)
  })
})
