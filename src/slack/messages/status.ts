import type { OrderView } from '../../desk/view-order.ts'
import type { OrderContent, PortOrder } from '../../porting/order.ts'
import { showNumber, showNumbers } from '../../porting/telephone-number.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { actions, context, fields, message, section, type Message } from '../blocks.ts'
import { ago, focDay, portDay } from '../moments.ts'
import {
  clipText,
  isEmpty,
  join,
  lines,
  calling,
  mention,
  mrkdwn,
  nothing,
  plain,
  type Mrkdwn,
} from '../mrkdwn.ts'
import { openApprovals, recentActivity } from './activity.ts'
import { deletion, orderStatusText } from './card.ts'
import { documentsOnFile } from './document-words.ts'
import { orderButtons } from './card-buttons.ts'
import {
  addressLine,
  carrierLine,
  dotted,
  errorWords,
  orderTitle,
  stepWords,
  subscriberName,
} from './order-words.ts'
import { focDateOf } from './goes-live.ts'
import { sentBefore } from './sent-words.ts'
import { whoseMove } from './whose-move.ts'

const MOST_RANGES = 3
const MOST_ERRORS = 5
const MOST_ELEMENTS = 5
const LONGEST_VALUE = 100

/** All that is known of one order, for one person. */
export function statusAnswer(view: OrderView): Message {
  const { tracked } = view
  const move = whoseMove(view)
  return message(mrkdwn`${orderTitle(tracked)}: ${orderStatusText(view)}. ${move}`, [
    section(
      lines(
        dotted(mrkdwn`*${orderTitle(tracked)}*`, orderStatusText(view)),
        move,
        sentBefore(view),
      ),
    ),
    fields(...facts(view)),
    ...[errors(tracked), openApprovals(view), recentActivity(view), otherElements(tracked.seen)]
      .filter(({ markup }) => markup !== '')
      .map((text) => section(text)),
    actions(orderButtons(view)),
    context(join([stepWords(view), deletion(view), proven(view)], ' · '), atBandwidth(tracked)),
  ])
}

function facts(view: OrderView): readonly Mrkdwn[] {
  return Object.values(FACTS)
    .flatMap((textOf) => textOf?.(view) ?? [])
    .filter((one) => one !== null)
}

type Text = Mrkdwn | null | readonly (Mrkdwn | null)[]
type Announcement = (view: OrderView) => Text

type Fact = keyof OrderContent | 'carrier' | 'secrets' | 'documents' | 'actualFocDate'

// Typed by its subject: a field of an order does not compile until it is told here, or `null` says that
// it is told beside another or not at all. At most ten are told of an order, which is what Slack takes.
const FACTS: Readonly<Record<Fact, Announcement | null>> = {
  numbers: ({ tracked: { content } }) =>
    fact(
      'Numbers',
      content.numbers.length === 0 ? 'none yet' : showNumbers(content.numbers, MOST_RANGES),
    ),
  carrier: ({ tracked }) => fact('From', carrierLine(tracked)),
  subscriber: ({ tracked: { content } }) => subscriber(content),
  billingTelephoneNumber: ({ tracked }) => fact('BTN', billing(tracked)),
  newBillingTelephoneNumber: null,
  partialPort: null,
  loaAuthorizingPerson: ({ tracked: { content } }) =>
    fact('Signer', clipText(oneLine(content.loaAuthorizingPerson ?? 'not named'), LONGEST_VALUE)),
  secrets: ({ tracked: { seen } }) =>
    seen && fact('Account number', `${onFile(seen.hasAccountNumber)} · PIN ${onFile(seen.hasPin)}`),
  documents: (view) => fact('Documents', documentsOnFile(view)),
  requestedFocDate: (view) => {
    const { tracked, now } = view
    const { requestedFocDate: requested } = tracked.content
    const agreed = tracked.seen?.actualFocDate ?? null
    const asked = requested === null ? plain('as soon as possible') : focDay(requested, now)
    if (agreed === null) return fact('Requested FOC', asked)
    const isMet = requested === null || requested.day === agreed.day
    return fact(
      'FOC',
      dotted(focDateOf(view, agreed), isMet ? null : mrkdwn`requested ${portDay(requested, now)}`),
    )
  },
  actualFocDate: null,
  triggered: ({ tracked: { content } }) =>
    fact('Goes live', content.triggered ? 'on demand' : 'automatically'),
  targetRespOrgId: null,
  siteId: null,
  peerId: null,
  alternateSpid: null,
}

