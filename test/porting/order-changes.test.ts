import { describe, expect, it } from 'vitest'
import type { OrderError } from '../../src/porting/order.ts'
import { stoodBefore } from '../../src/porting/change-requests.ts'
import { changesBetween } from '../../src/porting/order-changes.ts'
import { KNOWN_STATUSES, portStatus } from '../../src/porting/status.ts'
import { focDate, portOrder, TOLL_FREE_FACTS, tollFreeOrder } from './port-order.ts'

const wrongAddress: OrderError = { code: '7402', description: 'Address mismatch', numbers: [] }
const spare: OrderError = { code: '7642', description: 'Spare', numbers: [] }

const local = (status: string, different: Parameters<typeof portOrder>[0] = {}) =>
  portOrder({ ...different, status: portStatus(status) })
const tollFree = (status: string, different: Parameters<typeof tollFreeOrder>[0] = {}) =>
  tollFreeOrder({ ...different, status: portStatus(status) })

const kinds = (...[before, after]: Parameters<typeof changesBetween>) =>
  changesBetween(before, after).map(({ kind }) => kind)

describe('what is told of a local order', () => {
  it.each([
    ['DRAFT', 'PENDING_DOCUMENTS', ['submitted']],
    ['DRAFT', 'SUBMITTED', ['submitted']],
    ['PENDING_DOCUMENTS', 'SUBMITTED', []],
    ['DRAFT', 'EXCEPTION', ['rejected']],
    ['SUBMITTED', 'EXCEPTION', ['rejected']],
    ['EXCEPTION', 'REQUESTED_SUPP', ['supplement-requested']],
    ['EXCEPTION', 'SUBMITTED', ['submitted']],
    ['REQUESTED_SUPP', 'SUBMITTED', []],
    ['SUBMITTED', 'REQUESTED_CANCEL', ['cancel-requested']],
    ['REQUESTED_CANCEL', 'CANCELLED', ['cancelled']],
    ['FOC', 'COMPLETE', ['completed']],
    // what happened between two refreshes
    ['DRAFT', 'COMPLETE', ['completed']],
    ['SUBMITTED', 'COMPLETE', ['completed']],
    ['FOC', 'CANCELLED', ['cancelled']],
    // what nobody expects
    ['FOC', 'SUBMITTED', ['surprise']],
    ['SUBMITTED', 'DRAFT', ['surprise']],
    ['COMPLETE', 'CANCELLED', ['surprise', 'cancelled']],
    ['CANCELLED', 'EXCEPTION', ['surprise', 'rejected']],
    ['COMPLETE', 'SNAPBACK', ['surprise']],
    ['SUBMITTED', 'PENDING_CARRIER_APPROVAL', ['surprise']],
    ['SUBMITTED', 'ON_THE_MOON', ['surprise']],
    ['ON_THE_MOON', 'COMPLETE', ['surprise', 'completed']],
  ])('%s → %s: %j', (from, to, changes) => {
    expect(kinds(local(from), local(to))).toEqual(changes)
  })

  it.each(KNOWN_STATUSES)('tells nothing of an order that stays %s', (status) => {
    expect(changesBetween(local(status), local(status, { lastModifiedAt: 5 }))).toEqual([])
    expect(changesBetween(tollFree(status), tollFree(status))).toEqual([])
  })

  it('tells the agreed date with the one that was asked for', () => {
    const actualFocDate = focDate('2026-12-08 11:30')
    const requestedFocDate = focDate('2026-12-07')
    expect(
      changesBetween(local('SUBMITTED'), local('FOC', { actualFocDate, requestedFocDate })),
    ).toEqual([{ kind: 'foc', focDate: actualFocDate, requested: requestedFocDate }])
  })

  it('tells the date at the look that finds it, when the status came before the date', () => {
    const actualFocDate = focDate('2026-12-08')
    expect(kinds(local('SUBMITTED'), local('FOC'))).toEqual([])
    expect(kinds(local('FOC'), local('FOC', { actualFocDate }))).toEqual(['foc'])
  })

  it('tells that the date moved, also across a supplement', () => {
    const from = focDate('2026-12-08')
    const to = focDate('2026-12-09')
    const moved = [{ kind: 'foc-moved', from, to }]
    const after = local('FOC', { actualFocDate: to })
    expect(changesBetween(local('FOC', { actualFocDate: from }), after)).toEqual(moved)
    expect(changesBetween(local('REQUESTED_SUPP', { actualFocDate: from }), after)).toEqual(moved)
  })

  it('tells a moved hour, but not a bare day that became its 11:30 AM', () => {
    const bare = local('FOC', { actualFocDate: focDate('2026-12-08') })
    const noon = local('FOC', { actualFocDate: focDate('2026-12-08 11:30') })
    const night = local('FOC', { actualFocDate: focDate('2026-12-08 22:00') })
    expect(changesBetween(bare, noon)).toEqual([])
    expect(kinds(noon, night)).toEqual(['foc-moved'])
  })

  it('tells a rejection with its errors, and once more when they change', () => {
    const rejected = local('EXCEPTION', { errors: [wrongAddress] })
    const changes = [{ kind: 'rejected', errors: [wrongAddress] }]
    expect(changesBetween(local('SUBMITTED'), rejected)).toEqual(changes)
    expect(changesBetween(rejected, rejected)).toEqual([])
    expect(changesBetween(local('EXCEPTION'), rejected)).toEqual(changes)
  })

  it('tells why Bandwidth canceled', () => {
    expect(
      changesBetween(local('SUBMITTED'), local('CANCELLED', { errors: [wrongAddress] })),
    ).toEqual([{ kind: 'cancelled', errors: [wrongAddress] }])
  })
})

