import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readNumbers, readSources } from '../../src/porting/read-numbers.ts'
import { rowsOf, ROW_FATES } from '../../src/porting/reading-account.ts'
import { sourceOfFile } from '../../src/porting/source-of-file.ts'

const INPUTS = join(import.meta.dirname, 'inputs')

interface Expected {
  /** In the writing that people use. */
  readonly numbers: string
  readonly taken?: readonly string[]
  readonly rows?: Readonly<Record<string, number>>
  readonly aside?: Readonly<Record<string, number>>
  readonly notRead?: readonly string[]
  /** What is asked, and the choices. */
  readonly asks?: readonly string[]
  readonly notes?: number
}

const ACCOUNTS = JSON.parse(readFileSync(join(INPUTS, 'accounts.json'), 'utf8')) as Readonly<
  Record<string, Expected>
>

function read(name: string, answers = {}) {
  return readSources([sourceOfFile({ name, bytes: readFileSync(join(INPUTS, name)) })], answers)
}

describe('what people drop', () => {
  it('is a corpus of at least sixty inputs', () => {
    expect(Object.keys(ACCOUNTS).length).toBeGreaterThanOrEqual(60)
  })

  it.each(Object.entries(ACCOUNTS))('%s gives its account', (name, expected) => {
    const { numbers, accounts, question } = read(name)
    expect([...numbers].sort()).toEqual([...readNumbers(expected.numbers).numbers].sort())
    if (expected.asks !== undefined) {
      expect([question?.asks, ...(question?.options ?? []).map(({ label }) => label)]).toEqual(
        expected.asks,
      )
      return
    }
    expect(question).toBeNull()
    const [account, another] = accounts
    if (account === undefined) throw new Error('There is no account.')
    expect(another).toBeUndefined()
    expect(account.taken).toEqual(expected.taken)
    for (const fate of ROW_FATES) {
      // Where empty lines are not the point, nobody has counted them.
      if (fate === 'empty' && expected.rows?.['empty'] === undefined) continue
      expect({ [fate]: account.rows[fate] }).toEqual({ [fate]: expected.rows?.[fate] ?? 0 })
    }
    expect(rowsOf(account)).toBeGreaterThan(0)
    expect(account.numbers - account.repeats).toBe(numbers.length)
    const aside = Object.fromEntries(account.leftAside.map(({ what, numbers }) => [what, numbers]))
    if (expected.aside !== undefined) expect(aside).toEqual(expected.aside)
    const notRead = account.notRead.map(({ text }) => text)
    expect(notRead).toEqual(expected.notRead ?? [])
    if (expected.notes !== undefined) expect(account.notes).toHaveLength(expected.notes)
  })

  it('a blank below “Y” and “N” means what the person says, and only in files that have such blanks', () => {
    const { question } = read('asks-blank-below-a-mark.csv')
    const [leave, take, above] = question?.options.map(({ value }) => value) ?? []
    const numbersFor = (answer = '') =>
      read('asks-blank-below-a-mark.csv', { [question?.key ?? '']: answer }).numbers.map((one) =>
        one.slice(-1),
      )
    expect(numbersFor(leave)).toEqual(['0'])
    expect(numbersFor(take)).toEqual(['0', '1', '2', '3', '4'])
    expect(numbersFor(above)).toEqual(['0', '1', '2'])
    expect(read('asks-wanted.csv').question?.key).not.toBe(question?.key)
  })

  it.each([
    ['asks-do-not-port-column.csv', '02'],
    ['asks-do-not-port-yes-no.csv', '02'],
    ['asks-keep-column.csv', '02'],
    ['asks-disconnect-date.csv', '02'],
    ['asks-to-be-ported.csv', '02'],
    ['asks-number-to-be-ported.csv', '02'],
    ['asks-no-heading-yes-no.csv', '02'],
    ['asks-no-behind.txt', '02'],
    ['asks-port-day-or-nothing.csv', '02'],
    ['days-of-a-workbook.xlsx', '02'],
    // An active line ports only where the other column says so, too.
    ['asks-active-and-port.csv', '0'],
  ])('of %s only what is marked to port is taken, if the person says so', (name, last) => {
    const { question } = read(name)
    const { numbers } = read(name, { [question?.key ?? '']: question?.options[0]?.value })
    expect(numbers.map((one) => one.slice(-1)).join('')).toBe(last)
  })

  it.each([
    ['asks-do-not-port-column.csv', ['Do Not Port']],
    ['asks-active-and-port.csv', ['Status', 'Port']],
    ['asks-no-heading-yes-no.csv', ['column 3']],
    ['asks-no-behind.txt', undefined],
  ])('whoever is asked about %s reads which column says so', (name, under) => {
    expect(read(name).question?.under).toEqual(under)
  })

  it('a day or a wave under “Port” is a mark where no row says yes', () => {
    const { question } = read('asks-port-by-date.csv')
    const { numbers } = read('asks-port-by-date.csv', { [question?.key ?? '']: 'leave' })
    expect(numbers.map((one) => one.slice(-1))).toEqual(['0', '2', '4', '6', '8'])
  })

  it.each(['N/A', 'n/a', 'NA', 'none', 'no', 'No', 'never', '-', '–', 'not yet', 'later'])(
    'among days under “Port”, %j is asked about',
    (no) => {
      const text = `TN,Port\n919-555-0100,12/8\n919-555-0101,12/8\n919-555-0102,${no}\n919-555-0103,12/9\n`
      expect(readSources([{ kind: 'text', name: 'a.csv', text }]).question?.asks).toBe('wanted')
    },
  )

  it.each([
    '{"port":["919-555-0100"],"keep":"919-555-0101"}',
    '{"port":["919-555-0100"],"skipNumbers":["919-555-0101"]}',
    '{"port":["919-555-0100"],"REMOVE":{"a":["919-555-0101"]}}',
    '{"port":["919-555-0100"],"do-not-port":["919-555-0101"]}',
    '{"remove":["919-555-0101"],"port":["919-555-0100"]}',
    'As agreed: {"dont_port":["919-555-0101"],"numbers":["919-555-0100"]}',
    '[{"tn":"9195550100","port":"yes"},{"tn":"9195550101","port":"no"}]',
    '[{"tn":"9195550100","keep":false},{"tn":"9195550101","keep":true}]',
  ])('what JSON says that it stays is named and not taken: %s', (text) => {
    const { numbers, unread } = readSources([{ kind: 'text', name: null, text }])
    expect(numbers).toEqual(['9195550100'])
    expect(unread.map((one) => one.replaceAll('-', ''))).toEqual(['9195550101'])
  })

  it.each([
    ['Please check 919-555-0102 and these:\nTN\tName\n919-555-0100\tA\n919-555-0101\tB', 3],
    ['Questions? Call 919-555-0102\nBTN: 919-555-0103\nTN,Name\n919-555-0100,A\n919-555-0101,B', 2],
  ])('what somebody types above a table is read, but no number to call: %j', (text, count) => {
    const { numbers, accounts } = readSources([{ kind: 'text', name: null, text }])
    expect(numbers).toHaveLength(count)
    const aside = accounts.flatMap(({ leftAside }) => leftAside).map((one) => one.numbers)
    expect(aside).toEqual(count === 2 ? [2] : [])
  })

  it.each([
    'TN,Comments\n919-555-0100,\n919-555-0101,do not port\n919-555-0102,\n',
    '919-555-0100\n919-555-0101 is not porting\n919-555-0102\n',
  ])('a number that is said to stay keeps none below it: %j', (text) => {
    const source = { kind: 'text', name: 'a.csv', text } as const
    const { question } = readSources([source])
    const { numbers } = readSources([source], { [question?.key ?? '']: 'leave' })
    expect(numbers).toEqual(['9195550100', '9195550102'])
  })

  it.each([
    'order,account number,PIN\n1002,9845550199,12345\n1003,123456789.0,54321.0\n',
    'Acme;;\nName;Account #;Passcode\nAcme;984-555-0199;98765\n919-555-0100\n',
    'Name\tAccount\tPIN:\nAcme\t9845550199\t98765\n',
  ])(
    'an account number or PIN of a table without telephone numbers is not repeated: %j',
    (text) => {
      const read = JSON.stringify(readSources([{ kind: 'text', name: 'a.csv', text }]))
      expect(read).not.toMatch(/9845550199|984-555-0199|123456789|12345|54321|98765/)
    },
  )

  it.each([
    ['PINs: 447101, 447102 and 447103', 0],
    ['Passcodes 447101 / 447102; 919-555-0100', 1],
    ['PIN 447101, 919-555-0100, 447104', 2],
    ['Port 919-555-0100; 447101 is our account, (447102 acct)', 1],
  ])('of a list of PINs none is repeated, and no number behind them lost: %s', (text, pieces) => {
    const { numbers, unread } = readNumbers(text)
    expect(numbers.length + unread.length).toBe(pieces)
    expect(unread.join()).not.toMatch(/44710[123]/)
  })

  it.each([
    'Send me account, pin\n919-555-0100, 919-555-0101\n',
    'The account, and the PIN\n919-555-0100, 919-555-0101\n',
  ])('no number of a sentence is lost for the word of an account: %j', (text) => {
    const { numbers } = readSources([{ kind: 'text', name: null, text }])
    expect(numbers.length).toBe(text.match(/919/g)?.length)
  })
})

