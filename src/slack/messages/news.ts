import type { Button } from '@slack/types'
import { showDifference } from '../../porting/approval.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { ruleFor } from '../../porting/status.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { isSeen } from '../../store/orders.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import type { News } from '../../porting/news.ts'
import {
  addLoa,
  extendDraft,
  refreshButton,
  recreateDraft,
  replyNote,
  retryValidation,
  startAgain,
} from '../controls/order-controls.ts'
import { moment } from '../moments.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { join, lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { isOfNotes, notesShown, type NotesNews } from './note.ts'
import { alike } from './same-words.ts'
import { changeButtons } from './change-buttons.ts'
import { eachOnce } from './offered.ts'
import { cancelButtons } from './order-buttons.ts'
import { differencesShown, losingCarrier, orderTitle, people } from './order-words.ts'

/** What one of our own operations has to tell the order's thread. */
export function news(
  view: OrderView,
  news: News,
  approvers: Mrkdwn,
  names: Names = new Map(),
  taken?: SnoozedTopic,
): Message {
  if (isOfNotes(news)) return notesShown(news, { ...aboutNotes(view), taken })
  const says =
    news.kind === 'changed' ? changedWords(view, news, names) : told(view, news, approvers)
  return message(says, [section(says), actions(buttons(view, news))])
}

/** By their Slack ids. */
export type Names = ReadonlyMap<string, string>

function aboutNotes(view: OrderView) {
  const { tracked: order, now } = view
  return { title: orderTitle(order), owner: order.owner, now, buttons: noteButtons(view), order }
}

/** What is to be done about it, where Bandwidth explains a rejection; and an answer. */
function noteButtons(view: OrderView): readonly Button[] {
  const { tracked } = view
  if (!isSeen(tracked) || tracked.endedAt !== null) return []
  const { may } = ruleFor(tracked.seen.status)
  const isRejected = tracked.seen.status === 'EXCEPTION'
  return eachOnce([
    ...(isRejected && may.includes('change') ? changeButtons(view, tracked) : []),
    replyNote.draw(tracked),
    ...(may.includes('attach') ? [addLoa.draw(tracked)] : []),
  ])
}

type OperationNews = Exclude<News, NotesNews>
type Announcement = Exclude<OperationNews, { readonly kind: 'changed' }>

function told({ tracked, now }: OrderView, news: Announcement, approvers: Mrkdwn): Mrkdwn {
  const title = orderTitle(tracked)
  switch (news.kind) {
    case 'made-after-all':
      return mrkdwn`*${title} exists after all:* Bandwidth has made it; only its answer was lost.`
    case 'never-made':
      return mrkdwn`*Bandwidth never made ${title}.* ${mention(news.by)}, I looked three times and it is not there. I kept everything that was typed; making it again is safe.`
    case 'document-arrived-after-all':
      return mrkdwn`*${oneLine(news.name)} has arrived after all:* I see it in Bandwidth's list of #${tracked.number}.`
    case 'document-never-arrived':
      return mrkdwn`*${oneLine(news.name)} never arrived at Bandwidth.* ${mention(news.by)}, I looked three times; attaching it again is safe.`
    case 'note-sent':
      return mrkdwn`${mention(news.by)} wrote to Bandwidth about ${title}: “${oneLine(news.text)}”`
    case 'note-never-sent':
      return mrkdwn`*A note about ${title} never arrived at Bandwidth:* “${oneLine(news.text)}”. ${mention(news.by)}, I looked three times; sending it again is safe.`
    case 'edit-never-arrived':
      return mrkdwn`*A change of ${title} never arrived at Bandwidth:* ${fieldsChanged(news.fields)}. ${mention(news.by)}, I looked three times; changing it again is safe.`
    case 'edited':
      return mrkdwn`${mention(news.by)} changed ${title}: ${fieldsChanged(news.fields)}.`
    case 'change-not-seen':
      return lines(
        mrkdwn`*The change of ${title} doesn't show at Bandwidth.* ${mention(news.by)}`,
        ...differencesShown(news.differences.map(showDifference)),
        'I looked for three minutes. It is safe to try again.',
      )
    case 'not-as-asked':
      return mrkdwn`*#${tracked.number} is not quite as asked:* ${oneLine(news.field)} should be “${oneLine(news.asked)}”, and Bandwidth shows “${oneLine(news.shown)}”. ${mention(tracked.owner)}`
    case 'keep-failed':
      return mrkdwn`*Draft ${title} was not kept:* I asked Bandwidth, but the order still shows its old date. ${mention(news.by)}, edit anything in it to keep it.`
    case 'check-not-seen':
      return mrkdwn`*No other check of the numbers of ${title} shows at Bandwidth.* ${mention(news.by)}, I looked three times; trying again is safe.`
    case 'deleted':
      return mrkdwn`${mention(news.by)} deleted draft ${title}. I kept everything in it.`
    case 'not-deleted':
      return mrkdwn`*Draft ${title} was not deleted:* it is still at Bandwidth. ${mention(news.by)}, I looked three times; deleting it again is safe.`
    case 'cancelled-not-deleted':
      return mrkdwn`*${title} was submitted at Bandwidth in the moment before ${mention(news.by)} deleted it as a draft.* Bandwidth takes the same call as a cancel: it is ${ruleFor(news.status).words}. ${approvers}, nobody approved that.`
    case 'not-as-approved':
      return lines(
        mrkdwn`:warning: *${title} doesn't match what was approved.* ${people(news)}`,
        ...differencesShown(news.differences),
        "I didn't change that. If it's wrong, cancel the order.",
      )
    case 'cancel-unclear':
      return mrkdwn`*It is not clear whether the cancel of ${title} reached Bandwidth.* ${mention(news.by)}, I look at the order and say here when it shows; please don't count on it before.`
    case 'made-again':
      return mrkdwn`*${title} is made again* by ${mention(news.by)}: I see it at Bandwidth under a new id, with what was in it.${documentsComing(news)}`
    case 'not-made-again':
      return mrkdwn`*Bandwidth did not make ${title} again.* ${mention(news.by)}, I looked three times and it is not there. I still have everything in it; trying again is safe.`
    case 'documents-attached-again':
      return join(
        [
          news.attached.length === 0
            ? null
            : mrkdwn`*${named(news.attached)} ${areOrIs(news.attached)} with #${tracked.number} again:* I see it in Bandwidth's list.`,
          news.missing.length === 0
            ? null
            : mrkdwn`*${named(news.missing)} could not be attached to #${tracked.number} again.* ${mention(tracked.owner)}, drop it into this thread once more.`,
        ],
        ' ',
      )
    case 'kept-alive':
    case 'not-kept-yet':
    case 'owner-not-reached':
    case 'card-again':
    case 'handed-over':
    case 'handed-back':
      return alike(news, { title, owner: tracked.owner, now })
  }
}

