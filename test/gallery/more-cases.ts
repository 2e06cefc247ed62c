import type { ModalView } from '@slack/types'
import { commands } from '../../commands/index.ts'
import type { BatchView } from '../../src/desk/view-batch.ts'
import type { LoasView } from '../../src/desk/bulk/view-loas.ts'
import { readMessage } from '../../src/porting/message/read-message.ts'
import type { Message } from '../../src/slack/blocks.ts'
import { activateView } from '../../src/slack/forms/activate-form.ts'
import { approveAheadView } from '../../src/slack/forms/approve-ahead-form.ts'
import { breakdownView } from '../../src/slack/forms/breakdown-view.ts'
import { numbersFormView } from '../../src/slack/forms/bulk-numbers-form.ts'
import { detachView } from '../../src/slack/forms/child-menu.ts'
import { chooseOrdersView } from '../../src/slack/forms/choose-orders-form.ts'
import { consentView } from '../../src/slack/forms/consent-form.ts'
import { detachOrdersView } from '../../src/slack/forms/detach-orders-form.ts'
import { handOverView } from '../../src/slack/forms/hand-over-form.ts'
import { messageView } from '../../src/slack/forms/message-view.ts'
import { moreView } from '../../src/slack/forms/more-view.ts'
import { doneView, problemView, waitingView } from '../../src/slack/forms/notice-view.ts'
import { overwriteView } from '../../src/slack/forms/overwrite-form.ts'
import { shareLoaView } from '../../src/slack/forms/share-loa-form.ts'
import { activationBatch } from '../../src/slack/messages/activation-batch.ts'
import { askAnswer } from '../../src/slack/messages/ask.ts'
import { bulkGroups } from '../../src/slack/messages/bulk-actions.ts'
import { bulkDays } from '../../src/slack/messages/bulk-days.ts'
import { bulkDocuments } from '../../src/slack/messages/bulk-documents.ts'
import { bulkNews } from '../../src/slack/messages/bulk-news.ts'
import { bulkOffer } from '../../src/slack/messages/bulk-offer.ts'
import { besideIt, candidates } from '../../src/slack/messages/candidates.ts'
import { orderGroups } from '../../src/slack/messages/card-buttons.ts'
import { confirmDelete, confirmDeleteBulk } from '../../src/slack/messages/confirm-delete.ts'
import { lateCard } from '../../src/slack/messages/late-card.ts'
import { direct } from '../../src/slack/messages/direct.ts'
import { greeting } from '../../src/slack/messages/greeting.ts'
import { commandHelp } from '../../src/slack/messages/help.ts'
import { historyAnswer } from '../../src/slack/messages/history.ts'
import { interrupted } from '../../src/slack/messages/interrupted.ts'
import { memoryLoss } from '../../src/slack/messages/memory-loss.ts'
import { moved } from '../../src/slack/messages/moved.ts'
import { needsAPress, opensForm } from '../../src/slack/messages/needs-a-press.ts'
import { maybePin, noteAnswer } from '../../src/slack/messages/note-answer.ts'
import { numbersAnswer } from '../../src/slack/messages/numbers.ts'
import { orderChange } from '../../src/slack/messages/order-change.ts'
import { passwordsEnd } from '../../src/slack/messages/passwords-end.ts'
import { documentGiven, whoseDocument } from '../../src/slack/messages/whose-document.ts'
import { whichNumbers } from '../../src/slack/messages/which-numbers.ts'
import { whoseOrders } from '../../src/slack/messages/worklist.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { WhichNumbers } from '../../src/slack/numbers-in-files.ts'
import { WhichOrder } from '../../src/slack/order-meant.ts'
import { isSeen, type SeenOrder } from '../../src/store/orders.ts'
import { longestBulk } from '../fixtures/bulk.ts'
import { listed } from '../fixtures/listed.ts'
import { approval, run } from '../fixtures/operations.ts'
import {
  DANA,
  day,
  focDate,
  HOUR,
  LEE,
  MINUTE,
  NOW,
  tn,
  trackedOrder,
  viewOf,
} from '../fixtures/orders.ts'
import type { Case, Family } from './family.ts'
import { usualBulk } from './usual-bulk.ts'

