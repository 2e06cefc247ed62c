import { afterEach, describe, expect, it } from 'vitest'
import { draftElsewhere } from './many-orders.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'

const PORTING = 'C0PORTING'
const NOTHING_ELSE = { 'BTN (billing number)': '919-555-0100' }

describe('orders made elsewhere', () => {
  let day: PracticeDay
  afterEach(() => day.close())

  it('are followed without a word at the first start, and with a card afterwards', async () => {
    day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: PORTING } })
    await draftElsewhere(day, '9195550190')
    await day.turn({ advance: 'PT1S' })
    expect((await day.sees('porter')).map(wordsOf).join('\n')).not.toContain('919-555-0190')

    await draftElsewhere(day, '9195550191')
    await day.turn({ advance: 'PT6M' })
    await day.until('porter', /919-555-0191/)
    const words = (await day.sees('porter')).map(wordsOf).join('\n')
    expect(words).not.toContain('919-555-0190')
  })

  it('say that they are gone when Bandwidth removes them, though they never had a card', async () => {
    day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: PORTING } })
    await draftElsewhere(day, '9195550190')
    await day.turn({ advance: 'PT1S' })
    await day.turn({ advance: 'P4D' })
    await day.until('porter', /Bandwidth deleted draft #1001/)
  })

  it('come to another channel with follow, card and news', async () => {
    day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: PORTING } })
    await draftElsewhere(day, '9195550190')
    await day.turn({ advance: 'PT1S' })
    await day.command('porter', 'follow 1001', 'porting')
    await day.until('porter', /#1001 .*is already followed in this channel/)
    const direct = await day.command('porter', 'follow 1001', '@bot')
    expect(direct.acked).toBe(true)
    await day.until('porter', /#1001.*919-555-0190/s, '@bot')
  })

  it('are not mistaken for an order of ours whose creation got no answer yet', async () => {
    day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: PORTING } })
    await day.turn({ advance: 'PT1S' })
    await day.fault({ method: 'POST', path: '/portins$', kind: 'drop-after', times: 1 })
    await day.command('porter', 'new 919-555-0100')
    await day.submit('porter', { ...NOTHING_ELSE, Site: '14020' })
    await day.turn({ advance: 'PT6M' })
    const cards = (await day.sees('porter')).filter((message) =>
      /^\*#10\d\d/.test(wordsOf(message)),
    )
    expect(new Set(cards.map((card) => wordsOf(card).slice(0, 6)))).toEqual(new Set(['*#1001']))
    expect(await day.orders()).toHaveLength(1)
  })
})