describe('a change that was asked for', () => {
  const agreedFor = {
    actualFocDate: focDate('2026-12-02'),
    requestedFocDate: focDate('2026-12-02'),
  }
  const wanting = { ...agreedFor, requestedFocDate: focDate('2026-12-09') }
  const stood = local('FOC', agreedFor)
  const error = (code: string): OrderError => ({ code, description: 'No', numbers: [] })
  const asked = local('REQUESTED_SUPP', wanting)
  const changes = (...[before, after, was]: Parameters<typeof changesBetween>) =>
    changesBetween(before, after, was).map((change) =>
      change.kind === 'change-refused'
        ? `${change.what} refused ${change.errors.map(({ code }) => code).join()}`
        : change.kind,
    )

  it.each<readonly [string, ...Parameters<typeof changes>, readonly string[]]>([
    [
      '7300',
      asked,
      local('FOC', { ...agreedFor, errors: [error('7300')] }),
      stood,
      ['change refused 7300'],
    ],
    [
      '7433',
      asked,
      local('FOC', { ...wanting, errors: [error('7433')] }),
      stood,
      ['change refused 7433'],
    ],
    ['no reason, the old date', asked, stood, stood, ['change refused ']],
    [
      'no reason, the wanted date still shown',
      asked,
      local('FOC', wanting),
      stood,
      ['change refused '],
    ],
    ['no reason, nobody saw what stood', asked, stood, null, ['change refused ']],
    [
      'between two looks',
      stood,
      local('FOC', { ...agreedFor, errors: [error('7300')] }),
      null,
      ['change refused 7300'],
    ],
    [
      'a refusal and another date',
      asked,
      local('FOC', { ...wanting, actualFocDate: focDate('2026-12-03'), errors: [error('7300')] }),
      stood,
      ['change refused 7300', 'foc-moved'],
    ],
    [
      'the wanted date',
      asked,
      local('FOC', { ...wanting, actualFocDate: focDate('2026-12-09') }),
      stood,
      ['foc-moved'],
    ],
    [
      'another site, the same date',
      local('REQUESTED_SUPP', { ...agreedFor, siteId: '102' }),
      local('FOC', { ...agreedFor, siteId: '102' }),
      stood,
      ['change-accepted'],
    ],
    [
      'the old site again',
      local('REQUESTED_SUPP', { ...agreedFor, siteId: '102' }),
      stood,
      stood,
      ['change refused '],
    ],
    [
      'another site of an order that is agreed for another day than was asked',
      local('REQUESTED_SUPP', { ...wanting, siteId: '102' }),
      local('FOC', { ...wanting, siteId: '102' }),
      local('FOC', wanting),
      ['change-accepted'],
    ],
    [
      'an old 7300 beside what was asked for',
      local('REQUESTED_SUPP', { ...agreedFor, siteId: '102' }),
      local('FOC', { ...agreedFor, siteId: '102', errors: [error('7300')] }),
      local('FOC', { ...agreedFor, errors: [error('7300')] }),
      ['change-accepted'],
    ],
    [
      'before there is a date',
      local('REQUESTED_SUPP', { siteId: '102' }),
      local('SUBMITTED', { errors: [error('7433')] }),
      local('SUBMITTED'),
      ['change refused 7433'],
    ],
    [
      'a correction that is taken',
      local('REQUESTED_SUPP', { siteId: '102' }),
      local('SUBMITTED', { siteId: '102' }),
      local('EXCEPTION'),
      [],
    ],
    [
      'a cancel',
      local('REQUESTED_CANCEL', agreedFor),
      local('FOC', { ...agreedFor, errors: [error('7432')] }),
      stood,
      ['cancel refused 7432'],
    ],
    [
      'a cancel without a reason',
      local('REQUESTED_CANCEL'),
      local('SUBMITTED'),
      null,
      ['cancel refused '],
    ],
  ])('%s', (_, before, after, was, expected) => {
    expect(changes(before, after, was)).toEqual(expected)
  })

  it('names the date that holds and the one that was requested', () => {
    const after = local('FOC', { ...agreedFor, errors: [error('7300')] })
    expect(changesBetween(asked, after, stood)).toEqual([
      {
        kind: 'change-refused',
        what: 'change',
        errors: [error('7300')],
        focDate: focDate('2026-12-02'),
        requested: focDate('2026-12-09'),
      },
    ])
  })

  it('is compared with what stood before the first of several requests', () => {
    expect(stoodBefore(null, stood, asked)).toEqual(stood)
    expect(stoodBefore(stood, asked, asked)).toEqual(stood)
    expect(stoodBefore(stood, asked, local('REQUESTED_CANCEL', wanting))).toEqual(stood)
    expect(stoodBefore(null, null, asked)).toBeNull()
    expect(stoodBefore(stood, asked, stood)).toBeNull()
  })
})

