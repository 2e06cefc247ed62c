import { isAlive } from '../../porting/standing.ts'
import type { Button } from '@slack/types'
import {
  contentDifferences,
  showDifference,
  type ContentDifference,
} from '../../porting/approval.ts'
import { contentFields } from '../../porting/content-fields.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { ruleFor } from '../../porting/status.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { awaited } from '../../porting/supplement.ts'
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
import { atMoment } from '../moments.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { lines, calling, mention, mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { isOfNotes, notesShown, type NotesNews } from './note.ts'
import { alike } from './same-words.ts'
import { changeButtons, tryAgain } from './change-buttons.ts'
import { eachOnce } from './offered.ts'
import { cancelButtons } from './order-buttons.ts'
import {
  capitalized,
  differencesShown,
  losingCarrier,
  orderTitle,
  people,
  sentence,
  THIS_THREAD,
} from '../words/order-words.ts'

/** The announcement of one of our own operations in the order's thread. */
export function news(
  view: OrderView,
  news: News,
  approvers: Mrkdwn,
  names: Names = new Map(),
  taken?: SnoozedTopic,
): Message {
  if (isOfNotes(news)) return notesShown(news, { ...aboutNotes(view), taken })
  const isChange = news.kind === 'changed'
  const says = (hides: boolean): Mrkdwn =>
    isChange ? changedWords(view, news, { names, hides }) : textOf(view, news, { approvers, hides })
  const small = isChange ? provenBy(view, news, names) : nothing
  return message(lines(says(true), small), [
    section(says(false)),
    actions(buttons(view, news)),
    context(small),
  ])
}

/** A notification on a locked screen shows no value of a field: it may be an address. */
function valuesShown(differences: readonly string[], hides: boolean): readonly Mrkdwn[] {
  return hides ? [] : differencesShown(differences)
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
  if (!isSeen(tracked) || !isAlive(tracked)) return []
  const { may } = ruleFor(tracked.seen.status)
  const isRejected = tracked.seen.status === 'EXCEPTION'
  return eachOnce([
    // Beside it a reply and an LOA; the card has the others.
    ...(isRejected && may.includes('change') ? changeButtons(view, tracked).slice(0, 1) : []),
    replyNote.draw(tracked),
    ...(may.includes('attach') ? [addLoa.draw(tracked)] : []),
  ])
}

type OperationNews = Exclude<News, NotesNews>
type Announcement = Exclude<OperationNews, { readonly kind: 'changed' }>

function textOf(
  view: OrderView,
  news: Announcement,
  { approvers, hides }: { readonly approvers: Mrkdwn; readonly hides: boolean },
): Mrkdwn {
  const { tracked, now } = view
  const title = orderTitle(tracked)
  switch (news.kind) {
    case 'never-made':
      return mrkdwn`*${title} wasn’t created.* I checked three times. Your entries are saved. It’s safe to try again. ${mention(news.by)}`
    case 'document-arrived-after-all':
      return mrkdwn`*${oneLine(news.name)} arrived after all.* Bandwidth lists it for ${title}.`
    case 'document-never-arrived':
      return mrkdwn`*${oneLine(news.name)} never arrived at Bandwidth* for ${title}. I checked three times. It’s safe to attach it again. ${mention(news.by)}`
    case 'edit-never-arrived':
      return mrkdwn`*An edit of ${title} never arrived at Bandwidth:* ${fieldsChanged(news.fields)}. I checked three times. It’s safe to edit it again. ${mention(news.by)}`
    case 'edited':
      return mrkdwn`${mention(news.by)} changed ${title}: ${fieldsChanged(news.fields)}.`
    case 'change-not-seen':
      return lines(
        mrkdwn`*The change to ${title} doesn’t show at Bandwidth.* ${mention(news.by)}`,
        ...valuesShown(news.differences.map(showDifference), hides),
        ...valuesShown(shownInstead(view, news.differences), hides),
        mrkdwn`I checked for 3 minutes. ${whetherAgain(view)}`,
      )
    case 'keep-failed':
      return mrkdwn`*I couldn’t extend draft ${title}.* Edit anything in it to keep it. ${mention(news.by)}`
    case 'deleted':
      return mrkdwn`${mention(news.by)} deleted draft ${title}. I saved everything in it.`
    case 'cancelled-not-deleted':
      return mrkdwn`*${title} was submitted just before it was deleted.* ${mention(news.by)} deleted it as a draft, and Bandwidth took that as a cancel. It’s ${ruleFor(news.status).words}. ${approvers}, no one approved that.`
    case 'not-as-approved':
      return lines(
        mrkdwn`:warning: *${title} doesn’t match what was approved.* ${people(news)}`,
        ...valuesShown(news.differences, hides),
        'I didn’t change that. If it’s wrong, cancel the order.',
      )
    case 'cancel-unclear':
      return mrkdwn`*I don’t know yet if the cancel of ${title} reached Bandwidth.* I’ll post here when I see it. Don’t send it again or tell the customer yet. ${mention(news.by)}`
    case 'made-again':
      return mrkdwn`*${title} was recreated* by ${mention(news.by)} with everything in it (new Bandwidth ID).${documentsComing(news)}`
    case 'documents-attached-again':
      return spaced(
        news.attached.length === 0
          ? null
          : mrkdwn`*${named(news.attached)} ${areOrIs(news.attached)} attached to ${title} again.* Bandwidth lists ${news.attached.length === 1 ? 'it' : 'them'}.`,
        news.missing.length === 0
          ? null
          : mrkdwn`*${named(news.missing)} couldn’t be attached to ${title} again.* Drop ${news.missing.length === 1 ? 'it' : 'them'} in ${THIS_THREAD} once more. ${calling(tracked.owner)}`,
      )
    case 'made-after-all':
    case 'not-made-again':
    case 'not-deleted':
    case 'note-sent':
    case 'note-never-sent':
    case 'not-as-asked':
    case 'check-not-seen':
    case 'kept-alive':
    case 'not-kept-yet':
    case 'owner-not-reached':
    case 'request-out-of-reach':
    case 'card-again':
    case 'handed-over':
    case 'handed-back':
      return alike(news, { title, number: tracked.number, owner: tracked.owner, now, hides })
  }
}