const CARD = 'https://acme.slack.com/archives/C0PORTS/p1764601200000100'
const APPROVERS = plain('@lnp-approvers')
const REF = { number: 1042, token: 'ab12cd34ef' } as const
const MANY = usualBulk('IN_PROGRESS')
const DRAFTS = usualBulk('VALID_DRAFT_TNS')
const REJECTED = usualBulk('NEEDS_ATTENTION')
const AGREED = { status: 'FOC', actualFocDate: focDate('2026-12-08') } as const

function of(name: string, shown: Message | ModalView): Case {
  return { name, shown, isOfOrder: true }
}

function other(name: string, shown: Message | ModalView): Case {
  return { name, shown, isOfOrder: false }
}

function seen(): SeenOrder {
  const { tracked } = viewOf({ status: 'EXCEPTION' })
  if (!isSeen(tracked)) throw new Error('It was seen.')
  return tracked
}

function dropped(different: Partial<LoasView['documents'][number]> = {}) {
  return {
    id: 'document-1',
    bulkNumber: 1042,
    source: 'F0LOA',
    name: 'loa-919-555-0100.pdf',
    size: 120_000,
    offeredBy: DANA,
    offeredAt: NOW,
    state: 'waiting',
    childNumber: 1043,
    because: 'its name has 919-555-0100',
    person: null,
    sharedBy: null,
    outcome: null,
    ...different,
  } as const
}

function loas(documents: LoasView['documents'], shared: LoasView['shared'] = []): LoasView {
  const orders = DRAFTS.children.map(({ tracked: { number } }) => ({
    number,
    person: 'J Rivera',
    takesLoa: true,
    hasLoa: false,
  }))
  const who = { people: [{ person: 'J Rivera', orders }], nobody: [] }
  return { bulk: DRAFTS.bulk, documents, who, orders: orders.length, shared }
}

const WHOLE_LOA = { ...dropped({ childNumber: null, because: null }), person: 'J Rivera' }

const OF_BULK: readonly Case[] = [
  of(
    'days',
    bulkDays(MANY, {
      kind: 'bulk-days',
      number: 1042,
      items: [1043, 1044, 1045].map((child) => ({
        child,
        change: { kind: 'foc', focDate: focDate('2026-12-09'), requested: focDate('2026-12-08') },
      })),
    }),
  ),
  of(
    'a day that changed',
    bulkDays(MANY, {
      kind: 'bulk-days',
      number: 1042,
      items: [
        {
          child: 1043,
          change: {
            kind: 'foc-moved',
            from: focDate('2026-12-08'),
            to: focDate('2026-12-09'),
          },
        },
      ],
    }),
  ),
  of(
    'the longest, of 500 orders without a day',
    bulkDays(longestBulk('NEEDS_ATTENTION', 'Consolidated Dental Group'), {
      kind: 'bulk-days',
      number: 1042,
      items: [{ child: 100_000, change: { kind: 'completed' } }],
    }),
  ),
  of(
    'LOAs dropped',
    bulkDocuments(loas([dropped(), dropped({ childNumber: null, name: 'scan.pdf' })])),
  ),
  of(
    'one LOA for all',
    bulkDocuments(
      loas(
        [{ ...WHOLE_LOA, state: 'stopped' }],
        [
          {
            document: { ...WHOLE_LOA, state: 'stopped', outcome: 'I restarted in the middle.' },
            has: [1043, 1044],
            otherLoa: [],
            coming: [1045],
            unlisted: [],
            refused: [{ child: 1046, why: 'The file is 4.1 MB (limit 3 MB).' }],
            without: [1047, 1048, 1049],
            signedByAnother: [],
          },
        ],
      ),
    ),
  ),
  of(
    'regrouped',
    bulkNews(
      DRAFTS,
      {
        kind: 'split-anew',
        kept: [{ child: 1043, numbers: 40 }],
        added: [1050],
        gone: [1044],
        lostDocuments: [],
      },
      { approvers: APPROVERS, loas: [] },
    ),
  ),
  of(
    'fixed together',
    bulkNews(
      REJECTED,
      {
        kind: 'children-corrected',
        by: DANA,
        fields: ['house number'],
        shown: [1043],
        sent: [1044],
        asked: [],
        failed: [{ child: 1045, why: 'Bandwidth didn’t answer.' }],
        left: [],
        why: 'all-sent',
      },
      { approvers: APPROVERS, loas: [] },
    ),
  ),
]

