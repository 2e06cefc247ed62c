import { longestAccount } from '../fixtures/accounts.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModalView, ConfirmationDialog } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { BulkNotReady, ExtensionWouldOverwrite } from '../../src/desk/bulk/bulk-refusals.ts'
import type { BulkView } from '../../src/desk/bulk/view-bulk.ts'
import type { OrderView } from '../../src/desk/view-order.ts'
import type { BulkChange } from '../../src/porting/bulk-changes.ts'
import { NO_CHILD_FACTS } from '../../src/porting/child-facts.ts'
import { bulkStatus, KNOWN_BULK_STATUSES } from '../../src/porting/bulk-status.ts'
import type { OrderChange } from '../../src/porting/order-changes.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { KNOWN_STATUSES, type PortStatus } from '../../src/porting/status.ts'
import type { Message } from '../../src/slack/blocks.ts'
import { activateView } from '../../src/slack/forms/activate-form.ts'
import { approveAheadView } from '../../src/slack/forms/approve-ahead-form.ts'
import { noneNow } from '../../src/slack/messages/none-now.ts'
import { orderValue } from '../../src/slack/order-ref.ts'
import { breakdownView } from '../../src/slack/forms/breakdown-view.ts'
import { moreView } from '../../src/slack/forms/more-view.ts'
import { numbersFormView } from '../../src/slack/forms/bulk-numbers-form.ts'
import { chooseOrdersView } from '../../src/slack/forms/choose-orders-form.ts'
import { shareLoaView } from '../../src/slack/forms/share-loa-form.ts'
import { messageView, type FromMessage } from '../../src/slack/forms/message-view.ts'
import { readMessage } from '../../src/porting/message/read-message.ts'
import { checkFormView } from '../../src/slack/forms/check-form.ts'
import { detachView } from '../../src/slack/forms/child-menu.ts'
import { handOverView } from '../../src/slack/forms/hand-over-form.ts'
import { consentNoteView, consentView } from '../../src/slack/forms/consent-form.ts'
import { denyView, withdrawView } from '../../src/slack/forms/deny-view.ts'
import { detachOrdersView } from '../../src/slack/forms/detach-orders-form.ts'
import { loaFormView } from '../../src/slack/forms/loa-view.ts'
import { INPUT_FIELDS, type FieldName } from '../../src/slack/forms/order-inputs.ts'
import {
  checkingView,
  doneView,
  openingView,
  problemView,
  waitingView,
  workingView,
} from '../../src/slack/forms/notice-view.ts'
import { orderFormView, type OrderFormInput } from '../../src/slack/forms/order-view.ts'
import { changeFormView } from '../../src/slack/forms/change-view.ts'
import { emptyContent } from '../../src/porting/empty-content.ts'
import type { AskedChange } from '../../src/store/approvals.ts'
import { DANA, LEE } from '../fixtures/orders.ts'
import { overwriteView } from '../../src/slack/forms/overwrite-form.ts'
import { activationPost, conditions } from '../../src/slack/messages/activation.ts'
import { approvalAsked } from '../../src/slack/messages/approval-asked.ts'
import { approvalDetails, approvalPost } from '../../src/slack/messages/approval.ts'
import { bulkApproval, bulkApprovalDetails } from '../../src/slack/messages/bulk-approval.ts'
import { bulkGroups } from '../../src/slack/messages/bulk-actions.ts'
import { orderGroups } from '../../src/slack/messages/card-buttons.ts'
import { bulkCard } from '../../src/slack/messages/bulk-card.ts'
import { bulkDocuments } from '../../src/slack/messages/bulk-documents.ts'
import { earlierThanExpected } from '../../src/slack/messages/earlier-than-expected.ts'
import { EarlierThanExpected } from '../../src/desk/approval-refusals.ts'
import { extensionRefused } from '../../src/slack/messages/bulk-extension.ts'
import { bulkNotReady } from '../../src/slack/messages/bulk-not-ready.ts'
import { bulkChange } from '../../src/slack/messages/bulk-change.ts'
import { activationBatch } from '../../src/slack/messages/activation-batch.ts'
import { batchReminder } from '../../src/slack/messages/batch-reminder.ts'
import type { BatchView } from '../../src/desk/view-batch.ts'
import type { BatchState } from '../../src/store/activation-batches.ts'
import { bulkDays } from '../../src/slack/messages/bulk-days.ts'
import { bulkDigest } from '../../src/slack/messages/bulk-digest.ts'
import { bulkNews } from '../../src/slack/messages/bulk-news.ts'
import { drawAnnouncement } from '../../src/slack/messages/bulk-announcement.ts'
import { bulkReminder } from '../../src/slack/messages/bulk-reminder.ts'
import {
  childTable,
  nothingDropped,
  numbersDropped,
  leftOutOf,
} from '../../src/slack/messages/bulk-tables.ts'
import { card } from '../../src/slack/messages/card.ts'
import { checkResult } from '../../src/slack/messages/check-result.ts'
import { checkStarted } from '../../src/slack/messages/check-started.ts'
import { confirmDelete, confirmDeleteBulk } from '../../src/slack/messages/confirm-delete.ts'
import { whichNumbers } from '../../src/slack/messages/which-numbers.ts'
import { WhichNumbers } from '../../src/slack/numbers-in-files.ts'
import { bulkOffer } from '../../src/slack/messages/bulk-offer.ts'
import { besideIt, candidates } from '../../src/slack/messages/candidates.ts'
import { WhichOrder } from '../../src/slack/order-meant.ts'
import { interrupted } from '../../src/slack/messages/interrupted.ts'
import { passwordsEnd } from '../../src/slack/messages/passwords-end.ts'
import { digest } from '../../src/slack/messages/digest.ts'
import { lateCard } from '../../src/slack/messages/late-card.ts'
import { direct } from '../../src/slack/messages/direct.ts'
import { doctorAnswer } from '../../src/slack/messages/doctor.ts'
import { documentOffer } from '../../src/slack/messages/document-offer.ts'
import { commandHelp, helpAnswer } from '../../src/slack/messages/help.ts'
import { listPage, whoseOrders } from '../../src/slack/messages/worklist.ts'
import { memoryLoss } from '../../src/slack/messages/memory-loss.ts'
import { MOST_NAMED, moved } from '../../src/slack/messages/moved.ts'
import { drawReminder, nothingToDo } from '../../src/slack/messages/put-off.ts'
import { pointer } from '../../src/slack/messages/pointer.ts'
import type { HistoryLine } from '../../src/porting/history.ts'
import { withActivity } from '../../src/slack/messages/activity.ts'
import { askAnswer } from '../../src/slack/messages/ask.ts'
import { historyAnswer } from '../../src/slack/messages/history.ts'
import { greeting } from '../../src/slack/messages/greeting.ts'
import { needsAPress, opensForm } from '../../src/slack/messages/needs-a-press.ts'
import {
  documentGiven,
  whoseDocument,
  whoseTable,
} from '../../src/slack/messages/whose-document.ts'
import { maybePin, noteAnswer } from '../../src/slack/messages/note-answer.ts'
import { notesShown, type NotesNews } from '../../src/slack/messages/note.ts'
import { replyNote } from '../../src/slack/controls/order-controls.ts'
import { noteView } from '../../src/slack/forms/note-form.ts'
import { noteOrderView } from '../../src/slack/forms/note-order-form.ts'
import { isSeen, type SeenOrder } from '../../src/store/orders.ts'
import { morningMessage } from '../../src/slack/messages/morning.ts'
import { news } from '../../src/slack/messages/news.ts'
import { numbersAnswer } from '../../src/slack/messages/numbers.ts'
import { orderChange } from '../../src/slack/messages/order-change.ts'
import { readinessAnswer } from '../../src/slack/messages/readiness.ts'
import { bugAnswer, refusalAnswer } from '../../src/slack/messages/refusal.ts'
import { reminder } from '../../src/slack/messages/reminder.ts'
import { said } from '../../src/slack/messages/said.ts'
import { statusAnswer } from '../../src/slack/messages/status.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { routesWith } from '../../src/slack/routes.ts'
import type { BulkNews } from '../../src/porting/news.ts'
import { longestBulk, longestLoas } from '../fixtures/bulk.ts'
import { approval, offer, run } from '../fixtures/operations.ts'
import {
  checkOfGroups,
  checkOfReasons,
  ENDLESS,
  FORTY,
  longestView,
  manyErrors,
  SCATTERED,
} from '../fixtures/longest.ts'
import { day, eastern, focDate, HOUR, NOW } from '../fixtures/orders.ts'
import { removedFromOrders } from '../../src/slack/messages/elsewhere.ts'
import { listed } from '../fixtures/listed.ts'
import { tn } from '../porting/port-order.ts'
import { some } from '../fixtures/extent.ts'
import { someNumbers } from '../porting/bulk-numbers.ts'
import { madeOnce } from '../fixtures/made-once.ts'
import { nothingTyped } from '../fixtures/nothing-typed.ts'
import { due } from '../fixtures/reminders.ts'
import { controlsIn, openAnotherMemory } from './another-memory.ts'
import { openPressing, pressableIn, type Pressable } from './pressed.ts'
import { refusalsOf } from './slack-takes.ts'
import { inStatesOfTheirOwn, seenBulk } from './states-of-their-own.ts'

