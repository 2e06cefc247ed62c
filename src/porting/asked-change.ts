import { sameTimeOn } from './calendar.ts'
import { everyField, valuesIn } from './content-fields.ts'
import { emptyContent } from './empty-content.ts'
import { activationMomentOf } from './foc.ts'
import { CONTENT_FIELDS, FIELDS, fieldsOf, ORDER_FIELDS } from './order-fields.ts'
import type {
  ContentField,
  ContentValues,
  FocDate,
  OrderContent,
  OrderError,
  PortOrder,
} from './order.ts'
import { differencesInMeaning } from './same-meaning.ts'
import { changesOf, type ChangeFacts, type ChangeField } from './supplement.ts'

/** What is asked for that can't be had, in people's words. */
export interface ClosedField {
  readonly field: string
  /** A clause. */
  readonly why: string
}

/** The order with these fields replaced by those of another. */
export function withFields(
  order: OrderContent,
  from: OrderContent,
  fields: ReadonlySet<ContentField>,
): OrderContent {
  const values = valuesIn(from)
  const taken = (part: 'order' | 'subscriber' | 'address'): Partial<ContentValues> =>
    Object.fromEntries(
      fieldsOf(part)
        .filter((field) => fields.has(field))
        .map((field) => [field, values[field]]),
    )
  const { subscriber } = order
  return {
    ...order,
    ...taken('order'),
    subscriber: {
      ...subscriber,
      ...taken('subscriber'),
      serviceAddress: { ...subscriber.serviceAddress, ...taken('address') },
    },
  }
}

/** The requested fields that Bandwidth does not let anybody change now. */
export function closedIn(
  order: PortOrder,
  asked: OrderContent,
  secrets: { readonly accountNumber: boolean; readonly pin: boolean },
  facts: ChangeFacts,
): readonly ClosedField[] {
  const offers = changesOf(order, facts)
  return changedIn(order, asked, secrets).flatMap((field) => {
    const offer = offers[field]
    if (offer === 'absent') return [{ field: nameOf(field), why: 'this kind of order has none' }]
    return typeof offer === 'object' && 'closed' in offer
      ? [{ field: nameOf(field), why: offer.closed }]
      : []
  })
}

/** Compared exactly: any difference would be sent. */
function changedIn(
  order: OrderContent,
  asked: OrderContent,
  secrets: { readonly accountNumber: boolean; readonly pin: boolean },
): readonly ChangeField[] {
  const [before, after] = [valuesIn(order), valuesIn(asked)]
  const plain = CONTENT_FIELDS.filter(
    (field) => field !== 'requestedFocDate' && isAnother(field, before, after),
  )
  const [was, is] = [order.requestedFocDate, asked.requestedFocDate]
  return [
    ...plain,
    ...(was?.day === is?.day ? [] : (['requestedFocDate'] as const)),
    ...(isSameHour(was, is) ? [] : (['requestedHour'] as const)),
    ...(secrets.accountNumber ? (['accountNumber'] as const) : []),
    ...(secrets.pin ? (['pin'] as const) : []),
  ]
}

function isAnother<Field extends ContentField>(
  field: Field,
  before: Pick<ContentValues, Field>,
  after: Pick<ContentValues, Field>,
): boolean {
  const { show } = FIELDS[field]
  return show(before[field]) !== show(after[field])
}

/** Without a date it is the usual one. */
function isSameHour(one: FocDate | null, other: FocDate | null): boolean {
  const day = one?.day ?? other?.day
  if (day === undefined) return true
  const usual = activationMomentOf({ day, at: null })
  const [first, second] = [one, other].map((date) =>
    date === null ? usual : sameTimeOn(day, activationMomentOf(date)),
  )
  return first === second
}

function nameOf(field: ChangeField): string {
  return field === 'requestedHour' ? 'hour of the requested FOC' : ORDER_FIELDS[field].name
}

/**
 * The change without the unchanged elements that Bandwidth refused; `null` if it refused the change
 * itself, so that there is nothing to leave out.
 */
export function withoutClosed(
  order: OrderContent,
  asked: OrderContent,
  {
    sent,
    errors,
  }: {
    readonly sent: Partial<OrderContent>
    readonly errors: readonly Pick<OrderError, 'code'>[]
  },
): Partial<OrderContent> | null {
  const changed = new Set<string>(changedIn(order, asked, { accountNumber: false, pin: false }))
  if (changed.has('requestedHour')) changed.add('requestedFocDate')
  const said = everyField(sent)
  const staying = errors.map(({ code }) =>
    (CLOSED_BY_CODE[code] ?? []).filter(
      (element) =>
        !element.some((field) => changed.has(field)) &&
        element.some((field) => said[FIELDS[field].name] != null),
    ),
  )
  if (errors.length === 0 || staying.some((elements) => elements.length === 0)) return null
  const left = new Set<string>(staying.flat(2))
  const { subscriber } = withFields(asked, emptyContent([]), left as Set<ContentField>)
  const rest = { ...sent, ...(sent.subscriber !== undefined && { subscriber }) }
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !left.has(key)))
}

/** What Bandwidth takes, or refuses, as one. */
type Element = readonly ContentField[]

const PERSON: Element = fieldsOf('subscriber')
const ADDRESS: Element = fieldsOf('address')
const DATE: Element = ['requestedFocDate']
const NUMBERS: Element = ['numbers']
const TARGET: Element = ['targetRespOrgId']

const CLOSED_BY_CODE: Readonly<Record<string, readonly Element[]>> = {
  '7208': [DATE],
  '7209': [DATE],
  '7305': [['billingTelephoneNumber'], ['newBillingTelephoneNumber']],
  '7306': [PERSON, ['loaAuthorizingPerson']],
  '7307': [ADDRESS],
  '7350': [['triggered']],
  '7483': [['partialPort']],
  '7487': [['siteId', 'peerId']],
  '7498': [NUMBERS],
  '7499': [NUMBERS],
  '7506': [NUMBERS],
  '7534': [TARGET],
  '7535': [TARGET],
  '7708': [['alternateSpid']],
}

/** Whether an order shows by meaning what was asked for in these fields. */
export function isShownIn(
  order: OrderContent,
  { content, fields }: { readonly content: OrderContent; readonly fields: readonly ContentField[] },
): boolean {
  const names = new Set<string>(fields.map((field) => FIELDS[field].name))
  return !differencesInMeaning(content, order).some(({ field }) => names.has(field))
}
