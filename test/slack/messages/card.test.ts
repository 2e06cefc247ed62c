import { describe, expect, test } from 'vitest'
import { portStatus, KNOWN_STATUSES } from '../../../src/porting/status.ts'
import { card } from '../../../src/slack/messages/card.ts'
import { orderGroups } from '../../../src/slack/messages/card-buttons.ts'
import {
  DANA,
  eastern,
  focDate,
  HOUR,
  LEE,
  NOW,
  orderView,
  portOrder,
  tn,
  TOLL_FREE_FACTS,
  trackedOrder,
  viewOf,
} from '../../fixtures/orders.ts'
import { approval, intent, run } from '../../fixtures/operations.ts'
import { buttonsOf, readMarkup, readMessage } from '../read-message.ts'

const AGREED = {
  status: 'FOC',
  requestedFocDate: focDate('2026-12-07'),
  actualFocDate: focDate('2026-12-08'),
} as const
const FOC_NOON = eastern('2026-12-08 11:00')
const ADDRESS = portOrder().subscriber

test('A rejected order whose correction is in doubt offers no second one, and says who sent the first', () => {
  const rejected = trackedOrder({ seen: portOrder({ status: 'EXCEPTION' }) })
  const open = intent({ kind: 'change', orderNumber: rejected.number, by: LEE })
  const shown = card(orderView({ tracked: rejected, intents: [open] }))
  expect(readMessage(shown)).toMatch(/Change sent, not shown at Bandwidth yet\.\* @lee/)
  expect(buttonsOf(shown)).not.toContain('Write note')
  expect(readMessage(shown)).not.toContain('Your move')
})

test('An order whose customer has agreed to lose a feature does not ask for that again', () => {
  const errors = [{ code: '7419', description: 'Hunt group', numbers: [] }]
  const rejected = trackedOrder({ seen: portOrder({ status: 'EXCEPTION', errors }) })
  const words = (hasConsent: boolean) =>
    readMessage(card(orderView({ tracked: rejected, hasConsent })))
  expect(words(false)).toContain('Decide with the customer')
  expect(words(true)).not.toContain('Decide with the customer')
  expect(words(true)).toContain('The customer agreed.')
})

describe('the card of a draft', () => {
  test('says what is missing and whose move it is', () => {
    const view = viewOf({
      subscriber: { ...ADDRESS, serviceAddress: { ...ADDRESS.serviceAddress, zip: null } },
      requestedFocDate: focDate('2026-12-08'),
      earliestEstimate: focDate('2026-12-07'),
    })
    expect(readMessage(card(view))).toBe(
      [
        '*#1042 · Acme Dental* · draft',
        '*Your move, @dana:* The service address has no ZIP. No LOA yet. You can submit without one, but the carrier may ask for it.',
        '*Numbers* 919-555-0100 to 0119 (20 numbers)',
        '*From* Frontier, on-net',
        '*Requested FOC* Tue, Dec 8',
        '*Earliest* Mon, Dec 7',
        '[Edit order] [Add LOA] [Request approval] [More…]',
        '_Step 1 of 5 · Bandwidth deletes it Fri, Dec 4 at 4 AM ET if nobody edits it · Checked at 9:58 AM ET_',
      ].join('\n'),
    )
  })

  test('says that it can be submitted when nothing is missing', () => {
    const documents = [{ fileId: 'f', type: 'LOA', name: 'loa.pdf' }]
    const view = orderView({ tracked: trackedOrder({ documents }) })
    const shown = card(view)
    expect(readMessage(shown)).toContain('*Your move, @dana:* Request approval.')
    expect(buttonsOf(shown)[0]).toBe('Request approval')
  })

  test('is read out on a phone as a whole sentence', () => {
    expect(readMarkup(card(viewOf({ status: 'SUBMITTED' })).text)).toBe(
      '#1042 · Acme Dental: submitted. *Waiting on Frontier* for an FOC date.',
    )
  })

  test('offers to keep it on its last day only', () => {
    expect(buttonsOf(card(viewOf({}))).join()).not.toContain('Keep')
    const old = viewOf({ lastModifiedAt: NOW - 40 * HOUR })
    expect(buttonsOf(card(old)).join()).toContain('Keep')
  })

  test('does not ask for what is asked for already', () => {
    const view = viewOf({}, { approvals: [approval()] })
    expect(readMessage(card(view))).toContain(
      '*Waiting on an approver:* submit it? @dana asked at 10 AM ET.',
    )
    expect(buttonsOf(card(view))).toEqual(['Edit order', 'Add LOA', 'More…'])
  })
})

