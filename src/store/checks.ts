import type { Instant } from '../porting/calendar.ts'
import type { Verdict } from '../porting/portability.ts'
import type { ReadingAccount } from '../porting/reading-account.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { isDue } from './due.ts'
import { first } from './queries.ts'
import type { CheckTable } from './schema.ts'

/** `asking` until every number has its verdict; `done` even when some could not be learnt. */
type CheckState = 'asking' | 'done'

/** One `/portin check`: what was asked and what is known so far. */
export interface PortabilityCheck {
  readonly id: string
  readonly channel: string
  readonly askedBy: string
  readonly askedAt: Instant
  readonly numbers: readonly TelephoneNumber[]
  /** What could not be read as a number, as it was typed. */
  readonly unread: readonly string[]
  /** What became of every row; null for what was asked before there were accounts. */
  readonly account: ReadingAccount | null
  readonly verdicts: readonly Verdict[]
  readonly validationId: string | null
  readonly validationKey: string | null
  readonly state: CheckState
  readonly nextPollAt: Instant | null
  /** Why something could not be learnt, in words. */
  readonly problem: string | null
}

const { read, write } = columnsOf<CheckTable, PortabilityCheck>()({
  id: 'id',
  channel: 'channel',
  askedBy: 'asked_by',
  askedAt: 'asked_at',
  numbers: { json: 'numbers' },
  unread: { json: 'unread' },
  account: { json: 'account' },
  verdicts: { json: 'verdicts' },
  validationId: 'validation_id',
  validationKey: 'validation_key',
  state: 'state',
  nextPollAt: 'look_at',
  problem: 'problem',
})

export async function insertCheck(
  db: Database,
  check: Pick<
    PortabilityCheck,
    'id' | 'channel' | 'askedBy' | 'askedAt' | 'numbers' | 'unread' | 'account' | 'nextPollAt'
  >,
): Promise<void> {
  await db
    .insertInto('portability_check')
    .values({ ...write(check), verdicts: '[]', state: 'asking', version: 1 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function findCheck(db: Database, id: string): Promise<PortabilityCheck | undefined> {
  return first(db.selectFrom('portability_check').selectAll().where('id', '=', id), read)
}

/** When a check whose first step was interrupted by a crash is next polled; the others are polled sooner. */
export const LONGEST_CHECK_WAIT_MS = 2 * 60_000

export async function dueChecks(db: Database, now: Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('portability_check')
    .select('id')
    .where(isDue('look_at', now, LONGEST_CHECK_WAIT_MS))
    .orderBy('look_at')
    .execute()
  return rows.map((row) => row.id)
}

export async function writeCheck(
  db: Database,
  id: string,
  to: Partial<
    Pick<
      PortabilityCheck,
      'verdicts' | 'validationId' | 'validationKey' | 'state' | 'nextPollAt' | 'problem' | 'channel'
    >
  >,
): Promise<void> {
  await db.updateTable('portability_check').set(write(to)).where('id', '=', id).execute()
}
