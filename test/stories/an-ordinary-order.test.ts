import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME, draft, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, told } from './toll-free-on-the-way.ts'

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
    expect(await told(day, /Bandwidth saved a different/)).toEqual([])
    expect(await told(day, /changed .*city|is changed/i)).not.toEqual([])
  })
})
