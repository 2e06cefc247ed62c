import { createOrderLocks } from '../../src/desk/order-locks.ts'
import { assert, asyncProperty, constantFrom, nat, record, uniqueArray } from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ordersMeant } from '../../src/desk/orders-meant.ts'
import { indexOrders } from '../../src/desk/index-orders.ts'
import { readTypedName } from '../../src/porting/order-names.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { type Database } from '../../src/store/database.ts'
import { openTestDatabase } from '../fixtures/open-test-database.ts'
import { hitsById, hitsByName, nearMisses } from '../../src/store/find-by-name.ts'
import { insertOrder, writeOrder } from '../../src/store/orders.ts'
import { aLocalOrder } from '../desk/a-local-order.ts'
import { NOW } from '../fixtures/orders.ts'
import { newOrder } from '../fixtures/new-orders.ts'
import { candidates } from '../../src/slack/messages/candidates.ts'
import { WhichOrder } from '../../src/slack/order-meant.ts'
import { isTestedOnPostgres } from '../postgres/place.ts'

const READABLE = 'C0PORTING'
const locks = createOrderLocks()
const ELSEWHERE = 'G0SECRET'

async function memory(): Promise<Database> {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  return db
}

let made = 0

async function insert(db: Database, businessName: string, channel = READABLE) {
  const content = aLocalOrder()
  made += 1
  const id = `ID-${made}` as OrderId
  const number = await insertOrder(
    db,
    newOrder({
      id,
      name: `Coid ${made}`,
      content: { ...content, subscriber: { ...content.subscriber, businessName } },
      channel,
    }),
  )
  return { number, id, tn: content.numbers[0] ?? '' }
}

async function found(
  db: Database,
  text: string,
  channels = [READABLE],
): Promise<readonly number[]> {
  const typed = readTypedName(text)
  const hits = [
    ...(await hitsById(db, typed, channels)),
    ...(await hitsByName(db, typed, channels)),
  ]
  return hits.map(({ order }) => order.number)
}

async function near(db: Database, text: string): Promise<readonly number[]> {
  const hits = await nearMisses(db, readTypedName(text), [READABLE])
  return hits.map(({ order }) => order.number)
}

describe('orders found by name', () => {
  const word = constantFrom('Koala', 'Kids', 'Café', 'Zoo', 'Ärzte', 'O’Neill', 'Quartz', 'Ltd.')

  it('by its signs, where a name has no letter and no digit', async () => {
    const db = await memory()
    const orders = new Map<string, number>()
    for (const name of ['🎉🎉', '💇‍♀️ ✂️', '!!!', '& + &', '—']) {
      orders.set(name, (await insert(db, name)).number)
    }
    await insert(db, 'Acme 🎉')
    await indexOrders({ db, log: () => undefined, locks })
    for (const [name, number] of orders) {
      expect(await found(db, name), name).toEqual([number])
      expect(await found(db, `"${name}"`), name).toEqual([number])
    }
    expect(await found(db, '🎉')).toEqual([orders.get('🎉🎉')])
    expect(await found(db, '?')).toEqual([])
  })

  it('each by every name that it has, in any capitals, and never one of a channel that is not heard', async () => {
    const db = await memory()
    const desk = { db, log: () => undefined, locks }
    const readable = (channels: readonly string[]) =>
      Promise.resolve(channels.filter((one) => one === READABLE))
    await assert(
      asyncProperty(
        record({ words: uniqueArray(word, { minLength: 1, maxLength: 3 }), cut: nat(3) }),
        async ({ words, cut }) => {
          const customer = words.join(' ')
          const { number, id, tn } = await insert(db, customer)
          const hidden = await insert(db, customer, ELSEWHERE)
          await indexOrders({ db, log: () => undefined, locks })
          const part = customer.slice(cut % customer.length).trim()
          for (const name of [id, tn, tn.slice(-4), customer, customer.toUpperCase(), part]) {
            if (readTypedName(name).name === '') continue
            const numbers = await found(db, name)
            expect(numbers, name).toContain(number)
            expect(numbers).not.toContain(hidden.number)
            // Only by a number or a whole id is an order meant for certain: nothing else changes one.
            const meant = await ordersMeant(desk, readTypedName(name), readable, {
              besideIt: false,
            })
            expect(meant.sure?.number ?? null, name).toBe(name === id ? number : null)
          }
          expect(await found(db, hidden.id)).toEqual([])
          expect(await found(db, hidden.tn)).toEqual([])
        },
      ),
      { numRuns: 25, seed: 20 },
    )
  })

  it('with one mistake in a word, where each other word is in the name', async () => {
    const db = await memory()
    const { number } = await insert(db, 'Koala Kids')
    const other = await insert(db, 'Kangaroo Kids')
    await indexOrders({ db, log: () => undefined, locks })
    for (const typed of ['kaola', 'koal kids', 'koela kid', 'kkoala', 'koalakids', 'kida koala']) {
      expect(await near(db, typed), typed).toEqual([number])
    }
    expect(await near(db, 'kanggaroo')).toEqual([other.number])
    expect(await near(db, 'kids')).toEqual([other.number, number])
    for (const typed of ['kxxla', 'koala zoo', 'zoo', '']) expect(await near(db, typed)).toEqual([])
  })

  it('by their new name and channel as soon as they have changed, and not by the former', async () => {
    const db = await memory()
    const { number } = await insert(db, 'Koala Kids')
    await indexOrders({ db, log: () => undefined, locks })
    const content = aLocalOrder()
    await writeOrder(db, number, {
      content: { ...content, subscriber: { ...content.subscriber, businessName: 'Zebra Zoo' } },
      channel: ELSEWHERE,
    })
    await indexOrders({ db, log: () => undefined, locks })
    expect(await found(db, 'koala', [READABLE, ELSEWHERE])).toEqual([])
    expect(await found(db, 'zebra')).toEqual([])
    expect(await found(db, 'zebra', [ELSEWHERE])).toEqual([number])
    expect(await found(db, content.numbers[0] ?? '', [ELSEWHERE])).toEqual([number])
  })

  it.skipIf(isTestedOnPostgres())('are indexed once, however many ask at once', async () => {
    const db = await memory()
    for (let n = 0; n < 150; n += 1) await insert(db, `Koala ${n}`)
    await sql`CREATE TABLE written (at INTEGER)`.execute(db)
    for (const event of ['INSERT', 'UPDATE']) {
      await sql
        .raw(
          `CREATE TRIGGER on_${event} AFTER ${event} ON order_summary BEGIN INSERT INTO written VALUES (1); END`,
        )
        .execute(db)
    }
    const index = () => indexOrders({ db, log: () => undefined, locks })
    await Promise.all([index(), index(), index()])
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM written`.execute(db)
    expect(rows).toEqual([{ count: 150 }])
  })
})

describe('a name that more orders go by than are looked through', () => {
  it('is not told as if they had been counted', async () => {
    const db = await memory()
    for (let more = 0; more < 203; more += 1) await insert(db, 'Acme Dental')
    const desk = { db, log: () => undefined, locks }
    const readable = (channels: readonly string[]) => Promise.resolve(channels)
    const said = async (name: string) => {
      const meant = await ordersMeant(desk, readTypedName(name), readable, { besideIt: false })
      const which = new WhichOrder(name, meant, { command: 'loa', rest: '' })
      return JSON.stringify(candidates(which, NOW))
    }
    const many = await said('Acme')
    expect(many).toContain('at least 200 orders')
    expect(many).toContain('at least 192 more orders')
    await insert(db, 'Zoo')
    expect(await said('Zoo')).not.toContain('at least')
  })
})
