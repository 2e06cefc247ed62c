import { expect, it } from 'vitest'
import { readNumbers, readSources } from '../../src/porting/read-numbers.ts'
import { sourceOfFile } from '../../src/porting/source-of-file.ts'
import { workbook, zip, type SheetParts } from '../fixtures/workbooks.ts'

const HEADING = ['Number to Port', 'Name', 'Contact Phone']
const SHEET: SheetParts = {
  name: 'Numbers',
  rows: [HEADING, ['919-555-0100', 'A', '984-555-0900'], [9195550101, 'B', '984-555-0900']],
}

function read(bytes: Uint8Array, answers = {}, name = 'numbers.xlsx') {
  return readSources([sourceOfFile({ name, bytes })], answers)
}

it('a workbook is read by its headings, whether its numbers are text or numbers', () => {
  const { numbers, accounts } = read(workbook([SHEET]))
  expect(numbers).toEqual(['9195550100', '9195550101'])
  expect(accounts).toMatchObject([
    {
      source: 'numbers.xlsx',
      sheet: 'Numbers',
      taken: ['Number to Port'],
      numbers: 2,
      rows: { heading: 1, read: 2, unread: 0 },
      leftAside: [{ what: '“Contact Phone”', numbers: 2 }],
    },
  ])
})

it('a number keeps all its digits, however its cell shows it, and damage is named', () => {
  const cells = ['9.1955501E9', '1.91955501010E10', '919555010.2E1'].map((value) => [
    { xml: `<v>${value}</v>` },
    'A',
  ])
  const damaged = [
    [{ xml: '<f>A1+1</f>' }, 'formula'],
    [{ xml: '<v>1.92E+10</v>' }, 'shortened'],
  ]
  const { numbers, accounts } = read(
    workbook([{ name: 'One', rows: [['TN', 'Name'], ...cells, ...damaged] }]),
  )
  expect(numbers).toEqual(['9195550100', '9195550101', '9195550102'])
  expect(accounts[0]?.notRead).toMatchObject([
    { row: 5, text: '=A1+1', why: expect.stringMatching(/formula/) as string },
    { row: 6, text: '19200000000' },
  ])
})

it('hidden rows are asked about, hidden columns and sheets are named and not taken', () => {
  const book = workbook([
    {
      name: 'Shown',
      rows: [
        ['TN', 'Old TN'],
        ['919-555-0100', '984-555-0100'],
        ['919-555-0101', '984-555-0101'],
      ],
      hiddenRows: [3],
      hiddenColumns: [2],
    },
    { name: 'Secret', state: 'hidden', rows: [['919-555-0700']] },
  ])
  const { question } = read(book)
  expect(question).toMatchObject({
    asks: 'hidden',
    options: [{ says: '1 number' }, { says: '2 numbers' }],
  })
  const { numbers, accounts } = read(book, { [question?.key ?? '']: 'leave' })
  expect(numbers).toEqual(['9195550100'])
  expect(accounts.flatMap(({ leftAside }) => leftAside)).toEqual([
    { what: 'hidden rows', numbers: 1 },
    { what: 'hidden column “Old TN”', numbers: 2 },
    { what: 'hidden sheet “Secret”', numbers: 1 },
  ])
})

it('a sheet that was chosen is remembered for the same sheets with numbers only', () => {
  const named = (name: string, ...rows: string[][]) => ({
    ...SHEET,
    name,
    rows: [HEADING, ...rows],
  })
  const [one, two, three] = ['919-555-0100', '919-555-0200', '919-555-0300'].map((tn, at) =>
    named(`S${at + 1}`, [tn, 'C', '']),
  )
  if (one === undefined || two === undefined || three === undefined) throw new Error('three sheets')
  const { question } = read(workbook([one, two, three]))
  const later = read(workbook([named('S1'), two, three]), { [question?.key ?? '']: '1' })
  expect(later.numbers).toEqual([])
  expect(later.question?.options.map(({ label }) => label)).toContain('S2')
})

it('what is crossed out is not taken, nor what stands in comments, and both are named', () => {
  const book = workbook(
    [
      {
        name: 'Ports',
        rows: [
          ['TN', 'Site'],
          ['919-555-0100', 'A'],
          [{ xml: '<v>9195550101</v>', style: 1 }, 'B'],
          [
            {
              xml: '<is><r><rPr><strike/></rPr><t>919-555-0102</t></r><r><t> 919-555-0103</t></r></is>',
              type: 'inlineStr',
            },
            'C',
          ],
        ],
      },
    ],
    {
      'xl/styles.xml':
        '<styleSheet><fonts><font><strike val="0"/></font><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>',
      'xl/comments1.xml':
        '<comments><comment><text><r><t>call 984-555-0199</t></r></text></comment></comments>',
    },
  )
  const { numbers, accounts } = read(book)
  expect(numbers).toEqual(['9195550100', '9195550103'])
  expect(accounts.flatMap(({ notRead }) => notRead)).toEqual([
    { row: 3, text: '~~9195550101~~', why: 'crossed out' },
    { row: 4, text: '~~919-555-0102~~', why: 'crossed out' },
  ])
  expect(accounts.flatMap(({ leftAside }) => leftAside)).toEqual([
    { what: 'comments and text boxes', numbers: 1 },
  ])
})

