import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_CHILD_FACTS, withChildFacts, type ChildFacts } from '../../src/porting/child-facts.ts'
import { readChildCsv, writeChildCsv } from '../../src/porting/child-table.ts'
import { textOf } from '../../src/porting/delimited-text.ts'
import type { OrderContent, PortOrder } from '../../src/porting/order.ts'
import { portOrder, tn, tollFreeOrder } from './port-order.ts'

/** Whose ZIP loses its zero in a spreadsheet. */
function inBoston(different: Partial<PortOrder> = {}): PortOrder {
  const { subscriber } = portOrder()
  const serviceAddress = { ...subscriber.serviceAddress, zip: '02134' }
  return portOrder({ subscriber: { ...subscriber, serviceAddress }, ...different })
}

const { subscriber } = inBoston()
const local: OrderContent = portOrder({
  subscriber: {
    ...subscriber,
    serviceAddress: { ...subscriber.serviceAddress, preDirectional: 'N', plusFour: '0001' },
  },
})
const children = [
  { number: 1043, content: local, from: 'Frontier' },
  { number: 1044, content: inBoston({ billingTelephoneNumber: null }), from: 'AT&T, Inc' },
  { number: 1045, content: { ...tollFreeOrder(), subscriber }, from: 'RespOrg 1' },
]

const HEADING =
  'order,numbers,number ranges,from,BTN,account number,PIN,business name,first name,last name,house number,street,address line 2,city,state,ZIP,LOA person'

function facts(different: Partial<ChildFacts> = {}): ChildFacts {
  return { ...NO_CHILD_FACTS, ...different }
}

function read(...lines: readonly string[]) {
  return readChildCsv(lines.join('\n'), children)
}

function problemsOf(...lines: readonly string[]): readonly string[] {
  const { rows, problems } = read(...lines)
  expect(rows).toEqual([])
  return problems.map(({ line, says }) => `${line}: ${says}`)
}

const NOTHING = { isTable: true, rows: [], problems: [], remarks: [] }

