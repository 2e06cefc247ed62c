import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDay, type Instant } from '../../src/porting/calendar.ts'
import { purgesAt } from '../../src/porting/draft-life.ts'
import type { PortOrder } from '../../src/porting/order.ts'
import type { DueReminder, ReminderFacts, ReminderSettings } from '../../src/porting/reminders.ts'
import { nextReminderAt, remindersDue } from '../../src/porting/reminders-due.ts'
import { portStatus } from '../../src/porting/status.ts'
import { REMINDER_SETTINGS } from '../fixtures/reminders.ts'
import { day, eastern, focDate, portOrder, tollFreeOrder } from './port-order.ts'
import { extent } from '../fixtures/extent.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NEW_YORK = 'America/New_York'
const ZONES = [
  NEW_YORK,
  'America/Chicago',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Europe/London',
  'Asia/Kolkata',
  'Asia/Manila',
  'Australia/Sydney',
]
/** What may be said at night. */
const BREAKS_NIGHT = ['activates-soon', 'outcome-unknown']
const { calendar } = REMINDER_SETTINGS

function facts(seen: PortOrder | null, different: Partial<ReminderFacts> = {}): ReminderFacts {
  return {
    seen,
    createdAt: 0,
    statusSince: 0,
    ownerZone: NEW_YORK,
    approvals: [],
    unknown: [],
    isActivating: false,
    snoozes: [],
    ...different,
  }
}

interface Announcement extends DueReminder {
  readonly at: Instant
}

/** What is told when the clock shows these moments one after the other; nothing is told twice. */
function walk(
  about: ReminderFacts,
  moments: Iterable<Instant>,
  settings: ReminderSettings = REMINDER_SETTINGS,
): readonly Announcement[] {
  const announced = new Map<string, Announcement>()
  for (const at of moments) {
    for (const due of remindersDue(about, settings, at)) {
      if (!announced.has(due.key)) announced.set(due.key, { ...due, at })
    }
  }
  return [...announced.values()]
}

/** The moments at which the plan itself wants to be thought of. */
function* moments(
  about: ReminderFacts,
  from: Instant,
  to: Instant,
  settings = REMINDER_SETTINGS,
): Generator<Instant> {
  let at: Instant | null = from
  while (at !== null && at <= to) {
    yield at
    at = nextReminderAt(about, settings, at)
  }
}

function* every(step: number, from: Instant, to: Instant): Generator<Instant> {
  for (let at = from; at <= to; at += step) yield at
}

const summary = (announced: readonly Announcement[]) =>
  announced.map(
    ({ at, notified, reminder }) =>
      `${new Date(at).toISOString().slice(0, 16)} ${reminder.kind} ${notified}`,
  )

/** Found by the platform's own calendar and not by ours. */
function localTime(at: Instant, zone: string): { day: CalendarDay; hour: number; minute: number } {
  const parts = formatIn(zone).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: day(`${part('year')}-${part('month')}-${part('day')}`),
    hour: Number(part('hour')) % 24,
    minute: Number(part('minute')),
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, made)
  return made
}

const isNight = (at: Instant, zone: string) => {
  const { hour } = localTime(at, zone)
  return hour >= 21 || hour < 7
}

const agreed = (date: string, different: Partial<PortOrder> = {}) =>
  portOrder({ status: 'FOC', actualFocDate: focDate(date), ...different })

