import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { indexOrders } from '../../src/desk/index-orders.ts'
import { createOrderLocks } from '../../src/desk/order-locks.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { readTypedName } from '../../src/porting/order-names.ts'
import type { Database } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/database.ts'
import { channelsWithOrders, hitsByName, nearMisses } from '../../src/store/find-by-name.ts'
import { channelsInUse, knowledgeOf, queueOf } from '../../src/store/health.ts'
import { knownAlive, neverAsked } from '../../src/store/known-orders.ts'
import { aliveOf, listNumbers, ownersIn } from '../../src/store/list-orders.ts'
import { dueNotes, readNotesAt, saveNotes, knownNotes } from '../../src/store/notes.ts'
import { findOrders, insertOrder, writeOrder } from '../../src/store/orders.ts'
import {
  beginPendingRequest,
  interruptPendingRequests,
  interruptedRequests,
} from '../../src/store/pending-requests.ts'
import { duePolls, toRemindOf } from '../../src/store/plans.ts'
import * as movePosts from '../../src/store/move-posts.ts'
import * as posts from '../../src/store/posts.ts'
import {
  dueRefreshRequests,
  insertRefreshRequest,
  unknownRefreshRequests,
} from '../../src/store/refresh-requests.ts'
import { newestMoment, newestOpenCards } from '../../src/store/restored.ts'
import { sealedOrdersWith } from '../../src/store/sealed-secrets.ts'
import { whatsDue } from '../../src/store/whats-due.ts'
import { openAt } from '../fixtures/open-test-database.ts'
import { NOW, portOrder } from '../fixtures/orders.ts'
import { newOrder } from '../fixtures/new-orders.ts'
import { databaseFor } from './place.ts'

type Write = (db: Database) => Promise<unknown>

const CHANNELS = ['C0PORTING', 'c0lower', 'C1É'] as const
const channel = fc.constantFrom(...CHANNELS)
const moment = fc.integer({ min: NOW - 1_000, max: NOW + 1_000 })
const orNull = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null, freq: 3 })
const number = fc.integer({ min: 1001, max: 1008 })
const key = number.map((number) => `card-${number}`)
const name = fc.constantFrom(
  'Acme Dental',
  'acme dental',
  'Zoë’s Café',
  'A_me 100%',
  'Beta\0Bakery',
  'ß',
)

const insert = fc
  .record({
    name,
    channel,
    owner: fc.constantFrom('U0DANA', 'U0LEE'),
    id: orNull(fc.uuid()),
    sealed: fc.boolean(),
  })
  .map(({ name, channel, owner, id, sealed }): Write => {
    const { subscriber, ...rest } = portOrder()
    const content = { ...rest, subscriber: { ...subscriber, businessName: name } }
    return (db) =>
      insertOrder(
        db,
        newOrder({
          id: id as OrderId | null,
          name,
          content,
          sealedSecrets: sealed ? 'sealed' : null,
          channel,
          owner,
        }),
      )
  })

const write = fc
  .record({
    number,
    nextPollAt: orNull(moment),
    waitingSince: orNull(moment),
    endedAt: orNull(moment),
    seenAt: moment,
  })
  .map(({ number, ...changed }): Write => async (db) => {
    if ((await findOrders(db, [number])).length > 0) await writeOrder(db, number, changed)
  })

const post = fc
  .record({
    number,
    channel,
    at: moment,
    parent: orNull(key),
    kind: fc.constantFrom('card', 'change'),
    from: moment,
  })
  .map(
    ({ number, channel, at, parent, kind, from }): Write =>
      (db) =>
        posts.queuePost(db, {
          key: `${kind}-${number}`,
          ref: { kind, number, change: { kind: 'foc' } } as never,
          channel,
          parent,
          broadcast: number % 2 === 0,
          announceFrom: from,
          now: at,
        }),
  )

const onPost = fc
  .record({ key, at: moment, id: fc.integer({ min: 1, max: 9 }), number, channel })
  .chain(({ key, at, id, number, channel }) =>
    fc.constantFrom<Write>(
      (db) => posts.redraw(db, key),
      (db) => posts.redrawBy(db, key, at),
      (db) => posts.redrawNews(db, number),
      (db) => posts.noteTry(db, id, at),
      (db) => posts.noteDrawn(db, id, { version: 1, ts: `${at}.1`, channel }),
      (db) => posts.dropPosts(db, id > 6 ? [] : [id]),
      (db) => movePosts.moveCard(db, number, channel),
      (db) => movePosts.postponeChannel(db, channel, at),
      (db) => movePosts.countAsNotShown(db, channel, { keys: [`card-${number}`], now: at }),
    ),
  )

