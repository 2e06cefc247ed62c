import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvText } from '../../src/porting/delimited-text.ts'
import { readSources } from '../../src/porting/read-numbers.ts'
import { rowsOf } from '../../src/porting/reading-account.ts'
import { sourceOfFile } from '../../src/porting/source-of-file.ts'
import { workbook } from '../fixtures/workbooks.ts'
import { anyDigits } from './any-number.ts'

const RUNS = { numRuns: 60, seed: 15 }

const WRITINGS: readonly ((tn: string) => string)[] = [
  (tn) => tn,
  (tn) => `${tn.slice(0, 3)}-${tn.slice(3, 6)}-${tn.slice(6)}`,
  (tn) => `(${tn.slice(0, 3)}) ${tn.slice(3, 6)}-${tn.slice(6)}`,
  (tn) => `1-${tn.slice(0, 3)}-${tn.slice(3, 6)}-${tn.slice(6)}`,
  (tn) => `+1${tn}`,
  (tn) => `${tn.slice(0, 3)}.${tn.slice(3, 6)}.${tn.slice(6)}`,
  (tn) => `${tn}.0`,
  (tn) => Number(tn).toLocaleString('en-US'),
]
const DAMAGED = ['1.92E+10', '#ERROR!', '########', 'see Bob', '555-0100', 'n/a', '12/08/2026']
const HEADINGS = [
  'TN',
  'Number to Port',
  'Telephone Number',
  'phone_number',
  'DID',
  'Ported Number',
]
const OTHERS = ['Contact Phone', 'Forwarding Number', 'Receiving Number', 'Fax', 'BTN']

/** A row, and what it says. */
const row = fc.record({
  tn: anyDigits,
  writing: fc.constantFrom(...WRITINGS),
  other: anyDigits,
  fate: fc.constantFrom('read', 'read', 'read', 'damaged', 'empty', 'blank'),
  damage: fc.constantFrom(...DAMAGED),
})
const table = fc.record({
  heading: fc.constantFrom(...HEADINGS),
  otherHeading: fc.constantFrom(...OTHERS),
  isFirst: fc.boolean(),
  above: fc.nat({ max: 8 }),
  total: fc.boolean(),
  rows: fc.array(row, { minLength: 3, maxLength: 30 }),
})
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never

function cellsOf({ heading, otherHeading, isFirst, above, total, rows }: Table): string[][] {
  const placed = (own: string, name: string, other: string): string[] =>
    isFirst ? [own, name, other] : [other, name, own]
  return [
    ...Array.from({ length: above }, (_, index) => [`Page ${index}`]),
    placed(heading, 'Name', otherHeading),
    ...rows.map(({ tn, writing, other, fate, damage }) => {
      if (fate === 'blank') return ['', '', '']
      const own = fate === 'read' ? writing(tn) : fate === 'damaged' ? damage : ''
      return placed(own, 'Acme, Inc', other)
    }),
    ...(total ? [['Total', '', '']] : []),
  ]
}

it.each(['csv', 'xlsx'])(
  'of any %s every number to port is taken, no other, and every row has its fate',
  (kind) => {
    fc.assert(
      fc.property(table, (generated) => {
        fc.pre(generated.rows.some(({ fate }) => fate === 'read'))
        const cells = cellsOf(generated)
        const bytes =
          kind === 'csv' ? Buffer.from(csvText(cells)) : workbook([{ name: 'One', rows: cells }])
        const { numbers, accounts, question } = readSources([
          sourceOfFile({ name: `numbers.${kind}`, bytes }),
        ])
        expect(question).toBeNull()
        const having = (fate: string) => generated.rows.filter((one) => one.fate === fate)
        const truth = new Set(having('read').map(({ tn }) => tn))
        expect([...numbers].sort()).toEqual([...truth].sort())

        const [account] = accounts
        if (account === undefined) throw new Error('There is no account.')
        const { rows } = account
        expect([rows.heading, rows.read, rows.partly, rows.unread]).toEqual([
          ...[1, having('read').length, 0, having('damaged').length],
        ])
        // A sheet keeps no rows in which nothing stands.
        const blank = kind === 'csv' ? 0 : having('blank').length
        expect(rowsOf(account)).toBe(cells.length - blank)
        expect(account.numbers).toBe(truth.size + account.repeats)
        expect(account.notRead.map(({ text }) => text)).toEqual(
          having('damaged').map(({ damage }) => damage),
        )
      }),
      RUNS,
    )
  },
)

