import type { OrderView } from '../../desk/view-order.ts'
import { dayOf } from '../../porting/calendar.ts'
import { fixOf } from '../../porting/causes.ts'
import type { FixField } from '../../porting/fix.ts'
import { earliestAfter } from '../../porting/foc.ts'
import type { OrderContent, OrderError, PortOrder } from '../../porting/order.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { showNumber, showNumbers } from '../../porting/telephone-number.ts'
import { portDay } from '../moments.ts'
import { join, mrkdwn, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { addressLine, subscriberName } from '../words/order-words.ts'

/** The same under the card of a rejected order. */
export function sentBefore(view: OrderView): Mrkdwn | null {
  return view.tracked.seen?.status === 'EXCEPTION' ? weSent(view) : null
}

/**
 * Our value where the carrier has another; null if there is nothing to compare. It may be an address,
 * which a notification on a locked screen would show: for blocks, never for a message's `text`.
 */
export function weSent(
  { tracked: { seen }, now, calendar }: OrderView,
  errors: readonly OrderError[] = seen?.errors ?? [],
  { namesNumbers = true }: { readonly namesNumbers?: boolean } = {},
): Mrkdwn | null {
  if (seen === null || errors.length === 0) return null
  const fix = fixOf(errors)
  if (fix.kind === 'date') {
    const { requestedFocDate: requested } = seen
    const earliest = earliestAfter({ ...seen, errors }, { now, calendar })
    const next =
      earliest !== null && earliest.day > dayOf(now)
        ? mrkdwn`Earliest now: ${portDay(earliest, now)}.`
        : null
    return spaced(requested && mrkdwn`We requested ${portDay(requested, now)}.`, next)
  }
  if (fix.kind !== 'fields') return null
  const sent = fix.fields.map((field) => SENT[field](seen)).filter((words) => words !== null)
  const named =
    namesNumbers && fix.fields.includes('numbers')
      ? new Set(errors.flatMap(({ numbers }) => numbers))
      : new Set<never>()
  const about = named.size === 0 ? null : `It’s about ${showNumbers([...named])}.`
  return spaced(about, sent.length === 0 ? null : mrkdwn`We sent ${join(sent, ', ')}.`)
}

// Account number and PIN are mentioned but never shown.
const SENT: Record<FixField, (order: PortOrder) => Mrkdwn | null> = {
  address: ({ subscriber }) => bold(addressLine(subscriber) ?? 'no service address'),
  name: (order) => bold(subscriberName(order)),
  'subscriber type': ({ subscriber: { type } }) =>
    bold(type === null ? 'no subscriber type' : oneLine(type).toLowerCase()),
  'account number': ({ hasAccountNumber }) =>
    plain(hasAccountNumber ? 'an account number' : 'no account number'),
  PIN: ({ hasPin }) => plain(hasPin ? 'a PIN' : 'no PIN'),
  BTN: ({ billingTelephoneNumber: btn }) =>
    btn === null ? plain('no BTN') : mrkdwn`BTN ${bold(showNumber(btn))}`,
  'partial port': ({ partialPort }) => bold(partialPort ? 'partial port' : 'full port'),
  signer: ({ loaAuthorizingPerson: signer }) => mrkdwn`signer ${bold(signer ?? 'none')}`,
  numbers: () => null,
  site: ({ siteId }) => named('site', siteId),
  'SIP peer': ({ peerId }) => named('SIP peer', peerId),
  RespOrg: ({ targetRespOrgId }) => named('RespOrg', targetRespOrgId),
}

function named(what: string, id: OrderContent['siteId']): Mrkdwn {
  return id === null ? plain(`no ${what}`) : mrkdwn`${what} ${bold(id)}`
}

function bold(text: string): Mrkdwn {
  return mrkdwn`*${oneLine(text)}*`
}
