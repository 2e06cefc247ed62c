import type { Selectable } from 'kysely'
import type { CalendarDay, Instant } from '../porting/calendar.ts'
import type { ContentDifference } from '../porting/approval.ts'
import { underTodaysNames } from '../porting/old-names.ts'
import type { Fix } from '../porting/fix.ts'
import type { ContentField, OrderContent } from '../porting/order.ts'
import type { WaitingApproval } from '../porting/worklists.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { batchKey } from './activation-batches.ts'
import { thinkOfReminders } from './plans.ts'
import { redraw } from './posts.ts'
import { first } from './queries.ts'
import type { ApprovalTable } from './schema.ts'

/**
 * `open` waits for an approver, `granted` was approved ahead and waits for the click that spends it,
 * `spent` was used once; the other three can no longer be used.
 */
type ApprovalState = 'open' | 'granted' | 'spent' | 'denied' | 'void' | 'expired'

export interface Approval extends WaitingApproval {
  readonly askedAt: Instant
  /** What is approved, field by field in people's words. */
  readonly content: Readonly<Record<string, string>>
  readonly facts: ApprovalFacts
  readonly state: ApprovalState
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly outcome: string | null
}

interface ApprovalFacts {
  /** Approved ahead for this day and these hours; absent for what is done at the click. */
  readonly ahead?: {
    readonly day: CalendarDay
    readonly opensAt: Instant
    readonly closesAt: Instant
  }
  readonly reason?: string
  /** What is asked for of an order that is submitted. */
  readonly change?: AskedChange
  /** Asked for together with others, which one message shows. */
  readonly batch?: string
  /** Approved ahead together with others, which one message shows. */
  readonly shownIn?: string
  /** The result of using it; absent until then, and for approvals used before results were stored. */
  readonly result?: OperationResult
  /** Of what was approved ahead: who used it, and is notified of the outcome. */
  readonly usedBy?: string
  /** What Bandwidth warned of when it took it, in its words. */
  readonly warning?: string
  /** Of what was refused: the reason alone, where the outcome says more; the headline names what was refused. */
  readonly why?: string | null
  /** Of what was refused: the next step for the person who asked. */
  readonly next?: string | null
  /** The part of the order that has to change for it, if that is known. */
  readonly fix?: Fix['kind'] | null
}

export interface AskedChange {
  /** What is to be otherwise, and the order in which it is so. */
  readonly fields: readonly ContentField[]
  readonly content: OrderContent
  readonly hasSecrets: boolean
  /** Account number and PIN, sealed; null: unchanged, or deleted since it was decided. */
  readonly secrets: string | null
  readonly differences: readonly ContentDifference[]
  /** People whose earlier request for the same change this one replaced. */
  readonly askedBefore?: readonly string[]
  /** What the person who decides has to know, a sentence each. */
  readonly warnings: readonly string[]
}

/**
 * `seen`: a refresh shows it. `requested`: a refresh shows that it waits for the losing carrier's answer.
 * `taken`: Bandwidth accepted it, and no refresh shows it yet. `refused`: certainly not done.
 */
export type OperationResult = 'seen' | 'requested' | 'taken' | 'unknown' | 'refused'

/** What came of an operation, in one sentence and in kind. */
export interface Outcome extends Pick<
  ApprovalFacts,
  'why' | 'next' | 'fix' | 'usedBy' | 'warning'
> {
  readonly result: OperationResult
  readonly says: string
}

const { read: stored, write } = columnsOf<ApprovalTable, Approval>()({
  id: 'id',
  orderNumber: 'order_number',
  operation: 'deed',
  askedBy: 'asked_by',
  askedAt: 'asked_at',
  content: { json: 'content' },
  facts: { json: 'facts' },
  expiresAt: 'expires_at',
  state: 'state',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  outcome: 'outcome',
})