/** What Excel makes of a cell that it opens and saves again. */
function throughExcel(cell: string): string {
  if (/^["']/.test(cell) || cell.includes('"')) return cell
  if (/^\d{12,}$/.test(cell)) return Number(cell).toExponential(5).replace('e', 'E')
  if (/^\d+(\.\d+)?$/.test(cell)) return String(Number(cell))
  if (/^\d+(\.\d+)?E\+?\d+$/i.test(cell)) return Number(cell).toExponential(2).replace('e', 'E')
  const [, month, day] = /^(\d{1,2})[-/](\d{1,2})$/.exec(cell) ?? []
  if (month !== undefined) return `${day ?? ''}-Dec`
  if (/^true|false$/i.test(cell)) return cell.toUpperCase()
  return /^[=+@-]./.test(cell) ? '#NAME?' : cell
}

function savedByExcel(text: string, delimiter = ','): string {
  return text
    .split('\r\n')
    .map((line) => (line.includes('"') ? line : line.split(',').map(throughExcel).join(delimiter)))
    .join('\r\n')
}

describe('the table of what children have of their own', () => {
  it('goes out with a heading people understand, and without secrets', () => {
    expect(writeChildCsv(children)).toBe(
      [
        HEADING,
        '#1043,2,919-555-0100 to 0101,Frontier,919-555-0100,,,Orchard Dental,,,12,N Orchard Ln,,Durham,NC,02134-0001,J Rivera',
        '#1044,2,919-555-0100 to 0101,"AT&T, Inc",,,,Orchard Dental,,,12,Orchard Ln,,Durham,NC,\'02134,J Rivera',
        "#1045,1,844-555-0100,RespOrg 1,,,,Orchard Dental,,,12,Orchard Ln,,Durham,NC,'02134,J Rivera",
        '',
      ].join('\r\n'),
    )
  })

  it('holds nothing that a spreadsheet would run', () => {
    const evil = { ...local, subscriber: { ...subscriber, businessName: '=SUM(1,2)' } }
    const text = writeChildCsv([{ number: 1043, content: evil, from: '@cmd' }])
    expect(text).toContain(`"'=SUM(1,2)"`)
    expect(text).toContain(`,'@cmd,`)
    for (const cell of text.split(/[,\r\n]+/)) expect(cell).not.toMatch(/^[=+\-@]/)
  })

  it('changes nothing when it comes back as it went, whatever is in it', () => {
    const text = fc.option(
      fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.constantFrom(
          '=1+1',
          "'s Gravenhage",
          "''",
          '-',
          '@x',
          ' a  b ',
          'a\nb',
          '"',
          ';',
          '="7"',
        ),
      ),
    )
    const content = fc
      .record({ a: text, b: text, c: text, d: text, e: text, f: text, g: text })
      .map(({ a, b, c, d, e, f, g }): OrderContent => ({
        ...local,
        loaAuthorizingPerson: a,
        subscriber: {
          ...subscriber,
          businessName: b,
          lastName: c,
          serviceAddress: {
            ...subscriber.serviceAddress,
            houseNumber: d,
            streetName: e,
            stateCode: f,
            zip: g,
          },
        },
      }))
    const ending = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(fc.array(content, { maxLength: 4 }), ending, fc.boolean(), (list, end, bom) => {
        const known = list.map((one, index) => ({ number: 1043 + index, content: one, from: 'x' }))
        const text = (bom ? '\uFEFF' : '') + writeChildCsv(known).replaceAll('\r\n', end)
        expect(readChildCsv(text, known)).toEqual(NOTHING)
      }),
    )
  })

  it('changes nothing when Excel has opened and saved it', () => {
    const damaged = fc.constantFrom(
      ...[
        '0042',
        '007',
        '12-14',
        '3/4',
        '1E5',
        '12.50',
        '123456789012',
        'true',
        '-5',
        '=1',
        'May 5',
      ],
    )
    fc.assert(
      fc.property(damaged, damaged, fc.constantFrom(',', ';'), (house, suite, delimiter) => {
        const { serviceAddress } = subscriber
        const address = { ...serviceAddress, houseNumber: house, addressLine2: suite, zip: '02134' }
        const content = { ...local, subscriber: { ...subscriber, serviceAddress: address } }
        const known = [{ number: 1043, content, from: 'Frontier' }]
        expect(readChildCsv(savedByExcel(writeChildCsv(known), delimiter), known)).toEqual(NOTHING)
      }),
    )
  })

  it('opens with its letters in Excel, and is read back however that saves them', () => {
    const named = { ...local, subscriber: { ...subscriber, businessName: 'Muñoz & Söhne' } }
    const known = [{ number: 1043, content: named, from: 'Frontier' }]
    const text = writeChildCsv(known)
    expect(text.startsWith('\uFEFF')).toBe(true)
    const bytes = {
      utf8: Buffer.from(text),
      utf16: Buffer.from(text, 'utf16le'),
      windows: Buffer.from(text.slice(1), 'latin1'),
    }
    for (const saved of Object.values(bytes)) {
      expect(readChildCsv(textOf(saved), known)).toEqual(NOTHING)
    }
  })

  it('holds nothing that runs where semicolons separate', () => {
    const evil = { ...local, subscriber: { ...subscriber, businessName: 'a;=1+1;-2' } }
    const known = [{ number: 1043, content: evil, from: 'Frontier' }]
    const text = writeChildCsv(known)
    for (const cell of text.split(/[;,\r\n]+/)) expect(cell).not.toMatch(/^[=+\-@]/)
    expect(readChildCsv(text, known)).toEqual(NOTHING)
  })
})

