import type { OrderDate } from './calendar.ts'
import {
  addDays,
  businessDayFrom,
  dayOf,
  easternDay,
  instantOf,
  readOrderDate,
} from './calendar.ts'
import type { Carrier, RegularFate, TollFreeFate, Vendor } from './numbering.ts'
import { BANDWIDTH_CLEC, fateOf, isTollFree, regularFates, tollFreeFates } from './numbering.ts'
import type { Xml } from './xml.ts'

export const DRAFT_STATUSES = [
  'DRAFT',
  'VALIDATE_DRAFT_TFNS',
  'VALID_DRAFT_TFNS',
  'INVALID_DRAFT_TFNS',
] as const

export const SUBMITTED_STATUSES = [
  'VALIDATE_TFNS',
  'INVALID_TFNS',
  'PENDING_DOCUMENTS',
  'SUBMITTED',
  'EXCEPTION',
  'REQUESTED_SUPP',
  'FOC',
  'REQUESTED_CANCEL',
  'CANCELLED',
  'COMPLETE',
] as const

export type Status = (typeof DRAFT_STATUSES | typeof SUBMITTED_STATUSES)[number]

/** An error as it is written, with the numbers it names. */
export interface WireError {
  readonly code: string
  readonly text: string
  readonly tns?: readonly string[]
}

/** What the customer said about an order: texts by element name. */
export interface OrderContent {
  readonly fields: Readonly<Record<string, string>>
  readonly subscriber: Readonly<Record<string, string>> | null
  readonly address: Readonly<Record<string, string>> | null
  readonly wireless: Readonly<Record<string, string>> | null
  readonly attributes: readonly string[] | null
  readonly tns: readonly string[] | null
  /** What else was sent: kept and shown as it is. */
  readonly others?: readonly Xml[]
}

interface HistoryEntry {
  readonly at: number
  readonly note: string
  readonly author: string
  readonly status: Status
  readonly difference?: string
}

/** How an order stood at one of its changes; the list by date shows these. */
export interface Version {
  readonly at: number
  readonly by: string
  readonly status: Status
  readonly actualFoc: OrderDate | null
}

export interface StoredDocument {
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
  documentType: string | null
  documentName: string | null
}

export interface Note {
  readonly id: number
  userId: string
  text: string
  at: number
}

export interface Order {
  readonly id: string
  readonly createdAt: number
  readonly createdBy: string
  /** The bulk order that it is a part of. */
  bulkId: string | null
  content: OrderContent
  status: Status
  modifiedAt: number
  modifiedBy: string
  /** Counts the moves; what was to happen on its own is dropped when the order has moved since. */
  moves: number
  errors: readonly WireError[]
  pon: string | null
  sentToVendor: boolean
  actualFoc: OrderDate | null
  autoActivationAt: number | null
  activated: boolean
  tollFreeCheck: 'PROCESSING' | 'COMPLETE' | 'FAILED' | null
  tollFreeErrors: readonly WireError[]
  /** The vendor did not answer: only then may the check be tried again. */
  vendorFailed: boolean
  vendorTries: number
  /** Changes that the losing carrier was asked for while a date was agreed. */
  suppsAfterFoc: number
  /** What stood before a change that the losing carrier has not accepted yet. */
  before: { readonly content: OrderContent; readonly status: Status } | null
  readonly history: HistoryEntry[]
  readonly versions: Version[]
  readonly documents: StoredDocument[]
  readonly notes: Note[]
}

export const tnsOf = (order: { content: OrderContent }): readonly string[] =>
  order.content.tns ?? []
export const isDraft = (status: Status): boolean => DRAFT_STATUSES.some((draft) => draft === status)
export const isOver = (status: Status): boolean => status === 'COMPLETE' || status === 'CANCELLED'
export const isActive = (status: Status): boolean => !isDraft(status) && !isOver(status)

export const isTollFreeOrder = (order: { content: OrderContent }): boolean =>
  isTollFree(tnsOf(order)[0] ?? '')

/** Toll-free numbers that the vendor checks and moves; others go by hand. */
export const isAutomatedTollFree = ({ content }: { content: OrderContent }): boolean =>
  routingOf(content).tollFree?.automated === true

