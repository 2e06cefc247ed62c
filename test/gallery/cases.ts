import { commands } from '../../commands/index.ts'
import { EarlierThanExpected } from '../../src/desk/approval-refusals.ts'
import type { OrderView } from '../../src/desk/view-order.ts'
import { emptyContent } from '../../src/porting/empty-content.ts'
import type { OrderChange } from '../../src/porting/order-changes.ts'
import type { OrderError, PortOrder } from '../../src/porting/order.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import type { WhyListed } from '../../src/porting/worklists.ts'
import type { Approval } from '../../src/store/approvals.ts'
import { isSeen, type SeenOrder } from '../../src/store/orders.ts'
import type { Message } from '../../src/slack/blocks.ts'
import { checkFormView } from '../../src/slack/forms/check-form.ts'
import { denyView, withdrawView } from '../../src/slack/forms/deny-view.ts'
import { loaFormView } from '../../src/slack/forms/loa-view.ts'
import { noteView } from '../../src/slack/forms/note-form.ts'
import { noteOrderView } from '../../src/slack/forms/note-order-form.ts'
import { orderFormView, type OrderFormInput } from '../../src/slack/forms/order-view.ts'
import { changeFormView } from '../../src/slack/forms/change-view.ts'
import { activationPost, conditions } from '../../src/slack/messages/activation.ts'
import { approvalPost } from '../../src/slack/messages/approval.ts'
import { approvalAsked } from '../../src/slack/messages/approval-asked.ts'
import { bulkApproval } from '../../src/slack/messages/bulk-approval.ts'
import { bulkCard } from '../../src/slack/messages/bulk-card.ts'
import { bulkChange } from '../../src/slack/messages/bulk-change.ts'
import { bulkDigest } from '../../src/slack/messages/bulk-digest.ts'
import { bulkNews } from '../../src/slack/messages/bulk-news.ts'
import { bulkReminder } from '../../src/slack/messages/bulk-reminder.ts'
import { card } from '../../src/slack/messages/card.ts'
import { checkResult } from '../../src/slack/messages/check-result.ts'
import { checkStarted } from '../../src/slack/messages/check-started.ts'
import { digest } from '../../src/slack/messages/digest.ts'
import { doctorAnswer } from '../../src/slack/messages/doctor.ts'
import { documentOffer } from '../../src/slack/messages/document-offer.ts'
import { earlierThanExpected } from '../../src/slack/messages/earlier-than-expected.ts'
import { helpAnswer } from '../../src/slack/messages/help.ts'
import { morningMessage } from '../../src/slack/messages/morning.ts'
import { news } from '../../src/slack/messages/news.ts'
import { notesShown } from '../../src/slack/messages/note.ts'
import { orderChange } from '../../src/slack/messages/order-change.ts'
import { readinessAnswer } from '../../src/slack/messages/readiness.ts'
import { bugAnswer, refusalAnswer } from '../../src/slack/messages/refusal.ts'
import { pointer } from '../../src/slack/messages/pointer.ts'
import { reminder } from '../../src/slack/messages/reminder.ts'
import { statusAnswer } from '../../src/slack/messages/status.ts'
import { fitsPage, listPage, type DrawnLine } from '../../src/slack/messages/worklist.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { longestBulk } from '../fixtures/bulk.ts'
import type { Case, Family, Shown } from './family.ts'
import { MORE_FAMILIES } from './more-cases.ts'
import { usualBulk, WRONG_ADDRESS } from './usual-bulk.ts'
import { checkOf, portable, tollFreePortable } from '../fixtures/checks.ts'
import { approval, offer, run } from '../fixtures/operations.ts'
import { checkOfGroups, longestView } from '../fixtures/longest.ts'
import { listed } from '../fixtures/listed.ts'
import { nothingTyped } from '../fixtures/nothing-typed.ts'
import {
  DANA,
  HOUR,
  LEE,
  MINUTE,
  NOW,
  day,
  eastern,
  focDate,
  orderView,
  tn,
  trackedOrder,
  viewOf,
} from '../fixtures/orders.ts'
import { due } from '../fixtures/reminders.ts'

const APPROVERS = plain('@lnp-approvers')
/** Of 25 characters, which is as long as Bandwidth takes it. */
const LONG_NAME = 'Consolidated Dental Group'

const AGREED = {
  status: 'FOC',
  actualFocDate: focDate('2026-12-08 22:00'),
  requestedFocDate: focDate('2026-12-07'),
  triggered: true,
} as const satisfies Partial<PortOrder>

