import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { door } from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay, type Seen, type Who } from './practice-day.ts'

describe('news for a channel', () => {
  let day: PracticeDay

  /** With the lines in the channel that point to threads. */
  async function everything(): Promise<readonly string[]> {
    return [...(await day.sees('porter')), ...(await day.pointers('porter'))].map(wordsOf)
  }
  afterEach(() => day.close())

  async function draft(name: string, last: number): Promise<void> {
    await day.command('porter', `new 919-555-${String(last).padStart(4, '0')}`)
    const answer = await day.submit('porter', {
      'BTN (billing number)': `919-555-${String(last).padStart(4, '0')}`,
      Subscriber: 'Business',
      'Business name': name,
      'House number': '1',
      Street: 'Main St',
      City: 'Raleigh',
      State: 'NC',
      ZIP: '27601',
      'Signer (authorizing person)': 'J Rivera',
      Site: '14020',
    })
    expect(answer.errors).toBeUndefined()
  }

  const news = (number: number): RegExp => new RegExp(`#${1000 + number} · Firm ${number}: FOC`)

  /** The orders are agreed while Slack takes no post, so all of them wait to be told at once. */
  async function agreedWhileSlackIsDown(
    ids: readonly string[],
    dates: readonly string[] = [],
  ): Promise<void> {
    for (const [at, id] of ids.entries()) {
      const date = dates[at % dates.length]
      await day.carrier('foc', id, date === undefined ? {} : { date })
    }
    await door(day, 'fault', { method: 'chat.postMessage', error: 'internal_error', times: 999 })
    await day.turn({ advance: 'PT10M' })
    await door(day, 'fault', { clear: true })
    await day.turn({ advance: 'PT10S' })
  }

  async function submitted(count: number, firm = 'Firm'): Promise<readonly string[]> {
    const ids: string[] = []
    for (let number = 1; number <= count; number++) {
      await draft(`${firm} ${number}`, number)
      await day.command('porter', `submit ${1000 + number}`)
      await day.click('approver', 'Approve', new RegExp(`[Ss]ubmit #${1000 + number} `))
    }
    await day.turn({ advance: 'PT10S' })
    for (const order of await day.orders()) ids.push(order.id)
    return ids
  }

  describe('when many orders are agreed at once', () => {
    beforeEach(async () => {
      day = await startDay()
    })

    it('is a digest that names them, a line for any it does not, and each thread has its own', async () => {
      await agreedWhileSlackIsDown(await submitted(9))
      await day.until('porter', /\d updates/)
      for (let number = 1; number <= 9; number++) await day.until('porter', news(number))
      const words = await everything()
      const inDigests = words.filter((said) => /\d updates/.test(said)).join('\n')
      for (let number = 1; number <= 9; number++) {
        const said = words.filter((one) => news(number).test(one)).length
        const isInDigest = inDigests.includes(`|#${1000 + number} · Firm ${number}>`)
        // In its thread always, in the channel once: by a line, or in a digest.
        expect([number, said, isInDigest]).toEqual([number, isInDigest ? 1 : 2, isInDigest])
      }
      const [one] = (await day.sees('porter')).filter(({ text }) => /\d updates/.test(text))
      const [, order, firm] = /\|(#\d+) · (Firm \d)>/.exec(wordsOf(one as Seen)) ?? []
      await day.say('porter', '', { thread: one?.ts ?? '', files: [pdf(`loa ${firm}.pdf`)] })
      const asked = await day.until('porter', new RegExp(`Which order is loa ${firm}\\.pdf for`))
      const [first] = /#\d+ · Firm \d/.exec(JSON.stringify(asked.blocks)) ?? []
      expect(first).toBe(`${order} · ${firm}`)
    })
  })

  it('a digest that has no room for all lists them to a coordinator, also twice and after a restart, and to no guest', async () => {
    day = await startDay()
    // They may come in two digests; a line for each day fills either.
    const ids = await submitted(15, 'Consolidated Dental Gr')
    const dates = ['07', '08', '09', '10', '11', '14', '15', '16'].map((day) => `2026-12-${day}`)
    await agreedWhileSlackIsDown(ids, dates)
    const digest = await day.until('porter', /\d updates.*\[Show all/s)
    const [, count] = /\[Show all (\d+)\]/.exec(wordsOf(digest)) ?? []
    const label = `Show all ${count ?? ''}`
    const lists = async (who: Who) =>
      (await day.sees(who)).filter((seen) => seen.ephemeral && /Orders in this/.test(wordsOf(seen)))
    await day.click('guest', label, /updates/)
    await day.until('guest', /Only full members/)
    expect(await lists('guest')).toEqual([])
    await day.click('porter', label, /updates/)
    await day.restart()
    for (const who of ['porter', 'porter2'] as const) await day.click(who, label, /updates/)
    await day.untilIdle()
    expect([await lists('porter'), await lists('porter2')].map(({ length }) => length)).toEqual([
      2, 1,
    ])
    const pages = (await lists('porter2')).map(wordsOf)
    expect(pages[0]).toContain(`message: ${count ?? ''}*`)
    while (pages.at(-1)?.includes('Show next orders') === true) {
      await day.click('porter2', 'Show next orders', /Orders in this/)
      pages.push(...(await lists('porter2')).map(wordsOf))
    }
    const numbersIn = (words: string) => words.match(/#10\d\d(?= · Cons)/g) ?? []
    expect(new Set(pages.flatMap(numbersIn)).size).toBe(Number(count))
  })

  describe('that follows a digest', () => {
    /** Five orders are told in one digest, then two more are agreed. */
    async function digestAndTwoMore(digestEveryMs: number): Promise<void> {
      day = await startDay({ settings: { PORTIN_DIGEST_EVERY_MS: `${digestEveryMs}` } })
      const ids = await submitted(7)
      await agreedWhileSlackIsDown(ids.slice(0, 5))
      await day.until('porter', /5 updates/)
      for (const id of ids.slice(5)) await day.carrier('foc', id)
      await day.turn({ advance: 'PT10M' })
    }

    it('collects for the next one; a request does not wait, and a restart loses nothing', async () => {
      await digestAndTwoMore(60 * 60_000)
      const agreed = async () => (await everything()).filter((said) => /: FOC Thu/.test(said))
      // Each of the five in its thread.
      expect(await agreed()).toHaveLength(5)
      await draft('Firm 8', 8)
      await day.command('porter', 'submit 1008')
      await day.until('approver', /[Ss]ubmit #1008 .*\?/s)
      expect(await agreed()).toHaveLength(5)
      await day.restart()
      await day.untilIdle()
      // The two in the channel as well.
      expect(await agreed()).toHaveLength(9)
    })

    it('is told by itself when the time is over', async () => {
      await digestAndTwoMore(1_000)
      await day.until('porter', /#1006 · Firm 6: FOC/)
      await day.until('porter', /#1007 · Firm 7: FOC/)
    })
  })

  it('comes to the default channel when its own is archived, with the card and with why', async () => {
    const settings = {
      PORTIN_DEFAULT_CHANNEL: 'C0PARTNERS',
      PORTIN_ALLOWED_SHARED_CHANNELS: 'C0PARTNERS',
    }
    day = await startDay({ settings })
    const [id] = await submitted(1)
    await fetch(`${day.practice.slack.url}/human/archive`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'approver', channel: 'porting' }),
    })
    await day.carrier('foc', id ?? '')
    await day.turn({ advance: 'PT10M' })
    await day.untilIdle()
    await day.until('porter', /can’t post in <#C0PORTING>.*archived/, 'partners')
    await day.until('porter', /#1001 · Firm 1\* · FOC/, 'partners')
    await day.until('porter', /#1001 · Firm 1: FOC/, 'partners')
  })
})
