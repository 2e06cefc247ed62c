import { findOrder } from '../store/orders.ts'
import { redraw, type News } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'
import { queueNews } from './queue-news.ts'

/** Something that one of our own deeds has to say in the order's thread, and its card shows. */
export async function tellNews(desk: Desk, number: number, news: News): Promise<void> {
  const order = await findOrder(desk.db, number)
  if (order === undefined) return
  const now = desk.clock()
  await desk.db.transaction().execute(async (db) => {
    await queueNews(db, desk.settings, {
      key: `news-${number}-${order.version}-${news.kind}-${now}`,
      order,
      ref: { kind: 'news', number, news },
      now,
    })
    await redraw(db, cardKey(number))
  })
  desk.nudge()
}