const heard = fc
  .record({ number, at: moment, id: fc.constantFrom('a', 'B', 'é') })
  .chain(({ number, at, id }) =>
    fc.constantFrom<Write>(
      (db) => readNotesAt(db, number, at % 2 === 0 ? 'asked' : 'notified', at),
      (db) => saveNotes(db, number, [{ id, digest: `${at}` }]),
      (db) => insertRefreshRequest(db, id as OrderId, at),
      (db) => beginPendingRequest(db, { by: 'U0DANA', what: id, event: { id, event: { at } }, at }),
      (db) => interruptPendingRequests(db),
      (db) => indexOrders({ db, log: () => undefined, locks: createOrderLocks() }),
    ),
  )

const writes = fc.array(fc.oneof(insert, write, post, onPost, heard), {
  minLength: 10,
  maxLength: 40,
})

const READS: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
  orders: async (db) =>
    (await findOrders(db, [1003, 1001, 1002])).map(({ token: _, ...order }) => order),
  'no orders': (db) => findOrders(db, []),
  due: (db) => whatsDue(db, NOW),
  queue: (db) => queueOf(db, NOW),
  knowledge: knowledgeOf,
  channels: channelsInUse,
  'channels of the index': async (db) => (await channelsWithOrders(db)).toSorted(),
  polls: async (db) => [
    await duePolls(db, 'order', NOW, 50),
    await duePolls(db, 'order', NOW, 50, 'watched'),
    await duePolls(db, 'order', NOW, 50, 'routine'),
  ],
  reminders: (db) => toRemindOf(db, 'port_order', NOW, 50),
  'to show': async (db) => {
    const { channels, areRedraws } = await posts.whatToShow(db, NOW)
    return [channels.toSorted(), areRedraws]
  },
  next: (db) =>
    Promise.all(CHANNELS.map((channel) => posts.nextToPost(db, { channel, now: NOW, except: [] }))),
  redraw: (db) => posts.nextRedraw(db, NOW),
  changes: (db) => posts.waitingChanges(db, 'C0PORTING', NOW),
  notes: (db) => dueNotes(db, NOW, 50),
  known: (db) => knownNotes(db, 1001),
  heard: (db) => dueRefreshRequests(db, NOW, 50),
  unknown: (db) => unknownRefreshRequests(db, NOW),
  interrupted: interruptedRequests,
  alive: async (db) => {
    // A sweep asks for each by its id.
    const known = await knownAlive(db, 'port_order')
    return known.toSorted((one, other) => one.number - other.number)
  },
  'never asked': async (db) => (await neverAsked(db, 'port_order')).toSorted(),
  list: (db) => listNumbers(db, { channels: CHANNELS, carrier: 'a' }),
  everything: (db) => listNumbers(db, { channels: CHANNELS }),
  own: async (db) => (await aliveOf(db, CHANNELS, 'U0DANA')).map(({ number }) => number),
  owners: async (db) => (await ownersIn(db, CHANNELS)).toSorted(),
  names: async (db) =>
    Promise.all(
      ['acme', 'zoë', 'ß', '9195550100', '0119', '100%'].map(async (typed) => [
        (await hitsByName(db, readTypedName(typed), CHANNELS)).map(({ order, by }) => [
          order.number,
          by,
        ]),
        (await nearMisses(db, readTypedName(typed), CHANNELS)).map(({ order }) => order.number),
      ]),
    ),
  newest: newestMoment,
  cards: (db) => newestOpenCards(db, 5),
  sealed: async (db) =>
    (await sealedOrdersWith(db, portOrder().numbers.slice(0, 1))).map(({ number }) => number),
}

async function everythingIn(db: Database): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {}
  for (const [what, read] of Object.entries(READS)) found[what] = await read(db)
  return found
}

it('whatever is written, a file and PostgreSQL read the same', async () => {
  const file = await openDatabase(':memory:')
  const postgres = await openAt(await databaseFor(':memory:'))
  onTestFinished(async () => {
    await file.close()
    await postgres.close()
  })
  await fc.assert(
    fc.asyncProperty(writes, async (writes) => {
      for (const write of writes) {
        await write(file.db)
        await write(postgres.db)
      }
      expect(withoutNul(await everythingIn(postgres.db))).toEqual(
        withoutNul(await everythingIn(file.db)),
      )
    }),
    { numRuns: 8, seed: 20261201, endOnFailure: true },
  )
}, 60_000)

/** PostgreSQL keeps none. */
function withoutNul(found: unknown): unknown {
  return JSON.parse(JSON.stringify(found).replaceAll('\\u0000', ''))
}