/** Who changed what by whose word, and that Bandwidth shows it. */
function changedWords(
  { tracked, now }: OrderView,
  { by, differences, approvedBy, approver }: News & { readonly kind: 'changed' },
  names: Names,
): Mrkdwn {
  const waits =
    tracked.seen?.status === 'REQUESTED_SUPP' ? ` Now ${losingCarrier(tracked)} has to answer.` : ''
  const who = approvedBy ?? approver
  return lines(
    mrkdwn`*${orderTitle(tracked)}: changed by ${names.get(by) ?? by}*`,
    ...differencesShown(differences.map(showDifference)),
    mrkdwn`Bandwidth shows it since ${moment(now, now)}.${waits}`,
    who === null
      ? null
      : mrkdwn`${approvedBy === null ? 'The submission was approved' : 'Approved'} by ${names.get(who) ?? who}.`,
  )
}

function documentsComing({
  documents,
  lost,
}: {
  readonly documents: readonly string[]
  readonly lost: readonly string[]
}): Mrkdwn {
  return join(
    [
      documents.length === 0 ? null : mrkdwn` ${named(documents)} will follow.`,
      lost.length === 0
        ? null
        : mrkdwn` Add these again; they weren’t sent through Slack: ${named(lost)}.`,
    ],
    '',
  )
}

function named(names: readonly string[]): string {
  return names.map(oneLine).join(', ')
}

function areOrIs(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are'
}

function fieldsChanged(fields: readonly string[]): Mrkdwn {
  return plain(fields.length === 0 ? 'nothing that shows' : fields.map(oneLine).join(', '))
}

function buttons(view: OrderView, { kind }: OperationNews): Parameters<typeof actions>[0] {
  const order = view.tracked
  switch (kind) {
    case 'not-as-approved':
      return isSeen(order) ? [...cancelButtons(view, order), refreshButton.draw(order)] : []
    case 'never-made':
    case 'deleted':
    case 'cancelled-not-deleted':
      return [startAgain.draw(order)]
    case 'keep-failed':
    case 'not-kept-yet':
      return [extendDraft.draw(order)]
    case 'check-not-seen':
      return [retryValidation.draw(order)]
    case 'not-made-again':
      return [recreateDraft.draw(order)]
    case 'not-deleted':
      return isSeen(order) ? [...cancelButtons(view, order)] : []
    case 'change-not-seen':
    case 'cancel-unclear':
      return [refreshButton.draw(order)]
    case 'made-after-all':
    case 'document-arrived-after-all':
    case 'document-never-arrived':
    case 'note-sent':
    case 'note-never-sent':
    case 'edit-never-arrived':
    case 'edited':
    case 'changed':
    case 'not-as-asked':
    case 'kept-alive':
    case 'made-again':
    case 'documents-attached-again':
    case 'owner-not-reached':
    case 'card-again':
    case 'handed-over':
    case 'handed-back':
      return []
  }
}
