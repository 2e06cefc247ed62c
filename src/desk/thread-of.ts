import type { CommonNews } from '../porting/news.ts'
import { findBulk } from '../store/bulk-orders.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import { findOrder } from '../store/orders.ts'
import type { Told } from '../store/posts.ts'

/** Where an order or a bulk order is spoken of, and how it is told what both are told. */
export interface Thread {
  readonly order: Followed
  readonly refOf: (news: CommonNews) => Told
}

/** Short numbers are given once, whatever they stand for. @returns undefined when nobody has this one. */
export async function threadOf(db: Database, number: number): Promise<Thread | undefined> {
  const order = await findOrder(db, number)
  if (order !== undefined) return { order, refOf: (news) => ({ kind: 'news', number, news }) }
  const bulk = await findBulk(db, number)
  return bulk && { order: bulk, refOf: (news) => ({ kind: 'bulk-news', number, news }) }
}