const CARD = `https://acme.slack.com/archives/C0PORTS/p${'1'.repeat(16)}`

type Shown = Message | ModalView

/** Everything that the bot can show, drawn with names of this kind. */
const LONGEST: Readonly<Record<string, (name: string) => readonly Shown[]>> = {
  card: inEveryStatus(card),
  inStatesOfTheirOwn,
  statusAnswer: inEveryStatus(statusAnswer),
  readinessAnswer: inEveryStatus(readinessAnswer),
  conditions: inEveryStatus(conditions),

  orderChange: (name) =>
    everyChange(name).map((change) => orderChange(longestView('FOC', name), change)),
  digest: (name) => [
    digest(
      everyChange(name).flatMap((change) =>
        Array.from({ length: 30 }, () => ({ view: longestView('FOC', name), change, url: CARD })),
      ),
    ),
  ],
  notesShown: (name) =>
    everyNote(name).flatMap((one) =>
      [undefined, { topic: 'note-1', by: name, at: NOW, until: NOW + HOUR, takenByName: name }].map(
        (taken) =>
          notesShown(one, {
            title: plain(name),
            owner: name,
            now: NOW,
            order: longestSeen(name),
            taken,
            buttons: [replyNote.draw(longestSeen(name))],
          }),
      ),
    ),
  news: (name) => {
    const view = longestView('DRAFT', name)
    return [
      news(view, { kind: 'not-as-asked', field: name, asked: name, shown: name }, plain(name)),
      news(
        view,
        {
          kind: 'changed',
          by: DANA,
          approvedBy: LEE,
          approver: LEE,
          differences: longestChange(name).differences,
        },
        plain(name),
        new Map([
          [DANA, name],
          [LEE, name],
        ]),
      ),
      news(
        view,
        { kind: 'change-not-seen', by: name, differences: longestChange(name).differences },
        plain(name),
      ),
      news(view, { kind: 'note-sent', by: name, text: name }, plain(name)),
      news(view, { kind: 'note-never-sent', by: name, text: name }, plain(name)),
      news(view, { kind: 'note-cut-off', by: name, sent: 2, parts: 20, text: name }, plain(name)),
      ...everyNote(name).map((one) => news(view, one, plain(name))),
      news(
        view,
        { kind: 'edited', by: name, fields: Array.from({ length: 40 }, () => name) },
        plain(name),
      ),
      news(view, { kind: 'document-never-arrived', by: name, name }, plain(name)),
      news(
        view,
        {
          kind: 'not-as-approved',
          asker: name,
          approver: name,
          differences: Array.from({ length: 40 }, () => name),
        },
        plain(name),
      ),
      news(view, { kind: 'cancelled-not-deleted', by: name, status: 'CANCELLED' }, plain(name)),
    ]
  },
  nothingToDo: (name) => [nothingToDo(plain(name), plain(name))],
  drawReminder: (name) => [
    drawReminder(
      longestView('DRAFT', name),
      longestView('DRAFT', name).tracked,
      due({ kind: 'draft-dies', purgesAt: NOW + HOUR }, { asOf: NOW }),
      { approvers: plain(name), snooze: undefined },
      { says: plain(name), detail: plain(name), small: plain(name), buttons: [] },
    ),
  ],
  reminder: (name) => {
    const said = { approvers: plain(name), snooze: undefined }
    const agreed = longestView('FOC', name)
    const asked = { ...longestView('DRAFT', name), approvals: [approval({ id: 'asked' })] }
    return [
      reminder(agreed, due({ kind: 'foc-today', day: day('2026-12-08') }), said),
      reminder(agreed, due({ kind: 'not-live', automaticAt: eastern('2026-12-08 11:30') }), said),
      reminder(
        agreed,
        {
          ...due({ kind: 'foc-today', day: day('2026-12-08') }),
          absent: { name, why: 'sick', until: day('2026-12-24') },
        },
        said,
      ),
      reminder(longestView('DRAFT', name), due({ kind: 'draft-dies', purgesAt: NOW + 1 }), said),
      reminder(
        longestView('EXCEPTION', name),
        due({ kind: 'waits-long', status: 'EXCEPTION', since: NOW - 99 * HOUR, businessDays: 4 }),
        said,
      ),
      reminder(asked, due({ kind: 'approval-ends', id: 'asked', endsAt: NOW + HOUR }), said),
    ]
  },
  direct: (name) => {
    const card = `https://practice.slack.com/archives/C0PORTS/p${'1'.repeat(16)}`
    return everyChange(name).map((change) =>
      direct(orderChange(longestView('FOC', name), change), {
        number: 1042,
        channel: 'C0PORTS',
        card,
      }),
    )
  },
  lateCard: (name) =>
    [true, false].map((isOpen) =>
      lateCard({ number: 1042, title: `#1042 · ${name}`, channel: 'C0PORTS', isOpen }),
    ),
  confirmDeleteBulk: inEveryBulkStatus((view) => confirmDeleteBulk(view)),
  bulkCard: inEveryBulkStatus((view, name) => bulkCard(view, plain(name))),
  bulkApproval: inEveryBulkStatus((view, name) =>
    bulkApproval(view, approval({ outcome: name }), plain(name)),
  ),
  bulkApprovalDetails: (name) => [
    bulkApprovalDetails(
      longestBulk('VALID_DRAFT_TNS', name),
      approval({ content: longestContent(name) }),
      plain(name),
    ),
  ],
  bulkDocuments: inEveryBulkStatus((view, name) => bulkDocuments(longestLoas(view, name))),
  moreView: (name) => [
    ...KNOWN_STATUSES.map((status) =>
      moreView(1042, plain(name), orderGroups(longestView(status, name))),
    ),
    ...KNOWN_BULK_STATUSES.map((status) =>
      moreView(1040, plain(name), bulkGroups(longestBulk(status, name))),
    ),
    ...[true, false].map((isNow) =>
      moreView(1040, plain(name), bulkGroups(withWindows(longestBulk('IN_PROGRESS', name), isNow))),
    ),
  ],
  consentView: (name) => [
    consentView(longestSeen(name), { codes: EVERY_CODE, ends: name }, NOW),
    consentNoteView(
      longestSeen(name),
      { codes: EVERY_CODE, ends: name },
      // The form takes no longer name.
      { who: name.slice(0, 100), day: day('2026-12-01') },
    ),
  ],
  consentNoteView: () => [],
  activateView: (name) => {
    const { bulk, children } = longestBulk('IN_PROGRESS', name)
    return [activateView(bulk, children)]
  },
  approveAheadView: (name) => {
    const tracked = longestBulk('IN_PROGRESS', name).children.map((child) => child.tracked)
    const possible = tracked.map((one) => ({ tracked: one, day: day('2026-12-01') }))
    return [approveAheadView(orderValue({ number: 1042, token: 'ab12cd34ef' }), possible)]
  },
  noneNow: (name) => {
    const refs = longestBulk('IN_PROGRESS', name).children.map(({ tracked }) => tracked)
    return [noneNow(new Refusal('none', name, name), refs.slice(0, 80))]
  },
  breakdownView: inEveryBulkStatus((view, name) =>
    breakdownView(view, { filter: 'all', page: 19 }, plain(name)),
  ),
  earlierThanExpected: (name) => [
    earlierThanExpected(
      new EarlierThanExpected(
        { number: 1042, token: 'ab12cd34ef' },
        day('2026-11-25'),
        day('2027-11-30'),
      ),
      name,
    ),
  ],
  bulkNotReady: (name) => {
    const { readiness } = longestBulk('VALID_DRAFT_TNS', name)
    const bulk = seenBulk(longestBulk('VALID_DRAFT_TNS', name))
    return [null, day('2027-11-30')].map((firstDay) =>
      bulkNotReady(new BulkNotReady(bulk, { ...readiness, firstDay }), name),
    )
  },

  extensionRefused: (name) => [
    extensionRefused(
      new ExtensionWouldOverwrite(
        seenBulk(longestBulk('VALID_DRAFT_TNS', name)),
        FIVE_HUNDRED_DIFFER,
        ordersOf(longestBulk('VALID_DRAFT_TNS', name)),
      ),
      name,
    ),
  ],
  detachOrdersView: (name) => [
    detachOrdersView(
      longestBulk('VALID_DRAFT_TNS', name).bulk,
      FIVE_HUNDRED_DIFFER,
      ordersOf(longestBulk('VALID_DRAFT_TNS', name)),
    ),
  ],
  childTable: (name) => [
    childTable({
      bulk: longestBulk('DRAFT', name).bulk,
      file: { id: 'F0123456789', name },
      table: {
        isTable: true,
        rows: Array.from({ length: 500 }, (_, index) => ({
          number: 100_000 + index,
          facts: { ...NO_CHILD_FACTS, businessName: name, streetName: name, pin: name, city: '' },
        })),
        problems: Array.from({ length: 500 }, (_, line) => ({ line, says: name })),
        remarks: Array.from({ length: 500 }, (_, line) => ({ line, says: name })),
      },
      children: Array.from({ length: 500 }, (_, index) => ({
        number: 100_000 + index,
        content: longestView('DRAFT', name).tracked.content,
      })),
    }),
  ],
  removedFromOrders: (name) => [
    removedFromOrders(
      Array.from({ length: 50 }, () => ({
        orderNumber: 100_000,
        tn: tn('9195550100'),
        by: 'U'.repeat(20),
        at: 0,
        error: { code: '7203', description: name, numbers: [] },
      })),
      0,
    ),
  ],
  nothingDropped: (name) => [nothingDropped({ id: 'F0123456789', name })],
  leftOutOf: (name) => [leftOutOf({ name, why: name })],
  numbersDropped: (name) => [
    numbersDropped({
      bulk: longestBulk('DRAFT', name).bulk,
      file: { id: 'F0123456789', name },
      dropped: { count: 20_000, added: 10_000, removed: 10_000, leaving: 10_000 },
      elsewhere: Array.from({ length: 20 }, () => ({
        order: listed(100_001, { customer: name }),
        numbers: someNumbers(100),
      })),
      account: longestAccount(name),
    }),
  ],
  detachView: (name) => [
    detachView(longestView('DRAFT', name).tracked, {
      number: 100_000,
      formId: '100000.ab12cd34ef',
      viewId: 'V'.repeat(20),
      hash: '1'.repeat(30),
      shown: { filter: 'attention', page: 100 },
    }),
  ],
  bulkChange: (name) =>
    everyBulkChange(name).map((change) =>
      bulkChange(longestBulk('INVALID_DRAFT_TNS', name), change),
    ),
  bulkNews: (name) =>
    everyBulkNews(name).map((said) => {
      const view = longestBulk('VALID_DRAFT_TNS', name)
      return bulkNews(view, said, {
        approvers: plain(name),
        loas: longestLoas(view, name).shared,
      })
    }),
  drawAnnouncement: (name) => [drawAnnouncement({ says: plain(name), detail: plain(name) })],
  bulkDigest: (name) => [
    bulkDigest(
      longestBulk('IN_PROGRESS', name),
      everyChange(name).flatMap((change) =>
        Array.from({ length: 500 }, (_, index) => ({ child: 100_000 + index, change })),
      ),
    ),
  ],
  activationBatch: (name) =>
    (['open', 'running', 'stopped', 'over', 'ahead'] as const).map((state) =>
      activationBatch(longestBatch(state, name), plain(name)),
    ),
  batchReminder: (name) => [
    batchReminder(
      longestBatch('open', name),
      longestView('FOC', name).tracked,
      due({ kind: 'approval-ends', id: 'b'.repeat(36), endsAt: NOW + HOUR, announcedUnder: 1042 }),
      {
        approvers: plain(name),
        snooze: { topic: 't', by: DANA, at: NOW, until: NOW + HOUR, takenByName: name },
        calendar: longestView('FOC', name).calendar,
      },
    ),
  ],
  bulkDays: (name) => {
    const items = everyChange(name).flatMap((change) =>
      Array.from({ length: 500 }, (_, index) => ({ child: 100_000 + index, change })),
    )
    const days = { kind: 'bulk-days', number: 1042, items } as const
    return [days, { ...days, isOver: true }].map((one) =>
      bulkDays(longestBulk('IN_PROGRESS', name), one),
    )
  },
  bulkReminder: (name) => [
    bulkReminder(
      longestBulk('VALID_DRAFT_TNS', name),
      due({ kind: 'draft-dies', purgesAt: NOW + 1 }),
      { approvers: plain(name), snooze: undefined },
    ),
  ],
  chooseOrdersView: (name) => [chooseOrdersView(longestBulk('IN_PROGRESS', name))],
  shareLoaView: inEveryBulkStatus((view, name) => shareLoaView(longestLoas(view, name))),
  numbersFormView: (name) => [numbersFormView(longestBulk('DRAFT', name).bulk, 20_000)],
  overwriteView: (name) => [
    overwriteView(
      'form',
      `#1042 · ${name}`,
      Array.from({ length: 500 }, (_, number) => ({
        number,
        fields: Array.from({ length: 20 }, () => ({ field: name, own: name, becomes: name })),
      })),
    ),
  ],

  whichNumbers: (name) =>
    (['columns', 'wanted', 'hidden', 'kept', 'sheets'] as const).map((asks) =>
      whichNumbers(
        new WhichNumbers('0'.repeat(36), {
          key: name,
          source: name,
          sheet: name,
          asks,
          under: [name, name, name],
          options: Array.from({ length: 30 }, () => ({ value: name, label: name, says: name })),
        }),
      ),
    ),
  bulkOffer: (name) => [
    bulkOffer(
      20_000,
      5_000,
      Array.from({ length: 10 }, () => name.slice(0, 20)),
    ),
  ],
  interrupted: (name) => [interrupted({ what: name, at: NOW - HOUR }, NOW)],
  passwordsEnd: () => [passwordsEnd()],
  memoryLoss: (name) => [
    memoryLoss({ kind: 'restored', knownUntil: NOW - HOUR }, NOW),
    memoryLoss(
      {
        kind: 'empty',
        file: name,
        hasPosted: true,
        nextNumber: 999_999_999,
        beside: Array.from({ length: 300 }, () => name),
      },
      NOW,
    ),
  ],

  moved: (name) => [
    moved({
      channel: 'C0PORTS',
      why: name,
      count: 3000,
      orders: Array.from({ length: MOST_NAMED }, () => name),
    }),
  ],

  pointer: (name) => [
    pointer(
      moved({ channel: 'C0PORTS', why: name, count: 1, orders: [name] }),
      'https://acme.slack.com/p1',
    ),
  ],

  doctorAnswer: (name) => [
    doctorAnswer(
      Array.from({ length: 40 }, () => ({
        subject: name,
        state: 'bad',
        says: name,
        todo: name,
        repair: 'subscriptions',
      })),
    ),
  ],

  requestDetailsView: () => [],
  approvalDetails: (name) =>
    (['submit', 'activate', 'cancel', 'change'] as const).map((operation) =>
      approvalDetails(
        longestView('FOC', name),
        approval({
          operation,
          content: longestContent(name),
          facts: { reason: name, change: longestChange(name) },
        }),
        plain(name),
      ),
    ),
  approvalPost: (name) =>
    (['open', 'granted', 'spent', 'denied', 'void', 'expired'] as const).flatMap((state) =>
      (['submit', 'activate', 'cancel', 'change'] as const).map((operation) =>
        approvalPost(
          longestView('FOC', name),
          approval({
            state,
            operation,
            outcome: name,
            facts: {
              reason: name,
              result: 'refused',
              next: name,
              fix: 'date',
              change: longestChange(name),
            },
          }),
          { approvers: plain(name) },
        ),
      ),
    ),
  approvalAsked: (name) => [approvalAsked(approval(), { named: name, approvers: plain(name) })],
  activationPost: (name) =>
    (['asked', 'unknown', 'live', 'refused', 'not-seen'] as const).map((state) =>
      activationPost(longestView('FOC', name), run({ state, reply: name })),
    ),
  documentOffer: (name) =>
    (['offered', 'sending', 'unknown', 'attached', 'refused'] as const).map((state) =>
      documentOffer(longestView('DRAFT', name), offer({ state, name, outcome: name })),
    ),
  confirmDelete: (name) => {
    const { tracked } = longestView('DRAFT', name)
    return isSeen(tracked) ? [confirmDelete(tracked)] : []
  },

  checkStarted: () => [checkStarted(5000, { isMember: false })],
  checkResult: (name) => [
    checkResult(checkOfGroups(30, name), NOW),
    checkResult(checkOfGroups(200, name), NOW),
    checkResult(checkOfReasons(name), NOW),
  ],
  listPage: (name) =>
    [0, 140].map((from) => {
      const lines = fortyListed(name).map((order, index) => {
        const move = { kind: 'your-move', reason: name, since: NOW } as const
        const why = index % 2 === 0 ? null : move
        return { number: order.number, why, orders: 500, order, owner: name, url: CARD }
      })
      const list = { title: name, id: 'x'.repeat(36), from, to: from + 20, count: 300, asOf: NOW }
      return listPage({ ...list, lines: lines.slice(0, 20) }, NOW)
    }),
  morningMessage: (name) => {
    const lines = fortyListed(name).map((order) => {
      const why = { kind: 'your-move', reason: name, since: NOW } as const
      return { number: order.number, why, orders: 500, order, owner: name, url: CARD }
    })
    const drawn = { today: lines, tomorrow: lines, waiting: lines, stuck: lines }
    const shown = morningMessage(drawn, plain(name), NOW)
    return shown === null ? [] : [shown]
  },
  whoseOrders: (name) => [
    whoseOrders(
      name,
      Array.from({ length: 40 }, () => ({ word: 'owner=U0DANA', label: name })),
    ),
  ],
  numbersAnswer: (name) => [numbersAnswer(plain(name), SCATTERED, SCATTERED.length)],
  helpAnswer: (name) => {
    const roles = { isCoordinator: true, isApprover: false, isAdmin: true }
    const help = { name, roles, commands, approvers: plain(name) }
    return [
      helpAnswer(help),
      helpAnswer({ ...help, unknown: { typed: 'x'.repeat(5_000), nearest: name } }),
    ]
  },

  candidates: (name) =>
    ['status', 'note'].flatMap((command) => {
      const wanted = { command, rest: 'x '.repeat(250) }
      const many = fortyListed(name)
      return [
        candidates(new WhichOrder(name, { exact: many, near: [], areAll: false }, wanted), NOW),
        candidates(
          new WhichOrder(name, { exact: [], near: many.slice(0, 1), areAll: true }, wanted),
          NOW,
        ),
      ]
    }),
  besideIt: (name) => [besideIt('1042', { beside: fortyListed(name), areAll: false }, NOW)],
  refusalAnswer: (name) => [refusalAnswer(new Refusal('long', name, name))],
  bugAnswer: (name) => [bugAnswer(name)],
  said: (name) => [said(name)],

  changeFormView: (name) => [
    changeFormView(longestOrderForm(name, 'edit'), {
      title: 'Fix #9999999',
      named: `#9999999 · ${name}`,
      submit: 'Request date change',
      against: Array.from({ length: 6 }, () => name),
      inputs: INPUT_FIELDS.filter((field) => field !== 'triggered'),
      hasHour: true,
      alike: {
        orders: Array.from({ length: 300 }, (_, index) => 9_999_000 + index),
        isRequested: true,
      },
      notes: Array.from({ length: 5 }, () => name),
      closed: Array.from({ length: 5 }, () => name),
    }),
  ],
  orderFormView: (name) => [
    ...(['new', 'edit'] as const).map((kind) => orderFormView(longestOrderForm(name, kind))),
    orderFormView({
      ...longestOrderForm(name, 'new'),
      typed: nothingTyped,
      showsAll: false,
      problems: [],
    }),
  ],
  loaFormView: (name) =>
    [null, 9_999_999].map((number) =>
      loaFormView({
        formId: 'x'.repeat(255),
        number,
        named: number === null ? null : `#${number} · ${name}`,
        fileName: name,
        typed: { order: name, type: 'LOA', name },
        problems: ([null, 'order', 'file', 'type', 'name'] as const).map((field) => ({
          field,
          says: name,
        })),
      }),
    ),
  handOverView: (name) => [
    handOverView(
      { number: 999_999_999, token: 'f'.repeat(10) },
      { named: `#1042 · ${name}`, whose: name, others: 999 },
    ),
    handOverView({ number: 1, token: 'f' }, { named: '#1 · A', whose: 'your', others: 0 }),
  ],
  withdrawView: (name) => [withdrawView({ approvalId: 'a-1', asked: plain(name) })],
  denyView: (name) => [
    denyView({
      approvalId: 'x'.repeat(255),
      asked: plain(name),
    }),
  ],
  noteOrderView: (name) => [
    noteOrderView({ order: name, note: name }, new Refusal('which-order', name, name)),
  ],
  noteView: (name) => [
    noteView(longestSeen(name), name),
    noteView(seenBulk(longestBulk('IN_PROGRESS', name)), ''),
  ],
  withActivity: (name) => {
    const view = longestBulk('IN_PROGRESS', name)
    const facts = { from: name, to: name, fields: name }
    const entry = { at: NOW, orderNumber: 1042, by: name, operation: name, facts }
    return [
      withActivity(bulkCard(view), { ...view, audit: Array.from({ length: 10 }, () => entry) }),
    ]
  },
  askAnswer: (name) =>
    [longestSeen(name), seenBulk(longestBulk('NEEDS_ATTENTION', name))].map((order) =>
      askAnswer({
        order,
        drafts: Array.from({ length: 5 }, (_, at) => ({
          id: `code-${at}`,
          label: `Ask about ${name}`,
          text: name,
        })),
      }),
    ),
  historyAnswer: (name) =>
    (['read', 'draft', 'none', 'unreachable'] as const).map((bandwidth) =>
      historyAnswer(
        longestSeen(name),
        { lines: Array.from({ length: 60 }, () => everyLine(name)), bandwidth },
        { named: `#9999999 · ${name}`, from: 0, now: NOW },
      ),
    ),
  needsAPress: (name) => [needsAPress(longestSeen(name), 'activate', `#9999999 · ${name}`)],
  opensForm: (name) => [opensForm('new', name.repeat(20).slice(0, 1_900))],
  greeting: () => [true, false].map((isCoordinator) => greeting({ isCoordinator })),
  commandHelp: () => commands.map((command) => commandHelp(command)),
  whoseDocument: (name) => [
    whoseDocument({ id: 'F0123456789', name }, fortyListed(name)),
    whoseDocument({ id: 'F0123456789', name }, []),
  ],
  whoseTable: (name) => [whoseTable({ id: 'F0123456789', name }, fortyListed(name))],
  documentGiven: (name) =>
    [null, 'x'.repeat(36)].map((offer) => documentGiven({ name }, name, offer)),
  waitingView: (name) => [waitingView(name)],
  workingView: (name) => [workingView(name)],
  noteAnswer: (name) =>
    [null, 'unknown' as const, new Refusal('refused', name, name)].map((stopped) =>
      noteAnswer(longestSeen(name), { parts: 20, sent: 3, stopped }),
    ),
  maybePin: (name) => [maybePin(longestSeen(name), name), maybePin(longestSeen(name), 'PIN 4471')],
  checkFormView: () => [checkFormView('C0PORTS')],
  messageView: (name) => [
    messageView({
      formId: 'x'.repeat(36),
      read: {
        ...readMessage('', day('2026-12-08')),
        businessName: name,
        firstName: name,
        lastName: name,
        signer: name,
        carrier: name,
        secrets: { accountNumber: name, pin: name },
      },
      numbers: SCATTERED,
      from: longestMessage(name),
      account: longestAccount(name),
      elsewhere: 'C0PORTS',
      earlier: { by: DANA, at: 0, orderNumber: null },
      documents: Array.from({ length: 10 }, () => name),
      now: 60_000,
    }),
  ],
  openingView: (name) => [openingView(name)],
  checkingView: (name) => [checkingView(name)],
  problemView: (name) => [
    problemView(
      name,
      Array.from({ length: 40 }, () => plain(name)),
    ),
  ],
  doneView: (name) => [
    doneView(
      name,
      Array.from({ length: 40 }, () => plain(name)),
    ),
  ],
}

