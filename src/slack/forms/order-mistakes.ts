import { showCount } from '../../porting/counts.ts'
import { damageToSecret } from '../../porting/cell-damage.ts'
import { calendarDay } from '../../porting/calendar.ts'
import { valuesIn } from '../../porting/content-fields.ts'
import { firstFew } from '../../porting/names-in-words.ts'
import { FIELDS, fieldsOf, isContentField } from '../../porting/order-fields.ts'
import type { OrderContent, Secrets } from '../../porting/order.ts'
import { MOST_IN_ORDER } from '../../porting/order-limits.ts'
import { isPostalCode, isStateCode } from '../../porting/place-codes.ts'
import {
  areTollFree,
  isTollFree,
  showNumber,
  type TelephoneNumber,
} from '../../porting/telephone-number.ts'
import { clipText, lengthOf } from '../mrkdwn.ts'
import {
  INPUT_FIELDS,
  inputOf,
  textAt,
  type OrderProblem,
  type TypedOrder,
} from './order-inputs.ts'

const MOST_SHOWN_BACK = 5

interface FilledForm {
  readonly typed: TypedOrder
  /** What could be read: `null` where a field is empty or invalid. */
  readonly content: OrderContent
  readonly unread: readonly string[]
  /** The order that is edited; `null` for a new one. */
  readonly before: OrderContent | null
}

type Rule = (form: FilledForm) => readonly OrderProblem[]

/** Of an order whose numbers its bulk order decides. A draft may be incomplete, so an empty field is no mistake. */
const CHILD_RULES: readonly Rule[] = [
  billingNumberMistakes,
  newBillingNumberMistakes,
  subscriberMistakes,
  lengthMistakes,
  addressMistakes,
  dateMistakes,
  respOrgMistakes,
  tollFreeMistakes,
  emptiedMistakes,
]

/** In the order of the form. */
const RULES: readonly Rule[] = [numberMistakes, ...CHILD_RULES]

/** Of what all orders of a bulk order share: its numbers mix, and Bandwidth can take a value away there. */
const SHARED_RULES: readonly Rule[] = [
  unreadMistakes,
  subscriberMistakes,
  lengthMistakes,
  addressMistakes,
  dateMistakes,
  respOrgMistakes,
]

/** What is filled in: an order alone, one of a bulk order, or what all of a bulk order share. */
export type FormOf = 'order' | 'child' | 'bulk'

const RULES_OF: Record<FormOf, readonly Rule[]> = {
  order: RULES,
  child: CHILD_RULES,
  bulk: SHARED_RULES,
}

export function mistakesIn(form: FilledForm, of: FormOf): readonly OrderProblem[] {
  return RULES_OF[of].flatMap((rule) => rule(form))
}

/** Of account number and PIN: a change sends both or none. `onFile`: what Bandwidth has. */
export function secretMistakes(
  secrets: Secrets,
  order: {
    readonly kind: 'new' | 'edit' | 'change'
    readonly numbers: readonly TelephoneNumber[]
    readonly onFile: { readonly accountNumber: boolean; readonly pin: boolean }
  },
): readonly OrderProblem[] {
  const { accountNumber, pin } = secrets
  if (areTollFree(order.numbers)) {
    const says = 'Leave this empty for toll-free.'
    return [
      ...when(accountNumber !== null, 'accountNumber', says),
      ...when(pin !== null, 'pin', says),
    ]
  }
  const damaged = damagedSecrets(secrets)
  if (damaged.length > 0 || order.kind === 'new') return damaged
  const way = order.kind === 'edit' ? ' Without one, delete the draft and start a new one.' : ''
  return [
    ...when(
      accountNumber === null && pin !== null && !order.onFile.accountNumber,
      'accountNumber',
      `Bandwidth changes account number and PIN only together. Enter the account number, too.${way}`,
    ),
    ...when(
      pin === null && accountNumber !== null && !order.onFile.pin,
      'pin',
      `Bandwidth changes account number and PIN only together. Enter the PIN, too.${way}`,
    ),
  ]
}

/** Nobody sees them again before the carrier rejects them. */
function damagedSecrets({ accountNumber, pin }: Secrets): readonly OrderProblem[] {
  const says = (text: string | null): string | null => {
    const damage = damageToSecret(text ?? '')
    return damage && `A spreadsheet ${damage} this. Enter it as on the bill.`
  }
  const [account, code] = [says(accountNumber), says(pin)]
  return [
    ...when(account !== null, 'accountNumber', account ?? ''),
    ...when(code !== null, 'pin', code ?? ''),
  ]
}

function unreadMistakes({ unread }: FilledForm): readonly OrderProblem[] {
  return when(
    unread.length > 0,
    'numbers',
    `These aren’t phone numbers: ${firstFew(
      unread.map((text) => `“${text}”`),
      MOST_SHOWN_BACK,
    )}. Fix or remove them.`,
  )
}

function numberMistakes(form: FilledForm): readonly OrderProblem[] {
  const { unread } = form
  const { numbers } = form.content
  const tollFree = numbers.filter(isTollFree)
  const isMixed = tollFree.length > 0 && tollFree.length < numbers.length
  return [
    ...unreadMistakes(form),
    ...when(
      numbers.length === 0 && unread.length === 0,
      'numbers',
      'Enter the numbers to port, or add a file.',
    ),
    ...when(
      numbers.length > MOST_IN_ORDER,
      'numbers',
      `The limit for one order is ${showCount(MOST_IN_ORDER)} numbers. These are ${showCount(numbers.length)}. Split them into several orders.`,
    ),
    ...when(
      isMixed,
      'numbers',
      `Toll-free and local numbers can’t be in one order. Remove the toll-free ones (${firstFew(tollFree.map(showNumber), MOST_SHOWN_BACK)}) or the others.`,
    ),
  ]
}

