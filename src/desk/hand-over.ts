import { isAlive } from '../porting/standing.ts'
import { dayOf, type CalendarDay } from '../porting/calendar.ts'
import type { HandOver } from '../porting/news.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { audit } from '../store/audit.ts'
import { writeBulk } from '../store/bulk-orders.ts'
import { findChildren } from '../store/children.ts'
import type { Database } from '../store/database.ts'
import {
  findLent,
  forgetLent,
  lentUntil,
  openOrdersOf,
  saveLent,
  type Lent,
} from '../store/hand-overs.ts'
import { writeOrder } from '../store/orders.ts'
import { BY_ITSELF, writeAndWake, type Desk } from './desk.ts'
import { numbered, ofKind, type Numbered } from './numbered.ts'
import { oneByOne } from './one-by-one.ts'
import { KINDS } from './order-kind.ts'
import { noSuchOrder } from './refusals.ts'

/** A person, with the name to use in a sentence that must not mention them. */
interface Person {
  readonly id: string
  readonly name: string
}

/** The person who hands over; approvers and admins may do it for others, who may be away. */
interface Giver extends Person {
  readonly isApprover: boolean
  readonly isAdmin: boolean
}

/** What a person may hand over, and what goes with it. */
interface ToGive {
  readonly order: Numbered
  /** The owner's other open orders; none when it has no owner. */
  readonly others: readonly number[]
}

/** @throws Refusal when it has ended, goes with its bulk order, or is not theirs to hand over. */
export async function toGive(db: Database, number: number, by: Giver): Promise<ToGive> {
  const order = await openOrder(db, number)
  refuseUnlessTheirs(order, by)
  const { owner } = order.one
  const all = owner === BY_ITSELF ? [] : await openOrdersOf(db, owner)
  return { order, others: all.filter((one) => one !== number) }
}

/**
 * Hand an order over to `to`, for good or until the morning of a day; if asked, all other orders of the
 * owner too. Reminders, mentions and work lists follow the owner.
 *
 * @returns the numbers of the orders handed over, without those that ended or got another owner meanwhile.
 * @throws Refusal when it is not the giver's to hand over, or `to` has it already.
 */
export async function handOver(
  desk: Desk,
  {
    number,
    to,
    until,
    isAll,
    by,
    nameOf,
  }: {
    readonly number: number
    readonly to: Person
    readonly until: CalendarDay | null
    readonly isAll: boolean
    readonly by: Giver
    readonly nameOf: (user: string) => Promise<string>
  },
): Promise<readonly number[]> {
  const { order, others } = await toGive(desk.db, number, by)
  const { owner } = order.one
  if (owner === to.id) throw theirsAlready(number, to)
  const fromName = owner === BY_ITSELF ? BY_ITSELF : await nameOf(owner)
  const given = { from: owner, fromName, to: to.id, toName: to.name, isQuiet: true }
  const giving = { given, others: 0, until, by: by.id }
  const went: number[] = []
  for (const one of isAll ? others : []) {
    if (await giveIfOpen(desk, one, giving)) went.push(one)
  }
  // Everybody is mentioned once, in the thread where it began, when the number of orders is known.
  const called = { ...giving, given: { ...given, isQuiet: false }, others: went.length }
  const isGiven = await (went.length === 0 ? give : giveIfOpen)(desk, number, called)
  const last = went.at(-1)
  if (isGiven) went.push(number)
  else if (last !== undefined) await announce(desk, last, { ...called, others: went.length - 1 })
  if (went.length === 0) throw hasAnotherOwner(number)
  desk.wake()
  return went
}

/** An order that was handed over until today, or a day that has passed, returns to its first owner. */
export async function endHandOvers(desk: Desk): Promise<void> {
  await oneByOne(desk, await lentUntil(desk.db, dayOf(desk.clock())), {
    name: ({ orderNumber }) => ({ number: orderNumber }),
    outage: 'hand-over-not-ended',
    work: (lent) => giveBack(desk, lent),
  })
}

async function giveBack(desk: Desk, { orderNumber: number, until: _, ...lent }: Lent) {
  await desk.locks.hold(number, async () => {
    const order = await numbered(desk.db, number)
    await writeAndWake(desk, async (db) => {
      await forgetLent(db, number)
      if (order === undefined || bulkOf(order) !== null) return
      // It ended meanwhile, or somebody else has it by now.
      if (!isAlive(order.one) || order.one.owner !== lent.to) return
      await writeOwner(db, order, lent.from)
      await KINDS[order.kind].announce(db, desk, number, { kind: 'handed-back', ...lent })
      await saveHandOver(db, desk, number, { by: BY_ITSELF, from: lent.to, to: lent.from })
    })
  })
}