const drawn = madeOnce((what, name) => LONGEST[what]?.(name) ?? [])

function inEveryStatus(draw: (view: OrderView) => Message): (name: string) => readonly Message[] {
  return (name) => KNOWN_STATUSES.map((status) => draw(longestView(status, name)))
}

const EVERY_CODE = '6556 7406 7410 7411 7419 7421 7437'.split(' ')

function everyChange(name: string): readonly OrderChange[] {
  const errors = manyErrors(name)
  const [one, other] = [focDate('2026-12-08'), focDate('2026-12-07')]
  return [
    { kind: 'validated' },
    { kind: 'invalid', errors },
    { kind: 'submitted' },
    { kind: 'documents-wanted' },
    { kind: 'foc', focDate: one, requested: other },
    { kind: 'foc-moved', from: one, to: other },
    { kind: 'rejected', errors },
    { kind: 'completed' },
    { kind: 'cancel-requested' },
    { kind: 'cancelled', errors },
    { kind: 'swept' },
    { kind: 'remark', errors },
    { kind: 'supplement-requested' },
    { kind: 'change-refused', what: 'change', errors, focDate: one, requested: other },
    { kind: 'change-accepted', focDate: one },
    { kind: 'surprise', from: 'FOC', to: name as PortStatus },
  ]
}

