import { mayDecide } from '../porting/approval.ts'
import { dayOf } from '../porting/calendar.ts'
import { LIST_WORDS, chosenWord, readListAsked, type Chosen } from '../porting/list-filter.ts'
import { isOneEditAway, normalizedName, readTypedName, shownBack } from '../porting/order-names.ts'
import { Refusal } from '../porting/refusal.ts'
import { KNOWN_STATUSES, STATUS_RULES } from '../porting/status.ts'
import {
  businessDaysAgo,
  endOfToday,
  endOfTonight,
  stuckWork,
  workFor,
  workOfToday,
  workOfWeek,
  type WhyListed,
  type WorkItem,
} from '../porting/worklists.ts'
import { channelsWithOrders, listedOrders, partsOfNames } from '../store/find-by-name.ts'
import {
  aliveOf,
  changersOf,
  dueBefore,
  listNumbers,
  ownersIn,
  unchangedSince,
  waitingApprovals,
  waitingOutcomes,
} from '../store/list-orders.ts'
import type { Desk } from './desk.ts'
import { indexUnlessFull, type ReadableChannels } from './orders-meant.ts'

export type WorklistName = 'today' | 'waiting' | 'stuck' | 'week'

/** A line of a list: an order, and why it is listed; null: because the person asked for it. */
export interface ListLine {
  readonly number: number
  readonly why: WhyListed | null
  readonly orders: number | null
}

/** The person who asks for a work list. */
interface Asker {
  readonly id: string
  readonly isApprover: boolean
}

/** The orders that need work, in the channels that the person can read. */
export async function worklist(
  desk: Desk,
  name: WorklistName,
  asker: Asker,
  readable: ReadableChannels,
): Promise<readonly ListLine[]> {
  await indexUnlessFull(desk)
  return WORK[name](desk, asker, await readable(await channelsWithOrders(desk.db)))
}

const WORK: Record<
  WorklistName,
  (desk: Desk, asker: Asker, channels: readonly string[]) => Promise<readonly WorkItem[]>
> = {
  async today({ db, clock }, _asker, channels) {
    const now = clock()
    const due = { portsBefore: endOfToday(now), endsBefore: endOfTonight(now) }
    const orders = await dueBefore(db, channels, due)
    return workOfToday(orders, await waitingApprovals(db, channels), now)
  },
  async waiting({ db, clock, settings }, { id, isApprover }, channels) {
    const approvals = await waitingApprovals(db, channels)
    const changers = await changersOf(
      db,
      approvals.map(({ orderNumber }) => orderNumber),
    )
    const me = {
      id,
      mayDecide: ({ askedBy, operation, orderNumber }: (typeof approvals)[number]): boolean =>
        mayDecide({
          operation,
          asker: askedBy,
          decider: id,
          isApprover,
          changedBy: changers.get(orderNumber) ?? [],
          askerMayDecide: settings.askerMayApprove,
        }).allowed,
    }
    return workFor(me, await aliveOf(db, channels, id), approvals, clock())
  },
  stuck: (desk, _asker, channels) => stuckIn(desk, channels),
  async week({ db, clock }, _asker, channels) {
    const now = clock()
    const orders = await dueBefore(db, channels, {
      // PostgreSQL has no infinite integer.
      portsBefore: Number.MAX_SAFE_INTEGER,
      endsBefore: 0,
    })
    return workOfWeek(orders, now)
  },
}

/** Orders that are stuck, in these channels. */
export async function stuckIn(
  { db, clock, settings }: Desk,
  channels: readonly string[],
): Promise<readonly WorkItem[]> {
  const now = clock()
  const { ages } = settings.reminders
  const carrierSince = businessDaysAgo(now, ages.carrier, settings.calendar)
  const orders = await unchangedSince(db, channels, [
    { statuses: [...STOPPED, 'NEEDS_ATTENTION'], since: now },
    { statuses: ['FOC'], since: now, portsBefore: now },
    { statuses: WITH_CARRIER, since: carrierSince },
  ])
  return stuckWork(orders, await waitingOutcomes(db, channels), { now, carrierSince })
}

