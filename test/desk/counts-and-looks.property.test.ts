import fc from 'fast-check'
import { expect, it } from 'vitest'
import { advanceBulk } from '../../src/desk/bulk/advance-bulk.ts'
import { draftBulk } from '../../src/desk/bulk/draft-bulk.ts'
import { viewBulk, type BulkView } from '../../src/desk/bulk/view-bulk.ts'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { approveRequest } from '../../src/desk/decide.ts'
import { editOrder } from '../../src/desk/edit-order.ts'
import { bulkNumbered } from '../../src/desk/numbered.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { sharedIn } from '../../src/porting/bulk-order.ts'
import { dayOf, showDay } from '../../src/porting/calendar.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { bulkApproval } from '../../src/slack/messages/bulk-approval.ts'
import { bulkCard } from '../../src/slack/messages/bulk-card.ts'
import { bulkChange } from '../../src/slack/messages/bulk-change.ts'
import { bulkDays } from '../../src/slack/messages/bulk-days.ts'
import { bulkDigest } from '../../src/slack/messages/bulk-digest.ts'
import { bulkReminder } from '../../src/slack/messages/bulk-reminder.ts'
import type { Message } from '../../src/slack/blocks.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { findApproval } from '../../src/store/approvals.ts'
import type { BulkPostRef } from '../../src/store/bulk-posts.ts'
import { nextRedraw, nextToPost, noteDrawn, readPost, type DuePost } from '../../src/store/posts.ts'
import { createScheduler, type Scheduler } from '../../src/watch/scheduler.ts'
import { CONTENT, SECRETS } from '../bandwidth/orders-at-hand.ts'
import { extent } from '../fixtures/extent.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { someNumbers } from '../porting/bulk-numbers.ts'
import { readMessage } from '../slack/read-message.ts'
import { DANA, LEE } from './orders-on-their-day.ts'

/** Of three carriers: 5, 4 and 3, so that no sum of some is one of others. */
const NUMBERS = [
  ...someNumbers(5),
  ...someNumbers(4, 9_195_560_100),
  ...someNumbers(3, 7_205_550_100),
]
const CHANNEL = 'C0PORTING'
const DAYS = ['2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11', '2026-12-14']
const MORNINGS = ['02', '03', '04', '07', '08', '09', '10', '11', '14', '15']
/** New York's clock: reminders come at eight, and orders go live at half past eleven. */
const HOURS = ['13:05', '15:20', '16:50', '20:10']

interface Happens {
  readonly which: number
  readonly what: 'foc' | 'reject' | 'cancelled' | 'complete' | 'ask'
  readonly date: string
}

const happens: fc.Arbitrary<Happens> = fc.record({
  which: fc.nat({ max: 2 }),
  what: fc.constantFrom<Happens['what']>(
    'foc',
    'foc',
    'foc',
    'reject',
    'cancelled',
    'complete',
    'ask',
  ),
  date: fc.constantFrom(...DAYS),
})
/** What happens at an hour of a day, if anything. */
const twoWeeks = fc.array(fc.option(happens, { freq: 2 }), {
  minLength: MORNINGS.length * HOURS.length,
  maxLength: MORNINGS.length * HOURS.length,
})

/** What Bandwidth answered of an order when it was asked last. */
interface Look {
  readonly at: number
  readonly status: string
  readonly day: string | null
}

interface Team {
  readonly place: PracticeDesk
  readonly number: number
  readonly scheduler: Scheduler
  readonly said: Map<string, number>
  /** By its message about the days: how many changes it tells of, and when the last of them was found. */
  readonly found: Map<number, { readonly changes: number; readonly at: number }>
}

it('every count that a message states of a bulk order is Bandwidth’s at the last look, and that look is no older than what it tells of', async () => {
  const said = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(twoWeeks, async (events) => {
      const team = await submitted(said)
      const left = [...events]
      for (const day of MORNINGS) {
        for (const hour of HOURS) {
          team.place.bandwidth.control.turn({ now: `2026-12-${day}T${hour}:00Z` })
          const event = left.shift() ?? null
          if (event !== null) await happen(team, event)
          await ring(team)
        }
      }
    }),
    { numRuns: extent({ usual: 2, full: 25 }), seed: 16 },
  )
  for (const kind of ['bulk-card', 'bulk-days', 'bulk-reminder', 'bulk-approval', 'bulk-digest']) {
    expect([kind, said.get(kind) ?? 0]).not.toEqual([kind, 0])
  }
}, 240_000)

