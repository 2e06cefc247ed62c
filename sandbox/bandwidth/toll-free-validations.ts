import { randomUUID } from 'node:crypto'
import type { Call, Reply, Route } from './call.ts'
import { refusal } from './call.ts'
import { withMillis } from './calendar.ts'
import { isNanp, isTollFree } from './numbering.ts'
import type { WireError } from './order.ts'
import { errorXml } from './order-xml.ts'
import type { Practice } from './practice.ts'
import { conditionOf, groupBy, respOrgOf, vendorFailure } from './toll-free-check.ts'
import type { Content, Xml } from './xml.ts'
import { child, childText, childTexts, element, field, list } from './xml.ts'

const MOST = 5000
const RECENT_MS = 7 * 86_400_000

interface Validation {
  readonly id: string
  readonly customerOrderId: string | undefined
  readonly user: string
  readonly createdAt: number
  readonly tns: readonly string[]
  status: 'PROCESSING' | 'COMPLETE' | 'FAILED' | 'CANCELLED'
  errors: readonly WireError[]
  answered: boolean
}

export function tollFreeValidationRoutes(practice: Practice): Route[] {
  const { clock, agenda, timings, account } = practice
  const validations = new Map<string, Validation>()

  function create({ xml, user }: Call): Reply {
    if (xml?.name !== 'TollFreePortingValidation') return { status: 400 }
    const tns = childTexts(child(xml, 'TollFreeNumberList'), 'TollFreeNumber')
    const bad = tns.filter((tn) => !isNanp(tn) || !isTollFree(tn))
    const validation: Validation = {
      id: randomUUID(),
      customerOrderId: childText(xml, 'CustomerOrderId'),
      user,
      createdAt: clock.now(),
      tns,
      status: 'PROCESSING',
      errors: [],
      answered: false,
    }
    if (tns.length > MOST) return refused(409, '7616', 'There are too many numbers.', validation)
    if (tns.length === 0 || bad.length > 0) {
      const text = `Not valid as toll free numbers: ${bad.join(', ')}`
      return refused(400, '7615', text, validation)
    }
    validations.set(validation.id, validation)
    const failure = vendorFailure(tns)
    const delay = failure ? timings.vendorSilence : timings.validation
    agenda.at(clock.now() + delay, () => {
      if (validation.status === 'PROCESSING') finish(validation, failure)
    })
    return { status: 201, xml: shown(validation) }
  }

  function refused(status: number, code: string, text: string, validation: Validation): Reply {
    const error = element('Error', element('ErrorCode', code), element('Description', text))
    const failed = orderXml({ ...validation, status: 'FAILED' })
    const root = 'TollFreePortingValidationResponse'
    return { status, xml: element(root, element('ErrorList', error), failed) }
  }

  const orderXml = (validation: Validation): Xml =>
    element(
      'TollFreePortingValidation',
      field('CustomerOrderId', validation.customerOrderId),
      element('ProcessingStatus', validation.status),
      element('AccountId', account.id),
      element('CreatedByUser', validation.user),
      element('OrderCreateDate', withMillis(validation.createdAt)),
      element('OrderId', validation.id),
      list('TollFreeNumberList', 'TollFreeNumber', validation.tns),
      validation.errors.length > 0
        ? element('ErrorList', ...validation.errors.map((each) => errorXml('Error', each)))
        : null,
      validation.answered ? breakdown(validation.tns) : null,
    )
  const shown = (validation: Validation) =>
    element('TollFreePortingValidationResponse', orderXml(validation))

  function read(_call: Call, id = ''): Reply {
    const found = validations.get(id)
    return found ? { status: 200, xml: shown(found) } : { status: 404 }
  }

  function readAll({ query }: Call): Reply {
    const tn = query.get('tollFreeNumber')?.replace(/^[+ ]1/, '')
    const found = [...validations.values()].filter(
      ({ createdAt, tns }) =>
        createdAt > clock.now() - RECENT_MS && (tn === undefined || tns.includes(tn)),
    )
    return {
      status: 200,
      xml: element('TollFreePortingValidationResponses', ...found.map(shown)),
    }
  }

  function cancel({ xml }: Call, id = ''): Reply {
    const found = validations.get(id)
    if (found === undefined) return { status: 404 }
    const no = (status: number, code: string, text: string) =>
      refusal(status, 'TollFreePortingValidationResponse', code, text)
    if (xml === null || childText(xml, 'ProcessingStatus') !== 'CANCELLED') {
      return no(400, '7624', 'Processing Status may only be changed to CANCELLED.')
    }
    if (found.status !== 'PROCESSING') {
      return no(200, '7624', 'Only orders in PROCESSING may be changed to CANCELLED.')
    }
    found.status = 'CANCELLED'
    return { status: 200, xml: shown(found) }
  }

  const all = /^\/tollFreePortingValidations$/
  const one = /^\/tollFreePortingValidations\/([^/]+)$/
  return [
    { method: 'POST', path: all, limit: 'PORT_IN', answer: create },
    { method: 'GET', path: all, limit: 'SEARCH', answer: readAll },
    { method: 'GET', path: one, limit: 'SEARCH', answer: read },
    { method: 'PATCH', path: one, limit: 'PORT_IN', answer: cancel },
  ]
}

