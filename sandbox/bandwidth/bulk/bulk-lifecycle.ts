import { randomUUID } from 'node:crypto'
import { nextSweep } from '../calendar.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { DRAFT_LIFE_MS } from '../lifecycle.ts'
import { isTollFree } from '../numbering.ts'
import type { Order, OrderContent } from '../order.ts'
import { isDraft, isOver, tnsOf } from '../order.ts'
import { busyNumbers } from '../order-checks.ts'
import type { Practice } from '../practice.ts'
import { vendorFailure } from '../toll-free-check.ts'
import { createAlignment } from './alignment.ts'
import type { BulkOrder, BulkStatus } from './bulk-order.ts'
import { childrenOf, isDraftBulk, isRunningBulk } from './bulk-order.ts'
import { replaceChildren } from './children.ts'
import { portabilityOf } from './splitting.ts'

export type BulkLifecycle = ReturnType<typeof createBulkLifecycle>

/** Where bulk orders go: by their lists before submission, by their children after it. */
export function createBulkLifecycle(practice: Practice, lifecycle: Lifecycle) {
  const { clock, agenda, timings, orders, bulks, bulkHabits, notifyBulk: tellBulk } = practice
  const alignment = createAlignment(practice, lifecycle)

  function create(template: OrderContent, by: string): BulkOrder {
    const at = clock.now()
    const bulk: BulkOrder = {
      id: randomUUID(),
      createdAt: at,
      createdBy: by,
      template,
      status: 'DRAFT',
      modifiedAt: at,
      modifiedBy: by,
      moves: 0,
      tns: [],
      portable: [],
      errors: [],
      vendorFailed: false,
      vendorTries: 0,
      checkEndsAt: at,
      history: [],
      versions: [],
      documents: [],
      notes: [],
    }
    bulks.set(bulk.id, bulk)
    move(bulk, 'DRAFT', at, by, 'Draft order has been created')
    return bulk
  }

  function touch(bulk: BulkOrder, at: number, by: string, note?: string): void {
    bulk.modifiedAt = at
    bulk.modifiedBy = by
    const { status } = bulk
    const kind = isDraftBulk(bulk) ? 'Draft order' : 'Order'
    bulk.versions.push({ at, by, status })
    bulk.history.push({ at, author: by, status, note: note ?? `${kind} has been updated` })
  }

  function move(bulk: BulkOrder, status: BulkStatus, at: number, by = 'System', note?: string) {
    bulk.status = status
    bulk.moves += 1
    touch(bulk, at, by, note)
    tellBulk(bulk, { kind: 'status', message: `The bulk order is ${status}.` }, at)
  }

  /** Takes a list in place of the earlier one and has it checked. */
  function putNumbers(bulk: BulkOrder, tns: readonly string[], by: string): void {
    bulk.tns = tns
    bulk.vendorTries = 0
    check(bulk, by)
  }

  function retry(bulk: BulkOrder, by: string): void {
    bulk.vendorTries += 1
    check(bulk, by)
  }

  function check(bulk: BulkOrder, by: string): void {
    const at = clock.now()
    bulk.portable = []
    bulk.errors = []
    bulk.vendorFailed = false
    move(bulk, 'VALIDATE_DRAFT_TNS', at, by)
    const fails = bulk.vendorTries < bulkHabits.vendorFailures
    const failure = fails ? vendorFailure(bulk.tns) : null
    const usual = bulk.tns.some(isTollFree) ? timings.bulkTollFreeCheck : timings.bulkCheck
    const { moves } = bulk
    bulk.checkEndsAt = at + (failure ? timings.vendorSilence : usual)
    agenda.at(bulk.checkEndsAt, (due) => {
      if (bulk.moves !== moves || !bulks.has(bulk.id)) return
      if (failure === null) finishCheck(bulk, due)
      else {
        bulk.vendorFailed = true
        bulk.errors = [{ ...failure, tns: bulk.tns }]
        move(bulk, 'INVALID_DRAFT_TNS', due)
      }
    })
  }

  function finishCheck(bulk: BulkOrder, at: number): void {
    const busy = busyNumbers(bulk.tns, { orders: orders.values(), self: null })
    const { portable, errors } = portabilityOf(bulk.tns, busy)
    bulk.portable = portable
    bulk.errors = errors
    const valid = errors.length === 0
    if (valid || bulkHabits.childrenWhenInvalid) {
      replaceChildren(bulk, portable, at, practice, lifecycle)
    }
    move(bulk, valid ? 'VALID_DRAFT_TNS' : 'INVALID_DRAFT_TNS', at)
  }

  function attach(bulk: BulkOrder, child: Order): void {
    child.bulkId = bulk.id
    const tns = tnsOf(child)
    bulk.tns = [...bulk.tns, ...tns]
    bulk.portable = [...bulk.portable, ...tns]
  }

  function detach(bulk: BulkOrder, child: Order): void {
    child.bulkId = null
    forget(bulk, child)
  }

  function forget(bulk: BulkOrder, child: Order): void {
    const gone = new Set(tnsOf(child))
    bulk.tns = bulk.tns.filter((tn) => !gone.has(tn))
    bulk.portable = bulk.portable.filter((tn) => !gone.has(tn))
  }

  /** Where the order stands now that its children are others than before. */
  function childrenChanged(bulk: BulkOrder, at: number, by: string): void {
    const count = childrenOf(bulk, orders).length
    touch(bulk, at, by)
    if (bulk.status === 'DRAFT' && count > 0) move(bulk, 'VALID_DRAFT_TNS', at, by)
    const running = isRunningBulk(bulk)
    if (count === 0 && (running || bulk.status === 'VALID_DRAFT_TNS')) move(bulk, 'DRAFT', at, by)
    else if (running) rollUp(bulk, at)
  }

  function rollUp(bulk: BulkOrder, at: number): void {
    const statuses = childrenOf(bulk, orders).map(({ status }) => status)
    const next = rolledUp(statuses)
    if (next !== bulk.status) move(bulk, next, at)
  }

  function remove(bulk: BulkOrder): void {
    bulks.delete(bulk.id)
    for (const child of childrenOf(bulk, orders)) {
      child.bulkId = null
      if (isDraft(child.status)) lifecycle.remove(child)
    }
  }

  function sweepDaily(): void {
    agenda.at(nextSweep(clock.now()), function sweep(at) {
      for (const bulk of bulks.values()) {
        if (isDraftBulk(bulk) && at - bulk.modifiedAt >= DRAFT_LIFE_MS) remove(bulk)
      }
      agenda.at(nextSweep(at), sweep)
    })
  }

  lifecycle.watch({
    moved(child, at) {
      const bulk = bulks.get(child.bulkId ?? '')
      if (bulk === undefined || !isRunningBulk(bulk)) return
      rollUp(bulk, at)
      if (child.status === 'FOC') alignment.dateGiven(bulk, at)
    },
    removed(child) {
      const bulk = bulks.get(child.bulkId ?? '')
      if (bulk === undefined) return
      // A list that is being checked is the one that was put, whoever goes meanwhile.
      if (bulk.status !== 'VALIDATE_DRAFT_TNS') forget(bulk, child)
      childrenChanged(bulk, clock.now(), bulk.modifiedBy)
    },
  })

  return {
    create,
    touch,
    putNumbers,
    retry,
    attach,
    detach,
    childrenChanged,
    remove,
    sweepDaily,
    /** Its children follow one by one. */
    start: (bulk: BulkOrder, by: string) => {
      move(bulk, 'IN_PROGRESS', clock.now(), by, 'Order has been submitted')
    },
  }
}

function rolledUp(statuses: readonly Order['status'][]): BulkStatus {
  if (statuses.every(isOver)) {
    if (!statuses.includes('CANCELLED')) return 'COMPLETED'
    return statuses.includes('COMPLETE') ? 'PARTIAL' : 'CANCELLED'
  }
  return statuses.includes('EXCEPTION') ? 'NEEDS_ATTENTION' : 'IN_PROGRESS'
}