describe('the table that comes back', () => {
  it('is read with what was changed, the rest stays as it is', () => {
    const { rows, problems, remarks } = read(
      HEADING.replace('number ranges,', ''),
      '#1043,2,Frontier,(919) 555-0101,0042,0007,Orchard North,,,12,N Orchard Ln,Suite 4,Durham,nc,02134-0001,K Rivera',
      '#1044,,,919.555.0100,,,,,,,,,,,,',
      ',,,,,,,,,,,,,,,',
      '#1045,,,,,,,,,,,,,,,',
    )
    expect({ problems, remarks }).toEqual({ problems: [], remarks: [] })
    expect(rows).toEqual([
      {
        number: 1043,
        facts: facts({
          billingTelephoneNumber: tn('919-555-0101'),
          accountNumber: '0042',
          pin: '0007',
          businessName: 'Orchard North',
          addressLine2: 'Suite 4',
          loaAuthorizingPerson: 'K Rivera',
        }),
      },
      { number: 1044, facts: facts({ billingTelephoneNumber: tn('919-555-0100') }) },
    ])
  })

  it.each([
    ['semicolons', 'order;PIN\n1043;0042'],
    ['tabs', 'order\tPIN\n1043\t0042'],
    ['quotes', '"order","PIN"\r\n"#1043","0042"\r\n'],
    ['a BOM', '\uFEFForder,PIN\n1043,0042'],
    ['line ends of old', 'order,PIN\r1043,0042\r'],
    ['another order and other words', 'Passcode,  ORDER Number \n0042,# 1043'],
    ['apostrophes', "order,PIN\n'#1043,'0042"],
    ['a formula that keeps the zeros', 'order,PIN\n1043,="0042"'],
    ['a title above', 'Our orders\n\norder,PIN\n1043,0042'],
    ['the separator told', 'sep=;\norder;PIN\n1043;0042'],
    ['empty cells behind', 'order,PIN,,\n1043,0042,,,,'],
  ])('may have %s', (_name, text) => {
    expect(readChildCsv(text, children)).toEqual({
      ...NOTHING,
      rows: [{ number: 1043, facts: facts({ pin: '0042' }) }],
    })
  })

  it.each<[string, readonly string[], string]>([
    [
      'no column for the order',
      ['PIN,city', '0042,Cary'],
      '1: I found no column “order”. Fill in the CSV you downloaded, and keep its first line.',
    ],
    [
      'a column twice',
      ['order,PIN,passcode', '1043,1,2'],
      '1: The column “passcode” is there twice.',
    ],
    ['a stranger', ['order,PIN', '1099,1'], '2: #1099 isn’t part of this bulk order.'],
    [
      'no number',
      ['order,PIN', 'Frontier,1'],
      '2: The line doesn’t start with an order number, like #1043.',
    ],
    ['a child twice', ['order,PIN', '1043,1', '#1043,2'], '3: #1043 is already in line 2.'],
    ['more cells than the heading', ['order,PIN', '1043,1,2'], '2: The line has more cells'],
    [
      'a BTN that is none',
      ['order,BTN', '1043,555'],
      '2: #1043: “555” isn’t a phone number. Enter 10 digits, like 919-555-0100.',
    ],
    [
      'a shortened account number',
      ['order,account', '1043,1.23457E+11'],
      '2: #1043: a spreadsheet has shortened the account number.',
    ],
    [
      'an account number with a decimal point',
      ['order,account', '1043,123456789.0'],
      '2: #1043: a spreadsheet has made a decimal number of the account number.',
    ],
    [
      'an account number that is crossed out',
      ['order,account', '1043,~~123456789~~'],
      '2: #1043: a spreadsheet has crossed out the account number.',
    ],
    [
      'a PIN that became a day',
      ['order,PIN', '1043,14-Dec'],
      '2: #1043: a spreadsheet has made a date of the PIN.',
    ],
    [
      'a PIN with a decimal point',
      ['order,PIN', '1043,1234.0'],
      '2: #1043: a spreadsheet has made a decimal number of the PIN.',
    ],
    [
      'a BTN for toll-free',
      ['order,BTN', '1045,9195550100'],
      '2: #1045: toll-free has no BTN. Leave the cell empty.',
    ],
    [
      'a PIN for toll-free',
      ['order,PIN', '1045,1'],
      '2: #1045: toll-free has no PIN. Leave the cell empty.',
    ],
    [
      'no state',
      ['order,state', '1043,Carolina'],
      '2: #1043: “Carolina” isn’t a state or province. Enter its two letters, like NC.',
    ],
    [
      'a ZIP without its zero',
      ['order,zip', '1043,2134'],
      '2: #1043: “2134” isn’t a ZIP. Enter 5 digits, like 27601. A spreadsheet drops leading zeros unless the cell is text.',
    ],
    [
      'a name too long',
      ['order,business', `1043,${'x'.repeat(26)}`],
      '2: #1043: the business name has 26 characters (limit 25).',
    ],
    [
      'a person too long',
      ['order,LOA person', `1043,${'x'.repeat(16)}`],
      '2: #1043: the LOA person has 16 characters (limit 15).',
    ],
  ])('is not read where it has %s', (_name, lines, says) => {
    const problems = problemsOf(...lines)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(says)
  })

  it('takes a state that is written in full', () => {
    const { rows, problems } = read('order,state', '1043,South Carolina')
    expect(problems).toEqual([])
    expect(rows[0]?.facts.state).toBe('SC')
  })

  it('takes no business name for a person', () => {
    const content = portOrder({ subscriber: { ...subscriber, type: 'RESIDENTIAL' } })
    const { rows, problems } = readChildCsv('order,business name\n1043,New', [
      { number: 1043, content },
    ])
    expect([rows, problems.map(({ says }) => says)]).toEqual([
      [],
      ['#1043: a residential order can’t have a business name.'],
    ])
  })

  it('is read without the lines that have a problem, which are found by their number', () => {
    const { rows, problems } = read(
      'order,street,PIN',
      '1043,"12',
      'Orchard",1',
      '1099,x,1',
      '1044,,2',
    )
    expect(rows.map(({ number }) => number)).toEqual([1043, 1044])
    expect(problems.map(({ line }) => line)).toEqual([4])
  })

  it('says what it did not read, and what may be a mistake', () => {
    const { rows, remarks } = read('order,BTN,colour', '1043,336-555-0100,red')
    expect(rows).toHaveLength(1)
    expect(remarks).toEqual([
      { line: 1, says: 'I don’t know the column “colour”, so I didn’t read it.' },
      { line: 2, says: '#1043: the BTN 336-555-0100 isn’t one of its numbers. That can be right.' },
    ])
  })

  it('never says a secret', () => {
    const secret = fc.stringMatching(/^7[A-Z\d]{5,9}Q$/)
    fc.assert(
      fc.property(secret, fc.constantFrom('1043', '1045', '1099', 'x'), (typed, order) => {
        const said = read('order,account number,PIN', `${order},${typed},${typed}`)
        expect(JSON.stringify([said.problems, said.remarks])).not.toContain(typed)
      }),
    )
  })

  it('never fails, whatever is dropped', () => {
    const piece = fc.constantFrom(
      'order',
      'PIN',
      '#1043',
      '"',
      ',',
      ';',
      '\t',
      '\n',
      '=',
      "'",
      'x',
      '1',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { rows } = readChildCsv(pieces.join(''), children)
        const numbers = rows.map(({ number }) => number)
        expect(new Set(numbers).size).toBe(numbers.length)
        for (const number of numbers) expect([1043, 1044, 1045]).toContain(number)
      }),
    )
  })

  it('empties what a dash stands for, and leaves alone what is empty', () => {
    const { rows, problems } = read(
      'order,business name,address line 2,city,PIN',
      '1043,-,–,,',
      '1044,,-,,-',
    )
    expect(problems).toEqual([])
    expect(rows).toEqual([{ number: 1043, facts: facts({ businessName: '' }) }])
  })

  it('takes a dash for itself where one stands already', () => {
    const content = portOrder({ subscriber: { ...subscriber, lastName: '-' } })
    expect(readChildCsv('order,last name\n1043,-', [{ number: 1043, content }])).toEqual(NOTHING)
  })

  it.each([
    ['BTN', 'the BTN can’t be cleared, only changed.'],
    ['LOA person', 'the LOA person can’t be cleared, only changed.'],
    ['city', 'the city can’t be cleared, only changed.'],
    ['ZIP', 'the ZIP can’t be cleared, only changed.'],
    ['PIN', 'the PIN can’t be cleared, only changed.'],
  ])('cannot empty the %s', (title, says) => {
    const content = { ...local, hasPin: true }
    const { rows, problems } = readChildCsv(`order,${title}\n1043,-`, [{ number: 1043, content }])
    expect([rows, problems]).toEqual([[], [{ line: 2, says: `#1043: ${says}` }]])
  })

  it('cannot empty anything of an order that has no address', () => {
    const nowhere = Object.fromEntries(
      Object.keys(subscriber.serviceAddress).map((line) => [line, null]),
    ) as unknown as typeof subscriber.serviceAddress
    const content = portOrder({ subscriber: { ...subscriber, serviceAddress: nowhere } })
    const { rows, problems } = readChildCsv('order,business name\n1043,-', [
      { number: 1043, content },
    ])
    expect(rows).toEqual([])
    expect(problems.map(({ says }) => says)).toEqual([
      '#1043: Bandwidth can’t clear values of an order without a service address.',
    ])
  })

  it('says what a spreadsheet may have done to it, without a secret', () => {
    const { problems, remarks } = read(
      'order,BTN,PIN,account number,street',
      '1043,,42,1234567890123450,',
      '1044,1.91956E+10,,,#NAME?',
    )
    expect(remarks.map(({ says }) => says)).toEqual([
      '#1043: the PIN has 2 digits. A spreadsheet drops leading zeros unless the cell is text.',
      '#1043: the account number has 16 digits and ends in 0. A spreadsheet keeps 15 unless the cell is text.',
    ])
    expect(problems.map(({ says }) => says)).toEqual([
      '#1044: a spreadsheet has shortened the BTN. Format the cell as text and enter it again.',
      '#1044: a spreadsheet has lost the street. Format the cell as text and enter it again.',
    ])
  })

  it('takes a ZIP that lost its zero for the one that is there', () => {
    expect(read('order,zip', '1044,2134')).toEqual(NOTHING)
  })

  it('is told from a list of numbers', () => {
    expect(readChildCsv('order,number\n7,919-555-0100', children).isTable).toBe(false)
    expect(readChildCsv('919-555-0100', children).isTable).toBe(false)
    expect(readChildCsv('order,BTN\n1043,', children).isTable).toBe(true)
  })

  it('is what the table said, once it is read back', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{1,10}$/)
    const some = fc.record({
      businessName: fc.option(word),
      lastName: fc.option(word),
      streetName: fc.option(word),
      city: fc.option(word),
      zip: fc.constantFrom(null, '27601', '27601-1234', 'K1A 0B1'),
    })
    fc.assert(
      fc.property(some, (changes) => {
        const wanted = withChildFacts(local, facts(changes))
        const text = writeChildCsv([{ number: 1043, content: wanted, from: 'Frontier' }])
        const [found] = readChildCsv(text, children).rows
        expect(withChildFacts(local, found?.facts ?? facts())).toEqual(wanted)
      }),
    )
  })
})