describe('an agreed date', () => {
  it('is called to mind three business days and one before, in the morning, an hour before, and when it is missed', () => {
    const about = facts(agreed('2026-12-08'))
    expect(
      summary(
        walk(about, moments(about, eastern('2026-11-20 12:00'), eastern('2026-12-20 12:00'))),
      ),
    ).toEqual([
      '2026-12-03T13:00 foc-in-three-days owner',
      '2026-12-07T13:00 foc-tomorrow owner',
      '2026-12-08T13:00 foc-today approvers',
      '2026-12-08T15:30 activates-soon channel',
      '2026-12-08T16:45 not-live channel',
      '2026-12-09T14:00 not-live channel',
    ])
  })

  it('calls no approver on a day on which none has anything to decide', () => {
    const order = agreed('2026-12-08 22:00', { actualFocDate: focDate('2026-12-08 22:00') })
    const about = facts(order, { ownerZone: 'Asia/Manila', isDecidedAhead: true })
    const announced = summary(
      walk(about, moments(about, eastern('2026-12-05 12:00'), eastern('2026-12-09 12:00'))),
    )
    expect(announced.filter((one) => one.includes('window-opens owner'))).toHaveLength(1)
    expect(announced.filter((one) => one.includes('approvers'))).toEqual([])
  })

  it.each([
    ['America/Los_Angeles', '2026-12-08T15:00 window-opens'],
    ['Asia/Manila', '2026-12-08T10:00 window-opens'],
  ])('opens later than the morning for an owner in %s, and that is told', (ownerZone, expected) => {
    const order = agreed('2026-12-08 22:00', { actualFocDate: focDate('2026-12-08 22:00') })
    const about = facts(order, { ownerZone })
    const announced = summary(
      walk(about, moments(about, eastern('2026-12-05 12:00'), eastern('2026-12-09 12:00'))),
    )
    const opens = announced.find((one) => one.includes('window-opens'))
    if (ownerZone === 'America/Los_Angeles') expect(opens).toBeUndefined()
    else expect(opens).toContain(expected)
  })

  it('opens for toll-free numbers at eight in New York, which is told where the morning is earlier', () => {
    const about = facts(
      tollFreeOrder({ status: 'FOC', actualFocDate: focDate('2026-12-08 18:00') }),
      {
        ownerZone: 'Asia/Kolkata',
      },
    )
    const announced = walk(
      about,
      moments(about, eastern('2026-12-07 00:00'), eastern('2026-12-08 17:00')),
    )
    expect(summary(announced)).toContain('2026-12-08T13:00 window-opens approvers')
  })

  it.each([
    [
      'at 5 in the morning is told of on the evening before, and an hour before though it is night',
      '2026-12-08 05:00',
      NEW_YORK,
      ['2026-12-08T01:00 foc-today approvers', '2026-12-08T09:00 activates-soon channel'],
    ],
    [
      'at 11:30 for an owner in Hawaii likewise',
      '2026-12-08',
      'Pacific/Honolulu',
      ['2026-12-08T06:00 foc-today approvers', '2026-12-08T15:30 activates-soon channel'],
    ],
  ])('%s', (_, date, ownerZone, expected) => {
    const about = facts(agreed(date), { ownerZone })
    const announced = summary(
      walk(about, moments(about, eastern('2026-12-07 14:00'), eastern('2026-12-08 11:00'))),
    )
    expect(announced.filter((one) => /today|soon/.test(one))).toEqual(expected)
  })

  it('is not repeated when it was announced after the time of a reminder', () => {
    const about = facts(agreed('2026-12-08'), { statusSince: eastern('2026-12-07 10:00') })
    const announced = walk(
      about,
      moments(about, eastern('2026-12-07 10:00'), eastern('2026-12-08 11:00')),
    )
    expect(announced.map(({ reminder }) => reminder.kind)).toEqual(['foc-today', 'activates-soon'])
  })

  it('that had passed already when it was seen is still said to be missed', () => {
    const about = facts(agreed('2026-12-08'), { statusSince: eastern('2026-12-10 10:00') })
    const announced = walk(
      about,
      moments(about, eastern('2026-12-10 10:00'), eastern('2026-12-20 10:00')),
    )
    expect(summary(announced)).toEqual([
      '2026-12-10T15:15 not-live channel',
      '2026-12-11T14:00 not-live channel',
    ])
  })

  it('is left alone while its activation is asked for and not seen yet', () => {
    const about = facts(agreed('2026-12-08'), { isActivating: true })
    const announced = walk(
      about,
      moments(about, eastern('2026-12-08 07:00'), eastern('2026-12-08 11:29')),
    )
    expect(announced.map(({ reminder }) => reminder.kind)).toEqual(['foc-today'])
  })
})

