import { isAlive } from '../../porting/standing.ts'
import { countOf } from '../../porting/counts.ts'
import { bulkStatusWords } from '../../porting/bulk-status.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { SharedLoa } from '../../desk/bulk/view-loas.ts'
import type { BulkNews } from '../../porting/news.ts'
import { type Message } from '../blocks.ts'
import { textOfItsOrders } from './bulk-children-news.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { lines, calling, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { replyNote } from '../controls/order-controls.ts'
import { isOfNotes, notesShown, type NotesNews } from './note.ts'
import { alike } from './same-words.ts'
import { bulkButtons } from './bulk-actions.ts'
import { bulkTitle } from '../words/bulk-words.ts'
import {
  addedAndRemoved,
  capitalized,
  differencesShown,
  errorWords,
  people,
} from '../words/order-words.ts'
import { drawAnnouncement, type Announcement } from './bulk-announcement.ts'

/** What one of our own operations has to say in the bulk order's thread. */
export function bulkNews(
  view: BulkView,
  news: BulkNews,
  {
    approvers,
    loas = [],
    taken,
  }: {
    readonly approvers: Mrkdwn
    readonly loas?: readonly SharedLoa[]
    readonly taken?: SnoozedTopic | undefined
  },
): Message {
  const { bulk, now } = view
  if (isOfNotes(news)) {
    const buttons = isAlive(bulk) ? [replyNote.draw(bulk)] : []
    const about = { title: bulkTitle(bulk), owner: bulk.owner, now, buttons, order: bulk, taken }
    return notesShown(news, about)
  }
  return drawAnnouncement(
    newsText(view, news, { approvers, loas, hides: false }),
    newsText(view, news, { approvers, loas, hides: true }),
  )
}

interface Beside {
  readonly approvers: Mrkdwn
  readonly loas: readonly SharedLoa[]
  /** On a locked screen, where no value of a field is shown. */
  readonly hides: boolean
}

type OtherNews = Exclude<BulkNews, NotesNews>

function newsText(view: BulkView, news: OtherNews, beside: Beside): Announcement {
  const { bulk, now } = view
  const { approvers, loas, hides } = beside
  const title = bulkTitle(bulk)
  const about = { title, number: bulk.number, owner: bulk.owner, now, hides }
  switch (news.kind) {
    case 'never-made':
      return {
        says: mrkdwn`*${title} wasn’t created.* ${mention(news.by)}`,
        detail: plain('I checked three times. It’s safe to start again with `/portin bulk`.'),
      }
    case 'numbers-changed':
      return {
        says: mrkdwn`${mention(news.by)} changed the numbers of ${title}: ${addedAndRemoved(news)}. Bandwidth is rechecking them.`,
      }
    case 'numbers-refused':
      return {
        says: mrkdwn`*Bandwidth rejected the number list of ${title}.* ${calling(bulk.owner)}`,
        detail: capitalized(errorWords(news.errors)),
        buttons: bulkButtons(view),
      }
    case 'shared-edited':
      return {
        says: mrkdwn`${mention(news.by)} changed the shared details of ${title}: ${oneLine(news.fields.join(', '))}.`,
      }
    case 'shared-edit-never-arrived':
      return {
        says: mrkdwn`*${title}: the change to the shared details never arrived at Bandwidth:* ${oneLine(news.fields.join(', '))}. I checked three times. It’s safe to try again. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'made-after-all':
    case 'note-sent':
    case 'note-never-sent':
    case 'not-as-asked':
    case 'kept-alive':
    case 'owner-not-reached':
    case 'request-out-of-reach':
    case 'card-again':
    case 'handed-over':
    case 'handed-back':
      return { says: alike(news, about) }
    case 'keep-failed':
      return {
        says: mrkdwn`*I couldn’t extend draft ${title}.* Edit any shared detail to keep it. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'not-made-again':
    case 'not-deleted':
    case 'check-not-seen':
    case 'not-kept-yet':
      return { says: alike(news, about), buttons: bulkButtons(view) }
    case 'deleted':
      return {
        says: mrkdwn`${mention(news.by)} deleted bulk draft ${title}${news.children === 0 ? '' : ` with ${countOf(news.children, 'draft order')}`}. Bandwidth no longer has it.`,
      }
    case 'not-as-approved':
      return notAsApproved(view, news, about)
    case 'cancelled-not-deleted':
      return {
        says: mrkdwn`*${title} was submitted just before it was deleted.* ${mention(news.by)} deleted it as a draft, and Bandwidth took that as a cancel. It’s ${bulkStatusWords(news.status)}. ${approvers}, no one approved that.`,
        buttons: bulkButtons(view),
      }
    case 'made-again':
      return {
        says: mrkdwn`${mention(news.by)} is recreating ${title}. Once Bandwidth splits the numbers, I’ll restore the details of ${countOf(news.children, 'order')}.`,
      }
    case 'cancel-unclear':
      return {
        says: mrkdwn`*I don’t know yet if the cancel of ${someOrders(news.children)} of ${title} reached Bandwidth.* I’ll post here when I see it. Don’t send it again or tell the customer yet. ${mention(news.by)}`,
      }
    case 'split-anew':
    case 'children-filled':
    case 'children-corrected':
    case 'letters-went-along':
    case 'child-attached':
    case 'child-deleted':
    case 'child-detached':
    case 'list-not-changed':
    case 'sent-again-alone':
    case 'facts-put-back':
      return textOfItsOrders(view, news, loas)
  }
}

function notAsApproved(
  view: BulkView,
  news: Extract<BulkNews, { readonly kind: 'not-as-approved' }>,
  { title, hides }: { readonly title: Mrkdwn; readonly hides: boolean },
): Announcement {
  const differences = news.children.map(
    ({ child, differences }) => `#${child}: ${differences.join(', ')}`,
  )
  return {
    says: mrkdwn`:warning: *${countOf(news.children.length, 'order')} of ${title} ${news.children.length === 1 ? 'doesn’t' : 'don’t'} match what was approved.* ${people(news)}`,
    detail: lines(
      ...(hides ? [] : differencesShown(differences)),
      'I didn’t change that. If it’s wrong, cancel the orders.',
    ),
    buttons: bulkButtons(view),
  }
}