const MARKS: readonly (readonly [heading: string, yes: string[], no: string[]])[] = [
  ['Port?', ['Y', 'Yes', 'x'], ['N', 'No', '']],
  ['To be ported', ['Yes', 'TRUE'], ['No', '']],
  ['Migrate Y/N', ['Y'], ['N']],
  ['In scope', ['Yes'], ['No', 'Later']],
  ['Port Date', ['12/8', '2026-12-09', 'Wave 2'], ['', 'N/A']],
  ['Do not port', ['', 'N'], ['Y', 'X']],
  ['Keep', ['', 'No'], ['X', 'Yes', 'at AT&T']],
  ['Exclude?', ['FALSE', ''], ['TRUE']],
  ['Disconnect Date', [''], ['12/31/2026']],
  ['Active', ['TRUE', 'Y'], ['FALSE', '']],
  ['To be disconnected', ['No', ''], ['Yes']],
  ['Port Out', ['N'], ['Y', 'X']],
]
const marked = fc.record({
  marks: fc.constantFrom(...MARKS),
  heading: fc.constantFrom(...HEADINGS),
  isFirst: fc.boolean(),
  rows: fc.uniqueArray(fc.record({ tn: anyDigits, ports: fc.boolean(), which: fc.nat() }), {
    minLength: 4,
    maxLength: 30,
    selector: ({ tn }) => tn,
  }),
})

it('of any table that marks its rows what is marked to stay is taken only if the person says so', () => {
  fc.assert(
    fc.property(marked, ({ marks: [mark, yes, no], heading, isFirst, rows }) => {
      fc.pre(rows.some(({ ports }) => ports) && rows.some(({ ports }) => !ports))
      const placed = (own: string, says: string): string[] =>
        isFirst ? [says, own, 'Acme'] : [own, 'Acme', says]
      const cells = rows.map(({ tn, ports, which }) => {
        const words = ports ? yes : no
        return placed(tn, words[which % words.length] ?? '')
      })
      const file = { name: 'a.csv', bytes: Buffer.from(csvText([placed(heading, mark), ...cells])) }
      const { question, numbers } = readSources([sourceOfFile(file)])
      expect(question?.under).toEqual([mark])
      expect(numbers).toEqual([])
      const answers = { [question?.key ?? '']: question?.options[0]?.value ?? '' }
      const truth = rows.filter(({ ports }) => ports).map(({ tn }) => tn)
      const read = readSources([sourceOfFile(file)], answers)
      expect([...read.numbers].sort()).toEqual(truth.sort())
    }),
    RUNS,
  )
})

it('a file that was damaged on its way is read or named, and breaks nothing', () => {
  const seeds = [
    Buffer.from(
      csvText([
        ['TN', 'Name', 'Contact Phone'],
        ['9195550100', 'A, B', '9845550100'],
        ['919-555-0101..0110', 'C', ''],
      ]),
    ),
    workbook([
      {
        name: 'One',
        rows: [
          ['TN', 'Name'],
          ['919-555-0100', 'A'],
          [9195550101, 'B'],
        ],
      },
    ]),
  ]
  const change = fc.record({
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
    cut: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (seed, changes) => {
        let bytes = Buffer.from(seed)
        for (const { at, byte, cut } of changes) {
          if (bytes.length === 0) break
          if (cut) bytes = bytes.subarray(0, at % bytes.length)
          else bytes[at % bytes.length] = byte
        }
        const { numbers, accounts, leftOut, question } = readSources([
          sourceOfFile({ name: 'numbers', bytes }),
        ])
        expect(accounts.length + leftOut.length + (question === null ? 0 : 1)).toBeGreaterThan(0)
        expect(accounts.reduce((sum, one) => sum + one.numbers - one.repeats, 0)).toBe(
          numbers.length,
        )
      },
    ),
    { numRuns: 500, seed: 15 },
  )
})