it('what stands over several rows is said of each of them, and a number over two is one', () => {
  const rows = [
    ['Port?', 'NPA', 'NXX', 'Line', 'Site'],
    ['Y', '919', '555', '0100', 'A'],
    ['', '', '', '0101', 'A'],
    ['N', '984', '555', '0102', 'B'],
    ['', '', '', '0103', 'B'],
  ]
  const merged = ['A2:A3', 'A4:A5', 'B2:B3', 'B4:B5', 'C2:C3', 'C4:C5']
  const { question } = read(workbook([{ name: 'One', rows, merged }]))
  expect(question?.options.map(({ says }) => says)).toEqual(['2 numbers', '4 numbers'])
  const key = question?.key ?? ''
  const { numbers } = read(workbook([{ name: 'One', rows, merged }]), { [key]: 'leave' })
  expect(numbers).toEqual(['9195550100', '9195550101'])
  const over = [
    ['TN', 'Feature'],
    ['919-555-0100', 'Line'],
    ['', 'Voicemail'],
  ]
  const [account] = read(workbook([{ name: 'One', rows: over, merged: ['A2:A3'] }])).accounts
  expect(account).toMatchObject({ numbers: 1, repeats: 0, rows: { read: 1, empty: 1 } })
})

it('a heading over two rows and a merged title above it are understood', () => {
  const rows = [
    ['Numbers of Acme, all sites'],
    ['TN', 'Contact', ''],
    ['', 'Name', 'Phone'],
    ['919-555-0100', 'Lee', '984-555-0199'],
  ]
  const merged = ['A1:C1', 'A2:A3', 'B2:C2']
  const { numbers, accounts } = read(workbook([{ name: 'One', rows, merged }]))
  expect(numbers).toEqual(['9195550100'])
  expect(accounts[0]).toMatchObject({ taken: ['TN'], rows: { heading: 2, read: 1 } })
})

it('a comment or a text box that says what stays is shown back', () => {
  const book = workbook([SHEET], {
    // As openpyxl calls it.
    'xl/comments/comment1.xml':
      '<comments><comment ref="A2"><text><r><t>Do not port</t></r></text></comment><comment ref="B3"><text><t>[Threaded comment]\n\nYour version of Excel … will get removed.\n\nComment:\n    stays with AT&amp;T</t></text></comment><comment ref="B2"><text><t>[Threaded comment]\n\nAny edits will get removed.\n\nComment:\n    nice</t></text></comment></comments>',
    'xl/drawings/drawing1.xml':
      '<wsDr><sp><txBody><a:p><a:t>Yellow = not porting</a:t></a:p></txBody></sp></wsDr>',
  })
  const shown = read(book).accounts.flatMap(({ notRead }) => notRead.map(({ text }) => text))
  expect(shown).toEqual(['A2: Do not port', 'B3: stays with AT&T', 'Yellow = not porting'])
})

it('signs that XML cannot hold are no part of a number', () => {
  const cell = '919-555-0100_x000D_\n919-555-0101'
  expect(
    read(
      workbook([
        {
          name: 'One',
          rows: [
            ['TN', 'Name'],
            [cell, 'A'],
          ],
        },
      ]),
    ).numbers,
  ).toEqual(['9195550100', '9195550101'])
})

it('a list without a heading has its hidden rows, hidden columns and what stays asked about or named', () => {
  const rows = [['919-555-0100'], ['919-555-0101'], ['Do not port:'], ['919-555-0102']]
  const hidden = read(workbook([{ name: 'A', rows, hiddenRows: [2] }]))
  expect(hidden.question?.asks).toBe('hidden')
  const key = hidden.question?.key ?? ''
  const kept = read(workbook([{ name: 'A', rows, hiddenRows: [2] }]), { [key]: 'leave' })
  expect(kept.question?.asks).toBe('kept')
  const answers = { [key]: 'leave', [kept.question?.key ?? '']: 'leave' }
  const { numbers, accounts } = read(workbook([{ name: 'A', rows, hiddenRows: [2] }]), answers)
  expect(numbers).toEqual(['9195550100'])
  expect(accounts[0]?.leftAside).toEqual([
    { what: 'hidden rows', numbers: 1 },
    { what: 'numbers marked “do not port”', numbers: 1 },
  ])
  const columns = read(
    workbook([
      {
        name: 'A',
        rows: [
          ['', '919-555-0100'],
          ['note', ''],
        ],
        hiddenColumns: [2],
      },
    ]),
  )
  expect(columns.numbers).toEqual([])
  expect(columns.accounts[0]?.leftAside).toEqual([{ what: 'hidden columns', numbers: 1 }])
})

