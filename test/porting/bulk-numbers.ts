import fc from 'fast-check'
import type { BulkChild, BulkNumbers } from '../../src/porting/bulk-order.ts'
import { bulkStatus } from '../../src/porting/bulk-status.ts'
import type { OrderError, OrderId } from '../../src/porting/order.ts'
import type { TelephoneNumber } from '../../src/porting/telephone-number.ts'
import { tn } from './port-order.ts'

/** `919-555-0100` and those that follow it. */
export function someNumbers(count: number, from = 9_195_550_100): readonly TelephoneNumber[] {
  return Array.from({ length: count }, (_, index) => tn(String(from + index)))
}

export function bulkChild(id: string, numbers: readonly TelephoneNumber[]): BulkChild {
  return { id: id as OrderId, numbers }
}

export function orderError(code: string, numbers: readonly TelephoneNumber[] = []): OrderError {
  return { code, description: `what ${code} means`, numbers }
}

/** Bandwidth's word on the numbers; say what is in it. */
export function bulkNumbers(
  status: string,
  different: Partial<Omit<BulkNumbers, 'status'>> = {},
): BulkNumbers {
  return {
    status: bulkStatus(status),
    portable: [],
    notValidated: [],
    children: [],
    errors: [],
    ...different,
  }
}

const anyNumber = fc
  .integer({ min: 9_195_550_100, max: 9_195_550_120 })
  .map((number) => tn(String(number)))

/** Lists of few different numbers, so that they come twice and in several places. */
export const anyNumbers = fc.array(anyNumber, { maxLength: 20 })

export const anyChildren = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), numbers: anyNumbers }),
  { selector: ({ id }) => id, maxLength: 6 },
)

/** Whatever Bandwidth might answer, contradictions included. */
export const anyBulkNumbers: fc.Arbitrary<BulkNumbers> = fc
  .record({
    status: fc.constantFrom(
      'DRAFT',
      'VALIDATE_DRAFT_TNS',
      'VALID_DRAFT_TNS',
      'INVALID_DRAFT_TNS',
      'IN_PROGRESS',
      'SOMETHING_NEW',
    ),
    portable: anyNumbers,
    notValidated: anyNumbers,
    children: fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), numbers: anyNumbers }), {
      maxLength: 4,
    }),
    errors: fc.array(
      fc.record({ code: fc.constantFrom('7642', '7331', '7628', '7626'), numbers: anyNumbers }),
      { maxLength: 4 },
    ),
  })
  .map(({ status, portable, notValidated, children, errors }) =>
    bulkNumbers(status, {
      portable,
      notValidated,
      children: children.map(({ id, numbers }) => bulkChild(id, numbers)),
      errors: errors.map(({ code, numbers }) => orderError(code, numbers)),
    }),
  )
