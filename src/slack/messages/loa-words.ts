import { countOf } from '../../porting/counts.ts'
import { someOrders, listed } from '../../porting/names-in-words.ts'
import type { SharedLoa } from '../../desk/bulk/view-loas.ts'
import type { Progress } from '../../porting/progress.ts'
import type { WhoAuthorizes } from '../../porting/shared-loa.ts'
import { oneLine } from '../../porting/plain-text.ts'

const MOST_PEOPLE = 4
const MOST_ORDERS = 3

/** `J Rivera authorizes 30 orders, K Lopez #1004 and #1005, nobody is named in #1006` */
export function whoAuthorizesWhat({ people, nobody }: WhoAuthorizes): string {
  const shown = people.slice(0, MOST_PEOPLE).map(({ person, orders }, index) => {
    const verb = index === 0 ? 'signs for ' : ''
    return `${oneLine(person)} ${verb}${fewOrders(orders.map(({ number }) => number))}`
  })
  const more = people.length - shown.length
  const others = more > 0 ? `${more === 1 ? 'one other' : `${more} others`} the rest` : null
  const none = nobody.length > 0 ? `no signer in ${fewOrders(nobody)}` : null
  return [...shown, others, none].filter((part) => part !== null).join(', ')
}

/** A few by their numbers, many by their count. */
export function fewOrders(numbers: readonly number[]): string {
  if (numbers.length > MOST_ORDERS) return countOf(numbers.length, 'order')
  return listed(numbers.map((number) => `#${number}`))
}

/** `31 of 37 orders of J Rivera have it` */
export function howFar(loa: SharedLoa): string {
  const { document, has } = loa
  const count = meantFor(loa)
  if (count === 0) return 'no order waits for it'
  const orders = count === 1 ? 'order' : 'orders'
  return `${has.length} of ${count} ${orders} of ${oneLine(document.person)} ${has.length === 1 ? 'has' : 'have'} it`
}

/** Progress while it is uploaded, one order at a time. */
export function sentOut(loa: SharedLoa): Progress | null {
  const { document, has } = loa
  return document.state === 'sending'
    ? { done: has.length, all: meantFor(loa), thing: 'order', elapsedMs: null }
    : null
}

function meantFor({ has, coming, unlisted, refused, without }: SharedLoa): number {
  return has.length + coming.length + unlisted.length + refused.length + without.length
}

/** The outcome, for the person who pressed. */
export function loaOutcome(loa: SharedLoa): string {
  const { document, refused, coming } = loa
  const says = [`${oneLine(document.name)}: ${howFar(loa)}.`]
  if (refused.length > 0) {
    says.push(`Not ${someOrders(refused.map(({ child }) => child))}: the post says why.`)
  }
  if (coming.length > 0)
    says.push(`Still confirming ${someOrders(coming)}. I’ll post in the thread.`)
  return says.join(' ')
}