const STOPPED = KNOWN_STATUSES.filter((status) => {
  const { stage, waitsFor } = STATUS_RULES[status]
  return stage !== 'draft' && waitsFor === 'coordinator'
})
const WITH_CARRIER = KNOWN_STATUSES.filter(
  (status) => STATUS_RULES[status].waitsFor === 'losing-carrier',
)

/** A word can match several people, carriers or customers: the person chooses. */
export class WhoseOrders extends Refusal {
  readonly word: string
  readonly choices: readonly { readonly word: string; readonly label: string }[]

  constructor(word: string, choices: readonly { readonly word: string; readonly label: string }[]) {
    super('whose-orders', `"${shownBack(word)}" can be several.`, 'Choose one.')
    this.word = shownBack(word)
    this.choices = choices
  }
}

/** The orders that a list asked for, soonest due first. @throws Refusal when a word means nothing. */
export async function listOf(
  desk: Desk,
  text: string,
  asker: Asker & { readonly nameOf: (user: string) => Promise<string> },
  readable: ReadableChannels,
): Promise<readonly ListLine[]> {
  await indexUnlessFull(desk)
  const { db, clock } = desk
  const asked = readListAsked(text, dayOf(clock()))
  const channels = await readable(await channelsWithOrders(db))
  const chosen = [...asked.chosen, ...(await namedIn(desk, asked.name, asker, channels))]
  const owner =
    chosen.find((one) => one.kind === 'owner')?.id ?? (asked.isMine ? asker.id : undefined)
  const nameOf = (kind: 'carrier' | 'customer') =>
    chosen.find((one): one is Extract<Chosen, { name: string }> => one.kind === kind)?.name
  const numbers = await listNumbers(db, {
    channels,
    isAlive: asked.states === null && !asked.isAll,
    // Each order of a bulk order has a state and a date of its own.
    isStandAlone:
      asked.states === null || asked.states.endings.includes('swept') ? asked.foc === null : false,
    states: asked.states,
    foc: asked.foc,
    owner,
    carrier: nameOf('carrier'),
    customer: nameOf('customer'),
  })
  return numbers.map((number) => ({ number, why: null, orders: null }))
}

async function namedIn(
  { db }: Desk,
  name: string,
  { nameOf }: { readonly nameOf: (user: string) => Promise<string> },
  channels: readonly string[],
): Promise<readonly Chosen[]> {
  if (name === '') return []
  const owners: { readonly chosen: Chosen; readonly label: string }[] = []
  for (const id of await ownersIn(db, channels)) {
    const label = await nameOf(id)
    if (normalizedName(label).includes(name)) {
      owners.push({ chosen: { kind: 'owner', id }, label: `Show ${label}’s orders` })
    }
  }
  const kinds = await partsOfNames(db, name, channels)
  const choices = [
    ...owners,
    ...kinds.map((kind) => ({
      chosen: { kind, name },
      label:
        kind === 'carrier' ? `Show orders from "${name}"` : `Show orders of customer "${name}"`,
    })),
  ]
  const [only, ...others] = choices
  if (only === undefined) throw noSuchList(name)
  if (others.length === 0) return [only.chosen]
  throw new WhoseOrders(
    name,
    choices.map(({ chosen, label }) => ({ word: chosenWord(chosen), label })),
  )
}

function noSuchList(name: string): Refusal {
  const near = LIST_WORDS.find((word) => isOneEditAway(name, word))
  const { orderNumber } = readTypedName(name)
  const meant = orderNumber === null ? '' : `\`/portin status ${orderNumber}\` shows an order. `
  return new Refusal(
    'no-such-list',
    `I don’t know "${shownBack(name)}".${near === undefined ? '' : ` Did you mean \`/portin list ${near}\`?`}`,
    `${meant}Try \`/portin list\`, \`list mine\`, \`list drafts\`, \`list rejected\`, \`list foc 12/1..12/8\`, a carrier, a customer or a coordinator.`,
  )
}

/** The current state of the orders on these lines. */
export function listedNow({ db }: Desk, lines: readonly ListLine[]) {
  return listedOrders(
    db,
    lines.map(({ number }) => number),
  )
}
