import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  approvalExpiresAt,
  approvedContent,
  contentDifferences,
  mayDecide,
  type ApprovedDocument,
  type ApprovalOperation,
  type Expiring,
} from '../../src/porting/approval.ts'
import { addDays, dayOf } from '../../src/porting/calendar.ts'
import { activationMomentOf } from '../../src/porting/foc.ts'
import type { PortOrder } from '../../src/porting/order.ts'
import { EVERY_CHANGE } from './content-changes.ts'
import { eastern, focDate, portOrder, tn } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

const OPERATIONS: readonly ApprovalOperation[] = ['submit', 'activate', 'cancel']
const loa: ApprovedDocument = { fileId: 'a.pdf', type: 'LOA', digest: 'd1' }

function content(
  operation: ApprovalOperation,
  order: PortOrder,
  { documents = [loa], secretsMark = 'm1' } = {},
): Readonly<Record<string, string>> {
  return approvedContent(operation, order, { documents, secretsMark })
}

function changedFields(
  operation: ApprovalOperation,
  before: PortOrder,
  after: PortOrder,
): readonly string[] {
  return contentDifferences(content(operation, before), content(operation, after)).map(
    ({ field }) => field,
  )
}

describe('what an approval was given for', () => {
  it.each(EVERY_CHANGE)('is something else once %s has changed', (_field, different) => {
    for (const operation of OPERATIONS) {
      expect(changedFields(operation, portOrder(), portOrder(different))).toHaveLength(1)
      expect(changedFields(operation, portOrder(different), portOrder())).toHaveLength(1)
    }
  })

  it('is named in words, with both sides', () => {
    const before = portOrder({ requestedFocDate: focDate('2026-12-08') })
    const after = portOrder({
      requestedFocDate: focDate('2026-12-09 22:00'),
      siteId: null,
      numbers: [tn('919-555-0100'), tn('919-555-0101'), tn('919-555-0102')],
    })
    expect(contentDifferences(content('submit', before), content('submit', after))).toEqual([
      {
        field: 'numbers',
        before: '919-555-0100 to 0101 (2 numbers)',
        after: '919-555-0100 to 0102 (3 numbers)',
      },
      { field: 'site', before: '101', after: null },
      { field: 'requested FOC', before: 'Tue, Dec 8, 2026', after: 'Wed, Dec 9, 2026 at 10 PM ET' },
    ])
  })

  it('names a status as people do, never as Bandwidth does', () => {
    const [before, after] = (['FOC', 'EXCEPTION'] as const).map((status) =>
      content('change', portOrder({ status })),
    )
    const [status] = contentDifferences(before ?? {}, after ?? {})
    expect(status).toEqual({ field: 'status', before: 'FOC', after: 'rejected' })
    expect(contentDifferences({ status: 'IN_PROGRESS' }, { status: 'ODD' })).toEqual([
      { field: 'status', before: 'submitted', after: 'ODD' },
    ])
  })

  it('stays the same while only the order of the numbers differs, or what cannot be sent', () => {
    const before = portOrder()
    const after = portOrder({
      numbers: [...before.numbers].reverse(),
      lastModifiedAt: 5,
      earliestEstimate: focDate('2026-12-07'),
    })
    for (const operation of OPERATIONS) expect(changedFields(operation, before, after)).toEqual([])
  })

  it('tells any two sets of numbers apart', () => {
    const someNumbers = fc
      .uniqueArray(fc.integer({ min: 9_195_550_100, max: 9_195_550_130 }), { minLength: 1 })
      .map((list) => list.map((number) => tn(String(number))))
    fc.assert(
      fc.property(someNumbers, someNumbers, (one, other) => {
        const isSame =
          new Set([...one, ...other]).size === one.length && one.length === other.length
        const changed = changedFields(
          'submit',
          portOrder({ numbers: one }),
          portOrder({ numbers: other }),
        )
        expect(changed).toEqual(isSame ? [] : ['numbers'])
      }),
    )
  })

  it.each([
    ['swapped', [{ ...loa, digest: 'd2' }], ['document a.pdf']],
    ['given another kind', [{ ...loa, type: 'OTHER' }], ['document a.pdf']],
    ['taken away', [], ['document a.pdf']],
    ['joined by another', [loa, { ...loa, fileId: 'b.pdf' }], ['document b.pdf']],
    ['sent again', [{ ...loa, fileId: 'b.pdf' }], ['document a.pdf', 'document b.pdf']],
  ])('is something else once a document is %s', (_name, documents, fields) => {
    const before = content('submit', portOrder())
    const after = content('submit', portOrder(), { documents })
    expect(contentDifferences(before, after).map(({ field }) => field)).toEqual(fields)
  })

  it('is something else once account number or PIN changed, without a word of them', () => {
    const before = content('submit', portOrder())
    const after = content('submit', portOrder(), { secretsMark: 'm2' })
    expect(contentDifferences(before, after)).toEqual([
      { field: 'account number and PIN', before: 'hidden', after: 'hidden' },
    ])
  })

  it.each([
    ['submit', ['FOC date']],
    ['cancel', ['FOC date', 'status']],
    ['activate', ['FOC date', 'status']],
  ] as const)('holds for %s what that operation depends on', (operation, fields) => {
    const agreed = portOrder({ status: 'FOC', actualFocDate: focDate('2026-12-08') })
    const moved = portOrder({ status: 'REQUESTED_SUPP', actualFocDate: focDate('2026-12-09') })
    expect(changedFields(operation, agreed, moved)).toEqual(fields)
  })
})

