import { DateTime } from 'luxon'
import { addressLines, addressOfLines, type AddressLines } from '../../porting/address-lines.ts'
import { calendarDay, momentOf, type ClockTime } from '../../porting/calendar.ts'
import type { FocDate, OrderContent, Subscriber } from '../../porting/order.ts'
import {
  rangesOf,
  sameNumbers,
  readNumbers,
  showNumber,
  telephoneNumber,
  type TelephoneNumber,
} from '../../porting/telephone-number.ts'
import { fitsInField } from './inputs.ts'
import { mistakesIn, type FormOf } from './order-mistakes.ts'
import type { FieldProblem, Read } from './typed-values.ts'

/** What stands in the form, as it was typed; `''` where nothing does. Account number and PIN are kept apart. */
export interface TypedOrder extends AddressLines {
  readonly numbers: string
  readonly btn: string
  readonly newBtn: string
  readonly partialPort: boolean
  /** `BUSINESS`, `RESIDENTIAL`, or another text that Bandwidth wrote. */
  readonly subscriberType: string
  readonly businessName: string
  readonly firstName: string
  readonly middleInitial: string
  readonly lastName: string
  readonly loaPerson: string
  readonly siteId: string
  /** `''`: the site's default. */
  readonly peerId: string
  /** `YYYY-MM-DD`; `''`: as soon as possible. */
  readonly focDay: string
  readonly golive: 'at-11-30' | 'on-demand'
  /** `HH:mm` in New York; `''`: 11:30. */
  readonly liveTime: string
  readonly targetRespOrg: string
  /** Ids of Slack. A form that is shown again cannot hold them: their numbers are then kept behind it. */
  readonly files: readonly string[]
}

export type FieldName = keyof TypedOrder | 'accountNumber' | 'pin'
export type OrderProblem = FieldProblem<FieldName>

const LIVE_TIME = ['liveTime'] as const

export const nothingTyped: TypedOrder = {
  numbers: '',
  btn: '',
  newBtn: '',
  partialPort: false,
  subscriberType: '',
  businessName: '',
  firstName: '',
  middleInitial: '',
  lastName: '',
  houseNumber: '',
  streetName: '',
  addressLine2: '',
  city: '',
  state: '',
  zip: '',
  loaPerson: '',
  siteId: '',
  peerId: '',
  focDay: '',
  golive: 'at-11-30',
  liveTime: '',
  targetRespOrg: '',
  files: [],
}

/** The form of an order. Numbers that do not fit into a field are left to `numbersBehind`. */
export function typedFrom(content: OrderContent): TypedOrder {
  const { subscriber, requestedFocDate: wanted } = content
  const numbers = numbersText(content.numbers)
  return {
    numbers: fitsInField(numbers) ? numbers : '',
    btn: numberText(content.billingTelephoneNumber),
    newBtn: numberText(content.newBillingTelephoneNumber),
    partialPort: content.partialPort,
    subscriberType: subscriberTypeText(subscriber.type),
    businessName: subscriber.businessName ?? '',
    firstName: subscriber.firstName ?? '',
    middleInitial: subscriber.middleInitial ?? '',
    lastName: subscriber.lastName ?? '',
    ...addressLines(subscriber.serviceAddress),
    loaPerson: content.loaAuthorizingPerson ?? '',
    siteId: content.siteId ?? '',
    peerId: content.peerId ?? '',
    focDay: wanted?.day ?? '',
    golive: content.triggered ? 'on-demand' : 'at-11-30',
    liveTime: liveTimeOf(wanted),
    targetRespOrg: content.targetRespOrgId ?? '',
    files: [],
  }
}

/** The numbers of an order that is edited, when they are more than its field holds; else none. */
export function numbersBehind(numbers: readonly TelephoneNumber[]): readonly TelephoneNumber[] {
  return fitsInField(numbersText(numbers)) ? [] : numbers
}

/**
 * What was typed as an order's content, or every mistake that can be seen without asking Bandwidth.
 * `extraNumbers` come from a file or are kept behind the form. Parts of `before`, the order that is
 * edited, which nobody touched stay exactly as they were, also those that the form has no field for.
 */
