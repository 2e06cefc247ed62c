import { describe, expect, test } from 'vitest'
import type { OrderChange } from '../../../src/porting/order-changes.ts'
import type { OrderError } from '../../../src/porting/order.ts'
import { bulkStatus } from '../../../src/porting/bulk-status.ts'
import { portStatus } from '../../../src/porting/status.ts'
import { bulkChange } from '../../../src/slack/messages/bulk-change.ts'
import { orderChange } from '../../../src/slack/messages/order-change.ts'
import { longestBulk } from '../../fixtures/bulk.ts'
import {
  eastern,
  focDate,
  NOW,
  orderView,
  portOrder,
  tn,
  TOLL_FREE_FACTS,
  trackedOrder,
  viewOf,
} from '../../fixtures/orders.ts'
import { buttonsOf, readMarkup, readMessage } from '../read-message.ts'

const AGREED = { status: 'FOC', actualFocDate: focDate('2026-12-08') } as const
const FOC: OrderChange = {
  kind: 'foc',
  focDate: focDate('2026-12-08'),
  requested: focDate('2026-12-07'),
}
const ADDRESS_ERROR = { code: '7402', description: 'address', numbers: [] }

describe('an agreed date', () => {
  test('is told with what was asked, when it can be activated and what happens by itself', () => {
    expect(readMessage(orderChange(viewOf(AGREED), FOC))).toBe(
      [
        ':calendar: *#1042 · Acme Dental: FOC Tue, Dec 8* (requested Mon, Dec 7) @dana',
        '20 numbers from Frontier. You can activate it from 5 AM ET, or it goes live at 11:30 AM ET.',
        '[Pre-approve for Tue, Dec 8]',
      ].join('\n'),
    )
  })

  test('on its own day comes with the button that activates', () => {
    const view = viewOf(AGREED, { now: eastern('2026-12-08 09:00') })
    expect(buttonsOf(orderChange(view, FOC))).toEqual(['Activate now'])
  })

  test('of a wireless order says what happens instead and offers no button', () => {
    const view = viewOf({
      ...AGREED,
      losingCarrier: { spid: '6529', name: 'T-Mobile', wireless: true },
    })
    const shown = orderChange(view, FOC)
    expect(readMessage(shown)).toContain('It goes live automatically at 11:30 AM ET.')
    expect(buttonsOf(shown)).toEqual([])
  })

  test('that moves names both days', () => {
    const moved: OrderChange = {
      kind: 'foc-moved',
      from: focDate('2026-12-07'),
      to: focDate('2026-12-08'),
    }
    expect(readMessage(orderChange(viewOf(AGREED), moved))).toContain(
      ':calendar: *#1042 · Acme Dental: FOC changed to Tue, Dec 8* (was Mon, Dec 7) @dana\nAny pre-approval is void. You can activate it from 5 AM ET, or it goes live at 11:30 AM ET.\n[Pre-approve for Tue, Dec 8]',
    )
  })
})