function expiry(different: Partial<Expiring> & { readonly at: string }): string {
  const { at, ...others } = different
  const nothingElse = {
    liveAt: null,
    lockedAt: null,
    requestedFocDate: null,
    purgedAt: null,
  }
  const request = {
    operation: 'submit',
    requestedAt: eastern(at),
    calendar,
    ...nothingElse,
  } as const
  return showEastern(approvalExpiresAt({ ...request, ...others }))
}

describe('the end of a request', () => {
  it.each([
    ['the next day', '2026-12-01 09:00', '2026-12-02 09:00'],
    ['Monday, asked on Friday', '2026-12-04 15:00', '2026-12-07 15:00'],
    ['Monday, asked on Saturday', '2026-12-05 15:00', '2026-12-07 15:00'],
    ['Monday, asked on Sunday night', '2026-12-06 23:59', '2026-12-07 23:59'],
    ['the day after a holiday', '2026-11-25 16:30', '2026-11-27 16:30'],
    ['the day after a holiday that makes a long weekend', '2026-12-24 10:00', '2026-12-28 10:00'],
    ['the same hour though the clocks go forward', '2026-03-06 15:00', '2026-03-09 15:00'],
    ['the same hour though the clocks go back', '2026-10-30 15:00', '2026-11-02 15:00'],
  ])('is the same hour of %s', (_name, at, end) => {
    for (const operation of OPERATIONS) expect(expiry({ operation, at })).toBe(end)
  })

  it.each<readonly [string, Partial<Expiring>, string]>([
    [
      'when the requested day can no longer be asked for',
      { requestedFocDate: focDate('2026-12-02') },
      '2026-12-02 00:00',
    ],
    ['when its draft is removed', { purgedAt: eastern('2026-12-02 04:00') }, '2026-12-02 04:00'],
    [
      'the next day for a far date',
      { requestedFocDate: focDate('2026-12-20') },
      '2026-12-02 09:00',
    ],
    [
      'when the order goes live by itself',
      { operation: 'cancel', liveAt: eastern('2026-12-01 11:30') },
      '2026-12-01 11:30',
    ],
    [
      'when the order goes live by itself, before anybody activates it',
      { operation: 'activate', liveAt: eastern('2026-12-01 11:30') },
      '2026-12-01 11:30',
    ],
    [
      'the next day when the order should be live and is not',
      { operation: 'activate', liveAt: eastern('2026-12-01 08:00') },
      '2026-12-02 09:00',
    ],
    [
      'when no change is taken any more',
      { operation: 'change', lockedAt: eastern('2026-12-01 11:30') },
      '2026-12-01 11:30',
    ],
  ])('is %s', (_name, different, end) => {
    expect(expiry({ at: '2026-12-01 09:00', ...different })).toBe(end)
  })

  it('of a submission is never later than its date or the next business day', () => {
    fc.assert(
      fc.property(fc.nat(400 * 24 * 60), fc.option(fc.nat(20)), (minutes, ahead) => {
        const requestedAt = eastern('2026-01-01 00:00') + minutes * 60_000
        const today = dayOf(requestedAt)
        const day = ahead === null ? null : addDays(today, ahead)
        const requestedFocDate = day && { day, at: null }
        const nothing = { liveAt: null, lockedAt: null, purgedAt: null }
        const request = { operation: 'submit', requestedAt, calendar, requestedFocDate } as const
        const end = approvalExpiresAt({ ...request, ...nothing })
        expect(dayOf(end) <= calendar.addBusinessDays(today, 1)).toBe(true)
        if (requestedFocDate === null) expect(end).toBeGreaterThan(requestedAt)
        else expect(end).toBeLessThanOrEqual(activationMomentOf(requestedFocDate))
      }),
    )
  })
})