const REJECTED = { status: 'EXCEPTION', errors: [WRONG_ADDRESS] } as const
const FOR_TWO_REASONS = {
  status: 'EXCEPTION',
  errors: [WRONG_ADDRESS, { code: '7429', description: 'Name', numbers: [] }],
} as const
const ON_FOC_DAY = eastern('2026-12-08 10:00')
const LIVE_AT = eastern('2026-12-08 22:00')

const complete = (): OrderView => orderView({ tracked: trackedOrder({ documents: [LOA] }) })
const LOA = { fileId: 'file-1', type: 'LOA', name: 'loa.pdf' } as const

function of(name: string, shown: Shown): Case {
  return { name, shown, isOfOrder: true }
}

function other(name: string, shown: Shown): Case {
  return { name, shown, isOfOrder: false }
}

const CARDS: readonly Case[] = [
  of('a new draft', card(viewOf({ loaAuthorizingPerson: null }))),
  of('a complete draft', card(complete())),
  of('submitted', card(viewOf({ status: 'SUBMITTED' }))),
  of('FOC', card(viewOf(AGREED))),
  of('on its day', card(viewOf(AGREED, { now: ON_FOC_DAY }))),
  of('rejected', card(viewOf(REJECTED))),
  of('the longest, for two reasons', card(viewOf(FOR_TWO_REASONS))),
  of('change requested', card(viewOf({ ...AGREED, status: 'REQUESTED_SUPP' }))),
  of('live', card(ended('complete', 'COMPLETE'))),
  of('deleted', card(ended('swept', 'DRAFT'))),
  of('not created yet', card(orderView({ tracked: trackedOrder({ seen: null }) }))),
  of('the longest', card(longestView('EXCEPTION', LONG_NAME))),
]

function ended(ending: 'complete' | 'swept', status: 'COMPLETE' | 'DRAFT'): OrderView {
  const { tracked } = viewOf({ status })
  return orderView({ tracked: { ...tracked, endedAt: NOW, ending } })
}

const BULK_CARDS: readonly Case[] = [
  of('checking', bulkCard(usualBulk('VALIDATE_DRAFT_TNS'))),
  of('numbers that failed', bulkCard(usualBulk('INVALID_DRAFT_TNS'))),
  of('split', bulkCard(usualBulk('VALID_DRAFT_TNS'))),
  of('submitted', bulkCard(usualBulk('IN_PROGRESS'))),
  of('a rejected order', bulkCard(usualBulk('NEEDS_ATTENTION'))),
  of('the longest', bulkCard(longestBulk('NEEDS_ATTENTION', LONG_NAME))),
]

const CHECKS: readonly Case[] = [
  other('started', checkStarted(23, { isMember: true })),
  other('one number', checkResult(checkOf(portable('919-555-0100')), NOW)),
  other(
    'three numbers, one of which can’t port',
    checkResult(
      checkOf(
        [
          ...portable('919-555-0100'),
          ...tollFreePortable('800-555-0199'),
          {
            kind: 'not-portable',
            tn: tn('605-253-9874'),

            reason: 'no coverage in ALSEN SD',
            code: '7331',
          },
        ],
        { unread: ['ext 12'] },
      ),
      NOW,
    ),
  ),
  other(
    'twenty-three numbers',
    checkResult(
      checkOf([
        ...portable('919-555-0100..0119'),
        ...portable('919-557-0100', { name: 'T-Mobile US', spid: '6529', wireless: true }),
        ...tollFreePortable('800-555-0199'),
      ]),
      NOW,
    ),
  ),
  other('the longest', checkResult(checkOfGroups(30, LONG_NAME), NOW)),
]

function asked(different: Partial<Approval>, view = complete()): Case['shown'] {
  return approvalPost(view, approval(different), { approvers: APPROVERS })
}

