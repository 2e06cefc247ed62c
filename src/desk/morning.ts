import { addDays, dayOf, momentOf, type CalendarDay, type Instant } from '../porting/calendar.ts'
import { tomorrowsWork, workOfToday, type WorkItem } from '../porting/worklists.ts'
import { channelsWithOrders } from '../store/find-by-name.ts'
import { dueBefore, waitingApprovals } from '../store/list-orders.ts'
import { milestone, reachMilestone } from '../store/milestones.ts'
import { queuePost } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { indexOrders } from './index-orders.ts'
import { stuckIn } from './worklists.ts'

const MORNING = 'morning'
/** A bot that starts later than this no longer posts that morning's list. */
const LASTS_MS = 4 * 60 * 60_000
/** A bot that never posted one was just installed: its news so far was announced as it came. */
const FIRST_LASTS_MS = 60 * 60_000

/** What is posted to a channel about its orders on the morning of a business day. */
export interface Morning {
  readonly today: readonly WorkItem[]
  readonly tomorrow: readonly WorkItem[]
  /** Requests that nobody has decided, besides those that end today. */
  readonly waiting: readonly WorkItem[]
  readonly stuck: readonly WorkItem[]
}

/**
 * Once in the morning of each business day: one message for each channel whose orders have something to
 * report. A channel without any gets no message later that day: the orders have their own news.
 */
export async function sayGoodMorning(desk: Desk): Promise<void> {
  const { db, clock } = desk
  const now = clock()
  if (!(await isMorning(desk, now))) return
  await indexOrders(desk)
  const day = dayOf(now)
  const channels: string[] = []
  for (const channel of await channelsWithOrders(db)) {
    if (!isQuiet(await morningOf(desk, channel))) channels.push(channel)
  }
  await db.transaction().execute(async (db) => {
    for (const channel of channels) {
      await queuePost(db, {
        key: `morning-${channel}-${day}`,
        ref: { kind: 'morning', channel, day },
        channel,
        parent: null,
        now,
      })
    }
    await reachMilestone(db, MORNING, now)
  })
  desk.wake()
}

async function isMorning({ db, settings }: Desk, now: Instant): Promise<boolean> {
  const { morning, calendar } = settings
  const day: CalendarDay = dayOf(now)
  if (morning === null || !calendar.isBusinessDay(day)) return false
  const from = momentOf(day, morning.hour, morning.minute)
  if (now < from || now >= from + LASTS_MS) return false
  const last = await milestone(db, MORNING)
  return last === null ? now < from + FIRST_LASTS_MS : dayOf(last) !== day
}

/** The current state, without what was done since. */
export async function morningOf(desk: Desk, channel: string): Promise<Morning> {
  const { db, clock } = desk
  const now = clock()
  const tomorrow = addDays(dayOf(now), 1)
  const due = {
    portsBefore: momentOf(addDays(tomorrow, 1), 0, 0),
    endsBefore: momentOf(tomorrow, 9, 0),
  }
  const orders = await dueBefore(db, [channel], due)
  const approvals = await waitingApprovals(db, [channel])
  const today = workOfToday(orders, approvals, now)
  const named = new Set(today.map(({ number }) => number))
  return {
    today,
    tomorrow: tomorrowsWork(orders, now),
    waiting: approvals
      .filter(({ orderNumber }) => !named.has(orderNumber))
      .map(({ id, orderNumber, operation, expiresAt }) => ({
        number: orderNumber,
        at: expiresAt,
        orders: null,
        why: { kind: 'decide', operation, approval: id, endsAt: expiresAt },
      })),
    stuck: (await stuckIn(desk, [channel])).filter(({ number }) => !named.has(number)),
  }
}

function isQuiet(morning: Morning): boolean {
  return Object.values(morning).every((items: readonly WorkItem[]) => items.length === 0)
}
