import { findOrder } from '../store/orders.ts'
import { queuePost, redraw, type News } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'

/** Something that one of our own deeds has to say in the order's thread, and its card shows. */
export async function tellNews(desk: Desk, number: number, news: News): Promise<void> {
  const order = await findOrder(desk.db, number)
  if (order === undefined) return
  const now = desk.clock()
  await desk.db.transaction().execute(async (db) => {
    await queuePost(db, {
      key: `news-${number}-${order.version}-${news.kind}-${now}`,
      ref: { kind: 'news', number, news },
      channel: order.channel,
      parent: cardKey(number),
      broadcast: TOLD_IN_CHANNEL.includes(news.kind),
      now,
    })
    await redraw(db, cardKey(number))
  })
  desk.nudge()
}

const TOLD_IN_CHANNEL: readonly News['kind'][] = [
  'never-made',
  'not-made-again',
  'keep-failed',
  'cancel-unclear',
]
