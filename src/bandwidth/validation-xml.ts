import type { OrderError } from '../porting/order.ts'
import type { Verdict } from '../porting/portability.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Bandwidth, ValidationReading, ValidationState } from './bandwidth.ts'
import { readErrors } from './envelope.ts'
import { readNumber, readNumberList, readSentence } from './fields.ts'
import { writeNumber, type NumberFormat } from './number-format.ts'
import { reasonOf } from './portability-xml.ts'
import { UnreadableReply } from './reply.ts'
import type { XmlElement } from './xml.ts'
import { group, leaf, xmlDocument } from './xml-writer.ts'

export function writeValidation(
  { customerOrderId, numbers }: Parameters<Bandwidth['createValidation']>[0],
  format: NumberFormat,
): string {
  return xmlDocument(
    'TollFreePortingValidation',
    leaf('CustomerOrderId', customerOrderId),
    group(
      'TollFreeNumberList',
      ...numbers.map((tn) => leaf('TollFreeNumber', writeNumber(tn, format))),
    ),
  )
}

export function readValidation(root: XmlElement): ValidationReading {
  const inner = root.child('TollFreePortingValidation')
  const order = inner.elements().length > 0 ? inner : root
  const id = order.child('OrderId').text()
  const status = order.child('ProcessingStatus').text()
  if (id === null || status === null) throw new UnreadableReply('a validation without id or status')

  const state = STATES[status.toUpperCase()] ?? status
  const errors = readErrors(root)
  return {
    id,
    customerOrderId: order.child('CustomerOrderId').text(),
    state,
    verdicts: state === 'complete' || state === 'failed' ? readVerdicts(order, errors) : [],
    errors,
  }
}

const STATES: Readonly<Record<string, ValidationState>> = {
  SUBMITTED: 'running',
  PROCESSING: 'running',
  COMPLETE: 'complete',
  COMPLETED: 'complete',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  CANCELED: 'cancelled',
}

/** One for each number sent: every number is in one group, or in none when the vendor did not answer. */
function readVerdicts(order: XmlElement, errors: readonly OrderError[]): readonly Verdict[] {
  const verdicts = new Map<TelephoneNumber, Verdict>()
  for (const verdict of readBreakdown(order.child('Breakdown'))) {
    if (!verdicts.has(verdict.tn)) verdicts.set(verdict.tn, verdict)
  }
  for (const error of errors) {
    for (const tn of error.numbers) {
      if (!verdicts.has(tn)) verdicts.set(tn, { kind: 'not-portable', tn, ...reasonOf(error) })
    }
  }
  const general = errors.find(({ numbers }) => numbers.length === 0)
  const reason =
    general === undefined ? 'Bandwidth returned no result for it' : reasonOf(general).reason
  for (const tn of readNumberList(order.child('TollFreeNumberList'))) {
    if (!verdicts.has(tn)) verdicts.set(tn, { kind: 'unknown', tn, reason })
  }
  return [...verdicts.values()]
}

function readBreakdown(breakdown: XmlElement): Verdict[] {
  const portable = breakdown.child('PortableTollFreeNumberList')
  const manual = breakdown.child('ManuallyPortableTollFreeNumberList')
  const non = breakdown.child('NonPortableTollFreeNumberList')
  return [
    ...respOrgs(portable).flatMap(readPortable),
    ...numbersOf(manual, 'DisconnectedTollFreeNumberList').map((tn) =>
      byHand(tn, '7654', 'disconnected: manual port only'),
    ),
    ...numbersOf(manual, 'TransitionalTollFreeNumberList').map((tn) =>
      byHand(tn, '7655', 'in transition: manual port only'),
    ),
    ...numbersOf(non, 'SpareTollFreeNumberList').map((tn) =>
      notPortable(tn, '7620', 'spare: no one has this number'),
    ),
    ...numbersOf(non, 'UnavailableTollFreeNumberList').map((tn) =>
      notPortable(tn, '7621', 'unavailable: held in the toll-free registry'),
    ),
    ...non.child('DeniedTollFreeNumberList').children('DeniedTollFreeNumber').flatMap(readDenied),
    ...respOrgs(non).flatMap((respOrg) =>
      numbersOf(respOrg, 'TollFreeNumberList').map((tn) =>
        notPortable(tn, '7627', 'its RespOrg doesn’t release numbers (ID ends in 99)'),
      ),
    ),
  ]
}

function respOrgs(list: XmlElement): readonly XmlElement[] {
  return list.children('RespOrgList').flatMap((respOrgList) => respOrgList.children('RespOrg'))
}

function numbersOf(parent: XmlElement, listName: string): readonly TelephoneNumber[] {
  return readNumberList(parent.child(listName))
}

function readPortable(respOrg: XmlElement): Verdict[] {
  const route = {
    type: 'toll-free',
    respOrg: respOrg.child('Id').text() ?? 'unknown',
  } as const
  return numbersOf(respOrg, 'TollFreeNumberList').map((tn) => ({ kind: 'portable', tn, route }))
}

function readDenied(denied: XmlElement): Verdict[] {
  const tn = readNumber(denied.child('TollFreeNumber').text())
  if (tn === null) return []
  const why = readSentence(denied.child('SomosErrorDescription').text())
  const code = denied.child('SomosErrorCode').text()
  const details = [why, code === null ? null : `(${code})`]
    .filter((part) => part !== null)
    .join(' ')
  const reason = details === '' ? '' : `: ${details}`
  return [notPortable(tn, '7622', `denied by the toll-free registry${reason}`)]
}

function byHand(tn: TelephoneNumber, code: string, reason: string): Verdict {
  return { kind: 'manual', tn, code, reason }
}

function notPortable(tn: TelephoneNumber, code: string, reason: string): Verdict {
  return { kind: 'not-portable', tn, code, reason }
}
