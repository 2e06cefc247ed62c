import type { News } from '../porting/news.ts'
import type { Database } from '../store/database.ts'
import { findOrder } from '../store/orders.ts'
import { redraw } from '../store/posts.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { cardKey, digestOf } from './post-keys.ts'
import { queueNews } from './queue-news.ts'

/** News from one of our own operations, for the order's thread and its card. */
export async function announce(desk: Desk, number: number, news: News): Promise<void> {
  await writeAndWake(desk, (db) => announceWith(db, desk, number, news))
}

/** The same, written together with what it announces. */
export async function announceWith(
  db: Database,
  desk: Desk,
  number: number,
  news: News,
): Promise<void> {
  const order = await findOrder(db, number)
  if (order === undefined) return
  const now = desk.clock()
  await queueNews(db, desk.settings, {
    key: `news-${number}-${order.version}-${now}-${digestOf(news)}`,
    order,
    ref: { kind: 'news', number, news },
    now,
  })
  await redraw(db, cardKey(number))
}
