import { isAlive } from '../porting/standing.ts'
import { adoptNamed, type Named } from '../desk/find-named.ts'
import { ordersMeant, type ReadableChannels, type Meant } from '../desk/orders-meant.ts'
import { noSuchOrder, whichOrder } from '../desk/refusals.ts'
import { readTypedName, shownBack, splitName } from '../porting/order-names.ts'
import { Refusal } from '../porting/refusal.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { listedOrder, listedOrders } from '../store/find-by-name.ts'
import { removalsOf, type RemovedNumber } from '../store/removed-numbers.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import type { Interaction } from './interaction.ts'
import { readableText } from './readable-text.ts'

/** More than anybody reads; to find other orders people type more of the name. */
export const MOST_CANDIDATES = 8

/** The command to run for the chosen order, and what was typed after the name. */
export interface RequestedCommand {
  readonly command: string
  readonly rest: string
}

/** Several orders go by the name, or one that is not named for certain: the person chooses. */
export class WhichOrder extends Refusal {
  readonly typed: string
  readonly candidates: readonly ListedOrder[]
  readonly areAll: boolean
  /** Not one goes by exactly this name. */
  readonly areNear: boolean
  readonly requested: RequestedCommand

  constructor(
    typed: string,
    { exact, near, areAll }: Pick<Meant, 'exact' | 'near' | 'areAll'>,
    requested: RequestedCommand,
  ) {
    const candidates = exact.length > 0 ? exact : near
    const numbers = candidates.slice(0, MOST_CANDIDATES).map(({ number }) => `#${number}`)
    super(
      'which-order',
      `"${shownBack(typed)}" can be ${numbers.join(', ')}.`,
      `Type the order number: \`/portin ${requested.command} ${candidates[0]?.number ?? 1042}\`.`,
    )
    this.typed = shownBack(typed)
    this.candidates = candidates
    this.areAll = areAll
    this.areNear = exact.length === 0
    this.requested = requested
  }
}

type Asking = Pick<Interaction, 'desk' | 'member' | 'channel' | 'workspace'>

/** In the channel in which they speak themselves they may; else Slack says where. */
export function readableBy({ member, channel, workspace }: Omit<Asking, 'desk'>): ReadableChannels {
  return async (channels) => {
    const others = channels.filter((one) => one !== channel)
    const open = others.length === 0 ? [] : await workspace.places.spokenIn(member.id, others)
    return channels.filter((one) => one === channel || open.includes(one))
  }
}

/** @throws Refusal when nothing is typed, or nothing that could be a name. */
async function meantBy(asking: Asking, text: string, besideIt = false): Promise<Meant> {
  const typed = readTypedName(text)
  if (typed.typed === '') throw whichOrder()
  return ordersMeant(asking.desk, typed, readableBy(asking), { besideIt })
}

/** What was found for somebody who only reads: with what else the name could be. */
interface FoundOrder extends Named {
  /** Other orders that have phone numbers ending in the same digits as an order number. */
  readonly beside: readonly ListedOrder[]
  readonly areAll: boolean
}

/** Where else an order of that name may be. @throws Refusal where it is not. */
type Elsewhere = () => Promise<Named>

/**
 * The order to read. One exact hit is that order.
 *
 * @throws WhichOrder when several match the name, or one only nearly; Refusal where none does.
 */
export async function orderToRead(
  asking: Asking,
  command: string,
  text: string,
  elsewhere?: Elsewhere,
): Promise<FoundOrder> {
  const meant = await meantBy(asking, text, true)
  const { areAll } = meant
  if (meant.sure !== null) return { ...namedOf(meant.sure), beside: meant.exact, areAll }
  const [only, ...others] = stillAlive(meant.exact)
  if (only !== undefined && others.length === 0) return { ...namedOf(only), beside: [], areAll }
  const requested = { command, rest: '' }
  return { ...(await orElsewhere(meant, text, requested, elsewhere)), beside: [], areAll }
}