const REQUESTS: readonly Case[] = [
  of('submit', asked({})),
  of(
    'submit, too early',
    asked(
      {},
      orderView({
        tracked: trackedOrder({ seen: { ...early(), status: 'DRAFT' }, documents: [LOA] }),
      }),
    ),
  ),
  of('activate', asked({ operation: 'activate' }, viewOf(AGREED, { now: ON_FOC_DAY }))),
  of('cancel', asked({ operation: 'cancel', facts: { reason: 'wrong carrier' } }, viewOf(AGREED))),
  of(
    'change',
    asked(
      { operation: 'change', facts: { change: CHANGE() } },
      viewOf({ ...AGREED, requestedFocDate: AGREED.actualFocDate }),
    ),
  ),
  of('the longest', asked({}, longestView('DRAFT', LONG_NAME))),
  ...(['activate', 'cancel', 'change'] as const).map((operation) =>
    of(`the longest ${operation}`, asked(longestAsked(operation), longestView('FOC', LONG_NAME))),
  ),
  of('bulk', bulkApproval(usualBulk('VALID_DRAFT_TNS'), approval(), APPROVERS)),
  ...(['submit', 'cancel'] as const).map((operation) =>
    of(
      `the longest bulk ${operation}`,
      bulkApproval(
        longestBulk(operation === 'submit' ? 'VALID_DRAFT_TNS' : 'IN_PROGRESS', LONG_NAME),
        approval(longestAsked(operation)),
        APPROVERS,
      ),
    ),
  ),
]

/** With a reason that takes a paragraph, and every field otherwise. */
function longestAsked(operation: Approval['operation']): Partial<Approval> {
  const differences = Array.from({ length: 12 }, (_, at) => ({
    field: `field ${at}`,
    before: LONG_NAME,
    after: LONG_NAME.repeat(4),
  }))
  const warnings = [`${LONG_NAME} may refuse it.`, `${LONG_NAME} may charge for it.`]
  const reason = 'The customer stays with the losing carrier for now. '.repeat(8)
  if (operation === 'cancel') return { operation, facts: { reason } }
  const change = { ...CHANGE(), differences, warnings }
  return { operation, facts: operation === 'change' ? { change } : {} }
}

function early(): PortOrder {
  const { tracked } = viewOf({
    requestedFocDate: focDate('2026-12-07'),
    earliestEstimate: focDate('2026-12-09'),
  })
  if (!isSeen(tracked)) throw new Error('It was seen.')
  return tracked.seen
}

function CHANGE() {
  return {
    fields: [],
    content: emptyContent([]),
    hasSecrets: false,
    secrets: null,
    differences: [{ field: 'requested FOC', before: 'Tue, Dec 8', after: 'Thu, Dec 10' }],
    warnings: [],
  }
}

const DECIDED = { decidedBy: LEE, decidedAt: NOW - MINUTE, askedAt: NOW - 5 * MINUTE } as const

const DECISIONS: readonly Case[] = [
  of(
    'submitted',
    asked({
      state: 'spent',
      ...DECIDED,
      facts: { result: 'seen' },
      outcome: 'Bandwidth has had it since 10 AM ET. It’s waiting on the losing carrier.',
    }),
  ),
  of(
    'refused by Bandwidth',
    asked({
      state: 'spent',
      ...DECIDED,
      facts: {
        result: 'refused',
        why: 'the requested date or time can’t be met (7209).',
        next: 'Choose another requested FOC.',
        fix: 'date',
      },
      outcome: 'Bandwidth didn’t accept the order: the requested date or time can’t be met (7209).',
    }),
  ),
  of('denied', asked({ state: 'denied', ...DECIDED, outcome: 'The date is wrong' })),
  of('withdrawn', asked({ state: 'denied', ...DECIDED, decidedBy: DANA })),
  of('edited', asked({ state: 'void', outcome: 'requested FOC changed' })),
  of('expired', asked({ state: 'expired' })),
  of(
    'pre-approved',
    asked(
      {
        operation: 'activate',
        state: 'granted',
        ...DECIDED,
        facts: {
          ahead: {
            day: day('2026-12-08'),
            opensAt: eastern('2026-12-08 05:00'),
            closesAt: eastern('2026-12-08 22:00'),
          },
        },
      },
      viewOf(AGREED),
    ),
  ),
]

const CHANGES: readonly OrderChange[] = [
  { kind: 'validated' },
  { kind: 'invalid', errors: [WRONG_ADDRESS] },
  { kind: 'submitted' },
  { kind: 'documents-wanted' },
  { kind: 'foc', focDate: focDate('2026-12-08 22:00'), requested: focDate('2026-12-07') },
  { kind: 'foc-moved', from: focDate('2026-12-07'), to: focDate('2026-12-08 22:00') },
  { kind: 'rejected', errors: [WRONG_ADDRESS] },
  { kind: 'completed' },
  { kind: 'cancel-requested' },
  { kind: 'cancelled', errors: [] },
  { kind: 'supplement-requested' },
  {
    kind: 'change-refused',
    what: 'change',
    errors: [WRONG_ADDRESS],
    focDate: focDate('2026-12-08'),
    requested: focDate('2026-12-10'),
  },
  { kind: 'surprise', from: 'SUBMITTED', to: 'DRAFT' },
]

