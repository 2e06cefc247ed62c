import { instantOf } from './calendar.ts'
import { differenceOf } from './differences.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Order, OrderContent, WireError } from './order.ts'
import { goesLiveAt, requestedDate } from './order.ts'
import { changedElements } from './order-content.ts'
import type { ComingRefusal, Practice } from './practice.ts'
import { asksCarrier, isLumens, isWireless } from './supp-rules.ts'

/** What becomes of a change that was answered with 200. */
type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'carrier' }
  | ({ readonly kind: 'undone at once' } & ComingRefusal)
  | { readonly kind: 'undone'; readonly error: WireError }
  | { readonly kind: 'rejected'; readonly error: WireError }
  | { readonly kind: 'cancels' }

const NOT_CARRIED_OUT = { code: '7300', text: 'A response is pending; the change was not sent.' }
const TOO_LATE = { code: '6314', text: 'The order cannot be edited within two days of the FOC.' }
const SAME_DATE = { code: '6278', text: 'The requested date equals the date of the order.' }
const VENDOR_CANCELLED = { code: '7611', text: 'The vendor cancelled without a reason.' }
const TWO_DAYS_MS = 2 * 86_400_000
const MOST_AFTER_FOC = 3

/** Changes of orders that the vendor has, and what becomes of them. */
export function createSupplements(practice: Practice, lifecycle: Lifecycle) {
  const { clock, timings, suppHabits, refusals } = practice

  function outcomeOf(order: Order, content: OrderContent): Outcome {
    const changed = changedElements(order.content, content)
    const asks = asksCarrier(changed)
    const coming = refusals.get(order.id)
    if (coming !== undefined) return { kind: 'undone at once', ...coming }
    const resent = changed.length === 0 && order.status === 'EXCEPTION'
    if (!asks && !resent) return { kind: 'taken' }
    if (order.status === 'FOC' && comesToNothing(order, changed)) {
      return { kind: 'undone at once', error: NOT_CARRIED_OUT, silently: false }
    }
    if (isLumens(order)) {
      if (isWithinTwoDays(order)) return { kind: 'undone', error: TOO_LATE }
      if (isSameDate(order.content, content)) return { kind: 'rejected', error: SAME_DATE }
    }
    if (!asks) return { kind: 'taken' }
    const last = suppHabits.fourthAfterFoc === 'cancels' && order.suppsAfterFoc >= MOST_AFTER_FOC
    return { kind: last ? 'cancels' : 'carrier' }
  }

  function comesToNothing(order: Order, changed: readonly string[]): boolean {
    const fields = changed.filter((name) => name !== 'RequestedFocDate')
    if (isWireless(order) && suppHabits.wirelessAfterFoc === '7300') return true
    return suppHabits.fieldsAfterFoc === '7300' && asksCarrier(fields)
  }

  function isWithinTwoDays(order: Order): boolean {
    const live = goesLiveAt(order)
    return order.status === 'FOC' && live !== null && live - clock.now() < TWO_DAYS_MS
  }

  function apply(order: Order, content: OrderContent, by: string): void {
    const at = clock.now()
    const outcome = outcomeOf(order, content)
    const { errors, modifiedAt, modifiedBy } = order
    const before = { content: order.content, status: order.status }
    const difference = differenceOf(order.content, content)
    refusals.delete(order.id)
    order.before = before
    order.content = content
    lifecycle.move(order, 'REQUESTED_SUPP', at, by, { difference })
    const later = (deed: (due: number) => void) => {
      lifecycle.later(order, at + timings.supp, (_order, due) => {
        deed(due)
      })
    }
    switch (outcome.kind) {
      case 'taken':
        later((due) => {
          order.before = null
          lifecycle.move(order, before.status, due)
          order.errors = errors
        })
        return
      case 'carrier':
        if (order.actualFoc !== null) order.suppsAfterFoc += 1
        return
      case 'undone at once':
        lifecycle.undo(order, at, [outcome.error])
        if (outcome.silently) Object.assign(order, { modifiedAt, modifiedBy })
        return
      case 'undone':
        later((due) => {
          lifecycle.undo(order, due, [outcome.error])
        })
        return
      case 'rejected':
        later((due) => {
          lifecycle.reject(order, due, [outcome.error])
        })
        return
      case 'cancels':
        later((due) => {
          order.errors = [VENDOR_CANCELLED]
          lifecycle.move(order, 'CANCELLED', due)
        })
    }
  }

  return { apply }
}

function isSameDate(before: OrderContent, after: OrderContent): boolean {
  const [old, next] = [before, after].map(requestedDate)
  return !!old && !!next && instantOf(old) === instantOf(next)
}