/** Ids, PONs and numbers have digits: nearly the same is another, and Bandwidth may have the very one. */
async function orElsewhere(
  meant: Meant,
  text: string,
  requested: RequestedCommand,
  elsewhere: Elsewhere | undefined,
): Promise<Named> {
  const isNear = meant.near.length > 0 && !/\p{N}/u.test(text)
  if (elsewhere === undefined || meant.exact.length > 0 || isNear) {
    throw choiceOf(meant, text, requested)
  }
  try {
    return await elsewhere()
  } catch (error) {
    const isNowhere = error instanceof Refusal && error.code === 'no-such-order'
    throw isNowhere && meant.near.length > 0 ? choiceOf(meant, text, requested) : error
  }
}

/** Ended ones do not make a name ambiguous: numbers are ported more than once. */
function stillAlive(orders: readonly ListedOrder[]): readonly ListedOrder[] {
  const alive = orders.filter(isAlive)
  return alive.length > 0 ? alive : orders
}

/**
 * The order to change, or to send something for: found by its number or a whole id only. Anything else is
 * a choice, even with one hit.
 *
 * @throws WhichOrder with the candidates; Refusal where there are none.
 */
export async function orderToChange(
  asking: Asking,
  command: string,
  text: string,
  elsewhere?: Elsewhere,
): Promise<Named> {
  const meant = await meantBy(asking, text)
  if (meant.sure !== null) return namedOf(meant.sure)
  return orElsewhere(meant, text, { command, rest: '' }, elsewhere)
}

/** The order that is to be changed, and what was typed after its name. */
interface OrderAndText extends Named {
  readonly rest: string
}

/** The same with words after the name. The longer name counts where something goes by it. */
export async function orderAndText(
  asking: Asking,
  command: string,
  text: string,
): Promise<OrderAndText> {
  const { name, text: rest } = splitName(await readableText(asking.workspace.roles, text))
  const meant = await meantBy(asking, name)
  if (meant.sure !== null) return { ...namedOf(meant.sure), rest }
  const whole = rest === '' ? meant : await meantBy(asking, text)
  if (whole.exact.length > 0) throw choiceOf(whole, text, { command, rest: '' })
  throw choiceOf(meant, name, { command, rest })
}

function choiceOf(meant: Meant, text: string, requested: RequestedCommand): Refusal {
  const { typed } = readTypedName(text)
  const isNobody = meant.exact.length + meant.near.length === 0
  return isNobody ? noSuchOrder(typed) : new WhichOrder(typed, meant, requested)
}

/**
 * Finds an order at Bandwidth that was made elsewhere, and follows it from now on in this channel.
 *
 * @throws Refusal if Bandwidth has none, or it is ours in a channel that the person has no access to.
 */
export async function adoptHere(asking: Asking, text: string): Promise<Named> {
  const { typed } = readTypedName(text)
  const { desk, member, channel } = asking
  const named = await adoptNamed(desk, typed, { by: member.id, channel })
  const order = await listedOrder(desk.db, named.number)
  if (order === undefined) return named
  const shown = await readableBy(asking)([order.channel])
  if (shown.length === 0) throw noSuchOrder(typed)
  return named
}

/** Orders that a number was taken out of, in channels that the person has access to. */
export async function readableRemovals(
  asking: Asking,
  tn: TelephoneNumber | null,
): Promise<readonly RemovedNumber[]> {
  if (tn === null) return []
  const { db } = asking.desk
  const removals = await removalsOf(db, tn)
  const orders = await listedOrders(
    db,
    removals.map(({ orderNumber }) => orderNumber),
  )
  const shown = await readableBy(asking)(orders.map(({ channel }) => channel))
  const known = orders.filter(({ channel }) => shown.includes(channel))
  return removals.filter(({ orderNumber }) => known.some(({ number }) => number === orderNumber))
}

function namedOf({ kind, number, bulkNumber }: ListedOrder): Named {
  return { kind, number, bulkNumber }
}