const CHANGED = CHANGES.map((change) => ({
  name: change.kind,
  shown: orderChange(change.kind === 'rejected' ? viewOf(REJECTED) : viewOf(AGREED), change),
}))

const THREAD = 'https://acme.slack.com/archives/C0PORTING/p1764511200000100'
/** What the channel has of what stands in threads. */
const POINTERS: readonly Case[] = [
  ...CHANGED,
  { name: 'request', shown: approvalPost(complete(), approval({}), { approvers: APPROVERS }) },
  { name: 'bulk', shown: bulkApproval(usualBulk('VALID_DRAFT_TNS'), approval(), APPROVERS) },
].map(({ name, shown }) => of(name, pointer(shown, THREAD)))

const UPDATES: readonly Case[] = [
  ...CHANGED.map(({ name, shown }) => of(name, shown)),
  of('edited', news(complete(), { kind: 'edited', by: DANA, fields: ['city', 'ZIP'] }, APPROVERS)),
  of(
    'changed',
    news(
      viewOf({ status: 'REQUESTED_SUPP' }),
      {
        kind: 'changed',
        by: DANA,
        approvedBy: null,
        approver: LEE,
        differences: [{ field: 'house number', before: '100', after: '102' }],
      },
      APPROVERS,
      new Map([
        [DANA, 'dana'],
        [LEE, 'lee'],
      ]),
    ),
  ),
  of('never created', news(complete(), { kind: 'never-made', by: DANA }, APPROVERS)),
  of(
    'saved differently',
    news(
      complete(),
      {
        kind: 'not-as-asked',
        field: 'requested FOC',

        asked: 'Tue, Dec 8',
        shown: 'Wed, Dec 9',
      },
      APPROVERS,
    ),
  ),
  of('a reply', replied('The carrier wants a new LOA.')),
  of('a reply that is only a picture', replied(' ')),
  of(
    'the longest, a reply on a feature that ends',
    news(
      viewOf({
        status: 'EXCEPTION',
        errors: [{ code: '7437', description: 'E6g | Remote Call Forwarding (RCF)', numbers: [] }],
      }),
      {
        kind: 'note-received',
        author: 'bandwidth',
        isChanged: false,
        isReply: true,
        note: {
          id: '1',
          userId: 'jsmith',
          text: 'The carrier wants a new LOA. '.repeat(8),
          at: NOW,
        },
      },
      APPROVERS,
    ),
  ),
  of(
    'bulk: split',
    bulkChange(usualBulk('VALID_DRAFT_TNS'), { kind: 'numbers-valid', children: 7 }),
  ),
  of(
    'bulk: failed',
    bulkChange(usualBulk('INVALID_DRAFT_TNS'), { kind: 'numbers-invalid', refused: 3 }),
  ),
  of(
    'the longest',
    orderChange(longestView('EXCEPTION', LONG_NAME), { kind: 'rejected', errors: manyCauses() }),
  ),
  ...['7331', '7300', '7411'].map((code) =>
    of(
      `the longest, for ${code}`,
      orderChange(viewOf({ status: 'EXCEPTION' }), {
        kind: 'rejected',
        errors: [{ code, description: 'As on the bill', numbers: [tn('919-555-0100')] }],
      }),
    ),
  ),
  of(
    'the longest, for two reasons',
    orderChange(viewOf(FOR_TWO_REASONS), { kind: 'rejected', errors: FOR_TWO_REASONS.errors }),
  ),
  of('deleted by Bandwidth', orderChange(complete(), { kind: 'swept' })),
  of('bulk: deleted by Bandwidth', bulkChange(usualBulk('VALID_DRAFT_TNS'), { kind: 'swept' })),
  of(
    'the longest, bulk: the list was rejected',
    bulkNews(
      usualBulk('INVALID_DRAFT_TNS'),
      {
        kind: 'numbers-refused',
        errors: [{ code: '7331', description: 'As on the bill', numbers: [] }],
      },
      { approvers: APPROVERS },
    ),
  ),
  of('bulk: live', bulkChange(usualBulk('COMPLETED'), { kind: 'completed' })),
  of('bulk: canceled', bulkChange(usualBulk('CANCELLED'), { kind: 'cancelled' })),
]

