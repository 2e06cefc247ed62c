import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountFor, type BulkAccount } from '../../src/porting/bulk-account.ts'
import { bulkReadiness, type ReadyChild } from '../../src/porting/bulk-readiness.ts'
import { bulkStatus } from '../../src/porting/bulk-status.ts'
import type { FocDate, OrderDocument, OrderId, PortOrder } from '../../src/porting/order.ts'
import { bulkChild, bulkNumbers, orderError, someNumbers } from './bulk-numbers.ts'
import { eastern, focDate, portOrder, tn, tollFreeOrder } from './port-order.ts'
import { cpuTimer } from '../fixtures/cpu-time.ts'
import { calendar } from '../fixtures/planning.ts'

const LOA: OrderDocument = { fileId: 'a.pdf', type: 'LOA', name: 'loa.pdf' }

function child(number: number, order: PortOrder, documents = [LOA]): ReadyChild {
  return { number, order: { ...order, id: `order-${number}` as OrderId }, documents }
}

const local = child(1043, portOrder({ requestedFocDate: focDate('2026-12-08') }))
const other = child(
  1044,
  portOrder({
    numbers: someNumbers(3, 9_845_550_100),
    billingTelephoneNumber: tn('984-555-0100'),
    requestedFocDate: focDate('2026-12-08'),
  }),
)
const tollFree = child(1045, tollFreeOrder({ requestedFocDate: focDate('2026-12-08') }))
const everything = [local, other, tollFree]

function accountOf(children: readonly ReadyChild[]): BulkAccount {
  return {
    children: children.map(({ order }) => bulkChild(order.id, order.numbers)),
    portable: [],
    refused: [],
    checking: [],
  }
}

function look(
  children: readonly ReadyChild[],
  {
    numbers = accountOf(children),
    status = 'VALID_DRAFT_TNS',
    requestedFocDate = focDate('2026-12-08'),
    now = eastern('2026-12-01 09:00'),
  }: {
    numbers?: BulkAccount
    status?: string
    requestedFocDate?: FocDate | null
    now?: number
  } = {},
) {
  return bulkReadiness({
    numbers,
    status: bulkStatus(status),
    children,
    requestedFocDate,
    now,
    calendar,
  })
}

function missingOf(children: readonly ReadyChild[], number: number, different = {}): string {
  const found = look(children, different).children.find((one) => one.number === number)
  return found?.missing.join(' ') ?? 'no such child'
}

describe('a bulk order', () => {
  it('is ready when all its numbers are in orders that are ready', () => {
    expect(look(everything)).toEqual({
      ready: true,
      firstDay: null,
      bulk: [
        { name: 'numbers', state: 'fine', says: '6 numbers in 3 orders.', fix: null },
        { name: 'orders', state: 'fine', says: 'Numbers are split into orders.', fix: null },
      ],
      children: everything.map(({ number }) => ({ number, missing: [], advice: [] })),
    })
  })

  const [one, two] = [tn('919-555-0150'), tn('919-555-0151')]
  const all = accountOf(everything)
  it.each([
    [
      'numbers cannot go',
      { ...all, refused: [{ tn: one, error: orderError('7642', [one]) }] },
      '1 number can’t port. Remove it and I’ll recheck the rest.',
    ],
    [
      'numbers are checked',
      { ...all, checking: [one, two] },
      'Bandwidth is still checking 2 numbers.',
    ],
    [
      'numbers are in no order',
      { ...all, portable: [one] },
      '1 number can port but isn’t in an order yet.',
    ],
    [
      'it has no numbers',
      { children: [], portable: [], refused: [], checking: [] },
      'There are no numbers yet.',
    ],
    [
      'an order was not looked at',
      { ...all, children: [...all.children, bulkChild('order-9', [one])] },
      '1 order has not been checked yet.',
    ],
  ])('is not ready while %s', (_name, numbers, says) => {
    const { ready, bulk } = look(everything, { numbers })
    expect(ready).toBe(false)
    expect(bulk.filter(({ state }) => state === 'missing').map((item) => item.says)).toEqual([says])
  })

  it.each(['DRAFT', 'VALIDATE_DRAFT_TNS', 'INVALID_DRAFT_TNS', 'IN_PROGRESS', 'SOMETHING_NEW'])(
    'is not ready in %s',
    (status) => {
      expect(look(everything, { status }).ready).toBe(false)
    },
  )

  it('is not ready before its orders are known', () => {
    expect(look([], { numbers: all }).ready).toBe(false)
  })

  it('is ready only if every child is', () => {
    const billing = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(billing, (haveBilling) => {
        const children = haveBilling.map((hasBilling, index) => {
          const numbers = someNumbers(2, 9_845_550_100 + index * 10)
          const billingTelephoneNumber = hasBilling ? (numbers[0] ?? null) : null
          return child(1043 + index, portOrder({ numbers, billingTelephoneNumber }))
        })
        const { ready, children: needs } = look(children)
        expect(ready).toBe(haveBilling.every(Boolean))
        expect(needs.map(({ missing }) => missing.length === 0)).toEqual(haveBilling)
      }),
    )
  })

  it('of 500 orders is looked through at once', () => {
    const children = Array.from({ length: 500 }, (_, index) => {
      const numbers = someNumbers(40, 9_192_000_000 + index * 40)
      return child(1043 + index, portOrder({ numbers, billingTelephoneNumber: numbers[0] ?? null }))
    })
    const wanted = children.flatMap(({ order }) => order.numbers)
    const split = bulkNumbers('VALID_DRAFT_TNS', {
      children: children.map(({ order }) => bulkChild(order.id, order.numbers)),
    })
    const cpuMs = cpuTimer()
    expect(look(children, { numbers: accountFor(wanted, split) }).ready).toBe(true)
    expect(cpuMs()).toBeLessThan(1_000)
  })
})

