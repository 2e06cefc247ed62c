import { describe, expect, test } from 'vitest'
import type { OrderView } from '../../../src/desk/view-order.ts'
import { activationPost, conditions } from '../../../src/slack/messages/activation.ts'
import type { ActivationRun } from '../../../src/store/activations.ts'
import { activationButtons } from '../../../src/slack/messages/order-buttons.ts'
import { portStatus } from '../../../src/porting/status.ts'
import { isSeen } from '../../../src/store/orders.ts'
import { run } from '../../fixtures/operations.ts'
import {
  eastern,
  focDate,
  orderView,
  tn,
  TOLL_FREE_FACTS,
  trackedOrder,
  viewOf,
} from '../../fixtures/orders.ts'
import { buttonsOf, readMessage } from '../read-message.ts'

const TOLL_FREE = {
  status: 'FOC',
  portType: 'MANUAL_TOLLFREE',
  vendorName: null,
  numbers: [tn('800-555-0199')],
  actualFocDate: focDate('2026-12-09'),
  tollFree: TOLL_FREE_FACTS,
} as const
const RUN = {
  askedAt: eastern('2026-12-08 17:58'),
  confirmUntil: eastern('2026-12-08 18:15'),
  windowClosesAt: eastern('2026-12-08 18:00'),
}
const AFTER = eastern('2026-12-08 18:16')

function shown(
  different: Partial<ActivationRun>,
  view = viewOf(TOLL_FREE, { now: AFTER }),
): string {
  return readMessage(activationPost(view, run({ ...RUN, ...different })))
}

const ON_NET = { status: portStatus('FOC'), actualFocDate: focDate('2026-12-08') } as const
const AFTER_CLOCKS = { ...ON_NET, actualFocDate: focDate('2027-03-15') } as const

/** A millisecond before the window, and at its first one. */
test.each([
  ['on its day', ON_NET, '2026-12-08 05:00', 'Pre-approve for Tue, Dec 8', 'Activate now'],
  ['when it closes', ON_NET, '2026-12-08 22:00', 'Activate now', 'Pre-approve for Wed, Dec 9'],
  ['the day after', ON_NET, '2026-12-09 05:00', 'Pre-approve for Wed, Dec 9', 'Activate now'],
  ['for the last time', ON_NET, '2026-12-11 22:00', 'Activate now', undefined],
  ['toll-free', TOLL_FREE, '2026-12-08 08:00', 'Pre-approve for Tue, Dec 8', 'Activate now'],
  ['in the evening', TOLL_FREE, '2026-12-08 18:00', 'Activate now', 'Pre-approve for Wed, Dec 9'],
  ['over New Year', TOLL_FREE, '2026-12-31 18:00', 'Activate now', 'Pre-approve for Fri, Jan 1'],
  [
    'after the clocks went ahead',
    AFTER_CLOCKS,
    '2027-03-15 05:00',
    'Pre-approve for Mon, Mar 15',
    'Activate now',
  ],
] as const)('what an order offers changes in one moment: %s', (_, order, at, before, after) => {
  const offered = (now: number): string | undefined => {
    const view = viewOf(order, { now })
    if (!isSeen(view.tracked)) throw new Error('It was seen.')
    return activationButtons(view, view.tracked)[0]?.text.text
  }
  expect(offered(eastern(at) - 1)).toBe(before)
  expect(offered(eastern(at))).toBe(after)
})

