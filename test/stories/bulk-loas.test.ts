import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bulkCardOf, childWith, csv, passCheck, sendBulkForm, loasOf } from './bulk-on-the-way.ts'
import type { Mortal } from '../../bench/kills/mortal.ts'
import { mortalDays } from './mortal-day.ts'
import { callsOf, door, elsewhere, endStory } from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay, type Seen } from './practice-day.ts'
import { messages, announced } from './toll-free-on-the-way.ts'

/** `#1002` is a RespOrg's, `#1003` Frontier's, `#1004` Windstream's. */
const THREE_ORDERS = '919-555-0100..0109 919-556-0100..0104 800-555-0199'
const ONE_OF_EACH = ['800-555-0199', '919-555-0100', '919-556-0100']

let day: PracticeDay

async function split(numbers = THREE_ORDERS): Promise<Seen> {
  await sendBulkForm(day, numbers)
  for (let turns = 0; turns < 5; turns += 1) await day.turn({ advance: 'PT30S' })
  return bulkCardOf(day)
}

async function drop(card: Seen, ...names: readonly string[]): Promise<void> {
  await day.say('porter', 'letters', {
    thread: card.ts,
    files: names.map((name) => pdf(name, name)),
  })
}

/** The message about the files that were dropped for `#1001`, as it is now. */
async function loas(): Promise<string> {
  const found = (await messages(day, 'porter'))
    .filter(({ ephemeral }) => !ephemeral)
    .map(wordsOf)
    .find((words) => /^\*#1001 · Acme Corp \(bulk\)[^\n]*(files?\b|LOAs\*)/.test(words))
  if (found === undefined) throw new Error('Nothing is said of files.')
  return found
}

async function sendToAll(label = 'Use for all 3 orders…'): Promise<string> {
  await day.click('porter', label)
  const said = (await day.modal('porter'))?.text ?? ''
  expect((await day.submit('porter', {})).errors).toBeUndefined()
  return said
}

const uploads = () => callsOf(day, 'POST', /\/loas(\?|$)/)

async function signsElse(order: number, person: string): Promise<void> {
  await day.command('porter', `edit ${order}`)
  await day.submit('porter', { 'Signer (authorizing person)': person })
}

/** How often the bot has fetched a file from Slack. */
async function downloads(): Promise<number> {
  const all = (await door(day, 'transcript')) as readonly { readonly kind: string }[]
  return all.filter(({ kind }) => kind === 'download').length
}

describe('one LOA for all orders of a bulk order', () => {
  beforeEach(async () => {
    day = await startDay()
  })
  afterEach(() => endStory(day))

  it('goes to those that have none, with what it leaves alone said first; one that refuses it is tried again', async () => {
    const card = await split()
    await drop(card, 'loa #1003.pdf')
    await day.click('porter', 'Attach 1 LOA')
    await drop(card, 'all of acme.pdf')
    expect(await loas()).toMatch(/J Rivera.* all 3 orders/)

    await day.fault({
      kind: 'status',
      status: 400,
      method: 'POST',
      path: `/portins/${childWith(day, '919-556-0100').id}/loas`,
    })
    const said = await sendToAll()
    expect(said).toMatch(/acme\.pdf.* 2 of the 3 orders.*#1001/)
    expect(said).toMatch(/J Rivera\*? signs for all/)
    expect(said).toMatch(/Left as they are.*#1003/)
    expect(await loas()).toMatch(/acme\.pdf.*: 1 of 2 orders.*• #1004: .*\(400\).*#1003/s)
    expect((await day.modal('porter'))?.text).toMatch(/1 of 2 orders.*J Rivera.*Not #1004/)

    await day.click('porter', 'Try 1 order again')
    expect(await loas()).toMatch(/2 of 2 orders.*J Rivera/)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([1, 1, 1])
    expect(uploads()).toHaveLength(4)
    const cards = (await messages(day, 'porter')).map(wordsOf)
    expect(cards.filter((words) => /^\*#100[234] · Acme Corp\* · /.test(words))).toEqual([])
  })

  it('is not offered when several persons authorize: who signs for what is said, and each gets their own', async () => {
    const card = await split()
    await signsElse(1004, 'K Lopez')
    await signsElse(1003, 'j. rivera')
    await drop(card, 'letter.pdf')
    const said = await loas()
    expect(said).toMatch(/One LOA .*J Rivera.*#1002 and #1003.*K Lopez #1004/)
    expect(said).toMatch(/one LOA per signer.*“Edit shared details”/)
    expect(said).not.toContain('Use for all 3 orders…')

    await day.click('porter', 'Use for all orders of one signer…')
    expect((await day.modal('porter'))?.text).toContain('That person has to sign it')
    await day.submit('porter', { 'Whose orders?': 'J Rivera: #1002 and #1003' })
    expect(await loas()).toMatch(/2 of 2 orders.*J Rivera/)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([1, 1, 0])

    expect(await loas()).toMatch(/Still need an LOA.*K Lopez.*#1004/)

    await signsElse(1003, 'K Lopez')
    await day.turn({ advance: 'PT1M' })
    expect(await loas()).toMatch(/1 of 1 order.*J Rivera.*:warning: #1003 .*signer/s)
  })

  it('is one of each signer where several were dropped together', async () => {
    const card = await split()
    await signsElse(1004, 'K Lopez')
    await drop(card, 'first.pdf', 'second.pdf')
    await day.click('porter', 'Use for all orders of one signer…')
    await day.submit('porter', { 'Which file?': 'second.pdf', 'Whose orders?': 'K Lopez: #1004' })
    // The other one has nobody left to choose.
    await day.click('porter', 'Use for all orders of one signer…')
    expect((await day.modal('porter'))?.text).toMatch(
      /\*first\.pdf\* .*only .*#1001 .*\*J Rivera\*/,
    )
    await day.submit('porter', {})
    expect(await loas()).toMatch(
      /first\.pdf.*: 2 of 2 orders.*J Rivera.*second\.pdf.*: 1 of 1 order.*K Lopez/s,
    )
    const id = childWith(day, '919-556-0100').id
    const list = await elsewhere(day, 'GET', `/portins/${id}/loas?metadata=true`)
    expect(list).toContain('second.pdf')
    expect(list).not.toContain('first.pdf')
  })

  it('goes to nobody whom another person authorizes by the time it is sent', async () => {
    const card = await split()
    await drop(card, 'letter.pdf')
    await day.click('porter', 'Use for all 3 orders…')
    const { id, customerOrderId } = childWith(day, '919-556-0100')
    await elsewhere(day, 'PUT', `/portins/${id}`, {
      type: 'application/xml',
      body: `<LnpOrderSupp><CustomerOrderId>${customerOrderId ?? ''}</CustomerOrderId><LoaAuthorizingPerson>K Lopez</LoaAuthorizingPerson></LnpOrderSupp>`,
    })
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/2 of 2 orders.*J Rivera/)
    expect(await loas()).toMatch(/2 of 2 orders of J Rivera .*:\* K Lopez/s)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([1, 1, 0])
  })

  it('is sent once however many press', async () => {
    const card = await split()
    await drop(card, 'letter.pdf')
    await day.click('porter', 'Use for all 3 orders…')
    await day.click('porter2', 'Use for all 3 orders…')
    await Promise.all(['porter', 'porter2'].map((as) => door(day, 'submit', { as, values: {} })))
    await day.untilIdle()
    const shown = [(await day.modal('porter'))?.text, (await day.modal('porter2'))?.text]
    expect(shown.filter((text) => text?.includes('3 of 3 orders'))).toHaveLength(1)
    expect(shown.filter((text) => text?.includes('is already going out'))).toHaveLength(1)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([1, 1, 1])
    expect(uploads()).toHaveLength(3)
  })

  it('is said to be gone when somebody deleted it in Slack, and nothing is sent', async () => {
    const card = await split()
    await drop(card, 'letter.pdf')
    await door(day, 'fault', { method: 'files.info', error: 'file_deleted' })
    await sendToAll()
    expect((await day.modal('porter'))?.text).toContain('letter.pdf isn’t in Slack anymore')
    expect(await loas()).toContain('*Which order is this for?* letter.pdf')
    expect(uploads()).toEqual([])
  })

  it('stops when Bandwidth cannot be reached, and goes on with a click', async () => {
    const card = await split()
    await drop(card, 'letter.pdf')
    const path = `/portins/${childWith(day, '919-555-0100').id}/loas`
    await day.fault({ kind: 'status', status: 401, method: 'POST', path, times: 2 })
    await sendToAll()
    const said = await loas()
    expect(said).toMatch(/\*letter\.pdf\* .*stopped: .*\n1 of 3 orders .*/)
    await day.click('porter', 'Continue with 2 orders')
    expect(await loas()).toMatch(/3 of 3 orders.*J Rivera/)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([1, 1, 1])
  })

  it('withdraws a request that was open', async () => {
    const card = await split('919-555-0100..0109 919-556-0100..0104')
    await day.say('porter', 'the facts', {
      thread: card.ts,
      files: [csv('order,BTN\n#1002,919-555-0100\n#1003,919-556-0100')],
    })
    await day.click('porter', 'Change 2 orders')
    await day.turn({ advance: 'PT1M' })
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.until('approver', /[Ss]ubmit #1001 .*\?/)
    await drop(card, 'letter.pdf')
    await sendToAll('Use for all 2 orders…')
    await day.turn({ advance: 'PT1M' })
    await day.until('approver', /Not submitted: .*#1001.* no longer valid.*LOA added/s)
    expect(await announced(day, /[Ss]ubmit #1001 .*\?\*/)).toEqual([])
  })

  it('goes along when the numbers are split again, and to a new order with one click', async () => {
    const card = await split()
    await drop(card, 'letter.pdf')
    await sendToAll()
    expect(await downloads()).toBe(1)
    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '252-555-0100..0104', 'These numbers': 'are added' })
    await passCheck(day, 180)

    await day.until('porter', /regrouped #1001.*No LOA yet: #1005\.\nletter\.pdf.*J Rivera/s)
    await day.until('porter', /Documents carried over to 3 orders of #1001/)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([1, 1, 1])
    expect(await downloads()).toBe(2)
    expect(await loas()).toMatch(/3 of 4 orders .*No LOA: #1005\. J Rivera/s)

    await day.click('porter', 'Attach to 1 order', /regrouped #1001/s)
    expect(await loasOf(day, '252-555-0100')).toBe(1)
    expect(await loas()).toMatch(/4 of 4 orders.*J Rivera/)
  })

  it('that did not come through Slack is named after a split, with the order that has lost it', async () => {
    const card = await split()
    await drop(card, 'loa #1003.pdf')
    await day.click('porter', 'Attach 1 LOA')
    await elsewhere(
      day,
      'POST',
      `/portins/${childWith(day, '919-556-0100').id}/loas?documentType=LOA`,
      { type: 'application/pdf', body: '%PDF-1.4 a letter of their own' },
    )
    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '919-555-0110', 'These numbers': 'are added' })
    await passCheck(day, 180)
    const [said = ''] = await announced(day, /regrouped #1001/)
    expect(said).toMatch(/weren’t sent through Slack: unnamed LOA \(#1004\)\.$/m)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([0, 1, 0])
  })
})

describe('a bot that is killed while an LOA goes to all orders', () => {
  const days = mortalDays()
  beforeEach(async () => {
    day = await days.start()
  })
  afterEach(() => endStory(day))

  it('says so when it is back, and goes on with a click: nobody gets it twice', async () => {
    const card = await split()
    await drop(card, 'letter.pdf')
    await day.click('porter', 'Use for all 3 orders…')
    const { id } = childWith(day, '919-555-0100')
    const bot = await days.bot()
    await Promise.all([door(day, 'submit', { as: 'porter', values: {} }), killAtUploadTo(id, bot)])
    const path = `/portins/${id}/loas`
    await day.fault({ kind: 'status', status: 401, method: 'GET', path, times: 2 })
    await day.restart()
    await day.untilIdle()

    // Bandwidth has the second one too, and the bot was not told: it looks for that one.
    expect(await loas()).toMatch(/stopped: I restarted .*\n1 of 3 orders .*\n.*#1003/)
    await day.click('porter', 'Continue with 1 order')
    expect(await loas()).toMatch(/2 of 3 orders .*\nStill confirming #1003/)
    await day.turn({ advance: 'PT2M' })
    await day.turn({ advance: 'PT1M' })
    expect(await loas()).toMatch(/3 of 3 orders.*J Rivera/)
    expect(await Promise.all(ONE_OF_EACH.map((tn) => loasOf(day, tn)))).toEqual([1, 1, 1])
    expect(uploads()).toHaveLength(3)
  })

  /** At the instant at which the upload arrives, and with it all that the bot sent. */
  function killAtUploadTo(id: string, bot: Mortal): Promise<void> {
    return new Promise((resolve) => {
      const onStart = (message: unknown): void => {
        const { request } = message as { readonly request: IncomingMessage }
        if (request.method !== 'POST' || !request.url?.includes(`/portins/${id}/loas`)) return
        unsubscribe('http.server.request.start', onStart)
        bot.kill()
        resolve(bot.dead)
      }
      subscribe('http.server.request.start', onStart)
    })
  }
})
