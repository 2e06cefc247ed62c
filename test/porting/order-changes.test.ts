import { describe, expect, it } from 'vitest'
import type { OrderError } from '../../src/porting/order.ts'
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
    // what happened between two looks
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
  ])('%s → %s: %j', (from, to, told) => {
    expect(kinds(local(from), local(to))).toEqual(told)
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
    const told = [{ kind: 'rejected', errors: [wrongAddress] }]
    expect(changesBetween(local('SUBMITTED'), rejected)).toEqual(told)
    expect(changesBetween(rejected, rejected)).toEqual([])
    expect(changesBetween(local('EXCEPTION'), rejected)).toEqual(told)
  })

  it('tells why Bandwidth cancelled', () => {
    expect(
      changesBetween(local('SUBMITTED'), local('CANCELLED', { errors: [wrongAddress] })),
    ).toEqual([{ kind: 'cancelled', errors: [wrongAddress] }])
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
  ])('%s → %s: %j', (from, to, told) => {
    expect(kinds(tollFree(from), tollFree(to))).toEqual(told)
  })

  it('tells "submitted" once, though SUBMITTED flashes before the numbers are checked', () => {
    const walk = ['VALID_DRAFT_TFNS', 'SUBMITTED', 'VALIDATE_TFNS', 'SUBMITTED']
    const told = walk
      .slice(1)
      .flatMap((status, index) => kinds(tollFree(walk[index] ?? ''), tollFree(status)))
    expect(told).toEqual(['submitted'])
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