const CODES = {
  spare: '7620',
  unavailable: '7621',
  denied: '7622',
  disconnected: '7654',
  transitional: '7655',
  'respOrg 99': '7627',
} as const

function finish(validation: Validation, failure: WireError | null): void {
  const conditions = [...groupBy(validation.tns, conditionOf)]
  validation.answered = failure === null
  validation.errors = failure
    ? [failure]
    : conditions.flatMap(([condition, tns]) =>
        condition === 'portable'
          ? []
          : [{ code: CODES[condition], text: `Toll free numbers are ${condition}.`, tns }],
      )
  validation.status = validation.errors.length > 0 ? 'FAILED' : 'COMPLETE'
}

function breakdown(tns: readonly string[]): Xml {
  const groups = groupBy(tns, conditionOf)
  const listed = (condition: ReturnType<typeof conditionOf>, name: string): Xml | null => {
    const found = groups.get(condition)
    return found ? list(name, 'TollFreeNumber', found) : null
  }
  const respOrgs = (condition: ReturnType<typeof conditionOf>): Xml | null => {
    const found = groups.get(condition)
    if (!found) return null
    const each = [...groupBy(found, respOrgOf)].map(([id, numbers]) =>
      element(
        'RespOrg',
        element('Id', id),
        element('RespOrgException', false),
        list('TollFreeNumberList', 'TollFreeNumber', numbers),
      ),
    )
    return element('RespOrgList', ...each)
  }
  const denied = groups
    .get('denied')
    ?.map((tn) =>
      element(
        'DeniedTollFreeNumber',
        element('TollFreeNumber', tn),
        element('SomosErrorCode', '07'),
        element('SomosErrorDescription', 'NXX CLOSED'),
      ),
    )
  return element(
    'Breakdown',
    group('PortableTollFreeNumberList', respOrgs('portable')),
    group(
      'ManuallyPortableTollFreeNumberList',
      listed('disconnected', 'DisconnectedTollFreeNumberList'),
      listed('transitional', 'TransitionalTollFreeNumberList'),
    ),
    group(
      'NonPortableTollFreeNumberList',
      listed('spare', 'SpareTollFreeNumberList'),
      listed('unavailable', 'UnavailableTollFreeNumberList'),
      denied ? element('DeniedTollFreeNumberList', ...denied) : null,
      respOrgs('respOrg 99'),
    ),
  )
}

function group(name: string, ...content: readonly Content[]): Xml | null {
  return content.some((part) => part !== null) ? element(name, ...content) : null
}
