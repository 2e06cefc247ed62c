import { describe, expect, it } from 'vitest'
import { readListAsked } from '../../src/porting/list-filter.ts'
import { listStateOf } from '../../src/porting/list-state.ts'
import { KNOWN_STATUSES } from '../../src/porting/status.ts'
import { KNOWN_BULK_STATUSES } from '../../src/porting/bulk-status.ts'
import {
  businessDaysAgo,
  stuckWork,
  workFor,
  workOfToday,
  workOfWeek,
  type WaitingApproval,
} from '../../src/porting/worklists.ts'
import { listed } from '../fixtures/listed.ts'
import { day, eastern } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

const HOUR = 60 * 60_000
/** A Tuesday at ten. */
const NOW = eastern('2026-12-08 10:00')
const NO_DATE = { focDay: null, portsAt: null } as const
const porting = (number: number, at: string, change = {}) =>
  listed(number, { portsAt: eastern(at), focDay: day(at.slice(0, 10)), ...change })
const request = (orderNumber: number, change: Partial<WaitingApproval> = {}): WaitingApproval => ({
  id: 'a',
  orderNumber,
  operation: 'submit',
  askedBy: 'U0DANA',
  expiresAt: NOW + HOUR,
  ...change,
})
const shown = (items: ReturnType<typeof workOfWeek>) =>
  items.map(({ number, why, orders }) => [number, why.kind, ...(orders === null ? [] : [orders])])

describe('today', () => {
  it('has what ports, ends or has to be decided, by the hour', () => {
    const orders = [
      porting(1001, '2026-12-08 22:00'),
      porting(1002, '2026-12-08 11:30', { isOnDemand: false }),
      porting(1003, '2026-12-09 11:30'),
      porting(1004, '2026-12-08 09:00'),
      porting(1005, '2026-12-08 11:30', { status: 'REQUESTED_CANCEL' }),
      listed(1006, { ...NO_DATE, status: 'DRAFT', draftEndsAt: eastern('2026-12-09 04:00') }),
      listed(1007, { ...NO_DATE, status: 'DRAFT', draftEndsAt: eastern('2026-12-10 04:00') }),
    ]
    const late = { expiresAt: eastern('2026-12-09 10:00') }
    const items = workOfToday(orders, [request(1008), request(1009, late)], NOW)
    expect(shown(items)).toEqual([
      [1004, 'not-live'],
      [1008, 'decide'],
      [1002, 'ports'],
      [1001, 'activate'],
      [1006, 'draft-ends'],
    ])
  })

  it('has the orders of a bulk order that port together in one line', () => {
    const child = (number: number, at: string) => porting(number, at, { bulkNumber: 1010 })
    const items = workOfToday(
      [
        child(1011, '2026-12-08 11:30'),
        child(1012, '2026-12-08 11:30'),
        child(1013, '2026-12-08 12:00'),
      ],
      [],
      NOW,
    )
    expect(shown(items)).toEqual([
      [1010, 'activate', 2],
      [1010, 'activate', 1],
    ])
  })
})

describe('waiting', () => {
  const me = { id: 'U0DANA', mayDecide: ({ askedBy }: WaitingApproval) => askedBy !== 'U0DANA' }

  it('has requests that I may decide, and what of my own orders is my move', () => {
    const orders = [
      listed(1001, { ...NO_DATE, status: 'EXCEPTION', reason: 'address mismatch', dueAt: NOW }),
      listed(1002, { ...NO_DATE, status: 'EXCEPTION', owner: 'U0PAT' }),
      listed(1003, { ...NO_DATE, status: 'DRAFT', dueAt: NOW + 9 * HOUR }),
      listed(1004, { ...NO_DATE, status: 'DRAFT', bulkNumber: 1010 }),
      listed(1005, { ...NO_DATE, status: 'SUBMITTED' }),
      listed(1006, { ...NO_DATE, status: 'DRAFT' }),
      porting(1007, '2026-12-08 22:00'),
    ]
    const approvals = [request(1006), request(1002, { askedBy: 'U0PAT', id: 'b' })]
    expect(shown(workFor(me, orders, approvals, NOW))).toEqual([
      [1001, 'your-move'],
      [1002, 'decide'],
      [1003, 'your-move'],
      [1007, 'activate'],
    ])
  })
})

