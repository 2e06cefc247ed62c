import { showDay, showEasternTime, type Instant } from './calendar.ts'
import { sweptAt } from './draft-life.ts'
import { focDateLapsesAt } from './foc.ts'
import type { FocDate, OrderContent, PortOrder, ServiceAddress, Subscriber } from './order.ts'
import { isDraft } from './status.ts'
import { showNumbers } from './telephone-number.ts'

/** What only an approver decides. */
export type Deed = 'submit' | 'activate' | 'cancel'

/** What an approval was given for, field by field in people's words; a field without a value is left out. */
export type ApprovedContent = Readonly<Record<string, string>>

export interface ContentDifference {
  readonly field: string
  /** `null`: it was not there. */
  readonly before: string | null
  readonly after: string | null
}

export interface ApprovedDocument {
  readonly fileId: string
  readonly type: string | null
  /** `null`: its bytes could not be read, so a swap would not be noticed. */
  readonly digest: string | null
}

const DAY = 24 * 60 * 60 * 1000
const SECRETS_FIELD = 'account number and PIN'

/**
 * Everything that the deed would make true, for comparing it with a fresh read at the click.
 * `secretsMark` is a keyed hash, so that account number and PIN can be compared without being kept.
 */
export function approvedContent(
  deed: Deed,
  order: PortOrder,
  {
    documents,
    secretsMark,
  }: { readonly documents: readonly ApprovedDocument[]; readonly secretsMark: string },
): ApprovedContent {
  return present({
    ...contentOf(order),
    ...Object.fromEntries(documents.map(documentEntry)),
    [SECRETS_FIELD]: secretsMark,
    ...DEED_FIELDS[deed](order),
  })
}

/** What changed between two contents; secrets are named and not shown. */
export function contentDifferences(
  before: ApprovedContent,
  after: ApprovedContent,
): readonly ContentDifference[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields]
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      before: shown(field, before[field]),
      after: shown(field, after[field]),
    }))
}

/**
 * The end of a request or approval. `until` is the end of the window that an activation is approved
 * for, which may be weeks ahead; without one, and for the other deeds, it is a day at most.
 */
export function approvalExpiresAt({
  deed,
  requestedAt,
  order,
  until,
  minimumIntervalDays = null,
}: {
  readonly deed: Deed
  readonly requestedAt: Instant
  readonly order: PortOrder
  readonly until: Instant | null
  readonly minimumIntervalDays?: number | null
}): Instant {
  const tomorrow = requestedAt + DAY
  switch (deed) {
    case 'activate':
      return until ?? tomorrow
    case 'cancel':
      return tomorrow
    case 'submit':
      return Math.min(tomorrow, sweepOf(order), lapseOf(order, minimumIntervalDays))
  }
}

export interface Decision {
  readonly asker: string
  /** Who changed the order since: they decide no more than the asker does. */
  readonly changedBy: readonly string[]
  readonly decider: string
  readonly isApprover: boolean
  /** A setting, for teams in which one person has to do both. */
  readonly askerMayDecide: boolean
}

export type MayDecide =
  { readonly allowed: true } | { readonly allowed: false; readonly why: string }

export function mayDecide({
  asker,
  changedBy,
  decider,
  isApprover,
  askerMayDecide,
}: Decision): MayDecide {
  if (!isApprover) return no('Only approvers decide this. One of them has to press the button.')
  const isAsker = decider === asker
  if (isAsker && askerMayDecide) return { allowed: true }
  if (isAsker) return no('You asked for this, so another approver has to decide it.')
  if (changedBy.includes(decider)) {
    return no('You changed this order, so another approver has to decide it.')
  }
  return { allowed: true }
}

function no(why: string): MayDecide {
  return { allowed: false, why }
}

const DEED_FIELDS: Record<Deed, (order: PortOrder) => Record<string, string | null>> = {
  submit: () => ({}),
  activate: ({ actualFocDate, status }) => ({ 'FOC date': showFocDate(actualFocDate), status }),
  cancel: ({ status }) => ({ status }),
}