describe('an agreed date while something else is asked for', () => {
  const kindsIn = (status: string, different: Partial<ReminderFacts> = {}) => {
    const order = portOrder({
      status: portStatus(status),
      actualFocDate: focDate('2026-12-10'),
      requestedFocDate: focDate('2026-12-11'),
    })
    const about = facts(order, { statusSince: eastern('2026-12-01 09:00'), ...different })
    const all = moments(about, eastern('2026-12-01 09:00'), eastern('2026-12-12 09:00'))
    return new Set(walk(about, all).map(({ reminder }) => reminder.kind))
  }

  it.each(['REQUESTED_SUPP', 'REQUESTED_CANCEL', 'EXCEPTION'])(
    'in %s is reminded of as before; that it should be live nobody knows',
    (status) => {
      const kinds = kindsIn(status)
      for (const kind of ['foc-in-three-days', 'foc-tomorrow', 'foc-today', 'activates-soon']) {
        expect(kinds, kind).toContain(kind)
      }
      expect(kinds).not.toContain('not-live')
    },
  )

  it('is forgotten where the order is over', () => {
    expect([...kindsIn('CANCELLED'), ...kindsIn('SNAPBACK')]).toEqual([])
  })

  it('of a bulk order is all that is said of the order that stands for it', () => {
    expect(kindsIn('REQUESTED_SUPP')).toContain('waits-long')
    expect(kindsIn('REQUESTED_SUPP', { isForMany: true })).not.toContain('waits-long')
  })
})

describe('a draft that the purge takes', () => {
  const draft = (touched: string, different: Partial<ReminderFacts> = {}) =>
    facts(portOrder({ lastModifiedAt: Date.parse(touched) }), different)
  const announcedOf = (about: ReminderFacts, settings = REMINDER_SETTINGS) => {
    const touchedAt = about.seen?.lastModifiedAt ?? 0
    return summary(walk(about, moments(about, touchedAt, touchedAt + 4 * DAY, settings), settings))
  }

  it('on a weekday in winter is called to mind on the day before it, at 9 and at 4', () => {
    expect(announcedOf(draft('2026-12-01T15:00:00Z'))).toEqual([
      '2026-12-03T14:00 draft-dies owner',
      '2026-12-03T21:00 draft-dies channel',
    ])
  })

  it('in summer likewise, by the clocks of summer', () => {
    expect(
      announcedOf(draft('2026-07-14T15:00:00Z', { ownerZone: 'America/Los_Angeles' })),
    ).toEqual(['2026-07-16T16:00 draft-dies owner', '2026-07-16T23:00 draft-dies channel'])
  })

  it('on a Sunday is called to mind on Friday', () => {
    expect(announcedOf(draft('2026-12-03T15:00:00Z'))).toEqual([
      '2026-12-04T14:00 draft-dies owner',
      '2026-12-04T21:00 draft-dies channel',
    ])
  })

  it('edited on Friday after work is spoken of that evening, before the night', () => {
    const friday = '2026-12-04T22:30:00Z'
    expect(announcedOf(draft(friday))).toEqual(['2026-12-05T01:00 draft-dies channel'])
  })

  it('edited on Friday is spoken of at 10 PM New York where that is no night', () => {
    const friday = '2026-12-04T17:30:00Z'
    const about = draft(friday, { ownerZone: 'America/Los_Angeles' })
    expect(announcedOf(about)).toEqual([
      '2026-12-05T00:00 draft-dies owner',
      '2026-12-05T03:00 draft-dies channel',
    ])
  })

  it('edited on Friday in the night is spoken of when the night is over', () => {
    const friday = '2026-12-05T03:30:00Z'
    expect(announcedOf(draft(friday))).toEqual(['2026-12-05T12:00 draft-dies channel'])
  })

  it('touched on a day of rest with no day of work before its purge is spoken of on that evening', () => {
    // Monday is Memorial Day, so it dies before anybody is at work.
    expect(announcedOf(draft('2026-05-23T14:00:00Z'))).toEqual([
      '2026-05-24T00:00 draft-dies channel',
    ])
  })

  it('over a weekend is not spoken of where it is kept by itself', () => {
    const settings = {
      ...REMINDER_SETTINGS,
      reminders: { ...REMINDER_SETTINGS.reminders, extendDraftsOverWeekends: true },
    }
    expect(announcedOf(draft('2026-12-03T15:00:00Z'), settings)).toEqual([])
    expect(announcedOf(draft('2026-12-01T15:00:00Z'), settings)).toHaveLength(2)
  })

  it('is called to mind at the last two working times, on any day of two years and in any zone', () => {
    for (const ownerZone of ZONES) {
      for (
        let touched = Date.parse('2026-01-01T00:30:00Z');
        touched < Date.parse('2028-01-01');
        touched += extent({ usual: 7 * 61, full: 61 }) * HOUR
      ) {
        const dies = purgesAt(touched)
        const expected: Instant[] = []
        for (let at = dies - 30 * MINUTE; expected.length < 2; at -= 30 * MINUTE) {
          const { day: there, hour, minute } = localTime(at, ownerZone)
          const isWorkingTime = minute === 0 && (hour === 9 || hour === 16)
          if (isWorkingTime && calendar.isBusinessDay(there)) expected.unshift(at)
        }
        const about = facts(portOrder({ lastModifiedAt: touched }), { ownerZone })
        const announced = walk(about, moments(about, touched, dies + DAY))
        const working = expected.filter((at) => at > touched)
        const others = announced.filter(({ at }) => !working.includes(at))
        expect(announced.length - others.length).toBe(working.length)
        // At most the evening of the day on which it was touched.
        expect(others.every(({ key }) => key.endsWith('-evening'))).toBe(true)
        expect(announced.length).toBeGreaterThan(0)
      }
    }
  })
})