interface Giving {
  readonly given: HandOver
  readonly others: number
  readonly until: CalendarDay | null
  readonly by: string
}

/** @returns false when it has ended or joined a bulk order meanwhile. */
async function giveIfOpen(desk: Desk, number: number, giving: Giving): Promise<boolean> {
  try {
    return await give(desk, number, giving)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** @returns false when it was handed over a moment ago: pressed twice, or by somebody else. */
async function give(desk: Desk, number: number, giving: Giving): Promise<boolean> {
  const { given, by } = giving
  return desk.locks.hold(number, async () => {
    const order = await openOrder(desk.db, number)
    if (order.one.owner !== given.from) return false
    await desk.db.transaction().execute(async (db) => {
      const until = await lastDay(db, number, giving)
      await writeOwner(db, order, given.to)
      if (until === null) await forgetLent(db, number)
      else await saveLent(db, { ...given, orderNumber: number, until })
      await announceGiving(db, desk, order, { ...giving, until })
      await saveHandOver(db, desk, number, { by, from: given.from, to: given.to })
    })
    return true
  })
}

/** An order that a person has until a day can't be handed on for longer than that. */
async function lastDay(
  db: Database,
  number: number,
  { given, until, by }: Giving,
): Promise<CalendarDay | null> {
  const lent = await findLent(db, number)
  if (lent?.from === given.to) return null
  if (lent === undefined || lent.to !== by) return until
  return until === null || until > lent.until ? lent.until : until
}

/** When the first order is not handed over after all, the last one that was announces it. */
async function announce(desk: Desk, number: number, giving: Giving): Promise<void> {
  const order = await numbered(desk.db, number)
  if (order === undefined) return
  await desk.db.transaction().execute((db) => announceGiving(db, desk, order, giving))
}

function announceGiving(
  db: Database,
  desk: Desk,
  { kind, one: { number } }: Numbered,
  { given, ...rest }: Giving,
): Promise<void> {
  return KINDS[kind].announce(db, desk, number, { kind: 'handed-over', ...given, ...rest })
}

/** The orders of a bulk order have its owner. The new owner's time zone is read again. */
function writeOwner(db: Database, order: Numbered, owner: string): Promise<void> {
  const write = { owner, ownerZone: null }
  return ofKind(order, {
    order: ({ number }) => writeOrder(db, number, write),
    async bulk({ number }) {
      await writeBulk(db, number, write)
      for (const child of await findChildren(db, number)) await writeOrder(db, child.number, write)
    },
  })
}

function saveHandOver(
  db: Database,
  desk: Desk,
  orderNumber: number,
  { by, ...facts }: { readonly by: string; readonly from: string; readonly to: string },
): Promise<void> {
  return audit(db, { at: desk.clock(), orderNumber, by, operation: 'hand over', facts })
}

async function openOrder(db: Database, number: number): Promise<Numbered> {
  const order = await numbered(db, number)
  if (order === undefined) throw noSuchOrder(`#${number}`)
  if (!isAlive(order.one)) throw isOver(number)
  const bulk = bulkOf(order)
  if (bulk !== null) throw goesWithItsBulk(number, bulk)
  return order
}

function bulkOf(order: Numbered): number | null {
  return ofKind(order, { order: ({ bulkNumber }) => bulkNumber, bulk: () => null })
}

function refuseUnlessTheirs({ one: { number, owner } }: Numbered, by: Giver): void {
  if (owner === by.id || owner === BY_ITSELF || by.isApprover || by.isAdmin) return
  throw new Refusal(
    'not-theirs',
    about(number, (named) => `${named} isn’t yours to hand over.`),
    'Its owner, an approver or an admin can do it.',
  )
}

function theirsAlready(number: number, to: Person): Refusal {
  return new Refusal(
    'theirs-already',
    about(number, (named) => `${to.name} has ${named} already.`),
    'Choose someone else.',
  )
}

function hasAnotherOwner(number: number): Refusal {
  return new Refusal(
    'has-another-owner',
    about(number, (named) => `${named} was handed over a moment ago. You changed nothing.`),
    `See who has it: \`/portin status ${number}\``,
  )
}

function isOver(number: number): Refusal {
  return new Refusal(
    'order-is-over',
    about(number, (named) => `${named} is closed, so there’s nothing to hand over.`),
  )
}

function goesWithItsBulk(number: number, bulk: number): Refusal {
  return new Refusal(
    'goes-with-its-bulk-order',
    about(number, (named) => `${named} is in bulk order #${bulk} and has its owner.`),
    `Hand over the bulk order: \`/portin give ${bulk}\`.`,
  )
}
