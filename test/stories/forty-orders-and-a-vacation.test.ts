import { afterEach, describe, expect, it } from 'vitest'
import { door, endStory, expectNoComplaints } from './order-on-the-way.ts'
import { fortyOrders } from './many-orders.ts'
import { startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'

let day: PracticeDay
afterEach(() => endStory(day))

/** The newest answer that only they see. */
async function asked(as: Who, text: string): Promise<string> {
  await day.command(as, text)
  const seen = (await day.sees(as)).findLast(({ ephemeral }) => ephemeral)
  return seen === undefined ? '' : wordsOf(seen)
}

const numberOf = async (customer: string): Promise<number> => {
  const { text } = (await day.sees('porter')).find((one) =>
    wordsOf(one).includes(`· ${customer}* · `),
  ) ?? { text: '' }
  return Number(/#(\d+)/.exec(text)?.[1])
}

describe('a morning with forty orders', () => {
  it('goes from its message to an empty list of what waits, by deciding, and by handing over before a vacation', async () => {
    day = await startDay({
      settings: { PORTIN_MORNING: '8:00', PORTIN_DEFAULT_CHANNEL: 'C0PORTING' },
    })
    await fortyOrders(day)
    await day.turn({ now: '2026-11-30T21:00:00Z' })
    const koala = await numberOf('Koala Kids')
    const zebra = await numberOf('Zebra Zoo')
    await day.command('porter', `submit ${koala}`)
    await day.command('porter', `submit ${zebra}`)
    expect(await asked('porter', 'list')).toMatch(/Open orders: (3\d|4\d)\*/)

    await day.turn({ now: '2026-12-01T13:00:00Z' })
    const mornings = (await day.sees('porter')).filter((one) => /This morning:/.test(wordsOf(one)))
    expect(mornings).toHaveLength(1)
    const [morning = ''] = mornings.map(wordsOf)
    expect(morning).toMatch(/Koala Kids.*Submit\?/s)
    expect(morning).toMatch(/Zebra Zoo/)

    // The approver works off what waits.
    expect(await asked('approver', 'waiting')).toMatch(/Waiting on you: 2\*/)
    await day.click('approver', 'Approve', new RegExp(`[Ss]ubmit #${koala}`))
    await day.click('approver', 'Deny…', new RegExp(`[Ss]ubmit #${zebra}`))
    await day.submit('approver', { Reason: 'The LOA is missing' })
    await day.closeForm('approver')
    expect(await asked('approver', 'waiting')).toMatch(/Waiting on you:\* none/)

    // The coordinator goes on vacation: a colleague has all of hers until she is back.
    expect(await asked('porter', 'waiting')).toMatch(/Zebra Zoo/)
    await day.command('porter', `give ${zebra}`)
    const sent = await day.submit('porter', {
      'New owner': 'Pat Porter',
      What: 'All of your open orders (4)',
      'Back on': '2026-12-14',
    })
    expect(sent.errors).toBeUndefined()
    await day.closeForm('porter')
    const expiration = Date.parse('2026-12-14T04:59:00Z') / 1000
    await door(day, 'status', { as: 'porter', emoji: ':palm_tree:', expiration })
    expect(await asked('porter', 'waiting')).toMatch(/Waiting on you:\* none/)
    expect(await asked('porter2', 'waiting')).toMatch(/Zebra Zoo/)
    expect(await asked('porter2', 'list mine')).toMatch(/\(bulk\)/)

    // What is reminded of meanwhile calls the colleague.
    await day.turn({ now: '2026-12-01T21:00:00Z' })
    const reminders = (await day.sees('porter2'))
      .map(wordsOf)
      .filter((words) => /gets deleted in/.test(words))
    for (const words of reminders) expect(words).not.toContain('<@U0DANA>')
    await expectNoComplaints(day)
  })
})
