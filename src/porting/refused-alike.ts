import { isShownIn } from './asked-change.ts'
import { causeIn } from './causes.ts'
import type { ContentField, OrderError, PortOrder } from './order.ts'

/** A rejected order, with a fingerprint of its account number and PIN. */
interface Refused {
  readonly seen: PortOrder
  readonly secretsMark: string | null
}

/** What corrects an order: some of its fields, or its account number and PIN with them. */
export interface Correction {
  readonly fields: readonly ContentField[]
  readonly hasSecrets: boolean
}

/**
 * Whether what corrects one rejected order corrects the other, too: both are refused for the same causes and
 * say the same where it is corrected.
 */
export function isRefusedAlike(one: Refused, other: Refused, correction: Correction): boolean {
  const { fields, hasSecrets } = correction
  return (
    [one, other].every(({ seen }) => seen.status === 'EXCEPTION') &&
    causesOf(one.seen.errors) === causesOf(other.seen.errors) &&
    isShownIn(other.seen, { content: one.seen, fields }) &&
    (!hasSecrets || one.secretsMark === other.secretsMark)
  )
}

/** Codes of different vendors for one cause are one. */
function causesOf(errors: readonly OrderError[]): string {
  return JSON.stringify([...new Set(errors.map(causeIn))].sort())
}
