import { describe, expect, it } from 'vitest'
import type { BulkChange } from '../src/porting/bulk-changes.ts'
import { BULK_STATUS_RULES, type BulkAction } from '../src/porting/bulk-status.ts'
import { KIND_OF_NEWS, type BulkNews, type CommonNews, type News } from '../src/porting/news.ts'
import {
  KIND_OF_BULK_CHANGE,
  KIND_OF_CHANGE,
  USUAL_NEWS_ROUTES,
} from '../src/porting/news-routes.ts'
import type { ApprovalOperation } from '../src/porting/approval.ts'
import type { OrderChange } from '../src/porting/order-changes.ts'
import type { Reminder, UnknownOperation } from '../src/porting/reminders.ts'
import { STATUS_RULES, type DeskAction } from '../src/porting/status.ts'
import { BULK_ACTIONS, type BulkActionName } from '../src/slack/messages/bulk-actions.ts'
import { agreedMoment } from '../src/porting/foc.ts'
import { bulkNews } from '../src/slack/messages/bulk-news.ts'
import { bulkReminder } from '../src/slack/messages/bulk-reminder.ts'
import { news } from '../src/slack/messages/news.ts'
import { offeredFor, type OrderAction } from '../src/slack/messages/order-actions.ts'
import { reminder } from '../src/slack/messages/reminder.ts'
import { plain } from '../src/slack/mrkdwn.ts'
import { longestBulk } from './fixtures/bulk.ts'
import { longestView } from './fixtures/longest.ts'
import { DANA, day, HOUR, LEE, NOW, trackedOrder } from './fixtures/orders.ts'
import { due } from './fixtures/reminders.ts'
import { buttonsOf } from './slack/read-message.ts'

/*
 * What holds for a stand-alone order holds for a bulk order, or a row here says why not. The compiler asks
 * for a row wherever one of them has what the other has not.
 */

type Why = { readonly why: string }

const OPERATIONS = {
  edit: 'edit-shared',
  attach: 'attach',
  change: { why: 'its orders are changed, each for itself' },
  submit: 'submit',
  'cancel-draft': 'delete',
  cancel: 'cancel',
  activate: { why: 'asked for in one request, each of its orders is an operation of its own' },
  keep: 'keep',
  'retry-validation': 'retry-validation',
  note: 'note',
} as const satisfies Record<DeskAction, BulkAction | Why>

type OfBothOperations = Extract<(typeof OPERATIONS)[DeskAction], BulkAction>

const OPERATIONS_OF_BULKS_ALONE: Record<Exclude<BulkAction, OfBothOperations>, string> = {
  'change-numbers': 'the numbers of an order are changed with its form',
  'edit-children': 'an order has no orders in it',
  detach: 'an order has no orders in it',
}

/** What an approver decides. */
const DECISIONS: Record<ApprovalOperation, 'bulk' | Why> = {
  submit: 'bulk',
  cancel: 'bulk',
  activate: { why: 'asked for in one message, each of its orders is decided for itself' },
  change: { why: 'its orders are changed, each for itself' },
}

/** What a card and _More…_ offer. */
const ACTIONS = {
  fix: { why: 'its orders are rejected, each with a thread of its own' },
  edit: 'shared',
  date: { why: 'its orders have dates, each for itself; Activate all and the days name them' },
  change: { why: 'its orders are changed, each for itself' },
  validation: 'validation',
  attach: { why: 'documents are of its orders; dropped in its thread they find theirs' },
  submit: 'submit',
  activate: 'activate',
  keep: 'keep',
  note: 'note',
  ask: 'ask',
  refresh: 'refresh',
  numbers: { why: 'its breakdown lists them, order by order' },
  'hand-over': 'hand-over',
  detach: { why: 'an order is taken out of it, from the order or the breakdown' },
  recreate: { why: 'a rejected order of it is replaced alone; a purged one by its card' },
  cancel: 'end',
} as const satisfies Record<OrderAction, BulkActionName | Why>

type OfBothActions = Extract<(typeof ACTIONS)[OrderAction], BulkActionName>

