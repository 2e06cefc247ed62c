import { expect, it } from 'vitest'
import { collectDays, redrawDays } from '../../src/store/bulk-days-posts.ts'
import { openTestDatabase } from '../fixtures/open-test-database.ts'

const HOUR = 3_600_000

it('what is told of a bulk order’s days in the morning follows its orders for an hour from then on', async () => {
  const { db, close } = await openTestDatabase()
  const evening = Date.parse('2026-12-01T02:00:00Z')
  const morning = evening + 11 * HOUR
  const place = { channel: 'C0', parent: 'card-1001', broadcast: true }
  const item = { child: 1002, change: { kind: 'completed' } } as const
  await collectDays(db, { number: 1001, place, item, now: evening, announceFrom: morning })
  const shown = { ts: `${morning / 1000}.000100`, tried_at: morning, drawn: 1 }
  await db.updateTable('post').set(shown).execute()
  const versions = async () =>
    (await db.selectFrom('post').select('version').execute()).map(({ version }) => version)

  await redrawDays(db, 1001, morning + HOUR / 2)
  expect(await versions()).toEqual([2])
  await redrawDays(db, 1001, morning + 2 * HOUR)
  expect(await versions()).toEqual([2])
  await close()
})
