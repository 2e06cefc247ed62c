import { DateTime } from 'luxon'
import { addressLines, addressOfLines } from '../../porting/address-lines.ts'
import { calendarDay, momentOf, type ClockTime } from '../../porting/calendar.ts'
import { valuesIn } from '../../porting/content-fields.ts'
import { FIELDS } from '../../porting/order-fields.ts'
import type { ContentValues, FocDate, OrderContent, Subscriber } from '../../porting/order.ts'
import { readNumbers } from '../../porting/read-numbers.ts'
import {
  rangesOf,
  sameNumbers,
  showRange,
  type TelephoneNumber,
} from '../../porting/telephone-number.ts'
import { fitsInField } from './inputs.ts'
import {
  TEXT_FIELDS,
  TEXTS,
  valueOf,
  type FieldName,
  type TextField,
  type TypedOrder,
  type TypedTexts,
} from './order-inputs.ts'
import { mistakesIn, type FormOf } from './order-mistakes.ts'
import type { Read } from './typed-values.ts'

/** A bulk order's form asks for no time. */
const TIMES_ASKED: Record<FormOf, readonly (keyof TypedOrder)[]> = {
  order: ['liveTime'],
  child: ['liveTime'],
  bulk: [],
}

/** The form of an order. Numbers that do not fit into a field are left to `numbersBehind`. */
export function typedFrom(content: OrderContent): TypedOrder {
  const { subscriber, requestedFocDate: requested } = content
  const numbers = numbersText(content.numbers)
  return {
    numbers: fitsInField(numbers) ? numbers : '',
    ...textsFrom(content),
    partialPort: content.partialPort,
    subscriberType: subscriberTypeText(subscriber.type),
    ...addressLines(subscriber.serviceAddress),
    focDay: requested?.day ?? '',
    golive: content.triggered ? 'on-demand' : 'at-11-30',
    liveTime: liveTimeOf(requested),
    files: [],
  }
}

/** The numbers of an order that is edited, when they are more than its field holds; else none. */
export function numbersBehind(numbers: readonly TelephoneNumber[]): readonly TelephoneNumber[] {
  return fitsInField(numbersText(numbers)) ? [] : numbers
}

/**
 * Converts what was typed to an order's content, or returns every mistake found without asking Bandwidth.
 * `extraNumbers` come from a file or are stored behind the form. Untouched parts of `before`, the order
 * that is edited, stay exactly as they were, including those without a field in the form.
 */
export function contentOf(
  typed: TypedOrder,
  extraNumbers: readonly TelephoneNumber[],
  before: OrderContent | null = null,
  of: FormOf = 'order',
  isAsked: (field: FieldName) => boolean = () => true,
): Read<OrderContent, FieldName> {
  const { numbers, unread } = readNumbers(typed.numbers)
  const content: OrderContent = {
    numbers: asBefore([...new Set([...numbers, ...extraNumbers])], before),
    ...valuesOf(typed, ORDER_TEXTS),
    subscriber: subscriberOf(typed, before),
    requestedFocDate: isUntouched(typed, before, 'focDay', ...TIMES_ASKED[of])
      ? before.requestedFocDate
      : focDateOf(typed),
    triggered: typed.golive === 'on-demand',
    partialPort: typed.partialPort,
    alternateSpid: before?.alternateSpid ?? null,
  }
  const problems = mistakesIn({ typed, content, unread, before }, of).filter(({ field }) =>
    isAsked(field),
  )
  return problems.length === 0 ? { ok: content } : { problems }
}

const ORDER_TEXTS = TEXT_FIELDS.filter(
  (field): field is Extract<TextField, keyof OrderContent> => FIELDS[field].part === 'order',
)
const SUBSCRIBER_TEXTS = TEXT_FIELDS.filter(
  (field): field is Extract<TextField, keyof Subscriber> => FIELDS[field].part === 'subscriber',
)

function textsFrom(content: OrderContent): TypedTexts {
  const values = valuesIn(content)
  return Object.fromEntries(
    TEXT_FIELDS.map((field) => [TEXTS[field].block, textOf(field, values)]),
  ) as TypedTexts
}

function textOf<Field extends TextField>(field: Field, values: Pick<ContentValues, Field>): string {
  return TEXTS[field].typed(values[field])
}

function valuesOf<Field extends TextField>(
  typed: TypedOrder,
  fields: readonly Field[],
): Pick<ContentValues, Field> {
  const values = fields.map((field) => [field, TEXTS[field].read(typed[TEXTS[field].block])])
  return Object.fromEntries(values) as Pick<ContentValues, Field>
}

function subscriberOf(typed: TypedOrder, before: OrderContent | null): Subscriber {
  return {
    type: isUntouched(typed, before, 'subscriberType')
      ? before.subscriber.type
      : valueOf(typed.subscriberType),
    ...valuesOf(typed, SUBSCRIBER_TEXTS),
    serviceAddress: addressOfLines(typed, before?.subscriber.serviceAddress ?? null),
  }
}

function focDateOf({ focDay, liveTime }: TypedOrder): FocDate | null {
  const day = calendarDay(focDay)
  if (day === undefined) return null
  const time = clockTimeOf(liveTime)
  return { day, at: time === null ? null : momentOf(day, time.hour, time.minute) }
}

function liveTimeOf(requested: FocDate | null): string {
  const at = requested?.at ?? null
  return at === null ? '' : DateTime.fromMillis(at, { zone: 'America/New_York' }).toFormat('HH:mm')
}

export function clockTimeOf(text: string): ClockTime | null {
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
  return rangesOf(numbers)
    .map((range) => showRange(range, '..'))
    .join('\n')
}

function subscriberTypeText(type: string | null): string {
  const known = type?.toUpperCase() ?? ''
  return known === 'BUSINESS' || known === 'RESIDENTIAL' ? known : (type ?? '')
}
