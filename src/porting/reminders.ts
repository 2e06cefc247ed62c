import type { Absence } from './absence.ts'
import type { ActivationSettings } from './activation.ts'
import type { ApprovalOperation } from './approval.ts'
import type { CalendarDay, Instant, PortingCalendar } from './calendar.ts'
import type { PortOrder } from './order.ts'
import type { OwnerHours } from './owner-hours.ts'
import type { PortStatus } from './status.ts'

/** Something to be reminded of. */
export type Reminder =
  | { readonly kind: 'foc-in-three-days'; readonly day: CalendarDay }
  | { readonly kind: 'foc-tomorrow'; readonly day: CalendarDay }
  | { readonly kind: 'foc-today'; readonly day: CalendarDay }
  | { readonly kind: 'window-opens'; readonly day: CalendarDay }
  | { readonly kind: 'activates-soon'; readonly automaticAt: Instant }
  | { readonly kind: 'not-live'; readonly automaticAt: Instant }
  | { readonly kind: 'draft-dies'; readonly purgesAt: Instant }
  | {
      readonly kind: 'waits-long'
      readonly status: PortStatus
      readonly since: Instant
      readonly businessDays: number
    }
  | {
      readonly kind: 'approval-ends'
      readonly id: string
      readonly endsAt: Instant
      /** Of a request for several orders: the number under which it is announced, once for all of them. */
      readonly announcedUnder?: number
      /** The nth of those who may decide is called by name; absent: all of them. */
      readonly nth?: number
    }
  | { readonly kind: 'outcome-unknown'; readonly what: UnknownOperation; readonly since: Instant }

/** What was begun at Bandwidth and got no answer. */
export type UnknownOperation =
  | 'order'
  | 'bulk'
  | 'document'
  | 'note'
  | 'bulk-note'
  | 'validation'
  | 'edit'
  | 'change'
  | 'bulk-edit'
  | 'delete'
  | 'bulk-delete'
  | 'bulk-attach'
  | 'bulk-detach'
  | 'keep'
  | 'bulk-keep'
  | 'retry-validation'
  | 'bulk-retry-validation'
  | 'activation'

/** Who is notified; each value includes the ones before: the owner is always named. */
export type Notified = 'owner' | 'approvers' | 'channel'

export interface DueReminder {
  /** The same for the same reminder, whenever it is asked for. */
  readonly key: string
  /** What it is about: acknowledged or snoozed as a whole. */
  readonly topic: string
  readonly notified: Notified
  /** Its moment: what it states of the order has to be seen since then. */
  readonly at: Instant
  /** Set if the order could not be read since the reminder came due: when it was last seen. */
  readonly asOf?: Instant
  /** From then on the reminder is pointless; null: only a change of the order ends it. */
  readonly endsAt: Instant | null
  /** Set if the owner is away: the approvers and the channel are notified instead. */
  readonly absent?: AbsentOwner
  /** The approver whose turn it is. */
  readonly called?: string
  /** So many reminders come at once that this one mentions nobody. */
  readonly isQuiet?: true
  /** The last of many that calls somebody says how many more requests wait in its channel. */
  readonly othersWaiting?: number
  readonly reminder: Reminder
}

export type AbsentOwner = Absence & { readonly name: string }

/** What the plan is made from, as last known. Of an order that has not ended. */
export interface ReminderFacts {
  /** Null while Bandwidth has not shown it. */
  readonly seen: PortOrder | null
  /** It speaks for all of a bulk order: how long it waits itself is announced alone. */
  readonly isForMany?: boolean
  /** On its day an approver has nothing left to decide. */
  readonly isDecidedAhead?: boolean
  /** One for each other day that orders of a bulk order port on. */
  readonly otherDays?: readonly {
    readonly seen: PortOrder
    readonly statusSince: Instant | null
    readonly isDecidedAhead: boolean
  }[]
  /** A bulk draft, which ends as a single one does. */
  readonly bulkDraft?: DyingDraft | undefined
  readonly createdAt: Instant
  /** Since when it is known to have its status and agreed date. */
  readonly statusSince: Instant | null
  readonly ownerZone: string | null
  readonly approvals: readonly ApprovalInWaiting[]
  readonly unknown: readonly { readonly what: UnknownOperation; readonly since: Instant }[]
  /** An activation is asked for and not seen yet. */
  readonly isActivating: boolean
  readonly snoozes: readonly Snooze[]
}

export interface DyingDraft extends Pick<PortOrder, 'lastModifiedAt'> {
  /** It is not extended automatically, whatever the setting: that would overwrite what its orders have of their own. */
  readonly extensionOverwrites?: boolean
}

export interface ApprovalInWaiting {
  readonly id: string
  readonly operation: ApprovalOperation
  /** Approved ahead of its day; else it waits for an approver. */
  readonly isGranted: boolean
  readonly since: Instant
  readonly expiresAt: Instant
  /** Of a request for several orders: the number under which it is announced, once for all of them. */
  readonly announcedUnder?: number
}

/** A reminder topic that somebody has snoozed. */
export interface Snooze {
  readonly topic: string
  /** Null: no more reminders. */
  readonly until: Instant | null
  /** Who is not reminded until then: taking a topic on does not silence it for others. */
  readonly spares: 'everybody' | 'owner' | 'nobody'
}

export interface ReminderSettings {
  readonly calendar: PortingCalendar
  readonly activation: Omit<ActivationSettings, 'now' | 'calendar'>
  readonly reminders: {
    /** Business days after which an order is called to mind, by what it waits for. */
    readonly ages: Readonly<Record<Wait, number>>
    readonly extendDraftsOverWeekends: boolean
  }
}

export type Wait = 'documents' | 'carrier' | 'correction'

/** One time at which a topic comes up. The steps of a ladder follow each other as time runs out. */
export interface Step {
  readonly key: string
  readonly topic: string
  readonly at: Instant
  /** `Infinity`: only a change of the order ends it. */
  readonly endsAt: Instant
  readonly notified: Notified
  readonly breaksNight?: true
  readonly reminder: Reminder
}

export interface Planning extends ReminderSettings, ReminderFacts {
  readonly hours: OwnerHours
}
