import type { BulkNumbers } from './bulk-order.ts'
import type { TelephoneNumber } from './telephone-number.ts'

/**
 * The requested numbers of a bulk order after some of its orders were replaced, by people or by
 * Bandwidth: numbers that came with an order are added, numbers that left with one are removed.
 */
export function desiredAfter(
  desired: readonly TelephoneNumber[],
  {
    joined,
    left,
  }: {
    readonly joined: readonly TelephoneNumber[]
    readonly left: readonly TelephoneNumber[]
  },
): readonly TelephoneNumber[] {
  const leaving = new Set(left)
  return [...new Set([...desired.filter((tn) => !leaving.has(tn)), ...joined])]
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

/** What is to happen with numbers that somebody names; `replace`: they take the place of all others. */
const NUMBERS_CHANGES = ['add', 'remove', 'replace'] as const
export type NumbersChange = (typeof NUMBERS_CHANGES)[number]

export function numbersChange(text: string | undefined): NumbersChange | undefined {
  return NUMBERS_CHANGES.find((one) => one === text)
}

/** The requested numbers after a change, each once. */
export function desiredWith(
  desired: readonly TelephoneNumber[],
  how: NumbersChange,
  numbers: readonly TelephoneNumber[],
): readonly TelephoneNumber[] {
  switch (how) {
    case 'add':
      return desiredAfter(desired, { joined: numbers, left: [] })
    case 'remove':
      return desiredAfter(desired, { joined: [], left: numbers })
    case 'replace':
      return [...new Set(numbers)]
  }
}

/** Which numbers a change brings, and which it takes away. */
export function movedBy(
  before: readonly TelephoneNumber[],
  after: readonly TelephoneNumber[],
): { readonly joining: readonly TelephoneNumber[]; readonly leaving: readonly TelephoneNumber[] } {
  const [were, are] = [new Set(before), new Set(after)]
  return {
    joining: after.filter((tn) => !were.has(tn)),
    leaving: before.filter((tn) => !are.has(tn)),
  }
}
