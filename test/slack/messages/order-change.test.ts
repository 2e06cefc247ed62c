import { describe, expect, test } from 'vitest'
import type { OrderChange } from '../../../src/porting/order-changes.ts'
import { portStatus } from '../../../src/porting/status.ts'
import { orderChange } from '../../../src/slack/messages/order-change.ts'
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
        ':calendar: *#1042 · Acme Dental is agreed for Tue, Dec 8* (asked: Mon, Dec 7). 20 numbers from Frontier. @dana',
        'It can be activated Tue, Dec 8, 5 AM to 10 PM ET. If nobody acts it goes live by itself on Tue, Dec 8 at 11:30 AM ET.',
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
    expect(readMessage(shown)).toContain(
      'Nothing to press: it goes live by itself on Tue, Dec 8 at 11:30 AM ET',
    )
    expect(buttonsOf(shown)).toEqual([])
  })

  test('that moves names both days', () => {
    const moved: OrderChange = {
      kind: 'foc-moved',
      from: focDate('2026-12-07'),
      to: focDate('2026-12-08'),
    }
    expect(readMessage(orderChange(viewOf(AGREED), moved))).toContain(
      '*The date of #1042 · Acme Dental moved from Mon, Dec 7 to Tue, Dec 8.* @dana\nIf its activation was approved for the old date, that has ended.',
    )
  })
})

describe('a rejection', () => {
  const rejected = (errors: readonly (typeof ADDRESS_ERROR)[]) =>
    orderChange(viewOf({ status: 'EXCEPTION' }), { kind: 'rejected', errors })

  test('says the cause, the code and what to do next', () => {
    const [heading, cause, ...rest] = readMessage(rejected([ADDRESS_ERROR])).split('\n')
    expect(heading).toBe('*#1042 · Acme Dental is rejected by Frontier.* @dana')
    expect(cause).toMatch(
      /^• Frontier has another service address \(7402\)\. Compare it with the customer/,
    )
    expect(rest).toEqual([
      'We sent *12 Orchard Ln, Durham NC 02134*.',
      '[Fix address] [Add LOA] [Write note] [Request cancel]',
    ])
  })

  test('with many causes counts the rest', () => {
    const many = Array.from({ length: 14 }, () => ADDRESS_ERROR)
    expect(readMessage(rejected(many))).toContain('\n… and 4 more reasons\n')
  })

  test('without a cause says so', () => {
    expect(readMessage(rejected([]))).toContain('Bandwidth gives no reason.')
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
    tollFree: { ...TOLL_FREE_FACTS, validationErrors: [error] },
  })
  const shown = orderChange(view, { kind: 'invalid', errors: [error] })
  expect(readMessage(shown)).toContain(
    '*#1042 · Acme Dental: the numbers did not pass the check.* @dana\n• 844-555-0100: ',
  )
  expect(buttonsOf(shown)).toEqual(['Remove these numbers'])
})

test('only what was seen is called submitted, live or cancelled', () => {
  const says = (change: OrderChange) =>
    readMessage(orderChange(viewOf({ status: 'COMPLETE' }), change))
  expect(says({ kind: 'submitted' })).toContain('Bandwidth shows it since 10 AM ET')
  expect(says({ kind: 'completed' })).toContain('are with Bandwidth: seen at 9:58 AM ET')
  expect(says({ kind: 'cancel-requested' })).toContain('it is not canceled yet')
  expect(says({ kind: 'cancelled', errors: [] })).toBe(
    '*#1042 · Acme Dental is canceled at Bandwidth.* @dana\nThe 20 numbers stay with Frontier.',
  )
})

test('a toll-free order that waits for its LOA says how to send it', () => {
  const shown = orderChange(viewOf({ status: 'PENDING_DOCUMENTS' }), { kind: 'documents-wanted' })
  expect(readMessage(shown)).toBe(
    '*#1042 · Acme Dental waits for its LOA.* @dana\nDrop it into this thread as PDF or TIFF, 3 MB at most.\n[Add LOA]',
  )
})

test('a draft that is gone says who removed it, as far as that is known', () => {
  const gone = (ending: 'swept' | 'deleted') =>
    orderChange(orderView({ tracked: trackedOrder({ ending, endedAt: NOW }) }), { kind: 'swept' })
  expect(readMessage(gone('swept'))).toContain(
    '*Bandwidth removed draft #1042 · Acme Dental* on Fri, Dec 4 at 4 AM ET: nobody changed it for 48 hours. @dana\nI kept everything in it. Made again it gets a new id and stays in this thread.\n[Recreate draft]',
  )
  expect(readMessage(gone('deleted'))).toContain('somebody deleted it there')
  expect(buttonsOf(gone('swept'))).toHaveLength(1)
})

test('an unusual move is told as one, in Bandwidth’s words', () => {
  const surprise: OrderChange = {
    kind: 'surprise',
    from: 'SUBMITTED',
    to: portStatus('PONDERING'),
  }
  expect(readMessage(orderChange(viewOf({ status: portStatus('PONDERING') }), surprise))).toContain(
    '*#1042 · Acme Dental went from SUBMITTED to PONDERING, which is not the usual way.* @dana',
  )
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
    ':tada: *#1042 · Acme Dental is live.* @dana 20 numbers left Frontier and are with Bandwidth: seen at 9:58 AM ET.',
  )
})
