import { sql } from 'kysely'
import type { CalendarDay, Instant } from '../porting/calendar.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import type { WaitingApproval, WaitingOutcome } from '../porting/worklists.ts'
import type { ApprovalOperation } from '../porting/approval.ts'
import type { Database } from './database.ts'
import type { IntentKind } from './intents.ts'
import { readListed } from './order-index.ts'

/** Which orders a list has. Every part that is there has to hold. */
interface ListFilter {
  readonly channels: readonly string[]
  readonly isAlive?: boolean
  /** Open orders in one of the statuses, and those that ended so. */
  readonly states?: {
    readonly statuses: readonly string[]
    readonly endings: readonly string[]
  } | null
  readonly owner?: string | undefined
  /** A part of the carrier's or the customer's name, normalized. */
  readonly carrier?: string | undefined
  readonly customer?: string | undefined
  readonly foc?: { readonly from: CalendarDay; readonly to: CalendarDay } | null
  /** Without children that are submitted with a bulk order. */
  readonly isStandAlone?: boolean
}

/** What is due next comes first; what has ended, after it, the last first. */
export async function listNumbers(db: Database, filter: ListFilter): Promise<readonly number[]> {
  if (filter.channels.length === 0) return []
  let query = db
    .selectFrom('order_summary')
    .select('number')
    .where('channel', 'in', filter.channels)
  const { isAlive, states, owner, carrier, customer, foc, isStandAlone } = filter
  if (isAlive === true) query = query.where('ended_at', 'is', null)
  if (isStandAlone === true) query = query.where('bulk_number', 'is', null)
  if (owner !== undefined) query = query.where('owner', '=', owner)
  if (foc != null) query = query.where('foc_day', '>=', foc.from).where('foc_day', '<=', foc.to)
  for (const [kind, name] of [
    ['carrier', carrier],
    ['customer', customer],
  ] as const) {
    if (name === undefined) continue
    const named = db
      .selectFrom('order_name')
      .select('order_number')
      .where('kind', '=', kind)
      .where('name', 'like', `%${name}%`)
    query = query.where('number', 'in', named)
  }
  if (states != null) {
    const { statuses, endings } = states
    query = query.where((or) =>
      or.or([
        or.and([or('ended_at', 'is', null), or('status', 'in', statuses)]),
        or('ending', 'in', endings),
      ]),
    )
  }
  const rows = await query
    .orderBy(sql`ended_at IS NOT NULL`)
    .orderBy(sql`CASE WHEN ended_at IS NULL THEN due_at ELSE -ended_at END`)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

/** Owners of orders in these channels, including orders that have ended. */
export async function ownersIn(
  db: Database,
  channels: readonly string[],
): Promise<readonly string[]> {
  if (channels.length === 0) return []
  const rows = await db
    .selectFrom('order_summary')
    .select('owner')
    .distinct()
    .where('channel', 'in', channels)
    .execute()
  return rows.map(({ owner }) => owner)
}

/** Open orders with something due before a moment: they port, or Bandwidth deletes them. */
export async function dueBefore(
  db: Database,
  channels: readonly string[],
  { portsBefore, endsBefore }: { readonly portsBefore: Instant; readonly endsBefore: Instant },
): Promise<readonly ListedOrder[]> {
  return alive(db, channels, (query) =>
    query.where((or) =>
      or.or([or('ports_at', '<', portsBefore), or('draft_ends_at', '<', endsBefore)]),
    ),
  )
}

export async function aliveOf(
  db: Database,
  channels: readonly string[],
  owner: string,
): Promise<readonly ListedOrder[]> {
  return alive(db, channels, (query) => query.where('owner', '=', owner))
}

/** Open orders that have had one of these statuses since before a moment. */
export async function unchangedSince(
  db: Database,
  channels: readonly string[],
  asked: readonly {
    readonly statuses: readonly string[]
    readonly since: Instant
    /** Only those that should be live by then. */
    readonly portsBefore?: Instant
  }[],
): Promise<readonly ListedOrder[]> {
  return alive(db, channels, (query) =>
    query.where((or) =>
      or.or(
        asked.map(({ statuses, since, portsBefore }) =>
          or.and([
            or('status', 'in', statuses),
            or('stands_since', '<=', since),
            ...(portsBefore === undefined ? [] : [or('ports_at', '<', portsBefore)]),
          ]),
        ),
      ),
    ),
  )
}

function summaries(db: Database) {
  return db.selectFrom('order_summary').selectAll()
}

async function alive(
  db: Database,
  channels: readonly string[],
  narrow: (query: ReturnType<typeof summaries>) => ReturnType<typeof summaries>,
): Promise<readonly ListedOrder[]> {
  if (channels.length === 0) return []
  const rows = await narrow(
    summaries(db).where('ended_at', 'is', null).where('channel', 'in', channels),
  )
    .orderBy('number')
    .execute()
  return rows.map(readListed)
}

/** Requests that nobody has decided yet, of orders in these channels. */
export async function waitingApprovals(
  db: Database,
  channels: readonly string[],
): Promise<readonly WaitingApproval[]> {
  if (channels.length === 0) return []
  return db
    .selectFrom('approval')
    .innerJoin('order_summary', 'order_summary.number', 'approval.order_number')
    .select((column) => [
      'id',
      'order_number as orderNumber',
      column.ref('deed').$castTo<ApprovalOperation>().as('operation'),
      'asked_by as askedBy',
      'expires_at as expiresAt',
    ])
    .where('state', '=', 'open')
    .where('channel', 'in', channels)
    .orderBy('approval.asked_at')
    .orderBy('approval.id')
    .execute()
}

/** What was begun at Bandwidth and got no answer yet, of orders in these channels. */
export async function waitingOutcomes(
  db: Database,
  channels: readonly string[],
): Promise<readonly WaitingOutcome[]> {
  if (channels.length === 0) return []
  const intents = await db
    .selectFrom('intent')
    .innerJoin('order_summary', 'order_summary.number', 'intent.order_number')
    .select((column) => [
      'number as orderNumber',
      column.ref('intent.kind').$castTo<IntentKind>().as('what'),
      'begun_at as since',
    ])
    .where('closed_at', 'is', null)
    .where('channel', 'in', channels)
    .orderBy('intent.id')
    .execute()
  const runs = await db
    .selectFrom('activation')
    .innerJoin('order_summary', 'order_summary.number', 'activation.order_number')
    .select(['order_summary.number as orderNumber', 'asked_at as since'])
    .where('activation.state', '=', 'unknown')
    .where('channel', 'in', channels)
    .orderBy('activation.id')
    .execute()
  return [...intents, ...runs.map((run) => ({ ...run, what: 'activation' as const }))]
}

/** Who changed each of these orders: for requests, which they may not decide. */
export async function changersOf(
  db: Database,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (numbers.length === 0) return new Map()
  const changers = new Map<number, readonly string[]>()
  for (const table of ['port_order', 'bulk_order'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['number', 'changed_by'])
      .where('number', 'in', numbers)
      .execute()
    for (const row of rows) {
      const changes = JSON.parse(row.changed_by) as readonly { readonly by: string }[]
      changers.set(
        row.number,
        changes.map(({ by }) => by),
      )
    }
  }
  return changers
}

/** Where the card of each of these orders is; orders whose card is not posted are left out. */
export async function cardsOf(
  db: Database,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, { readonly channel: string; readonly ts: string }>> {
  if (numbers.length === 0) return new Map()
  const rows = await db
    .selectFrom('post')
    .select(['key', 'channel', 'ts'])
    .where(
      'key',
      'in',
      numbers.map((number) => `card-${number}`),
    )
    .where('ts', 'is not', null)
    .execute()
  return new Map(
    rows.map(({ key, channel, ts }) => [
      Number(key.slice('card-'.length)),
      { channel, ts: ts ?? '' },
    ]),
  )
}