// Typed by their subjects: a new field that can be sent does not compile until it is approved too.
const CONTENT_FIELDS: Record<
  Exclude<keyof OrderContent, 'subscriber'>,
  readonly [name: string, show: (order: OrderContent) => string | null]
> = {
  numbers: ['numbers', ({ numbers }) => showNumbers(numbers, numbers.length)],
  billingTelephoneNumber: ['billing telephone number', (order) => order.billingTelephoneNumber],
  newBillingTelephoneNumber: [
    'new billing telephone number',
    (order) => order.newBillingTelephoneNumber,
  ],
  loaAuthorizingPerson: ['LOA authorizing person', (order) => order.loaAuthorizingPerson],
  siteId: ['site', (order) => order.siteId],
  peerId: ['SIP peer', (order) => order.peerId],
  requestedFocDate: ['requested FOC', (order) => showFocDate(order.requestedFocDate)],
  triggered: ['triggered', ({ triggered }) => yesOrNo(triggered)],
  partialPort: ['partial port', ({ partialPort }) => yesOrNo(partialPort)],
  targetRespOrgId: ['target RespOrg', (order) => order.targetRespOrgId],
  alternateSpid: ['alternate SPID', (order) => order.alternateSpid],
}

const SUBSCRIBER_FIELDS: Record<Exclude<keyof Subscriber, 'serviceAddress'>, string> = {
  type: 'subscriber type',
  businessName: 'business name',
  firstName: 'first name',
  middleInitial: 'middle initial',
  lastName: 'last name',
}

const ADDRESS_FIELDS: Record<keyof ServiceAddress, string> = {
  housePrefix: 'house prefix',
  houseNumber: 'house number',
  houseSuffix: 'house suffix',
  preDirectional: 'direction before the street',
  streetName: 'street',
  streetSuffix: 'street suffix',
  postDirectional: 'direction after the street',
  addressLine2: 'address line 2',
  city: 'city',
  stateCode: 'state',
  zip: 'ZIP',
  plusFour: 'ZIP plus four',
  county: 'county',
}

/** Every field of an order that can be sent and has a value, by its name in people's words; no secrets. */
export function contentFields(order: OrderContent): ApprovedContent {
  return present(contentOf(order))
}

function contentOf(order: OrderContent): Record<string, string | null> {
  const { subscriber } = order
  return {
    ...Object.fromEntries(
      Object.values(CONTENT_FIELDS).map(([name, show]) => [name, show(order)] as const),
    ),
    ...named(SUBSCRIBER_FIELDS, subscriber),
    ...named(ADDRESS_FIELDS, subscriber.serviceAddress),
  }
}

function named<Field extends string>(
  names: Record<Field, string>,
  values: Readonly<Record<Field, string | null>>,
): Record<string, string | null> {
  const fields = Object.keys(names) as Field[]
  return Object.fromEntries(fields.map((field) => [names[field], values[field]]))
}

function documentEntry({ fileId, type, digest }: ApprovedDocument): [string, string] {
  return [`document ${fileId}`, `${type ?? 'no type'}, fingerprint ${digest ?? 'not known'}`]
}

function present(fields: Record<string, string | null>): ApprovedContent {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== null),
  )
}

function shown(field: string, value: string | undefined): string | null {
  if (value === undefined) return null
  return field === SECRETS_FIELD ? 'hidden' : value
}

/** With the year and, if it is a moment, the time: two dates never read the same. */
function showFocDate(focDate: FocDate | null): string | null {
  if (focDate === null) return null
  const day = `${showDay(focDate.day)} ${focDate.day.slice(0, 4)}`
  return focDate.at === null ? day : `${day} ${showEasternTime(focDate.at)}`
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

function sweepOf({ status, lastModifiedAt }: PortOrder): Instant {
  return isDraft(status) && lastModifiedAt !== null ? sweptAt(lastModifiedAt) : Infinity
}

function lapseOf({ requestedFocDate }: PortOrder, minimumIntervalDays: number | null): Instant {
  return requestedFocDate === null
    ? Infinity
    : focDateLapsesAt(requestedFocDate, minimumIntervalDays)
}
