import { calendarDay, type CalendarDay } from '../calendar.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NAMED =
  /\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4}))?/i
const TURNED =
  /\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b(?:,? (\d{4}))?/i
const WRITTEN = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d/.-]\d)/
const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/

/** The first day in a text, as Americans write them; without a year the next one from today on. */
export function dayIn(text: string, today: CalendarDay): CalendarDay | null {
  const [, isoYear, isoMonth, isoDay] = ISO.exec(text) ?? []
  if (isoYear !== undefined) return dayOf(isoYear, isoMonth, isoDay, today)
  const [, named, day, year] = NAMED.exec(text) ?? []
  if (named !== undefined) return dayOf(year, monthOf(named), day, today)
  const [, turnedDay, turned, turnedYear] = TURNED.exec(text) ?? []
  if (turned !== undefined) return dayOf(turnedYear, monthOf(turned), turnedDay, today)
  const [, month, written, writtenYear] = WRITTEN.exec(text) ?? []
  return month === undefined ? null : dayOf(writtenYear, month, written, today)
}

function monthOf(name: string): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1)
}

function dayOf(
  year: string | undefined,
  month = '',
  day = '',
  today: CalendarDay,
): CalendarDay | null {
  const written = (of: string): CalendarDay | null =>
    calendarDay(`${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ?? null
  if (year !== undefined) return written(year.length === 2 ? `20${year}` : year)
  const thisYear = today.slice(0, 4)
  const next = written(thisYear)
  return next !== null && next >= today ? next : written(String(Number(thisYear) + 1))
}
