import type { Instant } from '../../porting/calendar.ts'
import type { CommonNews } from '../../porting/news.ts'
import { atMoment } from '../moments.ts'
import { mention, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'

type Alike = Extract<
  CommonNews,
  { kind: 'kept-alive' | 'not-kept-yet' | 'owner-not-reached' | 'card-again' }
>

/** What is said of an order and of a bulk order in the same words. */
export function alike(
  news: Alike,
  {
    title,
    owner,
    now,
  }: { readonly title: Mrkdwn | string; readonly owner: string; readonly now: Instant },
): Mrkdwn {
  switch (news.kind) {
    case 'kept-alive':
      return mrkdwn`${mention(news.by)} kept draft ${title}: Bandwidth now removes it ${atMoment(news.purgesAt, now)} unless it is changed again.`
    case 'not-kept-yet':
      return mrkdwn`*Draft ${title} could not be kept yet:* Bandwidth removes it ${atMoment(news.purgesAt, now)}. I go on trying until then; editing anything in it keeps it too. ${mention(owner)}`
    case 'owner-not-reached':
      return mrkdwn`*I can't write to ${mention(news.owner)} directly:* ${news.why}. News of ${title} stand in this thread; somebody should follow them.`
    case 'card-again':
      return mrkdwn`The card of ${title} was deleted here, so I posted it again. What was told before stands in its old thread.`
  }
}
