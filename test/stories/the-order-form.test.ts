import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scratchFolder } from '../fixtures/scratch.ts'
import { isTestedOnPostgres } from '../postgres/place.ts'
import { startDay, unstarred, wordsOf, type PracticeDay } from './practice-day.ts'
import { csv } from './bulk-on-the-way.ts'
import {
  ACCOUNT_NUMBER,
  ACME,
  PIN,
  TOLL_FREE,
  callsOf,
  draft,
  endStory,
  expectNoSecrets,
  expectSealed,
} from './order-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** What stands in the open form, by label; and what it says besides. */
async function form(): Promise<{ values: Record<string, string>; text: string }> {
  const view = (await day.practice.slack.human('GET modal', { as: 'porter' })) as {
    blocks: { type: string; block_id: string; label?: { text: string } }[]
    state: {
      values: Record<
        string,
        Record<string, { value?: string | null; selected_option?: { value: string } | null }>
      >
    }
  }
  const values = view.blocks.flatMap(({ block_id, label }) => {
    const [state] = Object.values(view.state.values[block_id] ?? {})
    return label === undefined
      ? []
      : [[unstarred(label.text), state?.value ?? state?.selected_option?.value ?? '']]
  })
  return {
    values: Object.fromEntries(values) as Record<string, string>,
    text: (await day.modal('porter'))?.text ?? '',
  }
}

const numbersAt = () => {
  const [order] = day.practice.bandwidth.control.orders()
  return order?.tns ?? []
}

const cityIsRequired = (method: 'POST' | 'PUT', path: string) =>
  day.fault({
    kind: 'status',
    method,
    path,
    status: 400,
    body: '<LnpOrderResponse><Errors><Code>7110</Code><Description>City is required.</Description></Errors></LnpOrderResponse>',
  })

