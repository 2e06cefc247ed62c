import { afterEach, describe, expect, it } from 'vitest'
import {
  breakdownOf,
  bulkCardOf,
  childWith,
  makeReady,
  passCheck,
  sendBulkForm,
} from './bulk-on-the-way.ts'
import { door, elsewhere, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay, type Seen } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

const FRONTIER = '919-555-0100'
const WINDSTREAM = '919-556-0100'
const TOLL_FREE = '800-555-0100'
const DAYS = /^:\S+: \*#1001 · Acme Corp \(bulk\)/

let day: PracticeDay
let of: { readonly frontier: number; readonly windstream: number; readonly tollFree: number }

/** Ten numbers of Frontier, five of Windstream and three toll-free ones that have no LOA. */
async function submitted(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  day = await startDay({ settings })
  await sendBulkForm(day, '919-555-0100..0109 919-556-0100..0104 800-555-0100..0102')
  await passCheck(day, 120)
  const card = await bulkCardOf(day)
  const local = await breakdownOf(day)
  await door(day, 'close', { as: 'porter', all: true })
  const numberOf = (carrier: string) =>
    local.find(({ from }) => from.startsWith(carrier))?.number ?? 0
  const [frontier, windstream] = [numberOf('Frontier'), numberOf('Windstream')]
  of = { frontier, windstream, tollFree: 1002 + 1003 + 1004 - frontier - windstream }
  await makeReady(day, card, [
    { number: of.frontier, btn: FRONTIER },
    { number: of.windstream, btn: WINDSTREAM },
  ])
  await day.click('porter', 'Request approval', /^\*#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await minutes(2)
}

async function minutes(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 1) await day.turn({ advance: 'PT1M' })
}

/** What stands in the channel itself, oldest first. */
async function inChannel(): Promise<readonly Seen[]> {
  return (await day.pointers('porter')).filter((message) => DAYS.test(wordsOf(message)))
}

afterEach(() => endStory(day))

describe('the days of a bulk order’s orders', () => {
  it('are one message in the channel, which follows while they come', async () => {
    await submitted()
    await day.carrier('foc', childWith(day, FRONTIER).id, { date: '2026-12-11' })
    await minutes(3)
    const [first] = await announced(day, DAYS)
    expect(first).toMatch(/^:\S+: \*#1001 · .*: 10 of 18 numbers FOC Fri, Dec 11/)
    expect(first).toContain(`#${of.windstream}, 5 numbers: waiting on Windstream`)
    expect(first).toContain(`#${of.tollFree}, 3 toll-free numbers: no LOA`)
    expect(first).not.toContain('<@')
    expect(await inChannel()).toHaveLength(1)

    // Windstream needs another day: Bandwidth moves the other order there, and its owner is called.
    await day.carrier('foc', childWith(day, WINDSTREAM).id, { date: '2026-12-15' })
    await minutes(5)
    const [, moved = '', ...more] = await announced(day, DAYS)
    expect(more).toEqual([])
    expect(moved).toMatch(/FOC .* 10 numbers .*Dec 15.*Dec 11.*<@U0DANA>/)
    expect(moved).toContain(`#${of.windstream} (Windstream)`)
    expect(moved).toContain(`#${of.frontier} follows`)
    expect(moved).toMatch(/Tue, Dec 15:\* 15 of 18 numbers/)
    expect(await inChannel()).toHaveLength(2)

    await day.carrier('cancelled', childWith(day, WINDSTREAM).id)
    for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT5M' })
    const canceled = (await announced(day, DAYS)).at(-1)
    expect(canceled).toMatch(new RegExp(`5 numbers canceled \\(#${of.windstream}\\)\\* <@U0DANA>`))
    expect(canceled).toMatch(/Tue, Dec 15:\* 10 of 18 numbers/)
    // What was said before says what came then, and has nothing to press.
    const [was, wasMoved] = await announced(day, DAYS)
    expect(was).toContain(`FOC Fri, Dec 11 for 10 numbers (#${of.frontier})`)
    expect(`${was}${wasMoved}`).not.toContain('[')
  })
})

describe('what is reminded of, and how it ends', () => {
  it('names what ports that day and nothing else; the end is told when each order was looked at', async () => {
    await submitted({ PORTIN_NEWS: 'foc=owner' })
    await day.carrier('foc', childWith(day, FRONTIER).id, { date: '2026-12-11' })
    await minutes(3)
    // The owner alone hears of the date, as the setting says.
    expect(await inChannel()).toEqual([])
    expect(await announced(day, DAYS, { channel: '@bot' })).toHaveLength(1)

    // Canceled elsewhere; the bot has not looked since.
    await day.turn({ now: '2026-12-10T12:59:00Z' })
    await day.carrier('cancelled', childWith(day, WINDSTREAM).id)
    await day.turn({ now: '2026-12-10T13:01:00Z' })
    const tomorrow = (await announced(day, /port .*tomorrow|port .*Fri, Dec 11:\*/)).at(-1)
    expect(tomorrow).toContain(`10 of 18 numbers port Fri, Dec 11:* #${of.frontier}.`)
    expect(tomorrow).not.toContain(`#${of.windstream}`)
    expect(tomorrow).not.toContain(`#${of.tollFree}`)

    // The day is given up: what was said of it has nothing to press.
    await day.carrier('foc', childWith(day, FRONTIER).id, { date: '2026-12-15' })
    await minutes(4)
    expect((await announced(day, /#1001.*nothing to do here anymore/)).join()).not.toContain('[')
    expect(await announced(day, /port .*Fri, Dec 11:\*/)).toEqual([])

    await day.carrier('complete', childWith(day, FRONTIER).id)
    await elsewhere(day, 'DELETE', `/portins/${childWith(day, TOLL_FREE).id}`)
    expect(childWith(day, TOLL_FREE).status).toBe('CANCELLED')
    await day.click('porter', 'Refresh', /^\*#1001/)
    await minutes(1)
    const [end = '', ...more] = await announced(day, /\(bulk\) is partly complete/)
    expect(more).toEqual([])
    expect(end).toContain(`Live: #${of.frontier}. Canceled: `)
    expect(end).toContain(`#${of.windstream}`)
    expect(end).toContain(`#${of.tollFree}`)
    // It says it all: no message of its days comes after it.
    await minutes(3)
    expect((await announced(day, DAYS)).at(-1)).not.toMatch(/numbers live/)
  }, 60_000)
})