function inEveryBulkStatus(
  draw: (view: BulkView, name: string) => Shown,
): (name: string) => readonly Shown[] {
  return (name) => KNOWN_BULK_STATUSES.map((status) => draw(longestBulk(status, name), name))
}

const fortyListed = (name: string) =>
  Array.from({ length: 40 }, (_, index) =>
    listed(100_001 + index, {
      kind: 'bulk',
      customer: name,
      carrier: name,
      status: name,
      reason: name,
    }),
  )

function longestBatch(state: BatchState, name: string): BatchView {
  return {
    now: NOW,
    bulk: longestBulk('IN_PROGRESS', name).bulk,
    batch: {
      id: 'b'.repeat(36),
      bulkNumber: 1042,
      orders: [],
      askedBy: DANA,
      askedAt: NOW,
      decidedBy: DANA,
      state,
    },
    orders: Array.from({ length: 500 }, (_, index) => ({
      order: { number: 100_000 + index, approvalId: `${index}`, why: name },
      view: longestView('FOC', name),
      approval: index % 2 === 0 ? approval({ operation: 'activate' }) : null,
      run: index % 3 === 0 ? run({ state: 'refused', reply: name }) : null,
    })),
  }
}

const FIVE_HUNDRED_DIFFER = {
  through: 'loaAuthorizingPerson',
  differs: Array.from({ length: 500 }, (_, index) => 100_000 + index),
} as const