async function submitted(said: Team['said']): Promise<Team> {
  const place = await openPracticeDesk()
  const { desk, clock } = place
  const shared = { ...sharedIn(CONTENT), requestedFocDate: null }
  const drafted = await draftBulk(desk, {
    by: DANA,
    channel: CHANNEL,
    shared,
    numbers: NUMBERS,
    unread: [],
  })
  if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
  const { number } = drafted
  const children = async () => (await viewOf(place, number)).children.map(({ tracked }) => tracked)
  for (let turns = 0; turns < 2; turns += 1) {
    clock.advance(20_000)
    await advanceBulk(desk, number)
    for (const child of await children()) await syncOrder(desk, child.number, { documents: false })
  }
  for (const { number: child, seen } of await children()) {
    if (seen === null) throw new Error('An order was not looked at.')
    const content = { ...seen, billingTelephoneNumber: seen.numbers[0] ?? null }
    await editOrder(desk, { number: child, by: DANA, content, secrets: SECRETS })
  }
  await advanceBulk(desk, number)
  const { id } = await askApproval(desk, { number, operation: 'submit', by: DANA })
  await approveRequest(desk, id, LEE)
  clock.advance(5 * 60_000)
  return { place, number, scheduler: schedulerOf(place), said, found: new Map() }
}

function schedulerOf({ desk }: PracticeDesk): Scheduler {
  const nothing = () => Promise.resolve()
  return createScheduler(
    desk,
    {
      wake: () => undefined,
      nextMinute: () => undefined,
      idle: nothing,
      trouble: () => null,
      stop: nothing,
    },
    {
      zoneOf: () => Promise.resolve('America/New_York'),
      absenceOf: () => Promise.resolve(null),
      nthApprover: () => Promise.resolve(null),
      fetchFile: () => Promise.reject(new Error('There are no files.')),
      resumePendingRequests: nothing,
      warnAdmins: nothing,
      proveWritable: nothing,
      maintainDatabase: nothing,
    },
  )
}

/** What a carrier does, or somebody asks for; Bandwidth lets it or not. */
async function happen({ place, number }: Team, { which, what, date }: Happens): Promise<void> {
  const { children } = await viewOf(place, number)
  const id = children[which]?.tracked.id ?? ''
  const { control } = place.bandwidth
  try {
    switch (what) {
      case 'foc':
        control.foc(id, date)
        return
      case 'reject':
      case 'cancelled':
      case 'complete':
        control[what](id)
        return
      case 'ask':
        await askApproval(place.desk, { number, operation: 'cancel', by: DANA })
    }
  } catch (error) {
    // A date that has passed, or an order that is over.
    if (!(error instanceof Refusal) && !(error instanceof Error && 'status' in error)) throw error
  }
}

/** A minute and the seconds of the next; what is to be shown meanwhile is shown. */
async function ring(team: Team): Promise<void> {
  await team.scheduler.everyMinute()
  await noteFound(team)
  await show(team)
  for (let third = 0; third < 4; third += 1) {
    team.place.clock.advance(20_000)
    await team.scheduler.everySecond()
    await noteFound(team)
    await show(team)
  }
}

async function noteFound({ place: { desk }, found }: Team): Promise<void> {
  const rows = await desk.db
    .selectFrom('post')
    .selectAll()
    .where('kind', '=', 'bulk-days')
    .execute()
  for (const { id, ref } of rows.map(readPost)) {
    if (ref.kind !== 'bulk-days' || found.get(id)?.changes === ref.items.length) continue
    found.set(id, { changes: ref.items.length, at: desk.clock() })
  }
}

async function show(team: Team): Promise<void> {
  const { db, clock } = team.place.desk
  const now = clock()
  for (;;) {
    const post =
      (await nextToPost(db, { channel: CHANNEL, now, except: [] })) ?? (await nextRedraw(db, now))
    if (post === undefined) return
    if (post.ref.kind.startsWith('bulk-')) await hold(team, post, post.ref as BulkPostRef)
    await noteDrawn(db, post.id, {
      version: post.version,
      ts: post.ts ?? `${now / 1000}.${post.id}`,
      channel: CHANNEL,
    })
  }
}

