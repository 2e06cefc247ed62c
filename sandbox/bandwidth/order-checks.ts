import {
  addDays,
  dayOf,
  easternDay,
  easternMinutes,
  isBusinessDay,
  readOrderDate,
} from './calendar.ts'
import type { RegularFate } from './numbering.ts'
import { isNanp, isTollFree, regularFates } from './numbering.ts'
import type { Order, OrderContent, WireError } from './order.ts'
import {
  earliestDay,
  hasOwnTime,
  isActive,
  isAutomatedTollFree,
  routingOf,
  tnsOf,
  requestedDate,
} from './order.ts'
import { peerTrouble } from './sites.ts'

/** What checks need to know beyond the order itself. */
interface CheckScene {
  readonly now: number
  readonly orders: Iterable<Order>
  /** The order that is checked, so that it does not stand in its own way. */
  readonly self: Order | null
}

const error = (code: string, text: string, tns?: readonly string[]): WireError =>
  tns === undefined ? { code, text } : { code, text, tns }

/** All that is checked of a draft: its numbers, as far as it has any. */
export function draftErrors({ tns }: OrderContent): WireError[] {
  if (tns === null || tns.length === 0) return []
  return numberFormErrors(tns)
}

export function numberFormErrors(tns: readonly string[]): WireError[] {
  const bad = tns.filter((tn) => !isNanp(tn))
  const seen = new Set<string>()
  const repeated = tns.filter((tn) => seen.size === seen.add(tn).size)
  const tollFree = tns.filter(isTollFree)
  return [
    ...bad.map((tn) => error('7201', `${tn} is not a valid NANP telephone number.`, [tn])),
    ...(repeated.length > 0 ? [error('7360', 'The TN list has duplicates.', repeated)] : []),
    ...(tollFree.length > 0 && tollFree.length < tns.length
      ? [error('7386', 'Toll free and regular numbers cannot be mixed.', tollFree)]
      : []),
    ...(tns.length > 5000 ? [error('7490', 'An order may hold at most 5000 numbers.')] : []),
  ]
}

/** All that is checked of an order that goes out. */
export function orderErrors(content: OrderContent, scene: CheckScene): WireError[] {
  const tns = content.tns ?? []
  if (tns.length === 0) return [error('7505', 'The TN list cannot be empty.')]
  const form = numberFormErrors(tns)
  if (form.length > 0) return form
  return [
    ...busyErrors(tns, scene),
    ...fieldErrors(content),
    ...(isTollFree(tns[0] ?? '') ? tollFreeErrors(content) : regularErrors(content)),
    ...dateErrors(content, scene.now),
  ]
}

/** Numbers that stand in another active order. */
export function busyNumbers(tns: readonly string[], { orders, self }: Omit<CheckScene, 'now'>) {
  const taken = new Set(
    [...orders]
      .filter((order) => order !== self && isActive(order.status))
      .flatMap((order) => tnsOf(order)),
  )
  return tns.filter((tn) => taken.has(tn) || regularFates([tn])[0]?.trouble === 'busy')
}

function busyErrors(tns: readonly string[], scene: CheckScene): WireError[] {
  const busy = busyNumbers(tns, scene)
  const text = 'Telephone number is already being processed on another order'
  return busy.length > 0 ? [error('7205', text, busy)] : []
}

const missing = (content: OrderContent, rows: readonly (readonly [string, string])[]) =>
  rows
    .filter(([name]) => !content.fields[name] && !content.address?.[name])
    .map(([name, code]) => error(code, `${name} is required.`))

const tooLong = (texts: Readonly<Record<string, string>> | null, name: string, most: number) =>
  (texts?.[name] ?? '').length > most