describe('an order that waits', () => {
  it.each([
    [
      'SUBMITTED',
      [
        '2026-12-07T14:00 waits-long owner',
        '2026-12-11T14:00 waits-long approvers',
        '2026-12-17T14:00 waits-long channel',
      ],
    ],
    [
      'EXCEPTION',
      [
        '2026-12-02T14:00 waits-long owner',
        '2026-12-03T14:00 waits-long approvers',
        '2026-12-04T14:00 waits-long channel',
        '2026-12-08T14:00 waits-long channel',
        '2026-12-11T14:00 waits-long channel',
        '2026-12-18T14:00 waits-long channel',
      ],
    ],
    ['COMPLETE', []],
  ])('%s is called to mind by business days, ever more seldom', (status, expected) => {
    const since = eastern('2026-12-01 15:00')
    const about = facts(portOrder({ status: portStatus(status) }), { statusSince: since })
    expect(summary(walk(about, moments(about, since, eastern('2026-12-20 12:00'))))).toEqual(
      expected,
    )
  })
})

it('A rejected order that Bandwidth goes on with is called to mind after two business days', () => {
  const since = eastern('2026-12-01 15:00')
  const errors = [{ code: '7484', description: '', numbers: [] }]
  const order = portOrder({ status: portStatus('EXCEPTION'), errors })
  const about = facts(order, { statusSince: since })
  expect(summary(walk(about, moments(about, since, eastern('2026-12-05 12:00'))))).toEqual([
    '2026-12-03T14:00 waits-long owner',
    '2026-12-04T14:00 waits-long approvers',
  ])
})

