import { randomBytes } from 'node:crypto'
import { ApiError } from './api-error.ts'

/** Trigger ids: good for one opening, and for a few real seconds. */
export function createTriggers(lifetimeMs: number) {
  const issued = new Map<string, { userId: string; until: number; spent: boolean }>()
  return {
    issue(userId: string): string {
      const id = `${Date.now()}.${issued.size + 1}.${randomBytes(8).toString('hex')}`
      issued.set(id, { userId, until: performance.now() + lifetimeMs, spent: false })
      return id
    },

    /** Answers whose trigger it was. Also a refused view burns it. */
    spend(id: string): string {
      const trigger = issued.get(id)
      if (!trigger) throw new ApiError('invalid_trigger_id')
      if (trigger.spent) throw new ApiError('exchanged_trigger_id')
      if (performance.now() > trigger.until) throw new ApiError('expired_trigger_id')
      trigger.spent = true
      return trigger.userId
    },
  }
}
