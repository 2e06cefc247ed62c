import type { ChildError } from '../porting/bulk-order.ts'
import type { OrderError, OrderId } from '../porting/order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { readNumberLists, readSentence } from './fields.ts'
import { readJsonElement } from './json-element.ts'
import { NUMBER_LISTS } from './number-lists.ts'
import { parseXml, UnreadableXml, type XmlElement } from './xml.ts'

interface Envelope {
  readonly errors: readonly OrderError[]
  readonly orderId: OrderId | undefined
  readonly children: readonly ChildError[]
}

const EMPTY: Envelope = { errors: [], orderId: undefined, children: [] }

/** Reads the body of a refusal, whatever it is: an empty, foreign, or broken body yields no errors. */
export function readEnvelope(body: string, readRoot = () => parseXml(body)): Envelope {
  if (body.trim() === '') return EMPTY
  const json = readJsonElement(body)
  if (json !== null) return envelopeOf(json)
  try {
    return envelopeOf(readRoot())
  } catch (error) {
    if (error instanceof UnreadableXml) return EMPTY
    throw error
  }
}

export function envelopeOf(root: XmlElement): Envelope {
  return {
    errors: readErrors(root),
    orderId: (root.child('OrderId').text() ?? undefined) as OrderId | undefined,
    children: readChildErrors(root),
  }
}

/** Errors of single orders of a bulk order: beside the order's id, or below an element with it. */
export function readChildErrors(element: XmlElement): readonly ChildError[] {
  if (NUMBER_LISTS.has(element.name.toLowerCase())) return []
  const orderId = element.child('PortinOrderId').text()
  return orderId === null
    ? element.elements().flatMap(readChildErrors)
    : readErrors(element).map(({ code, description }) => ({
        orderId: orderId as OrderId,
        code,
        description,
      }))
}

/**
 * Every error below an element, in all forms that Bandwidth uses: `Errors` with and without a wrapper,
 * `Error`, `ResponseStatus`, `Status`, `IrisStatus`; `Code` or `ErrorCode`; some with a description only.
 * An overall status is left out when the reasons come with it.
 */
export function readErrors(element: XmlElement): readonly OrderError[] {
  const found: FoundError[] = []
  collect(element, found)
  const reasons = found.filter(({ isOverall }) => !isOverall)
  return (reasons.length > 0 ? reasons : found).map(({ error }) => error)
}

interface FoundError {
  readonly error: OrderError
  /** `Status` with an HTTP code: "Validation failed". */
  readonly isOverall: boolean
}

const ERROR_ELEMENTS = new Set(['error', 'errors', 'responsestatus', 'status', 'irisstatus'])
/** Received, created, accepted, pending. */
const GOOD_STATUSES = new Set(['200', '201', '202', '241'])

function collect(element: XmlElement, found: FoundError[]): void {
  if (NUMBER_LISTS.has(element.name.toLowerCase())) return
  const children = element.elements()
  const isErrorElement = ERROR_ELEMENTS.has(element.name.toLowerCase())
  if (children.length === 0 && !isErrorElement) return

  const code = element.child('Code').text() ?? element.child('ErrorCode').text()
  const description =
    readSentence(element.child('Description').text()) ??
    (isErrorElement ? readMessage(element) : null)

  const isSaid = isErrorElement
    ? (code ?? description) !== null
    : code !== null && description !== null
  if (isSaid) {
    const isOverall = element.name.toLowerCase() === 'status'
    if (!(isOverall && GOOD_STATUSES.has(code ?? ''))) {
      const numbers = numbersNamedIn(element)
      found.push({
        error: { code: code ?? '', description: description ?? '', numbers },
        isOverall,
      })
    }
  } else if (isErrorElement && children.length === 0 && isOfErrors(element)) {
    const says = readSentence(element.text())
    if (says !== null) {
      found.push({ error: { code: '', description: says, numbers: [] }, isOverall: false })
    }
  }
  for (const child of children) collect(child, found)
}

/** In JSON errors have no one name for their words. */
function readMessage(element: XmlElement): string | null {
  const names = ['Message', 'Detail', 'error_description', 'Title']
  const said = names.map((name) => element.child(name).text()).find((text) => text !== null)
  return readSentence(said ?? null)
}

/** The newest activation page names its field `errors` and does not say what is inside. */
function isOfErrors({ name }: XmlElement): boolean {
  return /^errors?$/i.test(name)
}

function numbersNamedIn(element: XmlElement): readonly TelephoneNumber[] {
  return readNumberLists([...element.children('TelephoneNumbers'), ...element.children('TnList')])
}

/**
 * Warnings only (time moved, name or person cut, time reset, number trimmed, carrier unknown): the order
 * proceeds.
 */
const WARNINGS = new Set(['7347', '7380', '7388', '7389', '7396', '7486'])

export function isWarning({ code }: OrderError): boolean {
  return WARNINGS.has(code)
}
