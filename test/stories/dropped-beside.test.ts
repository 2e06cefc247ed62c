import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, splitBulk } from './bulk-on-the-way.ts'
import { endStory } from './order-on-the-way.ts'
import { buttonsIn, pdf, startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import { messages } from './toll-free-on-the-way.ts'

let day: PracticeDay

describe('what is dropped in the channel, beside the thread of the order that it is for', () => {
  beforeAll(async () => {
    day = await startDay()
    await splitBulk(day)
  })
  afterAll(() => endStory(day))

  const drop = (as: Who, file: ReturnType<typeof pdf>) => day.say(as, 'for Acme', { files: [file] })

  it('is said where to go by a line in the channel, without what is pressed and who is called', async () => {
    const split = await day.until('porter', /is split: 15 numbers in 2 orders/)
    expect(wordsOf(split)).toContain('<@U0DANA>')
    expect(buttonsIn(split)).not.toEqual([])
    const lines = (await day.pointers('porter')).filter(({ text }) => text.includes('is split'))
    expect(lines).toHaveLength(1)
    const [line = split] = lines
    expect(line.text.length).toBeLessThanOrEqual(80)
    expect(wordsOf(line)).toContain(`/p${split.ts.replace('.', '')}?thread_ts=`)
    expect(wordsOf(line)).not.toContain('<@')
    expect(buttonsIn(line)).toEqual([])
    await day.say('porter', '<@U0PORTIN> status', { thread: line.ts })
    const status = await day.until('porter', /Acme Corp \(bulk\)\* · .*\n[^]*Checked/)
    expect(status.ephemeral).toBe(true)
  })

  it('is for the order of the line in whose thread it is dropped, and who dropped it reads where it went', async () => {
    const [line] = (await day.pointers('porter')).filter(({ text }) => text.includes('is split'))
    await day.say('porter', 'signed', {
      thread: line?.ts ?? '',
      files: [pdf('under the line.pdf')],
    })
    const said = await day.until('porter', /under the line\.pdf .*thread of #1001/)
    expect(said.ephemeral).toBe(true)
    await day.until('porter', /1 file for its orders[^]*under the line\.pdf/)
  })

  it('is offered to the order that it fits, seen by nobody else, and nothing is sent', async () => {
    await drop('porter', pdf('loa Acme Corp.pdf'))
    const asked = await day.until('porter', /loa Acme Corp\.pdf for\?/)
    expect(asked.ephemeral).toBe(true)
    await drop('porter', csv('number\n919-555-0100\n720-555-0100', 'more.csv'))
    const numbers = await day.until('porter', /more\.csv has 2 numbers.*#1001/)
    expect(buttonsIn(numbers)).toContain('Add 1 number')
    await day.click('porter', 'Remove 1 number', /more\.csv/)
    await day.until('porter', /#1001 .*: 1 removed/)
  })

  it('is not met with silence where it fits none, and a guest’s is none of ours', async () => {
    await drop('porter', csv('name,age\nAnn,3', 'people.csv'))
    await day.until('porter', /bulk order is people\.csv for/)
    const before = (await messages(day, 'guest')).length
    await drop('guest', csv('number\n919-555-0100', 'mine.csv'))
    expect((await messages(day, 'guest')).filter((one) => /mine\.csv/.test(one.text))).toEqual([])
    expect((await messages(day, 'guest')).length).toBe(before + 1)
  })
})
