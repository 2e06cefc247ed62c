import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv } from './bulk-on-the-way.ts'
import { callsOf, door, seenBy } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'

let day: PracticeDay
beforeAll(async () => {
  day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: 'C0PORTING' } })
})
afterAll(async () => {
  await day.close()
})

const MAIL = `Hi team,
we want to leave Comcast, see below.

Customer: Blue Door LLC
Service address: 12 Orchard Ln, Durham, NC 27701
BTN: 919-555-0100
Account number: ACCT-77Q10
PIN: Z8841
Authorized person: Jane Rivera
Numbers: 919-555-0100..0104
The lobby phone rings late at night.

Thanks
Ann Lee
Ph: 984-555-0190`

async function start(as: Who, ts: string, channel = 'porting'): Promise<void> {
  await door(day, 'shortcut', { as, callback: 'start-port-in', channel, ts })
  await day.untilIdle()
}

const SECRETS = /ACCT-?77Q10|Z8841/

describe('a port-in that is started from a message', () => {
  let ts: string

  it('opens with what the message says, and shows what it did not take', async () => {
    ts = await day.say('porter2', MAIL)
    await start('porter', ts)
    const { title, text } = (await day.modal('porter')) ?? { title: '', text: '' }
    expect(title).toBe('Start a port-in')
    expect(text).toContain('*5 numbers: 919-555-0100 to 0104*')
    expect(text).toContain('Blue Door LLC')
    expect(text).toContain('12 Orchard Ln, Durham NC 27701')
    expect(text).toContain('Comcast')
    expect(text).toMatch(/Left out.*984-555-0190/)
    expect(text).toContain('lobby phone rings late')
    expect(text).toContain('looks like a PIN')
    expect(text).not.toMatch(SECRETS)
  })

  it('fills the order form, which makes a draft with the secrets, and its card links back', async () => {
    await day.choose('porter', 'Draft order…')
    const form = (await day.modal('porter'))?.text ?? ''
    expect(form).toContain('Business name: Blue Door LLC')
    expect(form).toContain('Signer (authorizing person): Jane Rivera')
    expect(form).toContain('lobby phone rings late')
    expect(form).not.toMatch(SECRETS)
    const sent = await day.submit('porter', { Site: '14020', 'Goes live': GOES_LIVE })
    expect(sent.errors).toBeUndefined()
    const card = wordsOf(await day.until('porter', /#1001 · Blue Door LLC/))
    expect(card).toContain('Started from a message')
    const made = callsOf(day, 'POST', /\/portins$/).at(-1)?.request ?? ''
    expect(made).toContain('ACCT-77Q10')
    expect(made).toContain('Z8841')
    const announced = (await day.sees('porter')).filter((one) => one.ts !== ts).map(wordsOf)
    expect(announced.join('\n')).not.toMatch(SECRETS)
    expect(JSON.stringify(day.logged)).not.toMatch(SECRETS)
  })

  it('says so when it was started before, by whomever', async () => {
    await start('porter2', ts)
    expect((await day.modal('porter2'))?.text).toMatch(
      /started from this message .*it became #1001/,
    )
    await day.closeForm('porter2')
  })

  it('checks the numbers of a file in the message, once', async () => {
    const files = [
      csv('TN,Contact Phone,PIN\n919-555-0120,984-555-0100,Z4471\n1.9E+10,,\n', 'numbers.csv'),
    ]
    const dropped = await day.say('porter2', 'for Zeta Inc', { files })
    await start('porter', dropped)
    const shown = (await day.modal('porter'))?.text ?? ''
    expect(shown).toContain('“TN” of numbers.csv')
    expect(shown).toContain('What looks like a PIN is in numbers.csv')
    expect(shown).not.toContain('Z4471')
    await day.choose('porter', 'Check numbers')
    const words = wordsOf(await day.until('porter', /^\*1 number: /))
    expect(words).toContain('row 3 “1.9E+10”')
    expect(await day.orders()).toHaveLength(1)
  })

  it('fills the bulk form', async () => {
    await start('porter', await day.say('porter2', 'Customer: Acme Corp\nTNs: 919-555-0300..0349'))
    await day.choose('porter', 'Draft bulk order…')
    const { title, text } = (await day.modal('porter')) ?? { title: '', text: '' }
    expect(title).toBe('New bulk order')
    expect(text).toContain('Acme Corp')
    expect(text).toContain('919-555-0300..0349')
    await day.closeForm('porter')
  })

  it('has its card in the default channel where the bot is no member, and the form says so', async () => {
    await start(
      'porter',
      await day.say('porter', 'port 919-555-0130', { channel: 'general' }),
      'general',
    )
    expect((await day.modal('porter'))?.text).toMatch(/not in this channel.*<#C0PORTING>/)
    await day.choose('porter', 'Check numbers')
    await day.until('porter', /^\*1 number: /)
    expect(await seenBy(day, 'porter', /1 number/, 'general')).toEqual([])
  })

  it('is for nobody whom a command refuses, and not in a channel that is shared outside', async () => {
    await start('guest', ts)
    await day.until('guest', /Only full members/)
    const said = await day.say('porter', 'port 919-555-0131', { channel: 'partners' })
    await start('porter', said, 'partners')
    expect((await day.modal('porter'))?.text).toMatch(/shared with another organization/)
  })
})

const GOES_LIVE = 'Automatically at 11:30 AM ET on the FOC date'