function batch(state: BatchView['batch']['state'], count = 3): BatchView {
  const numbers = Array.from({ length: count }, (_, at) => 1043 + at)
  const orders = numbers.map((number, at) => ({
    order: { number, approvalId: `approval-${at}`, why: null },
    view: viewOf(AGREED, {
      tracked: trackedOrder({ ...viewOf(AGREED).tracked, number, bulkNumber: 1042 }),
    }),
    approval: approval({
      operation: 'activate',
      state: state === 'open' ? 'open' : 'spent',
    }),
    run:
      state === 'open'
        ? null
        : run({
            state: at === 0 ? 'live' : at === 1 ? 'asked' : 'refused',
            reply: at === 2 ? 'Bandwidth didn’t accept it' : '',
          }),
  }))
  return {
    now: NOW,
    bulk: MANY.bulk,
    batch: {
      id: 'batch',
      bulkNumber: 1042,
      orders: orders.map(({ order }) => order),
      askedBy: DANA,
      askedAt: NOW - 5 * MINUTE,
      decidedBy: state === 'open' ? null : LEE,
      state,
    },
    orders,
  }
}

const TOGETHER: readonly Case[] = [
  of('asked for', activationBatch(batch('open'), APPROVERS)),
  of('the longest, of 40 orders', activationBatch(batch('open', 40), APPROVERS)),
  of('running', activationBatch(batch('running'), APPROVERS)),
  of('over', activationBatch(batch('over'), APPROVERS)),
]

const SEVERAL = ['Koala Kids', 'Koala Kitchens'].map((customer, at) =>
  listed(1011 + at, { customer }),
)

const QUESTIONS: readonly Case[] = [
  other(
    'which order',
    candidates(
      new WhichOrder(
        'koala',
        { exact: SEVERAL, near: [], areAll: true },
        { command: 'note', rest: '' },
      ),
      NOW,
    ),
  ),
  other(
    'a name with a slip',
    candidates(
      new WhichOrder(
        'kaola',
        { exact: [], near: SEVERAL.slice(0, 1), areAll: true },
        { command: 'status', rest: '' },
      ),
      NOW,
    ),
  ),
  other('beside it', besideIt('1042', { beside: SEVERAL, areAll: true }, NOW)),
  other(
    'whose orders',
    whoseOrders('pat', [
      { word: 'owner=U0PAT', label: 'Show Pat’s orders' },
      { word: 'customer=pat', label: 'Show orders of customer "pat"' },
    ]),
  ),
  other('which order is a file for', whoseDocument({ id: 'F0LOA', name: 'loa.pdf' }, SEVERAL)),
  other(
    'a file that was given',
    documentGiven({ name: 'loa.pdf' }, '#1011 · Koala Kids', 'offer-1'),
  ),
  other(
    'which column',
    whichNumbers(
      new WhichNumbers('key', {
        key: 'key',
        source: 'numbers.csv',
        sheet: null,
        asks: 'columns',
        options: ['Phone', 'Contact phone'].map((name) => ({
          value: name,
          label: name,
          says: '“919-555-0100”, “919-555-0101”',
        })),
      }),
    ),
  ),
  other(
    'which rows',
    whichNumbers(
      new WhichNumbers('key', {
        key: 'key',
        source: 'numbers.csv',
        sheet: null,
        asks: 'kept',
        under: ['Do Not Port'],
        options: [
          {
            value: 'leave',
            label: 'Only numbers not marked “do not port”',
            says: '2 numbers',
          },
          { value: 'take', label: 'All rows', says: '3 numbers' },
        ],
      }),
    ),
  ),
  other('too many for a check', bulkOffer(6_000, 5_000, ['F0LIST'])),
  other('a form that takes a click', needsAPress(REF, 'edit', '#1042 · Acme Dental')),
  other('a form of no order', opensForm('new', '919-555-0100')),
]

