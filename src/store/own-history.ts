import type { OwnEntry } from '../porting/history-words.ts'
import { auditOf } from './audit.ts'
import type { Database } from './database.ts'

/** More happens to no order. */
const MOST = 2_000

/**
 * What was done here about an order, newest first where it is of one moment: the audit, and what came to
 * nothing or ended without anybody, as `refused …`, `never arrived …`, `in doubt …`, `outcome of …`,
 * `request expired …`.
 */
export async function ownHistory(db: Database, orderNumber: number): Promise<readonly OwnEntry[]> {
  const entry = (
    at: number,
    by: string,
    operation: string,
    facts: OwnEntry['facts'] = {},
  ): OwnEntry => ({ at, by, operation, facts })
  const intents = await db
    .selectFrom('intent')
    .select(['kind', 'by', 'begun_at', 'closed_at', 'outcome'])
    .where('order_number', '=', orderNumber)
    .where((row) => row.or([row('outcome', 'is', null), row('outcome', '!=', 'done')]))
    .orderBy('id')
    .execute()
  const approvals = await db
    .selectFrom('approval')
    .select(['deed', 'decided_at', 'expires_at', 'state', 'outcome'])
    .where('order_number', '=', orderNumber)
    .where('state', 'in', ['spent', 'expired'])
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return [
    ...intents.map((row) =>
      entry(
        row.closed_at ?? row.begun_at,
        row.by,
        `${ENDS[row.outcome ?? ''] ?? 'in doubt'} ${row.kind}`,
      ),
    ),
    ...approvals.flatMap((row) => {
      if (row.state === 'expired')
        return [entry(row.expires_at, 'portin', `request expired ${row.deed}`)]
      const { outcome, decided_at: at } = row
      return outcome === null || at === null
        ? []
        : [entry(at, 'portin', `outcome of ${row.deed}`, { says: outcome })]
    }),
    ...(await auditOf(db, orderNumber, MOST)),
  ]
}

const ENDS: Readonly<Record<string, string>> = {
  refused: 'refused',
  'never-happened': 'never arrived',
}