/** One message against what Bandwidth answered. */
async function hold(team: Team, post: DuePost, ref: BulkPostRef): Promise<void> {
  const view = await viewOf(team.place, team.number)
  const looks = looksOf(team.place, view)
  const words = readMessage((await draw(team.place, view, ref)) ?? { text: '', blocks: [] })
  if (/nothing to do here anymore/.test(words)) return
  const isNew = post.ts === null
  const holding = { view, looks, words, isNew }
  team.said.set(ref.kind, (team.said.get(ref.kind) ?? 0) + 1)
  switch (ref.kind) {
    case 'bulk-card': {
      holdCard(holding)
      return
    }
    case 'bulk-days': {
      if (ref.isOver !== true) holdDays(holding, team.found.get(post.id)?.at ?? 0)
      return
    }
    case 'bulk-reminder': {
      holdReminder(holding, ref.due)
      return
    }
    case 'bulk-approval': {
      holdRequest(holding, post.createdAt)
      return
    }
    case 'bulk-digest': {
      const [, counts = ''] = /:\* ?(.*)/.exec(words.split('\n')[0] ?? '') ?? []
      const each = [...counts.matchAll(/(\d+) [a-zA-Z]/g)].map(([, count]) => Number(count))
      expect(each.reduce((all, one) => all + one, 0)).toBe(ref.items.length)
      return
    }
    case 'bulk-change': {
      holdChange(holding)
      return
    }
    case 'bulk-news':
    case 'bulk-documents':
    case 'bulk-refused-file':
    case 'bulk-children-file':
      return
  }
}

interface Holding {
  readonly view: BulkView
  /** By the order's number. */
  readonly looks: ReadonlyMap<number, Look>
  readonly words: string
  readonly isNew: boolean
}

const sizeOf = ({ view }: Holding, orders: readonly number[]): number =>
  view.children
    .filter(({ tracked }) => orders.includes(tracked.number))
    .reduce((sum, { tracked }) => sum + tracked.content.numbers.length, 0)

const ordersOf = ({ looks }: Holding, is: (look: Look) => boolean): readonly number[] =>
  [...looks].filter(([, look]) => is(look)).map(([number]) => number)

const isOver = ({ status }: Look) => status === 'COMPLETE' || status === 'CANCELLED'

