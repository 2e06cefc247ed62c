import { isAlive } from '../../porting/standing.ts'
import { dayOf, showDay, type Instant } from '../../porting/calendar.ts'
import { listStateOf } from '../../porting/list-state.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { KindName } from '../../store/followed.ts'
import type { ListedOrder } from '../../porting/order-summary.ts'
import { clipText } from '../mrkdwn.ts'
import { countNumbers } from './order-words.ts'

const LONGEST_NAME = 40

/** `Acme Dental`, `Acme Corp (bulk)` */
function customerOf({ customer, kind }: Pick<ListedOrder, 'customer' | 'kind'>): string {
  const name = clipText(oneLine(customer ?? 'no customer yet'), LONGEST_NAME)
  return `${name}${MARK[kind]}`
}

const MARK: Record<KindName, string> = { order: '', bulk: ' (bulk)' }

/** `#1042 · Acme Dental` */
export function listedTitle(order: ListedOrder): string {
  return `#${order.number} · ${customerOf(order)}`
}

/** `FOC Tue, Dec 8`, `rejected`, `draft` */
export function listedState(order: ListedOrder, now: Instant): string {
  const state = clipText(listStateOf(order), LONGEST_NAME)
  return order.focDay === null || !isAlive(order)
    ? state
    : `${state === 'FOC' ? 'FOC' : `${state}, FOC`} ${showDay(order.focDay, dayOf(now))}`
}

/** `20 numbers` and, where it is known, ` from Frontier` */
export function numbersFrom({ numbers, carrier }: ListedOrder): string {
  const counted = countNumbers(numbers)
  return carrier === null ? counted : `${counted} from ${clipText(carrier, LONGEST_NAME)}`
}
