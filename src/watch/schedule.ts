import { schedule } from 'node-cron'
import type { Scheduler } from './scheduler.ts'

/** Somebody may wait for a validation or an activation, so what is due is polled this often. */
const SECOND_MS = 1_000

/** Calls the scheduler once a minute, and once a second in between. @returns how to stop it. */
export function startScheduler(scheduler: Scheduler): () => Promise<void> {
  const minutes = schedule('* * * * *', () => scheduler.everyMinute(), { noOverlap: true })
  const everySecond = setInterval(() => void scheduler.everySecond(), SECOND_MS)
  return async () => {
    clearInterval(everySecond)
    await minutes.destroy()
  }
}
