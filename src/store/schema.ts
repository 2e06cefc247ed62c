import type { CounterTable, DatabaseOwnerTable } from './own-tables.ts'
import type {
  BillingCarrierTable,
  RemovedNumberTable,
  StartedMessageTable,
  ReadingQuestionTable,
  ReadingAnswerTable,
  OrderAccountTable,
} from './reading-tables.ts'
import type { Generated } from 'kysely'

/**
 * JSON is stored as text, times as milliseconds since 1970, booleans as 1 and 0. Fields are documented
 * where they are read; here only what a column's name hides.
 */
export interface Schema {
  port_order: PortOrderTable
  bulk_order: BulkOrderTable
  bulk_numbers: BulkNumbersTable
  bulk_document: BulkDocumentTable
  shared_correction: SharedCorrectionTable
  written_note: WrittenNoteTable
  intent: IntentTable
  approval: ApprovalTable
  activation: ActivationTable
  activation_batch: ActivationBatchTable
  post: PostTable
  document: DocumentTable
  portability_check: CheckTable
  form: FormTable
  started_message: StartedMessageTable
  seen_event: SeenEventTable
  errand: PendingRequestTable
  quiet: SnoozeTable
  hint: RefreshRequestTable
  known_note: KnownNoteTable
  note_due: NoteDueTable
  audit: AuditTable
  milestone: MilestoneTable
  counter: CounterTable
  database_owner: DatabaseOwnerTable
  sent_content: SentContentTable
  key_canary: KeyCanaryTable
  order_name: OrderNameTable
  order_summary: OrderSummaryTable
  order_account: OrderAccountTable
  reading_answer: ReadingAnswerTable
  reading_question: ReadingQuestionTable
  kept_list: KeptListTable
  hand_over: HandOverTable
  billing_carrier: BillingCarrierTable
  removed_number: RemovedNumberTable
}

/** What orders and bulk orders have in common. */
export interface FollowedTable {
  id: string | null
  token: string
  customer_order_id: string
  /** The last refresh: a PortOrder or a BulkOrder. Null until there was one. */
  seen: string | null
  status: string | null
  seen_at: number | null
  /** Of the last refresh, for the reconciliation to compare without reading it. */
  last_modified_at: number | null
  version: Generated<number>
  channel: string
  owner: string
  changed_by: string
  created_at: number
  look_at: number | null
  waiting_since: number | null
  ended_at: number | null
  ending: string | null
  owner_zone: string | null
  stands_since: number | null
  /** What is needed to recreate it; until the new one is seen for the first time. */
  made_again: string | null
  /** Nothing is to be called to mind before. 0: something has changed, so think about it. */
  remind_at: Generated<number>
  keep_again_at: number | null
  /** The version whose names and summary are in the index; another one is to be indexed. */
  indexed_version: Generated<number>
}

export interface PortOrderTable extends FollowedTable {
  number: Generated<number>
  /** What was last typed or seen: an OrderContent. Outlives the order at Bandwidth. */
  content: string
  documents: string
  sealed_secrets: string | null
  bulk_number: number | null
  /** What a list said of a child before it was first read: a ListedChild. */
  listed: string | null
  secrets_mark: string | null
  in_place_of: number | null
  /** Of a child: the date that its carrier gave on its own, a FocDate. */
  carrier_foc_date: string | null
  /** While a change or cancellation is under way, the status before it: a StoodBefore. */
  stood_before: string | null
}

/** Numbered from the same counter as port_order, so a short number names one of either. */
export interface BulkOrderTable extends FollowedTable {
  number: number
  /** What was last typed or seen: SharedFacts. Outlives the order at Bandwidth. */
  shared: string
  /** When Bandwidth was given exactly these numbers; null: it is still to be given them. */
  numbers_sent_at: number | null
  /** Why Bandwidth would not take the list as it is: OrderError[]. */
  numbers_errors: Generated<string>
  /** What the list of children says is wrong with them: ChildError[]. */
  child_errors: Generated<string>
  /** Since when the numbers are being checked; null while they are not. */
  checking_since: number | null
  /** How many Bandwidth has checked; null if it does not say. */
  numbers_done: number | null
  progress_at: number | null
}

/** The longest part of a bulk order, read by name. */
interface BulkNumbersTable {
  bulk_number: number
  wanted: string
  /** The last word on them: BulkNumbers. */
  split: string | null
  /** Whether they are in the index as they are. */
  are_named: Generated<number>
}

export interface ActivationBatchTable {
  id: string
  bulk_number: number | null
  orders: string
  asked_by: string
  asked_at: number
  decided_by: string | null
  state: string
}

/** A list that somebody asked for and turns the pages of. */
interface KeptListTable {
  id: string
  by: string
  content: string
  created_at: number
}

/** What people call orders by, normalized. */
export interface OrderNameTable {
  kind: string
  name: string
  order_number: number
}

/**
 * The fields of an order or a bulk order that searches and lists use, in few bytes: derived from its row,
 * and again for each new version.
 */
export interface OrderSummaryTable {
  number: number
  kind: string
  token: string
  bulk_number: number | null
  channel: string
  owner: string
  status: string | null
  ended_at: number | null
  ending: string | null
  stands_since: number
  customer: string | null
  carrier: string | null
  numbers: number
  foc_day: string | null
  ports_at: number | null
  requested_day: string | null
  on_demand: number
  draft_ends_at: number | null
  reason: string | null
  due_at: number
}

