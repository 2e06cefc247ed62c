import { showDay, showEasternTime, type Instant, type PortingCalendar } from './calendar.ts'
import { activationMomentOf, impossibleDay } from './foc.ts'
import type { OrderDocument, PortOrder, Subscriber } from './order.ts'
import { FIELDS, fieldsOf, ORDER_FIELDS } from './order-fields.ts'
import { MOST_IN_ORDER, MOST_OFF_NET, MOST_ON_NET } from './order-limits.ts'
import { addressDoubts } from './address-doubts.ts'
import { failedNumbers } from './failed-numbers.ts'
import { cutNameDoubts, signerDoubts } from './name-doubts.ts'
import { placeDoubts } from './place-doubts.ts'
import { isTollFreeOrder, localPortKind } from './port-kind.ts'
import { waitsFor, type ReplacedOrder } from './replaced-order.ts'
import { isTollFree, showNumber, type TelephoneNumber } from './telephone-number.ts'

export interface ReadinessItem {
  readonly name: string
  /** `missing` stops the order from going out, `advice` does not. */
  readonly state: 'fine' | 'missing' | 'advice'
  readonly says: string
  readonly fix: 'edit' | 'attach' | 'validation' | null
}

type Finding = Omit<ReadinessItem, 'name'>
/** With what an order is judged besides itself. */
export interface ReadinessAt {
  readonly now: Instant
  readonly calendar: PortingCalendar
  /** With whom BTNs are that do not port themselves, as far as that is known. */
  readonly billingCarriers?: ReadonlyMap<
    TelephoneNumber,
    { readonly spid: string; readonly name: string | null }
  >
}

type Check = readonly [
  name: string,
  find: (order: PortOrder, documents: readonly OrderDocument[], at: ReadinessAt) => Finding | null,
]

const REGULAR_CHECKS: readonly Check[] = [
  ['numbers', numbersOf],
  ['BTN', billingNumberOf],
  ['customer', ({ subscriber }) => subscriberOf(subscriber)],
  ['service address', addressOf],
  ['signer', loaPersonOf],
  ['site', siteOf],
  ['account number and PIN', wirelessSecretsOf],
  ['new BTN', newBillingNumberOf],
  ['requested FOC', requestedFocOf],
  ['LOA', regularLoaOf],
]

const TOLL_FREE_CHECKS: readonly Check[] = [
  ['numbers', numbersOf],
  ['validation', validationOf],
  ['signer', loaPersonOf],
  ['site', siteOf],
  ['target RespOrg', targetRespOrgOf],
  ['customer', tollFreeSubscriberOf],
  ['not for toll-free', notForTollFreeOf],
  ['requested FOC', requestedFocOf],
  ['LOA', tollFreeLoaOf],
]

/**
 * What a draft has and what it still needs before it can be submitted. Only the portability check says
 * whether the carrier requires an account number, so here that is advice.
 */
export function readiness(
  order: PortOrder,
  {
    documents,
    replaces = null,
    ...at
  }: ReadinessAt & {
    readonly documents: readonly OrderDocument[]
    /** The order whose place it takes. */
    readonly replaces?: ReplacedOrder | null
  },
): readonly ReadinessItem[] {
  const first = replaces === null ? [] : [{ name: 'replaced order', ...replacedOf(replaces) }]
  const checks = isTollFreeOrder(order) ? TOLL_FREE_CHECKS : REGULAR_CHECKS
  const own = checks.flatMap(([name, find]) => {
    const finding = find(order, documents, at)
    return finding === null ? [] : [{ name, ...finding }]
  })
  return [...first, ...own]
}

function replacedOf(replaced: ReplacedOrder): Finding {
  const why = waitsFor(replaced)
  return why === null ? fine(`#${replaced.number} is canceled.`) : waiting(why)
}

export function isReady(items: readonly ReadinessItem[]): boolean {
  return items.every(({ state }) => state !== 'missing')
}

function numbersOf(order: PortOrder): Finding {
  const count = order.numbers.length
  if (count === 0) return missing('There are no numbers yet.')
  const tollFree = order.numbers.filter(isTollFree).length
  if (tollFree > 0 && tollFree < count) {
    return missing(
      `${tollFree} of the ${count} numbers ${tollFree === 1 ? 'is' : 'are'} toll-free. Toll-free numbers need their own order.`,
    )
  }
  if (count > MOST_IN_ORDER) {
    return missing(`${count} numbers are too many: the limit for one order is ${MOST_IN_ORDER}.`)
  }
  const kind = localPortKind(order)
  if ((kind === 'on-net-wireline' || kind === 'on-net-wireless') && count > MOST_ON_NET) {
    return missing(
      `${count} numbers are too many: the limit for an automated on-net order is ${MOST_ON_NET}.`,
    )
  }
  if (kind === 'off-net' && count > MOST_OFF_NET) {
    return advice(
      `Off-net orders over ${MOST_OFF_NET} numbers are ported manually and take longer. This one has ${count}.`,
      'edit',
    )
  }
  return fine(count === 1 ? '1 number.' : `${count} numbers.`)
}

