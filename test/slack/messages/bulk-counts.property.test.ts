import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChildView } from '../../../src/desk/bulk/view-bulk.ts'
import { changesBetween } from '../../../src/porting/order-changes.ts'
import type { PortOrder } from '../../../src/porting/order.ts'
import type { KnownStatus } from '../../../src/porting/status.ts'
import { bulkCard } from '../../../src/slack/messages/bulk-card.ts'
import { bulkDays } from '../../../src/slack/messages/bulk-days.ts'
import type { ChildNews } from '../../../src/porting/bulk-days.ts'
import { longestBulk } from '../../fixtures/bulk.ts'
import { extent } from '../../fixtures/extent.ts'
import { focDate, tn } from '../../porting/port-order.ts'
import { readMessage } from '../read-message.ts'

const FRIDAY = '2026-12-11'
const DAYS = { [FRIDAY]: 'Fri, Dec 11', '2026-12-15': 'Tue, Dec 15', '2026-12-16': 'Wed, Dec 16' }
type Day = keyof typeof DAYS

/** What may become of an order, and what is said of its numbers where they have no day. */
const NO_DAY = {
  SUBMITTED: /: waiting on /,
  PENDING_DOCUMENTS: /: (?:no LOA|waiting on Bandwidth)/,
  EXCEPTION: /: rejected/,
  REQUESTED_SUPP: /: change requested, waiting on /,
  REQUESTED_CANCEL: /: cancel requested, waiting on /,
} as const satisfies Partial<Record<KnownStatus, RegExp>>

interface Stands {
  readonly status: keyof typeof NO_DAY | 'FOC' | 'COMPLETE' | 'CANCELLED'
  readonly date: Day | null
}

const ORDERS = [1002, 1003, 1004, 1005, 1006, 1007]
/** As many as no sum of others. */
const countOf = (number: number) => 2 ** (number - 1002)
const ALL = 63

const stands = fc.record({
  status: fc.constantFrom<Stands['status']>(
    ...(Object.keys(NO_DAY) as (keyof typeof NO_DAY)[]),
    'FOC',
    'COMPLETE',
    'CANCELLED',
  ),
  date: fc.constantFrom<Day | null>(null, ...(Object.keys(DAYS) as Day[])),
})
const happens = fc.array(fc.tuple(fc.constantFrom(...ORDERS), stands), { maxLength: 25 })

const [ONE] = longestBulk('IN_PROGRESS', 'Acme').children
const VIEW = longestBulk('IN_PROGRESS', 'Acme')

function childAs(number: number, { status, date }: Stands): ChildView {
  if (ONE?.tracked.seen == null) throw new Error('An order of the longest bulk order was seen.')
  const { content } = ONE.tracked
  const numbers = Array.from({ length: countOf(number) }, (_, at) =>
    tn(`91955${number * 100 + at - 50_000}`),
  )
  const seen: PortOrder = {
    ...ONE.tracked.seen,
    numbers,
    status,
    errors: [],
    actualFocDate: date === null ? null : focDate(date),
  }
  return {
    ...ONE,
    errors: [],
    tracked: {
      ...ONE.tracked,
      number,
      content: { ...content, numbers },
      seen,
      carrierFocDate: seen.actualFocDate,
    },
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + countOf(one), 0)

test('whatever happens to its orders, a bulk order’s messages account for each of its numbers once, on its day or with the reason', () => {
  fc.assert(
    fc.property(happens, (events) => {
      const truth = new Map<number, Stands>(
        ORDERS.map((number) => [number, { status: 'SUBMITTED', date: null }]),
      )
      const announced: ChildNews[] = []
      for (const [number, to] of events) {
        const before = childAs(number, truth.get(number) ?? to).tracked.seen
        const after = childAs(number, to).tracked.seen
        if (before !== null && after !== null) {
          announced.push(
            ...changesBetween(before, after).map((change) => ({ child: number, change })),
          )
        }
        truth.set(number, to)
      }
      const view = { ...VIEW, children: [...truth].map(([number, to]) => childAs(number, to)) }
      const those = (is: (to: Stands) => boolean) =>
        ORDERS.filter((number) => is(truth.get(number) ?? { status: 'SUBMITTED', date: null }))

      const items = announced.filter(({ change }) =>
        /^(?:foc|foc-moved|completed|cancelled)$/.test(change.kind),
      )
      const words = readMessage(bulkDays(view, { kind: 'bulk-days', number: 1042, items }))
      const [headline = '', ...lines] = words.split('\n')
      const numbersAt = (label: string) =>
        lines
          .filter((line) => line.startsWith(`*${label}:*`))
          .map((line) => Number(/ (\d+)(?: of 63)? numbers?\b/.exec(line)?.[1]))
      const expected = (orders: readonly number[]) => (orders.length === 0 ? [] : [sum(orders)])

      for (const [date, label] of Object.entries(DAYS)) {
        const dated = those((to) => to.status === 'FOC' && to.date === date)
        expect(numbersAt(label)).toEqual(expected(dated))
      }
      expect(numbersAt('Live')).toEqual(expected(those(({ status }) => status === 'COMPLETE')))
      expect(numbersAt('Canceled')).toEqual(expected(those(({ status }) => status === 'CANCELLED')))

      const without = those(
        ({ status, date }) => status in NO_DAY || (status === 'FOC' && date === null),
      )
      for (const number of ORDERS) {
        const said = lines.filter((line) => line.startsWith(`• #${number}, `))
        expect(said.length).toBe(without.includes(number) ? 1 : 0)
        const { status } = truth.get(number) ?? {}
        for (const line of said) {
          expect(line).toMatch(new RegExp(`, ${countOf(number)} numbers?:`))
          if (status !== undefined && status in NO_DAY) {
            expect(line).toMatch(NO_DAY[status as keyof typeof NO_DAY])
          }
        }
      }
      const counted = [...Object.values(DAYS), 'Live', 'Canceled'].flatMap(numbersAt)
      expect(counted.reduce((all, one) => all + one, 0) + sum(without)).toBe(ALL)

      const dated = /: (?:all )?(\d+)(?: of 63)? numbers (?:with an FOC date|FOC )/.exec(
        headline,
      )?.[1]
      if (dated !== undefined) {
        expect(Number(dated)).toBe(
          sum(those(({ status, date }) => status === 'FOC' && date !== null)),
        )
      }

      const [, all, parts = ''] =
        /\*Orders\* (\d+): (.*)/.exec(readMessage(bulkCard(view, null))) ?? []
      expect(Number(all)).toBe(ORDERS.length)
      const each = [...parts.matchAll(/(\d+) /g)].reduce((count, [, one]) => count + Number(one), 0)
      expect(each).toBe(ORDERS.length)
    }),
    { numRuns: extent({ usual: 25, full: 1_000 }), seed: 16 },
  )
})
