/** How the losing side answers once it is asked. `silent` waits for a door. */
export type Answer = 'silent' | 'agrees' | 'agrees a day later' | 'rejects'

export interface Carrier {
  readonly id: number
  readonly spid: string
  readonly name: string
  readonly wireless: boolean
  readonly accountNumberRequired: boolean
  /** Calendar days. */
  readonly interval: number
}

interface Place {
  readonly rateCenter: string
  readonly city: string
  readonly state: string
  readonly lata: string
}

export interface Vendor {
  readonly id: number
  readonly name: string
}

export interface RegularFate {
  readonly kind: 'regular'
  readonly coverage: 'on-net' | 'partner' | 'none'
  readonly automated: boolean
  readonly internal: boolean
  readonly vendor: Vendor
  readonly tier: number
  readonly carrier: Carrier
  readonly place: Place
  /** `busy`: in another active order (7205). `not in service`: unknown to its carrier (7378). */
  readonly trouble: 'none' | 'busy' | 'not in service'
  readonly answer: Answer
}

export interface TollFreeFate {
  readonly kind: 'toll-free'
  readonly condition:
    'portable' | 'spare' | 'unavailable' | 'denied' | 'disconnected' | 'transitional' | 'respOrg 99'
  readonly respOrg: { readonly id: string; readonly shownAs: string }
  readonly internal: boolean
  /** False: by hand, without a check by the vendor and without a RespOrg of ours. */
  readonly automated: boolean
  /** What the vendor fails with, the first time that it is asked. */
  readonly vendorFailure: '7626' | '7628' | null
  readonly answer: Answer
}

type Fate = RegularFate | TollFreeFate

const carrier = (id: number, spid: string, name: string, more: Partial<Carrier> = {}): Carrier => ({
  id,
  spid,
  name,
  wireless: false,
  accountNumberRequired: false,
  interval: 3,
  ...more,
})

const FRONTIER = carrier(1301, '0121', 'Frontier Rochester:0121 -SVR/1')
const WINDSTREAM = carrier(1302, '4036', 'Windstream:4036 -NSR/1', { interval: 5 })
const T_MOBILE = carrier(1303, '6529', 'T-Mobile US:6529 - SVR/2', {
  wireless: true,
  accountNumberRequired: true,
  interval: 1,
})
const LUMEN = carrier(1304, '9636', 'Lumen:9636 -NSR/1', { interval: 7 })
const CANADIAN = carrier(1305, '', 'Unknown', { interval: 6 })
const BANDWIDTH = carrier(1163, '979E', 'BANDWIDTH.COM:979E -NSR/1')
const SPECTRUM = carrier(1306, '512E', 'Spectrum:512E -NSR/1')
const CLARITY = carrier(1307, '7024', 'Clarity Tel:7024-NSR/1')
const SONIC = carrier(1308, '7999', 'Sonic:7999 -NSR/1')

const place = (rateCenter: string, state: string, lata: string): Place => ({
  rateCenter: rateCenter.replace(/[ -]/g, ''),
  // Some cities come padded from the real rate center table, too.
  city: rateCenter.includes(' ') ? `${rateCenter} ` : rateCenter,
  state,
  lata,
})

const RALEIGH = place('RALEIGH', 'NC', '426')
const DURHAM = place('SOUTH DURHAM', 'NC', '426')
const DENVER = place('DENVER', 'CO', '656')
const BOULDER = place('BOULDER', 'CO', '656')
const OTTAWA = place('OTTAWA-HULL', 'ON', '888')
const ALSEN = place('ALSEN', 'SD', '640')

export const BANDWIDTH_CLEC: Vendor = { id: 49, name: 'Bandwidth CLEC' }
const LEVEL_3: Vendor = { id: 57, name: 'Level 3' }
const INTELIQUENT: Vendor = { id: 61, name: 'Inteliquent' }
const THINKTEL: Vendor = { id: 63, name: 'ThinkTel' }

const ON_NET: RegularFate = {
  kind: 'regular',
  coverage: 'on-net',
  automated: true,
  internal: false,
  vendor: BANDWIDTH_CLEC,
  tier: 0,
  carrier: SONIC,
  place: RALEIGH,
  trouble: 'none',
  answer: 'silent',
}
const OFF_NET: RegularFate = {
  ...ON_NET,
  coverage: 'partner',
  vendor: LEVEL_3,
  tier: 3,
  carrier: LUMEN,
  place: DENVER,
}
const MANUAL: RegularFate = { ...OFF_NET, automated: false, vendor: THINKTEL, tier: 5 }
const UNSUPPORTED: RegularFate = { ...ON_NET, coverage: 'none', carrier: CLARITY, place: ALSEN }

