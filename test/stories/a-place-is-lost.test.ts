import { afterEach, describe, expect, it } from 'vitest'
import {
  ACME,
  agreed,
  askedToSubmit,
  door,
  draft,
  endStory,
  orderId,
  seenBy,
} from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { statusAtBandwidth, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

const ELSEWHERE = {
  PORTIN_DEFAULT_CHANNEL: 'C0PARTNERS',
  PORTIN_ALLOWED_SHARED_CHANNELS: 'C0PARTNERS',
}
const LIVE = /#1001 · Acme Dental is live/

/** Asked for alone, and together with others in one message. */
const REQUESTS = [
  { typed: 'submit 1001', says: /Submit #1001/, label: 'Approve', becomes: 'SUBMITTED' },
  {
    typed: 'activate 1001 1001',
    says: /Activate 1 order/,
    label: 'Approve and activate',
    becomes: 'COMPLETE',
  },
] as const

async function requested(typed: (typeof REQUESTS)[number]['typed']): Promise<void> {
  if (typed === 'submit 1001') await draft(day)
  else {
    await agreed(day)
    await day.turn({ now: '2026-12-08T15:00:00Z' })
  }
  await day.command('porter', typed)
}

/** Long enough for a post that was refused to be tried again. */
async function later(minutes = 3): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) await day.turn({ advance: 'PT1M' })
}

/** The last news of an agreed order, after which it has ended. */
async function goesLive(): Promise<void> {
  await day.carrier('complete', await orderId(day))
  await day.turn({ advance: 'PT10M' })
  await later()
}