/** Where Bandwidth shows neither the old nor the new value, somebody else has changed it. */
function shownInstead(
  { tracked: { seen } }: OrderView,
  differences: readonly ContentDifference[],
): readonly string[] {
  if (seen === null) return []
  const shown = new Map(
    contentDifferences({}, contentFields(seen)).map(({ field, after }) => [field, after]),
  )
  return differences.flatMap(({ field, before, after }) => {
    const now = shown.get(field) ?? null
    const isOthers = before !== after && now !== before && now !== after
    return isOthers ? [`Bandwidth shows ${field} ${now ?? 'none'}`] : []
  })
}

/** Another change may be on its way by then. */
function whetherAgain(view: OrderView): Mrkdwn {
  if (canRetry(view)) return plain('It’s safe to try again.')
  const { tracked, now } = view
  const waits = tracked.seen && awaited(tracked.seen, now)
  return waits === null ? nothing : capitalized(plain(sentence(waits)))
}

function canRetry(view: OrderView): boolean {
  const { tracked, now } = view
  if (!isSeen(tracked) || awaited(tracked.seen, now) !== null) return false
  return changeButtons(view, tracked).length > 0
}

type Changed = News & { readonly kind: 'changed' }

/** Who changed what, and who has to answer. */
function changedWords(
  { tracked }: OrderView,
  { by, differences }: Changed,
  { names, hides }: { readonly names: Names; readonly hides: boolean },
): Mrkdwn {
  return lines(
    mrkdwn`*${orderTitle(tracked)}: changed by ${names.get(by) ?? by}*`,
    ...valuesShown(differences.map(showDifference), hides),
    tracked.seen?.status === 'REQUESTED_SUPP'
      ? `Waiting on ${losingCarrier(tracked)} to answer.`
      : null,
  )
}

/** That Bandwidth shows it, and by whose word it was changed. */
function provenBy(
  { now }: OrderView,
  { approvedBy, approver, at = now, hidesSecrets = false, differences }: Changed,
  names: Names,
): Mrkdwn {
  const who = approvedBy ?? approver
  const approved = approvedBy === null ? 'The submission was approved' : 'Approved'
  return spaced(
    hidesSecrets && differences.length === 1
      ? mrkdwn`Sent and accepted ${atMoment(at, now)}.`
      : mrkdwn`Bandwidth showed it ${atMoment(at, now)}.`,
    hidesSecrets ? 'It doesn’t show account number and PIN.' : null,
    who === null ? null : mrkdwn`${approved} by ${names.get(who) ?? who}.`,
  )
}

function documentsComing({
  documents,
  lost,
}: {
  readonly documents: readonly string[]
  readonly lost: readonly string[]
}): Mrkdwn {
  const coming = documents.length === 0 ? nothing : mrkdwn` ${named(documents)} will follow.`
  return lost.length === 0
    ? coming
    : mrkdwn`${coming} Add these again. They weren’t sent through Slack: ${named(lost)}.`
}

function named(names: readonly string[]): string {
  return names.map(oneLine).join(', ')
}

function areOrIs(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are'
}

function fieldsChanged(fields: readonly string[]): Mrkdwn {
  return plain(fields.length === 0 ? 'no visible change' : fields.map(oneLine).join(', '))
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
      return [
        ...(isSeen(order) && canRetry(view) ? [tryAgain(order)] : []),
        refreshButton.draw(order),
      ]
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
    case 'request-out-of-reach':
    case 'card-again':
    case 'handed-over':
    case 'handed-back':
      return []
  }
}
