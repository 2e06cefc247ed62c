import type { Owner } from './owners.ts'
import { dayOf, momentOf, type CalendarDay, type PortingCalendar } from '../src/porting/calendar.ts'
import { purgesAt } from '../src/porting/draft-life.ts'
import { emptyContent } from '../src/porting/empty-content.ts'
import { activationMomentOf } from '../src/porting/foc.ts'
import type { FocDate, OrderId, PortOrder } from '../src/porting/order.ts'
import { portStatus } from '../src/porting/status.ts'
import { portOrder } from '../test/porting/port-order.ts'
import { OWNERS } from './owners.ts'
import { randomFrom } from './random.ts'

/** From this moment on Bandwidth shows the order so; null: not any more. */
interface Turn {
  readonly at: number
  readonly order: PortOrder | null
}

/** One order from its making to its end, or beyond the end of the year. */
export interface Course {
  readonly id: OrderId
  readonly owner: Owner
  readonly turns: readonly Turn[]
}

export interface Year {
  readonly from: number
  readonly to: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Also such as lie in somebody's night. */
const TIMES = [
  [5, 30],
  [11, 30],
  [16, 0],
  [22, 0],
  [23, 30],
] as const

/** The same orders each time: drafts that die, orders that wait and are canceled, dates that come. */
export function yearOfOrders(
  count: number,
  { from, to }: Year,
  calendar: PortingCalendar,
): readonly Course[] {
  const random = randomFrom(2026)
  return Array.from({ length: count }, (_, index) => {
    const maker = createMaker(`order-${index}` as OrderId, { random, calendar })
    const madeAt = wholeMinute(from + random() * (to - from))
    const kind = index % 10
    const turns =
      kind < 2 ? maker.draft(madeAt) : kind === 2 ? maker.waiting(madeAt) : maker.agreed(madeAt)
    const owner = OWNERS[Math.floor(random() * OWNERS.length)] ?? OWNERS[0]
    return { id: `order-${index}` as OrderId, owner, turns }
  })
}

function createMaker(
  id: OrderId,
  { random, calendar }: { readonly random: () => number; readonly calendar: PortingCalendar },
) {
  const after = (at: number, least: number, most: number): number =>
    wholeMinute(at + least + random() * (most - least))
  const shown = (at: number, status: string, different: Partial<PortOrder> = {}): Turn => ({
    at,
    order: portOrder({
      ...emptyContent([]),
      id,
      status: portStatus(status),
      lastModifiedAt: at,
      ...different,
    }),
  })

  function dateAfter(at: number, triggered: boolean): FocDate {
    const day = calendar.addBusinessDays(dayOf(at), 1 + Math.floor(random() * 10))
    return triggered ? { day, at: timeOn(day) } : { day, at: null }
  }
  function timeOn(day: CalendarDay): number {
    const [hour, minute] = TIMES[Math.floor(random() * TIMES.length)] ?? TIMES[0]
    return momentOf(day, hour, minute)
  }

  return {
    draft(madeAt: number): readonly Turn[] {
      const touchedAt = random() < 0.5 ? [after(madeAt, HOUR, 40 * HOUR)] : []
      const moments = [madeAt, ...touchedAt]
      const dies = purgesAt(moments.at(-1) ?? madeAt)
      return [...moments.map((at) => shown(at, 'DRAFT')), { at: dies, order: null }]
    },
    waiting(madeAt: number): readonly Turn[] {
      const refusedAt = after(madeAt, 10 * DAY, 40 * DAY)
      return [
        shown(madeAt, 'SUBMITTED'),
        shown(refusedAt, 'EXCEPTION'),
        shown(after(refusedAt, DAY, 10 * DAY), 'CANCELLED'),
      ]
    },
    agreed(madeAt: number): readonly Turn[] {
      const triggered = random() < 0.5
      const agreedAt = after(madeAt, HOUR, 5 * DAY)
      const first = dateAfter(agreedAt, triggered)
      const movedAt = after(
        agreedAt,
        HOUR,
        Math.max(2 * HOUR, activationMomentOf(first) - agreedAt),
      )
      const isMoved = random() < 0.2 && movedAt < activationMomentOf(first)
      const last = isMoved ? dateAfter(movedAt, triggered) : first
      const liveAt = activationMomentOf(last) + (random() < 0.1 ? 30 * HOUR : 4 * MINUTE)
      const foc = (at: number, date: FocDate): Turn =>
        shown(at, 'FOC', { actualFocDate: date, requestedFocDate: date, triggered })
      return [
        shown(madeAt, 'SUBMITTED', { triggered }),
        foc(agreedAt, first),
        ...(isMoved ? [foc(movedAt, last)] : []),
        shown(liveAt, 'COMPLETE', { actualFocDate: last, triggered }),
      ]
    },
  }
}

export function wholeMinute(at: number): number {
  return Math.ceil(at / MINUTE) * MINUTE
}
