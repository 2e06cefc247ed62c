import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draft, door, seenBy } from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'

let day: PracticeDay
beforeAll(async () => {
  day = await startDay()
  await draft(day)
})
afterAll(async () => {
  await day.close()
})

async function say(as: Who, text: string): Promise<void> {
  await day.say(as, text, { channel: '@bot' })
}

async function chooseOrder(as: Who, inMessage: RegExp, label: string): Promise<void> {
  const found = (await day.sees(as, '@bot')).findLast((one) => inMessage.test(wordsOf(one)))
  const ts = found?.ts ?? 'no such message'
  const action = 'document.choose-order'
  await door(day, 'click', { as, channel: '@bot', ts, action, option: label })
  await day.untilIdle()
}

describe('in a direct message', () => {
  it('a command needs no slash and gives the answer of the command', async () => {
    await say('porter', 'status 1001')
    await day.until('porter', /#1001 · Acme Dental/, '@bot')
    await say('porter', 'today')
    await day.until('porter', /Today/, '@bot')
    await say('porter', 'where is 1001?')
    expect((await seenBy(day, 'porter', /#1001 · Acme Dental/, '@bot')).length).toBeGreaterThan(1)
    const before = (await seenBy(day, 'porter', /#1001 · Acme Dental/, '@bot')).length
    await say('porter', 'acme')
    expect(await seenBy(day, 'porter', /#1001 · Acme Dental/, '@bot')).toHaveLength(before + 1)
    await say('porter', 'help')
    await day.until('porter', /port numbers to Bandwidth from Slack/, '@bot')
  })

  it('hello is answered with what can be done, each by a click', async () => {
    await say('porter', 'hi')
    await day.until('porter', /Send me phone numbers/, '@bot')
    await day.click('porter', 'Check numbers…', /Send me phone numbers/, '@bot')
    expect((await day.modal('porter'))?.title).toBe('Check numbers')
    await day.closeForm('porter')
    await say('porter', 'edit 1001')
    await day.click('porter', 'Open form…', /open the form/, '@bot')
    expect((await day.modal('porter'))?.title).toBe('Edit #1001')
    await day.closeForm('porter')
  })

  it('nobody is let do what a command would refuse, nor told what it would not tell', async () => {
    await say('guest', 'status 1001')
    await day.until('guest', /Only full members/, '@bot')
    await say('guest', 'hi')
    expect(await seenBy(day, 'guest', /#1001|Send me phone numbers/, '@bot')).toEqual([])
    await day.say('guest', '', { channel: '@bot', files: [pdf('loa.pdf')] })
    expect(await seenBy(day, 'guest', /Which order/, '@bot')).toEqual([])
    await say('porter', 'doctor')
    await day.until('porter', /Only admins/, '@bot')
  })

  it('a document is asked about with a menu, waits in the order’s thread, and is sent with one more click', async () => {
    await day.say('porter', 'here you are', { channel: '@bot', files: [pdf('acme loa.pdf')] })
    await day.until('porter', /acme loa\.pdf for/, '@bot')
    await chooseOrder('porter', /Which order is acme loa\.pdf/, '#1001 · Acme Dental')
    await day.until('porter', /acme loa\.pdf .*thread of #1001/, '@bot')
    await day.until('porter', /acme loa\.pdf (?:is in|to #1001)/i)
    await day.click('porter', 'Attach as LOA', /acme loa\.pdf .*thread/, '@bot')
    await day.until('porter', /acme loa\.pdf\* is attached to #1001 .*LOA/)
  })

  it('a document beside an order number is not asked about, and one for another order is named by hand', async () => {
    await day.say('porter', 'csr for 1001', { channel: '@bot', files: [pdf('csr.pdf')] })
    await day.until('porter', /csr\.pdf .*thread of #1001/, '@bot')
    await day.say('porter', 'loa', { channel: '@bot', files: [pdf('other.pdf')] })
    await day.click('porter', 'Name another order…', /Which order is other\.pdf/, '@bot')
    await day.submit('porter', { Order: '1001', Kind: 'Other' })
    await day.until('porter', /other\.pdf\* is attached to #1001/)
  })

  it('a command beside a document is answered, too', async () => {
    const listed = async () => (await seenBy(day, 'porter', /Drafts/, '@bot')).length
    const before = await listed()
    await day.say('porter', 'list drafts', { channel: '@bot', files: [pdf('beside.pdf')] })
    await day.until('porter', /Which order is beside\.pdf for/, '@bot')
    expect(await listed()).toBe(before + 1)
  })

  it('a forwarded message, a pasted table and a mail that was sent into Slack are read, each for its own numbers', async () => {
    const said = { user: 'U0DANA', team: 'T0PRACTICE' }
    const text = 'please port 919-555-0160 and 919-555-0161'
    const attachments = [{ is_share: true, is_msg_unfurl: true, text }]
    const heard = { as: 'porter', channel: '@bot' }
    await door(day, 'heard', {
      ...heard,
      event: { ...said, text: 'check these please', attachments },
    })
    await day.until('porter', /^\*2 numbers: /, '@bot')
    const cell = (text: string) => ({ type: 'raw_text', text })
    const rows = [
      ['TN', 'Contact Phone'],
      ...['0170', '0171'].map((end) => [`919-555-${end}`, '984-555-0199']),
    ]
    const blocks = [{ type: 'table', rows: rows.map((row) => row.map(cell)) }]
    const pasted = {
      ...said,
      text: '',
      attachments: [{ id: 1, blocks, fallback: '[no preview available]' }],
    }
    await door(day, 'heard', { ...heard, event: pasted })
    await day.until('porter', /^\*2 numbers: [^]*“TN” of What you typed/, '@bot')
    const mail = {
      id: 'F9',
      name: 'Port our numbers',
      mode: 'email',
      filetype: 'email',
      mimetype: 'text/html',
      size: 1234,
      plain_text: 'please port 919-555-0162, 919-555-0163 and 919-555-0164',
    }
    const event = { ...said, subtype: 'file_share', text: '', files: [mail] }
    await door(day, 'heard', { ...heard, event })
    await day.until('porter', /^\*3 numbers: /, '@bot')
  })

  it('words and numbers still become a check, and an LOA without any says what helps', async () => {
    await say('porter', 'please check 919-555-0140')
    await day.until('porter', /^\*1 number: /, '@bot')
    await say('porter', `Dear team, ${'we write to you today '.repeat(9)}`)
    await day.until('porter', /no phone numbers in that/, '@bot')
  })
})
