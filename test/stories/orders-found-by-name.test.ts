import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsIn, startDay, type PracticeDay, type Seen, type Who } from './practice-day.ts'
import { callsOf, door, endStory, expectNoComplaints } from './order-on-the-way.ts'
import { BULK, splitBulk } from './bulk-on-the-way.ts'
import { draftOf } from './many-orders.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** What a command is answered with, to nobody else. */
async function answers(as: Who, text: string): Promise<readonly Seen[]> {
  const before = (await day.sees(as)).filter(({ ephemeral }) => ephemeral).length
  await day.command(as, text)
  return (await day.sees(as)).filter(({ ephemeral }) => ephemeral).slice(before)
}

/** The answers in words, with what can be pressed. */
async function said(as: Who, text: string): Promise<string> {
  const found = await answers(as, text)
  return found.map((one) => `${JSON.stringify(one)} [${buttonsIn(one).join(', ')}]`).join('\n')
}

const deedsOf = () =>
  callsOf(day, 'POST', /orders|portins/).length + callsOf(day, 'PUT', /./).length

describe('an order is found by what people know', () => {
  it('a customer, a number or its end, a carrier, a PON, whatever the writing; a near miss is offered', async () => {
    await draftOf(day, 'Koala Kids', '919-555-0217')
    await draftOf(day, 'Café Olé', '919-555-1001..1003')
    await draftOf(day, 'Kanga Roos', '919-556-0100')

    for (const typed of [
      'status koala',
      'find “Koala Kids”.',
      'Koala',
      'KOALA KIDS',
      'status ‘kids’',
      'find 0217',
      'status 919 555 0217',
      '(919) 555-0217',
      '#１００１',
      '1001 ',
    ]) {
      expect(await said('porter', typed), typed).toMatch(/#1001 · Koala Kids/)
    }
    expect(await said('porter', 'find cafe ole')).toMatch(/#1002 · Café Olé/)
    expect(await said('porter', 'status 919-556')).toMatch(/#1003 · Kanga Roos/)

    // An order number comes first; who has a telephone number that ends so is offered beside it.
    const both = await said('porter', 'find 1001')
    expect(both).toMatch(/#1001 · Koala Kids.*#1002 · Café Olé.*\[Open\]/s)

    const several = await said('porter', 'find 919-555')
    expect(several).toMatch(/is in 2 orders.*#1002 · Café Olé.*#1001 · Koala Kids.*\[Open, Open\]/s)
    const list = (await day.sees('porter')).findLast(({ ephemeral }) => ephemeral)
    const [value] = /1001\.[0-9a-f]+ status/.exec(JSON.stringify(list)) ?? []
    await door(day, 'click', {
      as: 'porter',
      channel: 'porting',
      ts: list?.ts,
      action: 'Open',
      value,
    })
    await day.untilIdle()
    const opened = (await day.sees('porter')).findLast(({ ephemeral }) => ephemeral)
    expect(JSON.stringify(opened)).toMatch(/#1001 · Koala Kids.*Raleigh/)

    const near = await said('porter', 'status Kaola')
    expect(near).toMatch(/\\"Kaola\\".*Did you mean.*\[Open\]/s)
    expect(near).not.toMatch(/Raleigh/)
    expect(await said('porter', 'frobnicate')).toMatch(/I don’t know \\"frobnicate\\"/)
    // More than the number was typed: it is offered, and not taken.
    for (const typed of ['1001 please', 'status 1001 now!', 'history #1001, Acme', 'edit 1001 x']) {
      const offered = await said('porter', typed)
      expect(offered, typed).toMatch(/Did you mean.*#1001 · Koala Kids/s)
      expect(offered, typed).not.toMatch(/Raleigh/)
    }
    expect(await day.modal('porter')).toBeNull()
    expect(await said('porter', 'status 1001 and 1003')).toMatch(/#1001 · Koala.*#1003 · Kanga/s)
    expect(await said('porter', 'sttus 1001')).toMatch(/\\"sttus 1001\\".*`\/portin status`/s)
    await expectNoComplaints(day)
  })

  it('a command that changes something takes no name: it asks which, with customer and count', async () => {
    await draftOf(day, 'Koala Kids', '919-555-0217..0219')
    await draftOf(day, 'Kanga Roos', '919-556-0100')
    const before = deedsOf()
    const changing = ['submit', 'cancel', 'edit', 'loa', 'activate', 'follow', 'note', 'give']
    for (const command of changing) {
      for (const name of ['Koala', '"Koala Kids"', 'kaola', '0217', '919-555', '919 555 0217']) {
        const asked = await said('porter', `${command} ${name}`)
        expect(asked, `${command} ${name}`).toMatch(/\[#1001 · Koala Kids: 3 numbers\]/)
        expect(asked).toContain(`/portin ${command} 1001`)
      }
    }
    // Nor where a command takes several.
    for (const several of [
      'activate 1002 Koala',
      'bulk Koala attach 1002',
      'bulk 1002 attach Koala',
    ]) {
      expect(await said('porter', several), several).toMatch(/I don’t know|No order matches/)
    }
    expect(await day.modal('porter')).toBeNull()
    expect(deedsOf()).toBe(before)
    expect((await day.orders()).map(({ status }) => status)).toEqual(['DRAFT', 'DRAFT'])

    // The choice is the person's, and the words after the name go along.
    await said('porter', 'cancel Koala they changed their mind')
    await day.click('porter', '#1001 · Koala Kids: 3 numbers', /`cancel` takes an order number/)
    await day.until('porter', /#1001 · Koala Kids is a draft\. .*no approval/)
    expect(await day.orders()).toHaveLength(2)
    // By number and by full id there is nothing to choose.
    const [first] = await day.orders()
    const id = first?.id ?? ''
    await day.command('porter', `edit ${id.toUpperCase()}`)
    expect((await day.modal('porter'))?.title).toMatch(/#100[12]/)
    await expectNoComplaints(day)
  })

  it('a bulk order stands for its orders, and a number for the one that holds it', async () => {
    await splitBulk(day)
    for (const typed of ['find ', 'list ', 'submit ', 'status ', '']) {
      const answer = await said('porter', typed + 'koala '.repeat(480))
      expect(answer, typed).not.toContain('koala '.repeat(20))
    }
    expect(callsOf(day, 'GET', /koala/)).toEqual([])

    const found = await said('porter', `find ${BULK['Business name']}`)
    expect(found).toMatch(/#1001 · .*\(bulk\)/)
    expect(found).not.toMatch(/is in \d+ orders/)
    const one = await said('porter', 'find 919-555-0103')
    expect(one).toMatch(/#1001 · .*\(bulk\)/)
    expect(await said('porter', 'submit 919-555-0103')).toMatch(/\[#\d+ · [^\]]*numbers\]/)
    await expectNoComplaints(day)
  })

  it('nobody hears of an order in a channel that they are not in', async () => {
    await door(day, 'member', { as: 'porter', channel: 'general' })
    await draftOf(day, 'Secret Squirrels', '919-555-0300', { channel: 'general' })
    await door(day, 'private', { as: 'porter', channel: 'general', people: ['porter'] })
    await day.turn({ advance: 'PT2M' })
    expect(await said('porter', 'find squirrels')).toMatch(/#1001 · Secret Squirrels/)
    for (const typed of [
      'find squirrels',
      'Squirrels',
      'find sqirrels',
      'status 1001',
      'find 919-555-0300',
      'submit 1001',
      'cancel squirrels',
      'edit 1001',
      'follow 919-555-0300',
    ]) {
      expect(await said('porter2', typed), typed).not.toMatch(/Secret Squirrels|Raleigh|3 numbers/)
    }
    expect(await day.modal('porter2')).toBeNull()
    await expectNoComplaints(day)
  })
})
