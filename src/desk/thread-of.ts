import type { CommonNews } from '../porting/news.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import type { Announcement } from '../store/posts.ts'
import { numbered } from './numbered.ts'
import { POSTS } from './order-posts.ts'

/** The thread of an order or a bulk order, and how news that both share is announced there. */
export interface Thread {
  readonly order: Followed
  readonly refOf: (news: CommonNews) => Announcement
}

/** @returns undefined when nothing has this number. */
export async function threadOf(db: Database, number: number): Promise<Thread | undefined> {
  const found = await numbered(db, number)
  return (
    found && { order: found.one, refOf: (news) => ({ kind: POSTS[found.kind].news, number, news }) }
  )
}