const TOLL_FREE: TollFreeFate = {
  kind: 'toll-free',
  condition: 'portable',
  respOrg: { id: 'ATX01', shownAs: 'RespOrg 1' },
  internal: false,
  automated: true,
  vendorFailure: null,
  answer: 'silent',
}

/** What becomes of a number, by its NPA-NXX. sandbox/README.md shows the same table to people. */
const FATES: Readonly<Record<string, Fate>> = {
  '919555': { ...ON_NET, carrier: FRONTIER },
  '919556': { ...ON_NET, carrier: WINDSTREAM, place: DURHAM },
  '919557': { ...ON_NET, carrier: T_MOBILE },
  '919558': { ...ON_NET, carrier: BANDWIDTH, internal: true },
  '919559': { ...ON_NET, carrier: FRONTIER, trouble: 'busy' },
  '919560': { ...ON_NET, carrier: FRONTIER, trouble: 'not in service' },
  '919561': { ...ON_NET, carrier: FRONTIER, automated: false },
  '984555': { ...ON_NET, carrier: SPECTRUM, place: DURHAM, answer: 'agrees' },
  '984556': { ...ON_NET, carrier: SPECTRUM, place: DURHAM, answer: 'agrees a day later' },
  '984557': { ...ON_NET, carrier: SPECTRUM, place: DURHAM, answer: 'rejects' },
  '720555': OFF_NET,
  '720556': { ...OFF_NET, vendor: INTELIQUENT, place: BOULDER },
  '720557': { ...OFF_NET, place: BOULDER },
  '613555': { ...MANUAL, carrier: CANADIAN, place: OTTAWA },
  '605725': UNSUPPORTED,
  ...each(['303228', '210696', '863216', '913364', '503224', '718439'], ON_NET),
  ...each(['662550', '520238', '217410'], MANUAL),
  ...each(['910648', '712843', '620286', '406722', '806298', '505210'], UNSUPPORTED),
  ...each(['701896', '605726', '580283', '907572'], UNSUPPORTED),
  '800556': { ...TOLL_FREE, respOrg: { id: 'MCI02', shownAs: 'RespOrg 2' } },
  '833555': { ...TOLL_FREE, respOrg: { id: 'JYT02', shownAs: 'JYT02' } },
  '844555': { ...TOLL_FREE, condition: 'spare' },
  '844556': { ...TOLL_FREE, condition: 'unavailable' },
  '844557': { ...TOLL_FREE, condition: 'denied' },
  '844558': { ...TOLL_FREE, condition: 'disconnected' },
  '844559': { ...TOLL_FREE, condition: 'transitional' },
  '844560': {
    ...TOLL_FREE,
    condition: 'respOrg 99',
    respOrg: { id: 'QRS99', shownAs: 'RespOrg 99' },
  },
  '844561': { ...TOLL_FREE, internal: true, respOrg: { id: 'JYT01', shownAs: 'JYT01' } },
  '844562': { ...TOLL_FREE, vendorFailure: '7626' },
  '844563': { ...TOLL_FREE, vendorFailure: '7628' },
  '888555': { ...TOLL_FREE, automated: false },
  '866555': { ...TOLL_FREE, answer: 'agrees' },
}

function each(prefixes: readonly string[], fate: Fate): Record<string, Fate> {
  return Object.fromEntries(prefixes.map((prefix) => [prefix, fate]))
}

export const isNanp = (tn: string): boolean => /^[2-9]\d\d[2-9]\d{6}$/.test(tn)
export const isTollFree = (tn: string): boolean => /^8(00|33|44|55|66|77|88)/.test(tn)

export function fateOf(tn: string): Fate {
  const prefix = tn.slice(0, 6)
  return FATES[prefix] ?? ofItsOwn(prefix) ?? (isTollFree(tn) ? TOLL_FREE : ON_NET)
}

const OWN_CARRIERS = new Map<string, RegularFate>()

/** In one area code each prefix has a carrier of its own, so that a list may have very many. */
function ofItsOwn(prefix: string): RegularFate | null {
  if (!prefix.startsWith('336')) return null
  const known = OWN_CARRIERS.get(prefix)
  if (known) return known
  const exchange = Number(prefix.slice(3))
  const name = `Exchange ${exchange}:X${exchange} -NSR/1`
  const fate: RegularFate = { ...ON_NET, carrier: carrier(2000 + exchange, `X${exchange}`, name) }
  OWN_CARRIERS.set(prefix, fate)
  return fate
}

/** The fates of the regular numbers among these. */
export function regularFates(tns: readonly string[]): RegularFate[] {
  return tns.map(fateOf).filter((fate) => fate.kind === 'regular')
}

export function tollFreeFates(tns: readonly string[]): TollFreeFate[] {
  return tns.map(fateOf).filter((fate) => fate.kind === 'toll-free')
}

export const PREFIXES = Object.keys(FATES)
