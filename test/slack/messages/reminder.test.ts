import { describe, expect, it } from 'vitest'
import type { OrderView } from '../../../src/desk/view-order.ts'
import type { DueReminder, Reminder } from '../../../src/porting/reminders.ts'
import type { BulkView } from '../../../src/desk/bulk/view-bulk.ts'
import type { PortOrder } from '../../../src/porting/order.ts'
import { portStatus } from '../../../src/porting/status.ts'
import { bulkReminder } from '../../../src/slack/messages/bulk-reminder.ts'
import { reminder } from '../../../src/slack/messages/reminder.ts'
import { plain } from '../../../src/slack/mrkdwn.ts'
import type { SnoozedTopic } from '../../../src/store/snoozes.ts'
import { approval } from '../../fixtures/operations.ts'
import {
  DANA,
  day,
  eastern,
  focDate,
  HOUR,
  LEE,
  NOW,
  orderView,
  portOrder,
  trackedOrder,
  viewOf,
} from '../../fixtures/orders.ts'
import { usualBulk } from '../../gallery/usual-bulk.ts'
import { due } from '../../fixtures/reminders.ts'
import { buttonsOf, readMessage } from '../read-message.ts'

const approvers = plain('@approvers')

function shown(
  view: OrderView,
  one: Reminder,
  { snooze, ...different }: Partial<DueReminder> & { snooze?: SnoozedTopic } = {},
): string {
  return readMessage(reminder(view, due(one, different), { approvers, snooze }))
}

const AGREED = { status: portStatus('FOC'), actualFocDate: focDate('2026-12-08') } as const
const BARE = { ...AGREED, triggered: false } as const