describe('an approval', () => {
  const asked = (endsAt: Instant, isGranted: boolean, since = endsAt - DAY) => ({
    approvals: [
      {
        id: 'a1',
        operation: isGranted ? 'activate' : 'submit',
        isGranted,
        since,
        expiresAt: endsAt,
      } as const,
    ],
  })

  it('that nobody decides is called to mind four hours and one before its end', () => {
    const ends = eastern('2026-12-02 15:00')
    const about = facts(portOrder(), asked(ends, false))
    expect(summary(walk(about, moments(about, ends - DAY, ends)))).toEqual([
      '2026-12-02T16:00 approval-ends approvers',
      '2026-12-02T19:00 approval-ends channel',
    ])
  })

  it('for an activation that is requested for now calls all again after ten minutes, then one approver after the other', () => {
    const ends = eastern('2026-12-02 22:00')
    const since = eastern('2026-12-02 11:00')
    const request = {
      id: 'a1',
      operation: 'activate',
      isGranted: false,
      since,
      expiresAt: ends,
    } as const
    const about = facts(portOrder(), { approvals: [request] })
    const announced = walk(about, every(MINUTE, since, since + HOUR))
    expect(summary(announced)).toEqual([
      '2026-12-02T16:10 approval-ends approvers',
      '2026-12-02T16:20 approval-ends channel',
      '2026-12-02T16:30 approval-ends approvers',
      '2026-12-02T16:40 approval-ends approvers',
      '2026-12-02T16:50 approval-ends approvers',
    ])
    expect(announced.map(({ reminder }) => 'nth' in reminder && reminder.nth)).toEqual([
      false,
      0,
      1,
      2,
      3,
    ])
  })

  it('that ends in the night is called to mind once, on the evening before', () => {
    const ends = eastern('2026-12-02 04:00')
    const about = facts(portOrder(), asked(ends, false))
    expect(summary(walk(about, moments(about, ends - DAY, ends)))).toEqual([
      '2026-12-02T01:00 approval-ends channel',
    ])
  })

  it('for what goes live by itself before it ends needs no reminder of its own', () => {
    const about = facts(agreed('2026-12-08'), asked(eastern('2026-12-08 22:00'), true))
    const announced = walk(
      about,
      moments(about, eastern('2026-12-08 00:00'), eastern('2026-12-08 23:00')),
    )
    expect(announced.map(({ reminder }) => reminder.kind)).not.toContain('approval-ends')
  })
})

describe('an operation without an answer', () => {
  it('is called to mind in the middle of the night', () => {
    const since = eastern('2026-12-02 02:00')
    const about = facts(null, { unknown: [{ what: 'order', since }] })
    expect(summary(walk(about, every(MINUTE, since, since + 2 * HOUR)))).toEqual([
      '2026-12-02T07:10 outcome-unknown owner',
      '2026-12-02T07:30 outcome-unknown approvers',
      '2026-12-02T08:00 outcome-unknown channel',
    ])
  })
})