describe('what Bandwidth does not take', () => {
  it('comes back at its field, with everything still typed and no secret shown', async () => {
    await draft(day)
    await day.command('porter', 'edit 1001')
    await cityIsRequired('PUT', '/portins/[^/]+$')
    await day.submit('porter', {
      City: 'Nowhere',
      'Business name': 'Acme & Sons <1>',
      'Account number': 'ACCT-NEW-88Q',
      PIN: 'NEWPIN77',
    })
    const again = await form()
    expect(again.text).toMatch(/City: Nowhere\n:warning: Bandwidth says: .*\(7110\)/)
    expect(again.values).toMatchObject({
      City: 'Nowhere',
      'Business name': 'Acme & Sons <1>',
      Street: 'Main St',
      'Signer (authorizing person)': 'J Rivera',
      'Account number': '',
      PIN: '',
    })
    expect(again.text).not.toContain('ACCT-NEW-88Q')

    // What was typed a moment ago is used without being typed again.
    await day.submit('porter', { City: 'Raleigh' })
    expect((await day.modal('porter'))?.text).toMatch(/#1001 .*changed: .*account number and PIN/)
    const [, second] = callsOf(day, 'PUT', /\/portins\/[^/]+$/)
    expect(second?.request).toContain('<AccountNumber>ACCT-NEW-88Q</AccountNumber>')
    expect(second?.request).toContain('<PinNumber>NEWPIN77</PinNumber>')
    await expectNoSecrets(day, ['ACCT-NEW-88Q', 'NEWPIN77'])
  })

  it('in a new order leaves no order and no number behind, and can be fixed', async () => {
    await day.command('porter', 'new 919-555-0100..0104')
    await day.fault({
      kind: 'status',
      method: 'POST',
      path: '/portins$',
      status: 400,
      body: '<LnpOrderResponse><Errors><Code>7334</Code><Description>SiteId is not right.</Description></Errors></LnpOrderResponse>',
    })
    await day.submit('porter', ACME)
    const again = await form()
    expect(again.text).toMatch(/Bandwidth says: .*\(7334\)/)
    expect(again.values).toMatchObject({ 'Business name': 'Acme Dental', 'Account number': '' })
    expect(await day.orders()).toEqual([])

    await day.submit('porter', {})
    expect(await day.modal('porter')).toBeNull()
    expect(await day.orders()).toHaveLength(1)
    const made = callsOf(day, 'POST', /\/portins$/).at(-1)
    expect(made?.request).toContain(`<AccountNumber>${ACCOUNT_NUMBER}</AccountNumber>`)
    expect(made?.request).toContain(`<PinNumber>${PIN}</PinNumber>`)
  })

  it('only when it goes out, as a BTN of another carrier, is advised of before', async () => {
    // 919-556 is Windstream's, and the numbers are Frontier's.
    const card = await draft(day, { ...ACME, 'BTN (billing number)': '919-556-0100' })
    expect(wordsOf(card)).toMatch(/BTN 919-556-0100 .*Windstream.*Frontier/)
    const asked = callsOf(day, 'POST', /lnpchecker/).length
    await day.command('porter', 'edit 1001')
    await day.submit('porter', { 'BTN (billing number)': '919-555-0199' })
    await day.until('porter', /#1001 .* · draft(?!.*Windstream)/s)
    await day.command('porter', 'status 1001')
    // Each BTN is asked about once.
    expect(callsOf(day, 'POST', /lnpchecker/)).toHaveLength(asked + 1)

    // Without an answer no refresh of the next minutes waits for it again.
    await day.fault({ kind: 'status', path: '/lnpchecker', status: 503, times: 20 })
    await day.command('porter', 'edit 1001')
    await day.submit('porter', { 'BTN (billing number)': '919-556-0101' })
    await day.until('porter', /#1001 .* · draft/s)
    const failed = callsOf(day, 'POST', /lnpchecker/).length
    await day.click('porter', 'Refresh', /^\*#1001/)
    await day.untilIdle()
    expect(callsOf(day, 'POST', /lnpchecker/)).toHaveLength(failed)
    await day.turn({ advance: 'PT16M' })
    await day.click('porter', 'Refresh', /^\*#1001/)
    await day.untilIdle()
    expect(callsOf(day, 'POST', /lnpchecker/).length).toBeGreaterThan(failed)
  })

  it('because nobody answers leaves everything typed, and says that trying again is safe', async () => {
    await draft(day)
    await day.command('porter', 'edit 1001')
    await day.fault({ kind: 'status', path: '/portins/', status: 503, times: 20 })
    await day.submit('porter', { City: 'Durham' })
    const again = await form()
    expect(again.text).toContain('(503). Nothing was sent')
    expect(again.values).toMatchObject({ City: 'Durham' })
  })
})

describe('garbage in the form', () => {
  it('is named under its fields before anything is sent, all at once', async () => {
    await day.command('porter', 'new')
    const { errors } = await day.submit('porter', {
      ...ACME,
      Numbers: '919-555-0100, 12345, 800-555-0100',
      'BTN (billing number)': 'none',
      State: 'XX',
      ZIP: 'abc',
      'Business name': 'A name that is a good deal longer than the twenty-five that are taken',
      'Signer (authorizing person)': 'Maximiliana Featherstonehaugh',
      'Target RespOrg (toll-free)': '!!',
    })
    expect(errors).toEqual({
      Numbers: expect.stringMatching(/“12345”.*Toll-free and local numbers can’t be/) as string,
      'BTN (billing number)': expect.stringContaining('“none”') as string,
      State: expect.stringContaining('“XX”') as string,
      ZIP: expect.stringMatching(/“abc”/i) as string,
      'Business name': expect.stringContaining('25 characters') as string,
      'Signer (authorizing person)': expect.stringContaining('15 characters') as string,
      'Target RespOrg (toll-free)': expect.any(String) as string,
    })
    expect(callsOf(day, 'POST', /\/portins$/)).toEqual([])
    expect(await form()).toMatchObject({ values: { City: 'Raleigh', ZIP: 'abc' } })
  })

  it('that looks like markup or XML arrives at Bandwidth as it was typed, and pings nobody', async () => {
    const name = '<!channel> & "Co" <x>'
    await draft(day, { ...ACME, 'Business name': name })
    const card = await day.until('porter', /#1001/)
    // What a dialog asks is plain text, which calls nobody.
    const outsideDialogs = JSON.stringify(card.blocks, (key, value: unknown) =>
      key === 'confirm' ? undefined : value,
    )
    expect(outsideDialogs).not.toContain('<!channel>')
    const [call] = callsOf(day, 'POST', /\/portins$/)
    expect(call?.request).toContain('&lt;!channel&gt; &amp;')
    await day.command('porter', 'edit 1001')
    expect((await form()).values['Business name']).toBe(name)
  })

  it('in the form of an order that is gone meanwhile is refused in words', async () => {
    await draft(day)
    await day.command('porter', 'edit 1001')
    await day.click('porter2', 'Delete draft', /^\*#1001/)
    await day.submit('porter', { City: 'Durham' })
    expect((await form()).text).toMatch(/no longer at Bandwidth|deleted/)
    expect(await day.orders()).toEqual([])
  })
})

describe('an order that somebody else changes while its form is open', () => {
  it('is not changed back unseen: the form shows what was changed, and goes on when sent again', async () => {
    await draft(day)
    await day.command('porter', 'edit 1001')
    await day.command('porter2', 'edit 1001')
    await day.submit('porter2', { City: 'Cary', 'Business name': 'Acme Dental Care' })
    await day.until('porter', /changed #1001.*: .*city/)
    const edits = () => callsOf(day, 'PUT', /\/portins\//).map(({ request }) => request)

    await day.submit('porter', { City: 'Durham', 'Business name': 'Acme Dental Care' })
    await day.untilIdle()
    const { values, text } = await form()
    expect(text).toMatch(/city: Raleigh to Cary/)
    expect(text).not.toContain('Acme Dental to ')
    expect(values['City']).toBe('Durham')
    expect(edits()).toHaveLength(1)

    await day.submit('porter', {})
    await day.untilIdle()
    expect(edits()).toHaveLength(2)
    expect(edits().at(-1)).toContain('Durham')
  })
})

describe('numbers in a file', () => {
  it('become those of the order, whatever else stands in the file', async () => {
    await day.command('porter', 'new')
    await day.submit('porter', {
      ...ACME,
      'Numbers from a file': [
        csv('name;number\r\nreception;(919) 555-0100\r\nfax;+1 919.555.0101\r\n', 'numbers.csv'),
      ],
    })
    expect(await day.modal('porter')).toBeNull()
    expect(numbersAt()).toEqual(['9195550100', '9195550101'])
  })

  it('may be more than any field holds, and stay behind the form when something is wrong', async () => {
    const many = Array.from({ length: 900 }, (_, i) => `919555${String(i * 7).padStart(4, '0')}`)
    await day.command('porter', 'new')
    await cityIsRequired('POST', '/portins$')
    await day.submit('porter', {
      ...ACME,
      'BTN (billing number)': '919-555-0000',
      'Numbers from a file': [csv(many.join('\n'), 'numbers.csv')],
    })
    expect((await form()).text).toMatch(/900 numbers from numbers\.csv/)
    await day.submit('porter', {})
    expect(await day.modal('porter')).toBeNull()
    expect(numbersAt()).toHaveLength(900)

    const [order] = await day.orders()
    await day.command('porter', `edit ${order?.id ?? ''}`)
    expect((await form()).text).toMatch(/900 numbers from #\d+/)
    await day.submit('porter', { City: 'Durham' })
    expect(numbersAt()).toHaveLength(900)
  })

  it('that do not fit the field are refused by the field, which offers a file', async () => {
    await day.command('porter', 'new')
    const long = Array.from({ length: 300 }, (_, i) => `919-555-${String(i * 3).padStart(4, '0')}`)
    const { errors } = await day.submit('porter', { ...ACME, Numbers: long.join('\n') })
    expect(errors).toHaveProperty('Numbers')
    expect(JSON.stringify(await day.practice.slack.human('GET modal', { as: 'porter' }))).toMatch(
      /Over 250: use a file/,
    )
    expect(await day.orders()).toEqual([])
  })

  it('without a single number are refused by the name of the file', async () => {
    await day.command('porter', 'new')
    await day.submit('porter', {
      ...ACME,
      'Numbers from a file': [csv('a,b\nc,d', 'empty.csv')],
    })
    const again = await form()
    expect(again.text).toContain('find a phone number in empty.csv')
    expect(again.values).toMatchObject({ 'Business name': 'Acme Dental' })
    expect(await day.orders()).toEqual([])
  })

  it('with cells that cannot be read are shown back before anything is made', async () => {
    await day.command('porter', 'new')
    await day.submit('porter', {
      ...ACME,
      'Numbers from a file': [
        csv(
          'number,zip\n919-555-0100,27601\n919-555-01,27601\n919-555-0102,27601\n',
          'numbers.csv',
        ),
      ],
    })
    expect(await day.orders()).toEqual([])
    expect((await form()).text).toMatch(/phone numbers in numbers\.csv: “919-555-01”/)
    await day.submit('porter', {})
    expect(numbersAt()).toEqual(['9195550100', '9195550102'])
  })
})

// What lies on the disk is read there: that of PostgreSQL is the server's.
const onFiles = describe.skipIf(isTestedOnPostgres())

onFiles('account number and PIN, typed into a form that has to be fixed', () => {
  const refuse = () =>
    day.fault({
      kind: 'status',
      method: 'POST',
      path: '/portins$',
      status: 400,
      body: '<LnpOrderResponse><Errors><Code>7334</Code><Description>SiteId is not right.</Description></Errors></LnpOrderResponse>',
    })
  async function refusedOnce(settings: Record<string, string> = {}): Promise<void> {
    await day.close()
    day = await startDay({ settings: { ...settings, PORTIN_DATABASE: database } })
    await day.command('porter', 'new 919-555-0100..0104')
    await refuse()
    await day.submit('porter', ACME)
    expectSealed(folder)
  }
  const CLOSED = ''
  const sendAgain = async (values: Record<string, unknown> = {}): Promise<string> => {
    await day.submit('porter', values)
    return (await day.modal('porter'))?.text ?? CLOSED
  }
  const lastMade = () => callsOf(day, 'POST', /\/portins$/).at(-1)?.request ?? ''

  let folder: string
  let database: string
  beforeEach(() => {
    folder = scratchFolder('sealed')
    database = join(folder, 'portin.sqlite')
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('outlive a restart and another refusal, sealed, and are gone when they are sent', async () => {
    await refusedOnce()
    await day.restart()
    await refuse()
    expect(await sendAgain()).toContain('(7334)')
    await day.restart()
    expect(await sendAgain()).toBe(CLOSED)
    expect(lastMade()).toContain(`<AccountNumber>${ACCOUNT_NUMBER}</AccountNumber>`)
    expect(lastMade()).toContain(`<PinNumber>${PIN}</PinNumber>`)
    expectSealed(folder)
    expect(keptInForms(database)).toBe(0)
  })

  it('are asked for again after an hour, and kept nowhere', async () => {
    await refusedOnce()
    await day.turn({ advance: 'PT61M' })
    expect(keptInForms(database)).toBe(0)
    expect(await sendAgain()).toMatch(/account number and PIN again/)
    expect(await day.orders()).toEqual([])
    expect(await sendAgain({ 'Account number': ACCOUNT_NUMBER, PIN })).toBe(CLOSED)
    expect(lastMade()).toContain(`<PinNumber>${PIN}</PinNumber>`)
  })

  it('are kept until a restart where there is no key, and asked for again then', async () => {
    await refusedOnce({ PORTIN_SECRET_KEY: '' })
    await refuse()
    expect(await sendAgain()).toContain('(7334)')
    await day.restart()
    expect(await sendAgain()).toMatch(/account number and PIN again/)
    expect(await day.orders()).toEqual([])
  })

  it('are dropped when Bandwidth takes none, so that the empty field is empty', async () => {
    await day.command('porter', 'new 833-555-0100')
    const secrets = { 'Account number': ACCOUNT_NUMBER, PIN }
    await day.submit('porter', { ...TOLL_FREE, ...secrets })
    expect((await form()).text).toMatch(/empty for toll-free/)
    expect(await sendAgain()).toBe(CLOSED)
    expect(lastMade()).not.toContain(PIN)
  })
})

/** How many forms hold secrets, read past the bot. */
function keptInForms(database: string): number {
  const file = new Sqlite(database, { readonly: true })
  const row = file.prepare('SELECT count(*) AS n FROM form WHERE sealed_secrets IS NOT NULL').get()
  file.close()
  return (row as { n: number }).n
}

onFiles('account number and PIN', () => {
  it('are on the disk only sealed, and never in the form again', async () => {
    await day.close()
    const folder = scratchFolder('sealed')
    try {
      day = await startDay({ settings: { PORTIN_DATABASE: join(folder, 'portin.sqlite') } })
      await draft(day)
      await day.command('porter', 'edit 1001')
      const { values, text } = await form()
      expect(values).toMatchObject({ 'Account number': '', PIN: '' })
      expect(text).not.toContain(PIN)
      expectSealed(folder)
      await day.submit('porter', { City: 'Durham' })
      expect(callsOf(day, 'PUT', /\/portins\/[^/]+$/)[0]?.request).not.toContain(PIN)
      await day.command('porter', 'status 1001')
      expectSealed(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
