import { showCount } from './counts.ts'
import { listed } from './names-in-words.ts'
import { MOST_IN_ORDER, MOST_OFF_NET, MOST_ON_NET } from './order-limits.ts'
import type { TelephoneNumber } from './telephone-number.ts'

/** The carrier that a number would leave. */
export interface LeavingCarrier {
  readonly spid: string | null
  readonly name: string | null
  readonly wireless: boolean | null
  readonly accountNumberRequired: boolean | null
  /** The carrier's minimum interval in calendar days. */
  readonly minimumIntervalDays: number | null
}

export interface LocalRoute {
  readonly type: 'local'
  /** `AUTOMATED`, `MANUALOFFNET`, `MANUALONNET`, `INTERNAL`; unknown text stays as it is. */
  readonly portType: string
  readonly onNet: boolean
  readonly vendor: string | null
  readonly rateCenter: string | null
  readonly state: string | null
  readonly carrier: LeavingCarrier
}

export interface TollFreeRoute {
  readonly type: 'toll-free'
  /** The controlling RespOrg, or an alias such as `RespOrg 1` where it is not ours to know. */
  readonly respOrg: string
}

export type Route = LocalRoute | TollFreeRoute

export type Verdict =
  | { readonly kind: 'portable'; readonly tn: TelephoneNumber; readonly route: Route }
  /** `manual`: only Bandwidth's staff can port it. */
  | {
      readonly kind: 'manual' | 'not-portable'
      readonly tn: TelephoneNumber
      readonly reason: string
      readonly code: string | null
    }
  /** Could not be learnt, or is still being checked. */
  | { readonly kind: 'unknown'; readonly tn: TelephoneNumber; readonly reason: string }

export type NotPortable = Exclude<Verdict, { kind: 'portable' }>
type Portable = Extract<Verdict, { kind: 'portable' }>

/** Numbers that can go in one order, if they share service address, BTN and authorizing person. */
export interface PortGroup {
  /** A to Z, then AA. */
  readonly letter: string
  readonly numbers: readonly TelephoneNumber[]
  readonly orderKind: 'local' | 'toll-free'
  /** `on-net, automated` */
  readonly how: string
  /** `Frontier`, `T-Mobile US (wireless)`, `RespOrg 1` */
  readonly from: string
  readonly warning: string | null
  /** The route that all of them share; its carrier with the strictest demands of any of them. */
  readonly route: Route
}

export interface Grouping {
  readonly groups: readonly PortGroup[]
  /** Everything that is in no group: by hand only, not portable, not known. */
  readonly notPortable: readonly NotPortable[]
  readonly whySplit: readonly string[]
}

/** The orders that the portable numbers make, the fewest that Bandwidth's rules allow. */
export function groupNumbers(verdicts: readonly Verdict[]): Grouping {
  const byNumber = new Map<TelephoneNumber, Verdict>()
  for (const verdict of verdicts) {
    if (!byNumber.has(verdict.tn)) byNumber.set(verdict.tn, verdict)
  }
  const judged = [...byNumber.values()]

  const groups = bundlesOf(judged.filter(isPortable))
    .flatMap(cutToSize)
    .map((bundle, index) => groupOf(bundle, letterOf(index)))
  return {
    groups,
    notPortable: judged.filter((verdict) => !isPortable(verdict)),
    whySplit: whyAllSplit(groups),
  }
}

function isPortable(verdict: Verdict): verdict is Portable {
  return verdict.kind === 'portable'
}

interface Bundle {
  readonly route: Route
  readonly numbers: readonly TelephoneNumber[]
}

/** Local before toll-free, those of one origin beside each other, many numbers before few. */
function bundlesOf(verdicts: readonly Portable[]): readonly Bundle[] {
  // Numbers from one reply share their route objects, so each is evaluated once.
  const origin = once(originOf)
  const way = once(wayOf)
  return groupedBy(verdicts, ({ route }) => origin(route))
    .sort((some, others) => Number(areTollFree(some)) - Number(areTollFree(others)))
    .flatMap((ofOrigin) => groupedBy(ofOrigin, ({ route }) => way(route)))
    .map((alike) => ({
      route: [...new Set(alike.map(({ route }) => route))].reduce(inCommon),
      numbers: alike.map(({ tn }) => tn).sort(),
    }))
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  return [...Map.groupBy(items, key).values()].sort((some, others) => others.length - some.length)
}