describe('a rejection', () => {
  const rejected = (errors: readonly OrderError[]) =>
    orderChange(viewOf({ status: 'EXCEPTION' }), { kind: 'rejected', errors })

  test('says the cause, the code and what to do next', () => {
    const [heading, next, ...rest] = readMessage(rejected([ADDRESS_ERROR])).split('\n')
    expect(heading).toMatch(/^\*#1042 · Acme Dental was rejected by Frontier: address\* \(7402\)/)
    expect(next).toMatch(/^Use the service address/)
    expect(rest).toEqual([
      '_We sent *12 Orchard Ln, Durham NC 27701*._',
      '[Fix address] [Add LOA] [Write note] [Request cancel]',
    ])
  })

  test('for more fields than a phone has lines for names what is wrong, and the form what to do', () => {
    const name = { code: '7429', description: '', numbers: [] }
    const date = { code: '7412', description: '', numbers: [] }
    const shown = readMessage(rejected([ADDRESS_ERROR, name, date])).split('\n')
    expect(shown.slice(1, 3)).toEqual([
      '• The service address doesn’t match Frontier’s record (7402).',
      '• The customer’s name doesn’t match Frontier’s record (7429).',
    ])
    expect(shown[3]).toMatch(/\(7412\)\. Choose another requested FOC\.$/)
  })

  test.each([
    ['one number', ['919-555-0100'], /^919-555-0100: This number can’t be ported .* Remove it/],
    ['two', ['919-555-0100', '919-555-0102'], /: These numbers can’t be ported .* Remove them/],
  ])('of %s speaks of so many', (_name, named, words) => {
    const error = { code: '7331', description: '', numbers: named.map((one) => tn(one)) }
    expect(readMessage(rejected([error])).split('\n')[1]).toMatch(words)
  })

  test('with more causes than a phone shows says first what can be corrected, and where the others are', () => {
    const outage = { code: '7300', description: '', numbers: [] }
    const others = ['6105', '6147', '6203', '6228', '6229', '6237', '6214', '6487', '6508', '6544']
    const many = [outage, ADDRESS_ERROR, ...others.map((code) => ({ ...ADDRESS_ERROR, code }))]
    const [, first, ...rest] = readMessage(rejected(many)).split('\n')
    expect(first).toMatch(/^• The service address/)
    expect(rest.join('\n')).toMatch(/and [5-9] more: `\/portin status 1042` shows all/)
  })

  test('without a cause says so', () => {
    expect(readMessage(rejected([]))).toContain('Bandwidth gave no reason.')
  })

  test('with a code that nobody knows keeps Bandwidth’s words, escaped', () => {
    const odd = { code: '9999', description: 'Ask <!here> & wait', numbers: [] }
    expect(readMessage(rejected([odd]))).toContain('Ask &lt;!here&gt; &amp; wait')
  })
})

test('numbers that did not pass are named with their reason', () => {
  const error = { code: '7627', description: 'no', numbers: [tn('844-555-0100')] }
  const view = viewOf({
    status: 'INVALID_DRAFT_TFNS',
    numbers: [tn('844-555-0100'), tn('844-555-0101')],
    tollFree: { ...TOLL_FREE_FACTS, validationErrors: [error] },
  })
  const shown = orderChange(view, { kind: 'invalid', errors: [error] })
  expect(readMessage(shown)).toMatch(
    /^\*#1042 · Acme Dental .*\* @dana\n844-555-0100: .*7627.*“no”/,
  )
  expect(buttonsOf(shown)).toEqual(['Remove 1 number'])
})

test('only what was seen is called submitted, live or canceled', () => {
  const says = (change: OrderChange) =>
    readMessage(orderChange(viewOf({ status: 'COMPLETE' }), change))
  expect(says({ kind: 'submitted' })).toContain(
    '*#1042 · Acme Dental is submitted.* Bandwidth showed it at 10 AM ET.',
  )
  expect(says({ kind: 'completed' })).toContain('are with Bandwidth, seen at 9:58 AM ET')
  expect(says({ kind: 'cancel-requested' })).toContain('It isn’t canceled until Frontier confirms')
  expect(says({ kind: 'cancelled', errors: [] })).toBe(
    '*#1042 · Acme Dental is canceled.* @dana\nThe 20 numbers stay with Frontier.',
  )
  const gone = { code: '7611', description: 'Canceled by the vendor', numbers: [] }
  const canceled = says({ kind: 'cancelled', errors: [gone] })
  expect(canceled).toMatch(/7611: “Canceled by the vendor”/)
  expect(canceled).not.toMatch(/Cancel it/)
})

test('a toll-free order that waits for its LOA says how to send it', () => {
  const shown = orderChange(viewOf({ status: 'PENDING_DOCUMENTS' }), { kind: 'documents-wanted' })
  expect(readMessage(shown)).toBe(
    '*#1042 · Acme Dental needs an LOA.* @dana\nDrop it in this order’s thread as a PDF or TIFF, up to 3 MB.\n[Add LOA]',
  )
})

test('a draft that is gone says who removed it, as far as that is known', () => {
  const gone = (ending: 'swept' | 'deleted') =>
    orderChange(orderView({ tracked: trackedOrder({ ending, endedAt: NOW }) }), { kind: 'swept' })
  expect(readMessage(gone('swept'))).toContain(
    '*Bandwidth deleted draft #1042 · Acme Dental* on Fri, Dec 4 at 4 AM ET. @dana\nI saved everything in it. Recreating it keeps this thread.\n_Nobody edited it for 48 hours. Recreated, it has a new Bandwidth ID._\n[Recreate draft]',
  )
  expect(readMessage(gone('deleted'))).toContain('was deleted in Bandwidth')
  expect(buttonsOf(gone('swept'))).toHaveLength(1)
})

test('an unusual move is told as one, in Bandwidth’s words', () => {
  const surprise: OrderChange = {
    kind: 'surprise',
    from: 'SUBMITTED',
    to: portStatus('PONDERING'),
  }
  expect(readMessage(orderChange(viewOf({ status: portStatus('PONDERING') }), surprise))).toContain(
    '*#1042 · Acme Dental jumped from submitted to PONDERING.* @dana',
  )
})

test('that of a bulk order is told in the same words, with the id that Bandwidth’s support asks for', () => {
  const bulk = longestBulk('NEEDS_ATTENTION', 'Acme')
  const surprise = { kind: 'surprise', from: 'IN_PROGRESS', to: bulkStatus('PONDERING') } as const
  const said = readMessage(bulkChange(bulk, surprise))
  expect(said).toContain('jumped from submitted to PONDERING.*')
  expect(said).toContain(`ticket with Bandwidth support for order \`${bulk.bulk.id}\``)
})

test('a phone shows the whole of it as sentences', () => {
  expect(
    readMarkup(
      orderChange(
        orderView({ tracked: trackedOrder({ seen: portOrder({ status: 'COMPLETE' }) }) }),
        { kind: 'completed' },
      ).text,
    ),
  ).toBe(
    '*#1042 · Acme Dental is live.* @dana 20 numbers left Frontier and are with Bandwidth, seen at 9:58 AM ET.',
  )
})