it('of several sheets a person chooses', () => {
  const other = { ...SHEET, name: 'Later', rows: [HEADING, ['919-555-0200', 'C', '']] }
  const book = workbook([SHEET, { name: 'Notes', rows: [['see the other sheets']] }, other])
  const { numbers, question } = read(book)
  expect(numbers).toEqual([])
  expect(question?.options.map(({ label }) => label)).toEqual([
    'Numbers',
    'Later',
    'All these sheets',
  ])
  const key = question?.key ?? ''
  expect(read(book, { [key]: '1' }).numbers).toEqual(['9195550200'])
  expect(read(book, { [key]: 'all' }).numbers).toHaveLength(3)
})

it.each<readonly [what: string, bytes: Uint8Array, name: string, says: RegExp]>([
  [
    'an old workbook',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), utf16('Workbook\0')]),
    'a.xls',
    /before 2007.*XLSX or CSV/,
  ],
  [
    'a workbook with a password',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), utf16('EncryptedPackage')]),
    'a.xlsx',
    /password/,
  ],
  ['a binary workbook', zip({ 'xl/workbook.bin': 'x' }), 'a.xlsb', /binary Excel/],
  ['a sheet of Numbers', zip({ 'Index/Document.iwa': 'x' }), 'a.numbers', /export it as CSV/],
  [
    'an OpenDocument sheet',
    Buffer.concat([
      Buffer.from('PK\x03\x04'),
      Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    ]),
    'a.ods',
    /OpenDocument/,
  ],
  [
    'an XML spreadsheet',
    Buffer.from(
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Data>9195550100</Data></Workbook>',
    ),
    'a.xls',
    /XML spreadsheet/,
  ],
  ['a PDF', Buffer.from('%PDF-1.7 919-555-0100'), 'a.pdf', /PDF/],
  ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'a.jpg', /picture/],
  ['something binary', Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]), 'a.dat', /isn’t a format I read/],
  [
    'an OpenDocument text',
    Buffer.from('PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text'),
    'a.odt',
    /Word document/,
  ],
  [
    'slides',
    zip({ '[Content_Types].xml': 'x', 'ppt/presentation.xml': 'x' }),
    'a.pptx',
    /isn’t a format/,
  ],
  ['a film', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0'), 'a.mp4', /isn’t a format/],
  ['a damaged workbook', workbook([SHEET]).subarray(0, 400), 'a.xlsx', /damaged/],
  ['an empty file', Buffer.alloc(0), 'a.csv', /empty/],
])('%s is named as left out, with what to do', (_what, bytes, name, says) => {
  const { numbers, leftOut } = read(bytes, {}, name)
  expect(numbers).toEqual([])
  expect(leftOut).toMatchObject([{ name, why: expect.stringMatching(says) as string }])
})

it.each<readonly [string, Buffer]>([
  ['UTF-16LE without a mark', utf16('Phone,Name\r\n9195550100,Acmé\r\n')],
  ['UTF-16BE without a mark', utf16('Phone,Name\r\n9195550100,Acme\r\n').swap16()],
  ['Windows', Buffer.from('Phone,Name\r\n919\xa0555\xa00100,Acm\xe9\r\n', 'latin1')],
  ['an old Mac', Buffer.from('Phone,Name\r919\xca555\xca0100,Acm\x8e\r', 'latin1')],
  ['UTF-8 with its mark', Buffer.from('\ufeffPhone,Name\r\n9195550100,Acmé\r\n')],
])('a table in the encoding of %s is read', (_what, bytes) => {
  expect(read(bytes, {}, 'numbers.csv').numbers).toEqual(['9195550100'])
})

it('an archive that unpacks to more than it says, or says that it does, is refused unread', () => {
  const rows = '<row r="1"><c t="inlineStr"><is><t>919-555-0100</t></is></c></row>'.repeat(200_000)
  const parts = (size: number | null, of = 'xl/worksheets/sheet1.xml'): Buffer => {
    const files = {
      'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': rows,
    }
    return zip(files, size === null ? {} : { [of]: size })
  }
  expect(read(parts(10_000)).leftOut[0]?.why).toMatch(/damaged/)
  expect(read(parts(2_000_000_000)).leftOut[0]?.why).toMatch(/unpacks to more/)
  for (const part of ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels']) {
    expect(read(parts(2_000_000_000, part)).leftOut[0]?.why).toMatch(/unpacks to more/)
  }
})

it('a workbook means the same as the same table in text', () => {
  const text = SHEET.rows
    .map((cells) => cells.map((cell) => JSON.stringify(cell)).join(','))
    .join('\n')
  expect(read(workbook([SHEET])).numbers).toEqual(readNumbers(text).numbers)
})

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}