function billingNumberOf(
  { billingTelephoneNumber: billing, losingCarrier: leaves }: PortOrder,
  _documents: readonly OrderDocument[],
  { billingCarriers }: ReadinessAt,
): Finding {
  if (billing === null) return missing('Add the BTN. The customer finds it on the bill.')
  const carrier = billingCarriers?.get(billing)
  if (carrier === undefined || leaves.spid === null || isSameSpid(carrier.spid, leaves.spid)) {
    return fine('BTN entered.')
  }
  const [its, theirs] = [carrier.name ?? carrier.spid, leaves.name ?? leaves.spid]
  return advice(
    `BTN ${showNumber(billing)} is with ${its}, the numbers are with ${theirs}. Bandwidth rejects that. Enter the BTN from the bill for these numbers.`,
    'edit',
  )
}

function isSameSpid(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase()
}

function newBillingNumberOf(order: PortOrder): Finding | null {
  const { newBillingTelephoneNumber: next, billingTelephoneNumber: current, partialPort } = order
  if (next === null) {
    const leaves = partialPort && current !== null && order.numbers.includes(current)
    return leaves
      ? advice('The BTN is porting out. Choose a new BTN for the numbers that stay.', 'edit')
      : null
  }
  if (next === current) return missing('The new BTN is the same as the current one.')
  return order.numbers.includes(next)
    ? missing('The new BTN is in this order. Choose a number that stays.')
    : fine('New BTN entered.')
}

const NAMES = ['businessName', 'firstName', 'lastName', 'middleInitial'] as const

function subscriberOf(subscriber: Subscriber): Finding {
  const { type, businessName, firstName, lastName } = subscriber
  const longNames = NAMES.flatMap((name) => tooLong(ORDER_FIELDS[name], subscriber[name]) ?? [])
  if (longNames.length > 0) return missing(longNames.join(' '))

  switch ((type ?? '').toUpperCase()) {
    case 'BUSINESS':
      return businessName === null || isBlank(businessName)
        ? missing('Add the business name.')
        : adviceOr(cutNameDoubts(businessName), fine('Business name entered.'))
    case 'RESIDENTIAL':
      if (isBlank(lastName)) return missing('Add the last name.')
      if (!isBlank(businessName)) return missing('A residential order can’t have a business name.')
      return isBlank(firstName)
        ? advice('The first name is empty. Bandwidth may ask for it.', 'edit')
        : fine('First and last name entered.')
    default:
      return missing('Choose Business or Residential.')
  }
}

function addressOf(order: PortOrder): Finding {
  const { serviceAddress: address } = order.subscriber
  const lacking = fieldsOf('address').filter(
    (field) => FIELDS[field].required === true && isBlank(address[field]),
  )
  if (lacking.length > 0) {
    const names = lacking.map((field) => FIELDS[field].name).join(', no ')
    return missing(`The service address has no ${names}.`)
  }
  const doubts = [...addressDoubts(address), ...placeDoubts(order)]
  return adviceOr(doubts, fine('The service address is complete.'))
}

function loaPersonOf({ loaAuthorizingPerson: person, subscriber }: PortOrder): Finding {
  if (person === null || isBlank(person)) return missing('Add the signer.')
  const problem = tooLong(ORDER_FIELDS.loaAuthorizingPerson, person)
  if (problem !== null) return missing(problem)
  return adviceOr(signerDoubts(person, subscriber), fine('Signer entered.'))
}

function siteOf({ siteId }: PortOrder): Finding {
  return isBlank(siteId) ? missing('Choose a site (sub-account).') : fine('Site chosen.')
}

function wirelessSecretsOf(order: PortOrder): Finding | null {
  if (order.hasAccountNumber && order.hasPin) return fine('Account number and PIN entered.')
  if (order.losingCarrier.wireless !== true) {
    return order.hasAccountNumber ? fine('Account number entered.') : null
  }
  const lacking = order.hasAccountNumber
    ? 'PIN'
    : order.hasPin
      ? 'account number'
      : 'account number and PIN'
  return advice(
    `Wireless carriers usually want the ${lacking}. Without it, expect a rejection.`,
    'edit',
  )
}

