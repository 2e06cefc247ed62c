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

/** A date of Slack's markup in the reader's zone. @param {number} at @param {string} format @param {string} [zone] */
export function dated(at, format, zone) {
  const short = shown(at, { month: 'short', day: 'numeric', year: 'numeric' }, zone)
  const long = shown(at, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }, zone)
  const tokens = /** @type {Readonly<Record<string, string>>} */ ({
    date_num: new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at),
    date: shown(at, { month: 'long', day: 'numeric', year: 'numeric' }, zone),
    date_pretty: shown(at, { month: 'long', day: 'numeric', year: 'numeric' }, zone),
    date_short: short,
    date_short_pretty: short,
    date_long: long,
    date_long_pretty: long,
    time: timeOf(at, zone),
    time_secs: shown(at, { hour: 'numeric', minute: '2-digit', second: '2-digit' }, zone),
  })
  return format.replaceAll(/\{(\w+)\}/g, (all, name) => tokens[String(name)] ?? all)
}
