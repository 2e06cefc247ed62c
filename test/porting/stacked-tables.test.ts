import { describe, expect, it } from 'vitest'
import { readNumbers, readSources } from '../../src/porting/read-numbers.ts'
import { rowsOf } from '../../src/porting/reading-account.ts'
import { sourceOfFile } from '../../src/porting/source-of-file.ts'
import { workbook } from '../fixtures/workbooks.ts'

type Cells = readonly (readonly string[])[]

const EAST: Cells = [
  ['TN', 'Name', 'Contact Phone'],
  ['919-555-0100', 'Acme', '336-555-0001'],
  ['919-555-0101', 'Acme', '336-555-0002'],
]
const WEST: Cells = [
  ['Site', 'Fax', 'Number to Port'],
  ['Cary', '336-555-0003', '984-555-0200'],
  ['Apex', '336-555-0004', '984-555-0201'],
]
const RANGES: Cells = [
  ['Starting Number', 'Ending Number', 'Qty'],
  ['984-555-0300', '984-555-0309', '10'],
]
const CONTACTS: Cells = [
  ['Who', 'Contact Phone'],
  ['Dana', '336-555-0005'],
  ['Bo', '336-555-0006'],
]

function read(kind: string, rows: Cells, answers: Readonly<Record<string, string>> = {}) {
  const csv = rows.map((row) => row.join(',')).join('\n')
  const bytes = kind === 'csv' ? Buffer.from(csv) : workbook([{ name: 'One', rows }])
  const reading = readSources([sourceOfFile({ name: `numbers.${kind}`, bytes })], answers)
  const rowsReported = reading.accounts.reduce((sum, account) => sum + rowsOf(account), 0)
  return {
    ...reading,
    rowsTold: rowsReported,
    taken: reading.accounts.map(({ taken }) => taken.join(' ')),
  }
}

function expectNumbers({ numbers }: { readonly numbers: readonly string[] }, text: string) {
  expect([...numbers].sort()).toEqual([...readNumbers(text).numbers].sort())
}

describe.each(['csv', 'xlsx'])('two tables on one sheet of %s', (kind) => {
  it.each<[name: string, between: Cells]>([
    ['at once', []],
    ['after a blank line', [['']]],
    ['after a title', [[''], ['Western sites']]],
    ['after a total', [['Total', '2'], [''], ['Western sites']]],
  ])('are each read under their own heading, %s', (_, between) => {
    const rows = [...EAST, ...between, ...WEST]
    const { question, taken, rowsTold: rowsReported, accounts, ...read_ } = read(kind, rows)
    expect(question).toBeNull()
    expectNumbers(read_, '919-555-0100..0101 984-555-0200..0201')
    expect(taken).toEqual(['TN', 'Number to Port'])
    const announced = kind === 'csv' ? rows.length : rows.filter(([cell]) => cell !== '').length
    expect(rowsReported).toBe(announced)
    expect(accounts.map(({ leftAside }) => leftAside.map(({ what }) => what))).toEqual([
      ['“Contact Phone”'],
      ['“Fax”'],
    ])
    expect(accounts.map(({ rows: { heading, read: fate } }) => [heading, fate])).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  it('are one where the heading is the same again', () => {
    const again = [['TN', 'Name', 'Contact Phone'], ['919-555-0102']]
    const reading = read(kind, [...EAST, ...WEST, ...again])
    expectNumbers(reading, '919-555-0100..0102 984-555-0200..0201')
    expect(reading.accounts.map(({ rows }) => rows.heading)).toEqual([2, 1])
  })

  it('may be a narrow one and a wide one, numbers and ranges', () => {
    for (const rows of [
      [['TN', 'Name'], ['919-555-0100', 'Acme'], ...WEST, ...RANGES],
      [...RANGES, ['TN'], ['919-555-0100'], ...WEST],
      [['TN'], ['919-555-0100'], [''], ...WEST, [''], ...RANGES],
    ]) {
      const reading = read(kind, rows)
      expectNumbers(reading, '919-555-0100 984-555-0200..0201 984-555-0300..0309')
      expect(reading.unread).toEqual([])
    }
  })

  it('are asked about where one of them does not say that it ports', () => {
    const rows = [...EAST, [''], ['People'], ...CONTACTS]
    const { question, numbers } = read(kind, rows)
    expect(numbers).toHaveLength(2)
    expect(question?.options.map(({ label }) => label)).toEqual(['Contact Phone', 'None of these'])
    const [some, none] = (question?.options ?? []).map(({ value }) =>
      read(kind, rows, { [question?.key ?? '']: value }),
    )
    expect(some?.numbers).toHaveLength(4)
    expect(none?.numbers).toHaveLength(2)
    expect(none?.accounts.at(-1)?.leftAside).toEqual([{ what: '“Contact Phone”', numbers: 2 }])
    expect(none?.accounts.at(-1)?.rows.aside).toBe(2)
  })

  it('do not let a block that stays go with the next heading', () => {
    const rows = [...EAST, [''], ['Do not port these'], ...WEST]
    const { question, numbers } = read(kind, rows)
    expect(question?.asks).toBe('kept')
    expect(numbers).toHaveLength(2)
  })
})

it('a list under “Contact numbers” is not taken along with the list above it', () => {
  const { question, numbers } = read('csv', [
    ['Numbers to port'],
    ['919-555-0100'],
    ['919-555-0101'],
    ['Contact numbers'],
    ['336-555-0001'],
  ])
  expect(numbers).toHaveLength(2)
  expect(question?.options.map(({ label }) => label)).toEqual(['Contact numbers', 'None of these'])
})

it('rows that only look like a heading change nothing', () => {
  const reading = read('csv', [
    ['TN', 'Name', 'Use'],
    ['919-555-0100', 'Acme', 'Main'],
    ['n/a', 'Bo', 'Mobile phone'],
    ['919-555-0101', 'Acme', 'Fax'],
    ['see Bob', 'Fax number', 'none'],
    ['919-555-0102', 'Acme', 'Fax'],
  ])
  expectNumbers(reading, '919-555-0100..0102')
  expect(reading.accounts).toHaveLength(1)
  expect(reading.unread).toEqual(['n/a', 'see Bob'])
})