describe('an activation', () => {
  test('that was taken is not called done', () => {
    expect(shown({ state: 'asked', reply: '2026-12-08T22:58:00.000Z' })).toBe(
      '*Activation of #1042 · Acme Dental sent, not live yet.* Bandwidth accepted it at 5:58 PM ET, its activation date 5:58 PM ET, requested by @dana. I’ll confirm here by 6:15 PM ET.\n[Refresh]',
    )
  })

  test('without an answer is neither sent again nor to be', () => {
    expect(shown({ state: 'unknown' })).toBe(
      '*No answer from Bandwidth on activating #1042 · Acme Dental*, sent at 5:58 PM ET. It may have worked. I’ll confirm here by 6:15 PM ET. Don’t activate again. @dana\n[Refresh]',
    )
  })

  test('that was taken and skipped is told honestly, with what happens by itself', () => {
    expect(shown({ state: 'not-seen', reply: '2026-12-08T22:58:00Z' })).toBe(
      '*#1042 · Acme Dental isn’t live.* Bandwidth accepted the request at 5:58 PM ET, its activation date 5:58 PM ET. Bandwidth still showed FOC at 6:15 PM ET. The window closed at 6 PM ET, so Bandwidth probably skipped it (it gives no error). It goes live automatically on Wed, Dec 9 at 11:30 AM ET. @dana\n[Pre-approve for Wed, Dec 9] [Refresh]',
    )
  })

  test('not seen, of which no answer is known, does not claim that it was taken', () => {
    expect(shown({ state: 'not-seen' })).toContain('The request went to Bandwidth at 5:58 PM ET')
  })

  test('not seen while the window is open may be asked for again', () => {
    const view = viewOf(TOLL_FREE, { now: eastern('2026-12-08 10:20') })
    const early = {
      askedAt: eastern('2026-12-08 10:00'),
      confirmUntil: eastern('2026-12-08 10:15'),
    }
    const text = shown({ state: 'not-seen', ...early }, view)
    expect(text).toContain(
      '*#1042 · Acme Dental isn’t live.* The request went to Bandwidth at 10 AM ET. Bandwidth still showed FOC at 10:15 AM ET. The window is open until 6 PM ET, so it may still go live. It goes live automatically on Wed, Dec 9 at 11:30 AM ET. @dana',
    )
    expect(text).toContain('[Request again] [Refresh]')
  })

  test('seen after all is live', () => {
    const view = viewOf({ ...TOLL_FREE, status: 'COMPLETE' }, { now: AFTER })
    expect(shown({ state: 'not-seen' }, view)).toMatch(
      /^\*#1042 · Acme Dental is live after all\.\*/,
    )
  })

  test('that was refused is told in Bandwidth’s words', () => {
    expect(shown({ state: 'refused', reply: 'Allowed from 08:00 to 18:00 ET (7382)' })).toContain(
      '*#1042 · Acme Dental wasn’t activated.* Nothing changed. Allowed from 08:00 to 18:00 ET (7382). It goes live automatically on Wed, Dec 9 at 11:30 AM ET. @dana',
    )
  })

  test('that was seen is live', () => {
    const view = viewOf({ ...TOLL_FREE, status: 'COMPLETE' })
    expect(shown({ state: 'live', reply: '' }, view)).toContain(
      '*Activation of #1042 · Acme Dental worked.* Bandwidth showed it at 9:58 AM ET. Requested by @dana on Tue, Dec 8 at 5:58 PM ET.',
    )
  })

  test('of which no answer came does not claim that it worked: the order may have gone live by itself', () => {
    const text = shown({ state: 'live' }, viewOf({ ...TOLL_FREE, status: 'COMPLETE' }))
    expect(text).not.toContain('worked')
    expect(text).toContain('#1042 · Acme Dental is live')
    expect(text).toMatch(/never answered the activation that @dana requested/)
  })
})

describe('the conditions of an activation', () => {
  const reply = (view: OrderView) => readMessage(conditions(view))

  test('are told one by one, with the reason and when they will hold', () => {
    const view = viewOf({ status: 'FOC', actualFocDate: focDate('2026-12-08') })
    const [head, ...rest] = reply(view).split('\n')
    expect(head).toMatch(/#1042 · Acme Dental can’t be activated now/)
    expect(rest.filter((line) => line.startsWith(':x:'))).toEqual([
      expect.stringMatching(/FOC date is Tue, Dec 8/),
    ])
    expect(rest[1]).toMatch(/from 5 AM ET.* 11:30 AM ET/)
    expect(rest.at(-1)).toMatch(/^_Passed: On-demand .*window of 5 AM to 10 PM ET\._$/)
    expect(buttonsOf(conditions(view))).toEqual(['Pre-approve for Tue, Dec 8'])
  })

  test('of an order that is not agreed name the status and offer nothing', () => {
    const view = viewOf({ status: 'SUBMITTED' })
    expect(reply(view)).toContain(
      'waiting on the losing carrier. Bandwidth activates only orders with an FOC date.',
    )
    expect(buttonsOf(conditions(view))).toEqual([])
  })

  test('of an order that Bandwidth has not shown say so', () => {
    expect(reply(orderView({ tracked: trackedOrder({ seen: null }) }))).toBe(
      '*#1042 · Acme Dental can’t be activated yet.* Bandwidth hasn’t shown the order so far.',
    )
  })
})