describe('numbers that leave out what is the same', () => {
  it.each([
    ['919-555-01[00-19]', '00..19'],
    ['(919) 555-01[00-19]', '00..19'],
    ['919-555-010[0-9] and 919-555-0115', '00..09 15'],
    ['919555[0100-0119]', '00..19'],
    ['919-555-01{00..19}', '00..19'],
    ['919-555-[0100-0119], 919-555-0130', '00..19 30'],
    ['Main block: 919-555-01(00-19) please', '00..19'],
    ['919-555-0100/0101/0102', '00..02'],
    ['919-555-0100 / 0101 / 0105-0107', '00 01 05..07'],
    ['Fax: 919-555-0100/0101', '00 01'],
    ['Area code 919:\n555-0100\n555-0101', '00 01'],
    ['area code 919\n\n5550100\n• 555.0101 (fax)\n555-0105 to 0107', '00 01 05..07'],
    ['(919)\n555-0100, 555-0101', '00 01'],
    ['All in area code 919:\n555-0100\n555-0101 front desk', '00 01'],
    ['NPA: 919\n555 0100\n555 0101', '00 01'],
  ])('%j: they are read', (text, ends) => {
    const { numbers, unread } = readNumbers(text)
    const expected = ends.split(' ').map((one) => `919-555-01${one.replace('..', '..01')}`)
    expect([...numbers].sort()).toEqual(readNumbers(expected.join('\n')).numbers)
    expect(unread).toEqual([])
  })

  it.each([
    ['919-555-01[19-00]', 0],
    ['919-555-01[0-9]', 0],
    ['919-555-0100/12/2026', 0],
    ['919-555-0100/0119', 0],
    ['919-555-0100 / 1001', 0],
    ['919-555-0100/1015 or so, we think', 0],
    ['Area code 919:\n555-0100\nArea code 984:\n555-0100', 2],
    ['Area code 919:\n27601-1234\n55-0100', 0],
    ['555-0100\nArea code 919:\n555-0101', 1],
    ['Area code 919 or 984:\n555-0100', 0],
  ])('%j: nothing is made up', (text, count) => {
    expect(readNumbers(text).numbers).toHaveLength(count)
  })
})