function once(keyOf: (route: Route) => string): (route: Route) => string {
  const known = new Map<Route, string>()
  return (route) => {
    const key = known.get(route) ?? keyOf(route)
    known.set(route, key)
    return key
  }
}

function areTollFree(verdicts: readonly Portable[]): boolean {
  return verdicts[0]?.route.type === 'toll-free'
}

/** Where a number ports from. For an unknown carrier only the rate center is known. */
function originOf(route: Route): string {
  if (route.type === 'toll-free') return `RespOrg ${route.respOrg.trim().toUpperCase()}`
  if (isNameless(route)) return `rate center ${route.rateCenter ?? ''} ${route.state ?? ''}`
  const spid = route.carrier.spid?.trim()
  return spid ? `SPID ${spid.toUpperCase()}` : `carrier ${knownName(route.carrier)?.toUpperCase()}`
}

function isNameless({ carrier }: LocalRoute): boolean {
  return !carrier.spid?.trim() && knownName(carrier) === null
}

/** In which way it is ported: with its origin all that has to be the same within one order. */
function wayOf(route: Route): string {
  if (route.type === 'toll-free') return ''
  const { portType, onNet, vendor, carrier } = route
  return JSON.stringify([plain(portType), onNet, onNet ? null : vendor, carrier.wireless])
}

/** Bandwidth writes port types with and without underscores. */
function plain(portType: string): string {
  return portType.replaceAll('_', '').trim().toUpperCase()
}

/** `T-Mobile US` of `T-Mobile US:6529 - SVR/2` */
function knownName({ name }: LeavingCarrier): string | null {
  const short = name?.split(':')[0]?.trim() ?? ''
  return short === '' || short.toLowerCase() === 'unknown' ? null : short
}

/** What two routes of one order say together; of the carrier's demands the stricter ones. */
function inCommon(one: Route, other: Route): Route {
  if (one.type === 'toll-free' || other.type === 'toll-free') return one
  return {
    ...one,
    rateCenter: one.rateCenter === other.rateCenter ? one.rateCenter : null,
    state: one.state === other.state ? one.state : null,
    vendor: one.vendor === other.vendor ? one.vendor : null,
    carrier: {
      ...one.carrier,
      accountNumberRequired:
        one.carrier.accountNumberRequired === true ? true : other.carrier.accountNumberRequired,
      minimumIntervalDays: larger(
        one.carrier.minimumIntervalDays,
        other.carrier.minimumIntervalDays,
      ),
    },
  }
}

function larger(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}

function mostInOneOrder(route: Route): number {
  if (route.type === 'toll-free' || !isAutomated(route)) return MOST_IN_ORDER
  return route.onNet ? MOST_ON_NET : MOST_OFF_NET
}

function isAutomated({ portType }: LocalRoute): boolean {
  return plain(portType).startsWith('AUTOMATED')
}

function cutToSize({ route, numbers }: Bundle): readonly Bundle[] {
  const most = mostInOneOrder(route)
  return Array.from({ length: Math.ceil(numbers.length / most) }, (_part, index) => ({
    route,
    numbers: numbers.slice(index * most, (index + 1) * most),
  }))
}