const ANSWERS: readonly Case[] = [
  other(
    'history',
    historyAnswer(
      REF,
      {
        bandwidth: 'read',
        lines: [
          { at: NOW, who: DANA, what: 'submitted', from: '', to: '', source: 'portin' },
          {
            at: NOW - HOUR,
            who: 'jsmith',
            what: 'requested FOC',
            from: '2026-12-07',
            to: '2026-12-08',
            source: 'Bandwidth',
          },
        ],
      },
      { named: '#1042 · Acme Dental', from: 0, now: NOW },
    ),
  ),
  of(
    'ask Bandwidth',
    askAnswer({
      order: seen(),
      drafts: ['Disagree with rejection', 'Ask to escalate'].map((label, at) => ({
        id: `draft-${at}`,
        label,
        text: label,
      })),
    }),
  ),
  of('a note that went', noteAnswer(seen(), { parts: 1, sent: 1, stopped: null })),
  of('a note that did not go', noteAnswer(seen(), { parts: 2, sent: 1, stopped: 'unknown' })),
  other('what may be a PIN', maybePin(seen(), 'the PIN is 4471')),
  other('numbers', numbersAnswer(plain('#1042 · Acme Dental'), ['919-555-0100 to 0119'], 20)),
  of('delete a draft', confirmDelete(seen())),
  of('delete a bulk draft', confirmDeleteBulk(DRAFTS)),
]

const WELCOMES: readonly Case[] = [
  other('hello', greeting({ isCoordinator: true })),
  other('hello, without a role', greeting({ isCoordinator: false })),
  ...commands.slice(0, 3).map((command) => other(`help ${command.name}`, commandHelp(command))),
]

const NOTICES: readonly Case[] = [
  of(
    'to its owner alone',
    direct(orderChange(viewOf(AGREED), { kind: 'completed' }), {
      number: 1042,
      channel: 'C0PORTS',
      card: CARD,
    }),
  ),
  of(
    'to its owner alone, because its channel is lost',
    direct(
      orderChange(viewOf(AGREED), { kind: 'foc', focDate: AGREED.actualFocDate, requested: null }),
      {
        number: 1042,
        channel: null,
        card: CARD,
      },
    ),
  ),
  of(
    'its card does not show yet',
    lateCard({ number: 1042, title: '#1042 · Acme Dental', channel: 'C0PORTS', isOpen: true }),
  ),
  of(
    'its card can not show',
    lateCard({ number: 1042, title: '#1042 · Acme Dental', channel: 'C0PORTS', isOpen: false }),
  ),
  other('a backup was restored', memoryLoss({ kind: 'restored', knownUntil: NOW - HOUR }, NOW)),
  other(
    'an empty database',
    memoryLoss(
      { kind: 'empty', file: 'portin.sqlite', hasPosted: true, nextNumber: 1001, beside: [] },
      NOW,
    ),
  ),
  other('a stop in between', interrupted({ what: 'your “Approve” click', at: NOW - HOUR }, NOW)),
  other('the longest, how to log in from now on', passwordsEnd()),
  other(
    'another channel',
    moved({ channel: 'C0PORTS', why: 'it’s archived', count: 1, orders: ['#1042 · Acme Dental'] }),
  ),
]

