import type { OrderView } from '../../desk/view-order.ts'
import type { OrderContent, PortOrder } from '../../porting/order.ts'
import { countOf } from '../../porting/counts.ts'
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
import { approvalsInShort, openApprovals, recentActivity } from './activity.ts'
import { deletion, orderStatusText } from './card.ts'
import { documentsOnFile } from './document-words.ts'
import { phoneLines } from './on-a-phone.ts'
import { orderButtons } from './card-buttons.ts'
import {
  addressLine,
  capitalized,
  carrierLine,
  dotted,
  errorWords,
  losingCarrier,
  nextStep,
  orderTitle,
  stepWords,
  subscriberName,
} from '../words/order-words.ts'
import { focDateOf } from './goes-live.ts'
import { sentBefore } from './sent-words.ts'
import { whoseMove } from './whose-move.ts'

const MOST_PHONE_LINES = 24
const LONGEST_VALUE = 100
const LONGEST_OF_CROWDED = 40

/** How many of each are named; of what has none, the small print says where it is. */
interface Room {
  readonly ranges: number
  readonly documents: number
  readonly errors: number
  readonly activity: number
  readonly elements: number
  /** Of a request: who asked, and until when it can be decided. */
  readonly namesAskers: boolean
  /** Of a value, in characters. */
  readonly longest: number
}

const FOR_ALL: Room = {
  ranges: 3,
  documents: 2,
  errors: 5,
  activity: 5,
  elements: 5,
  namesAskers: true,
  longest: LONGEST_VALUE,
}
const CROWDED: Room = {
  ranges: 1,
  documents: 1,
  errors: 2,
  activity: 1,
  elements: 0,
  namesAskers: false,
  longest: LONGEST_OF_CROWDED,
}
const FULL: Room = { ...CROWDED, documents: 0, errors: 1, activity: 0 }
/** How much is shown, from an order of which everything fits to one that must be summarized. */
const ROOMS: readonly Room[] = [
  FOR_ALL,
  { ...FOR_ALL, namesAskers: false },
  { ...FOR_ALL, errors: 3, activity: 3, elements: 2, namesAskers: false },
  CROWDED,
]

/** All that is known of one order, for one person; on a phone no more than is read in one go. */
export function statusAnswer(view: OrderView): Message {
  const { tracked } = view
  const move = whoseMove(view)
  const head = lines(
    dotted(mrkdwn`*${orderTitle(tracked)}*`, orderStatusText(view)),
    move,
    sentBefore(view),
  )
  const { room, named, others } = roomFor(view, head, move)
  return message(mrkdwn`${orderTitle(tracked)}: ${orderStatusText(view)}. ${move}`, [
    section(head),
    fields(...named),
    ...others.map((text) => section(text)),
    actions(orderButtons(view)),
    context(
      join([stepWords(view), deletion(view), proven(view)], ' · '),
      leftOut(view, room),
      atBandwidth(tracked),
    ),
  ])
}

/** The first in which a phone shows all that is said. */
function roomFor(view: OrderView, head: Mrkdwn, move: Mrkdwn) {
  const drawn = (room: Room) => ({
    room,
    named: facts(view, room),
    others: parts(view, room, move),
  })
  for (const room of ROOMS) {
    const shown = drawn(room)
    if (phoneLines(lines(head, ...shown.named, ...shown.others)) <= MOST_PHONE_LINES) return shown
  }
  return drawn(FULL)
}

function parts(view: OrderView, room: Room, move: Mrkdwn): readonly Mrkdwn[] {
  return [
    errors(view.tracked, room, move),
    room.namesAskers ? openApprovals(view) : approvalsInShort(view),
    recentActivity(view, room.activity),
    otherElements(view.tracked.seen, room),
  ].filter((one) => !isEmpty(one))
}

function facts(view: OrderView, room: Room): readonly Mrkdwn[] {
  return Object.values(FACTS)
    .flatMap((textOf) => textOf?.(view, room) ?? [])
    .filter((one) => one !== null)
}

type Text = Mrkdwn | null | readonly (Mrkdwn | null)[]
type Announcement = (view: OrderView, room: Room) => Text

type Fact = keyof OrderContent | 'carrier' | 'secrets' | 'documents' | 'actualFocDate'

