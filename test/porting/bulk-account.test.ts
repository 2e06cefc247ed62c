import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountFor,
  numbersDone,
  vendorFailed,
  type BulkAccount,
} from '../../src/porting/bulk-account.ts'
import type { TelephoneNumber } from '../../src/porting/telephone-number.ts'
import {
  anyBulkNumbers,
  anyNumbers,
  bulkChild,
  bulkNumbers,
  orderError,
  someNumbers,
} from './bulk-numbers.ts'
import { cpuTimer } from '../fixtures/cpu-time.ts'

const [one, two, three, four] = someNumbers(4) as [
  TelephoneNumber,
  TelephoneNumber,
  TelephoneNumber,
  TelephoneNumber,
]
const nothing: BulkAccount = { children: [], portable: [], refused: [], checking: [] }

function placesIn(account: BulkAccount): readonly TelephoneNumber[] {
  return [
    ...account.children.flatMap(({ numbers }) => numbers),
    ...account.portable,
    ...account.refused.map(({ tn }) => tn),
    ...account.checking,
  ]
}

describe('the account of the numbers of a bulk order', () => {
  it('has every number that was asked for exactly once, whatever Bandwidth says', () => {
    fc.assert(
      fc.property(anyNumbers, fc.option(anyBulkNumbers), (desired, numbers) => {
        const account = accountFor(desired, numbers)
        expect([...placesIn(account)].sort()).toEqual([...new Set(desired)].sort())
        const ids = account.children.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it('believes a child first, then a reason, then that a number can move', () => {
    const error = orderError('7642', [one, two])
    const numbers = bulkNumbers('INVALID_DRAFT_TNS', {
      children: [bulkChild('a', [one])],
      errors: [error, orderError('7331', [two])],
      portable: [one, two, three],
      notValidated: [one, two, three, four],
    })
    expect(accountFor([one, two, three, four], numbers)).toEqual({
      children: [bulkChild('a', [one])],
      portable: [three],
      refused: [{ tn: two, error }],
      checking: [four],
    })
  })

  it.each([
    ['nothing is known yet', null],
    [
      'they are being checked, whatever was known before',
      bulkNumbers('VALIDATE_DRAFT_TNS', {
        children: [bulkChild('a', [one])],
        errors: [orderError('7642', [two])],
        portable: [three],
      }),
    ],
  ])('is that all are being checked while %s', (_name, numbers) => {
    const desired = [one, two, three]
    expect(accountFor(desired, numbers)).toEqual({ ...nothing, checking: desired })
  })

  it('leaves out what nobody asked for, and keeps the child that has it', () => {
    const numbers = bulkNumbers('VALID_DRAFT_TNS', {
      children: [bulkChild('a', [four]), bulkChild('b', [one, four]), bulkChild('b', [two])],
      portable: [three],
    })
    expect(accountFor([one, two], numbers)).toEqual({
      ...nothing,
      children: [bulkChild('a', []), bulkChild('b', [one, two])],
    })
  })

  it.each(['7617', '7618', '7619', '7623', '7626', '7628', '7646'])(
    'does not blame numbers for a vendor that failed (%s)',
    (code) => {
      const numbers = bulkNumbers('INVALID_DRAFT_TNS', {
        errors: [orderError(code, [one, two]), orderError('7642', [two])],
      })
      expect(vendorFailed(numbers)).toBe(true)
      const { refused, checking } = accountFor([one, two], numbers)
      expect([refused.map(({ tn }) => tn), checking]).toEqual([[two], [one]])
    },
  )

  it.each([
    ['numbers are bad', bulkNumbers('INVALID_DRAFT_TNS', { errors: [orderError('7642', [one])] })],
    ['it is tried again', bulkNumbers('VALIDATE_DRAFT_TNS', { errors: [orderError('7626')] })],
    ['all is well', bulkNumbers('VALID_DRAFT_TNS')],
  ])('knows no failure of a vendor while %s', (_name, numbers) => {
    expect(vendorFailed(numbers)).toBe(false)
  })

  it('of 20,000 numbers takes no time that anybody would notice, on a busy machine either', () => {
    const desired = someNumbers(20_000, 9_192_000_000)
    const numbers = bulkNumbers('INVALID_DRAFT_TNS', {
      children: Array.from({ length: 490 }, (_, index) =>
        bulkChild(`child-${index}`, desired.slice(index * 20, (index + 1) * 20)),
      ),
      errors: desired.slice(9_800, 12_000).map((tn) => orderError('7642', [tn])),
      portable: desired.slice(12_000),
    })
    const cpuMs = cpuTimer()
    const account = accountFor(desired, numbers)
    expect(cpuMs()).toBeLessThan(2_000)
    expect(placesIn(account)).toHaveLength(20_000)
  })
})

describe('how many numbers are done while they are checked', () => {
  const checking = (notValidated: readonly TelephoneNumber[]) =>
    numbersDone(bulkNumbers('VALIDATE_DRAFT_TNS', { notValidated }), 4)

  it('is told by those that are left', () => {
    expect(checking([three, four])).toBe(2)
  })

  it('is not known where all are named to the end, or none, or more than were asked for', () => {
    expect(checking([one, two, three, four])).toBeNull()
    expect(checking([])).toBeNull()
    expect(checking(someNumbers(5))).toBeNull()
  })
})