const ACTIONS_OF_BULKS_ALONE: Record<Exclude<BulkActionName, OfBothActions>, string> = {
  numbers: 'the numbers of an order are changed with its form',
  'take-out': 'of an order they stand with its recheck',
  breakdown: 'an order has no orders in it',
  table: 'an order has no orders in it',
}

/** Where the same is called otherwise, because it does something else to what is in it. */
const CALLED_OTHERWISE: readonly OrderAction[] = ['edit', 'activate']

const CHANGES = {
  validated: { why: 'a bulk order is split then, which has a kind of its own' },
  invalid: { why: 'a bulk order is not split then, which has a kind of its own' },
  submitted: 'submitted',
  'documents-wanted': { why: 'its orders want documents, each for itself' },
  foc: { why: 'its orders get their dates from their carriers, told together' },
  'foc-moved': { why: 'its orders get their dates from their carriers, told together' },
  rejected: { why: 'its orders are rejected, each with a thread of its own' },
  completed: 'completed',
  'cancel-requested': { why: 'its orders are canceled, each for itself' },
  cancelled: 'cancelled',
  swept: 'swept',
  'supplement-requested': { why: 'its orders are changed, each for itself' },
  'change-refused': { why: 'its orders are changed, each for itself' },
  'change-accepted': { why: 'its orders are changed, each for itself' },
  remark: { why: 'its orders have remarks, each for itself' },
  surprise: 'surprise',
} as const satisfies Record<OrderChange['kind'], BulkChange['kind'] | Why>

type OfBothChanges = Extract<(typeof CHANGES)[OrderChange['kind']], BulkChange['kind']>

const CHANGES_OF_BULKS_ALONE: Record<Exclude<BulkChange['kind'], OfBothChanges>, string> = {
  'numbers-valid': 'the check of an order has kinds of its own',
  'numbers-invalid': 'the check of an order has kinds of its own',
  'validation-failed': 'the check of an order has kinds of its own',
  'needs-attention': 'an order is rejected then',
  'under-way-again': 'an order shows the answer to a change then',
  partial: 'an order goes live as a whole',
  'draft-again': 'an order is never empty',
}

const OF_ITS_FORM = 'orders of a bulk order are told of in their own threads'
const NEWS_OF_ORDERS_ALONE: Record<Exclude<News['kind'], BulkNews['kind']>, string> = {
  'document-arrived-after-all': OF_ITS_FORM,
  'document-never-arrived': OF_ITS_FORM,
  'edit-never-arrived': 'what its orders share has a kind of its own',
  edited: 'what its orders share has a kind of its own',
  changed: 'its orders are changed, each for itself',
  'change-not-seen': 'its orders are changed, each for itself',
  'documents-attached-again': 'letters-went-along and facts-put-back tell it of all orders at once',
}

const HAS_NO_ORDERS = 'an order has no orders in it'
const NEWS_OF_BULKS_ALONE: Record<Exclude<BulkNews['kind'], News['kind']>, string> = {
  'numbers-changed': 'the numbers of an order are changed with its form',
  'numbers-refused': 'the numbers of an order are refused in its form',
  'shared-edited': HAS_NO_ORDERS,
  'shared-edit-never-arrived': HAS_NO_ORDERS,
  'split-anew': HAS_NO_ORDERS,
  'children-filled': HAS_NO_ORDERS,
  'children-corrected': HAS_NO_ORDERS,
  'letters-went-along': HAS_NO_ORDERS,
  'child-attached': HAS_NO_ORDERS,
  'child-deleted': HAS_NO_ORDERS,
  'child-detached': HAS_NO_ORDERS,
  'list-not-changed': HAS_NO_ORDERS,
  'sent-again-alone': HAS_NO_ORDERS,
  'facts-put-back': HAS_NO_ORDERS,
}

type OfBulks = Extract<UnknownOperation, `bulk-${string}`>
type OfBoth = OfBulks extends `bulk-${infer Kind}` ? Kind : never
const UNKNOWN_OF_ORDERS_ALONE: Record<
  Exclude<UnknownOperation, OfBulks | OfBoth | 'bulk'>,
  string
