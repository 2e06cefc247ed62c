import { showDay, type Instant } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import type { CommonNews, HandOver } from '../../porting/news.ts'
import { atMoment } from '../moments.ts'
import { calling, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { OPERATION_WORDS, THIS_THREAD } from './order-words.ts'

type Alike = Extract<
  CommonNews,
  {
    kind:
      | 'kept-alive'
      | 'not-kept-yet'
      | 'owner-not-reached'
      | 'request-out-of-reach'
      | 'card-again'
      | 'handed-over'
      | 'handed-back'
  }
>

/** Sentences that orders and bulk orders share. */
export function alike(
  news: Alike,
  {
    title,
    number,
    owner,
    now,
  }: {
    readonly title: Mrkdwn | string
    readonly number: number
    readonly owner: string
    readonly now: Instant
  },
): Mrkdwn {
  switch (news.kind) {
    case 'kept-alive':
      return mrkdwn`${mention(news.by)} extended draft ${title}. Bandwidth now deletes it ${atMoment(news.purgesAt, now)} if nobody edits it.`
    case 'not-kept-yet':
      return mrkdwn`*I couldn’t extend draft ${title} yet.* Bandwidth deletes it ${atMoment(news.purgesAt, now)}. I’ll keep trying; any edit also extends it. ${calling(owner)}`
    case 'owner-not-reached':
      return mrkdwn`*I can’t DM ${mention(news.owner)}:* ${news.why}. Updates for ${title} are in ${THIS_THREAD}; someone else should watch it.`
    case 'request-out-of-reach':
      return mrkdwn`*No one can approve the request to ${OPERATION_WORDS[news.operation].ask} ${title}:* I can’t post in its channel, because ${news.why}. Type \`/portin follow ${number}\` in a channel I’m in, and the request moves there.`
    case 'handed-over':
      return handedOver(news, title)
    case 'handed-back':
      return mrkdwn`${title} is back with ${named(news, 'from')}. ${named(news, 'to')} had it in the meantime.`
    case 'card-again':
      return mrkdwn`Someone deleted the card of ${title}, so I reposted it. Earlier updates are in the old thread.`
  }
}

function handedOver(news: Extract<Alike, { kind: 'handed-over' }>, title: Mrkdwn | string): Mrkdwn {
  const others = news.others === 0 ? '' : ` and ${countOf(news.others, 'other')}`
  const until = news.until === null ? '' : ` until ${showDay(news.until)}`
  const whose = news.by === news.from ? '' : mrkdwn`, instead of ${mention(news.from)}`
  return news.isQuiet
    ? mrkdwn`${title} was handed over from ${news.fromName} to ${news.toName}${until}.`
    : mrkdwn`${mention(news.by)} handed ${title}${others} to ${mention(news.to)}${until}${whose}.`
}

/** A mention, or where nobody is called, the name. */
function named(news: HandOver, who: 'from' | 'to'): Mrkdwn {
  return news.isQuiet ? plain(news[`${who}Name`]) : mention(news[who])
}
