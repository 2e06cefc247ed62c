import { nextReminderAt, remindersDue, type ReminderFacts } from '../../porting/reminders.ts'
import { isBulkDraft } from '../../porting/bulk-status.ts'
import { bulksToRemindOf, findBulk, planBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { findChildren } from '../../store/orders.ts'
import { findPost, queuePost } from '../../store/posts.ts'
import { underWay } from '../../store/reminder-facts.ts'
import type { Desk } from '../desk.ts'
import { cardKey } from '../post-keys.ts'
import { reminderKey, type People } from '../remind.ts'

/** Thought of at least so often, because people travel. */
const AT_LEAST_EVERY_MS = 12 * 60 * 60_000

/**
 * Queue every reminder of a bulk order whose time has come, each once: that its draft ends, that a request
 * about it ends, and the day that its orders share.
 */
export async function remindOfBulks(desk: Desk, { zoneOf }: People): Promise<void> {
  const now = desk.clock()
  for (const { number, owner } of await bulksToRemindOf(desk.db, now)) {
    const zone = await zoneOf(owner)
    await desk.db.transaction().execute(async (db) => {
      const bulk = await findBulk(db, number)
      if (bulk === undefined || bulk.endedAt !== null) return
      const facts = await factsOf(db, { ...bulk, ownerZone: zone ?? bulk.ownerZone })
      for (const due of remindersDue(facts, desk.settings, now)) {
        const key = reminderKey(number, due.key)
        if ((await findPost(db, key)) !== undefined) continue
        await queuePost(db, {
          key,
          ref: { kind: 'bulk-reminder', number, due },
          channel: bulk.channel,
          parent: cardKey(number),
          broadcast: due.toldTo === 'channel',
          now,
        })
      }
      const next = nextReminderAt(facts, desk.settings, now) ?? Infinity
      await planBulk(db, number, {
        remindAt: Math.min(next, now + AT_LEAST_EVERY_MS),
        ownerZone: facts.ownerZone,
      })
    })
  }
}

async function factsOf(db: Database, bulk: TrackedBulk): Promise<ReminderFacts> {
  const { number, seen, createdAt, standsSince, ownerZone } = bulk
  const agreed = (await findChildren(db, number)).find(
    (child) => child.endedAt === null && child.seen?.status === 'FOC',
  )
  return {
    // Bandwidth moves all of them to one day, so one speaks for all.
    seen: agreed?.seen ?? null,
    bulkDraft:
      seen !== null && isBulkDraft(seen.status)
        ? { lastModifiedAt: seen.lastModifiedAt }
        : undefined,
    createdAt,
    standsSince: agreed?.standsSince ?? standsSince,
    ownerZone,
    ...(await underWay(db, [number]))(number),
  }
}
