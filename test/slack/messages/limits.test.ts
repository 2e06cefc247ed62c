import { describe, expect, test } from 'vitest'
import { checkBlocks } from '../../../sandbox/slack/block-limits.ts'
import type { OrderView } from '../../../src/desk/view-order.ts'
import { KNOWN_STATUSES } from '../../../src/porting/status.ts'
import type { OrderError } from '../../../src/porting/order.ts'
import { readNumbers } from '../../../src/porting/telephone-number.ts'
import type { Message } from '../../../src/slack/blocks.ts'
import { activationPost, conditions } from '../../../src/slack/messages/activation.ts'
import { approvalPost } from '../../../src/slack/messages/approval.ts'
import { card } from '../../../src/slack/messages/card.ts'
import { checkResult } from '../../../src/slack/messages/check-result.ts'
import { documentOffer } from '../../../src/slack/messages/document-offer.ts'
import { orderList } from '../../../src/slack/messages/list.ts'
import { news } from '../../../src/slack/messages/news.ts'
import { orderChange } from '../../../src/slack/messages/order-change.ts'
import { readinessAnswer } from '../../../src/slack/messages/readiness.ts'
import { reminder } from '../../../src/slack/messages/reminder.ts'
import { statusAnswer } from '../../../src/slack/messages/status.ts'
import { lengthOf, plain } from '../../../src/slack/mrkdwn.ts'
import { checkOf, portable } from '../../fixtures/checks.ts'
import { approval, offer, run } from '../../fixtures/deeds.ts'
import {
  day,
  focDate,
  NOW,
  orderView,
  portOrder,
  TOLL_FREE_FACTS,
  trackedOrder,
} from '../../fixtures/orders.ts'

const LONG = '<!channel> & 📞 '.repeat(250)
const NUMBERS = readNumbers('919-200-0000..4999').numbers.filter((_, index) => index % 2 === 0)
const SCATTERED = [
  ...NUMBERS,
  ...readNumbers('984-200-0000..4999').numbers.filter((_, i) => i % 2 === 0),
]
const ERRORS: readonly OrderError[] = Array.from({ length: 40 }, (_, index) => ({
  code: String(9000 + index),
  description: LONG,
  numbers: SCATTERED,
}))

/** Everything as long as it can come. */
function longest(status: (typeof KNOWN_STATUSES)[number]): OrderView {
  const order = portOrder()
  const documents = Array.from({ length: 25 }, (_, index) => ({
    fileId: `file-${index}`,
    type: index % 2 === 0 ? 'LOA' : 'OTHER',
    name: LONG,
  }))
  const tracked = trackedOrder({
    documents,
    seen: portOrder({
      status,
      numbers: SCATTERED,
      subscriber: {
        ...order.subscriber,
        businessName: LONG,
        serviceAddress: { ...order.subscriber.serviceAddress, streetName: LONG, city: LONG },
      },
      loaAuthorizingPerson: LONG,
      siteId: LONG,
      peerId: LONG,
      pon: LONG,
      targetRespOrgId: LONG,
      losingCarrier: { spid: '0121', name: LONG, wireless: false },
      actualFocDate: focDate('2026-12-08 22:00'),
      requestedFocDate: focDate('2026-12-07'),
      errors: ERRORS,
      tollFree: { ...TOLL_FREE_FACTS, validationErrors: ERRORS },
      otherElements: Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`Element${index}`, LONG]),
      ),
    }),
  })
  return orderView({
    tracked,
    approvals: [approval({ deed: 'cancel' }), approval({ deed: 'activate', state: 'granted' })],
    offers: documents.map(({ fileId }) => offer({ fileId, name: LONG, state: 'attached' })),
    audit: Array.from({ length: 10 }, () => ({
      at: NOW,
      orderNumber: 1042,
      by: LONG,
      deed: LONG,
      facts: { fields: LONG, reason: LONG },
    })),
  })
}

