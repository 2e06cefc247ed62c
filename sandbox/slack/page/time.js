/** The zone in which the trade counts its days. */
const EASTERN = 'America/New_York'

/** @param {number} at @param {Intl.DateTimeFormatOptions} how @param {string} [zone] */
function shown(at, how, zone) {
  return new Intl.DateTimeFormat('en-US', { timeZone: zone, ...how }).format(at)
}

/** @param {number} at @param {string} [zone] */
export function timeOf(at, zone = EASTERN) {
  return shown(at, { hour: 'numeric', minute: '2-digit' }, zone)
}

/** `Monday, November 30` @param {number} at @param {string} [zone] */
export function dayOf(at, zone = EASTERN) {
  return shown(at, { weekday: 'long', month: 'long', day: 'numeric' }, zone)
}

/** `2026-11-30` in New York. @param {number} at */
export function isoDayOf(at) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: EASTERN }).format(at)
}

/** The practice instant of a message. @param {string} ts */
export function instantOf(ts) {
  return Number(ts.split('.')[0]) * 1000
}

/** `3 minutes ago`, `in 2 hours`, as Slack counts. @param {number} at @param {number} now */
export function agoOf(at, now) {
  const minutes = Math.round((at - now) / 60_000)
  const relative = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' })
  if (minutes === 0) return 'now'
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  if (Math.abs(hours) < 24) return relative.format(hours, 'hour')
  return relative.format(Math.round(hours / 24), 'day')
}

/**
 * `today`, `tomorrow`, `yesterday`; null for any other day.
 * @param {number} at @param {number} now @param {string} [zone]
 */
function nearDay(at, now, zone) {
  const days = [-1, 0, 1].find((away) => dayOf(at, zone) === dayOf(now + away * 86_400_000, zone))
  if (days === undefined || Math.abs(at - now) > 3 * 86_400_000) return null
  return new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' }).format(days, 'day')
}

/**
 * A date of Slack's markup in the reader's zone.
 * @param {number} at @param {number} now @param {string} format @param {string} [zone]
 */
export function dated(at, now, format, zone) {
  const short = shown(at, { month: 'short', day: 'numeric', year: 'numeric' }, zone)
  const long = shown(at, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }, zone)
  const near = nearDay(at, now, zone)
  const tokens = /** @type {Readonly<Record<string, string>>} */ ({
    date_num: new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at),
    date: shown(at, { month: 'long', day: 'numeric', year: 'numeric' }, zone),
    date_pretty: near ?? shown(at, { month: 'long', day: 'numeric', year: 'numeric' }, zone),
    date_short: short,
    date_short_pretty: near ?? short,
    date_long: long,
    date_long_pretty: near ?? long,
    ago: agoOf(at, now),
    time: timeOf(at, zone),
    time_secs: shown(at, { hour: 'numeric', minute: '2-digit', second: '2-digit' }, zone),
  })
  return format.replaceAll(/\{(\w+)\}/g, (all, name) => tokens[String(name)] ?? all)
}
