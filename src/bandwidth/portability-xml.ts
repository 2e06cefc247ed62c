import type { OrderError } from '../porting/order.ts'
import type { LeavingCarrier, LocalRoute, Verdict } from '../porting/portability.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { readErrors } from './envelope.ts'
import { readBoolean, readCarrierName, readCount, readSentence } from './fields.ts'
import { writeNumber, type NumberFormat } from './number-format.ts'
import type { XmlElement } from './xml.ts'
import { group, leaf, xmlDocument } from './xml-writer.ts'

export function writePortabilityRequest(
  numbers: readonly TelephoneNumber[],
  format: NumberFormat,
): string {
  return xmlDocument(
    'NumberPortabilityRequest',
    group('TnList', ...numbers.map((tn) => leaf('Tn', writeNumber(tn, format)))),
  )
}

interface RateCenter {
  readonly name: string | null
  readonly state: string | null
  readonly vendor: string | null
  readonly automated: boolean
}

/** One verdict for each number that was asked, in that order; linear in the length of the reply. */
export function readPortability(
  root: XmlElement,
  asked: readonly TelephoneNumber[],
): readonly Verdict[] {
  function byNumber<T>(groups: readonly XmlElement[], read: (group: XmlElement) => T) {
    const facts = new Map<string, T>()
    for (const group of groups) {
      const fact = read(group)
      for (const element of group.child('TnList').elements()) facts.set(digitsIn(element), fact)
    }
    return facts
  }
  const rateCenters = (section: string) =>
    byNumber(root.child(section).children('RateCenterGroup'), readRateCenter)
  const carriers = (section: string) =>
    byNumber(root.child(section).children('LosingCarrierTnList'), readCarrier)

  const onNet = rateCenters('SupportedRateCenters')
  const offNet = rateCenters('PartnerSupportedRateCenters')
  const uncovered = rateCenters('UnsupportedRateCenters')
  const supported = carriers('SupportedLosingCarriers')
  const unsupported = carriers('UnsupportedLosingCarriers')
  const errors = errorsByNumber(readErrors(root))
  const overallType = root.child('PortType').text()?.replaceAll('_', '') ?? null
  const portable = new Set(root.child('PortableNumbers').elements().map(digitsIn))
  const listsPortable = root.children('PortableNumbers').length > 0

  // Some replies have no list of portable numbers; the sections say the same.
  const isPortable = (tn: TelephoneNumber) =>
    listsPortable
      ? portable.has(tn)
      : !errors.has(tn) && supported.has(tn) && (onNet.has(tn) || offNet.has(tn))

  // Thousands of numbers share a rate center and a carrier: they share the route, too.
  const routes = new Map<RateCenter | undefined, Map<LeavingCarrier, LocalRoute>>()

  function routeOf(tn: TelephoneNumber): LocalRoute {
    const center = onNet.get(tn) ?? offNet.get(tn)
    const carrier = supported.get(tn) ?? UNKNOWN_CARRIER
    const ofCenter = routes.get(center) ?? new Map<LeavingCarrier, LocalRoute>()
    const route = ofCenter.get(carrier) ?? newRoute(tn, center, carrier)
    routes.set(center, ofCenter.set(carrier, route))
    return route
  }

  function newRoute(
    tn: TelephoneNumber,
    center: RateCenter | undefined,
    carrier: LeavingCarrier,
  ): LocalRoute {
    const portType =
      overallType === null || overallType === 'MIXED'
        ? typeOf({ carrier, isOnNet: onNet.has(tn), partner: offNet.get(tn) })
        : overallType
    return {
      type: 'local',
      portType,
      onNet: onNet.has(tn) || (center === undefined && portType === 'MANUALONNET'),
      vendor: center?.vendor ?? null,
      rateCenter: center?.name ?? null,
      state: center?.state ?? null,
      carrier,
    }
  }

  function whyNot(tn: TelephoneNumber): { reason: string; code: string | null } {
    const error = errors.get(tn)
    if (error !== undefined) return reasonOf(error)
    const center = uncovered.get(tn)
    if (center !== undefined) return { reason: `no coverage in ${placeOf(center)}`, code: null }
    const carrier = unsupported.get(tn)
    if (carrier !== undefined) {
      return {
        reason: `Bandwidth doesn’t port from ${carrier.name ?? 'this carrier'}`,
        code: null,
      }
    }
    return { reason: 'Bandwidth doesn’t list it as portable', code: null }
  }

  return asked.map((tn) =>
    isPortable(tn)
      ? { kind: 'portable', tn, route: routeOf(tn) }
      : { kind: 'not-portable', tn, ...whyNot(tn) },
  )
}

/** What Bandwidth said of a number, for people. */
export function reasonOf({ code, description }: OrderError): {
  reason: string
  code: string | null
} {
  return {
    reason: description === '' ? `Bandwidth refused it (${code})` : description,
    code: code === '' ? null : code,
  }
}

/** Ten digits, of a number in ten digits or as E.164. */
function digitsIn(element: XmlElement): string {
  const text = element.text() ?? ''
  return text.startsWith('+1') ? text.slice(2) : text
}

function readRateCenter(center: XmlElement): RateCenter {
  return {
    name: readSentence(center.child('RateCenter').text()),
    state: center.child('State').text(),
    vendor: center.child('Vendor').text(),
    automated: readBoolean(center.child('AutomatedPort').text()) ?? false,
  }
}

function placeOf({ name, state }: RateCenter): string {
  return [name, state].filter((part) => part !== null).join(' ') || 'its rate center'
}

const UNKNOWN_CARRIER: LeavingCarrier = {
  spid: null,
  name: null,
  wireless: null,
  accountNumberRequired: null,
  minimumIntervalDays: null,
}

function readCarrier(carrier: XmlElement): LeavingCarrier {
  const text = (name: string) => carrier.child(name).text()
  return {
    spid: text('LosingCarrierSPID'),
    name: readCarrierName(text('LosingCarrierName')),
    wireless: readBoolean(text('LosingCarrierIsWireless')),
    accountNumberRequired: readBoolean(text('LosingCarrierAccountNumberRequired')),
    minimumIntervalDays: readCount(text('LosingCarrierMinimumPortingInterval')),
  }
}

const BANDWIDTH_SPID = '979E'

/** For a reply about numbers of several kinds, which names only `MIXED`. */
function typeOf(facts: {
  carrier: LeavingCarrier
  isOnNet: boolean
  partner: RateCenter | undefined
}): string {
  if (facts.carrier.spid === BANDWIDTH_SPID) return 'INTERNAL'
  if (facts.isOnNet || facts.partner?.automated === true) return 'AUTOMATED'
  return facts.partner === undefined ? 'UNKNOWN' : 'MANUALOFFNET'
}

function errorsByNumber(errors: readonly OrderError[]): Map<TelephoneNumber, OrderError> {
  const byNumber = new Map<TelephoneNumber, OrderError>()
  for (const error of errors) {
    for (const tn of error.numbers) if (!byNumber.has(tn)) byNumber.set(tn, error)
  }
  return byNumber
}
