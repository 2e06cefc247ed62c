import { randomUUID } from 'node:crypto'
import { activationOf, hoursAhead } from '../porting/activation.ts'
import { dayOf, type CalendarDay } from '../porting/calendar.ts'
import { liveApprovals, type Approval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { redrawNews } from '../store/posts.ts'
import { voidIfApproverLeft } from './decide.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { contentToApprove, refreshOrder } from './refresh-order.ts'
import { queueApproval } from './queue-approval.ts'
import { notFound } from './not-found.ts'
import { cannotApproveAhead, dayHasPassed } from './activation-refusals.ts'
import { alreadyGranted, refuseUnlessMayDecide } from './approval-refusals.ts'

/**
 * Allow, once there is a FOC date, a coordinator to activate the order on its day, inside its hours, with
 * one click. It is voided when the date moves, or anything else in the order changes.
 */
export function preApprove(
  desk: Desk,
  {
    number,
    by,
    isApprover,
    day,
    shownIn,
  }: {
    readonly number: number
    readonly by: string
    readonly isApprover: boolean
    readonly day: CalendarDay
    /** It is approved together with others, in one message. */
    readonly shownIn?: string
  },
): Promise<Approval> {
  return desk.locks.hold(number, async () => {
    const refreshed = await refreshOrder(desk, number)
    if (refreshed === null) throw await notFound(desk, number)
    const { tracked } = refreshed
    const { seen } = tracked
    const now = desk.clock()
    // Nobody requested an approval ahead, so only the rules about changes apply.
    refuseUnlessMayDecide({
      operation: 'activate',
      asker: desk.settings.askerMayApprove ? by : '',
      changedBy: tracked.changedBy.map((change) => change.by),
      decider: by,
      isApprover,
      askerMayDecide: desk.settings.askerMayApprove,
    })

    const { calendar, activation: settings } = desk.settings
    const activation = activationOf(seen, { now, calendar, ...settings })
    const window = hoursAhead(activation)
    if (window === null) throw cannotApproveAhead(tracked, activation)
    if (dayOf(window.opensAt) !== day) throw dayHasPassed(tracked, day)
    const granted = (await liveApprovals(desk.db, number)).find(({ state }) => state === 'granted')
    const of = { kind: 'order', channel: tracked.channel } as const
    if (granted !== undefined && (await voidIfApproverLeft(desk, of, granted)) === null) {
      throw alreadyGranted(granted)
    }

    const approval = {
      id: randomUUID(),
      orderNumber: number,
      operation: 'activate',
      askedBy: by,
      askedAt: now,
      decidedBy: by,
      decidedAt: now,
      content: await contentToApprove(desk, 'activate', refreshed),
      facts: {
        ahead: { day: dayOf(window.opensAt), opensAt: window.opensAt, closesAt: window.closesAt },
        ...(shownIn !== undefined && { shownIn }),
      },
      expiresAt: window.closesAt,
      state: 'granted',
    } as const
    await writeAndWake(desk, async (db) => {
      await queueApproval(db, of, approval)
      await redrawNews(db, number)
      await audit(db, {
        at: now,
        orderNumber: number,
        by,
        operation: 'approve activation ahead',
        facts: { day: approval.facts.ahead.day },
      })
    })
    return { ...approval, outcome: null, version: 1 }
  })
}
