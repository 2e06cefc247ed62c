import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME, draft, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, announced } from './toll-free-on-the-way.ts'

const { 'Time (ET)': _, ...UNTIMED } = ACME
const BY_ITSELF = {
  ...UNTIMED,
  'Goes live': 'Automatically at 11:30 AM ET on the FOC date',
} as const

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

describe('an order for the hour that the form offers', () => {
  it('is as asked, at first sight and after an edit, though Bandwidth shows the hour', async () => {
    await draft(day, BY_ITSELF)
    await day.turn({ advance: 'PT10M' })
    expect(wordsOf(await cardOf(day))).toContain('Tue, Dec 8')
    await day.command('porter', 'edit 1001')
    const sent = await day.submit('porter', { City: 'Durham', 'Requested FOC': 'Wed, Dec 9' })
    expect(sent.errors).toBeUndefined()
    await day.turn({ advance: 'PT10M' })
    expect(await announced(day, /Bandwidth saved a different/)).toEqual([])
    expect(await announced(day, /changed .*city|is changed/i)).not.toEqual([])
  })

  it('that was approved is not said to expire the next morning', async () => {
    await draft(day, BY_ITSELF)
    await day.command('porter', 'submit 1001')
    const inChannel = async () => (await day.pointers('approver')).map(({ text }) => text)
    expect(await inChannel()).toEqual([expect.stringMatching(/^\*Submit #1001 · Acme Dental\?\*/)])
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(await inChannel()).toEqual([expect.stringMatching(/^\*Submitted: #1001/)])
    await day.turn({ now: '2026-12-01T14:00:00Z' })
    await day.turn({ now: '2026-12-01T14:30:00Z' })
    expect(await announced(day, /^\*Submitted: #1001/)).toHaveLength(1)
    expect(await announced(day, /about to expire|expires (in|at) /)).toEqual([])
  })
})
