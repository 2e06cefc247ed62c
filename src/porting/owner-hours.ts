import { addDays, clockIn, type Instant, type ZoneClock } from './calendar.ts'

/** When somebody may be spoken to, by the clocks of their own zone. */
export interface OwnerHours extends ZoneClock {
  isNight(at: Instant): boolean
  /** That moment itself by day, else the 7:00 that ends its night. */
  byDay(at: Instant): Instant
  /**
   * The best time for a message that is due at one time and useless from another: when due; else at the
   * end of the night; else, if that is too late as well, on the evening before.
   */
  bestTime(preferred: Instant, uselessFrom: Instant): Instant
}

const NIGHT_BEGINS = 21
export const NIGHT_ENDS = 7
const EVENING = 20

/** @param zone as Slack names it; null while it is not known. */
export function ownerHours(zone: string | null): OwnerHours {
  const clock = clockIn(zone)

  function isNight(at: Instant): boolean {
    const hour = clock.hourOf(at)
    return hour >= NIGHT_BEGINS || hour < NIGHT_ENDS
  }

  function byDay(at: Instant): Instant {
    if (!isNight(at)) return at
    const today = clock.dayOf(at)
    return clock.momentOf(clock.hourOf(at) < NIGHT_ENDS ? today : addDays(today, 1), NIGHT_ENDS, 0)
  }

  return {
    ...clock,
    isNight,
    byDay,
    bestTime(preferred, uselessFrom) {
      const awake = byDay(preferred)
      if (awake < uselessFrom) return awake
      const day = clock.dayOf(awake)
      const morning = clock.momentOf(day, NIGHT_ENDS, 0)
      return morning < uselessFrom ? morning : clock.momentOf(addDays(day, -1), EVENING, 0)
    },
  }
}