function ordersOf({ children }: BulkView) {
  return children.map(({ tracked }) => tracked)
}

function everyBulkChange(name: string): readonly BulkChange[] {
  return [
    { kind: 'numbers-valid', children: 500 },
    { kind: 'numbers-invalid', refused: 20_000 },
    { kind: 'validation-failed', errors: manyErrors(name) },
    { kind: 'submitted' },
    { kind: 'needs-attention' },
    { kind: 'under-way-again' },
    { kind: 'completed' },
    { kind: 'partial' },
    { kind: 'cancelled' },
    { kind: 'draft-again' },
    { kind: 'swept' },
    { kind: 'surprise', from: bulkStatus(name), to: bulkStatus('IN_PROGRESS') },
  ]
}

function everyBulkNews(name: string): readonly BulkNews[] {
  const many = Array.from({ length: 500 }, (_, index) => 100_000 + index)
  const failed = many.map((child) => ({ child, why: name }))
  return [
    { kind: 'numbers-refused', errors: manyErrors(name) },
    { kind: 'shared-edited', by: name, fields: Array.from({ length: 40 }, () => name) },
    {
      kind: 'split-anew',
      kept: many.map((child) => ({ child, numbers: 999 })),
      added: many,
      gone: many,
      lostDocuments: many.map((child) => ({ child, name })),
      afterLoa: many.map((child) => ({ child, numbers: 999 })),
    },
    { kind: 'children-filled', by: name, children: many, failed },
    {
      kind: 'children-corrected',
      by: name,
      fields: [name],
      failed,
      why: 'restarted',
      shown: many,
      sent: many,
      asked: many,
      left: many,
    },
    { kind: 'letters-went-along', orders: 500, missing: many.map((child) => ({ child, name })) },
    { kind: 'facts-put-back', children: many, failed },
    { kind: 'cancel-unclear', by: name, children: many },
    { kind: 'not-as-asked', field: name, asked: name, shown: name },
    { kind: 'not-kept-yet', purgesAt: NOW + HOUR },
    { kind: 'note-sent', by: name, text: name },
    { kind: 'note-never-sent', by: name, text: name },
    { kind: 'note-cut-off', by: name, sent: 1, parts: 20, text: name },
    ...everyNote(name),
  ]
}

