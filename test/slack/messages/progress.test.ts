import { expect, it } from 'vitest'
import { bulkCard } from '../../../src/slack/messages/bulk-card.ts'
import { checkResult } from '../../../src/slack/messages/check-result.ts'
import { KNOWN_STATUSES, portStatus } from '../../../src/porting/status.ts'
import type { PortabilityCheck } from '../../../src/store/checks.ts'
import { longestBulk } from '../../fixtures/bulk.ts'
import { NOW } from '../../fixtures/orders.ts'

const contexts = (shown: { readonly blocks: readonly unknown[] }): string =>
  JSON.stringify(shown.blocks.filter((one) => (one as { type: string }).type === 'context'))

it('a bulk order whose numbers are checked shows how many of them, in words too', () => {
  const view = longestBulk('VALIDATE_DRAFT_TNS', 'Acme')
  const { all } = view.counts
  const done = Math.floor(all / 2)
  const list = { is: 'in-check', since: NOW - 60_000, done } as const
  const card = bulkCard({ ...view, bulk: { ...view.bulk, list } })
  expect(contexts(card)).toMatch(/[█]{4,5}░+ .* of .* numbers · (about|less than)/)
  expect(card.text).not.toMatch(/█/)
})

it('a check shows how many numbers were looked at, once it takes its time, until all were', () => {
  const check = (asked: number): PortabilityCheck => ({
    id: 'c-1',
    channel: 'C0',
    askedBy: 'U0DANA',
    askedAt: NOW - asked,
    numbers: ['9195550100', '8005550100'] as unknown as PortabilityCheck['numbers'],
    unread: [],
    account: null,
    verdicts: [
      { tn: '9195550100', kind: 'not-portable', reason: 'x', code: null },
    ] as unknown as PortabilityCheck['verdicts'],
    validationId: null,
    validationKey: null,
    state: 'asking',
    nextPollAt: null,
    problem: null,
  })
  expect(contexts(checkResult(check(60_000), NOW))).toMatch(/█████░░░░░ 1 of 2 numbers/)
  expect(contexts(checkResult(check(1_000), NOW))).not.toMatch(/█/)
  expect(contexts(checkResult({ ...check(60_000), state: 'done' }, NOW))).not.toMatch(/█/)
})

it('the card of a submitted bulk order counts each of its orders, whatever status it has', () => {
  const view = longestBulk('IN_PROGRESS', 'Acme')
  const [one] = view.children
  if (one?.tracked.seen == null) throw new Error('The longest bulk order has been looked at.')
  const { seen } = one.tracked
  const children = [...KNOWN_STATUSES, 'ON_HOLD'].map((status) => ({
    ...one,
    tracked: { ...one.tracked, seen: { ...seen, status: portStatus(status) } },
  }))
  const notSeen = { ...one, tracked: { ...one.tracked, seen: null } }
  const card = JSON.stringify(bulkCard({ ...view, children: [...children, notSeen] }).blocks)
  const [, all, parts = ''] = /\*Orders\* (\d+): ([^"\\]*)/.exec(card) ?? []
  const counts = [...parts.matchAll(/(\d+) /g)].map(([, count]) => Number(count))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(all))
  expect(parts).toContain('1 ON_HOLD')
})
