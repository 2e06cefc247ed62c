import { schedule } from 'node-cron'
import type { Pulse } from './pulse.ts'

/** Somebody may wait for a validation or an activation: what is due is looked for this often. */
const BEAT_MS = 1_000

/** A bell once a minute, and a quieter beat in between. @returns how to stop them. */
export function schedulePulse(pulse: Pulse): () => Promise<void> {
  const bell = schedule('* * * * *', () => pulse.ring(), { noOverlap: true })
  const beat = setInterval(() => void pulse.beat(), BEAT_MS)
  return async () => {
    clearInterval(beat)
    await bell.destroy()
  }
}