// Typed by its subject: a new field of an order does not compile until it has an entry here; `null` means
// that another entry covers it or that it is not shown. At most ten are shown, which is Slack's limit.
const FACTS: Readonly<Record<Fact, Announcement | null>> = {
  numbers: ({ tracked: { content } }, { ranges }) =>
    fact(
      'Numbers',
      content.numbers.length === 0 ? 'none yet' : showNumbers(content.numbers, ranges),
    ),
  carrier: ({ tracked }) => fact('From', carrierLine(tracked)),
  subscriber: ({ tracked: { content } }, { longest }) => subscriber(content, longest),
  billingTelephoneNumber: ({ tracked }) => fact('BTN', billing(tracked)),
  newBillingTelephoneNumber: null,
  partialPort: null,
  loaAuthorizingPerson: ({ tracked: { content } }, { longest }) =>
    fact('Signer', clipText(oneLine(content.loaAuthorizingPerson ?? 'not named'), longest)),
  secrets: ({ tracked: { seen } }) =>
    seen && fact('Account number', `${onFile(seen.hasAccountNumber)} · PIN ${onFile(seen.hasPin)}`),
  documents: (view, { documents }) => fact('Documents', documentsOnFile(view, documents)),
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

function subscriber(content: OrderContent, longest: number): readonly (Mrkdwn | null)[] {
  const { type } = content.subscriber
  return [
    fact(
      'Customer',
      dotted(
        mrkdwn`${clipText(subscriberName(content), longest)}`,
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

function errors(tracked: TrackedOrder, room: Room, move: Mrkdwn): Mrkdwn {
  const { seen } = tracked
  const carrier = losingCarrier(tracked)
  const all = [...(seen?.errors ?? []), ...(seen?.tollFree?.validationErrors ?? [])]
  const areSaid = all.every(
    (error) =>
      error.numbers.length === 0 && move.markup.includes(errorWords([error], { carrier }).markup),
  )
  if (areSaid) return nothing
  const shown = all.slice(0, room.errors)
  return lines(
    join(
      [
        '*Errors from Bandwidth*',
        shown.length < all.length ? ` (${shown.length} of ${all.length})` : null,
      ],
      '',
    ),
    ...shown.map((error) => {
      const which = error.numbers.length === 0 ? '' : `${showNumbers(error.numbers, room.ranges)}: `
      // The first line may have said what to do.
      const isSaid = move.markup.includes(nextStep(error, carrier))
      const words = capitalized(errorWords([error], { carrier, saysNext: !isSaid }))
      return mrkdwn`• ${which}${words}`
    }),
  )
}

/** By its name it may hold what nobody is to see. */
const SECRET = /pin|pass|account|ssn|tax|secret/i

function otherElements(seen: PortOrder | null, { elements: most }: Room): Mrkdwn {
  const elements = Object.entries(seen?.otherElements ?? {})
  if (elements.length === 0 || most === 0) return nothing
  const more = elements.length - most
  const shown = elements.slice(0, most).map(([name, value]) => {
    const says = SECRET.test(name) ? 'on file' : clipText(oneLine(value || 'empty'), LONGEST_VALUE)
    return mrkdwn`${oneLine(name)}: ${says}`
  })
  return mrkdwn`*Other details* ${join([...shown, more > 0 ? `and ${more} more` : null], ' · ')}`
}

/** What the message has no room for, and where to see it. */
function leftOut({ tracked, audit }: OrderView, room: Room): Mrkdwn {
  const elements = Object.keys(tracked.seen?.otherElements ?? {}).length
  return dotted(
    room.activity < Math.min(FOR_ALL.activity, audit.length)
      ? mrkdwn`More activity: \`/portin history ${tracked.number}\``
      : null,
    room.elements === 0 && elements > 0
      ? `${countOf(elements, 'other detail')} at Bandwidth`
      : null,
  )
}

function proven({ tracked: { seenAt, owner, createdAt }, now }: OrderView): Mrkdwn {
  return dotted(
    seenAt === null ? null : mrkdwn`Checked ${ago(seenAt, now)}`,
    isEmpty(calling(owner))
      ? mrkdwn`Found at Bandwidth ${ago(createdAt, now)}`
      : mrkdwn`Owner ${mention(owner)}, started ${ago(createdAt, now)}`,
  )
}
