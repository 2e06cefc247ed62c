import type { IncomingMessage } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { agreedBulk, bulkCardOf, childWith } from './bulk-on-the-way.ts'
import { activationsOf, endStory } from './order-on-the-way.ts'
import { isActivation, killedIn, mortalDays } from './mortal-day.ts'
import { wordsOf, type PracticeDay } from './practice-day.ts'
import { lastAnnounced, announced } from './toll-free-on-the-way.ts'

const FIRST = ['800-555-0100', '800-556-0100', '919-555-0100'] as const
const REQUEST = /Activate \d+ orders? of #1001|Activating #1001|#1001.*\d+ of \d+ orders? live/s

let day: PracticeDay
const days = mortalDays()
afterEach(() => endStory(day))

const ACTIVATION = { method: 'PUT', path: '/activationStatus$' }

/** When the last of the three orders is read, two have been asked for. */
function atTheLastOrder(): (request: IncomingMessage) => boolean {
  const read = new Set<string>()
  const ids = FIRST.map((tn) => childWith(day, tn).id)
  return ({ url = '' }) => {
    for (const id of ids) if (url.includes(id)) read.add(id)
    return read.size === ids.length
  }
}

/** Two toll-free orders that can be activated and a local one that goes live by itself; ten in the morning. */
async function onTheDay(): Promise<readonly number[]> {
  day = await days.start({ PORTIN_TOLL_FREE_ACTIVATION: 'yes' })
  const lines = await agreedBulk(
    day,
    FIRST,
    '800-555-0100..0102 800-556-0100..0101 919-555-0100..0109',
  )
  const local = lines.find(({ from }) => from.startsWith('Frontier'))?.number ?? 0
  return [...lines.map(({ number }) => number).filter((number) => number !== local), local]
}

const statuses = () => FIRST.map((tn) => childWith(day, tn).status)

it('Activate all is one request, each order is activated once, and a refusal stops none of the others', async () => {
  const [one, other, local] = await onTheDay()
  // Killed while they are asked for one after another: no request that nobody sees stands in the way.
  await killedIn(day, await days.bot(), {
    press: () => day.command('porter', 'activate 1001').catch(() => null),
    isAt: atTheLastOrder(),
  })
  expect(await announced(day, REQUEST)).toEqual([])
  expect(wordsOf(await bulkCardOf(day))).toContain('[Activate all]')
  // Wherever it is typed, the request stands in the bulk order's own thread.
  await day.command('porter', 'activate 1001', 'general')
  expect(wordsOf(await bulkCardOf(day))).not.toContain('[Activate all]')
  const asked = await lastAnnounced(day, REQUEST)
  expect(asked).toContain('Activate 2 orders of #1001 · Acme Corp (bulk)?')
  expect(asked).toContain('5 numbers leave their carriers now')
  for (const number of [one, other]) {
    expect(asked).toMatch(new RegExp(`#${number} · .*until 6 PM ET`, 's'))
  }
  expect(asked).toMatch(new RegExp(`#${local} · Frontier.*left out: On-demand activation is off`))
  // One message: no order has a request, a card or a thread of its own for it.
  expect(await announced(day, /activate #100[234]/)).toEqual([])
  expect(await announced(day, /^\*#100[234] · Acme/)).toEqual([])

  // Whoever asked does not decide, a guest does nothing, another coordinator does not withdraw it.
  await day.click('porter', 'Activate 2 orders', REQUEST)
  await day.click('guest', 'Activate 2 orders', REQUEST)
  await day.click('porter2', 'Withdraw request', REQUEST)
  // Somebody asks again; nothing is asked for twice.
  await day.command('porter2', 'activate 1001')
  expect(await announced(day, /Activate 2 orders of #1001/)).toHaveLength(1)
  expect(activationsOf(day)).toEqual([])

  // Killed when the first has left: it is looked for and not repeated; the other asks again.
  await killedIn(day, await days.bot(), {
    press: () => day.click('approver', 'Activate 2 orders', REQUEST),
    isAt: isActivation,
  })
  expect(activationsOf(day)).toHaveLength(1)
  await day.turn({ advance: 'PT1M' })
  const again = await lastAnnounced(day, REQUEST)
  expect(again).toContain('Activate 1 order of #1001')
  expect(again.match(/ · live$/gm)).toHaveLength(1)

  // Nobody decides: all are called again in the bulk order's thread, then one after the other by name.
  const reminder = /activate 1 order of #1001.* expires in/
  await day.turn({ advance: 'PT9M' })
  expect(await lastAnnounced(day, reminder)).toContain('<!subteam^S0APPROVERS>')
  await day.turn({ advance: 'PT10M' })
  expect(await lastAnnounced(day, reminder)).toContain('Next approver: <@U0LEE>')
  await day.turn({ advance: 'PT10M' })
  expect(await lastAnnounced(day, reminder)).toContain('Next approver: <@U0SAM>')
  expect(await announced(day, reminder)).toHaveLength(3)
  expect(await announced(day, /^\*#100[234] · Acme/)).toEqual([])

  // Two approvers press at once, and Bandwidth refuses it: said, and not tried again by itself.
  await day.fault({ ...ACTIVATION, kind: 'status', status: 400, times: 1 })
  await Promise.all([
    day.click('approver', 'Approve and activate', REQUEST),
    day.click('approver2', 'Approve and activate', REQUEST),
  ])
  expect(activationsOf(day)).toHaveLength(2)
  await day.turn({ advance: 'PT1M' })
  expect(await announced(day, reminder)).toEqual([])
  const done = await lastAnnounced(day, REQUEST)
  expect(done).toMatch(/1 of 3 orders live, 1 .*, 1 left out/)
  expect(done).not.toContain('[')

  // Stand-alone orders, or some of them, are asked for by their numbers.
  await day.command('approver', `activate ${one} ${other} ${local}`)
  // An approver who asked is refused, and nobody reads that they approved.
  await day.click('approver', 'Approve and activate', /Activate 1 order of Acme Corp/)
  const refused = await lastAnnounced(day, /Activate 1 order of Acme Corp/)
  expect(refused).toContain('[Approve and activate]')
  expect(refused).not.toMatch(/approved|another approver/)
  await day.click('approver', 'Withdraw request', /Activate 1 order of Acme Corp/)
  expect(await lastAnnounced(day, /Withdrawn\. Acme Corp/)).not.toContain('[')
  await day.command('porter', `activate ${one} ${other} ${local}`)
  await day.click('approver', 'Approve and activate', /Activate 1 order of Acme Corp/)
  await day.turn({ advance: 'PT1M' })
  expect(activationsOf(day)).toHaveLength(3)
  expect(statuses().filter((status) => status === 'COMPLETE')).toHaveLength(2)
  expect(await announced(day, /: 2 of 3 orders live, 1 left out/)).toHaveLength(1)
  await day.turn({ advance: 'PT2M' })
  expect(await announced(day, /\[Activate all/)).toEqual([])
}, 240_000)
