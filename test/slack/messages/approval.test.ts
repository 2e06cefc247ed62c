import {
  approvedContent,
  APPROVER_LEFT,
  DECIDED_SINCE_BACKUP,
  MAY_BE_USED,
} from '../../../src/porting/approval.ts'
import type { KnownBlock, ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { emptyContent } from '../../../src/porting/empty-content.ts'
import type { KnownBulkStatus } from '../../../src/porting/bulk-status.ts'
import { readNumbers } from '../../../src/porting/read-numbers.ts'
import { activationBatch } from '../../../src/slack/messages/activation-batch.ts'
import { approvalDetails, approvalPost } from '../../../src/slack/messages/approval.ts'
import { card } from '../../../src/slack/messages/card.ts'
import { readinessAnswer } from '../../../src/slack/messages/readiness.ts'
import { group } from '../../../src/slack/mrkdwn.ts'
import type { BatchedOrder } from '../../../src/desk/view-batch.ts'
import { bulkApproval, bulkApprovalDetails } from '../../../src/slack/messages/bulk-approval.ts'
import type { BatchState } from '../../../src/store/activation-batches.ts'
import type { Approval } from '../../../src/store/approvals.ts'
import { longestView } from '../../fixtures/longest.ts'
import { longestBulk } from '../../fixtures/bulk.ts'
import { approval, offer, run } from '../../fixtures/operations.ts'
import {
  DANA,
  day,
  eastern,
  focDate,
  LEE,
  MINUTE,
  NOW,
  orderView,
  portOrder,
  trackedOrder,
  viewOf,
} from '../../fixtures/orders.ts'
import { usualBulk } from '../../gallery/usual-bulk.ts'
import { buttonsOf, readMarkup, readMessage } from '../read-message.ts'

const approvers = group('S0LNP')
const AGREED = { status: 'FOC', actualFocDate: focDate('2026-12-08') } as const
const DECIDED = { decidedBy: LEE, decidedAt: NOW + 6 * MINUTE } as const
const AHEAD = {
  operation: 'activate',
  state: 'granted',
  askedBy: LEE,
  ...DECIDED,
  facts: {
    ahead: {
      day: day('2026-12-08'),
      opensAt: eastern('2026-12-08 05:00'),
      closesAt: eastern('2026-12-08 22:00'),
    },
  },
} as const

function shown(different: Partial<Approval>, view = viewOf({})): string {
  return readMessage(approvalPost(view, approval(different), { approvers }))
}

test('an approver sees the service address of either kind at once, and how many orders have another', () => {
  const bulk = usualBulk('VALID_DRAFT_TNS')
  const [first, ...others] = bulk.children
  if (first === undefined) throw new Error('The usual bulk order has orders.')
  const { subscriber } = bulk.bulk.shared
  const serviceAddress = { ...subscriber.serviceAddress, houseNumber: '14' }
  const content = { ...first.tracked.content, subscriber: { ...subscriber, serviceAddress } }
  const elsewhere = { ...first, tracked: { ...first.tracked, content } }
  const said = (children: typeof bulk.children) =>
    readMessage(bulkApproval({ ...bulk, children }, approval(), approvers))
  expect(said(bulk.children)).toMatch(/^\*Service address\* 12 Orchard Ln, Durham NC 27701$/m)
  expect(said([elsewhere, ...others])).toMatch(/27701, another for 1 order$/m)
  expect(shown({ operation: 'submit' })).toMatch(/^\*Service address\* \S/m)
})

test('a request to change the date names the FOC date that is at stake, where another was requested', () => {
  const asks = (requested: string) =>
    shown(
      { operation: 'change', facts: {} },
      viewOf({
        status: 'FOC',
        requestedFocDate: focDate(requested),
        actualFocDate: focDate('2026-12-10'),
      }),
    )
  expect(asks('2026-12-08')).toContain('The FOC date (Thu, Dec 10) is lost')
  expect(asks('2026-12-10')).toContain('The FOC date is lost')
})

describe('a request to activate several orders', () => {
  const waiting = approval({ operation: 'activate', state: 'open' })
  const several = (
    orders: readonly {
      readonly number?: number
      readonly why?: string
      readonly approval?: Approval | null
      readonly run?: BatchedOrder['run']
    }[],
    state: BatchState = 'open',
  ) =>
    readMessage(
      activationBatch(
        {
          now: NOW,
          bulk: null,
          batch: {
            id: 'b',
            bulkNumber: null,
            orders: [],
            askedBy: LEE,
            askedAt: NOW,
            decidedBy: null,
            state,
          },
          orders: orders.map((one) => ({
            order: { number: one.number ?? 1042, approvalId: 'a', why: one.why ?? null },
            view: viewOf(
              {},
              {
                tracked: trackedOrder({
                  number: one.number ?? 1042,
                  seen: portOrder({ ...AGREED, numbers: readNumbers('919-555-0100').numbers }),
                }),
              },
            ),
            approval: one.approval === undefined ? waiting : one.approval,
            run: one.run ?? null,
          })),
        },
        approvers,
      ),
    )

  test('has one number leave its carrier, and two leave theirs', () => {
    expect(several([{}])).toContain('1 number leaves its carrier now')
    expect(several([{}, {}])).toContain('2 numbers leave their carriers now')
  })

  test('takes one line for all that are live, and for all that are left out for one reason', () => {
    const OFF = 'On-demand activation is off at Bandwidth.'
    const leftOut = { why: OFF, approval: null }
    const live = { run: run({ state: 'live' }), approval: null }
    const numbers = [1043, 1044, 1045, 1046, 1047, 1048, 1049, 1050]
    const eight = [
      leftOut,
      live,
      leftOut,
      live,
      leftOut,
      { why: 'Canceled.', approval: null },
      {},
      live,
    ]
    const said = several(eight.map((one, at) => ({ ...one, number: numbers[at] ?? 0 })))
    const listed = said.split('\n').filter((line) => line.startsWith('• '))
    expect(listed).toHaveLength(4)
    expect(said).toContain(`• #1043, #1045, #1047 · left out: ${OFF}`)
    expect(said).toContain('• #1044, #1046, #1050 · live')
    for (const number of numbers) expect(listed.join('\n').split(`#${number}`)).toHaveLength(2)
    // Alone it keeps what it is known by.
    expect(said).toMatch(/• #1048 · .*919-555-0100 · left out: Canceled\./)
    const noneLeft = 'No approver is left for #1043: @U0LEE changed it.'
    const refused = several([{ number: 1043, why: noneLeft, approval: null }], 'over')
    expect(refused).toContain('left out: No approver is left: @lee changed it.')
  })

  test('gives each reason in short, never in empty brackets, and who is meant by name', () => {
    const ended = (outcome: string | null) => ({
      approval: approval({ operation: 'activate', state: 'void', outcome }),
    })
    expect(several([{}, ended(null)])).toContain('left out: it changed.')
    // What ended without a change isn't said to have changed.
    for (const why of [APPROVER_LEFT, DECIDED_SINCE_BACKUP, MAY_BE_USED]) {
      expect(several([ended(why)], 'over').toLowerCase()).toContain(
        `left out: ${why.toLowerCase()}`,
      )
    }
    expect(several([ended('withdrawn')], 'stopped')).toContain('*Withdrawn. Acme Dental: ')
    expect(several([{ why: `@${LEE} changed it` }])).toContain('@lee changed it.')
    const long = 'Bandwidth refused it. '.repeat(100)
    const refused = approval({ operation: 'activate', state: 'spent', outcome: long })
    for (const one of [{ why: long }, { approval: refused }, { why: long, approval: null }]) {
      expect(several([one], 'over').length).toBeLessThan(600)
    }
  })
})

describe('a request', () => {
  test('to submit says exactly what will happen and how long it is good', () => {
    const documents = [{ fileId: 'file-1', type: 'LOA', name: 'ab12 loa.pdf' }]
    const view = orderView({
      tracked: trackedOrder({ documents }),
      offers: [offer({ state: 'attached', fileId: 'file-1' })],
    })
    const request = shown({}, view)
    for (const fact of [
      /^\*Submit #1042 · Acme Dental\?\* 20 numbers leave Frontier as soon as possible\./,
      /919-555-0100 to 0119/,
      /\*BTN\* 919-555-0100/,
      /12 Orchard Ln, Durham NC 27701/,
      /\*Signer\* J Rivera, .*loa\.pdf, sent by @dana/,
      /\[Approve and submit\] \[Deny…\] \[Show 20 numbers\]/,
      /_@dana asked .*Expires Wed, Dec 2 at 10 AM ET, or when the order is edited_/,
    ]) {
      expect(request).toMatch(fact)
    }
  })

  test('to cancel says what is lost and that it cannot be taken back', () => {
    const request = shown(
      { operation: 'cancel', facts: { reason: 'wrong carrier' } },
      viewOf(AGREED),
    )
    for (const fact of [
      /^\*Cancel #1042 · Acme Dental\?\* 20 numbers stay with Frontier\./,
      /Reason: wrong carrier/,
      /FOC Tue, Dec 8 is lost/,
      /can’t be undone.*takes a new order/,
      /\[Approve cancellation\] \[Deny…\]/,
    ]) {
      expect(request).toMatch(fact)
    }
  })

  test('to activate says that it happens at once and cannot be taken back', () => {
    const view = viewOf(AGREED, { now: eastern('2026-12-08 09:00') })
    expect(shown({ operation: 'activate' }, view)).toMatch(
      /^\*Activate #1042 · Acme Dental\?\* 20 numbers leave Frontier now\.[^]*until 10 PM ET[^]*at 11:30 AM ET[^]*can’t be undone/,
    )
  })

  test('is read out on a phone as a question', () => {
    const { text } = approvalPost(viewOf({}), approval(), { approvers })
    expect(readMarkup(text)).toBe(
      '*Submit #1042 · Acme Dental?* 20 numbers leave Frontier as soon as possible. <!subteam^S0LNP>',
    )
  })
})

describe('a request that is longer than a phone shows', () => {
  const NAME = 'Consolidated Dental Group'
  const reason = 'The customer stays for now. '.repeat(12).trim()
  const differences = Array.from({ length: 12 }, (_, at) => ({
    field: `field ${at}`,
    before: `was ${at}`,
    after: `${NAME} ${at}`,
  }))
  const change = {
    fields: [],
    content: emptyContent([]),
    hasSecrets: false,
    secrets: null,
    differences,
    warnings: ['The carrier may refuse it.', 'The carrier may charge for it.'],
  }
  const view = longestView('DRAFT', NAME)
  const { seen } = view.tracked
  if (seen === null) throw new Error('It was seen.')
  const content = approvedContent('submit', seen, {
    documents: [{ fileId: 'file-1', type: 'LOA', digest: 'abc' }],
    secretsMark: 'the mark of the secrets',
  })

  test.each(['submit', 'activate', 'cancel', 'change'] as const)(
    'to %s has all of it in its details: every field, sentence and difference, and no secret',
    (operation) => {
      const asked = approval({ operation, content, facts: { reason, change } })
      const shownIn = textIn(approvalDetails(view, asked, approvers))
      for (const [field, value] of Object.entries(content)) {
        if (/^(?:document|account number|numbers)/.test(field)) continue
        expect(shownIn).toContain(`*${field}* ${value}`)
      }
      expect(shownIn).toMatch(/\*Numbers\* .*5,000 numbers[^]*\*BTN\*[^]*\*Service address\*/)
      expect(shownIn.split('sent by').length - 1).toBe(view.tracked.documents.length)
      expect(shownIn).toContain(reason)
      if (operation === 'submit') {
        const missing = view.readiness.filter(({ state }) => state === 'missing')
        for (const { says } of missing) expect(shownIn).toContain(says)
      }
      if (operation === 'change') {
        for (const { field, before, after } of differences)
          expect(shownIn).toContain(`${field}: ${before} to ${after}`)
        for (const warning of change.warnings) expect(shownIn).toContain(warning)
      }
      expect(shownIn).not.toMatch(/mark of the secrets|fingerprint/)
    },
  )

  test('of a bulk order has each of its orders in its details, or counts those it has no room for', () => {
    const bulk = longestBulk('VALID_DRAFT_TNS', NAME)
    const asked = approval({ content: { 'business name': NAME } })
    const all = textIn(bulkApprovalDetails(bulk, asked, approvers))
    const named = bulk.children.filter(({ tracked }) => all.includes(`• #${tracked.number}`)).length
    expect(named).toBeGreaterThan(50)
    expect(all).toContain(`and ${bulk.children.length - named} more orders`)
    expect(all).toContain(`*business name* ${NAME}`)
  })

  test('keeps on its face what is decided, and offers the rest', () => {
    const face = (operation: Approval['operation']) =>
      shown(
        { operation, facts: { reason, change } },
        operation === 'submit' ? view : longestView('FOC', NAME),
      )
    for (const operation of ['submit', 'cancel', 'change'] as const) {
      expect(face(operation)).toMatch(
        /#1042 · Consolidated Dental Group\?.* 5,000 numbers .*Consolidated/,
      )
      expect(face(operation)).toContain('[Show details]')
    }
    expect(face('cancel')).toContain('can’t be undone')
    expect(face('change')).toContain('is lost if the carrier refuses')
    expect(shown({})).not.toContain('Show details')
  })
})

function textIn(view: ModalView): string {
  return readMarkup(
    (view.blocks as readonly KnownBlock[])
      .flatMap((block) => (block.type === 'section' ? [block.text, ...(block.fields ?? [])] : []))
      .map((text) => text?.text ?? '')
      .join('\n'),
  )
}

test('what carriers refuse stands on the card, in the readiness and on the request alike', () => {
  const { subscriber } = orderView({}).tracked.content
  const serviceAddress = { ...subscriber.serviceAddress, streetName: 'PO Box 12', zip: '02134' }
  const view = viewOf({
    subscriber: { ...subscriber, serviceAddress },
    loaAuthorizingPerson: 'Acme LLC',
  })
  const everywhere = [
    readMessage(card(view)),
    readMessage(readinessAnswer(view)),
    textIn(approvalDetails(view, approval(), approvers)),
  ]
  expect(shown({}, view)).toMatch(/2 warnings: service address, signer[^]*\[Show details\]/)
  for (const said of everywhere) {
    expect(said).toMatch(/is a PO box\..* 02134 is in MA, and the state is NC/)
    expect(said).toMatch(/signer looks like a company/)
  }
})

describe('a decided request says in place who decided and what came of it, in two lines where nobody has to act', () => {
  const asked = '@dana asked at 10 AM ET'

  test('approved, on its way', () => {
    expect(shown({ state: 'spent', ...DECIDED })).toBe(
      `*Submitting #1042 · Acme Dental*\n_${asked}, @lee approved it at 10:06 AM ET_`,
    )
  })

  test('approved, with its outcome', () => {
    const outcome = 'Bandwidth shows SUBMITTED since 10:07 AM ET.'
    const facts = { result: 'seen' } as const
    expect(shown({ state: 'spent', ...DECIDED, outcome, facts })).toBe(
      `*Submitted: #1042 · Acme Dental*\n_${outcome.slice(0, -1)} · ${asked}, @lee approved it at 10:06 AM ET_`,
    )
  })

  test('approved and refused by Bandwidth, with what whoever asked does next', () => {
    const outcome = 'Bandwidth didn’t take the order.'
    const why = 'the date is too soon (7209).'
    const facts = { result: 'refused', why, next: 'Choose a later day.', fix: 'date' } as const
    expect(shown({ state: 'spent', ...DECIDED, outcome, facts })).toBe(
      `*Not submitted: #1042 · Acme Dental*\nThe date is too soon (7209). Choose a later day. @dana\n[Change date] [Request again]\n_${asked}, @lee approved it at 10:06 AM ET_`,
    )
  })

  test('approved without an answer, until the order shows it', () => {
    const outcome = "No answer came from Bandwidth. Don't submit it again."
    const doubtful = approval({
      state: 'spent',
      ...DECIDED,
      outcome,
      facts: { result: 'unknown' },
    })
    const said = (status: 'DRAFT' | 'SUBMITTED') =>
      readMessage(approvalPost(viewOf({ status }), doubtful, { approvers }))
    expect(said('DRAFT')).toMatch(
      /^\*I don’t know yet if #1042 · Acme Dental was submitted\*\nNo a/,
    )
    expect(said('SUBMITTED')).toMatch(/^\*Submitted: #1042 · Acme Dental\*\n_@dana asked/)
  })

  test('approved before outcomes were told apart', () => {
    expect(shown({ state: 'spent', ...DECIDED, outcome: 'Bandwidth has it.' })).toContain(
      '*Approved: submit #1042 · Acme Dental*\n_Bandwidth has it · ',
    )
  })

  test('denied, with the reason', () => {
    expect(shown({ state: 'denied', ...DECIDED, outcome: 'No LOA <yet>' })).toBe(
      `*Not submitted: the request for #1042 · Acme Dental was denied*\n[Request again]\n_“No LOA &lt;yet&gt;” · ${asked}, @lee denied it at 10:06 AM ET_`,
    )
  })

  test('withdrawn by who asked', () => {
    const { askedBy } = approval()
    expect(shown({ state: 'denied', ...DECIDED, decidedBy: askedBy })).toMatch(
      /^\*Not submitted: .*#1042 · Acme Dental was withdrawn\*[^]*_@dana asked at 10 AM ET, then withdrew it at 10:06 AM ET_$/,
    )
  })

  test('void, with the field that changed', () => {
    const outcome = 'requested FOC: Tue, Dec 8 2026 to Wed, Dec 9 2026'
    expect(shown({ state: 'void', outcome })).toBe(
      `*Not submitted: the request for #1042 · Acme Dental is no longer valid* (${outcome})\n[Request again]\n_${asked}_`,
    )
  })

  test('void because it was submitted elsewhere: it does not say that it was not', () => {
    const outcome = 'the order is SUBMITTED by now'
    const post = shown({ state: 'void', outcome }, viewOf({ status: 'SUBMITTED' }))
    expect(post).toBe(
      `*The request for #1042 · Acme Dental is no longer valid* (${outcome})\n_${asked}_`,
    )
  })

  test('too late', () => {
    expect(shown({ state: 'expired' })).toBe(
      `*Not submitted: the request for #1042 · Acme Dental expired*\n[Request again]\n_It expired on Wed, Dec 2 at 10 AM ET. Nothing was sent · ${asked}_`,
    )
  })
})

describe('an activation approved ahead', () => {
  test('names its day and hours and what ends it', () => {
    const post = shown(AHEAD, viewOf(AGREED))
    for (const fact of [
      /^\*Pre-approved: activate #1042 · Acme Dental\*\n/,
      /Any coordinator can activate it .*Tue, Dec 8, 5 AM to 10 PM ET\./,
      /_Any change to the order voids it · @lee approved it/,
    ]) {
      expect(post).toMatch(fact)
    }
  })

  test('can be used by a click inside its hours', () => {
    const view = viewOf(AGREED, { now: eastern('2026-12-08 09:00'), approvals: [approval(AHEAD)] })
    expect(buttonsOf(approvalPost(view, approval(AHEAD), { approvers }))).toEqual(['Activate now'])
  })

  test('that nobody used says so', () => {
    expect(shown({ ...AHEAD, state: 'expired' }, viewOf(AGREED))).toContain(
      '*Not activated: the pre-approval for #1042 · Acme Dental expired unused*',
    )
  })
})

describe('asking again is not offered', () => {
  const ended = approval({ state: 'expired' })
  const again = (view: Parameters<typeof approvalPost>[0]) =>
    buttonsOf(approvalPost(view, ended, { approvers }))

  test('while another request is open', () => {
    expect(again(viewOf({}, { approvals: [approval({ id: 'newer' })] }))).toEqual([])
  })

  test('when the order has moved on or ended', () => {
    expect(again(viewOf({ status: 'SUBMITTED' }))).toEqual([])
    expect(again(orderView({ tracked: trackedOrder({ ending: 'swept', endedAt: NOW }) }))).toEqual(
      [],
    )
  })
})

describe('an ended request about a bulk order', () => {
  const shownOf = (status: KnownBulkStatus, different: Partial<Approval>, live: Approval[] = []) =>
    readMessage(
      bulkApproval(
        { ...longestBulk(status, 'Acme'), approvals: live },
        approval(different),
        approvers,
      ),
    )
  const refused = { state: 'spent', outcome: 'Not ready.', facts: { result: 'refused' } } as const

  test.each([
    ['VALID_DRAFT_TNS', refused, '[Edit shared details] [Request again]'],
    ['INVALID_DRAFT_TNS', { state: 'void' }, '[Request again]'],
    ['VALIDATE_DRAFT_TNS', refused, '[Request again]'],
    ['IN_PROGRESS', refused, null],
    ['IN_PROGRESS', { state: 'void' }, null],
    ['IN_PROGRESS', { state: 'denied', operation: 'cancel' }, '[Request again]'],
    ['VALID_DRAFT_TNS', { state: 'expired', operation: 'cancel' }, null],
  ] as const)('%s offers only what can be done: %j', (status, different, buttons) => {
    const shownButtons = /(?:\[[^\]]+\] ?)+$/m.exec(shownOf(status, different))?.[0] ?? null
    expect(shownButtons).toBe(buttons)
  })

  test('is not offered once more while another one is open', () => {
    expect(
      shownOf('VALID_DRAFT_TNS', { state: 'denied' }, [approval({ id: 'other' })]),
    ).not.toContain('Request again')
  })

  test('is withdrawn, not denied, by whoever asked', () => {
    expect(
      shownOf('VALID_DRAFT_TNS', { state: 'denied', decidedBy: DANA, decidedAt: NOW }),
    ).toMatch(/^\*Not submitted: .* was withdrawn\*/)
  })

  test('says that nothing was sent when its time was up', () => {
    expect(shownOf('VALID_DRAFT_TNS', { state: 'expired' })).toMatch(/Nothing was sent/)
  })
})