describe('stuck', () => {
  it('has what was rejected, waits too long, should be live or got no answer, the oldest first', () => {
    const since = (hours: number) => ({ ...NO_DATE, statusSince: NOW - hours * HOUR })
    const orders = [
      listed(1001, { ...since(2), status: 'EXCEPTION' }),
      listed(1002, { ...since(200), status: 'SUBMITTED' }),
      listed(1003, { ...since(2), status: 'SUBMITTED' }),
      listed(1004, { ...since(300), status: 'DRAFT' }),
      porting(1005, '2026-12-08 09:00'),
      listed(1007, { ...since(5), kind: 'bulk', status: 'NEEDS_ATTENTION' }),
    ]
    const outcomes = [
      { orderNumber: 1006, what: 'order', since: NOW - HOUR / 2 },
      { orderNumber: 1003, what: 'note', since: NOW - 60_000 },
    ] as const
    const limits = { now: NOW, carrierSince: NOW - 100 * HOUR }
    expect(shown(stuckWork(orders, outcomes, limits))).toEqual([
      [1002, 'no-answer'],
      [1007, 'your-move'],
      [1001, 'your-move'],
      [1005, 'not-live'],
      [1006, 'outcome-unknown'],
    ])
  })

  it('counts business days', () => {
    expect(businessDaysAgo(eastern('2026-12-08 10:00'), 2, calendar)).toBe(
      eastern('2026-12-04 10:00'),
    )
    expect(businessDaysAgo(eastern('2026-12-08 10:00'), 1, calendar)).toBe(
      eastern('2026-12-07 10:00'),
    )
  })
})

it('the week has the FOC dates of seven days', () => {
  const items = workOfWeek(
    [
      porting(1001, '2026-12-14 11:30'),
      porting(1002, '2026-12-15 11:30'),
      porting(1003, '2026-12-08 08:00'),
    ],
    NOW,
  )
  expect(shown(items)).toEqual([
    [1003, 'activate'],
    [1001, 'activate'],
  ])
})

describe('the words after list', () => {
  const today = day('2026-12-08')
  it.each([
    ['', {}],
    ['mine', { isMine: true }],
    ['rejected mine', { isMine: true, states: { statuses: ['EXCEPTION'], endings: [] } }],
    ['foc', { states: { statuses: ['FOC'], endings: [] } }],
    ['Valid draft tns', { states: { statuses: ['VALID_DRAFT_TNS'], endings: [] } }],
    ['foc 12/1..12/8', { foc: { from: '2026-12-01', to: '2026-12-08' } }],
    ['12/30-1/4', { foc: { from: '2026-12-30', to: '2027-01-04' } }],
    ['1/4', { foc: { from: '2027-01-04', to: '2027-01-04' } }],
    ['2026-12-01..2026-12-02', { foc: { from: '2026-12-01', to: '2026-12-02' } }],
    ['Frontier Rochester mine', { isMine: true, name: 'frontier rochester' }],
    ['owner=U0PAT', { chosen: [{ kind: 'owner', id: 'U0PAT' }] }],
    ['carrier=frontier+rochester', { chosen: [{ kind: 'carrier', name: 'frontier rochester' }] }],
    ['13/45', { name: '13 45' }],
    ['12/8..12/1', { foc: null, name: '12 8 12 1' }],
    ['2026-12-01-2026-12-08', { foc: { from: '2026-12-01', to: '2026-12-08' } }],
    ['constructor', { name: 'constructor' }],
  ])('%s', (typed, asked) => {
    expect(readListAsked(typed, today)).toMatchObject(asked)
  })

  it('has those drafts that Bandwidth deleted among the drafts', () => {
    expect(readListAsked('drafts', today).states?.endings).toEqual(['swept'])
  })

  it('has a word of its own for how any order can stand', () => {
    const words = [
      ...KNOWN_STATUSES.map((status) => listStateOf({ kind: 'order', status, ending: null })),
      ...KNOWN_BULK_STATUSES.map((status) => listStateOf({ kind: 'bulk', status, ending: null })),
    ]
    expect(words.filter((word) => word === word.toUpperCase() && word !== 'FOC')).toEqual([])
    expect(listStateOf({ kind: 'order', status: 'NEW_ONE', ending: null })).toBe('NEW_ONE')
  })
})
