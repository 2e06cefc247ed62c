import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeElsewhere } from '../fixtures/call-bandwidth.ts'
import { ACME_FORM } from '../fixtures/acme-form.ts'
import { extent } from '../fixtures/extent.ts'
import { readyBulk } from './bulk-on-the-way.ts'
import { callsOf } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'

const PASSWORD = 'correct-horse-battery'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('what Bandwidth notifies', () => {
  let day: PracticeDay
  let url: string

  beforeEach(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    day = await startDay({
      settings: {
        PORTIN_HTTP_PORT: `${port}`,
        PORTIN_HTTP_HOST: '127.0.0.1',
        PORTIN_PUBLIC_URL: url,
        PORTIN_NOTIFICATION_USER: 'bandwidth',
        PORTIN_NOTIFICATION_PASSWORD: PASSWORD,
        PORTIN_DEFAULT_CHANNEL: 'C0PORTING',
      },
    })
    // The first ring makes the subscriptions.
    await day.turn({ advance: 'PT1M' })
  })
  afterEach(() => day.close())

  /** Orders of one number each that wait for their carrier. @returns their ids at Bandwidth. */
  async function submitted(count: number): Promise<readonly string[]> {
    for (let number = 1001; number <= 1000 + count; number++) {
      const tn = `919-555-${String(number).slice(-4)}`
      await day.command('porter', `new ${tn}`)
      await day.submit('porter', {
        ...ACME_FORM,
        'BTN (billing number)': tn,
        'Business name': `Firm ${number}`,
        'Requested FOC': 'Tue, Dec 8',
      })
      await day.command('porter', `submit ${number}`)
      await day.click('approver', 'Approve', new RegExp(`[Ss]ubmit #${number}`))
    }
    await day.turn({ advance: 'PT10S' })
    await delivered()
    return (await day.orders()).map(({ id }) => id)
  }

  /** Orders that somebody else has submitted, followed from the next reconciliation on. */
  async function madeElsewhere(count: number): Promise<readonly string[]> {
    for (let number = 1; number <= count; number++) {
      const tn = `919555${String(1000 + number)}`
      const more = `<CustomerOrderId>firm-${number}</CustomerOrderId>`
      await makeElsewhere(day.practice.env, { tn, name: `Firm ${number}`, more })
    }
    await day.turn({ advance: 'PT1M' })
    await delivered()
    return (await day.orders()).map(({ id }) => id)
  }

  async function door(body: Record<string, unknown>): Promise<void> {
    const { bandwidth } = day.practice
    const response = await fetch(`${bandwidth.url}/control/notifications`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    expect(response.status).toBe(200)
  }

  /** Everything sent so far has arrived, and what came of it is done. */
  async function delivered() {
    const deliveries = await day.practice.bandwidth.control.deliveries()
    await day.untilIdle()
    return deliveries
  }

  /** How often something is said in the channel and its threads: a line that points to a thread counts, too. */
  async function timesSaid(words: RegExp): Promise<number> {
    const said = [...(await day.sees('porter')), ...(await day.pointers('porter'))]
    return said.filter((message) => words.test(wordsOf(message))).length
  }

  it('is in the thread at once, before anybody would have looked', async () => {
    const [order = ''] = await submitted(1)
    await day.carrier('foc', order)
    await day.until('porter', /#1001 · Firm 1001: FOC/)
    const results = (await delivered()).map(({ result }) => result)
    expect(new Set(results)).toEqual(new Set(['200 OK']))
    // So is what Bandwidth's people write: the clock stands still all the while.
    await day.carrier('note', order, { text: 'We need the last bill.', by: 'kim' })
    await delivered()
    await day.until('porter', /wrote on #1001.*We need the last bill/s)
  })

  it('is in the thread of a bulk order at once, too', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT2M' })
    await delivered()
    const shown = callsOf(day, 'GET', /\/bulkPortins\/[^/?]+/).at(-1)?.path ?? ''
    const bulk = /\/bulkPortins\/([^/?]+)/.exec(shown)?.[1] ?? ''
    const before = (await delivered()).length
    await day.carrier('note', bulk, { text: 'One date for all.', by: 'kim' })
    const notified = (await delivered()).slice(before)
    expect(notified.map(({ result }) => result)).toEqual(['200 OK'])
    for (const part of [bulk, '<OrderType>bulkPortins<', '<Note>One date for all.<']) {
      expect(notified[0]?.body).toContain(part)
    }
    await day.until('porter', /wrote on #1001.*One date for all/s)
    expect(await timesSaid(/wrote on #1001.*One date for all/s)).toBe(1)
  })

  it('is found out all the same when an hour of it is lost', async () => {
    const orders = await submitted(8)
    await door({ mode: 'lose' })
    for (const order of orders.slice(0, 4)) await day.carrier('foc', order)
    for (const order of orders.slice(4, 6)) await day.carrier('reject', order)
    await day.carrier('cancelled', orders[6] ?? '')
    await delivered()
    expect(await timesSaid(/: FOC [A-Z]|rejected|is canceled/)).toBe(0)

    for (let minutes = 0; minutes < 60; minutes += 10) await day.turn({ advance: 'PT10M' })
    for (const number of [1001, 1002, 1003, 1004]) {
      await day.until('porter', new RegExp(`#${number} · Firm ${number}(?:: FOC|: Tue)`))
    }
    for (const number of [1005, 1006]) {
      await day.until('porter', new RegExp(`#${number}[^]*rejected`))
    }
    await day.until('porter', /#1007[^]*canceled/i)
    expect(await timesSaid(/#1008[^]*(?:: FOC [A-Z]|rejected|canceled)/)).toBe(0)
  })

  // More than one turn of refreshes, each turn that the hour has.
  const MANY = extent({ usual: 15, full: 200 })

  it(`is told once of each of ${MANY} orders, in an hour of which nothing was heard`, async () => {
    const orders = await madeElsewhere(MANY)
    await day.turn({ advance: 'PT6M' })
    await door({ mode: 'lose' })
    for (const [index, order] of orders.entries()) {
      await day.carrier(index % 4 === 0 ? 'reject' : 'foc', order)
      if ((index + 1) % (MANY / 5) === 0) await day.turn({ advance: 'PT12M' })
    }
    // Looks go in turns, so that nobody else has to wait for all of them.
    for (let minutes = 0; minutes < 12; minutes += 1) await day.turn({ advance: 'PT1M' })

    const announced = new Map<string, Set<string>>()
    for (const message of await day.sees('porter')) {
      const [, number] = /#(\d+) · Firm \d+(?:: FOC | was rejected)/.exec(wordsOf(message)) ?? []
      if (number === undefined) continue
      announced.set(number, (announced.get(number) ?? new Set()).add(message.ts))
    }
    expect(announced.size).toBe(MANY)
    expect([...announced.values()].filter((posts) => posts.size !== 1)).toEqual([])
  }, 90_000)

  it('is told once when it is sent twice', async () => {
    const [order = ''] = await submitted(1)
    await door({ mode: 'duplicate' })
    await day.carrier('foc', order)
    await day.until('porter', /#1001 · Firm 1001: FOC/)
    await delivered()
    await day.turn({ advance: 'PT10M' })
    // In the thread, and from there in the channel.
    expect(await timesSaid(/#1001 · Firm 1001: FOC/)).toBe(2)
  })

  it('changes nothing when it was overtaken: what Bandwidth shows counts', async () => {
    const [order = ''] = await submitted(1)
    await door({ mode: 'delay', by: 'PT30M', times: 1 })
    await day.carrier('foc', order)
    await day.carrier('complete', order)
    await delivered()
    await day.until('porter', /#1001[^]*live/)
    const said = await timesSaid(/./)

    await day.turn({ advance: 'PT31M' })
    const late = (await delivered()).at(-1)
    expect([late?.body.includes('>FOC<'), late?.result]).toEqual([true, '200 OK'])
    expect(await timesSaid(/./)).toBe(said)
    expect(await timesSaid(/: FOC [A-Z]/)).toBe(0)
  })

  it.each(['nothing', 'wrong'])('from somebody who knows %s is not heard', async (knows) => {
    const [order = ''] = await submitted(1)
    await door({ mode: 'lose' })
    await day.carrier('foc', order)
    await door({ mode: 'forge', order, status: 'COMPLETE', knows })
    expect((await delivered()).at(-1)?.result).toBe('401 Unauthorized')
    expect(await timesSaid(/: FOC [A-Z]|is live/)).toBe(0)
  })

  it('that is made up is obeyed and not believed', async () => {
    const [order = ''] = await submitted(1)
    const said = await timesSaid(/./)
    await door({ mode: 'forge', order, status: 'COMPLETE', knows: 'password' })
    expect((await delivered()).at(-1)?.result).toBe('200 OK')
    expect(await timesSaid(/./)).toBe(said)
    await day.command('porter', 'status 1001')
    await day.until('porter', /#1001[^]*for an FOC date/)
  })

  it('about orders of another account is said nowhere', async () => {
    await submitted(1)
    const said = await timesSaid(/./)
    for (const order of ['7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e0f', 'theirs']) {
      await door({ mode: 'forge', order, status: 'FOC', knows: 'password' })
    }
    await delivered()
    expect(await timesSaid(/./)).toBe(said)
    expect(day.logged.filter(({ event }) => event === 'notification-of-no-order')).toHaveLength(2)
  })

  it('is asked for again with a button when the subscriptions are gone', async () => {
    await submitted(1)
    await day.command('approver', 'doctor all')
    const well = wordsOf(await day.until('approver', /Webhooks for portins/))
    // No folder for backups is set in a story.
    expect(well).toMatch(/1 problem found/)
    expect(well).toMatch(/Approvers:\* <@U0LEE> <@U0SAM>/)
    expect(well).not.toContain('Renew')
    expect(well).not.toContain(PASSWORD)

    const { BANDWIDTH_API_URL: api, BANDWIDTH_ACCOUNT_ID: account } = day.practice.bandwidth.env
    const { BANDWIDTH_USERNAME: name, BANDWIDTH_PASSWORD: password } = day.practice.bandwidth.env
    const path = `${api}/accounts/${account}/subscriptions`
    const headers = { Authorization: `Basic ${btoa(`${name}:${password}`)}` }
    const listed = await (await fetch(path, { headers })).text()
    for (const [, id = ''] of listed.matchAll(/<SubscriptionId>([^<]+)</g)) {
      await fetch(`${path}/${id}`, { method: 'DELETE', headers })
    }
    await day.command('approver', 'doctor')
    await day.until('approver', /3 problems found[^]*Bandwidth sends nothing/)
    await day.click('approver', 'Renew subscriptions')
    await day.until('approver', /Both subscriptions .*30 more days/)
  })

  it('and all else is looked at for an admin only', async () => {
    await day.command('porter', 'doctor')
    await day.until('porter', /Only admins can do this/)
  })

  it('comes where health is, too', async () => {
    expect((await fetch(`${url}/health`)).status).toBe(200)
    const ready = await fetch(`${url}/ready`)
    expect([ready.status, await ready.json()]).toMatchObject([200, { ready: true }])
    const asked = await fetch(`${url}/bandwidth/notifications`, { method: 'POST' })
    expect(asked.headers.get('www-authenticate')).toMatch(/^Basic /)
  })
})