describe('a matter that somebody does not want to hear of', () => {
  const order = agreed('2026-12-08')
  const before = facts(order)
  const [first] = walk(before, [eastern('2026-12-03 08:00')])
  const from = eastern('2026-12-03 08:01')

  it('is silent when it is acknowledged, and the hour before is told all the same', () => {
    const about = facts(order, {
      snoozes: [{ topic: first?.topic ?? '', until: null, spares: 'everybody' }],
    })
    const announced = walk(about, moments(about, from, eastern('2026-12-08 11:29')))
    expect(announced.map(({ reminder }) => reminder.kind)).toEqual(['activates-soon'])
  })

  it('comes again when it is snoozed, once, and goes on as planned', () => {
    const until = eastern('2026-12-04 09:00')
    const about = facts(order, {
      snoozes: [{ topic: first?.topic ?? '', until, spares: 'everybody' }],
    })
    expect(summary(walk(about, moments(about, from, eastern('2026-12-08 08:30'))))).toEqual([
      '2026-12-04T14:00 foc-in-three-days owner',
      '2026-12-07T13:00 foc-tomorrow owner',
      '2026-12-08T13:00 foc-today approvers',
    ])
  })

  it('comes back after one business day to its owner who took it on, and spares nobody else', () => {
    const until = eastern('2026-12-08 09:00')
    const about = facts(order, {
      snoozes: [{ topic: first?.topic ?? '', until, spares: 'owner' }],
    })
    expect(summary(walk(about, moments(about, from, eastern('2026-12-08 09:30'))))).toEqual([
      '2026-12-08T13:00 foc-today approvers',
      '2026-12-08T14:00 foc-today owner',
    ])
  })

  it('goes on for its owner when somebody else took it on', () => {
    const until = eastern('2026-12-04 09:00')
    const about = facts(order, {
      snoozes: [{ topic: first?.topic ?? '', until, spares: 'nobody' }],
    })
    const announced = summary(walk(about, moments(about, from, eastern('2026-12-08 08:30'))))
    expect(announced.filter((one) => one > '2026-12-04')).toEqual([
      '2026-12-04T14:00 foc-in-three-days owner',
      '2026-12-07T13:00 foc-tomorrow owner',
      '2026-12-08T13:00 foc-today approvers',
    ])
  })

  it('leaves every other matter as it is', () => {
    const asked = eastern('2026-12-07 09:00')
    const approvals = [
      {
        id: 'a1',
        operation: 'cancel',
        isGranted: false,
        since: asked,
        expiresAt: asked + DAY,
      },
    ] as const
    const moments = [...every(HOUR, from, eastern('2026-12-08 11:29'))]
    const others = (snoozes: ReminderFacts['snoozes']) =>
      walk(facts(order, { approvals, snoozes }), moments).filter(
        ({ topic }) => topic !== first?.topic,
      )
    const topic = first?.topic ?? ''
    expect(others([]).length).toBeGreaterThan(1)
    for (const until of [null, from + HOUR, asked + 23 * HOUR]) {
      for (const spares of ['everybody', 'owner', 'nobody'] as const) {
        expect(others([{ topic, until, spares }])).toEqual(others([]))
      }
    }
  })

  it('comes again as the latest of what was due in between', () => {
    const until = eastern('2026-12-07 12:00')
    const about = facts(order, {
      snoozes: [{ topic: first?.topic ?? '', until, spares: 'everybody' }],
    })
    expect(summary(walk(about, moments(about, from, eastern('2026-12-07 20:00'))))).toEqual([
      '2026-12-07T17:00 foc-tomorrow owner',
    ])
  })
})

/** Orders of every kind, anywhere in two years with all their holidays and four changes of the clocks. */
const A_DAY = fc.integer({ min: 0, max: 729 }).map((days) => addDays(day('2026-01-01'), days))
const A_MOMENT = fc
  .tuple(A_DAY, fc.integer({ min: 0, max: 95 }))
  .map(([on, quarters]) => Date.parse(`${on}T00:00:00Z`) + quarters * 15 * MINUTE)

const AGREED = fc
  .record({
    on: A_DAY.filter((on) => calendar.isBusinessDay(on)),
    time: fc.constantFrom('', ' 05:00', ' 07:30', ' 11:30', ' 16:00', ' 22:00'),
    tollFree: fc.boolean(),
    vendorName: fc.constantFrom('Bandwidth CLEC', 'Level 3'),
  })
  .map(({ on, time, tollFree, vendorName }) => {
    const actualFocDate = focDate(`${on}${time}`)
    const order = tollFree
      ? tollFreeOrder({ status: 'FOC', actualFocDate })
      : portOrder({ status: 'FOC', actualFocDate, vendorName })
    const middle = eastern(`${on} 12:00`)
    return { seen: order, from: middle - 9 * DAY, to: middle + 4 * DAY }
  })

const DRAFT = A_MOMENT.map((at) => ({
  seen: portOrder({ lastModifiedAt: at }),
  from: at,
  to: at + 4 * DAY,
}))

const WAITING = fc
  .tuple(A_MOMENT, fc.constantFrom('SUBMITTED', 'EXCEPTION', 'PENDING_DOCUMENTS'))
  .map(([at, status]) => ({
    seen: portOrder({ status: portStatus(status) }),
    from: at,
    to: at + 12 * DAY,
  }))

const LIFE = fc
  .record({
    life: fc.oneof(AGREED, DRAFT, WAITING),
    ownerZone: fc.constantFrom(...ZONES),
  })
  .map(({ life: { seen, from, to }, ownerZone }) => ({
    from,
    to,
    about: facts(seen, { statusSince: from, ownerZone }),
  }))

