import type { PracticeClock } from '../clock.ts'
import type { Agenda } from './agenda.ts'
import type { BulkOrder } from './bulk/bulk-order.ts'
import type { BulkHabits } from './bulk/habits.ts'
import type { NoteHabits } from './note-habits.ts'
import type { OrderNews } from './notifications.ts'
import type { Order, WireError } from './order.ts'
import type { SuppHabits } from './supp-habits.ts'

export interface Account {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly username: string
  readonly password: string
}

/** How long things take, in milliseconds of practice time. */
export interface Timings {
  /** A toll-free check, when the vendor answers. */
  readonly validation: number
  /** A toll-free check, until it is given up for want of an answer. */
  readonly vendorSilence: number
  /** How long a submitted toll-free order shows SUBMITTED before it is checked. */
  readonly flash: number
  /** PENDING_DOCUMENTS of a regular order. */
  readonly documents: number
  /** The answer of a carrier that answers on its own. */
  readonly carrier: number
  /** REQUESTED_SUPP for a change that the losing carrier need not hear of. */
  readonly supp: number
  /** From an accepted activation request to its execution. */
  readonly activation: number
  /** From activated numbers to COMPLETE. */
  readonly completion: number
  /** The check of a bulk order's list, when no number of it is toll free. */
  readonly bulkCheck: number
  readonly bulkTollFreeCheck: number
  /** From a later FOC of one child to the change of its siblings. */
  readonly alignment: number
}

export const TIMINGS: Timings = {
  validation: 2_000,
  vendorSilence: 300_000,
  flash: 1_000,
  documents: 2_000,
  carrier: 60_000,
  supp: 2_000,
  activation: 3_000,
  completion: 2_000,
  bulkCheck: 3_000,
  bulkTollFreeCheck: 90_000,
  alignment: 5_000,
}

/** A change that will be accepted and then not carried out. */
export interface ComingRefusal {
  readonly error: WireError
  /** LastModifiedDate stays what it was. */
  readonly silently: boolean
}

/** What the calls, the doors and the passing of time share. */
export interface Practice {
  readonly clock: PracticeClock
  readonly agenda: Agenda
  readonly timings: Timings
  readonly account: Account
  readonly orders: Map<string, Order>
  readonly bulks: Map<string, BulkOrder>
  readonly bulkHabits: BulkHabits
  readonly suppHabits: SuppHabits
  readonly noteHabits: NoteHabits
  /** By order: what becomes of its next change, whatever that is. */
  readonly refusals: Map<string, ComingRefusal>
  /** Whoever subscribed hears of it. */
  readonly notify: (order: Order, news: OrderNews, at: number) => void
  readonly notifyBulk: (bulk: BulkOrder, news: OrderNews, at: number) => void
}
