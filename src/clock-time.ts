import type { ClockTime } from './porting/calendar.ts'

/** `8:00`; null for `off`, undefined for anything else. */
export function clockTimeIn(text: string): ClockTime | null | undefined {
  if (text.toLowerCase() === 'off') return null
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59
    ? undefined
    : { hour: Number(hour), minute: Number(minute) }
}
