import type { BulkNumbers } from './bulk-order.ts'
import type { TelephoneNumber } from './telephone-number.ts'

/**
 * The numbers that people want moved by a bulk order, now that some of its orders are others than before,
 * whoever saw to that: what came with an order belongs to the whole, what left with one does not.
 */
export function wantedAfter(
  wanted: readonly TelephoneNumber[],
  {
    joined,
    left,
  }: {
    readonly joined: readonly TelephoneNumber[]
    readonly left: readonly TelephoneNumber[]
  },
): readonly TelephoneNumber[] {
  const gone = new Set(left)
  return [...new Set([...wanted.filter((tn) => !gone.has(tn)), ...joined])]
}

/** Every number that Bandwidth has a word on: the list of a bulk order that was given it elsewhere. */
export function numbersIn({
  children,
  portable,
  notValidated,
  errors,
}: BulkNumbers): readonly TelephoneNumber[] {
  return [
    ...new Set([
      ...children.flatMap((child) => child.numbers),
      ...portable,
      ...notValidated,
      ...errors.flatMap((error) => error.numbers),
    ]),
  ]
}
