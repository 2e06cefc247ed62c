import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workbook } from '../fixtures/workbooks.ts'
import { BULK, csv } from './bulk-on-the-way.ts'
import { callsOf, door } from './order-on-the-way.ts'
import { startDay, wordsOf, type Dropped, type PracticeDay, type Who } from './practice-day.ts'

let day: PracticeDay
beforeAll(async () => {
  day = await startDay()
})
afterAll(async () => {
  await day.close()
})

function xlsx(name: string, book: Buffer): Dropped {
  return { ...csv('', name), base64: book.toString('base64') }
}

/** Chooses in a message's menu what is called so. */
async function choose(as: Who, inMessage: RegExp, label: string, channel = '@bot'): Promise<void> {
  const found = (await day.sees(as, channel)).findLast((message) =>
    inMessage.test(wordsOf(message)),
  )
  const ts = found?.ts ?? 'no such message'
  await door(day, 'click', { as, channel, ts, action: 'numbers.choose', option: label })
  await day.untilIdle()
}

const PHONES =
  'Site,Office Phone,Cell Phone\nA,919-555-0100,984-555-0100\nB,919-555-0101,984-555-0101\n'

describe('a file with numbers', () => {
  it('is read by the column that says so, and the account stands on the check', async () => {
    const rows =
      'Number to Port,Receiving Number\n919-555-0110,984-555-0900\n1.92E+10,984-555-0901\n'
    await day.say('porter', 'please', { channel: '@bot', files: [csv(rows, 'tracking.csv')] })
    const words = wordsOf(await day.until('porter', /^\*1 number: can port/, '@bot'))
    expect(words).toContain('“Number to Port” of tracking.csv:* 3 rows, 1 number, 1 not read.')
    expect(words).toContain('row 3 “1.92E+10” (a spreadsheet shortened it')
    expect(words).toContain('“Receiving Number” (2 numbers)')
  })

  it('of two columns is asked about with a menu, checked as chosen, and not asked again', async () => {
    await day.say('porter', 'these', { channel: '@bot', files: [csv(PHONES, 'phones.csv')] })
    const asked = wordsOf(await day.until('porter', /Which column of phones\.csv/, '@bot'))
    expect(asked).toContain('*Office Phone*: 2 numbers: 919-555-0100, 919-555-0101')
    expect(asked).toContain('*Cell Phone*: 2 numbers: 984-555-0100')
    expect(callsOf(day, 'POST', /lnpchecker/)).toHaveLength(1)

    await choose('porter', /Which column of phones\.csv/, 'Cell Phone')
    const words = wordsOf(await day.until('porter', /“Cell Phone” of phones\.csv/, '@bot'))
    expect(words).toContain('2 numbers: all can port')
    expect(words).toContain('“Office Phone” (2 numbers)')
    expect(callsOf(day, 'POST', /lnpchecker/).at(-1)?.request).not.toContain('9195550100')

    await day.say('porter', 'and', { channel: '@bot', files: [csv(PHONES, 'again.csv')] })
    await day.until('porter', /“Cell Phone” of again\.csv \(chosen\)/, '@bot')
  })

  it('of which the wrong column was chosen is checked by another with two clicks, once and for all', async () => {
    await day.click('porter', 'Choose another column', /of again\.csv \(chosen\)/, '@bot')
    await day.until('porter', /Which column of again\.csv/, '@bot')
    await choose('porter', /Which column of again\.csv/, 'Office Phone')
    await day.until('porter', /“Office Phone” of again\.csv \(chosen\)/, '@bot')
    await day.turn({ advance: 'P2D' })
    await day.click('porter', 'Choose another column', /“Office Phone” of again/, '@bot')
    await day.until('porter', /Drop the file again/, '@bot')
    await day.say('porter', 'then', { channel: '@bot', files: [csv(PHONES, 'third.csv')] })
    await day.until('porter', /Which column of third\.csv/, '@bot')
  })

  it('is answered only for who was asked, and only for who may', async () => {
    const table = 'Depot,Main Phone,Other Phone\nA,919-555-0120,984-555-0120\n'.repeat(2)
    await day.say('porter', 'x', { channel: '@bot', files: [csv(table, 'main.csv')] })
    await day.until('porter', /Which column of main\.csv/, '@bot')
    await day.say('guest', 'x', { channel: '@bot', files: [csv(table, 'guest.csv')] })
    await day.until('guest', /Only full members/, '@bot')
  })

  it('may be a workbook, beside typed numbers and files that cannot be read', async () => {
    const book = workbook([
      {
        name: 'Ports',
        rows: [
          ['TN', 'Name'],
          [9195550131, 'A'],
          ['919-555-0132', 'B'],
        ],
      },
    ])
    const files = [xlsx('ports.xlsx', book), xlsx('scan.pdf', Buffer.from('%PDF-1.7'))]
    await day.say('porter', 'please check 919-555-0130 and the sheet', { channel: '@bot', files })
    const words = wordsOf(await day.until('porter', /^\*3 numbers: all can port/, '@bot'))
    expect(words).toContain('“TN” of ports.xlsx, sheet “Ports”:* 3 rows, 2 numbers')
    expect(words).toContain('*Left out:* scan.pdf is a PDF')
    await day.until('porter', /Which order is scan\.pdf for/, '@bot')
  })

  it('that cannot be read says what it is and what to do', async () => {
    const files = [xlsx('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))]
    await day.say('porter', '', { channel: '@bot', files })
    await day.until('porter', /old\.xls .*2007.*XLSX or CSV/, '@bot')
  })

  it('becomes a bulk order with all numbers of its ranges, and the account on its card', async () => {
    await day.command('porter', 'bulk')
    const ranges =
      'Starting Number,Ending Number,Qty\n9195550300,9195550399,100\n9845550300,9845550349,50\n9845550400,9845550449,99\n' +
      'n/a,,\n'.repeat(6)
    await day.submit('porter', {
      ...BULK,
      'Numbers from a file': [csv(ranges, 'ranges.csv')],
    })
    const problem = (await day.modal('porter'))?.text ?? ''
    expect(problem).toContain('9845550400 to 9845550449')
    expect(await day.orders()).toEqual([])
    await day.submit('porter', {})
    const card = wordsOf(await day.until('porter', /^\*#1001/))
    expect(card).toContain('150 numbers')
    expect(card).toContain('of ranges.csv:* 10 rows, 150 numbers, 7 not read.')
    expect(card).toContain('the range has 50 numbers, the quantity says 99')
    await day.click('porter', 'View rows not read', /^\*#1001/)
    await day.until('porter', /not-read-1001\.csv/, '@bot')
  })
})
