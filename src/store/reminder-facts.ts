import { sql } from 'kysely'
import type { ReminderFacts } from '../porting/reminders.ts'
import { openBatches } from './activation-batches.ts'
import type { ApprovalOperation } from '../porting/approval.ts'
import type { Database } from './database.ts'
import type { IntentKind } from './intents.ts'

/** Operations under way on an order, as far as reminders depend on them. */
export type UnderWay = Pick<ReminderFacts, 'approvals' | 'unknown' | 'isActivating' | 'snoozes'>

/** For many orders together: one query for each kind of operation, however many orders. */
export async function underWay(
  db: Database,
  numbers: readonly number[],
): Promise<(number: number) => UnderWay> {
  const approvals = await db
    .selectFrom('approval')
    .select(['id', 'order_number', 'deed', 'state', 'asked_at', 'decided_at', 'expires_at'])
    .where('order_number', 'in', numbers)
    .where('state', 'in', ['open', 'granted'])
    // Asked for together with others, in one message.
    .where(sql<boolean>`(state = 'granted' OR json_extract(facts, '$.batch') IS NULL)`)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  const together = await askedTogether(db, numbers)
  const runs = await db
    .selectFrom('activation')
    .select(['order_number', 'state', 'asked_at'])
    .where('order_number', 'in', numbers)
    .where('state', 'in', ['asked', 'unknown'])
    .orderBy('id')
    .execute()
  const intents = await db
    .selectFrom('intent')
    .select(['order_number', 'kind', 'begun_at'])
    .where('closed_at', 'is', null)
    .where('order_number', 'in', numbers)
    .orderBy('id')
    .execute()
  const snoozes = await db
    .selectFrom('quiet')
    .leftJoin('port_order', 'port_order.number', 'quiet.order_number')
    .leftJoin('bulk_order', 'bulk_order.number', 'quiet.order_number')
    .select(['order_number', 'matter', 'until', 'by', 'taken_by_name'])
    .select(({ fn }) => fn.coalesce('port_order.owner', 'bulk_order.owner').as('owner'))
    .where('order_number', 'in', numbers)
    .execute()

  return (number) => {
    const ofIt = (row: { readonly order_number: number | null }): boolean =>
      row.order_number === number
    return {
      approvals: [
        ...approvals.filter(ofIt).map((row) => ({
          id: row.id,
          operation: row.deed as ApprovalOperation,
          isGranted: row.state === 'granted',
          since: row.decided_at ?? row.asked_at,
          expiresAt: row.expires_at,
        })),
        ...together.filter(({ of }) => of.includes(number)).map(({ request }) => request),
      ],
      unknown: [
        ...intents
          .filter(ofIt)
          .map(({ kind, begun_at: since }) => ({ what: kind as IntentKind, since })),
        ...runs
          .filter(ofIt)
          .filter(({ state }) => state === 'unknown')
          .map(({ asked_at: since }) => ({ what: 'activation' as const, since })),
      ],
      isActivating: runs.some(ofIt),
      snoozes: snoozes
        .filter(ofIt)
        .map(({ matter: topic, until, by, owner, taken_by_name: takenBy }) => ({
          topic,
          until,
          spares: takenBy === null ? 'everybody' : by === owner ? 'owner' : 'nobody',
        })),
    }
  }
}

interface AskedTogether {
  /** Each plans for it, and one of them announces it. */
  readonly of: readonly number[]
  readonly request: ReminderFacts['approvals'][number]
}

/** Activations of several orders, asked for in one message that still waits for an approver. */
async function askedTogether(
  db: Database,
  numbers: readonly number[],
): Promise<readonly AskedTogether[]> {
  const found: AskedTogether[] = []
  for (const { id, bulkNumber, askedAt: since, orders } of await openBatches(db)) {
    const held = orders.map(({ number }) => number)
    if (![bulkNumber, ...held].some((one) => one !== null && numbers.includes(one))) continue
    const open = await db
      .selectFrom('approval')
      .select(['order_number', 'expires_at'])
      .where('order_number', 'in', held)
      .where('state', '=', 'open')
      .where(sql<string>`json_extract(facts, '$.batch')`, '=', id)
      .orderBy('order_number')
      .execute()
    const [first] = open
    if (first === undefined) continue
    const announcedUnder = bulkNumber ?? first.order_number
    const expiresAt = Math.min(...open.map(({ expires_at: at }) => at))
    found.push({
      of: bulkNumber === null ? open.map(({ order_number: number }) => number) : [bulkNumber],
      request: { id, operation: 'activate', isGranted: false, since, expiresAt, announcedUnder },
    })
  }
  return found
}