function replied(text: string): Message {
  return notesShown(
    {
      kind: 'note-received',
      author: 'bandwidth',
      isChanged: false,
      isReply: true,
      note: { id: '1', userId: 'jsmith', text, at: NOW },
    },
    {
      title: '#1042 · Acme Dental',
      owner: DANA,
      now: NOW,
      buttons: [],
      order: seenOrder(),
      taken: undefined,
    },
  )
}

function manyCauses(): readonly OrderError[] {
  return ['7402', '7434', '7429', '7357', '7300', '7626'].map((code) => ({
    code,
    description: LONG_NAME,
    numbers: [],
  }))
}

const ACTIVATIONS: readonly Case[] = [
  ...(['asked', 'unknown', 'live', 'refused', 'not-seen'] as const).map((state) =>
    of(
      state,
      activationPost(
        seenOnFocDay(state === 'live' ? { ...AGREED, status: 'COMPLETE' } : AGREED),
        run({
          state,
          // The page counts the age from its own now.
          askedAt: (state === 'live' ? NOW : ON_FOC_DAY) - MINUTE,
          confirmUntil: ON_FOC_DAY + 14 * MINUTE,
        }),
      ),
    ),
  ),
  of('conditions', conditions(viewOf(AGREED))),
]

function seenOnFocDay(different: Partial<PortOrder>): OrderView {
  const { tracked } = viewOf(different)
  return orderView({ tracked: { ...tracked, seenAt: ON_FOC_DAY }, now: ON_FOC_DAY })
}

const QUIET = { approvers: APPROVERS, snooze: undefined }

const REMINDERS: readonly Case[] = [
  of(
    'tomorrow',
    reminder(viewOf(AGREED), due({ kind: 'foc-tomorrow', day: day('2026-12-08') }), QUIET),
  ),
  of(
    'today',
    reminder(
      viewOf(AGREED, { now: ON_FOC_DAY }),
      due({ kind: 'foc-today', day: day('2026-12-08') }),
      QUIET,
    ),
  ),
  of(
    'goes live soon',
    reminder(
      viewOf(AGREED, { now: LIVE_AT - HOUR }),
      due({ kind: 'activates-soon', automaticAt: LIVE_AT }),
      QUIET,
    ),
  ),
  of(
    'not live',
    reminder(
      viewOf(AGREED, { now: LIVE_AT + HOUR }),
      due({ kind: 'not-live', automaticAt: LIVE_AT }),
      QUIET,
    ),
  ),
  of(
    'nothing to do anymore',
    reminder(
      viewOf({ status: 'COMPLETE' }),
      due({ kind: 'foc-today', day: day('2026-12-08') }),
      QUIET,
    ),
  ),
  of(
    'a draft gets deleted',
    reminder(complete(), due({ kind: 'draft-dies', purgesAt: NOW + 6 * HOUR }), QUIET),
  ),
  of(
    'waits for long',
    reminder(
      viewOf({ status: 'SUBMITTED' }),
      due({ kind: 'waits-long', status: 'SUBMITTED', since: NOW - 99 * HOUR, businessDays: 4 }),
      QUIET,
    ),
  ),
  of(
    'rejected for long',
    reminder(
      viewOf(REJECTED),
      due({ kind: 'waits-long', status: 'EXCEPTION', since: NOW - 99 * HOUR, businessDays: 4 }),
      QUIET,
    ),
  ),
  of(
    'a request expires',
    reminder(
      orderView({ approvals: [approval({ id: 'asked' })] }),
      due({ kind: 'approval-ends', id: 'asked', endsAt: NOW + HOUR }),
      QUIET,
    ),
  ),
  of(
    'bulk: a draft gets deleted',
    bulkReminder(
      usualBulk('VALID_DRAFT_TNS'),
      due({ kind: 'draft-dies', purgesAt: NOW + 6 * HOUR }),
      QUIET,
    ),
  ),
  of(
    'the longest',
    reminder(
      longestView('EXCEPTION', LONG_NAME),
      due({ kind: 'waits-long', status: 'EXCEPTION', since: NOW - 99 * HOUR, businessDays: 4 }),
      QUIET,
    ),
  ),
]

const CARD = `https://acme.slack.com/archives/C0PORTS/p${'1'.repeat(16)}`
const LINES = Array.from({ length: 20 }, (_, index) => line(index))

