import { describe, expect, it } from 'vitest'
import { door, draft } from './order-on-the-way.ts'
import { pdf, startDay } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

describe('a line to Slack that breaks', () => {
  it('is taken up again, and what was said meanwhile is heard once', async () => {
    const day = await startDay()
    try {
      const card = await draft(day)
      await door(day, 'socket', { action: 'drop' })
      await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
      await day.until('porter2', /Attach loa\.pdf to/)
      await day.untilIdle()
      expect(await announced(day, /Attach loa\.pdf to/)).toHaveLength(1)
    } finally {
      await day.close()
    }
  })
})
