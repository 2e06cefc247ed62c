import { workbook } from '../fixtures/workbooks.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { csv, fileOf, splitBulk } from './bulk-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(async () => {
  await day.close()
})

describe('the table of the orders of a bulk order', () => {
  it('changes nothing when it comes back as it went, and does not pass for a list of numbers', async () => {
    const card = await splitBulk(day)
    await day.command('porter', 'edit 1002')
    await day.submit('porter', { 'BTN (billing number)': '919-555-0100' })
    await day.click('porter', 'Download CSV', /^\*#1001/)
    await day.until('porter', /An empty cell changes nothing/)
    const table = await fileOf(day, /^orders-1001/)
    expect(table).toContain('919-555-0100')
    await day.say('porter', 'as it was', { thread: card.ts, files: [csv(table)] })
    const answer = await day.until('porter', /orders\.csv changes nothing in #1001/)
    expect(buttonsIn(answer)).toEqual([])
  })

  it('empties a field by a dash, whatever Windows saved it as, and says so before it is sent', async () => {
    const card = await splitBulk(day)
    await day.command('porter', 'edit 1002')
    await day.submit('porter', { 'Unit, suite, floor': 'Suite 4' })
    const table = 'order;business name;address line 2;city;PIN\r\n#1002;Peñas Inc;-;-;42\r\n'
    await day.say('porter', 'the changes', {
      thread: card.ts,
      files: [{ ...csv(''), base64: Buffer.from(table, 'latin1').toString('base64') }],
    })
    const wrong = await day.until('porter', /Couldn’t read:/)
    expect(wordsOf(wrong)).toContain('line 2: #1002: the city can’t be cleared')
    expect(wordsOf(wrong)).toContain('the PIN has 2 digits')

    await day.say('porter', 'once more', {
      thread: card.ts,
      files: [
        {
          ...csv('', 'again.csv'),
          base64: Buffer.from(table.replace('-;-;42', '-;;'), 'latin1').toString('base64'),
        },
      ],
    })
    const diff = await day.until('porter', /again\.csv changes 1 order/)
    expect(wordsOf(diff)).toContain('business name: Acme Corp to Peñas Inc')
    expect(wordsOf(diff)).toContain('address line 2: Suite 4 to none')
    await day.click('porter', 'Change 1 order', /again\.csv/)
    await day.command('porter', 'status 1002')
    const status = await day.until('porter', /Service address/)
    expect(wordsOf(status)).toContain('Peñas Inc')
    expect(wordsOf(status)).not.toContain('Suite 4')
  })

  it('says which numbers of a dropped list cannot be read', async () => {
    const card = await splitBulk(day)
    await day.say('porter', 'others', {
      thread: card.ts,
      files: [csv('number\n919-555-0100\n1.91956E+10\n', 'list.csv')],
    })
    const words = wordsOf(await day.until('porter', /list\.csv has 1 number/))
    expect(words).toContain('row 3 “1.91956E+10” (a spreadsheet shortened it')
  })

  it('is asked for again when its workbook cannot be read, and no carrier gets to see it', async () => {
    const card = await splitBulk(day)
    await day.say('porter', 'filled in', {
      thread: card.ts,
      files: [csv('PK', 'orders-1001-7.xlsx'), csv('nothing', 'notes.txt')],
    })
    await day.until('porter', /\*orders-1001-7\.xlsx\* .*drop/)
    await day.until('porter', /phone numbers in \*notes\.txt\*/)
    const seen = (await day.sees('porter')).map(wordsOf).join('\n')
    expect(seen).not.toMatch(/Attach|Choose orders/)
  })

  it('is read from a workbook, line for line', async () => {
    const card = await splitBulk(day)
    const book = workbook([
      {
        name: 'Orders',
        rows: [['order', 'business name', 'PIN'], [], ['#1002', 'Peñas Inc', '0042']],
      },
    ])
    await day.say('porter', 'filled in', {
      thread: card.ts,
      files: [{ ...csv('', 'orders.xlsx'), base64: book.toString('base64') }],
    })
    const diff = await day.until('porter', /orders\.xlsx changes 1 order/)
    expect(wordsOf(diff)).toContain('business name: Acme Corp to Peñas Inc')
  })
})