function line(index: number, why: WhyListed | null = null): DrawnLine {
  const customer = ['Zebra Zoo', 'Quartz Quilts', 'Oak Optics', 'Sunset Spa'][index % 4] ?? ''
  const how = [
    { status: 'EXCEPTION', focDay: null, reason: 'address' },
    { focDay: day('2026-12-01') },
    { status: 'SUBMITTED', focDay: null, carrier: 'Frontier' },
    {},
  ][index % 4]
  const order = listed(1011 + index, { customer, statusSince: NOW - index * HOUR, ...how })
  return { number: order.number, why, orders: null, order, owner: 'Dana', url: CARD }
}

/** As many of a long name as a page takes. */
const LONGEST_LINES = LINES.map((one) => ({
  ...one,
  order: { ...one.order, customer: LONG_NAME },
})).filter((_, at, all) => fitsPage(all.slice(0, at + 1), NOW))

const LISTS: readonly Case[] = [
  other(
    'open orders',
    listPage(
      { title: 'Open orders', id: 'list', from: 0, to: 20, count: 41, asOf: NOW, lines: LINES },
      NOW,
    ),
  ),
  other(
    'two',
    listPage(
      {
        title: 'Your open orders',
        id: 'list',
        from: 0,
        to: 2,
        count: 2,
        asOf: NOW,
        lines: LINES.slice(0, 2),
      },
      NOW,
    ),
  ),
  other(
    'the longest',
    listPage(
      {
        title: 'Open orders',
        id: 'list',
        from: 0,
        to: LONGEST_LINES.length,
        count: 41,
        asOf: NOW,
        lines: LONGEST_LINES,
      },
      NOW,
    ),
  ),
  other(
    'none',
    listPage({ title: 'Stuck', id: null, from: 0, to: 0, count: 0, asOf: NOW, lines: [] }, NOW),
  ),
]

const morning = morningMessage(
  {
    today: [
      line(1, { kind: 'activate', portsAt: eastern('2026-12-01 22:00') }),
      line(2, { kind: 'ports', portsAt: eastern('2026-12-01 11:30') }),
    ],
    stuck: [line(0, { kind: 'your-move', reason: 'address', since: NOW - 48 * HOUR })],
    waiting: [
      line(4, { kind: 'decide', operation: 'submit', approval: 'a', endsAt: NOW + 5 * HOUR }),
    ],
    tomorrow: LINES.slice(5, 8),
  },
  APPROVERS,
  NOW,
)

const owned = (one: DrawnLine, at: number): DrawnLine => ({
  ...one,
  owner: at % 2 === 0 ? 'Dana' : 'Pat',
})
const fullMorning = morningMessage(
  {
    today: Array.from({ length: 9 }, (_, at) =>
      owned(line(at, { kind: 'activate', portsAt: LIVE_AT - at * HOUR - 7 * 24 * HOUR }), at),
    ),
    stuck: Array.from({ length: 6 }, (_, at) =>
      owned(line(10 + at, { kind: 'your-move', reason: 'address', since: NOW - 48 * HOUR }), at),
    ),
    waiting: Array.from({ length: 5 }, (_, at) =>
      owned(
        line(20 + at, {
          kind: 'decide',
          operation: 'submit',
          approval: 'a',
          endsAt: NOW + (1 + at) * HOUR,
        }),
        at,
      ),
    ),
    tomorrow: LINES.slice(5, 15),
  },
  APPROVERS,
  NOW,
)

function updateOf(number: number, change: OrderChange = { kind: 'completed' }) {
  const { tracked } = viewOf(AGREED)
  return { view: orderView({ tracked: { ...tracked, number } }), change, url: CARD }
}

function bulkUpdateOf(number: number) {
  const { bulk, now } = usualBulk('IN_PROGRESS')
  const [from, to] = [focDate('2026-12-08'), focDate('2026-12-09')]
  const items = [{ child: number + 100, change: { kind: 'foc-moved', from, to } }] as const
  return {
    bulk: { ...bulk, number },
    now,
    of: { kind: 'bulk-days', number, items },
    url: CARD,
  } as const
}

