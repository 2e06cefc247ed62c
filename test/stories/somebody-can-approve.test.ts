import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACME_FORM } from '../fixtures/acme-form.ts'
import { bulkCardOf, readyBulk } from './bulk-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import { messages } from './toll-free-on-the-way.ts'

const LEE = '<@U0LEE>'
const SAM = '<@U0SAM>'
const ALL = '<!subteam^S0APPROVERS>'

let day: PracticeDay

async function change(as: Who, number: number, unit: string): Promise<void> {
  await day.command(as, `edit ${number}`)
  expect((await day.submit(as, { 'Unit, suite, floor': unit })).errors).toBeUndefined()
  await day.closeForm(as)
}

/** What the newest request about an order says. */
async function requestOf(number: number): Promise<string> {
  const asks = new RegExp(`^\\*Submit #${number} `)
  return (await messages(day, 'approver')).map(wordsOf).findLast((words) => asks.test(words)) ?? ''
}

describe('who may still approve', () => {
  beforeAll(async () => {
    day = await startDay()
    await readyBulk(day)
  })
  afterAll(() => day.close())

  it('are the ones that a request calls, and all of them where each of them may', async () => {
    await day.click('porter', 'Request approval', /^\*#1001/)
    expect(await requestOf(1001)).toContain(ALL)
    await change('approver', 1002, 'Suite 2')
    await day.click('porter', 'Request approval', /^\*#1001/)
    const asked = await requestOf(1001)
    expect(asked).toContain(SAM)
    expect(asked).not.toContain(ALL)
    expect(asked).not.toContain(LEE)
  })

  it('nobody is asked where none is left: the asker and the card say why, and the way out', async () => {
    await change('approver2', 1003, 'Suite 3')
    await day.turn({ advance: 'PT1M' })
    const requests = async () =>
      (await messages(day, 'approver')).filter((one) => /^\*Submit #1001 /.test(wordsOf(one)))
        .length
    const before = await requests()
    await day.click('porter', 'Request approval', /^\*#1001/)
    const refused = wordsOf(await day.until('porter', /No approver is left for #1001/))
    expect(refused).toContain(`Detach #1002`)
    expect(refused).toContain(LEE)
    expect(await requests()).toBe(before)
    expect(wordsOf(await bulkCardOf(day))).toContain('No approver is left')

    await day.command('porter', 'note 1002 a question')
    await day.click('porter', 'Detach from #1001', /^\*#1002/)
    await day.click('porter', 'Request approval', /^\*#1001/)
    expect(await requestOf(1001)).toContain(LEE)
    expect(wordsOf(await bulkCardOf(day))).not.toContain('No approver is left')
  })

  it('an approver who asks for an order that the other one changed is told so, too', async () => {
    await day.command('approver', 'new 720-555-0105')
    await day.submit('approver', { ...ACME_FORM, 'BTN (billing number)': '720-555-0105' })
    await day.command('approver', 'submit 1004')
    expect(await requestOf(1004)).toContain(SAM)
    expect(await requestOf(1004)).not.toContain(ALL)
    await change('approver2', 1004, 'Suite 4')
    await day.command('approver', 'submit 1004')
    const refused = wordsOf(await day.until('approver', /No approver is left for #1004/))
    expect(refused).toContain('PORTIN_APPROVERS')
  })
})