function everyLine(name: string): HistoryLine {
  return { at: NOW, who: name, what: name, from: name, to: name, source: 'both' }
}

function longestSeen(name: string): SeenOrder {
  const { tracked } = longestView('FOC', name)
  if (!isSeen(tracked)) throw new Error('It was seen.')
  return tracked
}

function everyNote(name: string): NotesNews[] {
  const note = { id: '87037', userId: name, text: `Please send the LOA. ${name}`, at: NOW }
  const authors = ['bandwidth', 'own-account', 'own-user'] as const
  return [
    ...authors.flatMap((author) =>
      [true, false].map(
        (is) => ({ kind: 'note-received', note, author, isChanged: is, isReply: is }) as const,
      ),
    ),
    { kind: 'notes-before', notes: Array.from({ length: 80 }, () => note) },
    {
      kind: 'notes-together',
      notes: Array.from({ length: 80 }, () => ({
        note,
        author: 'bandwidth' as const,
        isChanged: false,
        isReply: false,
      })),
    },
  ]
}

function choices(count: number, name: string) {
  return Array.from({ length: count }, (_, id) => ({ id: `${id}`, name, isDefault: id === 0 }))
}

describe.each(
  some<readonly [string, string]>(
    [
      ['names without an end', ENDLESS],
      ['names of forty characters', FORTY],
    ],
    1,
  ),
)('with %s', (_, name) => {
  it.each(Object.keys(LONGEST))('Slack takes %s, and it calls nobody', (what) => {
    for (const shown of drawn(what, name)) {
      expect(refusalsOf(shown)).toEqual([])
      expect(calls(shown)).toEqual([])
    }
  })
})