export const isTriggered = ({ content }: { content: OrderContent }): boolean =>
  content.fields['Triggered'] === 'true'

const MOST_AUTOMATED_OFF_NET = 49

type PortType = Routing['portType']

/** How Bandwidth classes an order, by its first number and its count. */
interface Routing {
  readonly portType: 'AUTOMATED' | 'INTERNAL' | 'MANUALOFFNET' | 'MANUALONNET' | 'MANUAL_TOLLFREE'
  readonly vendor: Vendor
  readonly carrier: Carrier | null
  readonly regular: RegularFate | null
  readonly tollFree: TollFreeFate | null
}

export function routingOf(content: OrderContent): Routing {
  const tns = content.tns ?? []
  const [tollFree = null] = tollFreeFates(tns)
  if (tollFree !== null) {
    const nobody = { carrier: null, regular: null, vendor: BANDWIDTH_CLEC }
    return { portType: 'MANUAL_TOLLFREE', tollFree, ...nobody }
  }
  const [regular = null] = regularFates(tns)
  return {
    portType: regular === null ? 'AUTOMATED' : regularPortType(regular, tns.length),
    vendor: regular?.vendor ?? BANDWIDTH_CLEC,
    carrier: regular?.carrier ?? null,
    regular,
    tollFree: null,
  }
}

/** How an order of so many numbers like this goes. */
export function regularPortType(
  fate: RegularFate,
  count: number,
): Exclude<PortType, 'MANUAL_TOLLFREE'> {
  if (fate.internal) return 'INTERNAL'
  if (fate.coverage !== 'partner') return fate.automated ? 'AUTOMATED' : 'MANUALONNET'
  return fate.automated && count <= MOST_AUTOMATED_OFF_NET ? 'AUTOMATED' : 'MANUALOFFNET'
}

const TOLL_FREE_INTERVAL_DAYS = 5

export function earliestDay(content: OrderContent, now: number): string {
  const fates = (content.tns ?? []).map(fateOf)
  const intervals = fates.map((fate) =>
    fate.kind === 'regular' ? fate.carrier.interval : TOLL_FREE_INTERVAL_DAYS,
  )
  return businessDayFrom(addDays(easternDay(now), Math.max(0, ...intervals)))
}

export function requestedDate(content: OrderContent): OrderDate | null {
  const text = content.fields['RequestedFocDate']
  return text === undefined ? null : readOrderDate(text)
}

/** May this order run at another time than 11:30? */
export const hasOwnTime = (content: OrderContent): boolean => {
  const { portType, carrier } = routingOf(content)
  if (portType.startsWith('MANUAL')) return false
  return content.fields['Triggered'] === 'true' || carrier?.wireless === true
}

/** Without a time of its own an order runs at 11:30 of the wanted day, whatever time was sent. */
export function agreedDate(content: OrderContent, now: number): OrderDate {
  const requested = requestedDate(content)
  if (requested === null) return atHalfPastEleven(earliestDay(content, now))
  if (requested.kind === 'day' || hasOwnTime(content)) return requested
  return atHalfPastEleven(dayOf(requested))
}

export const atHalfPastEleven = (day: string): OrderDate => ({
  kind: 'moment',
  at: instantOf({ kind: 'day', day }),
})

/** When an order with an FOC goes live if nobody does anything. */
export function goesLiveAt(order: Order): number | null {
  if (order.actualFoc === null) return null
  return order.autoActivationAt ?? instantOf(order.actualFoc)
}

/** The LOA is waived when target and controlling RespOrg are of one entity and one account. */
export function rocRequired(content: OrderContent): boolean {
  const target = content.fields['TargetRespOrgId'] ?? ''
  return tollFreeFates(content.tns ?? []).some(
    ({ respOrg }) => respOrg.id.slice(0, 2) !== target.slice(0, 2),
  )
}

export const hasTollFreeLoa = (order: Order): boolean =>
  order.documents.some(
    ({ documentType, mime }) =>
      documentType === 'LOA' && (mime === 'application/pdf' || mime === 'image/tiff'),
  )