const DIFFERS = { through: 'loaAuthorizingPerson', differs: [1043, 1044] } as const

const MORE_FORMS: readonly Case[] = [
  other('all actions', moreView(1042, plain('#1042 · Acme Dental'), orderGroups(viewOf(AGREED)))),
  other('all actions, bulk', moreView(1042, plain('#1042 · Acme Corp (bulk)'), bulkGroups(MANY))),
  other('orders', breakdownView(REJECTED, { filter: 'all', page: 1 })),
  other('activate', activateView(MANY.bulk, MANY.children)),
  other(
    'pre-approve',
    approveAheadView(
      '1042.ab12cd34ef',
      MANY.children.slice(0, 3).map(({ tracked }) => ({ tracked, day: day('2026-12-09') })),
    ),
  ),
  other('numbers', numbersFormView(DRAFTS.bulk, 312)),
  other(
    'detach',
    detachView(seen(), {
      number: 1040,
      formId: '1040.ab12cd34ef',
      viewId: 'V0',
      hash: '1',
      shown: { filter: 'all', page: 1 },
    }),
  ),
  other(
    'detach several',
    detachOrdersView(
      DRAFTS.bulk,
      DIFFERS,
      DRAFTS.children.map(({ tracked }) => tracked),
    ),
  ),
  other(
    'overwrite',
    overwriteView('form', '#1042 · Acme Corp (bulk)', [
      { number: 1043, fields: [{ field: 'signer', own: 'K Lopez', becomes: 'J Rivera' }] },
    ]),
  ),
  other('agreement of the customer', consentView(seen(), { codes: ['7421'], ends: 'DSL' }, NOW)),
  other(
    'hand over',
    handOverView(REF, { named: '#1042 · Acme Dental', whose: 'your', others: 12 }),
  ),
  other(
    'match files',
    chooseOrdersView({ ...DRAFTS, documents: [dropped({ childNumber: null, because: null })] }),
  ),
  other('one LOA, many orders', shareLoaView(loas([WHOLE_LOA]))),
  other(
    'a message',
    messageView({
      formId: 'form',
      read: readMessage('Please port 919-555-0100 for Acme Dental.', day('2026-12-08')),
      numbers: [tn('919-555-0100')],
      from: {
        channel: 'C0PORTS',
        ts: '1764601200.000100',
        link: null,
        rest: ['Thanks, Jo'],
        doubtful: [],
        unread: [],
        showsPin: false,
      },
      account: null,
      elsewhere: null,
      earlier: null,
      documents: [],
      now: NOW,
    }),
  ),
  other('sending', waitingView('Note to Bandwidth')),
  other(
    'done',
    doneView('Note on #1042', [plain('Your note is on #1042 · Acme Dental at Bandwidth.')]),
  ),
  other(
    'a problem',
    problemView('Fix #1042', [plain('#1042 · Acme Dental is live, not a draft.')]),
  ),
]

/** What is seen more seldom. */
export const MORE_FAMILIES: readonly Family[] = [
  { name: 'bulk-update', isDark: false, mostLines: { usual: 9, longest: 12 }, cases: OF_BULK },
  { name: 'together', isDark: false, mostLines: { usual: 9, longest: 12 }, cases: TOGETHER },
  { name: 'question', isDark: false, mostLines: { usual: 7, longest: 7 }, cases: QUESTIONS },
  { name: 'answer', isDark: false, mostLines: { usual: 5, longest: 5 }, cases: ANSWERS },
  { name: 'welcome', isDark: false, mostLines: { usual: 12, longest: 12 }, cases: WELCOMES },
  { name: 'notice', isDark: false, mostLines: { usual: 4, longest: 7 }, cases: NOTICES },
  { name: 'more-forms', isDark: false, mostLines: { usual: 1, longest: 1 }, cases: MORE_FORMS },
]
