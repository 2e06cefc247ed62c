import type { WireError } from './order.ts'
import type { TollFreeFate } from './numbering.ts'
import { fateOf, tollFreeFates } from './numbering.ts'

type Trouble = Exclude<TollFreeFate['condition'], 'portable'>

const CODES: Record<Trouble, string> = {
  spare: '7642',
  unavailable: '7643',
  denied: '7644',
  disconnected: '7656',
  transitional: '7657',
  'respOrg 99': '7627',
}

const VENDOR_FAILURES = {
  '7626': 'No result from the vendor after 300 seconds.',
  '7628': 'An unexpected response was received from our porting vendor.',
} as const

export function conditionOf(tn: string): TollFreeFate['condition'] {
  const fate = fateOf(tn)
  return fate.kind === 'toll-free' ? fate.condition : 'denied'
}

/** The name under which a RespOrg is shown: its id only to its owner. */
export function respOrgOf(tn: string): string {
  const fate = fateOf(tn)
  return fate.kind === 'toll-free' ? fate.respOrg.shownAs : ''
}

export function groupBy<Key>(
  tns: readonly string[],
  keyOf: (tn: string) => Key,
): Map<Key, string[]> {
  const groups = new Map<Key, string[]>()
  for (const tn of tns) {
    const key = keyOf(tn)
    const group = groups.get(key)
    if (group) group.push(tn)
    else groups.set(key, [tn])
  }
  return groups
}

/** Why a number of this condition is not taken into an order. */
export function portabilityError(trouble: Trouble): WireError {
  const text = `TN list contains at least one toll free number that cannot be ported due to ${trouble} status.`
  return { code: CODES[trouble], text }
}

/** What the vendor fails with at the first try, if one of these numbers makes it fail. */
export function vendorFailure(tns: readonly string[]): WireError | null {
  const [code = null] = tollFreeFates(tns).flatMap(({ vendorFailure: known }) => known ?? [])
  return code && { code, text: VENDOR_FAILURES[code] }
}

/** Why these numbers cannot make one toll-free order; empty when they can. */
export function tollFreeErrors(tns: readonly string[]): WireError[] {
  const errors: WireError[] = []
  for (const [condition, named] of groupBy(tns, conditionOf)) {
    if (condition === 'portable') continue
    errors.push({ ...portabilityError(condition), tns: named })
  }
  const portable = tns.filter((tn) => conditionOf(tn) === 'portable')
  if (groupBy(portable, respOrgOf).size > 1) {
    const text = 'The toll free numbers are controlled by several RespOrgs.'
    errors.push({ code: '7652', text, tns: portable })
  }
  return errors
}
