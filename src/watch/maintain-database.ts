import type { Desk } from '../desk/desk.ts'
import type { Instant } from '../porting/calendar.ts'
import { BACKED_UP, BACKUP_FAILED, DAMAGED, noteUndamaged } from '../desk/examine-backup.ts'
import { forgetMilestone, milestone, reachMilestone } from '../store/milestones.ts'
import { offTheLoop } from '../store/off-the-loop.ts'

const DAY = 24 * 60 * 60 * 1000
const AFTER_FAILURE_MS = 60 * 60 * 1000

interface DatabaseFile {
  /** Starts what is due, in a thread of its own; returns without waiting for it. */
  readonly everyMinute: () => Promise<void>
  stop(): Promise<void>
}

/**
 * The daily copy, and the check of a database that is too large to be read completely at the start.
 * @param file ':memory:' needs neither.
 */
export function maintainDatabase(
  desk: Desk,
  file: string,
  { isChecked }: { readonly isChecked: boolean },
): DatabaseFile {
  const { db, clock, log } = desk
  const { backups } = desk.settings
  const end = new AbortController()
  let needsCheck = !isChecked
  let triedAt: Instant | null = null
  let working: Promise<void> | undefined

  async function check(): Promise<void> {
    triedAt = clock()
    const damage = await offTheLoop({ kind: 'check', database: file }, end.signal)
    if (damage === null) {
      await noteUndamaged(db, clock())
    } else {
      log('database-damaged', { damage })
      await reachMilestone(db, DAMAGED, clock())
    }
    needsCheck = false
  }

  async function copy(): Promise<void> {
    if (backups === null) return
    const now = clock()
    try {
      await offTheLoop({ kind: 'backup', database: file, settings: backups, now }, end.signal)
      await reachMilestone(db, BACKED_UP, now)
      await forgetMilestone(db, BACKUP_FAILED)
      log('backed-up', {})
    } catch (error) {
      if (end.signal.aborted) return
      log('backup-failed', { error })
      await reachMilestone(db, BACKUP_FAILED, now)
    }
  }

  async function isCopyDue(): Promise<boolean> {
    if (backups === null) return false
    return (await isOver(BACKED_UP, DAY)) && (await isOver(BACKUP_FAILED, AFTER_FAILURE_MS))
  }

  async function isOver(name: string, ms: number): Promise<boolean> {
    return hasPassed(await milestone(db, name), ms)
  }

  /** If the clock was put back, it is due at once rather than late. */
  function hasPassed(last: Instant | null, ms: number): boolean {
    return last === null || Math.abs(clock() - last) >= ms
  }

  function begin(work: () => Promise<void>): void {
    working = work()
      .catch((error: unknown) => {
        if (!end.signal.aborted) log('database-care-failed', { error })
      })
      .finally(() => {
        working = undefined
      })
  }

  return {
    async everyMinute() {
      if (file === ':memory:' || working !== undefined || end.signal.aborted) return
      if (needsCheck && hasPassed(triedAt, AFTER_FAILURE_MS)) begin(check)
      else if (await isCopyDue()) begin(copy)
    },
    async stop() {
      end.abort()
      await working
    },
  }
}
