import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { MonotonicMs } from '../../src/porting/monotonic.ts'
import { GIVE_UP_AFTER_MS, PROBE_EVERY_MS } from '../../src/store/postgres/session.ts'
import { SILENT_MS, silenceBy } from '../../src/store/postgres/turn.ts'

/** Of whoever waits: how long between two of its looks; a machine that has much to do is late. */
const looks = fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 200, maxLength: 200 })

/** @returns when whoever works is first found silent for too long; `Infinity`: it is not. */
function foundSilentAt(pauses: readonly number[], signs: readonly number[]): number {
  let now = 0
  const silence = silenceBy(() => now as MonotonicMs)
  for (const pause of pauses) {
    now += pause
    const sign = String(signs.findLastIndex((at) => at <= now))
    if (silence({ pid: 1, sign, is_busy: 0 }) > SILENT_MS) return now
  }
  return Infinity
}

it('who is slow, and still hears the server before it would give up, is not cut off', () => {
  const slow = fc.array(fc.integer({ min: 1, max: GIVE_UP_AFTER_MS }), { minLength: 1 })
  fc.assert(
    fc.property(slow, looks, (gaps, pauses) => {
      const signs = [0]
      for (const gap of gaps) signs.push((signs.at(-1) ?? 0) + gap)
      expect(foundSilentAt(pauses, signs)).toBeGreaterThan(signs.at(-1) ?? 0)
    }),
  )
})

it('who hears nothing any more has given up before it is cut off, and is cut off soon after', () => {
  // The last answer took so long, and so long it then was until the next probe.
  const late = fc.integer({ min: 0, max: SILENT_MS - GIVE_UP_AFTER_MS - PROBE_EVERY_MS })
  const until = fc.integer({ min: 1, max: PROBE_EVERY_MS })
  fc.assert(
    fc.property(late, until, looks, (lateMs, untilMs, pauses) => {
      const givesUpAt = lateMs + GIVE_UP_AFTER_MS + untilMs
      const cutOffAt = foundSilentAt(pauses, [0])
      expect(cutOffAt).toBeGreaterThanOrEqual(givesUpAt)
      expect(cutOffAt).toBeLessThanOrEqual(SILENT_MS + 2 * Math.max(...pauses))
    }),
  )
})