describe('the card of a toll-free draft', () => {
  const tollFree = {
    numbers: [tn('844-555-0100'), tn('844-555-0101')],
    portType: 'MANUAL_TOLLFREE',
    vendorName: null,
    targetRespOrgId: 'JYT01',
    billingTelephoneNumber: null,
    losingCarrier: { spid: null, name: null, wireless: null },
    tollFree: { ...TOLL_FREE_FACTS, controllingRespOrgId: 'ABC01' },
  }

  test('names the RespOrg that the numbers leave', () => {
    const view = viewOf({ ...tollFree, status: 'VALID_DRAFT_TFNS' })
    expect(readMessage(card(view))).toContain('*From* RespOrg ABC01, toll-free')
  })

  test('offers to take out the numbers that did not pass, or to try again when none is named', () => {
    const error = { code: '7627', description: 'no', numbers: [tn('844-555-0100')] }
    const withErrors = (validationErrors: (typeof error)[]) =>
      card(
        viewOf({
          ...tollFree,
          status: 'INVALID_DRAFT_TFNS',
          tollFree: { ...TOLL_FREE_FACTS, validationErrors },
        }),
      )
    expect(buttonsOf(withErrors([error]))).toEqual([
      ...['Remove 1 number', 'Edit order', 'Add LOA', 'More…'],
    ])
    expect(buttonsOf(withErrors([{ ...error, numbers: [] }]))).toEqual([
      ...['Recheck numbers', 'Edit order', 'Add LOA', 'More…'],
    ])
  })
})

describe('the card of an agreed order', () => {
  test('says when it goes live by itself and until when it can be changed', () => {
    expect(readMessage(card(viewOf(AGREED)))).toBe(
      [
        '*#1042 · Acme Dental* · FOC *Tue, Dec 8*',
        'You can activate it from 5 AM ET, or it goes live at 11:30 AM ET.',
        '*Numbers* 919-555-0100 to 0119 (20 numbers)',
        '*From* Frontier, on-net',
        '*Requested FOC* Mon, Dec 7',
        '*Change the date until* Mon, Dec 7 at 11:30 AM ET',
        '[Pre-approve for Tue, Dec 8] [Request date change] [Add LOA] [More…]',
        '_Step 3 of 5 · Checked at 9:58 AM ET_',
      ].join('\n'),
    )
  })

  test('can be activated on its day, in its hours', () => {
    const shown = card(viewOf(AGREED, { now: FOC_NOON }))
    expect(readMessage(shown)).toContain('You can activate it now, or it goes live at 11:30 AM ET.')
    expect(buttonsOf(shown)).toEqual(['Activate now', 'Add LOA', 'Refresh', 'More…'])
  })

  test('is not approved ahead twice', () => {
    const granted = approval({ operation: 'activate', state: 'granted', decidedBy: LEE })
    const shown = card(viewOf(AGREED, { approvals: [granted] }))
    expect(readMessage(shown)).toContain('Activation is pre-approved. You can activate it')
    expect(buttonsOf(shown)).toEqual(['Request date change', 'Add LOA', 'Refresh', 'More…'])
  })

  test('is not live because Bandwidth took a request', () => {
    const shown = card(viewOf(AGREED, { now: FOC_NOON, runs: [run({ askedAt: FOC_NOON })] }))
    expect(readMessage(shown)).toContain(
      '*Activation sent, not live yet.* I’ll confirm by Tue, Dec 8 at 11:15 AM ET.',
    )
    expect(readMessage(shown)).toContain('Step 4 of 5')
    expect(buttonsOf(shown)).not.toContain('Activate now')
  })

  test('without an answer asks people not to ask again', () => {
    const runs = [run({ askedAt: FOC_NOON, state: 'unknown' as const })]
    const shown = card(viewOf(AGREED, { now: FOC_NOON, runs }))
    expect(readMessage(shown)).toContain('*Requested FOC* Mon, Dec 7')
    expect(buttonsOf(shown)).not.toContain('Activate now')
  })
})