function fieldErrors(content: OrderContent): WireError[] {
  const { fields, subscriber, wireless } = content
  const errors: WireError[] = missing(content, [
    ['SiteId', '7334'],
    ['LoaAuthorizingPerson', '7115'],
  ])
  const add = (wrong: boolean, code: string, text: string) => {
    if (wrong) errors.push(error(code, text))
  }
  const trouble = peerTrouble(fields['SiteId'], fields['PeerId'])
  add(trouble !== null, trouble ?? '', 'The site or the SIP peer is not right.')
  add(
    !/^[A-Za-z0-9 -]{0,40}$/.test(fields['CustomerOrderId'] ?? ''),
    '7318',
    'CustomerOrderId is at most 40 of letters, digits, blank and dash.',
  )
  add(tooLong(fields, 'LoaAuthorizingPerson', 15), '7357', 'LoaAuthorizingPerson is at most 15.')
  add(tooLong(subscriber, 'BusinessName', 25), '7324', 'BusinessName is at most 25.')
  add(tooLong(subscriber, 'MiddleInitial', 1), '7354', 'MiddleInitial is one character.')
  add(tooLong(subscriber, 'FirstName', 25), '7355', 'FirstName is at most 25.')
  add(tooLong(subscriber, 'LastName', 25), '7356', 'LastName is at most 25.')
  add(!/^(true|false)?$/.test(fields['PartialPort'] ?? ''), '7319', 'PartialPort is a boolean.')
  const target = fields['TargetRespOrgId'] ?? ''
  add(target !== '' && target.length !== 5, '7527', 'TargetRespOrgId has five characters.')
  add(!/^[A-Za-z0-9]*$/.test(target), '7528', 'TargetRespOrgId has letters and digits only.')
  const needsAccount = routingOf(content).carrier?.accountNumberRequired === true
  add(needsAccount && !wireless?.['AccountNumber'], '7114', 'The account number is required.')
  return errors
}

const DIRECTIONS = ['N', 'S', 'E', 'W', 'NE', 'NW', 'SE', 'SW']
const STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(
    ' ',
  )