function letterOf(index: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

function groupOf({ route, numbers }: Bundle, letter: string): PortGroup {
  return {
    letter,
    numbers,
    orderKind: route.type,
    how: howOf(route),
    from: fromOf(route),
    warning: warningsOf(route).join(' ') || null,
    route,
  }
}

function howOf(route: Route): string {
  if (route.type === 'toll-free') return 'toll-free'
  const through = route.vendor === null ? '' : ` through ${route.vendor}`
  const net = route.onNet ? 'on-net' : `off-net${through}`
  if (isAutomated(route)) return `${net}, automated`
  switch (plain(route.portType)) {
    case 'MANUALONNET':
    case 'MANUALOFFNET':
      return `${net}, manual`
    case 'INTERNAL':
      return 'internal'
    default:
      return `${net}, ${route.portType}`
  }
}

function fromOf(route: Route): string {
  if (route.type === 'toll-free') {
    return /^respOrg/i.test(route.respOrg) ? route.respOrg : `RespOrg ${route.respOrg}`
  }
  const { carrier, rateCenter, state } = route
  const place = rateCenter === null ? '' : ` in ${[rateCenter, state].filter(Boolean).join(' ')}`
  const spid = carrier.spid?.trim()
  const nameless = spid ? `carrier ${spid}` : `unknown carrier${place}`
  return `${knownName(carrier) ?? nameless}${carrier.wireless === true ? ' (wireless)' : ''}`
}

function warningsOf(route: Route): readonly string[] {
  if (route.type === 'toll-free') return []
  const { carrier, portType } = route
  const warnings: readonly (readonly [applies: boolean, warning: string])[] = [
    [
      plain(portType).startsWith('MANUAL'),
      'Bandwidth ports these manually at 11:30 AM ET on the FOC date. No on-demand activation.',
    ],
    [plain(portType) === 'INTERNAL', 'These are already at Bandwidth, on another account.'],
    [
      isNameless(route),
      'Losing carrier unknown. If they’re from more than one, Bandwidth will reject the order.',
    ],
    [
      carrier.accountNumberRequired === true,
      'The losing carrier wants the account number. Get it from the customer first.',
    ],
  ]
  return warnings.filter(([applies]) => applies).map(([, warning]) => warning)
}

type SplitReason =
  'kind' | 'resporg' | 'carrier' | 'rate-center' | 'way' | 'wireless' | 'vendor' | 'count'

/** The first reason that applies: once the carriers differ, the vendors are irrelevant. */
function splitReason(a: PortGroup, b: PortGroup): SplitReason {
  const [one, other] = [a.route, b.route]
  if (one.type !== other.type) return 'kind'
  const sameOrigin = originOf(one) === originOf(other)
  if (one.type === 'toll-free' || other.type === 'toll-free')
    return sameOrigin ? 'count' : 'resporg'
  if (!sameOrigin) return isNameless(one) && isNameless(other) ? 'rate-center' : 'carrier'
  if (one.carrier.wireless !== other.carrier.wireless) return 'wireless'
  if (plain(one.portType) !== plain(other.portType) || one.onNet !== other.onNet) return 'way'
  return !one.onNet && one.vendor !== other.vendor ? 'vendor' : 'count'
}

function splitSentence(reason: SplitReason, groups: readonly PortGroup[]): string {
  const letters = shortList(groups.map(({ letter }) => letter))
  const each = (describe: (group: PortGroup) => string): string =>
    shortList(groups.map((group) => `${group.letter}: ${describe(group)}`))
  switch (reason) {
    case 'kind':
      return `Local and toll-free numbers can’t share an order (${letters}).`
    case 'carrier':
      return `${letters} leave different carriers.`
    case 'rate-center':
      return `The losing carriers of ${letters} are unknown, and the rate centers differ.`
    case 'resporg':
      return `${letters} are held by different RespOrgs.`
    case 'wireless':
      return `Wireless and wireline numbers can’t share an order (${each(lineOf)}).`
    case 'way':
      return `${letters} are ported in different ways.`
    case 'vendor':
      return `${letters} go through different off-net vendors (${each(vendorOf)}).`
    case 'count':
      return `${letters} belong together, but ${limitOf(groups)}.`
  }
}

function lineOf({ route }: PortGroup): string {
  const wireless = route.type === 'local' ? route.carrier.wireless : null
  if (wireless === null) return 'not known'
  return wireless ? 'wireless' : 'wireline'
}

function vendorOf({ route }: PortGroup): string {
  return (route.type === 'local' ? route.vendor : null) ?? 'not known'
}

function limitOf([first]: readonly PortGroup[]): string {
  const most = first === undefined ? MOST_IN_ORDER : mostInOneOrder(first.route)
  const limit = `one order of this kind holds at most ${showCount(most)} numbers`
  return most === MOST_OFF_NET ? `${limit} (a larger one is ported manually)` : limit
}

const MOST_LISTED = 6

/** `A, B and C`; of a long list the beginning and how many more. */
function shortList(items: readonly string[]): string {
  return listed(items, items.length > MOST_LISTED + 1 ? MOST_LISTED : Infinity)
}

/**
 * Neighbors that are split for the same reason share a sentence. All members of such a run differ from
 * each other, because groups of one origin, and the parts of one group, are adjacent.
 */
function whyAllSplit(groups: readonly PortGroup[]): readonly string[] {
  const runs: { reason: SplitReason; groups: PortGroup[] }[] = []
  groups.forEach((group, index) => {
    const before = groups[index - 1]
    if (before === undefined) return
    const reason = splitReason(before, group)
    const run = runs.at(-1)
    if (run?.reason === reason) run.groups.push(group)
    else runs.push({ reason, groups: [before, group] })
  })
  return runs.map(({ reason, groups: alike }) => splitSentence(reason, alike))
}