const DIGESTS: readonly Case[] = [
  other(
    'thirteen updates',
    digest([
      updateOf(1025, CHANGES[6]),
      updateOf(1026, { kind: 'rejected', errors: [{ ...WRONG_ADDRESS, code: '7429' }] }),
      ...Array.from({ length: 6 }, (_, at) =>
        updateOf(1011 + at, {
          kind: 'foc',
          focDate: focDate(at < 4 ? '2026-12-08' : '2026-12-14'),
          requested: null,
        }),
      ),
      ...Array.from({ length: 5 }, (_, at) => updateOf(1031 + at, CHANGES[7])),
    ]),
  ),
  other(
    'bulk orders whose dates move',
    digest([
      updateOf(1025, CHANGES[6]),
      ...Array.from({ length: 10 }, (_, at) => bulkUpdateOf(1040 + at)),
    ]),
  ),
  other('the longest', digest(CHANGES.map((change, at) => updateOf(1011 + at, change)))),
  ...(morning === null ? [] : [other('morning', morning)]),
  ...(fullMorning === null ? [] : [other('the longest morning', fullMorning)]),
  of(
    'of a bulk order',
    bulkDigest(
      usualBulk('IN_PROGRESS'),
      [1043, 1044, 1045].map((child) => ({
        child,
        change: { kind: 'foc', focDate: focDate('2026-12-08'), requested: null },
      })),
    ),
  ),
]

const STATUSES: readonly Case[] = [
  of('a draft', statusAnswer(complete())),
  of('FOC', statusAnswer(viewOf(AGREED))),
  of('rejected', statusAnswer(viewOf(REJECTED))),
  of('readiness', readinessAnswer(viewOf({ loaAuthorizingPerson: null }))),
  of('the longest', statusAnswer(longestView('EXCEPTION', LONG_NAME))),
]

const ROLES = { isCoordinator: true, isApprover: false, isAdmin: false }
const HELP = { name: 'Dana', roles: ROLES, commands, approvers: APPROVERS }

const HELPS: readonly Case[] = [
  other('help', helpAnswer(HELP)),
  other('a typo', helpAnswer({ ...HELP, unknown: { typed: 'todya', nearest: 'today' } })),
]

const DOCTORS: readonly Case[] = [
  other(
    'two problems',
    doctorAnswer([
      { subject: 'Database', state: 'good', says: 'read and written.', todo: null, repair: null },
      { subject: 'Bandwidth', state: 'good', says: 'OAuth2.', todo: null, repair: null },
      {
        subject: '#C0PORTS',
        state: 'bad',
        says: 'I’m not in the channel.',
        todo: 'Run `/invite @portin` there, or set another PORTIN_DEFAULT_CHANNEL.',
        repair: null,
      },
      {
        subject: 'Approvers',
        state: 'doubtful',
        says: '@U0LEE.',
        todo: 'People can’t approve their own requests. Add a second person to PORTIN_APPROVERS, or set PORTIN_ASKER_MAY_APPROVE=yes.',
        repair: null,
      },
    ]),
  ),
  other(
    'all well',
    doctorAnswer([
      { subject: 'Database', state: 'good', says: 'read and written.', todo: null, repair: null },
    ]),
  ),
]

const EARLIER = new EarlierThanExpected(
  { number: 1042, token: 'ab12cd34ef' },
  day('2026-12-07'),
  day('2026-12-09'),
)

const REFUSALS: readonly Case[] = [
  of(
    'not possible',
    refusalAnswer(new Refusal('no', '#1042 · Acme Dental is live, not a draft.', null)),
  ),
  other(
    'no numbers',
    refusalAnswer(
      new Refusal(
        'no',
        'I didn’t find a phone number in that.',
        'Try `/portin check 919-555-0100..0119 800-555-0199`, or drop a CSV, Excel, or text file.',
      ),
    ),
  ),
  other(
    'too early',
    earlierThanExpected(EARLIER, EARLIER.about?.says('#1042 · Acme Dental') ?? ''),
  ),
  other('a bug', bugAnswer('7F3K')),
  other(
    'requested',
    approvalAsked(approval(), { named: '#1042 · Acme Dental', approvers: APPROVERS }),
  ),
  other(
    'requested, and unheard',
    approvalAsked(approval(), {
      named: '#1042 · Acme Dental',
      approvers: APPROVERS,
      isPosted: false,
    }),
  ),
]

const FILES: readonly Case[] = (
  ['offered', 'sending', 'unknown', 'attached', 'refused'] as const
).map((state) =>
  other(
    state,
    documentOffer(complete(), offer({ state, type: 'LOA', outcome: 'The file is empty.' })),
  ),
)

