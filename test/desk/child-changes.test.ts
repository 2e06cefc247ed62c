import { expect, it } from 'vitest'
import { bulkNumbered } from '../../src/desk/numbered.ts'
import { childHasChanged } from '../../src/desk/bulk/child-changes.ts'
import { queueBulkCard } from '../../src/desk/bulk/announce-bulk.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
import { duePolls, planBulk } from '../../src/store/plans.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { nextRedraw, nextToPost, noteDrawn } from '../../src/store/posts.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { newBulk } from '../fixtures/new-orders.ts'

const SECOND = 1_000

it('orders of a bulk order that change one each second draw its card four times a minute', async () => {
  const { desk } = await openPracticeDesk()
  const { db } = desk
  const start = desk.clock()
  const channel = 'C0PORTING'
  const number = await insertBulk(db, newBulk({ id: 'bulk' as BulkOrderId, channel, now: start }))
  await queueBulkCard(db, { number, channel, now: start })
  const card = await nextToPost(db, { channel, now: start, except: [] })
  if (card === undefined) throw new Error('There is no card.')
  await noteDrawn(db, card.id, { version: card.version, ts: '1.0', channel })

  const drawnAt: number[] = []
  const refreshed: number[] = []
  for (let second = 0; second < 75; second += 1) {
    const now = start + second * SECOND
    if (second < 60) await childHasChanged(db, await bulkNumbered(db, number), now)
    const due = await nextRedraw(db, now)
    if (due !== undefined) {
      drawnAt.push(second)
      await noteDrawn(db, due.id, { version: due.version, ts: '1.0', channel })
    }
    if ((await duePolls(db, 'bulk', now, 10)).length > 0) {
      refreshed.push(second)
      await planBulk(db, number, { nextPollAt: null })
    }
  }
  expect(drawnAt).toEqual([0, 15, 30, 45, 60])
  expect(refreshed).toEqual(drawnAt)
})