describe('a reminder says', () => {
  it('how many business days are left', () => {
    expect(shown(viewOf(AGREED), { kind: 'foc-in-three-days', day: day('2026-12-08') })).toContain(
      ':calendar: *#1042 · Acme Dental ports Tue, Dec 8*, in 3 business days. @dana\n20 numbers from Frontier. You can activate it from 5 AM ET, or it goes live at 11:30 AM ET.\n[Pre-approve for Tue, Dec 8] [I’m on it] [static_select]',
    )
  })

  it('that it goes live by itself within the hour, and by how it can be helped', () => {
    const now = eastern('2026-12-08 10:30')
    const words = shown(
      viewOf(AGREED, { now }),
      { kind: 'activates-soon', automaticAt: now + HOUR },
      { notified: 'channel' },
    )
    expect(words).toContain(
      ':hourglass_flowing_sand: *#1042 · Acme Dental goes live automatically in 1 hour*, at 11:30 AM ET. @dana\n20 numbers from Frontier.',
    )
  })

  it('nobody’s name where many are called to mind at once', () => {
    const opens = { kind: 'window-opens', day: day('2026-12-08') } as const
    const words = shown(viewOf(AGREED), opens, { notified: 'approvers', isQuiet: true })
    expect(words).toContain('can be activated now')
    expect(words).not.toMatch(/@dana|@approvers/)
  })

  it('how many more wait, where many are called to mind at once', () => {
    const opens = { kind: 'window-opens', day: day('2026-12-08') } as const
    const words = shown(viewOf(AGREED), opens, { notified: 'approvers', othersWaiting: 36 })
    expect(words).toMatch(/36 more requests .*`\/portin waiting`/)
    const one = shown(viewOf(AGREED), opens, { notified: 'approvers', othersWaiting: 1 })
    expect(one).toMatch(/1 more request waits/)
  })

  it('that it is open from now on', () => {
    expect(
      shown(
        viewOf(AGREED),
        { kind: 'window-opens', day: day('2026-12-08') },
        { notified: 'approvers' },
      ),
    ).toContain(
      ':calendar: *#1042 · Acme Dental can be activated now.* @dana @approvers\n20 numbers from Frontier.',
    )
  })

  it('that it should be live, and when it was seen that it is not', () => {
    const automaticAt = eastern('2026-12-01 09:00')
    const due = { ...BARE, actualFocDate: { day: day('2026-12-01'), at: automaticAt } }
    expect(shown(viewOf(due), { kind: 'not-live', automaticAt })).toBe(
      ':warning: *#1042 · Acme Dental isn’t live.* It was due at 9 AM ET. Bandwidth shows FOC. @dana\nOpen a ticket with Bandwidth support for order `order-1`.\n[Refresh] [I’m on it] [static_select]\n_Checked at 9:58 AM ET._',
    )
  })

  it('nothing, with nothing to press, when the order has gone on', () => {
    const past: readonly [OrderView, Reminder, string][] = [
      [viewOf({ status: 'COMPLETE' }), { kind: 'window-opens', day: day('2026-12-08') }, 'live'],
      [viewOf(AGREED), { kind: 'foc-tomorrow', day: day('2026-12-03') }, 'FOC *Tue, Dec 8*'],
      [viewOf({ status: 'SUBMITTED' }), { kind: 'draft-dies', purgesAt: NOW + HOUR }, 'submitted'],
      [
        viewOf({ status: 'SUBMITTED' }),
        { kind: 'waits-long', status: 'EXCEPTION', since: NOW - HOUR, businessDays: 1 },
        'submitted',
      ],
    ]
    for (const [view, one, stands] of past) {
      const words = shown(view, one)
      expect(words).toContain(`*#1042 · Acme Dental: nothing to do here anymore.* Now `)
      expect(words).toContain(stands)
      expect(words).not.toMatch(/\[|@/)
    }
  })

  it('nothing, with nothing to press, when each order of a bulk order has gone on', () => {
    const seen = (different: Partial<PortOrder>) => ({ seen: portOrder(different) })
    const bulkOf = (
      status: 'IN_PROGRESS' | 'VALID_DRAFT_TNS',
      orders: readonly Partial<PortOrder>[],
      ended: Partial<BulkView['bulk']> = {},
    ): BulkView => {
      const view = usualBulk(status)
      const [first] = view.children
      if (first === undefined) throw new Error('It has orders.')
      const children = orders.map((order) => ({
        ...first,
        tracked: { ...first.tracked, ...seen(order) },
      }))
      return { ...view, bulk: { ...view.bulk, ...ended }, children }
    }
    const says = (view: BulkView, one: Reminder) =>
      readMessage(bulkReminder(view, due(one, {}), { approvers, snooze: undefined }))

    const later = { ...AGREED, actualFocDate: focDate('2026-12-09') }
    const live = { status: portStatus('COMPLETE') }
    const tomorrow = { kind: 'foc-tomorrow', day: day('2026-12-08') } as const
    const dies = { kind: 'draft-dies', purgesAt: NOW + HOUR } as const
    const waits = { kind: 'waits-long', status: 'EXCEPTION', since: 0, businessDays: 1 } as const
    for (const [view, one] of [
      [bulkOf('IN_PROGRESS', [later, live]), tomorrow],
      [bulkOf('IN_PROGRESS', [live, { status: portStatus('SUBMITTED') }]), waits],
      [bulkOf('IN_PROGRESS', [{ status: portStatus('SUBMITTED') }]), dies],
      [bulkOf('VALID_DRAFT_TNS', [{}], { ending: 'swept', endedAt: NOW }), dies],
      [bulkOf('IN_PROGRESS', [AGREED], { ending: 'cancelled', endedAt: NOW }), tomorrow],
    ] as const) {
      expect(says(view, one)).toMatch(/^\*#\d+ · Acme Corp.*: nothing to do here anymore\.\* Now /)
      expect(says(view, one)).not.toMatch(/\[|@/)
    }
    // What is past for one of them is not past for the other.
    for (const [view, one] of [
      [bulkOf('IN_PROGRESS', [later, AGREED]), tomorrow],
      [bulkOf('IN_PROGRESS', [live, { status: portStatus('EXCEPTION') }]), waits],
      [bulkOf('VALID_DRAFT_TNS', [{}]), dies],
    ] as const) {
      expect(says(view, one)).not.toContain('nothing to do')
      expect(says(view, one)).toContain('[I’m on it]')
    }
  })

  it.each([
    { kind: 'draft-dies', purgesAt: NOW + 6 * HOUR },
    { kind: 'approval-ends', id: 'a1', endsAt: NOW + HOUR },
    { kind: 'outcome-unknown', what: 'keep', since: NOW - HOUR },
  ] as const)('$kind of a bulk order in the same words', (one) => {
    const asked = [approval({ id: 'a1' })]
    const bulk = { ...usualBulk('VALID_DRAFT_TNS'), approvals: asked }
    const ofBulk = bulkReminder(bulk, due(one, {}), { approvers, snooze: undefined })
    const [single = ''] = shown({ ...viewOf({}), approvals: asked }, one).split('\n')
    const same = single.replace('Acme Dental', 'Acme Corp (bulk)')
    expect(readMessage(ofBulk).split('\n')[0]?.replace(', with its orders', '')).toBe(same)
  })

  it('since when an order waits, for whom, and what can be done', () => {
    const since = NOW - 100 * HOUR
    expect(
      shown(viewOf({ status: 'SUBMITTED' }), {
        kind: 'waits-long',
        status: 'SUBMITTED',
        since,
        businessDays: 4,
      }),
    ).toBe(
      ':hourglass_flowing_sand: *#1042 · Acme Dental has been waiting on Frontier for 4 business days.* @dana\nOpen a ticket with Bandwidth support for order `order-1`.\n[Refresh] [I’m on it] [static_select]\n_Since Fri, Nov 27._',
    )
    const rejected = viewOf({ status: 'EXCEPTION' })
    expect(
      shown(rejected, { kind: 'waits-long', status: 'EXCEPTION', since, businessDays: 1 }),
    ).toContain(' for 1 business day.* @dana\n[Write note] [Add LOA] [I’m on it]')
    // As when it was rejected: what is wrong, then what helps.
    const errors = [{ code: '7402', description: 'Address mismatch', numbers: [] }]
    const losingCarrier = { name: 'Frontier', spid: null, wireless: null }
    expect(
      shown(viewOf({ status: 'EXCEPTION', errors, losingCarrier }), {
        kind: 'waits-long',
        status: 'EXCEPTION',
        since,
        businessDays: 1,
      }),
    ).toMatch(/for 1 business day: address\* \(7402\) @dana\nUse the service address/)
  })

  it('that a request ends and that one approved ahead is not used', () => {
    const open = { ...viewOf({}), approvals: [approval({ id: 'a1' })] }
    const ends = { kind: 'approval-ends', id: 'a1', endsAt: NOW + 4 * HOUR } as const
    expect(shown(open, ends, { notified: 'approvers', endsAt: ends.endsAt })).toBe(
      ':hourglass_flowing_sand: *The request to submit #1042 · Acme Dental expires in 4 hours, at 2 PM ET.* No one has decided yet. @dana @approvers\n[Approve and submit] [Deny…] [I’m on it] [static_select]',
    )
    const granted = {
      ...viewOf(AGREED),
      approvals: [approval({ id: 'a1', operation: 'activate', state: 'granted', decidedBy: LEE })],
    }
    expect(shown(granted, ends)).toContain(
      '*The pre-approved activation of #1042 · Acme Dental expires in 4 hours, at',
    )
    expect(shown(viewOf({}), ends)).toContain('It’s settled')
  })

  it('that nobody knows what became of an operation', () => {
    const made = trackedOrder({ seen: null })
    expect(
      shown(orderView({ tracked: made }), {
        kind: 'outcome-unknown',
        what: 'order',
        since: NOW - HOUR,
      }),
    ).toBe(
      ':warning: *Still no answer from Bandwidth on the creation of #1042 · Acme Dental*, sent at 9 AM ET. @dana\nI’m still checking and will post here. Don’t repeat it until then.\n[I’m on it] [static_select]',
    )
  })
})

describe('a reminder that somebody has in hand', () => {
  const dies = { kind: 'draft-dies', purgesAt: NOW + 18 * HOUR } as const

  it('says who, and can still be acted on', () => {
    const snooze = { topic: 'some-matter', by: LEE, at: NOW, until: null, takenByName: null }
    expect(shown(viewOf({}), dies, { snooze })).toContain(
      '[Keep draft 2 days] [Request approval]\n_@lee is on it._',
    )
  })

  it('says who is on it until when, and calls everybody but them', () => {
    const snooze = {
      topic: 'some-matter',
      by: DANA,
      at: NOW,
      until: NOW + 23 * HOUR,
      takenByName: 'Dana',
    }
    const announced = shown(viewOf({}), dies, { snooze, notified: 'approvers' })
    expect(announced).toMatch(/Dana is on it until Wed, Dec 2.*9 AM ET/)
    expect(announced).toContain('@approvers')
    expect(announced).not.toContain('@dana')
    expect(announced).not.toContain('on it]')
  })

  it('says until when it is put off, and nothing of that any more when it is over', () => {
    const snooze = { topic: 'some-matter', by: DANA, at: NOW, until: NOW + HOUR, takenByName: null }
    expect(shown(viewOf({}), dies, { snooze })).toContain(
      '_@dana snoozed this until Tue, Dec 1 at 11 AM ET._',
    )
    const later = viewOf({}, { now: NOW + HOUR })
    expect(shown(later, dies, { snooze })).toContain('[I’m on it]')
  })

  it('offers no time that would be too late, and nothing at all of an order that has ended', () => {
    const last = reminder(viewOf({}), due(dies, { endsAt: NOW + HOUR / 2 }), {
      approvers,
      snooze: undefined,
    })
    expect(buttonsOf(last)).not.toContain('static_select')
    const ended = orderView({ tracked: trackedOrder({ ending: 'swept', endedAt: NOW }) })
    expect(buttonsOf(reminder(ended, due(dies), { approvers, snooze: undefined }))).toEqual([])
  })
})

it('of either kind says in a notification, too, that Bandwidth isn’t answering', () => {
  const dies = due({ kind: 'draft-dies', purgesAt: NOW + HOUR }, { asOf: NOW - HOUR })
  const silent = { approvers, snooze: undefined }
  expect(reminder(viewOf({}), dies, silent).text).toContain('isn’t answering')
  expect(bulkReminder(usualBulk('VALID_DRAFT_TNS'), dies, silent).text).toContain('isn’t answering')
})
