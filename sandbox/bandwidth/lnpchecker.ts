import type { Call, Reply, Route } from './call.ts'
import type { RegularFate } from './numbering.ts'
import { fateOf } from './numbering.ts'
import type { WireError } from './order.ts'
import { regularPortType } from './order.ts'
import { busyNumbers, numberFormErrors } from './order-checks.ts'
import { errorXml } from './order-xml.ts'
import type { Practice } from './practice.ts'
import { groupBy } from './toll-free-check.ts'
import type { Content, Xml } from './xml.ts'
import { child, childTexts, element, field, list } from './xml.ts'

const FULL_CHECKS = ['false', 'true', 'onnetportability', 'offnetportability']

const refused = (errors: readonly WireError[]): Reply => ({
  status: 400,
  xml: element('NumberPortabilityResponse', ...errors.map((each) => errorXml('Errors', each))),
})

export function lnpCheckerRoute({ orders }: Practice): Route {
  function check({ xml, query }: Call): Reply {
    if (xml?.name !== 'NumberPortabilityRequest') return { status: 400 }
    const fullCheck = (query.get('fullCheck') ?? query.get('fullcheck') ?? 'false').toLowerCase()
    if (!FULL_CHECKS.includes(fullCheck)) {
      return refused([{ code: '7472', text: 'The value of fullCheck is not valid.' }])
    }
    const tns = childTexts(child(xml, 'TnList'), 'Tn')
    const errors = requestErrors(tns)
    if (errors.length > 0) return refused(errors)
    const busy = busyNumbers(tns, { orders: orders.values(), self: null })
    if (busy.length > 0) {
      const text = 'Telephone number is already being processed on another order'
      return refused([{ code: '7205', text, tns: busy }])
    }
    return { status: 200, xml: portability(tns, fullCheck) }
  }
  return { method: 'POST', path: /^\/lnpchecker$/, limit: 'PORT_IN', answer: check }
}

function requestErrors(tns: readonly string[]): WireError[] {
  if (tns.length === 0) return [{ code: '7316', text: 'At least one number is required.' }]
  if (tns.length > 5000) return [{ code: '7314', text: 'At most 5000 numbers can be checked.' }]
  const errors = numberFormErrors(tns)
  const tollFree = tns.filter((tn) => fateOf(tn).kind === 'toll-free')
  if (errors.length > 0 || tollFree.length === 0) return errors
  return [{ code: '7386', text: 'Toll free numbers are not checked here.', tns: tollFree }]
}

function portability(tns: readonly string[], fullCheck: string): Xml {
  const isLost = (tn: string) => regular(tn).trouble === 'not in service'
  const lost = tns.filter(isLost)
  const known = tns.filter((tn) => !isLost(tn))
  const partners = fullCheck === 'offnetportability'
  const covered = (tn: string) => {
    const { coverage } = regular(tn)
    return coverage === 'on-net' || (partners && coverage === 'partner')
  }
  const portable = known.filter(covered)
  const onNet = portable.filter((tn) => regular(tn).coverage === 'on-net')
  const partnered = portable.filter((tn) => regular(tn).coverage === 'partner')
  const unsupported = known.filter((tn) => !covered(tn))
  const text = 'Telephone number is not in service with the losing carrier'
  return element(
    'NumberPortabilityResponse',
    field('PortType', portType(portable, tns)),
    lost.length > 0
      ? element('PortabilityErrors', errorXml('Error', { code: '7378', text, tns: lost }))
      : null,
    portable.length > 0 ? list('PortableNumbers', 'Tn', portable) : null,
    rateCenters('SupportedRateCenters', onNet, false),
    partners ? rateCenters('PartnerSupportedRateCenters', partnered, true) : null,
    rateCenters('UnsupportedRateCenters', unsupported, false, false),
    fullCheck === 'false' ? null : carriers(known),
  )
}

function regular(tn: string): RegularFate {
  const fate = fateOf(tn)
  if (fate.kind === 'toll-free') throw new Error(`${tn} is toll free and was not refused`)
  return fate
}

function portType(portable: readonly string[], tns: readonly string[]): string | null {
  const types = new Set(portable.map((tn) => regularPortType(regular(tn), 1)))
  const [only = null] = types
  if (only === null) return null
  return types.size > 1 || portable.length < tns.length ? 'MIXED' : only
}

function rateCenters(name: string, tns: readonly string[], vendors: boolean, tiers = true): Xml {
  const keyOf = (tn: string) => {
    const { place, vendor, tier } = regular(tn)
    return JSON.stringify([place, vendors && vendor.id, tier])
  }
  const groups = [...groupBy(tns, keyOf).values()].map((group) => {
    const [{ place, vendor, automated, tier }] = [regular(group[0] ?? '')]
    const head: Content[] = vendors
      ? [element('Vendor', vendor.name), automated ? element('AutomatedPort', true) : null]
      : []
    return element(
      'RateCenterGroup',
      ...head,
      element('RateCenter', place.rateCenter),
      element('City', place.city),
      element('State', place.state),
      element('LATA', place.lata),
      tiers ? list('Tiers', 'Tier', [String(tier)]) : null,
      list('TnList', 'Tn', group),
    )
  })
  return element(name, ...groups)
}

function carriers(tns: readonly string[]): Xml {
  const groups = [...groupBy(tns, (tn) => regular(tn).carrier).entries()]
  return element(
    'SupportedLosingCarriers',
    ...groups.map(([carrier, group]) =>
      element(
        'LosingCarrierTnList',
        element('LosingCarrierSPID', carrier.spid),
        element('LosingCarrierName', carrier.name),
        element('LosingCarrierIsWireless', carrier.wireless),
        element('LosingCarrierAccountNumberRequired', carrier.accountNumberRequired),
        element('LosingCarrierMinimumPortingInterval', carrier.interval),
        list('TnList', 'Tn', group),
      ),
    ),
  )
}