const named = (text: string) => [...text.matchAll(/#(\d+)/g)].map(([, number]) => Number(number))

/** Whatever may still change was looked at since. */
function expectFresh({ looks, isNew }: Holding, since: number): void {
  if (!isNew) return
  for (const [number, look] of looks) {
    if (!isOver(look)) expect([number, look.at >= since]).toEqual([number, true])
  }
}

const PROGRESS: Readonly<Record<string, string>> = {
  live: 'COMPLETE',
  FOC: 'FOC',
  rejected: 'EXCEPTION',
  canceled: 'CANCELLED',
}

function holdCard(holding: Holding): void {
  const [, all, parts = ''] = /\*Orders\* (\d+): ([^*\n]*)/.exec(holding.words) ?? []
  if (all === undefined) return
  for (const [words, status] of Object.entries(PROGRESS)) {
    const count = Number(new RegExp(`(\\d+) ${words}(?:,|$)`).exec(parts.trim())?.[1] ?? 0)
    expect([words, count]).toEqual([
      words,
      ordersOf(holding, (look) => look.status === status).length,
    ])
  }
}

function holdDays(holding: Holding, foundAt: number): void {
  const lines = holding.words.split('\n')
  const counted = (label: string) => {
    const line = lines.find((one) => one.startsWith(`*${label}:*`))
    const count = /:\* (?:all )?(\d+)(?: of \d+)? numbers?\b/.exec(line ?? '')?.[1]
    return { numbers: Number(count ?? 0), orders: named(line ?? '').toSorted() }
  }
  const expectAt = (label: string, is: (look: Look) => boolean) => {
    const orders = ordersOf(holding, is).toSorted()
    expect([label, counted(label)]).toEqual([label, { numbers: sizeOf(holding, orders), orders }])
  }
  for (const day of DAYS) {
    const label = showDay(day as Parameters<typeof showDay>[0], dayOf(holding.view.now))
    expectAt(label, ({ status, day: on }) => status === 'FOC' && on === day)
  }
  expectAt('Live', ({ status }) => status === 'COMPLETE')
  expectAt('Canceled', ({ status }) => status === 'CANCELLED')
  expectFresh(holding, foundAt)
}

function holdReminder(
  holding: Holding,
  { at, asOf, reminder }: Extract<BulkPostRef, { kind: 'bulk-reminder' }>['due'],
): void {
  const day =
    'day' in reminder
      ? reminder.day
      : 'automaticAt' in reminder
        ? dayOf(reminder.automaticAt)
        : null
  if (day === null || reminder.kind === 'window-opens') return
  expect(asOf).toBeUndefined()
  expectFresh(holding, at)
  const found =
    /: (\d+)(?: of \d+)? numbers? (?:port|go live automatically|aren’t live|isn’t live)[^#]*(#[^.]*)\./.exec(
      holding.words,
    )
  const sure = ordersOf(holding, ({ status, day: on }) => status === 'FOC' && on === day)
  const [, count = '0', orders = ''] = found ?? []
  expect([holding.words, Number(count), named(orders).toSorted()]).toEqual([
    holding.words,
    sizeOf(holding, sure),
    sure.toSorted(),
  ])
}

function holdRequest(holding: Holding, askedAt: number): void {
  if (!/^\*Cancel #/.test(holding.words)) return
  expectFresh(holding, askedAt)
  for (const line of holding.words.split('\n').filter((one) => one.startsWith('• #'))) {
    const [number = 0] = named(line)
    const look = holding.looks.get(number)
    const date = / FOC (\w{3}, \w{3} \d+)/.exec(line)?.[1] ?? null
    const expected = look?.day == null ? null : showDay(look.day as Parameters<typeof showDay>[0])
    expect([line, date]).toEqual([line, expected])
  }
}

function holdChange(holding: Holding): void {
  if (!/is partly complete/.test(holding.words)) return
  const [, live = ''] = /Live: ([^.]*)\./.exec(holding.words) ?? []
  const [, canceled = ''] = /Canceled: ([^.]*)\./.exec(holding.words) ?? []
  expect(named(live).toSorted()).toEqual(
    ordersOf(holding, ({ status }) => status === 'COMPLETE').toSorted(),
  )
  expect(named(canceled).toSorted()).toEqual(
    ordersOf(holding, ({ status }) => status === 'CANCELLED').toSorted(),
  )
}

async function viewOf({ desk }: PracticeDesk, number: number): Promise<BulkView> {
  return viewBulk(desk, await bulkNumbered(desk.db, number))
}

async function draw(
  { desk }: PracticeDesk,
  view: BulkView,
  ref: BulkPostRef,
): Promise<Message | null> {
  const approvers = plain('@approvers')
  switch (ref.kind) {
    case 'bulk-card':
      return bulkCard(view)
    case 'bulk-days':
      return bulkDays(view, ref)
    case 'bulk-reminder':
      return bulkReminder(view, ref.due, { approvers, snooze: undefined })
    case 'bulk-digest':
      return bulkDigest(view, ref.items)
    case 'bulk-change':
      return bulkChange(view, ref.change)
    case 'bulk-approval': {
      const approval = await findApproval(desk.db, ref.id)
      return approval === undefined ? null : bulkApproval(view, approval, approvers)
    }
    case 'bulk-news':
    case 'bulk-documents':
    case 'bulk-refused-file':
    case 'bulk-children-file':
      return null
  }
}

/** By Bandwidth's own replies, and not by what is known here. */
function looksOf({ bandwidth }: PracticeDesk, { children }: BulkView): Holding['looks'] {
  const byId = new Map<string, Look>()
  for (const { method, path, status, at, reply } of bandwidth.control.transcript()) {
    const id = /\/portins\/([0-9a-f-]{36})(?:\?.*)?$/.exec(path)?.[1]
    const shown = /<ProcessingStatus>([A-Z_]+)</.exec(reply)?.[1]
    if (method !== 'GET' || status !== 200 || id === undefined || shown === undefined) continue
    const date = /<ActualFocDate>([^<]+)</i.exec(reply)?.[1]
    byId.set(id, {
      at: Date.parse(at),
      status: shown,
      day: date === undefined ? null : dayIn(date),
    })
  }
  return new Map(
    children.flatMap(({ tracked: { number, id } }) => {
      const look = byId.get(id ?? '')
      return look === undefined ? [] : [[number, look] as const]
    }),
  )
}

/** Midnight is a bare day. */
function dayIn(date: string): string {
  return date.endsWith('T00:00:00Z') || date.endsWith('T00:00:00.000Z')
    ? date.slice(0, 10)
    : dayOf(Date.parse(date))
}
