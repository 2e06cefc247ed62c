import { DateTime } from 'luxon'
import { instantOf, readOrderDate } from './calendar.ts'
import type { OrderContent } from './order.ts'
import { ADDRESS_FIELDS, changedElements, elementsOf } from './order-content.ts'

/** What a change makes of a content, as the history tells it: an element a line. */
export function differenceOf(before: OrderContent, after: OrderContent): string | undefined {
  const parts = changedElements(before, after).map((name) =>
    difference(name, shown(name, before), shown(name, after)),
  )
  return parts.length === 0 ? undefined : parts.join('\n')
}

export const difference = (name: string, from: string, to: string): string =>
  `${name} : ${from === '' ? '""' : from} --> ${to === '' ? '""' : to}`

function shown(name: string, content: OrderContent): string {
  if (name === 'ServiceAddress') {
    return ADDRESS_FIELDS.flatMap((part) => content.address?.[part] ?? []).join(' ')
  }
  const text = elementsOf(content)[name] ?? ''
  const date = name === 'RequestedFocDate' ? readOrderDate(text) : null
  return date === null ? text : longDate(instantOf(date))
}

/** `Tue Jul 29 17:12:29 UTC 2014` */
export const longDate = (at: number): string =>
  DateTime.fromMillis(at, { zone: 'utc', locale: 'en-US' }).toFormat(
    "ccc LLL dd HH:mm:ss 'UTC' yyyy",
  )
