import { causeOf, meantCode } from './causes.ts'
import type { OrderError } from './order.ts'

/** What a port would end, so that the customer has to say that it may. */
export interface ToAgree {
  /** The codes that require it, each once. */
  readonly codes: readonly string[]
  /** To be read after "end": `the hunt group and DSL`. */
  readonly ends: string
}

const FEATURES: Readonly<Record<string, string>> = {
  '6556': 'the T1 line',
  '7406': 'Centrex service, with its PBX and hunt groups',
  '7410': 'distinctive ring',
  '7411': 'DSL',
  '7419': 'the hunt group',
  '7421': 'ISDN service',
  '7437': 'remote call forwarding',
}

/** What the customer must agree to because of these errors; null: nothing. */
export function toAgree(
  errors: readonly Pick<OrderError, 'code' | 'description'>[],
): ToAgree | null {
  const codes = [
    ...new Set(errors.filter((error) => causeOf(error).fix.kind === 'consent').map(meantCode)),
  ]
  if (codes.length === 0) return null
  const features = new Set(codes.map((code) => FEATURES[code] ?? 'this feature'))
  return { codes, ends: [...features].join(' and ') }
}

/** The note to Bandwidth; it can be edited before it is sent. */
export function consentNote({
  agreed: { codes, ends },
  who,
  day,
}: {
  readonly agreed: ToAgree
  readonly who: string
  readonly day: string
}): string {
  return `Please proceed with this port and disconnect ${ends} (${codes.join(', ')}). The customer agreed: ${who}, ${day}.`
}
