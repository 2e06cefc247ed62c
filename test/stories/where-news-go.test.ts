import { afterEach, describe, expect, it } from 'vitest'
import {
  agreed,
  askedToSubmit,
  door,
  draft,
  endStory,
  orderId,
  seenBy,
} from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

const DIRECT = '@bot'
const AGREED = /#1001 · Acme Dental: FOC/

/** Long enough for a post that was refused to be tried again. */
async function later(): Promise<void> {
  for (let minute = 0; minute < 3; minute += 1) await day.turn({ advance: 'PT1M' })
}

/** Waits for its carrier, who agrees when the fault is there. */
async function agreedMeanwhile(meanwhile: () => Promise<unknown>): Promise<void> {
  await askedToSubmit(day)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT1M' })
  await day.carrier('foc', await orderId(day))
  await meanwhile()
  await day.turn({ advance: 'PT10M' })
  await later()
}

describe('news for the owner', () => {
  it('stand in a direct message with a link to the card, and in the thread, but not in the channel', async () => {
    day = await startDay({ settings: { PORTIN_NEWS: 'foc=owner' } })
    const card = await agreed(day)
    const direct = await day.until('porter', AGREED, DIRECT)
    expect(wordsOf(direct)).toContain(`/archives/C0PORTING/p${card.ts.replace('.', '')}|`)
    expect(buttonsIn(direct)).toEqual([])
    expect(await announced(day, AGREED)).toHaveLength(1)
    expect(await seenBy(day, 'approver', AGREED, DIRECT)).toEqual([])
    const inChannel = (await day.sees('porter')).filter((one) => AGREED.test(wordsOf(one)))
    expect(inChannel).toHaveLength(1)
  })

  it('are told once when the answer to the direct message is lost, and after a restart', async () => {
    day = await startDay({ settings: { PORTIN_NEWS: 'foc=owner' } })
    // The one in the thread and the direct one: each is looked for before it is repeated.
    await agreedMeanwhile(() =>
      door(day, 'fault', { method: 'chat.postMessage', lost: true, times: 2 }),
    )
    await day.restart()
    await later()
    expect(await seenBy(day, 'porter', AGREED, DIRECT)).toHaveLength(1)
    expect(await announced(day, AGREED)).toHaveLength(1)
  })

  it('whose account is switched off stand in the thread, and the channel hears that nobody reads them', async () => {
    day = await startDay({ settings: { PORTIN_NEWS: 'foc=owner,reminders=owner' } })
    await agreedMeanwhile(() => door(day, 'account', { as: 'porter' }))
    expect(await announced(day, AGREED)).toHaveLength(1)
    await day.until('approver', /can’t DM <@U0DANA>:\* .*deactivated/)
    expect(await seenBy(day, 'porter', AGREED, DIRECT)).toEqual([])
    expect(day.logged.filter(({ event }) => event === 'owner-not-reached')).toHaveLength(1)
  })

  it('are the reminders too, where a setting says so', async () => {
    day = await startDay({ settings: { PORTIN_NEWS: 'reminders=owner' } })
    await agreed(day)
    await day.turn({ now: '2026-12-08T14:00:00Z' })
    await later()
    await day.until('porter', /#1001 · Acme Dental ports today/, DIRECT)
    await day.until('porter', /#1001 · Acme Dental ports today/)
    expect(await seenBy(day, 'porter', AGREED, DIRECT)).toEqual([])
  })
})

describe('a card that somebody deletes', () => {
  it('is posted again with the next news, which stand under it', async () => {
    day = await startDay()
    const card = await draft(day)
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    await door(day, 'delete', { as: 'approver', channel: 'porting', ts: card.ts })
    await day.carrier('foc', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await later()
    const again = await day.until('porter', /^\*#1001 · Acme Dental\* · FOC \*Tue, Dec 8/)
    expect(again.ts).not.toBe(card.ts)
    expect(again.thread.map(wordsOf).join('\n')).toMatch(/deleted the card of #1001/)
    expect(await announced(day, AGREED)).toHaveLength(1)
  })

  it('before anything stood under it is posted again, and what waits is told under the new one', async () => {
    day = await startDay()
    const card = await draft(day)
    await door(day, 'delete', { as: 'approver', channel: 'porting', ts: card.ts })
    await day.command('porter', 'submit 1001')
    await later()
    const again = await day.until('porter', /^\*#1001 · Acme Dental\* · /)
    expect(again.ts).not.toBe(card.ts)
    expect(again.thread.map(wordsOf).filter((one) => /[Ss]ubmit #1001/.test(one))).toHaveLength(1)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  })
})
