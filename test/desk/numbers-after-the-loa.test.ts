import { expect, it } from 'vitest'
import { attachDocument, offerForOrder } from '../../src/desk/attach-document.ts'
import { advanceBulk } from '../../src/desk/bulk/advance-bulk.ts'
import { changeBulkNumbers } from '../../src/desk/bulk/change-numbers.ts'
import { draftBulk } from '../../src/desk/bulk/draft-bulk.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { noSharedFacts } from '../../src/porting/shared-facts.ts'
import { findChildren } from '../../src/store/children.ts'
import { readPost } from '../../src/store/posts.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { someNumbers } from '../porting/bulk-numbers.ts'
import { DANA } from './orders-on-their-day.ts'

const LOA = () => Promise.resolve(Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n'))

/** Bandwidth is done with the check, and each order was looked at. */
async function split({ desk, clock }: PracticeDesk, number: number): Promise<void> {
  for (let turns = 0; turns < 2; turns += 1) {
    clock.advance(20_000)
    await advanceBulk(desk, number)
  }
  for (const child of await findChildren(desk.db, number)) {
    if (child.endedAt === null) await syncOrder(desk, child.number)
  }
}

/** By each split since, the orders whose LOA may lack numbers. */
async function afterLoaIn({ desk }: PracticeDesk) {
  const rows = await desk.db
    .selectFrom('post')
    .selectAll()
    .where('kind', '=', 'bulk-news')
    .execute()
  return rows.map(readPost).flatMap(({ ref }) => {
    if (ref.kind !== 'bulk-news' || ref.news.kind !== 'split-anew') return []
    return [ref.news.afterLoa]
  })
}

it('an LOA that was sent before numbers joined its order is named after the split, and no other', async () => {
  const place = await openPracticeDesk()
  const { desk } = place
  const [frontier, windstream] = [someNumbers(6), someNumbers(4, 9_195_560_100)]
  const drafted = await draftBulk(desk, {
    by: DANA,
    channel: 'C1',
    shared: { ...noSharedFacts, siteId: '14020', loaAuthorizingPerson: 'J Rivera' },
    numbers: [...frontier.slice(0, 4), ...windstream.slice(0, 3)],
    unread: [],
  })
  if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
  const { number } = drafted
  await split(place, number)
  const children = await findChildren(desk.db, number)
  const withLoa = children.find(({ content }) => content.numbers.length === 4)?.number ?? 0
  const file = { source: 'F1', name: 'loa.pdf', size: 40 }
  const offerId = await offerForOrder(desk, { number: withLoa, by: DANA, ...file })
  await attachDocument(desk, { offerId, type: 'LOA', by: DANA, fetch: LOA })

  const change = async (how: 'add' | 'remove', numbers: ReturnType<typeof someNumbers>) => {
    await changeBulkNumbers(desk, { number, how, numbers, by: DANA })
    await split(place, number)
  }
  await change('add', [...frontier.slice(4), ...windstream.slice(3)])
  await change('remove', frontier.slice(5))
  expect(await afterLoaIn(place)).toEqual([[{ child: withLoa, numbers: 2 }], []])
})
