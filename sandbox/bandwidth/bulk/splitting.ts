import type { RegularFate } from '../numbering.ts'
import { fateOf } from '../numbering.ts'
import type { WireError } from '../order.ts'
import { conditionOf, groupBy, portabilityError } from '../toll-free-check.ts'

const MOST_ON_NET = 999
const MOST = 5000

interface Portability {
  readonly portable: readonly string[]
  /** Each number that is not portable stands in exactly one of these. */
  readonly errors: readonly WireError[]
}

/** Which of these numbers can go, and why the others cannot. `busy` stand in an active order. */
export function portabilityOf(tns: readonly string[], busy: readonly string[]): Portability {
  const taken = new Set(busy)
  const groups = groupBy(tns, (tn) => (taken.has(tn) ? 'busy' : troubleOf(tn)))
  const portable = groups.get(null) ?? []
  const errors = [...groups].flatMap(([trouble, named]) =>
    trouble === null ? [] : [{ ...errorFor(trouble), tns: named }],
  )
  return { portable, errors }
}

type Trouble =
  'busy' | 'not in service' | 'no coverage' | Exclude<ReturnType<typeof conditionOf>, 'portable'>

function troubleOf(tn: string): Trouble | null {
  const fate = fateOf(tn)
  if (fate.kind === 'toll-free') return fate.condition === 'portable' ? null : fate.condition
  if (fate.trouble !== 'none') return fate.trouble
  return fate.coverage === 'none' ? 'no coverage' : null
}

function errorFor(trouble: Trouble): WireError {
  switch (trouble) {
    case 'busy':
      return {
        code: '7205',
        text: 'Telephone number is already being processed on another order',
      }
    case 'not in service':
      return {
        code: '7378',
        text: 'Telephone number is not in service with the losing carrier',
      }
    case 'no coverage':
      return { code: '7331', text: 'The rate center is not known.' }
    case 'spare':
    case 'unavailable':
    case 'denied':
    case 'disconnected':
    case 'transitional':
    case 'respOrg 99':
      return portabilityError(trouble)
  }
}

/** Portable numbers in sets of which each makes one order. */
export function split(portable: readonly string[]): string[][] {
  return [...groupBy(portable, togetherness)].flatMap(([, tns]) => cut(tns, mostTogether(tns)))
}

/** Numbers of which this is equal can be ported together. */
function togetherness(tn: string): string {
  const fate = fateOf(tn)
  if (fate.kind === 'toll-free') return `toll-free ${fate.respOrg.id}`
  const { carrier, vendor, place } = fate
  const rateCenter = fate.coverage === 'partner' ? `${place.rateCenter} ${place.state}` : ''
  return [portTypeOf(fate), carrier.id, vendor.id, rateCenter].join(' ')
}

const portTypeOf = ({ internal, automated }: RegularFate): string =>
  internal ? 'internal' : automated ? 'automated' : 'manual'

function mostTogether([first = '']: readonly string[]): number {
  const fate = fateOf(first)
  return fate.kind === 'regular' && fate.coverage === 'on-net' ? MOST_ON_NET : MOST
}

function cut(tns: readonly string[], most: number): string[][] {
  const pieces = Math.ceil(tns.length / most)
  return Array.from({ length: pieces }, (_, index) => tns.slice(index * most, (index + 1) * most))
}