function billingNumberMistakes({ typed, content }: FilledForm): readonly OrderProblem[] {
  return when(
    isTyped(typed.btn) && content.billingTelephoneNumber === null,
    'btn',
    notANumber(typed.btn),
  )
}

function newBillingNumberMistakes({ typed, content }: FilledForm): readonly OrderProblem[] {
  const next = content.newBillingTelephoneNumber
  if (next === null) return when(isTyped(typed.newBtn), 'newBtn', notANumber(typed.newBtn))
  const way = 'Enter one that stays with the losing carrier.'
  if (next === content.billingTelephoneNumber) {
    return [{ field: 'newBtn', says: `That’s the current BTN. ${way}` }]
  }
  return when(content.numbers.includes(next), 'newBtn', `This number is porting. ${way}`)
}

function subscriberMistakes({ content: { subscriber } }: FilledForm): readonly OrderProblem[] {
  return when(
    subscriber.type?.toUpperCase() === 'RESIDENTIAL' && subscriber.businessName !== null,
    'businessName',
    'A residential order can’t have a business name. Clear it, or choose Business.',
  )
}

function lengthMistakes({ content }: FilledForm): readonly OrderProblem[] {
  const values = valuesIn(content)
  return INPUT_FIELDS.flatMap((field) => {
    const input = inputOf(field)
    const [most, value] = isContentField(field) ? [FIELDS[field].longest, values[field]] : []
    if (input === null || most === undefined || typeof value !== 'string') return []
    const length = lengthOf(value)
    const limit = most === 1 ? '1 character' : `${most} characters`
    const says = `The limit is ${limit}. This has ${length}. ${input.shorter ?? 'Shorten it.'}`
    return when(length > most, input.block, says)
  })
}

function addressMistakes({ content }: FilledForm): readonly OrderProblem[] {
  const { stateCode, zip } = content.subscriber.serviceAddress
  return [
    ...when(
      stateCode !== null && !isStateCode(stateCode),
      'state',
      `“${shown(stateCode)}” isn’t a state or province. Enter its two letters, like NC.`,
    ),
    ...when(
      zip !== null && !isPostalCode(zip),
      'zip',
      `“${shown(zip)}” isn’t a ZIP. Enter 5 digits, like 27601, or a Canadian code, like K1A 0B1.`,
    ),
  ]
}

function dateMistakes({ typed, content }: FilledForm): readonly OrderProblem[] {
  const time = typed.liveTime
  const isTime = time === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
  return [
    ...when(
      typed.focDay !== '' && calendarDay(typed.focDay) === undefined,
      'focDay',
      'Choose a day from the menu, or “As soon as possible”.',
    ),
    ...when(!isTime, 'liveTime', 'Choose a time from the menu, or type it like 15:30.'),
    ...when(
      isTime && isOwnTime(time) && content.requestedFocDate === null,
      'liveTime',
      'A time needs a day. Choose a Requested FOC, or leave the time at 11:30 AM.',
    ),
  ]
}

function respOrgMistakes({
  content: { targetRespOrgId: target, numbers },
}: FilledForm): readonly OrderProblem[] {
  if (target === null) return []
  const isLocal = numbers.length > 0 && !numbers.some(isTollFree)
  if (isLocal) {
    const says = 'Leave this empty. Only toll-free has a target RespOrg.'
    return [{ field: 'targetRespOrg', says }]
  }
  return when(
    !/^[a-z\d]{5}$/i.test(target),
    'targetRespOrg',
    'Enter exactly 5 letters or digits, like JYT01.',
  )
}

function tollFreeMistakes({ typed, content }: FilledForm): readonly OrderProblem[] {
  if (!areTollFree(content.numbers)) return []
  const none = 'Leave this empty for toll-free.'
  return [
    ...when(isTyped(typed.btn), 'btn', none),
    ...when(isTyped(typed.newBtn), 'newBtn', none),
    ...when(
      content.partialPort,
      'partialPort',
      'Toll-free can’t be a partial port. Clear the checkbox.',
    ),
    ...when(
      content.subscriber.type?.toUpperCase() === 'RESIDENTIAL',
      'subscriberType',
      'Toll-free numbers must belong to a business. Choose Business.',
    ),
    ...when(content.triggered, 'golive', 'Toll-free doesn’t need this. Choose Automatically.'),
    ...when(
      isOwnTime(typed.liveTime),
      'liveTime',
      'Toll-free can only request a day. Choose 11:30 AM.',
    ),
  ]
}

const NEVER_EMPTY = fieldsOf('order').filter((field) => FIELDS[field].empty === null)

/** A PUT cannot express "nothing", and what is not sent stays as it is. */
function emptiedMistakes({ typed, content, before }: FilledForm): readonly OrderProblem[] {
  if (before === null) return []
  return NEVER_EMPTY.flatMap((field) => {
    const input = inputOf(field)
    return input === null
      ? []
      : when(
          content[field] === null && before[field] !== null && !isTyped(textAt(input.block, typed)),
          input.block,
          'Bandwidth can’t clear this. Enter another value, or delete the draft and start over.',
        )
  })
}

/** 11:30 is when an order goes live without being asked. */
function isOwnTime(time: string): boolean {
  return time !== '' && time !== '11:30'
}

function isTyped(text: string): boolean {
  return text.trim() !== ''
}

function notANumber(text: string): string {
  return `“${shown(text)}” isn’t a phone number. Enter 10 digits, like 919-555-0100.`
}

function shown(text: string | null): string {
  return clipText(text?.trim() ?? '', 40)
}

function when(isSo: boolean, field: OrderProblem['field'], says: string): readonly OrderProblem[] {
  return isSo ? [{ field, says }] : []
}