describe('a channel that is lost', () => {
  it.each([
    ['archived', 'archive', {}, /it’s archived/],
    ['closed to the bot', 'member', { member: false }, /I was removed from it/],
    ['shared with outsiders', 'share', {}, /it’s shared with another organization now/],
  ])(
    'because it is %s is left for the default channel, which hears why and the news',
    async (...row) => {
      const [, what, how, why] = row
      day = await startDay({ settings: ELSEWHERE })
      await agreed(day)
      const before = (await day.sees('porter2')).length
      await door(day, what, { as: 'approver', channel: 'porting', ...how })
      await goesLive()
      expect(wordsOf(await day.until('porter', why, 'partners'))).toMatch(/#1001 · \S/)
      await day.until('porter', /^\*#1001 · Acme Dental\*/, 'partners')
      expect(await seenBy(day, 'porter', LIVE, 'partners')).toHaveLength(1)
      const lines = (await day.pointers('porter', 'partners')).map(({ text }) => text)
      expect(lines.filter((line) => LIVE.test(line))).toHaveLength(1)
      expect(await seenBy(day, 'porter', /I can’t post in/, 'partners')).toHaveLength(1)
      expect((await day.sees('porter2')).length).toBe(before)
    },
  )

  it.each(REQUESTS)(
    'takes the open request of $typed along, for an approver cannot press where it was',
    async ({ typed, says, label, becomes }) => {
      day = await startDay({ settings: ELSEWHERE })
      await requested(typed)
      await door(day, 'archive', { as: 'approver', channel: 'porting' })
      await day.command('porter', 'note 1001 The customer called.', '@bot')
      await later()
      await day.click('approver', label, says, 'partners')
      await later()
      expect(await statusAtBandwidth(day)).toBe(becomes)
    },
  )

  it('without a default channel says to who asks that nobody sees the request', async () => {
    day = await startDay()
    await draft(day)
    await door(day, 'archive', { as: 'approver', channel: 'porting' })
    await later()
    await day.command('porter', 'submit 1001', '@bot')
    await day.until('porter', /no one sees.*follow 1001/s, '@bot')
  })

  it.each(REQUESTS)(
    'without a default channel tells whoever typed $typed, once, that nobody can approve there; it can be where its order is followed next',
    async ({ typed, says, label, becomes }) => {
      day = await startDay({ settings: { PORTIN_ALLOWED_SHARED_CHANNELS: 'C0PARTNERS' } })
      await requested(typed)
      await door(day, 'archive', { as: 'approver', channel: 'porting' })
      await day.command('porter', 'note 1001 The customer called.', '@bot')
      await later(12)
      const direct = (await day.sees('porter', '@bot')).filter(({ ephemeral }) => !ephemeral)
      const told = direct.map(wordsOf).filter((words) => /No one can approve/.test(words))
      expect(told).toHaveLength(1)
      expect(told.join()).toMatch(/#1001 · Acme Dental.*archived.*follow 1001/s)
      // Where nobody can press, nobody is sent.
      expect(told.join()).not.toContain('<#C0PORTING>')
      await day.command('porter', 'follow 1001', 'partners')
      await later()
      await day.click('approver', label, says, 'partners')
      await later()
      expect(await statusAtBandwidth(day)).toBe(becomes)
    },
  )

  it('that is there again shows an open request once', async () => {
    day = await startDay()
    await askedToSubmit(day)
    await door(day, 'archive', { as: 'approver', channel: 'porting' })
    await day.command('porter', 'note 1001 The customer called.', '@bot')
    await later(12)
    await door(day, 'archive', { as: 'approver', channel: 'porting', archived: false })
    await later(12)
    expect(await seenBy(day, 'approver', /Submit #1001/)).toHaveLength(1)
    await day.click('approver', 'Approve', /Submit #1001/)
    await later()
    expect(await statusAtBandwidth(day)).toBe('SUBMITTED')
  })

  it('without a default channel keeps the news until it is there again', async () => {
    day = await startDay()
    await agreed(day)
    await door(day, 'member', { as: 'approver', channel: 'porting', member: false })
    await goesLive()
    expect(await announced(day, LIVE)).toEqual([])
    await door(day, 'member', { as: 'approver', channel: 'porting' })
    await later(12)
    expect(await announced(day, LIVE)).toHaveLength(1)
  })

  it('without a default channel sends what must be heard to the owner meanwhile, once', async () => {
    day = await startDay()
    await agreed(day)
    await door(day, 'archive', { as: 'approver', channel: 'porting' })
    await day.carrier('note', await orderId(day), { text: 'Please call us.', by: 'kim' })
    await day.carrier('reject', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await later(12)
    const direct = (await day.sees('porter', '@bot')).filter(({ ephemeral }) => !ephemeral)
    const announced = direct.map(wordsOf).filter((words) => words.includes('Please call us.'))
    expect(announced).toHaveLength(1)
    // As everything on which somebody must act.
    const refused = direct.map(wordsOf).filter((words) => /#1001 .*rejected/.test(words))
    expect(refused).toHaveLength(1)
    // Where nobody can press, nobody is sent.
    for (const words of [...announced, ...refused]) {
      expect(words).toContain('/portin follow 1001')
      expect(words).not.toContain('<#C0PORTING>')
    }

    // Too many for a message each: followed nowhere in Slack, they reach the owner together.
    const notes = ['one', 'two', 'three', 'four', 'five', 'six']
    for (const nth of notes) await day.carrier('note', await orderId(day), { text: `Note ${nth}.` })
    await day.turn({ advance: 'PT10M' })
    await later(12)
    const together = (await day.sees('porter', '@bot')).map(wordsOf)
    expect(together.filter((words) => words.includes('6 new notes'))).toHaveLength(1)
    expect(
      together.filter((words) => notes.every((nth) => words.includes(`Note ${nth}.`))),
    ).toHaveLength(1)
  })

  it('to outsiders does not show what happens to its card either', async () => {
    day = await startDay({ settings: ELSEWHERE })
    const card = await agreed(day)
    await door(day, 'share', { as: 'approver', channel: 'porting' })
    const text = async () =>
      JSON.stringify((await day.sees('porter')).find(({ ts }) => ts === card.ts)?.blocks)
    const shown = await text()
    // Nor does a mention in its thread, once the minute is over for which Slack's answer is kept.
    await day.turn({ advance: 'PT2M' })
    await day.say('porter', '@portin status', { thread: card.ts })
    const hidden = (await day.sees('porter')).filter(({ ephemeral }) => ephemeral).map(wordsOf)
    expect(hidden.filter((words) => /Your move|Recent activity/.test(words))).toEqual([])
    expect(hidden.filter((words) => /shared with another org/.test(words))).toHaveLength(1)
    await goesLive()
    expect(await text()).toBe(shown)
  })
})

describe('a token that is revoked', () => {
  it('keeps the news and the channel; they are told there, once, when it is good again', async () => {
    const web = { PORTIN_HTTP_PORT: '0', PORTIN_HTTP_HOST: '127.0.0.1' }
    day = await startDay({ settings: { ...ELSEWHERE, ...web } })
    await agreed(day)
    await door(day, 'token', { token: 'bot' })
    await goesLive()
    const port = Number(day.logged.findLast(({ event }) => event === 'listening')?.facts['port'])
    const ready = await fetch(`http://127.0.0.1:${port}/ready`)
    expect([ready.status, await ready.json()]).toMatchObject([503, { slack: { ok: false } }])
    expect(await announced(day, LIVE)).toEqual([])
    await door(day, 'token', { token: 'bot', revoked: false })
    await later()
    expect(await announced(day, LIVE)).toHaveLength(1)
    expect(await day.sees('porter', 'partners')).toEqual([])
  })

  it('is asked for once a minute, not by every post that waits; then all are told in their order', async () => {
    day = await startDay()
    for (const last of ['0101', '0102', '0103', '0104', '0105']) {
      const tn = `919-555-${last}`
      await day.command('porter', `new ${tn}`)
      await day.submit('porter', { ...ACME, 'BTN (billing number)': tn })
    }
    await door(day, 'token', { token: 'bot' })
    await day.turn({ advance: 'P4D' })
    for (let minute = 0; minute < 5; minute += 1) {
      const before = await asked()
      await day.turn({ advance: 'PT1M' })
      expect((await asked()).slice(before.length)).toEqual(['auth.test'])
    }
    expect(await announced(day, /Bandwidth deleted draft/)).toEqual([])

    await door(day, 'token', { token: 'bot', revoked: false })
    await day.turn({ advance: 'PT1M' })
    const words = (await day.sees('porter')).filter((one) =>
      /Bandwidth deleted draft/.test(wordsOf(one)),
    )
    const inTurn = [...new Set(words.toSorted((a, b) => Number(a.ts) - Number(b.ts)))]
    const named = inTurn.flatMap((one) => wordsOf(one).match(/#100\d/g) ?? [])
    expect([...new Set(named)]).toEqual(['#1001', '#1002', '#1003', '#1004', '#1005'])
    expect(await announced(day, /Bandwidth deleted draft #1003/)).toHaveLength(1)
  })
})

/** What the bot wanted to show, or whether it may show anything. */
async function asked(): Promise<readonly string[]> {
  const transcript = (await door(day, 'transcript')) as readonly { kind: string; what: string }[]
  return transcript
    .filter(({ kind, what }) => kind === 'api' && /^(chat\.|auth\.test|files\.)/.test(what))
    .map(({ what }) => what)
}