> = {
  order: 'the making of a bulk order is called bulk',
  change: 'its orders are changed, each for itself',
  document: 'documents are of its orders',
  validation: 'a new bulk order is validated with its making',
  activation: 'its orders go live one by one',
}

const UNKNOWN_OF_BULKS_ALONE: Record<
  Exclude<OfBulks, `bulk-${Extract<OfBoth, UnknownOperation>}`>,
  string
> = {
  'bulk-attach': HAS_NO_ORDERS,
  'bulk-detach': HAS_NO_ORDERS,
}

const REMINDERS: { readonly [Kind in Reminder['kind']]: Extract<Reminder, { kind: Kind }> } = {
  'foc-in-three-days': { kind: 'foc-in-three-days', day: day('2026-12-08') },
  'foc-tomorrow': { kind: 'foc-tomorrow', day: day('2026-12-08') },
  'foc-today': { kind: 'foc-today', day: day('2026-12-08') },
  'window-opens': { kind: 'window-opens', day: day('2026-12-08') },
  'activates-soon': { kind: 'activates-soon', automaticAt: NOW + HOUR },
  'not-live': { kind: 'not-live', automaticAt: NOW - HOUR },
  'draft-dies': { kind: 'draft-dies', purgesAt: NOW + HOUR },
  'waits-long': { kind: 'waits-long', status: 'EXCEPTION', since: NOW - HOUR, businessDays: 1 },
  'approval-ends': { kind: 'approval-ends', id: 'asked', endsAt: NOW + HOUR },
  'outcome-unknown': { kind: 'outcome-unknown', what: 'note', since: NOW - HOUR },
}

const NOTE = { id: '1', userId: 'kim', text: 'See the bill', at: NOW }
const RECEIVED = { note: NOTE, author: 'bandwidth', isChanged: false, isReply: true } as const
const HANDED = { from: DANA, fromName: 'dana', to: LEE, toName: 'lee', isQuiet: false } as const

const COMMON: { readonly [Kind in CommonNews['kind']]: Extract<CommonNews, { kind: Kind }> } = {
  'made-after-all': { kind: 'made-after-all' },
  'never-made': { kind: 'never-made', by: LEE },
  'note-sent': { kind: 'note-sent', by: LEE, text: 'Please hurry' },
  'note-never-sent': { kind: 'note-never-sent', by: LEE, text: 'Please hurry' },
  'note-cut-off': { kind: 'note-cut-off', by: LEE, text: 'Please hurry', sent: 1, parts: 2 },
  'not-as-asked': { kind: 'not-as-asked', field: 'street', asked: '1 Elm St', shown: '9 Oak Ave' },
  'kept-alive': { kind: 'kept-alive', by: LEE, purgesAt: NOW + HOUR },
  'keep-failed': { kind: 'keep-failed', by: LEE },
  'not-kept-yet': { kind: 'not-kept-yet', purgesAt: NOW + HOUR },
  'check-not-seen': { kind: 'check-not-seen', by: LEE },
  'not-made-again': { kind: 'not-made-again', by: LEE },
  'not-deleted': { kind: 'not-deleted', by: LEE },
  'owner-not-reached': { kind: 'owner-not-reached', owner: LEE, why: 'DMs are off' },
  'request-out-of-reach': { kind: 'request-out-of-reach', operation: 'submit', why: 'it is gone' },
  'card-again': { kind: 'card-again' },
  'note-received': { kind: 'note-received', ...RECEIVED },
  'notes-before': { kind: 'notes-before', notes: [NOTE] },
  'notes-together': { kind: 'notes-together', notes: [RECEIVED, RECEIVED] },
  'handed-over': { kind: 'handed-over', ...HANDED, by: DANA, others: 0, until: null },
  'handed-back': { kind: 'handed-back', ...HANDED },
}

/** How an order stands when this is true of it. */
const STANDS: Partial<Record<Reminder['kind'], 'DRAFT' | 'EXCEPTION'>> = {
  'draft-dies': 'DRAFT',
  'waits-long': 'EXCEPTION',
}

