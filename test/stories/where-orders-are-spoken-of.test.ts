import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pdf, startDay, type PracticeDay } from './practice-day.ts'
import {
  ABOUT_ORDERS,
  ACME,
  callsOf,
  draft,
  endStory,
  expectNoSecrets,
} from './order-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const OUTSIDE = /This channel is shared/

describe('a channel shared with another organization', () => {
  it('hears nothing about orders, whatever a coordinator types there', async () => {
    await draft(day)
    for (const command of ABOUT_ORDERS) await day.command('porter', command, 'partners')
    const seen = await day.sees('porter', 'partners')
    expect(seen).toHaveLength(ABOUT_ORDERS.length)
    for (const { text } of seen) expect(text).toMatch(OUTSIDE)
    expect(await day.modal('porter')).toBeNull()
    expect(await day.sees('stranger', 'partners')).toEqual([])
    expect(await day.orders()).toHaveLength(1)
    expect(callsOf(day, 'POST', /lnpchecker|notes/)).toEqual([])
  })

  it('gets help, which names no order', async () => {
    await day.command('porter', 'help', 'partners')
    await day.until('porter', /port numbers to Bandwidth from Slack/, 'partners')
    expect(await day.sees('stranger', 'partners')).toEqual([])
  })

  it('gets no check when the bot is mentioned there with numbers', async () => {
    await day.say('porter', '@portin 919-555-0100', { channel: 'partners' })
    await day.until('porter', OUTSIDE, 'partners')
    expect(callsOf(day, 'POST', /lnpchecker/)).toEqual([])
  })

  it('gets no list of orders when the bot is mentioned there with a document, by its number or without', async () => {
    await draft(day)
    for (const words of ['@portin', '@portin for 1001']) {
      await day.say('porter', words, { channel: 'partners', files: [pdf('loa.pdf')] })
    }
    await day.untilIdle()
    const seen = await day.sees('porter', 'partners')
    expect(JSON.stringify(seen)).not.toMatch(/Acme|#1001|Which order/)
    expect(seen.filter(({ text }) => OUTSIDE.test(text))).toHaveLength(2)
  })

  it('becomes a place for orders by a setting that names it', async () => {
    const open = await startDay({ settings: { PORTIN_ALLOWED_SHARED_CHANNELS: 'C0PARTNERS' } })
    try {
      await open.command('porter', 'new 919-555-0100..0104', 'partners')
      await open.submit('porter', ACME)
      await open.until('porter2', /#1001 · Acme Dental/, 'partners')
      await expectNoSecrets(open)
    } finally {
      await open.close()
    }
  })
})

describe('a channel without the bot', () => {
  it('starts no order, and says how to invite the bot', async () => {
    await day.command('porter', 'new 919-555-0100..0104', 'general')
    expect((await day.modal('porter'))?.text).toMatch(/not in this channel.*\/invite @portin/s)
    expect(await day.orders()).toEqual([])
  })

  it('gets the result of a check by direct message, and is told how to invite the bot', async () => {
    await day.command('porter', 'check 919-555-0100..0104', 'general')
    await day.until('porter', /invite @portin/, 'general')
    await day.until('porter', /919-555-0100 to 0104|5 numbers/, '@bot')
    expect((await day.sees('porter2', 'general')).length).toBe(0)
  })

  it('still answers about orders that are kept elsewhere', async () => {
    await draft(day)
    await day.command('porter', 'status 1001', 'general')
    await day.until('porter', /#1001 · Acme Dental/, 'general')
    expect(await day.sees('porter2', 'general')).toEqual([])
  })
})