export interface BulkDocumentTable {
  id: string
  bulk_number: number
  source: string
  name: string
  size: number
  offered_by: string
  offered_at: number
  child_number: number | null
  because: string | null
  state: string
  person: string | null
  shared_by: string | null
  outcome: string | null
}

/** Of a form that corrects several orders of a bulk order, while they are sent one by one. */
interface SharedCorrectionTable {
  id: string
  bulk_number: number
  by: string
  /** Which orders, which fields, and what they are to say. */
  correction: string
  /** Those that did not take it so far. */
  failed: string
  /** A crash came in between: the rest is not sent. */
  cut_off: Generated<number>
}

export interface WrittenNoteTable {
  id: Generated<number>
  order_number: number
  by: string
  parts: string
  begun_at: number
  /** A crash came in between: the rest is not sent. */
  cut_off: Generated<number>
}

export interface IntentTable {
  id: Generated<number>
  kind: string
  order_number: number | null
  /** By which the thing is found again: a customer order id, a document's name, a note's text. */
  search_key: string
  facts: string
  by: string
  begun_at: number
  looks: number
  look_at: number
  outcome: string | null
  closed_at: number | null
}

export interface ApprovalTable {
  id: string
  order_number: number
  deed: string
  asked_by: string
  asked_at: number
  content: string
  facts: string
  expires_at: number
  state: string
  decided_by: string | null
  decided_at: number | null
  /** Why it was denied, what voided it, what came of the operation. */
  outcome: string | null
  version: number
}

export interface SentContentTable {
  order_number: number
  approval_id: string
  /** As it was approved; of a bulk order itself, the numbers of its children. */
  content: string
  step: string
  sent_at: number
  look_at: number
  /** The differences that were announced already. */
  told: Generated<string>
}

export interface ActivationTable {
  id: Generated<number>
  order_number: number
  approval_id: string
  asked_at: number
  by: string
  state: string
  told: string | null
  look_until: number
  window_closes_at: number | null
  version: number
}

export interface PostTable {
  id: Generated<number>
  key: string
  kind: string
  ref: string
  channel: string
  parent: string | null
  broadcast: number
  version: Generated<number>
  drawn: Generated<number>
  ts: string | null
  /** Set before the first try; a post tried without an answer is searched for before it is repeated. */
  tried_at: number | null
  /** Not tried before, after a try that failed. */
  not_before: Generated<number>
  /** Nobody is notified before this: the reader's morning. */
  told_from: Generated<number>
  attempts: Generated<number>
  created_at: number
}

export interface DocumentTable {
  id: string
  order_number: number
  source: string
  name: string
  size: number
  offered_by: string
  offered_at: number
  state: string
  type: string | null
  attached_by: string | null
  file_id: string | null
  digest: string | null
  outcome: string | null
  version: number
}

export interface CheckTable {
  id: string
  channel: string
  asked_by: string
  asked_at: number
  numbers: string
  unread: string
  account: string | null
  verdicts: string
  validation_id: string | null
  validation_key: string | null
  state: string
  look_at: number | null
  problem: string | null
  version: number
}

export interface FormTable {
  id: string
  kind: string
  by: string
  channel: string
  order_number: number | null
  content: string
  sealed_secrets: string | null
  sealed_at: number | null
  state: string
  created_at: number
}

interface SeenEventTable {
  id: string
  at: number
}

/** Requests from Slack that have not been processed yet. */
export interface PendingRequestTable {
  id: Generated<number>
  by: string
  what: string
  /** A SlackEvent; null for what only a person may repeat. */
  event: string | null
  at: number
  /** At how many starts it was found. */
  cut_off: Generated<number>
}

/** A topic that somebody has acknowledged (`until` null) or snoozed. */
interface SnoozeTable {
  order_number: number
  matter: string
  by: string
  at: number
  until: number | null
  /** Who has taken it on; null where it was only put off, or set aside for good before 0.2. */
  taken_by_name: string | null
}

/** Bandwidth said something about an order; what, is asked of Bandwidth. */
interface RefreshRequestTable {
  id: Generated<number>
  order_id: string
  at: number
  not_before: number
}

/** A note at Bandwidth that was announced, or sent from here. */
interface KnownNoteTable {
  order_number: number
  note_id: string
  /** Of its text when it was announced. */
  digest: string
}

/** The notes of an order are to be read. */
interface NoteDueTable {
  id: Generated<number>
  order_number: number
  cause: string
  at: number
}

export interface AuditTable {
  id: Generated<number>
  at: number
  order_number: number | null
  by: string
  deed: string
  facts: string
}

interface MilestoneTable {
  name: string
  at: number
}

/** One row, sealed with the configured key, to detect that the key was replaced. */
interface KeyCanaryTable {
  id: number
  sealed: string
}

/** An order that goes back to its owner on the morning of a day. */
export interface HandOverTable {
  order_number: number
  lent_by: string
  lent_by_name: string
  lent_to: string
  lent_to_name: string
  /** One of many that were handed over together: 1 or 0. */
  is_quiet: number
  until: string
}