describe('a stand-alone and a bulk order', () => {
  it.each(Object.entries(OPERATIONS))('may be asked the same: %s', (operation, ofBulks) => {
    if (typeof ofBulks === 'object') {
      expect(ofBulks.why).toMatch(/\w+ \w+/)
      return
    }
    const stages = Object.values(STATUS_RULES)
      .filter(({ may }) => may.includes(operation as DeskAction))
      .map(({ stage }) => stage)
    const bulkStages = Object.values(BULK_STATUS_RULES)
      .filter(({ may }) => may.includes(ofBulks))
      .map(({ stage }) => stage)
    expect(bulkStages.filter((stage) => stages.includes(stage))).not.toEqual([])
  })

  it.each(Object.entries(ACTIONS))('offer the same under the same name: %s', (name, ofBulks) => {
    if (typeof ofBulks === 'object') {
      expect(ofBulks.why).toMatch(/\w+ \w+/)
      return
    }
    const action = name as OrderAction
    const { group, label } = offeredFor(trackedOrder()).actions[action]
    expect(BULK_ACTIONS[ofBulks].group).toBe(group)
    expect(BULK_ACTIONS[ofBulks].label === label).toBe(!CALLED_OTHERWISE.includes(action))
  })

  it.each(Object.entries(CHANGES))('are told of to the same places: %s', (change, ofBulks) => {
    if (typeof ofBulks === 'object') {
      expect(ofBulks.why).toMatch(/\w+ \w+/)
      return
    }
    expect(KIND_OF_BULK_CHANGE[ofBulks]).toBe(KIND_OF_CHANGE[change as OrderChange['kind']])
  })

  it('have a reason for whatever only one of them has', () => {
    const decided = Object.values(DECISIONS).flatMap((of) => (of === 'bulk' ? [] : [of.why]))
    const tables = [
      decided,
      OPERATIONS_OF_BULKS_ALONE,
      ACTIONS_OF_BULKS_ALONE,
      CHANGES_OF_BULKS_ALONE,
      NEWS_OF_ORDERS_ALONE,
      NEWS_OF_BULKS_ALONE,
      UNKNOWN_OF_ORDERS_ALONE,
      UNKNOWN_OF_BULKS_ALONE,
    ]
    for (const why of tables.flatMap((table) => Object.values<string>(table))) {
      expect(why).toMatch(/\w+ \w+ \w+/)
    }
  })

  it('have a place for every kind of news', () => {
    const kinds = [...Object.values(KIND_OF_NEWS), ...Object.values(KIND_OF_BULK_CHANGE)]
    for (const kind of kinds) {
      if (kind !== null) expect(Object.keys(USUAL_NEWS_ROUTES)).toContain(kind)
    }
  })

  it.each(Object.values(COMMON))(
    'call the same people for $kind, and show no address on a locked screen',
    (common) => {
      const approvers = plain('@approvers')
      const one = news(longestView('DRAFT', 'Acme'), common, approvers).text
      const many = bulkNews(longestBulk('VALID_DRAFT_TNS', 'Acme'), common, { approvers }).text
      const called = (text: string) => new Set(text.match(/<@\w+>/g))
      expect(called(many)).toEqual(called(one))
      expect(one + many).not.toMatch(/Elm|Oak/)
    },
  )

  it.each(Object.values(REMINDERS))('can both be put off and taken on: $kind', (what) => {
    const said = { approvers: plain('@approvers'), snooze: undefined }
    const view = longestView(STANDS[what.kind] ?? 'FOC', 'Acme')
    const { seen } = view.tracked
    const automaticAt = seen && agreedMoment(seen)
    const now = 'automaticAt' in what && automaticAt !== null ? { ...what, automaticAt } : what
    const one = reminder(view, due(now), said)
    const whole = longestBulk('VALID_DRAFT_TNS', 'Acme')
    const children = whole.children.map((child) => ({
      ...child,
      tracked: { ...child.tracked, seen },
    }))
    const many = bulkReminder({ ...whole, children }, due(now), said)
    for (const drawn of [one, many]) {
      expect(buttonsOf(drawn)).toContain('I’m on it')
      expect(JSON.stringify(drawn.blocks)).toContain('Remind me later')
    }
  })
})