function expectTaken(shown: Message): void {
  expect(checkBlocks(shown.blocks, 'message')).toEqual([])
  expect(lengthOf(shown.text)).toBeLessThanOrEqual(4000)
  expect(lengthOf(shown.text)).toBeGreaterThan(0)
  expect(lengthOf(textsOf(shown.blocks).join(''))).toBeLessThan(13_000)
  expect(`${shown.text}${textsOf(shown.blocks, 'mrkdwn').join('')}`).not.toContain('<!channel>')
}

/** Every text that is shown; of one kind only, if asked: in plain and raw text nobody can be called. */
function textsOf(node: unknown, kind?: 'mrkdwn'): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap((each) => textsOf(each, kind))
  const { text = null, type = null } = node as { text?: unknown; type?: unknown }
  return typeof text === 'string' && (kind ?? type) === type ? [text, ...inside] : inside
}

describe('Slack takes the longest message of each sort, and it calls nobody', () => {
  test.each(KNOWN_STATUSES)('in %s', (status) => {
    const view = longest(status)
    expectTaken(card(view))
    expectTaken(statusAnswer(view))
    expectTaken(readinessAnswer(view))
    expectTaken(conditions(view))
  })

  test('what happened to an order', () => {
    const view = longest('FOC')
    expectTaken(orderChange(view, { kind: 'rejected', errors: ERRORS }))
    expectTaken(orderChange(view, { kind: 'invalid', errors: ERRORS }))
    expectTaken(orderChange(view, { kind: 'cancelled', errors: ERRORS }))
    expectTaken(
      orderChange(view, {
        kind: 'foc',
        focDate: focDate('2026-12-08'),
        requested: focDate('2026-12-07'),
      }),
    )
    expectTaken(news(view, { kind: 'not-as-asked', field: LONG, asked: LONG, shown: LONG }))
    expectTaken(news(view, { kind: 'note-sent', by: LONG, text: LONG }))
    expectTaken(reminder(view, { kind: 'foc-today', day: day('2026-12-08') }))
  })

  test('a request and an activation', () => {
    const approvers = plain(LONG)
    for (const state of ['open', 'granted', 'spent', 'denied', 'void', 'expired'] as const) {
      for (const deed of ['submit', 'activate', 'cancel'] as const) {
        const asked = approval({ state, deed, outcome: LONG, facts: { reason: LONG } })
        expectTaken(approvalPost(longest('FOC'), asked, { approvers }))
      }
    }
    for (const state of ['asked', 'unknown', 'live', 'refused', 'not-seen'] as const) {
      expectTaken(activationPost(longest('FOC'), run({ state, told: LONG })))
    }
  })

  test('a dropped file and a list', () => {
    for (const state of ['offered', 'sending', 'unknown', 'attached', 'refused'] as const) {
      expectTaken(documentOffer(longest('DRAFT'), offer({ state, name: LONG, outcome: LONG })))
    }
    const orders = Array.from({ length: 300 }, () => longest('DRAFT').tracked)
    expectTaken(orderList(LONG, orders, NOW))
  })

  test('a check of 5,000 numbers that fall into 30 or 200 orders', () => {
    for (const carriers of [30, 200]) {
      const verdicts = portable('919-200-0000..4999').map((verdict, index) => {
        if (verdict.kind !== 'portable' || verdict.route.type !== 'local') return verdict
        const carrier = {
          ...verdict.route.carrier,
          spid: String(1000 + (index % carriers)),
          name: `${index % carriers} ${LONG}`,
        }
        return { ...verdict, route: { ...verdict.route, carrier } }
      })
      const unread = Array.from({ length: 500 }, () => LONG)
      expectTaken(checkResult(checkOf(verdicts, { unread, problem: LONG }), NOW))
    }
  })

  test('a check in which 5,000 numbers cannot move for as many reasons', () => {
    const verdicts = SCATTERED.map((tn, index) => ({
      kind: 'not-portable' as const,
      tn,
      reason: `${index} ${LONG}`,
      code: '7331',
    }))
    expectTaken(checkResult(checkOf(verdicts), NOW))
  })
})
