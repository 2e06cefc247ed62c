import { isShownIn, withFields } from '../../porting/asked-change.ts'
import type { BulkNews } from '../../porting/news.ts'
import { isRefusedAlike, type Correction } from '../../porting/refused-alike.ts'
import { liveApprovals } from '../../store/approvals.ts'
import { findLivingChildren } from '../../store/children.ts'
import type { Database } from '../../store/database.ts'
import { isUnderWay } from '../../store/intents.ts'
import { isSeen, type SeenOrder } from '../../store/orders.ts'
import {
  beginCorrection,
  interruptedCorrections,
  endCorrection,
  noteFailed,
  type NotCorrected,
  type SharedCorrection,
} from '../../store/shared-corrections.ts'
import { changeOrder, type ChangeResult } from '../ask-change.ts'
import { differencesOf, type RequestedChange } from '../change-order.ts'
import { notRefusedAlike } from '../change-refusals.ts'
import { patient, writeAndWake, type Desk } from '../desk.ts'
import { syncOrder } from '../refresh-order.ts'
import { withItsBulk } from '../numbered.ts'
import { isOutage } from '../bandwidth-trouble.ts'
import { oneByOne, whyNotOne } from '../one-by-one.ts'
import type { OnProgress } from '../../porting/progress.ts'
import { announceBulkWith } from './announce-bulk.ts'

/** The other orders of its bulk order that the same correction would fix. */
export async function ordersRefusedAlike(
  db: Database,
  order: SeenOrder,
  correction: Correction,
): Promise<readonly number[]> {
  const living = await withItsBulk(db, order, ({ number }) => findLivingChildren(db, number))
  return (living ?? [])
    .filter(isSeen)
    .filter((other) => other.number !== order.number && isRefusedAlike(order, other, correction))
    .map(({ number }) => number)
}

type Announcement = Extract<BulkNews, { readonly kind: 'children-corrected' }>
export type Corrected = Omit<Announcement, 'kind' | 'by' | 'fields'>

interface ForAll extends RequestedChange {
  /** The order whose form it was, with its rejection. */
  readonly first: SeenOrder
  readonly others: readonly number[]
  readonly by: string
}

/**
 * Make the same correction in several orders of a bulk order, one after the other: each is an operation of
 * its own with its own proof, one that fails holds up no other, and all are announced in one message.
 *
 * @throws what the first is refused with; then nothing was sent at all.
 */
export async function correctAlike(
  hurried: Desk,
  all: ForAll,
  onProgress: OnProgress,
): Promise<Corrected> {
  const desk = patient(hurried)
  const { first, others, by, fields, content, secrets } = all
  const bulkNumber = first.bulkNumber ?? 0
  const asked = withFields(first.seen, content, fields)
  const names = differencesOf(first, asked, secrets).map(({ field }) => field)
  const id = await beginCorrection(desk.db, {
    bulkNumber,
    by,
    orders: [first.number, ...others],
    fields: [...fields],
    content,
    names,
  })
  const became: Progress = { shown: [], sent: [], asked: [], failed: [], left: others }
  const request = { number: first.number, by, fields, content, secrets }
  const { kind } = await changeOrder(desk, request).catch(async (error: unknown) => {
    await endCorrection(desk.db, id)
    throw error
  })
  note(became, first.number, kind)
  // What Bandwidth undid in the first order it would undo in all.
  const why =
    kind === 'not-carried-out'
      ? 'first-undone'
      : await correctOthers(desk, all, { id, became, onProgress })
  const news: Announcement = { kind: 'children-corrected', by, fields: names, ...became, why }
  await announce(desk, { id, bulkNumber }, news)
  return news
}

interface Progress {
  readonly shown: number[]
  readonly sent: number[]
  readonly asked: number[]
  readonly failed: NotCorrected[]
  left: readonly number[]
}

async function correctOthers(
  desk: Desk,
  all: ForAll,
  {
    id,
    became,
    onProgress,
  }: { readonly id: string; readonly became: Progress; readonly onProgress: OnProgress },
): Promise<Announcement['why']> {
  for (const [index, number] of all.others.entries()) {
    // The first order was sent before these.
    await onProgress(index + 1, all.others.length + 1)
    if (!(await correctOne(desk, all, number, became))) return 'unreachable'
    await noteFailed(desk.db, id, became.failed)
  }
  return 'all-sent'
}

/** @returns false when Bandwidth can't be reached: the others would fare no better. */
async function correctOne(
  desk: Desk,
  { first, by, fields, content, secrets }: ForAll,
  number: number,
  became: Progress,
): Promise<boolean> {
  const correction = { fields: [...fields], hasSecrets: secrets !== null }
  try {
    const { kind } = await changeOrder(desk, {
      number,
      by,
      fields,
      content,
      secrets,
      refuseUnlessMeant(order) {
        if (!isRefusedAlike(first, order, correction)) throw notRefusedAlike(order)
      },
    })
    note(became, number, kind)
  } catch (error) {
    if (isOutage(error)) return false
    became.failed.push({ child: number, why: whyNotOne(desk, number, error) })
  }
  became.left = became.left.filter((one) => one !== number)
  return true
}

const NOT_CARRIED_OUT = 'Bandwidth accepted the change but didn’t make it. Its thread says why'

function note(became: Progress, number: number, came: ChangeResult['kind']): void {
  if (came === 'not-carried-out') became.failed.push({ child: number, why: NOT_CARRIED_OUT })
  else became[came].push(number)
}

async function announce(
  desk: Desk,
  { id, bulkNumber }: Pick<SharedCorrection, 'id' | 'bulkNumber'>,
  news: Announcement,
): Promise<void> {
  await writeAndWake(desk, async (db) => {
    await endCorrection(db, id)
    await announceBulkWith(db, desk, bulkNumber, news)
  })
}

/** What a crash left: which orders have the correction and which got nothing, once that is known. */
export async function announceInterruptedCorrections(desk: Desk): Promise<void> {
  await oneByOne(desk, await interruptedCorrections(desk.db), {
    name: ({ id, bulkNumber }) => ({ correction: id, bulkNumber }),
    outage: 'correction-not-looked-at',
    work: (correction) => announceInterrupted(desk, correction),
  })
}

async function announceInterrupted(desk: Desk, correction: SharedCorrection): Promise<void> {
  const { by, orders, fields, content, names, failed } = correction
  const became: Progress = { shown: [], sent: [], asked: [], failed: [...failed], left: [] }
  // What was begun is announced in its own thread first.
  for (const number of orders) if (await isUnderWay(desk.db, number, 'change')) return
  for (const number of orders) {
    const order = (await syncOrder(desk, number, { documents: false }))?.tracked
    const isNamed = failed.some(({ child }) => child === number)
    if (order === undefined || isNamed) continue
    if (isCorrected(order, { content, fields })) became.shown.push(number)
    else if (await isAskedFor(desk.db, number)) became.asked.push(number)
    else if (order.seen.status === 'EXCEPTION') became.left = [...became.left, number]
  }
  await announce(desk, correction, {
    kind: 'children-corrected',
    by,
    fields: names,
    ...became,
    why: 'restarted',
  })
}

/** Account number and PIN never show; only the order's new status shows that they were corrected. */
function isCorrected(
  { seen }: SeenOrder,
  { content, fields }: Pick<SharedCorrection, 'content' | 'fields'>,
): boolean {
  return fields.length === 0 ? seen.status !== 'EXCEPTION' : isShownIn(seen, { content, fields })
}

async function isAskedFor(db: Database, number: number): Promise<boolean> {
  return (await liveApprovals(db, number)).some(({ operation }) => operation === 'change')
}