function subscriberErrors({ subscriber, address }: OrderContent): WireError[] {
  if (subscriber === null) return [error('7104', 'Subscriber is required.')]
  const { SubscriberType: type, BusinessName: business, LastName: last } = subscriber
  const errors: WireError[] = []
  const add = (wrong: boolean, code: string, text: string) => {
    if (wrong) errors.push(error(code, text))
  }
  add(!type, '7106', 'SubscriberType is required.')
  add(type === 'BUSINESS' && !business, '7105', 'A business subscriber needs a BusinessName.')
  add(type === 'RESIDENTIAL' && !last, '7105', 'A residential subscriber needs a LastName.')
  add(type === 'RESIDENTIAL' && !!business, '7211', 'A residence has no BusinessName.')
  if (address === null) return [...errors, error('7107', 'ServiceAddress is required.')]
  add(!address['HouseNumber'], '7108', 'HouseNumber is required.')
  add(!address['StreetName'], '7109', 'StreetName is required.')
  add(!address['City'], '7110', 'City is required.')
  const state = address['StateCode']
  add(!state, '7111', 'StateCode is required.')
  add(!!state && !STATES.includes(state), '7395', 'StateCode is not supported.')
  const zip = address['Zip']
  add(!zip, '7112', 'Zip is required.')
  add(!!zip && !/^(\d{5}|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/.test(zip), '7214', 'Zip is not valid.')
  const wrong = (name: string) => !!address[name] && !DIRECTIONS.includes(address[name])
  add(wrong('PreDirectional'), '7329', 'PreDirectional is N, S, E, W, NE, NW, SE or SW.')
  add(wrong('PostDirectional'), '7330', 'PostDirectional is N, S, E, W, NE, NW, SE or SW.')
  return errors
}

function regularErrors(content: OrderContent): WireError[] {
  const tns = content.tns ?? []
  const fates = regularFates(tns)
  const btn = content.fields['BillingTelephoneNumber']
  const newBtn = content.fields['NewBillingTelephoneNumber']
  const attributes = content.attributes ?? []
  const offNet = fates.some(({ coverage }) => coverage === 'partner')
  const uncovered = tns.filter((tn) => regularFates([tn])[0]?.coverage === 'none')
  const errors = subscriberErrors(content)
  const add = (wrong: boolean, code: string, text: string, named?: readonly string[]) => {
    if (wrong) errors.push(error(code, text, named))
  }
  add(!btn, '7103', 'BillingTelephoneNumber is required.')
  add(!!btn && !isNanp(btn), '7203', 'BillingTelephoneNumber is not valid.')
  const together = [...fates, ...regularFates(btn ? [btn] : [])]
  const distinct = (keyOf: (fate: RegularFate) => string) => new Set(together.map(keyOf)).size > 1
  add(
    distinct((fate) => fate.carrier.name),
    '7204',
    'Not all numbers are with one carrier.',
  )
  add(
    offNet && new Set(fates.map((fate) => fate.vendor.id)).size > 1,
    '7363',
    'The numbers belong to several porting vendors.',
  )
  add(uncovered.length > 0, '7331', 'The rate center is not known.', uncovered)
  add(!offNet && tns.length > 999, '7490', 'An automated order holds at most 999 numbers.')
  add(!!newBtn && !isNanp(newBtn), '7494', 'NewBillingTelephoneNumber is not valid.')
  add(!!newBtn && tns.includes(newBtn), '7496', 'NewBillingTelephoneNumber is being ported.')
  add(!!newBtn && newBtn === btn, '7497', 'NewBillingTelephoneNumber equals the billing number.')
  add(new Set(attributes).size < attributes.length, '7474', 'A TnAttribute stands twice.')
  const known = ['PROTECTED', 'EXTERNAL', 'HOSTED', 'IMPORTED']
  add(
    attributes.some((each) => !known.includes(each.toUpperCase())),
    '7399',
    'A TnAttribute is Protected, External or Hosted.',
  )
  add(offNet && attributes.length > 0, '7398', 'TnAttributes are not for off-net numbers.')
  return errors
}

function tollFreeErrors(content: OrderContent): WireError[] {
  const { fields, wireless, attributes, subscriber } = content
  const automated = isAutomatedTollFree({ content })
  const errors = automated ? [] : subscriberErrors(content)
  const add = (wrong: boolean, code: string, text: string) => {
    if (wrong) errors.push(error(code, text))
  }
  const target = fields['TargetRespOrgId']
  add(automated && !target, '7532', 'TargetRespOrgId is mandatory.')
  add(automated && wireless !== null, '7383', 'WirelessInfo is not for toll free orders.')
  add(fields['PartialPort'] === 'true', '7384', 'PartialPort is not for toll free orders.')
  add(!!fields['BillingTelephoneNumber'], '7385', 'A toll free order has no billing number.')
  const type = subscriber?.['SubscriberType']
  add(type !== undefined && type !== 'BUSINESS', '7391', 'The subscriber must be BUSINESS.')
  add((attributes?.length ?? 0) > 0, '7397', 'TnAttributes are not for toll free numbers.')
  return errors
}

/** 409: a TargetRespOrgId that is well formed and not ours. */
export function foreignRespOrg({ fields }: OrderContent): WireError | null {
  const target = fields['TargetRespOrgId']
  if (!target || !/^[A-Za-z0-9]{5}$/.test(target)) return null
  return ['JYT01', 'JYT02', 'TST52'].includes(target)
    ? null
    : error('7529', 'TargetRespOrgId is not a Bandwidth RespOrg and no exception is set up.')
}

export function dateErrors(content: OrderContent, now: number): WireError[] {
  const text = content.fields['RequestedFocDate']
  if (text === undefined) return []
  const requested = readOrderDate(text)
  if (requested === null) return [error('7217', 'RequestedFocDate has a bad format.')]
  const [day, today] = [dayOf(requested), easternDay(now)]
  if (day < today || (requested.kind === 'moment' && requested.at < now)) {
    return [error('7208', 'The requested FOC date is in the past.')]
  }
  if (!isBusinessDay(day)) return [error('7315', 'The requested date is a weekend or a holiday.')]
  if (day < earliestDay(content, now)) return [error('7209', 'The requested FOC date is too soon.')]
  if (day > addDays(today, 30)) {
    return [error('7210', 'The requested FOC date is more than 30 days ahead.')]
  }
  return triggerTimeErrors(content)
}

function triggerTimeErrors(content: OrderContent): WireError[] {
  const requested = requestedDate(content)
  const { regular } = routingOf(content)
  if (requested?.kind !== 'moment' || !hasOwnTime(content)) return []
  const opens = regular?.coverage === 'partner' ? 6 : 5
  const minutes = easternMinutes(requested.at)
  if (minutes >= opens * 60 && minutes <= 22 * 60) return []
  return [error('7381', `The trigger time must be between ${opens}:00 and 22:00 ET.`)]
}