describe('the card of an order that stands still', () => {
  test('has Bandwidth’s own sixty words in small print, and none of them for a notification', () => {
    const errors = [
      { code: '7484', description: `E1111 | ${'Our words '.repeat(60)}`, numbers: [] },
    ]
    const shown = card(viewOf({ status: 'EXCEPTION', errors }))
    expect(readMessage(shown)).toMatch(
      /:\* Bandwidth or Frontier is working on it \(7484\)\. [^_]*\n_Bandwidth says 7484: “E1111/,
    )
    expect(readMessage(shown).length).toBeLessThan(900)
    expect(readMarkup(shown.text)).not.toContain('Our words')
  })

  test('says of a date that can’t be met what was requested and the earliest now', () => {
    const errors = [{ code: '7412', description: '1N | unable to meet', numbers: [] }]
    const requestedFocDate = focDate('2026-12-02')
    expect(readMessage(card(viewOf({ status: 'EXCEPTION', errors, requestedFocDate })))).toMatch(
      /Frontier can’t meet the requested date \(7412\)\. .*\nWe requested Wed, Dec 2\. Earliest now: Fri, Dec 4\./,
    )
  })

  test('rejected: says why, what to do, and the code', () => {
    const errors = [{ code: '7402', description: 'address', numbers: [] }]
    expect(readMessage(card(viewOf({ status: 'EXCEPTION', errors })))).toMatch(
      /\*Your move, @dana:\* the service address doesn’t match Frontier’s record \(7402\)\. Use.*\nWe sent \*12 Orchard Ln/,
    )
  })

  test('rejected, and Bandwidth goes on with it: says from when it is the coordinator’s', () => {
    const errors = [{ code: '7484', description: 'working', numbers: [] }]
    const seen = portOrder({ status: 'EXCEPTION', errors })
    const shown = (statusSince: number) =>
      readMessage(card(orderView({ tracked: trackedOrder({ seen, statusSince }) })))
    expect(shown(NOW)).toContain('*Bandwidth’s move, yours from')
    expect(shown(NOW - 7 * 24 * 60 * 60_000)).toContain('*Your move, @dana:*')
  })

  test('a cancel that is requested is not called canceled', () => {
    expect(readMessage(card(viewOf({ status: 'REQUESTED_CANCEL' })))).toContain(
      '*Waiting on Frontier* to confirm the cancel. It can still port until they do.',
    )
  })

  test('an unknown status is shown as its text, with nothing final to press', () => {
    const shown = card(viewOf({ status: portStatus('PONDERING <it>') }))
    expect(readMessage(shown)).toContain(
      '*#1042 · Acme Dental* · PONDERING &lt;it&gt;\nBandwidth shows a status I don’t know',
    )
    expect(buttonsOf(shown)).toEqual(['Add LOA', 'Refresh', 'More…'])
  })
})

describe('the card of an order at its end', () => {
  const endedAt = NOW
  const seen = (status: 'COMPLETE' | 'CANCELLED') => portOrder({ status })

  test('live: nothing to do and nothing to press', () => {
    const tracked = trackedOrder({ seen: seen('COMPLETE'), ending: 'complete', endedAt })
    const shown = card(orderView({ tracked }))
    expect(readMessage(shown)).toContain('*#1042 · Acme Dental* · *live*')
    expect(readMessage(shown)).toContain('Step 5 of 5')
    expect(buttonsOf(shown)).toEqual([])
  })

  test('canceled: no stage, nothing to press', () => {
    const tracked = trackedOrder({ seen: seen('CANCELLED'), ending: 'cancelled', endedAt })
    const shown = card(orderView({ tracked }))
    expect(readMessage(shown)).not.toContain('Step')
    expect(buttonsOf(shown)).toEqual([])
  })

  test('purged: everything is kept and it can be recreated', () => {
    const tracked = trackedOrder({ ending: 'swept', endedAt })
    const shown = card(orderView({ tracked }))
    expect(readMessage(shown)).toContain('Nobody edited it for 48 hours. I saved everything in it.')
    expect(buttonsOf(shown)).toHaveLength(1)
    expect(readMessage(shown)).toContain('*#1042 · Acme Dental* · deleted by Bandwidth')
  })
})

