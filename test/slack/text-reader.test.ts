import { expect, it } from 'vitest'
import type { NamedBytes } from '../../src/porting/source-of-file.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { createTextReader } from '../../src/slack/text-reader.ts'
import { workbook } from '../fixtures/workbooks.ts'
import { portOrder } from '../porting/port-order.ts'

const CHILDREN = [{ number: 1043, content: portOrder() }]

function fileOf(text: string): NamedBytes {
  return { name: 'numbers.csv', bytes: Buffer.from(text) }
}

/** How often others had their turn while this was under way. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0
  const others = setInterval(() => (turns += 1), 1)
  await work.finally(() => {
    clearInterval(others)
  })
  return turns
}

/** How long a busy machine takes is not what is asked here. */
const PATIENT = { patienceMs: 120_000 }

it('a large file is read while everybody else is answered', async () => {
  const texts = createTextReader(PATIENT)
  const words = fileOf('919-555-0100 ext 12, '.repeat(20_000))
  expect(await turnsDuring(texts.numbersIn([words]))).toBeGreaterThan(20)
  expect(await turnsDuring(texts.tableOrNumbersIn(words, CHILDREN))).toBeGreaterThan(20)
})

it('a file means the same, however much stands around it', async () => {
  const texts = createTextReader(PATIENT)
  const around = '\n'.repeat(100_000)
  const numbers = { numbers: ['9195550100', '9195550101'], unread: ['27601'] }
  const list = '919-555-0100..0101 and 27601\n9195550101\n'
  expect(await texts.numbersIn(['', fileOf(list)])).toMatchObject(numbers)
  expect(await texts.numbersIn([list, fileOf(around)])).toMatchObject(numbers)

  const small = await texts.tableOrNumbersIn(fileOf('order,PIN\n#1043,0042\n#7,1'), CHILDREN)
  const large = await texts.tableOrNumbersIn(
    fileOf(`order,PIN\n#1043,0042\n#7,1${around}`),
    CHILDREN,
  )
  expect(large).toEqual(small)
  expect(large).toMatchObject({ kind: 'table', table: { rows: [{ facts: { pin: '0042' } }] } })
  expect(await texts.tableOrNumbersIn(fileOf(list + around), CHILDREN)).toMatchObject({
    kind: 'numbers',
    ...numbers,
  })
})

it('a heading of accounts above millions of empty lines is read in the memory that there is', async () => {
  const file = fileOf(`order,phone,PIN\n${'\n'.repeat(4_000_000)}`)
  const read = createTextReader(PATIENT).numbersIn([file])
  expect(await read).toMatchObject({ numbers: [], unread: [] })
})

it('of a workbook with orders nothing that is hidden is read, nor a second sheet, and both are said', async () => {
  const heading = ['order', 'PIN', 'account number']
  const table = { name: 'A', rows: [heading, ['#1043', '0042', '77'], ['#1043', '0043', '78']] }
  const hides = { ...table, hiddenRows: [3], hiddenColumns: [3] }
  const bytes = workbook([hides, { ...table, name: 'Later' }])
  const read = await createTextReader().tableOrNumbersIn({ name: 'a.xlsx', bytes }, CHILDREN)
  expect(read).toMatchObject({
    kind: 'table',
    table: {
      problems: [],
      rows: [{ facts: { pin: '0042', accountNumber: null } }],
      remarks: [
        { line: 1, says: expect.stringMatching(/Hidden columns/) as string },
        { line: 3, says: expect.stringMatching(/row is hidden/) as string },
        { line: 1, says: expect.stringMatching(/“Later”/) as string },
      ],
    },
  })
})

it('a file that takes too long ends in words, and so does one that waited for it', async () => {
  const texts = createTextReader({ patienceMs: 100 })
  const endless = fileOf('1x919-555-0100 ext '.repeat(400_000))
  const ends = await Promise.allSettled([texts.numbersIn([endless]), texts.numbersIn([endless])])
  for (const end of ends) {
    expect(end).toMatchObject({ status: 'rejected', reason: { code: 'text-too-much' } })
    expect((end as PromiseRejectedResult).reason).toBeInstanceOf(Refusal)
  }
  expect((await texts.numbersIn(['919-555-0100'])).numbers).toHaveLength(1)
})

it('a file that takes too much memory ends in words, and the next one is read', async () => {
  const texts = createTextReader({ memoryMb: 8 })
  const list = Array.from({ length: 200_000 }, (_, index) => `${index},${9_192_000_000 + index}`)
  const refused = { code: 'text-too-much', message: expect.stringContaining('more than') as string }
  await expect(texts.numbersIn([fileOf(list.join('\n'))])).rejects.toMatchObject(refused)
  expect((await texts.numbersIn(['919-555-0100'])).numbers).toHaveLength(1)
})

it('a file of more numbers than anything takes is told how many, and holds nobody up with them', async () => {
  const texts = createTextReader()
  const list = fileOf(
    Array.from({ length: 40_000 }, (_, index) => 2_012_000_000 + index).join('\n'),
  )
  const refused = { code: 'too-many-numbers', message: expect.stringContaining('40,000') as string }
  await expect(texts.numbersIn([list])).rejects.toMatchObject(refused)
  await expect(texts.tableOrNumbersIn(list, CHILDREN)).rejects.toMatchObject(refused)
})
