import type { ClockTime, Instant } from '../porting/calendar.ts'
import type { ApproveChanges } from '../porting/change-approval.ts'
import type { ReminderSettings } from '../porting/reminders.ts'
import type { Database } from '../store/database.ts'
import type { BackupSettings } from '../store/backup-folder.ts'
import type { Seal } from '../store/seal.ts'
import type { NewsRoutes } from '../porting/news-routes.ts'
import type { Calls } from './calls.ts'
import type { OrderLocks } from './order-locks.ts'
import type { ViewSettings } from './view-order.ts'

/** What every operation works with. */
export interface Desk extends Calls {
  readonly db: Database
  /** Calls for an operation about many orders: they wait their turn instead of giving up. */
  readonly inBatches: Calls
  readonly clock: () => Instant
  readonly seal: Seal
  readonly locks: OrderLocks
  readonly settings: DeskSettings
  readonly log: Log
  /** Everybody who may decide, one by one; null when that can't be found out now. */
  readonly approvers: () => Promise<readonly string[] | null>
  /** Whether what they approved earlier still counts; null when that can't be found out now. */
  readonly mayApprove: (user: string) => Promise<boolean | null>
  /** Something is queued: the delivery need not wait for the next second. */
  readonly wake: () => void
}

export interface DeskSettings extends ViewSettings, ReminderSettings {
  /** Whether the requester of an operation may also approve it. */
  readonly askerMayApprove: boolean
  /** Which changes of a submitted order an approver decides. */
  readonly approveChanges: ApproveChanges
  /** How long refreshes try to confirm an activation before it is reported as not seen. */
  readonly confirmActivationMs: number
  /** Where news without a channel of its own is posted; null: nowhere. */
  readonly defaultChannel: string | null
  /** Where each kind of news is posted besides the order's thread. */
  readonly news: NewsRoutes
  readonly login: Login
  /** Bandwidth users who are colleagues: their notes are announced and mention nobody. */
  readonly ownNoteUsers: readonly string[]
  /** How Bandwidth notifies us; null: it is only polled. */
  readonly webhook: WebhookSettings | null
  /** What the form of a toll-free order starts with; null: empty. */
  readonly usualTargetRespOrg: string | null
  /** Where daily copies of the database go; null: none are made. */
  readonly backups: BackupSettings | null
  /** When channels get their list for the day, New York time; null: never. */
  readonly morning: ClockTime | null
  /** How often an order is polled while nothing is expected soon. */
  readonly pollEveryMs: number
}

/** One event with its facts; never a number, a name, an address or a secret. */
export type Log = (event: string, facts: Readonly<Record<string, unknown>>) => void

/** In the audit for what the bot did automatically. */
export const BY_ITSELF = 'portin'

/** How the bot logs in to Bandwidth, and the name that its notes bear there. */
interface Login {
  readonly kind: 'client' | 'password'
  readonly noteUser: string
  /** The settings name the user of notes. */
  readonly isNoteUserSet: boolean
}

/** How Bandwidth reaches us. */
export interface WebhookSettings {
  readonly url: string
  readonly username: string
  readonly password: string
}

/** Hundreds of calls do not fit into a minute: they wait their turn. */
export function patient(desk: Desk): Desk {
  return withTime(desk, desk.inBatches)
}

/** For work that nobody waits for: it does not hurry the operation that holds the order. */
export function withTime(desk: Desk, calls: Calls): Desk {
  return { ...desk, ...calls, locks: desk.locks.unhurried }
}

/** Written in one transaction or not at all; what is queued with it need not wait for the next second. */
export async function writeAndWake<Written>(
  { db, wake }: Pick<Desk, 'db' | 'wake'>,
  write: (db: Database) => Promise<Written>,
): Promise<Written> {
  const written = await db.transaction().execute(write)
  wake()
  return written
}