it('knows the longest case of everything that the bot shows', () => {
  const declared = ['messages', 'forms'].flatMap((folder) => {
    const path = join('src/slack', folder)
    return readdirSync(path).flatMap((file) => drawnIn(readFileSync(join(path, file), 'utf8')))
  })
  expect(declared.filter((name) => !(name in LONGEST))).toEqual([])
})

it('every button, choice and form that there is, is drawn by one of these', () => {
  const { buttons, choices, forms } = routesWith(commands)
  const shown = Object.keys(LONGEST).flatMap((what) => drawn(what, FORTY))
  const ids = new Set(shown.flatMap(pressableIn).map(ownerOf))
  const all = [...buttons, ...choices, ...forms].map(({ id }) => id)
  expect(all.filter((id) => !ids.has(id))).toEqual([])
})

it('every dialog before what can’t be undone names the customer', () => {
  const dialogs = Object.keys(LONGEST)
    .flatMap((what) => drawn(what, FORTY))
    .flatMap(dialogsIn)
  expect(dialogs.length).toBeGreaterThan(50)
  const customers = [FORTY.slice(0, 12), 'Acme Dental']
  const nameless = dialogs.filter(({ says }) => !customers.some((name) => says.includes(name)))
  expect(nameless).toEqual([])
})

it('every dialog about numbers says how many and whose, and what can’t be undone looks like that', () => {
  const dialogs = Object.keys(LONGEST)
    .flatMap((what) => drawn(what, FORTY))
    .flatMap(dialogsIn)
    // A note or an LOA takes no number along.
    .filter(({ says }) => !/^(?:Send this note|Attach to)/.test(says))
  const isCounted = (says: string) => /\b\d[\d,]* (?:numbers?|orders?)\b/.test(says)
  const hasCarrier = (says: string) =>
    /\bFrontier\b|\b(?:its|their) carriers?\b|the (?:losing carrier|controlling RespOrg)/.test(
      says,
    ) || says.split(FORTY.slice(0, 12)).length > 2
  expect(dialogs.filter(({ says }) => !isCounted(says) || !hasCarrier(says))).toEqual([])
  const isFinal = (says: string) => /can’t (?:be undone|undo|restore)/.test(says)
  expect(dialogs.filter(({ says, isDanger }) => isDanger && !isFinal(says))).toEqual([])
  expect(
    dialogs.filter(
      ({ does, isDanger }) =>
        !isDanger &&
        /^(?:Activate|Approve and activate|Approve cancellation|Delete|Request cancel)/.test(does),
    ),
  ).toEqual([])
})