describe('the plan of reminders', () => {
  it('tells the same at the moments it asks for as every quarter of an hour: none is missing, none is late', () => {
    fc.assert(
      fc.property(LIFE, ({ about, from, to }) => {
        const asked = walk(about, moments(about, from, to))
        const always = walk(about, every(15 * MINUTE, from, to))
        expect(summary(asked)).toEqual(summary(always))
        expect(asked.length).toBeGreaterThan(0)
      }),
      { numRuns: 20 },
    )
  })

  it('says nothing at night that can wait', () => {
    fc.assert(
      fc.property(LIFE, ({ about, from, to }) => {
        for (const { at, reminder } of walk(about, every(35 * MINUTE, from, to))) {
          if (!BREAKS_NIGHT.includes(reminder.kind)) {
            expect(isNight(at, about.ownerZone ?? NEW_YORK)).toBe(false)
          }
        }
      }),
    )
  })

  it('neither repeats nor skips when the bot sleeps, starts late, or the clock jumps', () => {
    const JUMPS = fc.array(fc.integer({ min: -8 * HOUR, max: 40 * HOUR }), {
      minLength: 5,
      maxLength: 60,
    })
    fc.assert(
      fc.property(LIFE, JUMPS, ({ about, from, to }, jumps) => {
        const full = walk(about, moments(about, from, to))
        const visits: Instant[] = []
        let now = from
        for (const jump of jumps) {
          now = Math.max(from, now + jump)
          if (now <= to) visits.push(now)
        }
        const announced = walk(about, visits)
        // Nothing that a bot that never slept would not tell, and nothing before its time.
        for (const { key, at } of announced) {
          const known = full.find((one) => one.key === key)
          expect(known).toBeDefined()
          expect(at).toBeGreaterThanOrEqual(known?.at ?? Infinity)
        }
        // By day, the latest that is still of use is told by then.
        const latestVisit = Math.max(...visits)
        const current = full.filter(({ at }) => at <= latestVisit).at(-1)
        const isOver = (current?.endsAt ?? Infinity) <= latestVisit
        if (current !== undefined && !isOver && !isNight(latestVisit, about.ownerZone ?? '')) {
          expect(announced.map(({ key }) => key)).toContain(current.key)
        }
      }),
    )
  })

  it('comes to each step of every agreed date of two years at its hour', () => {
    const first = day('2026-01-05')
    for (let index = 0; index < 700; index += extent({ usual: 5, full: 1 })) {
      const on = addDays(first, index)
      if (!calendar.isBusinessDay(on)) continue
      const ownerZone = ZONES[index % ZONES.length] ?? NEW_YORK
      const about = facts(agreed(on), { ownerZone })
      const middle = eastern(`${on} 12:00`)
      const announced = walk(about, moments(about, middle - 12 * DAY, middle + 6 * DAY))
      const kinds = announced.map(({ reminder }) => reminder.kind)
      for (const kind of [
        'foc-in-three-days',
        'foc-tomorrow',
        'foc-today',
        'activates-soon',
        'not-live',
      ] as const) {
        expect([on, ownerZone, kinds.filter((one) => one === kind).length]).toEqual([
          on,
          ownerZone,
          kind === 'not-live' ? 2 : 1,
        ])
      }
      const soon = announced.find(({ reminder }) => reminder.kind === 'activates-soon')
      expect(localTime(soon?.at ?? 0, NEW_YORK)).toEqual({ day: on, hour: 10, minute: 30 })
      for (const { at, reminder } of announced) {
        const { day: there, hour } = localTime(at, ownerZone)
        if (reminder.kind === 'foc-in-three-days' || reminder.kind === 'foc-tomorrow') {
          expect(calendar.isBusinessDay(there)).toBe(true)
          expect(there < on).toBe(true)
          expect(hour).toBe(8)
        }
      }
    }
  })
})