export async function insertApproval(
  db: Database,
  approval: Omit<Approval, 'decidedBy' | 'decidedAt' | 'outcome'> &
    Partial<Pick<Approval, 'decidedBy' | 'decidedAt'>>,
): Promise<void> {
  await db
    .insertInto('approval')
    .values({ ...write(approval), version: 1 })
    .execute()
  await thinkOfReminders(db, approval.orderNumber)
}

export async function findApproval(db: Database, id: string): Promise<Approval | undefined> {
  return first(allOf(db).where('id', '=', id), read)
}

export async function approvalsOf(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Approval>> {
  const found = await approvalsWhere(db, (all) => all.where('id', 'in', ids))
  return new Map(found.map((approval) => [approval.id, approval]))
}

function allOf(db: Database) {
  return db.selectFrom('approval').selectAll()
}

/** In the order in which they were asked for. */
async function approvalsWhere(
  db: Database,
  narrow: (all: ReturnType<typeof allOf>) => ReturnType<typeof allOf>,
): Promise<readonly Approval[]> {
  const rows = await narrow(allOf(db)).orderBy('asked_at').orderBy('id').execute()
  return rows.map(read)
}

/** Approvals of an order that can still be used. */
export async function liveApprovals(
  db: Database,
  orderNumber: number,
): Promise<readonly Approval[]> {
  const rows = await db
    .selectFrom('approval')
    .selectAll()
    .where('order_number', '=', orderNumber)
    .where('state', 'in', ['open', 'granted'])
    .orderBy('asked_at', 'desc')
    .execute()
  return rows.map(read)
}

/** Of these orders, those whose activation is asked for right now, or approved ahead. */
export async function activationsAmong(
  db: Database,
  numbers: readonly number[],
  now: Instant,
): Promise<Readonly<Record<'open' | 'granted', ReadonlySet<number>>>> {
  const rows = await db
    .selectFrom('approval')
    .select(['order_number', 'state'])
    .where('order_number', 'in', numbers)
    .where('deed', '=', 'activate')
    .where('state', 'in', ['open', 'granted'])
    .where('expires_at', '>', now)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  const numbersIn = (state: ApprovalState): ReadonlySet<number> =>
    new Set(rows.filter((row) => row.state === state).map((row) => row.order_number))
  return { open: numbersIn('open'), granted: numbersIn('granted') }
}

export async function approvalsIn(
  db: Database,
  state: ApprovalState,
): Promise<readonly Approval[]> {
  return approvalsWhere(db, (all) => all.where('state', '=', state))
}

export async function approvalsEndingBefore(
  db: Database,
  now: Instant,
): Promise<readonly Approval[]> {
  return approvalsWhere(db, (all) =>
    all.where('state', 'in', ['open', 'granted']).where('expires_at', '<=', now),
  )
}

/**
 * Move an approval on, from exactly the state that was read.
 * @returns false when somebody else moved it first: the caller did not spend it.
 */
export async function moveApproval(
  db: Database,
  approval: Pick<Approval, 'id' | 'state'>,
  to: {
    readonly state: ApprovalState
    readonly decidedBy?: string
    readonly decidedAt?: Instant
    readonly outcome?: string | null
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approval')
    .set(write(to))
    .where('id', '=', approval.id)
    .where('state', '=', approval.state)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return false
  await redrawBatchOf(db, approval.id)
  if (FORGETS_SECRETS.has(to.state)) await forgetSecrets(db, approval.id)
  return true
}

/** It is used together with others, in one message, or alone. @returns it as it is then. */
export async function useInBatch(
  db: Database,
  approval: Approval,
  batch: string | undefined,
): Promise<Approval> {
  const { batch: before, ...alone } = approval.facts
  if (before === batch) return approval
  const facts = { ...alone, ...(batch !== undefined && { batch }) }
  await db.updateTable('approval').set(write({ facts })).where('id', '=', approval.id).execute()
  return { ...approval, facts }
}

/** The messages that show it together with others: one that was approved ahead may have been asked for twice at once. */
export async function redrawBatchOf(db: Database, id: string): Promise<void> {
  const { batch, shownIn } = (await findApproval(db, id))?.facts ?? {}
  if (batch === undefined && shownIn === undefined) return
  const batches = await db
    .selectFrom('activation_batch')
    .select('id')
    .where('orders', 'like', `%"${id}"%`)
    .orderBy('id')
    .execute()
  for (const one of batches) await redraw(db, batchKey(one.id))
}

const FORGETS_SECRETS: ReadonlySet<ApprovalState> = new Set(['denied', 'void', 'expired'])

/** Secrets that are no longer needed when it is decided. */
async function forgetSecrets(db: Database, id: string): Promise<void> {
  const known = (await findApproval(db, id))?.facts
  if (known?.change?.secrets == null) return
  const facts = { ...known, change: { ...known.change, secrets: null } }
  await db.updateTable('approval').set(write({ facts })).where('id', '=', id).execute()
}

/** Who allowed an order to be submitted, if that was asked here. */
export async function approverOf(
  db: Database,
  { orderNumber, operation }: Pick<Approval, 'orderNumber' | 'operation'>,
): Promise<string | null> {
  const row = await db
    .selectFrom('approval')
    .select('decided_by')
    .where('order_number', '=', orderNumber)
    .where('deed', '=', operation)
    .where('state', '=', 'spent')
    .orderBy('decided_at', 'desc')
    .executeTakeFirst()
  return row?.decided_by ?? null
}

declare const spent: unique symbol
/** As it was when it was spent, which one caller does, once. */
export type SpentApproval = Approval & { readonly [spent]: true }

/** @returns null when somebody else moved it first. */
export async function spendApproval(
  db: Database,
  approval: Approval,
  { by, now }: { readonly by: string; readonly now: Instant },
): Promise<SpentApproval | null> {
  const decided = approval.decidedBy === null ? { decidedBy: by, decidedAt: now } : {}
  const isMine = await moveApproval(db, approval, { state: 'spent', ...decided })
  return isMine ? (approval as SpentApproval) : null
}

/** Spent, and its outcome was never announced: the operation was interrupted. */
export async function unfinishedApprovals(db: Database): Promise<readonly Approval[]> {
  return approvalsWhere(db, (all) => all.where('state', '=', 'spent').where('outcome', 'is', null))
}

/** Those of an order whose outcome the order itself was to show. */
export async function approvalsInDoubt(
  db: Database,
  orderNumber: number,
): Promise<readonly string[]> {
  const spent = await approvalsWhere(db, (all) =>
    all.where('order_number', '=', orderNumber).where('state', '=', 'spent'),
  )
  return spent
    .filter(({ facts: { result } }) => result === 'taken' || result === 'unknown')
    .map(({ id }) => id)
}

export async function announceOutcome(
  db: Database,
  id: string,
  { says, ...result }: Outcome,
): Promise<void> {
  const approval = await findApproval(db, id)
  if (approval === undefined) return
  await db
    .updateTable('approval')
    .set(write({ outcome: says, facts: { ...approval.facts, ...result } }))
    .where('id', '=', id)
    .execute()
  await redrawBatchOf(db, id)
  await forgetSecrets(db, id)
}

function read(row: Selectable<ApprovalTable>): Approval {
  const approval = withReason(stored(row))
  return { ...approval, content: underTodaysNames(approval.content) }
}

/** Earlier releases stored an outcome in one sentence, whose beginning says what the headline does. */
const NOT_DONE = /^Not done: /
const BANDWIDTH_REFUSED = /^Bandwidth didn’t [^:]+: /

function withReason(approval: Approval): Approval {
  const { state, outcome, facts } = approval
  if (state !== 'spent' || outcome === null) return approval
  const result = facts.result ?? (NOT_DONE.test(outcome) ? 'refused' : undefined)
  if (result !== 'refused' || facts.why !== undefined) return approval
  const says = outcome.replace(NOT_DONE, '')
  const why = BANDWIDTH_REFUSED.test(says) ? says.replace(BANDWIDTH_REFUSED, '') : null
  return { ...approval, outcome: says, facts: { ...facts, result, why } }
}