function showEastern(at: number): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return shown.format(at)
}

describe('who may decide', () => {
  const asked = {
    operation: 'submit' as ApprovalOperation,
    asker: 'dana',
    changedBy: [],
    isApprover: true,
    askerMayDecide: false,
  }

  it.each([
    ['another approver', { decider: 'lee' }, null],
    ['the asker, though an approver', { decider: 'dana' }, /another approver/],
    ['the asker, where the settings allow it', { decider: 'dana', askerMayDecide: true }, null],
    [
      'the asker of a change, where the settings allow the asker',
      { decider: 'dana', operation: 'change' as ApprovalOperation, askerMayDecide: true },
      /another approver/,
    ],
    [
      'whoever asked for the same change before',
      { decider: 'lee', operation: 'change' as ApprovalOperation, askedBefore: ['lee'] },
      /You requested this/,
    ],
    ['no approver', { decider: 'lee', isApprover: false }, /Only approvers/],
    [
      'the asker without the role, where the settings allow the asker',
      { decider: 'dana', isApprover: false, askerMayDecide: true },
      /Only approvers/,
    ],
    ['whoever changed it', { decider: 'lee', changedBy: ['kim', 'lee'] }, /You changed this/],
    [
      'whoever changed it, where the settings allow the asker',
      { decider: 'lee', changedBy: ['lee'], askerMayDecide: true },
      /You changed this/,
    ],
    [
      'the asker who filled it in alone, where the settings allow the asker',
      { decider: 'dana', changedBy: ['dana'], askerMayDecide: true },
      null,
    ],
  ])('%s', (_name, different, refusal) => {
    const answer = mayDecide({ ...asked, ...different })
    expect(answer.allowed ? null : answer.why).toEqual(
      refusal === null ? null : expect.stringMatching(refusal),
    )
  })

  it('no clicks of people without the role lead to an operation, and nobody with it decides alone', () => {
    const people = ['dana', 'kim', 'lee', 'pat']
    const someone = fc.constantFrom(...people)
    const step = fc.record({ kind: fc.constantFrom('change', 'ask', 'click'), by: someone })
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.subarray(people),
        fc.boolean(),
        (steps, approvers, askerMayDecide) => {
          let asker: string | null = null
          let changedBy: string[] = []
          for (const { kind, by } of steps) {
            if (kind === 'change') changedBy.push(by)
            if (kind === 'ask') [asker, changedBy] = [by, []]
            if (kind !== 'click' || asker === null) continue

            const isApprover = approvers.includes(by)
            const answer = mayDecide({
              operation: 'submit',
              asker,
              changedBy,
              decider: by,
              isApprover,
              askerMayDecide,
            })
            if (!isApprover) expect(answer.allowed).toBe(false)
            if (by === asker) expect(answer.allowed).toBe(isApprover && askerMayDecide)
            else if (changedBy.includes(by)) expect(answer.allowed).toBe(false)
            else expect(answer.allowed).toBe(isApprover)
          }
        },
      ),
    )
  })
})
