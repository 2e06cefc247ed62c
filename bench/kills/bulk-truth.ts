import { callsOf } from '../../test/stories/order-on-the-way.ts'
import type { PracticeDay } from '../../test/stories/practice-day.ts'
import { announced } from '../../test/stories/toll-free-on-the-way.ts'
import { childWith, loasOf } from '../../test/stories/bulk-on-the-way.ts'
import {
  aboutBulk,
  announcedCanceled,
  announcedDay,
  bulkCards,
  bulkCardWords,
  bulkIdOf,
  type BulkErrand,
} from './bulk-steps.ts'
import { untruthsAmong, type Counted, type Operation, type Untruths } from './truth.ts'

/** What is not as it should be of the bulk orders at the end of their day. */
export async function bulkUntruthsOf(
  day: PracticeDay,
  errands: readonly BulkErrand[],
  database: string,
): Promise<Untruths> {
  const announced = await Promise.all(errands.map((errand) => announcedOf(day, errand)))
  const operations = await Promise.all(errands.map((errand) => deedsOf(day, errand)))
  return untruthsAmong(day, database, {
    announced: announced.flat(),
    operations: operations.flat(),
  })
}

/** What must be read exactly once. */
async function announcedOf(day: PracticeDay, errand: BulkErrand): Promise<readonly Counted[]> {
  const { name, fate, children } = errand
  const [first = 0, second = 0] = children
  const news = [
    aboutBulk(name, ': 1 number can’t port\\.\\*'),
    new RegExp(`changed the numbers of #\\d+ · ${name}\\b`),
    aboutBulk(name, ' is split: 10 numbers'),
    new RegExp(`changed the shared details of #\\d+ · ${name}\\b`),
    new RegExp(`sent Bandwidth a note on[^\\n]*please hurry ${name}\\b`),
    aboutBulk(name, ' is submitted\\.'),
    aboutBulk(name, ':\\* 2 files went to their orders'),
    // Where nothing else happened, the title has it and the next line has the orders.
    ...children.map((number) =>
      aboutBulk(name, `(:\\* \\d+ submitted\\n|[^]*\\*submitted:\\*)[^\\n]*#${number}\\b`),
    ),
    ...(fate === 'partial'
      ? [
          announcedDay(name, first),
          new RegExp(`#${second} [^\\n]*was rejected by`),
          aboutBulk(name, `: (an order|#${second}) was rejected`),
          announcedCanceled(name, second),
          aboutBulk(name, ` is partly complete[^]*Live: #${first}\\. Canceled: #${second}\\b`),
        ]
      : [aboutBulk(name, ' is canceled, with')]),
  ]
  const counted = await Promise.all(
    news.map(async (words) => ({
      what: `${name} told ${String(words)}`,
      times: (await announced(day, words)).filter((text) => !bulkCardWords(name).test(text)).length,
    })),
  )
  return [...counted, { what: `card of ${name}`, times: (await bulkCards(day, name)).length }]
}

/** What Bandwidth was made to do, and how often it may have been. */
async function deedsOf(day: PracticeDay, errand: BulkErrand): Promise<readonly Operation[]> {
  const { name, fate, firsts } = errand
  const id = (await bulkIdOf(day, name)) ?? 'none'
  const count = (what: string, method: string, path: RegExp, request: RegExp, least: number) => ({
    what: `${name}: ${what}`,
    least,
    times: callsOf(day, method, path).filter(
      (call) => (call.status ?? 500) < 300 && request.test(call.request),
    ).length,
  })
  const cancels = fate === 'partial' ? [0, 1] : [1, 1]
  return [
    count('created', 'POST', /\/bulkPortins$/, new RegExp(`>${name}<`), 1),
    count('noted', 'POST', /\/notes$/, new RegExp(`please hurry ${name}<`), 1),
    count('submitted', 'PATCH', new RegExp(`/bulkPortins/${id}$`), /IN_PROGRESS/, 1),
    ...firsts.map((tn, nth) =>
      count(
        `${tn} cancelled`,
        'DELETE',
        new RegExp(`/portins/${childWith(day, tn).id}$`),
        /^/,
        cancels[nth] ?? 0,
      ),
    ),
    ...(await Promise.all(
      firsts.map(async (tn) => ({
        what: `${name}: letters with ${tn}`,
        least: 1,
        times: await loasOf(day, tn),
      })),
    )),
  ]
}
