import { Worker } from 'node:worker_threads'
import type { Instant } from '../porting/calendar.ts'
import type { BackupSettings } from './kept-backups.ts'

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
  const worker = new Worker(new URL('file-worker.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
  })
  const end = (): void => void worker.terminate()
  stop.addEventListener('abort', end, { once: true })
  return new Promise<string | null>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      reject(new Error('it was stopped before its end'))
    })
  }).finally(() => {
    stop.removeEventListener('abort', end)
  })
}