describe('a number below somebody’s name', () => {
  it.each([
    ['Please port 919-555-0101.\n\nThanks,\nDana Lee\n984-555-0199', 1],
    ['Please port 919-555-0101.\n\nThanks,\nDana\n(984) 555-0199\ndana@acme.test', 1],
    ['Hello\n\nThanks,\nDana Lee\n\n919-555-0100\n919-555-0101', 0],
    ['Port these.\nThanks\n919-555-0100\n919-555-0101', 0],
  ])('is named as a signature’s: %j', (text, notes) => {
    const { accounts } = readSources([{ kind: 'text', name: null, text }])
    expect(accounts[0]?.notes).toHaveLength(notes)
  })
})

describe('what a line says of other numbers than it names', () => {
  it.each([
    ['919-555-0100:0104', '0104'],
    ['919-555-0100 (main) 0101 (fax)', '0101'],
    ['919-555-0100 main; fax 0101', '0101'],
    ['919-555-0100 (20)', '(20)'],
    ['919-555-0100 (100 block)', '100 block'],
  ])('%s: that is shown back', (line, shown) => {
    expect(readNumbers(line).unread).toEqual([shown])
  })

  it.each([
    '919-555-0100..0119 (20)',
    '919-555-0100 (919) 555-0101',
    '919-555-0100 without delay, 919-555-0101',
    '919-555-0100 (first floor), 919-555-0101 (last one)',
    'Call 919-555-0100 before 1700 on Monday',
  ])('%s: nothing of it is', (line) => {
    const { numbers, unread } = readNumbers(line)
    expect(numbers.length).toBeGreaterThan(0)
    expect(unread.filter((piece) => /\d/.test(piece))).toEqual([])
  })
})