describe('what Bandwidth points out while an order goes on', () => {
  const centrex: OrderError = { code: '6432', description: 'Centrex (LNP002W)', numbers: [] }
  const trimmed: OrderError = { code: '7388', description: 'Truncated', numbers: [] }
  const pointed = (from: string, to: string, before: OrderError[], after: OrderError[]) =>
    changesBetween(local(from, { errors: before }), local(to, { errors: after }))

  it.each([
    ['comes alone', 'SUBMITTED', 'SUBMITTED', [], [centrex], ['remark']],
    ['comes with news', 'SUBMITTED', 'FOC', [], [centrex], ['remark']],
    ['was told', 'SUBMITTED', 'SUBMITTED', [centrex], [centrex], []],
    [
      'comes beside one that was told',
      'SUBMITTED',
      'FOC',
      [trimmed],
      [trimmed, centrex],
      ['remark'],
    ],
    [
      'stands with a rejection',
      'SUBMITTED',
      'EXCEPTION',
      [],
      [centrex, wrongAddress],
      ['rejected'],
    ],
    ['is all that a rejection says', 'SUBMITTED', 'EXCEPTION', [], [centrex], ['rejected']],
    ['is left of a rejection', 'EXCEPTION', 'SUBMITTED', [centrex], [centrex], ['submitted']],
    ['is none', 'SUBMITTED', 'SUBMITTED', [], [wrongAddress], []],
  ])('is told once as a remark, and not where it %s', (_, from, to, before, after, changes) => {
    expect(pointed(from, to, before, after).map(({ kind }) => kind)).toEqual(changes)
  })
})

describe('what is told of a toll-free order', () => {
  it.each([
    ['DRAFT', 'VALIDATE_DRAFT_TFNS', []],
    ['VALIDATE_DRAFT_TFNS', 'VALID_DRAFT_TFNS', ['validated']],
    ['DRAFT', 'VALID_DRAFT_TFNS', ['validated']],
    ['VALIDATE_DRAFT_TFNS', 'INVALID_DRAFT_TFNS', ['invalid']],
    ['INVALID_DRAFT_TFNS', 'VALIDATE_DRAFT_TFNS', []],
    ['VALID_DRAFT_TFNS', 'DRAFT', []],
    ['VALID_DRAFT_TFNS', 'VALIDATE_TFNS', ['submitted']],
    ['VALID_DRAFT_TFNS', 'PENDING_DOCUMENTS', ['submitted', 'documents-wanted']],
    ['VALID_DRAFT_TFNS', 'INVALID_TFNS', ['submitted', 'invalid']],
    ['VALIDATE_TFNS', 'PENDING_DOCUMENTS', ['documents-wanted']],
    ['PENDING_DOCUMENTS', 'SUBMITTED', ['submitted']],
    ['VALIDATE_TFNS', 'SUBMITTED', []],
    ['VALIDATE_TFNS', 'INVALID_TFNS', ['invalid']],
    ['INVALID_TFNS', 'VALIDATE_TFNS', []],
  ])('%s → %s: %j', (from, to, changes) => {
    expect(kinds(tollFree(from), tollFree(to))).toEqual(changes)
  })

  it('tells "submitted" once, though SUBMITTED flashes before the numbers are checked', () => {
    const walk = ['VALID_DRAFT_TFNS', 'SUBMITTED', 'VALIDATE_TFNS', 'SUBMITTED']
    const changes = walk
      .slice(1)
      .flatMap((status, index) => kinds(tollFree(walk[index] ?? ''), tollFree(status)))
    expect(changes).toEqual(['submitted'])
  })

  it('tells each number’s reason when the check failed', () => {
    const invalid = tollFree('INVALID_DRAFT_TFNS', {
      tollFree: { ...TOLL_FREE_FACTS, validationErrors: [spare] },
    })
    expect(changesBetween(tollFree('VALIDATE_DRAFT_TFNS'), invalid)).toEqual([
      { kind: 'invalid', errors: [spare] },
    ])
  })
})