export function contentOf(
  typed: TypedOrder,
  extraNumbers: readonly TelephoneNumber[],
  before: OrderContent | null = null,
  of: FormOf = 'order',
): Read<OrderContent, FieldName> {
  const { numbers, unread } = readNumbers(typed.numbers)
  const content: OrderContent = {
    numbers: asBefore([...new Set([...numbers, ...extraNumbers])], before),
    billingTelephoneNumber: telephoneNumber(typed.btn) ?? null,
    newBillingTelephoneNumber: telephoneNumber(typed.newBtn) ?? null,
    subscriber: subscriberOf(typed, before),
    loaAuthorizingPerson: valueOf(typed.loaPerson),
    siteId: valueOf(typed.siteId),
    peerId: valueOf(typed.peerId),
    // A bulk order's form asks for no time.
    requestedFocDate: isUntouched(typed, before, 'focDay', ...(of === 'bulk' ? [] : LIVE_TIME))
      ? before.requestedFocDate
      : focDateOf(typed),
    triggered: typed.golive === 'on-demand',
    partialPort: typed.partialPort,
    targetRespOrgId: valueOf(typed.targetRespOrg),
    alternateSpid: before?.alternateSpid ?? null,
  }
  const problems = mistakesIn({ typed, content, unread, before }, of)
  return problems.length === 0 ? { ok: content } : { problems }
}

function subscriberOf(typed: TypedOrder, before: OrderContent | null): Subscriber {
  return {
    type: isUntouched(typed, before, 'subscriberType')
      ? before.subscriber.type
      : valueOf(typed.subscriberType),
    businessName: valueOf(typed.businessName),
    firstName: valueOf(typed.firstName),
    middleInitial: valueOf(typed.middleInitial),
    lastName: valueOf(typed.lastName),
    serviceAddress: addressOfLines(typed, before?.subscriber.serviceAddress ?? null),
  }
}

function focDateOf({ focDay, liveTime }: TypedOrder): FocDate | null {
  const day = calendarDay(focDay)
  if (day === undefined) return null
  const time = clockTime(liveTime)
  return { day, at: time === null ? null : momentOf(day, time.hour, time.minute) }
}

function liveTimeOf(wanted: FocDate | null): string {
  const at = wanted?.at ?? null
  return at === null ? '' : DateTime.fromMillis(at, { zone: 'America/New_York' }).toFormat('HH:mm')
}

function clockTime(text: string): ClockTime | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hour === undefined ? null : { hour: Number(hour), minute: Number(minute) }
}

function isUntouched(
  typed: TypedOrder,
  before: OrderContent | null,
  ...fields: readonly (keyof TypedOrder)[]
): before is OrderContent {
  if (before === null) return false
  const was = typedFrom(before)
  return fields.every((field) => typed[field] === was[field])
}

/** The same numbers in another order are no change, and sending them would start a validation again. */
function asBefore(
  numbers: readonly TelephoneNumber[],
  before: OrderContent | null,
): readonly TelephoneNumber[] {
  return before !== null && sameNumbers(before.numbers, numbers) ? before.numbers : numbers
}

/** One range to a line, in the writing that the form's hint gives as an example. */
function numbersText(numbers: readonly TelephoneNumber[]): string {
  const lines = rangesOf(numbers).map(({ first, last, count }) => {
    if (count === 1) return showNumber(first)
    const isShort = first.slice(0, 6) === last.slice(0, 6)
    return `${showNumber(first)}..${isShort ? last.slice(6) : showNumber(last)}`
  })
  return lines.join('\n')
}

function numberText(tn: TelephoneNumber | null): string {
  return tn === null ? '' : showNumber(tn)
}

function subscriberTypeText(type: string | null): string {
  const known = type?.toUpperCase() ?? ''
  return known === 'BUSINESS' || known === 'RESIDENTIAL' ? known : (type ?? '')
}

function valueOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