describe('the card of an order not seen yet', () => {
  test('whose making got no answer says that it may exist', () => {
    const view = orderView({ tracked: trackedOrder({ seen: null }), intents: [intent()] })
    expect(readMessage(card(view))).toBe(
      [
        '*#1042 · Acme Dental* · not at Bandwidth yet',
        '*No answer from Bandwidth yet.* The order may exist. I’m checking and will post within 3 minutes. Don’t create it again.',
        '*Numbers* 919-555-0100 to 0119 (20 numbers)',
      ].join('\n'),
    )
  })

  test('that is known to be made can be looked at', () => {
    const tracked = trackedOrder({ seen: null, id: portOrder().id })
    expect(buttonsOf(card(orderView({ tracked })))).toEqual(['Refresh'])
  })
})

test('in no status is a card longer than eight lines', () => {
  for (const status of KNOWN_STATUSES) {
    const shown = card(viewOf({ ...AGREED, status, pon: 'PON-1', triggered: true }))
    expect(readMessage(shown).split('\n').length, status).toBeLessThanOrEqual(8)
    expect(readMessage(shown), status).toContain('*#1042 · Acme Dental*')
  }
})

test('unknown elements, the account number and the PIN are not on the card', () => {
  const view = viewOf({ hasAccountNumber: true, hasPin: true, otherElements: { Odd: 'zebra' } })
  expect(readMessage(card(view))).not.toMatch(/odd|zebra|PIN|account/i)
})

test('a business named <!channel> on two lines stays on one and calls nobody', () => {
  const subscriber = { ...portOrder().subscriber, businessName: '<!channel>\nInc' }
  const shown = card(
    orderView({ tracked: trackedOrder({ seen: portOrder({ subscriber }), owner: DANA }) }),
  )
  expect(readMessage(shown)).toContain('*#1042 · &lt;!channel&gt; Inc* · draft')
  expect(shown.text).not.toContain('<!channel>')
})

describe('the buttons of a card', () => {
  const asked = approval({ operation: 'cancel' })

  test.each(KNOWN_STATUSES)(
    '%s: four at most, and all that can be done is behind one',
    (status) => {
      for (const approvals of [[], [asked]]) {
        const view = viewOf({ ...AGREED, status }, { approvals })
        const shown = buttonsOf(card(view))
        expect(shown.length).toBeLessThanOrEqual(4)
        const all = orderGroups(view).flatMap(({ buttons }) => buttons.map(({ text }) => text.text))
        expect([...all, 'More…']).toEqual(expect.arrayContaining([...shown]))
      }
    },
  )

  test('recreate what is rejected for something that can’t be changed any more', () => {
    const losingCarrier = { spid: '6006', name: 'Verizon Wireless', wireless: true }
    const rejectedFor = (code: string) => {
      const errors = [{ code, description: '', numbers: [] }]
      return buttonsOf(card(viewOf({ status: 'EXCEPTION', losingCarrier, errors })))
    }
    expect(rejectedFor('7404')[0]).toBe('Cancel and recreate')
    expect(rejectedFor('7435')[0]).toBe('Fix PIN')
  })

  test('name behind them what is closed, with its reason', () => {
    const closed = (view: ReturnType<typeof viewOf>) =>
      orderGroups(view)
        .flatMap((group) => group.closed)
        .join('; ')
    expect(closed(viewOf(AGREED, { now: FOC_NOON }))).toMatch(
      /Change date.* – closed within 24 hours of going live/,
    )
    expect(closed(viewOf({ status: 'REQUESTED_SUPP' }))).toMatch(
      /Change order – .*hasn’t answered.*Request cancel – the losing carrier hasn’t answered/,
    )
    expect(closed(viewOf(AGREED, { approvals: [asked] }))).toContain(
      'Request cancel – an approver was asked',
    )
    expect(closed(viewOf({}))).toContain('Keep draft 2 days – possible from Thu, Dec 3 at 4 AM ET')
  })
})
