import { afterEach, describe, expect, it } from 'vitest'
import { startDay, type PracticeDay } from './practice-day.ts'
import { agreed, draft, endStory, seenBy } from './order-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

const mornings = () => seenBy(day, 'porter', /This morning:/)

describe('in the morning of a business day', () => {
  it('a channel hears once what there is to do, and nothing when there is nothing', async () => {
    day = await startDay({ settings: { PORTIN_MORNING: '8:00', PORTIN_NEWS: 'reminders=channel' } })
    await day.turn({ now: '2026-12-01T13:00:00Z' })
    expect(await mornings()).toEqual([])
    await agreed(day)

    await day.turn({ now: '2026-12-07T12:59:00Z' })
    expect(await mornings()).toEqual([])
    await day.turn({ now: '2026-12-07T13:00:00Z' })
    expect(await mornings()).toHaveLength(1)
    expect((await mornings())[0]).toMatch(/1 tomorrow.*Tomorrow.*#1001 · Acme Dental/s)
    await day.turn({ now: '2026-12-07T15:00:00Z' })
    expect(await mornings()).toHaveLength(1)

    // The bot is down at eight, and says it when it is back; and no more than once.
    await day.restart({ now: '2026-12-08T13:01:00Z' })
    await day.turn({ advance: 'PT1M' })
    expect(await mornings()).toHaveLength(2)
    expect((await mornings())[1]).toMatch(/1 today.*Today.*#1001 · Acme Dental.*activate by/s)
    await day.restart({ advance: 'PT1M' })
    await day.turn({ advance: 'PT2H' })
    expect(await mornings()).toHaveLength(2)
    // The owner has the reminder of the day in the thread, and the channel has it in the morning's message.
    const [reminder, ...others] = await seenBy(
      day,
      'porter',
      /#1001 · Acme Dental (ports|goes live|moves) today/,
    )
    expect(reminder).toBeDefined()
    expect(others).toEqual([])

    await day.turn({ now: '2026-12-12T14:00:00Z' })
    const before = (await mornings()).length
    await day.turn({ now: '2026-12-13T14:00:00Z' })
    expect(await mornings()).toHaveLength(before)
  })

  it('a bot that was installed at ten does not call a request of ten past ten one of the morning', async () => {
    day = await startDay({ settings: { PORTIN_MORNING: '8:00' } })
    await draft(day)
    await day.command('porter', 'submit 1001')
    await day.turn({ advance: 'PT1H' })
    expect(await mornings()).toEqual([])
  })

  it('it is not said where it is switched off, nor long after', async () => {
    day = await startDay({ settings: { PORTIN_MORNING: 'off' } })
    await agreed(day)
    await day.turn({ now: '2026-12-08T13:00:00Z' })
    expect(await mornings()).toEqual([])
  })
})
