import { array, assert, asyncProperty, constantFrom, integer, nat, record } from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { createOrderLocks } from '../../src/desk/order-locks.ts'
import { orderNumbered } from '../../src/desk/numbered.ts'
import { indexOrders } from '../../src/desk/index-orders.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { onShowAll } from '../../src/slack/buttons/lists.ts'
import { showAll, turnTo } from '../../src/slack/controls/list-controls.ts'
import { firstPage, pageOf } from '../../src/slack/show-list.ts'
import type { Message } from '../../src/slack/blocks.ts'
import type { Database } from '../../src/store/database.ts'
import { insertOrder, writeOrder } from '../../src/store/orders.ts'
import { openTestDatabase } from '../fixtures/open-test-database.ts'
import { NOW } from '../fixtures/orders.ts'
import { newOrder } from '../fixtures/new-orders.ts'
import { aLocalOrder } from '../desk/a-local-order.ts'

const CHANNEL = 'C0PORTING'

let made = 0

async function insert(db: Database): Promise<number> {
  made += 1
  const content = aLocalOrder()
  const businessName = made % 3 === 0 ? 'Consolidated Dental Group of Wake County' : 'Acme'
  return insertOrder(
    db,
    newOrder({
      id: `ID-${made}` as OrderId,
      name: `Coid ${made}`,
      content: { ...content, subscriber: { ...content.subscriber, businessName } },
      channel: CHANNEL,
    }),
  )
}

/** Somebody in the channel in which all of these orders are. */
function asking(db: Database) {
  const desk = { db, clock: () => NOW, log: () => undefined, locks: createOrderLocks() }
  const workspace = {
    url: 'https://practice.slack.com/',
    roles: { nameOf: (user: string) => Promise.resolve(user) },
    places: { spokenIn: () => Promise.reject(new Error('Nothing is anywhere else.')) },
  }
  return { desk, workspace, member: { id: 'U0DANA' }, channel: CHANNEL } as unknown as Parameters<
    typeof firstPage
  >[0]
}

const numbersOn = ({ blocks }: Message): readonly number[] =>
  [...JSON.stringify(blocks).matchAll(/#(\d+) · /g)].map(([, number]) => Number(number))

/** What its button leads to, forward or back; undefined where there is none. */
function placeAt(side: 'A' | 'B', { blocks }: Message) {
  const value = new RegExp(`"action_id":"${turnTo.id}${side}"[^}]*?"value":"([^"]*)"`).exec(
    JSON.stringify(blocks).replaceAll(/"text":\{[^}]*\},/g, ''),
  )?.[1]
  return value === undefined ? undefined : turnTo.read(value)
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)

/** What happens to an order while somebody turns the pages. */
const CHANGES = {
  ends: { endedAt: NOW, ending: 'complete' },
  'is somebody else’s': { owner: 'U0PAT' },
  'stands elsewhere': { statusSince: NOW + 1 },
} as const

it('turned through while orders change, end and come, a list shows each of its orders exactly once', async () => {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  const all: number[] = []
  await assert(
    asyncProperty(
      integer({ min: 1, max: 20 }),
      array(record({ order: nat(999), how: constantFrom(...Object.keys(CHANGES)), more: nat(3) }), {
        maxLength: 8,
      }),
      async (more, changes) => {
        for (let at = 0; at < more; at += 1) all.push(await insert(db))
        const who = asking(db)
        await indexOrders(who.desk)
        const lines = all.map((number) => ({ number, why: null, orders: null }))
        const first = await firstPage(who, 'Orders', lines)
        const seen = [...numbersOn(first)]
        let page = first
        for (let next = placeAt('B', page); next !== undefined; next = placeAt('B', page)) {
          for (const { order, how, more: come } of changes) {
            const number = all[order % all.length] ?? 0
            await writeOrder(db, number, CHANGES[how as keyof typeof CHANGES])
            for (let at = 0; at < come; at += 1) await insert(db)
          }
          await indexOrders(who.desk)
          page = await pageOf(who, next.list, next.place)
          seen.push(...numbersOn(page))
        }
        const back = [...numbersOn(page)]
        for (let last = placeAt('A', page); last !== undefined; last = placeAt('A', page)) {
          page = await pageOf(who, last.list, last.place)
          back.unshift(...numbersOn(page))
        }
        expect(sorted(back)).toEqual(sorted(seen))
        expect(sorted(seen)).toEqual(all)
      },
    ),
    { numRuns: 8, seed: 20 },
  )
})

it('the orders that a digest had no room for are listed by its button, each once', async () => {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  const numbers = [await insert(db), await insert(db), await insert(db)]
  const who = asking(db)
  await indexOrders(who.desk)
  const orders = await Promise.all(numbers.map((number) => orderNumbered(db, number)))
  const shown: Message[] = []
  const reply = (message: Message) => Promise.resolve(shown.push(message))
  const { value = '' } = showAll.draw(orders)
  type Pressed = Parameters<typeof onShowAll.click>[0]
  await onShowAll.click({ ...who, value, reply } as unknown as Pressed)
  expect(shown.flatMap(numbersOn)).toEqual(numbers)
})
