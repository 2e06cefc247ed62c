import type { Instant } from '../porting/calendar.ts'
import { inWorker } from './in-worker.ts'
import type { BackupSettings } from './backup-folder.ts'

export type FileTask =
  | { readonly kind: 'check'; readonly database: string }
  | {
      readonly kind: 'backup'
      readonly database: string
      readonly settings: BackupSettings
      readonly now: Instant
    }

/**
 * Do something with a whole database file in a thread of its own, which only reads it.
 * @returns of a check what is wrong, null: nothing; of a backup its name.
 * @throws what went wrong there, or that it was stopped.
 */
export function offTheLoop(task: FileTask, stop: AbortSignal): Promise<string | null> {
  return inWorker(new URL('file-worker.ts', import.meta.url), { workerData: task }, stop)
}
