import type { BulkChange } from '../porting/bulk-changes.ts'
import type { ChildNews } from '../porting/bulk-days.ts'
import type { BulkNews } from '../porting/news.ts'
import type { DueReminder } from '../porting/reminders.ts'

/** What a post about a bulk order shows. Facts only, as in `PostRef`. */
export type BulkPostRef =
  | { readonly kind: 'bulk-card'; readonly number: number }
  | BulkAnnouncement
  | { readonly kind: 'bulk-approval'; readonly number: number; readonly id: string }
  /** What happened to its children and needs nobody: announced together. */
  | BulkDigest
  /** When its numbers port, in one message for all of its orders. */
  | BulkDays
  /** Files that were dropped for it, and the children that they are for. */
  | { readonly kind: 'bulk-documents'; readonly number: number }
  /** The numbers that cannot go, with their reasons, as a file for the customer. */
  | { readonly kind: 'bulk-refused-file'; readonly number: number }
  /** Its orders with what each has of its own, as a table to fill in; no secrets. */
  | { readonly kind: 'bulk-children-file'; readonly number: number }

/** What is announced in a bulk order's thread. */
export type BulkAnnouncement =
  | { readonly kind: 'bulk-change'; readonly number: number; readonly change: BulkChange }
  | { readonly kind: 'bulk-news'; readonly number: number; readonly news: BulkNews }
  | { readonly kind: 'bulk-reminder'; readonly number: number; readonly due: DueReminder }

export interface BulkDigest {
  readonly kind: 'bulk-digest'
  readonly number: number
  readonly items: readonly ChildNews[]
}

export interface BulkDays {
  readonly kind: 'bulk-days'
  readonly number: number
  /** A later message says how its days are now. */
  readonly isOver?: boolean
  /** A digest has announced it in the channel: what follows joins it in the thread. */
  readonly isDigested?: boolean
  readonly items: readonly ChildNews[]
}