function form(different: Partial<OrderFormInput> = {}): OrderFormInput {
  return {
    formId: 'form',
    kind: 'new',
    title: 'New port-in',
    typed: nothingTyped,
    sites: [{ id: '1', name: 'Raleigh office' }],
    peers: [{ id: '1', name: 'Main', isDefault: true }],
    days: [{ day: day('2026-12-08'), label: 'Tue, Dec 8' }],
    times: [{ hour: 11, minute: 30 }],

    message: null,
    problems: [],
    inBulk: null,
    longList: null,
    secretsTyped: false,
    showsAll: false,
    hasSecrets: { accountNumber: false, pin: false },
    ...different,
  }
}

const FORMS: readonly Case[] = [
  other('new order', orderFormView(form())),
  other(
    'with mistakes',
    orderFormView(
      form({
        problems: [
          { field: 'btn', says: '“abc” isn’t a phone number. Enter 10 digits, like 919-555-0100.' },
        ],
      }),
    ),
  ),
  other('new order, all fields', orderFormView(form({ showsAll: true }))),
  other('bulk order', orderFormView(form({ kind: 'bulk', title: 'New bulk order' }))),
  other(
    'fix an address',
    changeFormView(form({ kind: 'edit', title: 'Fix #1042' }), {
      title: 'Fix #1042',
      named: '#1042 · Acme Dental',
      submit: 'Send to carrier',
      against: ['The service address doesn’t match Frontier’s record (7402).'],
      inputs: ['houseNumber', 'streetName', 'city', 'state', 'zip', 'requestedFocDate'],

      hasHour: false,
      notes: [],
      closed: [],
    }),
  ),
  other('check', checkFormView('C0PORTS')),
  other(
    'LOA',
    loaFormView({
      formId: 'form',
      number: 1042,
      named: '#1042 · Acme Dental',
      fileName: null,
      typed: { order: '', type: '', name: '' },
      problems: [],
    }),
  ),
  other(
    'deny',
    denyView({
      approvalId: 'a',
      asked: plain('The request to submit #1042 · Acme Dental'),
    }),
  ),
  other(
    'withdraw',
    withdrawView({ approvalId: 'a', asked: plain('The request to submit #1042 · Acme Dental') }),
  ),
  other('note', noteView(seenOrder(), '')),
  other('note on which order', noteOrderView({ order: '', note: 'The bill is signed.' })),
]

function seenOrder(): SeenOrder {
  const { tracked } = complete()
  if (!isSeen(tracked)) throw new Error('It was seen.')
  return tracked
}

/** Every message and form as it is mostly, at its shortest and at its longest. */
export const GALLERY: readonly Family[] = [
  { name: 'card', isDark: true, mostLines: { usual: 8, longest: 10 }, cases: CARDS },
  { name: 'bulk-card', isDark: true, mostLines: { usual: 10, longest: 11 }, cases: BULK_CARDS },
  { name: 'check', isDark: false, mostLines: { usual: 6, longest: 6 }, cases: CHECKS },
  { name: 'request', isDark: true, mostLines: { usual: 10, longest: 10 }, cases: REQUESTS },
  { name: 'decision', isDark: false, mostLines: { usual: 3, longest: 3 }, cases: DECISIONS },
  { name: 'update', isDark: true, mostLines: { usual: 4, longest: 12 }, cases: UPDATES },
  { name: 'pointer', isDark: false, mostLines: { usual: 2, longest: 2 }, cases: POINTERS },
  { name: 'activation', isDark: false, mostLines: { usual: 4, longest: 4 }, cases: ACTIVATIONS },
  { name: 'reminder', isDark: false, mostLines: { usual: 4, longest: 5 }, cases: REMINDERS },
  { name: 'digest', isDark: false, mostLines: { usual: 12, longest: 12 }, cases: DIGESTS },
  { name: 'list', isDark: false, mostLines: { usual: 30, longest: 30 }, cases: LISTS },
  { name: 'status', isDark: false, mostLines: { usual: 24, longest: 24 }, cases: STATUSES },
  { name: 'help', isDark: false, mostLines: { usual: 14, longest: 14 }, cases: HELPS },
  { name: 'doctor', isDark: false, mostLines: { usual: 12, longest: 12 }, cases: DOCTORS },
  { name: 'refusal', isDark: false, mostLines: { usual: 4, longest: 4 }, cases: REFUSALS },
  { name: 'file', isDark: false, mostLines: { usual: 4, longest: 4 }, cases: FILES },
  { name: 'form', isDark: false, mostLines: { usual: 1, longest: 1 }, cases: FORMS },
  ...MORE_FAMILIES,
]
