import { expect, it } from 'vitest'
import { foldIntoDigest } from '../../src/desk/fold-into-digest.ts'
import { cardKey } from '../../src/desk/post-keys.ts'
import { marksOf } from '../../src/desk/post-marks.ts'
import { queueCard } from '../../src/desk/queue-card.ts'
import { collectDays } from '../../src/store/bulk-days-posts.ts'
import { findPost, queuePost, waitingChanges, type PostRef } from '../../src/store/posts.ts'
import { focDate } from '../fixtures/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

const CHANNEL = 'C0PORTING'

/** Ten that are to be told in the channel, and the digest that became of them. */
async function folded(refOf: (number: number) => PostRef) {
  const { desk, clock } = await openPracticeDesk()
  const numbers = Array.from({ length: 10 }, (_, at) => 1001 + at)
  for (const number of numbers) {
    const key = `news-${number}`
    await queuePost(desk.db, {
      key,
      ref: refOf(number),
      channel: CHANNEL,
      parent: null,
      broadcast: true,
      now: clock.now(),
    })
  }
  const [first] = await waitingChanges(desk.db, CHANNEL, clock.now())
  const isFolded = await foldIntoDigest(desk, CHANNEL)
  const digest = first && (await findPost(desk.db, `digest-${first.id}`))?.ref
  const left = await waitingChanges(desk.db, CHANNEL, clock.now())
  return { isFolded, digest, left, numbers }
}

const [from, to] = [focDate('2026-12-08'), focDate('2026-12-09')]

it.each<readonly [string, (number: number) => PostRef]>([
  ['orders', (number) => ({ kind: 'change', number, change: { kind: 'completed' } })],
  ['bulk orders', (number) => ({ kind: 'bulk-change', number, change: { kind: 'completed' } })],
  [
    'bulk orders whose dates move',
    (number) => ({
      kind: 'bulk-days',
      number,
      items: [{ child: number + 100, change: { kind: 'foc-moved', from, to } }],
    }),
  ],
])('news of ten %s at once are one message in the channel', async (_of, refOf) => {
  const { isFolded, digest, left, numbers } = await folded(refOf)
  expect(isFolded).toBe(true)
  expect(left).toEqual([])
  if (digest?.kind !== 'digest') throw new Error('There is no digest.')
  expect(digest.items.map(({ number }) => number)).toEqual(numbers)
  // After a restore, what the digest said is not said again.
  expect(marksOf(digest)).toEqual(numbers.flatMap((number) => marksOf(refOf(number))))
})

it('dates that come after such a digest join the message in the thread, and are no other in the channel', async () => {
  const { desk, clock } = await openPracticeDesk()
  const now = clock.now()
  const place = { channel: CHANNEL, parent: cardKey(1001), broadcast: true }
  const dated = (number: number, child: number) =>
    collectDays(desk.db, {
      number,
      place: { ...place, parent: cardKey(number) },
      item: { child, change: { kind: 'foc', focDate: from, requested: null } },
      now,
      announceFrom: 0,
    })
  for (const number of [1001, 1002, 1003, 1004, 1005]) {
    await queueCard(desk.db, { number, channel: CHANNEL, now }, 'bulk-card')
    await desk.db
      .updateTable('post')
      .set({ ts: `${number}.1` })
      .where('key', '=', cardKey(number))
      .execute()
    await dated(number, number + 100)
  }
  clock.advance(61_000)
  expect(await foldIntoDigest(desk, CHANNEL)).toBe(true)
  await dated(1001, 1201)
  const posts = await desk.db
    .selectFrom('post')
    .select(['ref', 'broadcast'])
    .where('kind', '=', 'bulk-days')
    .execute()
  expect(posts).toHaveLength(5)
  expect(posts.map(({ broadcast }) => broadcast)).toEqual([0, 0, 0, 0, 0])
  expect(posts.map(({ ref }) => ref).filter((ref) => /1101.*1201/.test(ref))).toHaveLength(1)
})