function requestedFocOf(
  order: PortOrder,
  _documents: readonly OrderDocument[],
  at: ReadinessAt,
): Finding {
  const { requestedFocDate: requested, earliestEstimate: earliest } = order
  if (requested === null) {
    return advice('No date requested. Bandwidth will pick the earliest one.', 'edit')
  }
  const impossible = impossibleDay(requested, at)
  if (impossible !== null) return missing(impossible)
  const day = showDay(requested.day, earliest?.day)
  if (earliest !== null && requested.day < earliest.day) {
    return advice(
      `${day} is earlier than Bandwidth expects (${showDay(earliest.day, requested.day)}).`,
      'edit',
    )
  }
  const usualAt = activationMomentOf({ day: requested.day, at: null })
  const isTimed = requested.at !== null && requested.at !== usualAt
  const hasFixedTime = order.triggered || localPortKind(order) === 'on-net-wireless'
  return isTimed && !hasFixedTime
    ? advice(
        `This order can’t have its own time. It goes live ${day} at ${showEasternTime(usualAt)}.`,
        'edit',
      )
    : fine(`${day} requested.`)
}

function regularLoaOf(_order: PortOrder, documents: readonly OrderDocument[]): Finding {
  return hasLoa(documents)
    ? fine('LOA on file.')
    : advice('No LOA yet. You can submit without one, but the carrier may ask for it.', 'attach')
}

function tollFreeLoaOf(order: PortOrder, documents: readonly OrderDocument[]): Finding {
  if (hasLoa(documents)) return fine('LOA on file.')
  return order.tollFree?.rocRequired === false
    ? fine('No LOA needed.')
    : advice('No LOA yet. Bandwidth holds the order until you add one.', 'attach')
}

function targetRespOrgOf({ targetRespOrgId: target }: PortOrder): Finding {
  if (isBlank(target)) return missing('Add the target RespOrg. Bandwidth usually uses JYT01.')
  return /^[a-z\d]{5}$/i.test(target ?? '')
    ? fine('Target RespOrg entered.')
    : missing('The target RespOrg must be exactly five letters or digits.')
}

function tollFreeSubscriberOf({ subscriber }: PortOrder): Finding | null {
  return subscriber.type?.toUpperCase() === 'RESIDENTIAL'
    ? missing('Toll-free numbers must belong to a business.')
    : null
}

function notForTollFreeOf(order: PortOrder): Finding | null {
  const present = [
    order.billingTelephoneNumber === null ? null : 'BTN',
    order.hasAccountNumber ? 'account number' : null,
    order.hasPin ? 'PIN' : null,
    order.partialPort ? 'partial port' : null,
  ].filter((name) => name !== null)
  return present.length === 0
    ? null
    : missing(`Toll-free orders can’t have these. Remove: ${present.join(', ')}.`)
}

function validationOf(order: PortOrder): Finding {
  if (order.status === 'INVALID_DRAFT_TFNS') {
    return { state: 'missing', says: invalidNumbers(order), fix: 'validation' }
  }
  if (order.status === 'VALIDATE_DRAFT_TFNS') {
    return waiting('Bandwidth is still checking the numbers. It can take a few minutes.')
  }
  if (order.status !== 'VALID_DRAFT_TFNS') {
    return waiting('Bandwidth hasn’t checked the numbers yet.')
  }
  return order.tollFree?.internal === true
    ? advice('The numbers are already at Bandwidth, so its staff ports them.', null)
    : fine('The numbers passed the check.')
}

function invalidNumbers(order: PortOrder): string {
  const { length } = failedNumbers(order)
  if (length === 0) return 'The number check failed. Run it again.'
  return length === 1
    ? '1 number failed the check. Remove it to continue.'
    : `${length} numbers failed the check. Remove them to continue.`
}

function hasLoa(documents: readonly OrderDocument[]): boolean {
  return documents.some(({ type }) => type === 'LOA')
}

function tooLong(
  { name, longest: most }: { readonly name: string; readonly longest: number },
  value: string | null,
): string | null {
  if (value === null || value.length <= most) return null
  return `The ${name} has ${value.length} characters (limit ${most}).`
}

function isBlank(value: string | null): boolean {
  return value === null || value.trim() === ''
}

function adviceOr(doubts: readonly string[], otherwise: Finding): Finding {
  return doubts.length === 0 ? otherwise : advice(doubts.join(' '), 'edit')
}

function fine(says: string): Finding {
  return { state: 'fine', says, fix: null }
}

function missing(says: string): Finding {
  return { state: 'missing', says, fix: 'edit' }
}

function waiting(says: string): Finding {
  return { state: 'missing', says, fix: null }
}

function advice(says: string, fix: ReadinessItem['fix']): Finding {
  return { state: 'advice', says, fix }
}
