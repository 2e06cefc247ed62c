import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/porting/refusal.ts'
import { documentOffer } from '../../../src/slack/messages/document-offer.ts'
import { commandHelp, helpAnswer } from '../../../src/slack/messages/help.ts'
import { turnTo } from '../../../src/slack/controls/list-controls.ts'
import { listPage, type DrawnLine, type ListPage } from '../../../src/slack/messages/worklist.ts'
import { listed } from '../../fixtures/listed.ts'
import { readinessAnswer } from '../../../src/slack/messages/readiness.ts'
import { bugAnswer, refusalAnswer } from '../../../src/slack/messages/refusal.ts'
import { statusAnswer } from '../../../src/slack/messages/status.ts'
import { group, mention } from '../../../src/slack/mrkdwn.ts'
import type { OfferedDocument } from '../../../src/store/offered-documents.ts'
import { approval, offer } from '../../fixtures/operations.ts'
import {
  DANA,
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
import { buttonsOf, readMessage } from '../read-message.ts'

describe('the status of an order', () => {
  test('tells everything once, to one person', () => {
    const view = orderView({
      tracked: trackedOrder({
        seen: portOrder({
          hasAccountNumber: true,
          pon: 'PON-1',
          otherElements: { LnpLosingCarrierIsWireless: 'maybe' },
        }),
        documents: [{ fileId: 'f', type: 'INVOICE', name: 'bill.pdf' }],
      }),
      approvals: [approval()],
      audit: [
        { at: NOW, orderNumber: 1042, by: DANA, operation: 'edit', facts: { fields: 'ZIP' } },
        { at: NOW, orderNumber: 1042, by: 'portin', operation: 'saw foc', facts: {} },
      ],
    })
    expect(readMessage(statusAnswer(view))).toBe(
      [
        '*#1042 · Acme Dental* · draft',
        '*Waiting on an approver:* submit it? @dana asked at 10 AM ET.',
        '*Numbers* 919-555-0100 to 0119 (20 numbers)',
        '*From* Frontier, on-net',
        '*Customer* Acme Dental · business',
        '*Service address* 12 Orchard Ln, Durham NC 27701',
        '*BTN* 919-555-0100',
        '*Signer* J Rivera',
        '*Account number* on file · PIN not on file',
        '*Documents* no LOA on file, also bill.pdf (INVOICE)',
        '*Requested FOC* as soon as possible',
        '*Goes live* on demand',
        '*Approvals* submission requested',
        '*Recent activity*',
        '• @dana edited the draft (fields: ZIP) · Tue, Dec 1 at 10 AM ET',
        '• portin saw the FOC date · Tue, Dec 1 at 10 AM ET',
        '*Other details* LnpLosingCarrierIsWireless: maybe',
        '[Edit order] [Add LOA] [More…]',
        '_Step 1 of 5 · Bandwidth deletes it Fri, Dec 4 at 4 AM ET if nobody edits it · Checked at 9:58 AM ET · Owner @dana, started at 8 AM ET_',
        '_Site 101 · order ID order-1 · customer order ID Acme Dental-ab23cd45ef · PON PON-1 · DRAFT_',
      ].join('\n'),
    )
  })

  test('shows no secret, not even one in an element that nobody knows', () => {
    const otherElements = {
      WirelessPinNumber: '4711',
      OldAccountNumber: 'A-4711',
      Passcode: '4711',
    }
    const tracked = trackedOrder({
      seen: portOrder({ otherElements, hasAccountNumber: true, hasPin: true }),
      sealedSecrets: 'sealed-4711',
    })
    const shown = statusAnswer(orderView({ tracked }))
    expect(JSON.stringify(shown)).not.toContain('4711')
    expect(readMessage(shown)).toContain('*Account number* on file · PIN on file')
  })

  test('says once why it was rejected, where that is all', () => {
    const error = { code: '7402', description: 'x', numbers: [] }
    const shown = (errors: readonly (typeof error)[]) =>
      readMessage(statusAnswer(viewOf({ status: 'EXCEPTION', errors })))
    expect(shown([error]).match(/7402/g)).toHaveLength(1)
    const both = shown([error, { ...error, code: '7404' }])
    expect(both).toMatch(/\*Errors from Bandwidth\*.*\n• .*740/)
  })

  test('names what Bandwidth objects to, with the numbers', () => {
    const errors = [{ code: '7402', description: 'x', numbers: [tn('919-555-0100')] }]
    expect(readMessage(statusAnswer(viewOf({ status: 'EXCEPTION', errors })))).toMatch(
      /\*Errors from Bandwidth\*\n• 919-555-0100 \(1 number\): .*\(7402\)|\*Errors from Bandwidth\*\n• 919-555-0100: .*\(7402\)/,
    )
  })
})

describe('readiness', () => {
  test('names what is missing, each with the way to fix it', () => {
    const view = viewOf({ loaAuthorizingPerson: null })
    expect(readMessage(readinessAnswer(view))).toBe(
      [
        '*#1042 · Acme Dental isn’t ready to submit:* 1 thing missing.',
        ':white_check_mark: numbers, BTN, customer, service address, site',
        ':x: Add the signer.',
        ':warning: No date requested. Bandwidth will pick the earliest one.',
        ':warning: No LOA yet. You can submit without one, but the carrier may ask for it.',
        '[Edit order] [Add LOA]',
      ].join('\n'),
    )
  })

  test('of a draft with everything offers to submit it', () => {
    expect(buttonsOf(readinessAnswer(viewOf({})))).toContain('Request approval')
  })

  test('of an order past its draft says so', () => {
    expect(readMessage(readinessAnswer(viewOf({ status: 'SUBMITTED' })))).toBe(
      '*#1042 · Acme Dental can’t be submitted.* It’s waiting on the losing carrier.',
    )
  })
})

describe('a dropped file', () => {
  const announced = (different: Partial<OfferedDocument>) =>
    readMessage(documentOffer(viewOf({}), offer(different)))

  test('asks what it is', () => {
    expect(announced({})).toBe(
      '*Attach loa.pdf to #1042 · Acme Dental?* 123 kB, from @dana. A coordinator’s click sends it.\n[Attach as LOA] [Attach as invoice] [Attach as CSR] [Attach as other]',
    )
  })

  test('for a toll-free order tells what an LOA has to be', () => {
    const view = viewOf({ numbers: [tn('800-555-0199')], tollFree: TOLL_FREE_FACTS })
    expect(readMessage(documentOffer(view, offer()))).toContain(
      'click sends it. An LOA has to be PDF or TIFF here.',
    )
  })

  test('is not called attached before it is', () => {
    expect(announced({ state: 'sending', type: 'LOA' })).toBe(
      'Sending *loa.pdf* to Bandwidth as LOA…',
    )
    expect(announced({ state: 'unknown', type: 'LOA' })).toBe(
      '*No answer from Bandwidth about loa.pdf.* It may be there. I’m checking and will post here. Don’t send it again.',
    )
    expect(announced({ state: 'attached', type: 'LOA', attachedBy: LEE })).toBe(
      '*loa.pdf* is attached to #1042 · Acme Dental as LOA. Bandwidth has it on file. Sent by @dana, attached by @lee.',
    )
  })

  test('that was refused says why and can be tried as something else', () => {
    expect(announced({ state: 'refused', outcome: 'The file is empty.' })).toMatch(
      /^\*loa\.pdf wasn’t attached\.\* The file is empty\.\n\[Attach as LOA\]/,
    )
  })
})

describe('a list', () => {
  const page = (lines: readonly Partial<DrawnLine>[], different: Partial<ListPage> = {}) =>
    readMessage(
      listPage(
        {
          title: 'Open orders',
          id: 'L1',
          from: 0,
          to: lines.length,
          count: lines.length,
          asOf: NOW,
          lines: lines.map((line, index) => ({
            number: 1042 + index,
            why: null,
            orders: null,
            url: null,
            owner: 'Dana',
            order: listed(1042 + index),
            ...line,
          })),
          ...different,
        },
        NOW,
      ),
    )

  test('is a line an order: how it stands and what is due, since when, whose it is, its card', () => {
    const shown = page([
      { url: 'https://acme.slack.com/archives/C1/p1' },
      {
        order: listed(1043, { status: 'EXCEPTION', focDay: null, reason: 'address mismatch' }),
        owner: 'Lee',
      },
      { order: listed(1044, { status: 'DRAFT', focDay: null, draftEndsAt: NOW + 20 * HOUR }) },
    ])
    const [title, needs, rejected, drafts, draft, dates, foc, buttons] = shown.split('\n')
    expect(title).toBe('*Open orders: 3*')
    expect([needs, drafts, dates]).toEqual(['*Needs you*', '*Drafts*', '*FOC dates*'])
    expect(foc).toMatch(/^<https:.*\|#1042 · Acme Dental> · FOC Tue, Dec 8 · Dana$/)
    expect(rejected).toMatch(/^\*#1043 · Acme Dental\* · rejected: address mismatch · .* · Lee$/)
    expect(draft).toMatch(/^\*#1044 · Acme Dental\* · draft, deleted .* · /)
    expect(buttons).toBe('[Download CSV]')
  })

  test('says why an order is work, and for how many orders of a bulk order', () => {
    const shown = page([
      { why: { kind: 'ports', portsAt: NOW + HOUR }, orders: 7 },
      { why: { kind: 'your-move', reason: null, since: NOW - HOUR } },
    ])
    expect(shown).toMatch(/#1042 · Acme Dental\* · 7 orders · goes live at/)
    expect(shown).toMatch(/#1043 · Acme Dental\* · waiting on a coordinator, /)
  })

  test('has pages, and without a memory only the first', () => {
    const many = Array.from({ length: 20 }, () => ({}))
    expect(page(many, { count: 45 })).toMatch(
      /\[Show next orders\] \[Download CSV\]\n_Owner: Dana_\n_1 to 20 of 45_$/,
    )
    expect(page(many.slice(0, 5), { count: 45, from: 40, to: 45 })).toMatch(
      /\[Show previous orders\] \[Download CSV\]/,
    )
    expect(page(many, { count: 45, id: null })).not.toContain('[')
    expect(page([])).toBe('*Open orders:* none.')
  })

  test('turns to its page by buttons of release 0.2.0, too', () => {
    expect(turnTo.read('L1 2')).toEqual({ list: 'L1', place: { from: 40 } })
    expect(turnTo.read('L1 from 14')).toEqual({ list: 'L1', place: { from: 14 } })
    expect(turnTo.read('L1 before 14')).toEqual({ list: 'L1', place: { before: 14 } })
  })
})

describe('help', () => {
  const commands = [
    {
      name: 'check',
      usage: 'check <numbers>',
      summary: 'check if numbers can port',
      example: 'check 919-555-0100..0119',
      group: 'start' as const,
    },
    {
      name: 'note',
      usage: 'note <order> [text]',
      summary: 'send a note',
      example: 'note 1042 please confirm',
      group: 'work' as const,
    },
    {
      name: 'new',
      usage: 'new [numbers]',
      summary: 'start an order',
      example: 'new 919',
      group: 'start' as const,
    },
  ]
  const approvers = group('S0LNP')
  const PORTER = { isCoordinator: true, isApprover: false, isAdmin: false }

  test('for a coordinator names the commands, who decides, and the words of the trade', () => {
    const shown = helpAnswer({ name: mention(DANA), roles: PORTER, commands, approvers })
    const [title, start, work, who, , words] = readMessage(shown).split('\n')
    expect(title).toContain('@dana, you’re a coordinator.')
    expect(start).toBe('*Start* `check 919-555-0100..0119` · `new`')
    expect(work).toBe('*Work on an order* `note 1042 …`')
    expect(who).toContain('<!subteam^S0LNP> approve')
    for (const word of ['FOC', 'LOA', 'BTN', 'SUPP', 'RespOrg']) expect(words).toContain(word)
  })

  test('tells of one command how it is typed', () => {
    const [check] = commands
    const shown = check === undefined ? '' : readMessage(commandHelp(check))
    expect(shown).toContain('`/portin check &lt;numbers&gt;`')
    expect(shown).toContain('`/portin check 919-555-0100..0119`')
  })

  test('for a misspelt command asks what was meant', () => {
    const shown = helpAnswer({
      name: 'Dana',
      roles: PORTER,
      commands,
      approvers,
      unknown: { typed: 'chekc', nearest: 'check' },
    })
    expect(readMessage(shown)).toMatch(
      /^\*I don’t know "chekc"\.\* Did you mean `\/portin check`\?/,
    )
  })

  const DECIDES = 'Submit, activate, cancel: you approve what others request.'
  const ASKS = 'Submit, activate, cancel: you request, <!subteam^S0LNP> approve.'
  const NOBODY = 'To port numbers here, ask an admin to name you a coordinator in the settings.'
  const KEEPER =
    'You look after the bot. To port numbers as well, name yourself in PORTIN_COORDINATORS.'

  test.each([
    [
      { isCoordinator: false, isApprover: false, isAdmin: false },
      'neither a coordinator nor an approver',
      NOBODY,
    ],
    [{ isCoordinator: false, isApprover: false, isAdmin: true }, 'an admin', KEEPER],
    [{ isCoordinator: true, isApprover: false, isAdmin: false }, 'a coordinator', ASKS],
    [{ isCoordinator: true, isApprover: false, isAdmin: true }, 'a coordinator and an admin', ASKS],
    [{ isCoordinator: false, isApprover: true, isAdmin: false }, 'an approver', DECIDES],
    [
      { isCoordinator: false, isApprover: true, isAdmin: true },
      'an approver and an admin',
      DECIDES,
    ],
    [{ isCoordinator: true, isApprover: true, isAdmin: false }, 'an approver', DECIDES],
    [{ isCoordinator: true, isApprover: true, isAdmin: true }, 'an approver and an admin', DECIDES],
  ])('says what somebody is and may do here who is %o', (roles, is, may) => {
    const shown = readMessage(helpAnswer({ name: 'Sam', roles, commands: [], approvers }))
    const [title, who, words] = shown.split('\n')
    expect(title).toMatch(new RegExp(`Sam, you’re ${is}\\.$`))
    expect(who).toBe(`_${may}_`)
    expect(words !== undefined).toBe(roles.isCoordinator || roles.isApprover)
  })
})

describe('a no', () => {
  test('says what, why and how it becomes possible', () => {
    const refusal = new Refusal(
      'not-foc',
      '#1042 can’t be activated yet: <SUBMITTED>.',
      'Ask @U0LEE.',
    )
    expect(readMessage(refusalAnswer(refusal))).toBe(
      '*#1042 can’t be activated yet: &lt;SUBMITTED&gt;.*\nAsk @lee.',
    )
    expect(readMessage(refusalAnswer(new Refusal('x', 'No.')))).toBe('*No.*')
  })

  test('for a bug gives the reference and does not say that nothing happened', () => {
    expect(readMessage(bugAnswer('7F3K'))).toMatch(
      /^\*Something broke on my side \(reference 7F3K\)\.\*\nI don’t know if it went through/,
    )
  })
})
