import { showDay, type Instant } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import type { CommonNews, HandOver } from '../../porting/news.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { supportTicket } from '../../porting/support.ts'
import type { KindName } from '../../store/followed.ts'
import { atMoment } from '../moments.ts'
import { calling, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { OPERATION_WORDS, stateWords, THIS_THREAD } from '../words/order-words.ts'

type Alike = Extract<
  CommonNews,
  {
    kind:
      | 'made-after-all'
      | 'not-made-again'
      | 'not-deleted'
      | 'note-sent'
      | 'note-never-sent'
      | 'not-as-asked'
      | 'check-not-seen'
      | 'kept-alive'
      | 'not-kept-yet'
      | 'owner-not-reached'
      | 'request-out-of-reach'
      | 'card-again'
      | 'handed-over'
      | 'handed-back'
  }
>

interface SaidOf {
  readonly title: Mrkdwn | string
  readonly number: number
  readonly owner: string
  readonly now: Instant
  /** A notification on a locked screen shows no value of a field: it may be an address. */
  readonly hides: boolean
}

/** Sentences that orders and bulk orders share. */
export function alike(news: Alike, of: SaidOf): Mrkdwn {
  const { title, number, owner, now } = of
  switch (news.kind) {
    case 'made-after-all':
      return mrkdwn`*${title} was created.* Bandwidth’s reply got lost, but the order is there.`
    case 'not-made-again':
      return mrkdwn`*${title} wasn’t recreated.* I checked three times. Everything in it is saved. It’s safe to try again. ${mention(news.by)}`
    case 'not-deleted':
      return mrkdwn`*Draft ${title} wasn’t deleted.* It’s still at Bandwidth. I checked three times. It’s safe to try again. ${mention(news.by)}`
    case 'note-sent':
      return mrkdwn`${mention(news.by)} sent Bandwidth a note on ${title}: “${oneLine(news.text)}”`
    case 'note-never-sent':
      return mrkdwn`*A note on ${title} never arrived at Bandwidth:* “${oneLine(news.text)}”. I checked three times. It’s safe to send it again. ${mention(news.by)}`
    case 'not-as-asked':
      return savedOtherwise(news, of)
    case 'check-not-seen':
      return mrkdwn`*${title}: the number recheck didn’t start.* I checked three times. It’s safe to try again. ${mention(news.by)}`
    case 'kept-alive':
      return mrkdwn`${mention(news.by)} extended draft ${title}. Bandwidth now deletes it ${atMoment(news.purgesAt, now)} if nobody edits it.`
    case 'not-kept-yet':
      return mrkdwn`*I couldn’t extend draft ${title} yet.* Bandwidth deletes it ${atMoment(news.purgesAt, now)}. I’ll keep trying. Any edit also extends it. ${calling(owner)}`
    case 'owner-not-reached':
      return mrkdwn`*I can’t DM ${mention(news.owner)}:* ${news.why}. Updates for ${title} are in ${THIS_THREAD}. Someone else should watch it.`
    case 'request-out-of-reach':
      return mrkdwn`*No one can approve the request to ${OPERATION_WORDS[news.operation].ask} ${title}:* I can’t post in its channel, because ${news.why}. Type \`/portin follow ${number}\` in a channel I’m in to move it there.`
    case 'handed-over':
      return handedOver(news, title)
    case 'handed-back':
      return mrkdwn`${title} is back with ${named(news, 'from')}. ${named(news, 'to')} had it in the meantime.`
    case 'card-again':
      return mrkdwn`Someone deleted the card of ${title}, so I reposted it. Earlier updates are in the old thread.`
  }
}

function savedOtherwise(
  { field, asked, shown, wasOthers }: Extract<Alike, { kind: 'not-as-asked' }>,
  { title, owner, hides }: SaidOf,
): Mrkdwn {
  if (wasOthers === true) {
    return mrkdwn`*${title}: ${oneLine(field)} was changed in Bandwidth meanwhile.*${hides ? '' : ` Before: “${oneLine(asked)}”, now: “${oneLine(shown)}”.`} It wasn’t part of the change from here. ${calling(owner)}`
  }
  return mrkdwn`*${title}: Bandwidth saved a different ${oneLine(field)}.*${hides ? '' : ` Requested “${oneLine(asked)}”, saved “${oneLine(shown)}”.`} ${calling(owner)}`
}

/** An unusual status change that nobody here requested. */
export function surprised(
  { title, owner }: Pick<SaidOf, 'title' | 'owner'>,
  { kind, id, pon = null }: { kind: KindName; id: string | null; pon?: string | null | undefined },
  { from, to }: { readonly from: string; readonly to: string },
): { readonly says: Mrkdwn; readonly detail: Mrkdwn } {
  const ticket = id === null ? 'a ticket with Bandwidth support.' : supportTicket({ id, pon })
  return {
    says: mrkdwn`*${title} jumped from ${stateWords(from, kind)} to ${stateWords(to, kind)}.* ${calling(owner)}`,
    detail: plain(`If no one on your team did this, open ${ticket}`),
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
