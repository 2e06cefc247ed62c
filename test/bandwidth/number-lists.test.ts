import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBulkNumbers } from '../../src/bandwidth/bulk-numbers-xml.ts'
import { takeOutLists } from '../../src/bandwidth/number-lists.ts'
import { createReply } from '../../src/bandwidth/reply.ts'
import { parseXml, UnreadableXml, type XmlElement } from '../../src/bandwidth/xml.ts'
import { extent } from '../fixtures/extent.ts'

/** All that can be asked of an element. */
function whole(element: XmlElement): unknown {
  const { name } = element
  const texts = element.texts(/^(?:tn|phonenumber)$/i)
  const below = element.elements()
  const asked = ['Tn', 'OrderId', 'TnList'].map((wanted) => [
    element.child(wanted).text(),
    element.children(wanted).length,
  ])
  return { name, text: element.text(), texts, asked, below: below.map(whole) }
}

function readingOf(source: string): unknown {
  try {
    return whole(parseXml(source))
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableXml)
    return 'refused'
  }
}

/** A comment in front of it leaves everything to the parser. */
const inFull = (source: string): string => `<!-- -->${source}`

const PIECES = [
  '<TnList>',
  '</TnList>',
  '<tnlist>',
  '<PortableTnList>\n',
  '</PortableTnList>',
  '<Tn>',
  '</Tn>',
  '<TN>',
  '<Tn/>',
  '<PhoneNumber>9195550100</PhoneNumber>',
  '<Tn>9195550100</Tn>',
  '<Tn>9195550100</Tn>\n<Tn>9195550101</Tn>',
  '<TnList><Tn>9195550102</Tn> <Tn>+1 (919) 555-0103</Tn></TnList>',
  '<TnList><Tn> 9195550104 </Tn></TnList>',
  '<TnList><Tn></Tn></TnList>',
  '<TnList a="1"><Tn>1</Tn></TnList>',
  '<OrderId>a</OrderId>',
  '&amp;',
  '&#57;',
  '"',
  "'",
  '<a b="',
  '>',
  ' ',
  '9',
  '\0',
  '\u00000',
  '<?p?>',
  '<![CDATA[',
  ']]>',
] as const

describe('lists of numbers that are read at once', () => {
  it('say what the parser would make of them, whatever stands in, between and around them', () => {
    const piece = fc.constantFrom(...PIECES)
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const source of [pieces.join(''), `<R>${pieces.join('')}</R>`]) {
          expect(readingOf(source)).toEqual(readingOf(inFull(source)))
        }
      }),
      { numRuns: extent({ usual: 300, full: 1_500 }), seed: 11 },
    )
  })

  it('are refused like any other reply where they are cut off, damaged or too deep', () => {
    const list = Array.from({ length: 5 }, (_, nth) => `<Tn>919555010${nth}</Tn>`).join('\n')
    const reply = `<TnListResponse><ProcessingStatus>VALID_DRAFT_TNS</ProcessingStatus><PortableTnList>${list}</PortableTnList></TnListResponse>`
    fc.assert(
      fc.property(
        fc.nat(reply.length),
        fc.nat(8),
        fc.constantFrom('', ...PIECES),
        (at, taken, put) => {
          const source = reply.slice(0, at) + put + reply.slice(at + taken)
          expect(readingOf(source)).toEqual(readingOf(inFull(source)))
        },
      ),
      { numRuns: extent({ usual: 300, full: 1_500 }), seed: 11 },
    )
    for (const depth of [47, 48, 49, 50, 51]) {
      const source = `${'<a>'.repeat(depth)}<TnList><Tn>1</Tn></TnList>${'</a>'.repeat(depth)}`
      expect(readingOf(source)).toEqual(readingOf(inFull(source)))
    }
  })

  it('are taken out of a reply of thousands, so that the parser never sees them', () => {
    const numbers = Array.from({ length: 3_000 }, (_, nth) => String(2_012_000_000 + nth))
    const list = (name: string, element: string): string =>
      `<${name}>\n${numbers.map((tn) => `<${element}>${tn}</${element}>`).join('\n')}\n</${name}>`
    const xml = `<?xml version="1.0"?>\n<TnListResponse><ProcessingStatus>VALID_DRAFT_TNS</ProcessingStatus>
${list('PortableTnList', 'TN')}<NotValidatedTnList/></TnListResponse>`
    expect(takeOutLists(xml).source.length).toBeLessThan(300)
    const body = new TextEncoder().encode(xml)
    const read = readBulkNumbers(createReply('getBulkNumbers', { status: 200, headers: {}, body }))
    expect(read.portable).toEqual(numbers)
  })
})