describe('a child of a bulk order', () => {
  it('needs what it would need alone, in its own words', () => {
    const bare = child(1043, { ...local.order, billingTelephoneNumber: null }, [])
    const [needs] = look([bare]).children
    expect(needs?.missing).toEqual(['Add the BTN. The customer finds it on the bill.'])
    expect(needs?.advice).toEqual([
      'No LOA yet. You can submit without one, but the carrier may ask for it.',
    ])
  })

  it('is advised of what carriers refuse as it would be alone', () => {
    const { subscriber } = local.order
    const serviceAddress = { ...subscriber.serviceAddress, streetName: 'PO Box 12' }
    const boxed = child(1043, { ...local.order, subscriber: { ...subscriber, serviceAddress } })
    const { ready, children } = look([boxed])
    expect([ready, children[0]?.advice.join()]).toEqual([true, expect.stringMatching(/a PO box/)])
  })

  it.each([
    ['before the day', '2026-12-07', ''],
    ['on the day', '2026-12-08', /the earliest here is .*Dec 8/],
    ['after the day', '2026-12-10', /the earliest here is .*Dec 10/],
  ])('whose earliest date is %s of the whole', (_name, earliest, says) => {
    const order = { ...local.order, earliestEstimate: focDate(earliest) }
    const missing = missingOf([child(1043, order)], 1043)
    if (typeof says === 'string') expect(missing).toBe(says)
    else expect(missing).toMatch(says)
    expect(missingOf([child(1043, order)], 1043, { requestedFocDate: null })).toBe('')
  })

  it('says so only once that the date is too soon', () => {
    const order = { ...local.order, earliestEstimate: focDate('2026-12-10') }
    expect(look([child(1043, order)]).children[0]?.advice).toEqual([])
  })

  it.each([
    ['is before all that is requested', '2026-12-07', '2026-12-08', null],
    ['is on a Friday, the day requested', '2026-12-11', '2026-12-11', '2026-12-14'],
    ['is before Christmas', '2026-12-24', '2026-12-18', '2026-12-28'],
    ['is unknown, and the day is past', null, '2026-11-30', '2026-12-02'],
  ])('whose earliest %s leaves this first day for all', (_name, earliest, wanted, first) => {
    const order = { ...local.order, earliestEstimate: earliest === null ? null : focDate(earliest) }
    const { firstDay } = look([local, child(1044, order)], { requestedFocDate: focDate(wanted) })
    expect(firstDay).toBe(first)
  })

  it('as a rule has a billing telephone number that no other has', () => {
    const same = child(1044, { ...other.order, billingTelephoneNumber: tn('919-555-0199') })
    const [one, two] = look([
      child(1043, { ...local.order, billingTelephoneNumber: tn('919-555-0199') }),
      same,
    ]).children
    expect(one?.advice).toEqual([
      'BTN 919-555-0199 is also that of #1044. Each order usually has its own.',
    ])
    expect(two?.advice.join()).toContain('also that of #1043')
    expect([one?.missing, two?.missing]).toEqual([[], []])
  })

  it('is told when its billing telephone number moves with another', () => {
    const wrong = child(1044, { ...other.order, billingTelephoneNumber: tn('919-555-0101') })
    const children = look([local, wrong]).children
    expect(children[0]?.advice).toEqual([])
    expect(children[1]?.advice.join()).toContain('is one of the numbers of #1043')
  })

  it('must not go with other numbers than were asked for', () => {
    const numbers = accountOf([local])
    const more = child(1043, {
      ...local.order,
      numbers: [...local.order.numbers, tn('919-555-0150')],
    })
    expect(missingOf([more], 1043, { numbers })).toContain(
      'Its numbers don’t match the bulk order’s list. Refresh it.',
    )
    expect(missingOf([local], 1043, { numbers })).toBe('')
  })

  it.each([
    ['DRAFT', true],
    ['VALID_DRAFT_TFNS', true],
    ['VALIDATE_DRAFT_TFNS', false],
    ['INVALID_DRAFT_TFNS', false],
  ] as const)('with toll-free numbers may go from %s: %s', (status, may) => {
    expect(look([child(1045, { ...tollFree.order, status })]).ready).toBe(may)
  })
})

it('A day that has passed stops the whole, and is said once', () => {
  const { ready, bulk, children } = look(everything, { now: eastern('2026-12-09 09:00') })
  expect(ready).toBe(false)
  const missing = bulk.filter(({ state }) => state === 'missing')
  expect(missing.map(({ name, fix }) => [name, fix])).toEqual([['requested FOC', 'edit']])
  expect(missing[0]?.says).toMatch(/is past/)
  expect(children.flatMap(({ missing, advice }) => [...missing, ...advice])).toEqual([])
})