function subscriber(content: OrderContent): readonly (Mrkdwn | null)[] {
  const { type } = content.subscriber
  return [
    fact(
      'Customer',
      dotted(
        mrkdwn`${clipText(subscriberName(content), LONGEST_VALUE)}`,
        oneLine(type ?? 'business or residential not chosen').toLowerCase(),
      ),
    ),
    fact('Service address', addressLine(content.subscriber) ?? 'not given'),
  ]
}

function fact(name: string, value: Mrkdwn | string): Mrkdwn | null {
  const shown = mrkdwn`${value}`
  return isEmpty(shown) ? null : mrkdwn`*${name}* ${shown}`
}

function billing({ content }: TrackedOrder): string {
  const { billingTelephoneNumber: current, newBillingTelephoneNumber: next, partialPort } = content
  return [
    current === null ? 'none' : showNumber(current),
    next === null ? null : `new BTN ${showNumber(next)}`,
    partialPort ? 'partial port' : null,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

function onFile(is: boolean): string {
  return is ? 'on file' : 'not on file'
}

/** Where the numbers go, and what to name there. */
function atBandwidth({ id, customerOrderId, seen, content }: TrackedOrder): Mrkdwn {
  const { siteId, peerId, targetRespOrgId } = content
  return dotted(
    `Site ${oneLine(siteId ?? 'not chosen')}`,
    peerId === null ? null : `SIP peer ${oneLine(peerId)}`,
    targetRespOrgId === null ? null : `target RespOrg ${oneLine(targetRespOrgId)}`,
    id === null ? 'no order ID yet' : `order ID ${oneLine(id)}`,
    `customer order ID ${oneLine(customerOrderId)}`,
    seen?.pon == null ? null : `PON ${oneLine(seen.pon)}`,
    seen === null ? null : oneLine(seen.status),
  )
}

function errors({ seen }: TrackedOrder): Mrkdwn {
  const all = [...(seen?.errors ?? []), ...(seen?.tollFree?.validationErrors ?? [])]
  if (all.length === 0) return nothing
  const more = all.length - MOST_ERRORS
  return lines(
    '*Errors from Bandwidth*',
    ...all.slice(0, MOST_ERRORS).map((error) => {
      const which = error.numbers.length === 0 ? '' : `${showNumbers(error.numbers)}: `
      return mrkdwn`• ${which}${errorWords([error])}`
    }),
    more > 0 ? `… and ${more} more` : null,
  )
}

/** By its name it may hold what nobody is to see. */
const SECRET = /pin|pass|account|ssn|tax|secret/i

function otherElements(seen: PortOrder | null): Mrkdwn {
  const elements = Object.entries(seen?.otherElements ?? {})
  if (elements.length === 0) return nothing
  const more = elements.length - MOST_ELEMENTS
  const shown = elements.slice(0, MOST_ELEMENTS).map(([name, value]) => {
    const says = SECRET.test(name) ? 'on file' : clipText(oneLine(value || 'empty'), LONGEST_VALUE)
    return mrkdwn`${oneLine(name)}: ${says}`
  })
  return lines('*Other details*', join([...shown, more > 0 ? `and ${more} more` : null], ' · '))
}

function proven({ tracked: { seenAt, owner, createdAt }, now }: OrderView): Mrkdwn {
  return dotted(
    seenAt === null ? null : mrkdwn`Checked ${ago(seenAt, now)}`,
    isEmpty(calling(owner))
      ? mrkdwn`Found at Bandwidth ${ago(createdAt, now)}`
      : mrkdwn`Owner ${mention(owner)}, started ${ago(createdAt, now)}`,
  )
}