it('whatever can be pressed, chosen or sent reaches its own handler', async () => {
  const { routes, press } = await openPressing(() => NOW)
  const { buttons, choices, forms } = routes
  const pressable: readonly Pressable[] = [
    ...Object.keys(LONGEST)
      .flatMap((what) => drawn(what, FORTY))
      .flatMap(pressableIn),
    ...[...buttons, ...choices].map(({ id }) => ({ kind: 'action', id }) as const),
    ...forms.map(({ id }) => ({ kind: 'form', id }) as const),
  ]
  for (const one of new Map(pressable.map((each) => [each.id, each])).values()) {
    expect(await press(one), `pressed ${one.id}`).toEqual([ownerOf(one)])
  }
  expect(await press({ kind: 'action', id: 'of.another-version' })).toEqual([
    'refused {"code":"from-another-version"}',
  ])
})

it('whatever names an order carries its token, and does nothing for another order of its number', async () => {
  const controls = Object.keys(LONGEST)
    .flatMap((what) => drawn(what, FORTY))
    .flatMap(controlsIn)
  const values = controls.flatMap((control) => control.values)
  expect(values.filter(namesWithoutToken)).toEqual([])

  const pressed = new Set<string>()
  const refusal = await openAnotherMemory(routesWith(commands), [1042, 100_000])
  for (const control of controls) {
    const value = [...control.values, control.formId ?? ''].find((one) => NAMES_AN_ORDER.test(one))
    if (value === undefined || pressed.has(control.id)) continue
    pressed.add(control.id)
    const first = control.values[0] ?? ''
    const says = await refusal(control, NAMES_AN_ORDER.test(first) ? first : value)
    expect(says, control.id).toMatch(/^(?:another-order|order-unknown)$/)
  }
  expect(pressed.size).toBeGreaterThan(30)
})

/** More fields than a view has room for. */
function longestContent(name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: 5_000 }, (_, at) => [`#${100_000 + at}: street`, name]),
  )
}

const NAMES_AN_ORDER = /\b\d+\.ab12cd34ef\b/

/** Whether a value has the number of an order of the fixtures and not its token. */
function namesWithoutToken(value: string): boolean {
  const numbers = value.match(/\b(?:1042|100\d{3})\b/g) ?? []
  return numbers.some((number) => !value.includes(`${number}.ab12cd34ef`))
}

/** The buttons of a check's groups differ in their letter; everything else is called as it is drawn. */
function ownerOf({ id }: Pressable): string {
  // Several of one kind in a row are told apart by a letter.
  return id.replace(/[A-Z]+$/, '')
}

/** The functions of a source file that draw something. */
function drawnIn(source: string): readonly string[] {
  return source
    .split(/^export function /mu)
    .slice(1)
    .filter((declaration) =>
      /^[^{]*(\{[^}]*\}[^{]*)*\): (Message|ModalView|HomeView) \{/u.test(declaration),
    )
    .map((declaration) => /^\w+/u.exec(declaration)?.[0] ?? '')
}

interface Dialog {
  readonly says: string
  /** What stands on the button that does it. */
  readonly does: string
  readonly isDanger: boolean
}

/** What is asked before something is done. */
function dialogsIn(node: unknown): readonly Dialog[] {
  if (typeof node !== 'object' || node === null) return []
  const { title, text, confirm, style } = (node as { confirm?: ConfirmationDialog }).confirm ?? {}
  const own =
    title === undefined
      ? []
      : [
          {
            says: `${title.text} ${text?.text ?? ''}`,
            does: confirm?.text ?? '',
            isDanger: style === 'danger',
          },
        ]
  return [...own, ...Object.values(node).flatMap(dialogsIn)]
}

/** Texts in which markup works and somebody is called who did not ask for it. */
function calls(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const { type = null, text = null } = node as { type?: unknown; text?: unknown }
  const own = type === 'mrkdwn' && String(text).includes('<!channel>') ? [String(text)] : []
  return [...own, ...Object.values(node).flatMap(calls)]
}

function longestMessage(name: string): FromMessage {
  const rest = Array.from({ length: 500 }, () => name)
  const said = { rest, unread: rest, doubtful: SCATTERED, showsPin: true }
  return {
    channel: 'C0PORTS',
    ts: '1765211400.000100',
    link: `https://x.slack.com/${'x'.repeat(99)}`,
    ...said,
  }
}

function longestOrderForm(name: string, kind: 'new' | 'edit'): OrderFormInput {
  return {
    formId: 'x'.repeat(255),
    kind,
    title: 'x'.repeat(40),
    typed: {
      ...nothingTyped,
      numbers: SCATTERED.join('\n'),
      businessName: name,
      streetName: name,
      city: name,
      loaPerson: name,
      siteId: name,
      peerId: name,
      targetRespOrg: name,
    },
    sites: choices(150, name),
    peers: choices(150, name),
    days: Array.from({ length: 99 }, () => ({ day: day('2026-12-08'), label: name })),
    times: Array.from({ length: 24 }, (_, hour) => ({ hour, minute: 30 })),
    problems: [null, ...Object.keys(nothingTyped)].map((field) => ({
      field: field as FieldName | null,
      says: name,
    })),
    inBulk: null,
    longList: { count: 5000, from: name },
    secretsTyped: true,
    showsAll: true,
    message: longestMessage(name),
    hasSecrets: { accountNumber: true, pin: true },
  }
}

function longestChange(name: string): AskedChange {
  return {
    fields: [],
    content: emptyContent([]),
    hasSecrets: false,
    secrets: null,
    differences: Array.from({ length: 40 }, () => ({ field: name, before: name, after: name })),
    warnings: Array.from({ length: 5 }, () => name),
  }
}

/** A bulk order whose orders can be activated now, or approved for their day. */
function withWindows(view: BulkView, isNow: boolean): BulkView {
  const activation = {
    allowed: isNow,
    conditions: [],
    window: { opensAt: NOW + 1, closesAt: NOW + 2 },
    automaticAt: null,
    instead: null,
  }
  return { ...view, children: view.children.map((child) => ({ ...child, activation })) }
}
