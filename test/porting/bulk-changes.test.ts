import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulkChangesBetween, type SeenBulk } from '../../src/porting/bulk-changes.ts'
import type { BulkNumbers } from '../../src/porting/bulk-order.ts'
import {
  BULK_STATUS_RULES,
  isBulkDraft,
  isBulkTerminal,
  KNOWN_BULK_STATUSES,
} from '../../src/porting/bulk-status.ts'
import { anyBulkNumbers, bulkChild, bulkNumbers, orderError, someNumbers } from './bulk-numbers.ts'
import { bulkOrder } from './bulk-order.ts'

const [one, two, three] = someNumbers(3)
const errors = [orderError('7642', someNumbers(2)), orderError('7331', someNumbers(3).slice(1))]

function seen(status: string, numbers: Partial<BulkNumbers> | null = null): SeenBulk {
  return {
    order: bulkOrder(status),
    numbers: numbers && { ...bulkNumbers(status), ...numbers },
  }
}

function split(...ids: readonly string[]): Partial<BulkNumbers> {
  return { children: ids.map((id) => bulkChild(id, [])) }
}

describe('what happened to a bulk order', () => {
  it.each([
    ['VALID_DRAFT_TNS', 'IN_PROGRESS', ['submitted']],
    ['VALIDATE_DRAFT_TNS', 'IN_PROGRESS', ['submitted']],
    ['VALID_DRAFT_TNS', 'NEEDS_ATTENTION', ['submitted', 'needs-attention']],
    ['VALID_DRAFT_TNS', 'COMPLETED', ['completed']],
    ['IN_PROGRESS', 'NEEDS_ATTENTION', ['needs-attention']],
    ['NEEDS_ATTENTION', 'IN_PROGRESS', ['under-way-again']],
    ['IN_PROGRESS', 'COMPLETED', ['completed']],
    ['NEEDS_ATTENTION', 'PARTIAL', ['partial']],
    ['IN_PROGRESS', 'CANCELLED', ['cancelled']],
    ['VALID_DRAFT_TNS', 'DRAFT', ['draft-again']],
    ['INVALID_DRAFT_TNS', 'DRAFT', ['draft-again']],
    ['IN_PROGRESS', 'DRAFT', ['draft-again']],
    ['DRAFT', 'VALIDATE_DRAFT_TNS', []],
    ['INVALID_DRAFT_TNS', 'VALIDATE_DRAFT_TNS', []],
    ['COMPLETED', 'IN_PROGRESS', ['surprise']],
    ['COMPLETED', 'CANCELLED', ['surprise', 'cancelled']],
    ['IN_PROGRESS', 'VALID_DRAFT_TNS', ['surprise']],
    ['IN_PROGRESS', 'HELD_BACK', ['surprise']],
    ['HELD_BACK', 'NEEDS_ATTENTION', ['surprise', 'needs-attention']],
  ])('from %s to %s is %j', (from, to, kinds) => {
    const changes = bulkChangesBetween(seen(from), seen(to))
    expect(changes.map(({ kind }) => kind)).toEqual(kinds)
  })

  it('is that its numbers are valid, with the orders they make', () => {
    const after = seen('VALID_DRAFT_TNS', split('a', 'b'))
    const announced = [{ kind: 'numbers-valid', children: 2 }]
    expect(bulkChangesBetween(seen('VALIDATE_DRAFT_TNS', {}), after)).toEqual(announced)
    expect(bulkChangesBetween(seen('INVALID_DRAFT_TNS', {}), after)).toEqual(announced)
    expect(bulkChangesBetween(after, seen('VALID_DRAFT_TNS', split('c', 'd')))).toEqual(announced)
  })

  it('is no news of the numbers when an order joins or leaves', () => {
    const before = seen('VALID_DRAFT_TNS', split('a', 'b'))
    for (const ids of [['a'], ['a', 'b', 'c'], []]) {
      expect(bulkChangesBetween(before, seen('VALID_DRAFT_TNS', split(...ids)))).toEqual([])
    }
  })

  it('is told of the numbers once they were read in the same state', () => {
    const validating = seen('VALIDATE_DRAFT_TNS', {})
    const unread = seen('VALID_DRAFT_TNS')
    const stale: SeenBulk = { ...unread, numbers: bulkNumbers('VALIDATE_DRAFT_TNS') }
    const valid = seen('VALID_DRAFT_TNS', split('a'))
    for (const early of [unread, stale]) {
      expect(bulkChangesBetween(validating, early)).toEqual([])
      expect(bulkChangesBetween(early, valid)).toEqual([{ kind: 'numbers-valid', children: 1 }])
    }
  })

  it('is how many numbers cannot go, each counted once and none that is in a child', () => {
    const before = seen('VALIDATE_DRAFT_TNS', {})
    expect(bulkChangesBetween(before, seen('INVALID_DRAFT_TNS', { errors }))).toEqual([
      { kind: 'numbers-invalid', refused: 3 },
    ])
    const children = [bulkChild('a', someNumbers(1))]
    expect(bulkChangesBetween(before, seen('INVALID_DRAFT_TNS', { errors, children }))).toEqual([
      { kind: 'numbers-invalid', refused: 2 },
    ])
  })

  it('is that the check failed as a whole, with the numbers that are bad anyway', () => {
    const before = seen('VALIDATE_DRAFT_TNS', {})
    const failure = orderError(
      '7626',
      [one, two, three].filter((tn) => tn !== undefined),
    )
    expect(bulkChangesBetween(before, seen('INVALID_DRAFT_TNS', { errors: [failure] }))).toEqual([
      { kind: 'validation-failed', errors: [failure] },
    ])
    expect(
      bulkChangesBetween(before, seen('INVALID_DRAFT_TNS', { errors: [failure, ...errors] })),
    ).toEqual([
      { kind: 'numbers-invalid', refused: 3 },
      { kind: 'validation-failed', errors: [failure] },
    ])
    const unknown = orderError('7999')
    expect(bulkChangesBetween(before, seen('INVALID_DRAFT_TNS', { errors: [unknown] }))).toEqual([
      { kind: 'validation-failed', errors: [unknown] },
    ])
  })

  it('is told again when a second check ends otherwise between two looks', () => {
    const before = seen('INVALID_DRAFT_TNS', { errors })
    const after = seen('INVALID_DRAFT_TNS', { errors: errors.slice(0, 1) })
    expect(bulkChangesBetween(before, after)).toEqual([{ kind: 'numbers-invalid', refused: 2 }])
  })

  it('is nothing when nothing changed', () => {
    const status = fc.constantFrom(...KNOWN_BULK_STATUSES, 'HELD_BACK')
    fc.assert(
      fc.property(status, fc.option(anyBulkNumbers), (text, numbers) => {
        const same: SeenBulk = { order: bulkOrder(text), numbers }
        expect(bulkChangesBetween(same, structuredClone(same))).toEqual([])
      }),
    )
  })

  it('never leaves an end, a rejection or a way back unsaid, and is no surprise on the usual way', () => {
    const mute = new Set(['VALIDATE_DRAFT_TNS', 'VALID_DRAFT_TNS', 'INVALID_DRAFT_TNS'])
    for (const from of KNOWN_BULK_STATUSES) {
      for (const to of KNOWN_BULK_STATUSES.filter((status) => status !== from)) {
        const kinds = bulkChangesBetween(seen(from), seen(to)).map(({ kind }) => kind)
        if (!mute.has(to)) expect(kinds, `${from} to ${to}`).not.toEqual([])
        if (BULK_STATUS_RULES[from].next.includes(to)) expect(kinds).not.toContain('surprise')
        if (isBulkTerminal(from)) expect(kinds).toContain('surprise')
        if (isBulkDraft(to) || isBulkTerminal(to)) expect(kinds).not.toContain('submitted')
      }
    }
  })
})
