import type { Instant } from '../porting/calendar.ts'
import type { Database } from '../store/database.ts'
import { backupsIn } from '../store/backup-folder.ts'
import { isOnPostgres } from '../store/postgres/dialect.ts'
import { forgetMilestone, milestone, reachMilestone } from '../store/milestones.ts'
import type { Desk } from './desk.ts'
import { age, bad, doubtful, good, type Finding } from './finding.ts'

/** Milestones of the database file. */
export const BACKED_UP = 'backed-up'
export const BACKUP_FAILED = 'backup-failed'
const CHECKED = 'database-checked'
export const DAMAGED = 'database-damaged'

const SUBJECT = 'Last backup'
/** A day, and the hour after which one that failed is tried again. */
const TOO_OLD_MS = 26 * 60 * 60 * 1000

/** Reads the copies in their folder, not what was recorded about them. */
export async function examineBackup({ db, clock, settings }: Desk): Promise<Finding> {
  if (isOnPostgres(db)) return good(SUBJECT, 'made by your database: pg_dump or its own backups.')
  const { backups } = settings
  const now = clock()
  if (backups === null) {
    return doubtful(
      SUBJECT,
      'no daily backup is set up.',
      'Set PORTIN_BACKUP_DIR to a folder on another disk.',
    )
  }
  const [newest] = backupsIn(backups.folder)
  const hasFailed = (await milestone(db, BACKUP_FAILED)) !== null
  const says = newest === undefined ? 'there is none yet' : `${age(newest.at, now)} ago`
  if (hasFailed) {
    return bad(
      SUBJECT,
      `${says}. The latest try failed.`,
      'Check that PORTIN_BACKUP_DIR is writable and has room. I retry every hour. The log has the reason under backup-failed.',
    )
  }
  if (newest !== undefined && now - newest.at <= TOO_OLD_MS) return good(SUBJECT, `${says}.`)
  return doubtful(SUBJECT, `${says}.`, 'I’ll make one within a minute. If not, check the log.')
}

/** Every page could be read at this moment. */
export async function noteUndamaged(db: Database, now: Instant): Promise<void> {
  await forgetMilestone(db, DAMAGED)
  await reachMilestone(db, CHECKED, now)
}

/** Whether every page of the database could be read. */
export async function examineDatabaseFile({ db, clock }: Desk): Promise<Finding> {
  const subject = 'Database check'
  if (isOnPostgres(db)) return good(subject, 'done by the PostgreSQL server.')
  if ((await milestone(db, DAMAGED)) !== null) {
    return bad(
      subject,
      'the database file is damaged.',
      'Stop the bot and run `npm run restore -- FILE` with the last good backup.',
    )
  }
  const checkedAt = await milestone(db, CHECKED)
  return checkedAt === null
    ? doubtful(subject, 'not done yet.', 'Try again in a minute.')
    : good(subject, `no damage, checked ${age(checkedAt, clock())} ago.`)
}
