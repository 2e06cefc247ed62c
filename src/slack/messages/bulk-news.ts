import { countOf } from '../../porting/counts.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { SharedLoa } from '../../desk/bulk/view-loas.ts'
import type { BulkNews } from '../../porting/news.ts'
import { type Message } from '../blocks.ts'
import { toldOfItsOrders } from './bulk-children-news.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { replyNote } from '../controls/order-controls.ts'
import { isOfNotes, notesShown, type NotesNews } from './note.ts'
import { alike } from './same-words.ts'
import { bulkButtons } from './bulk-actions.ts'
import { bulkTitle, someOrders } from './bulk-words.ts'
import { addedAndRemoved, differencesShown, errorWords, people } from './order-words.ts'
import { drawAnnouncement, type Announcement } from './bulk-announcement.ts'

/** What one of our own operations has to say in the bulk order's thread. */
export function bulkNews(
  view: BulkView,
  news: BulkNews,
  {
    approvers,
    letters = [],
    taken,
  }: {
    readonly approvers: Mrkdwn
    readonly letters?: readonly SharedLoa[]
    readonly taken?: SnoozedTopic | undefined
  },
): Message {
  const { bulk, now } = view
  if (isOfNotes(news)) {
    const buttons = bulk.endedAt === null ? [replyNote.draw(bulk)] : []
    const about = { title: bulkTitle(bulk), owner: bulk.owner, now, buttons, order: bulk, taken }
    return notesShown(news, about)
  }
  return drawAnnouncement(newsText(view, news, { approvers, letters }))
}

function newsText(
  view: BulkView,
  news: Exclude<BulkNews, NotesNews>,
  { approvers, letters }: { readonly approvers: Mrkdwn; readonly letters: readonly SharedLoa[] },
): Announcement {
  const { bulk, now } = view
  const title = bulkTitle(bulk)
  switch (news.kind) {
    case 'made-after-all':
      return { says: mrkdwn`*${title} exists after all:* Bandwidth had made it. I go on with it.` }
    case 'never-made':
      return {
        says: mrkdwn`*${title} was never made at Bandwidth.* ${mention(news.by)}`,
        detail: plain('I looked three times. Start it again with `/portin bulk`.'),
      }
    case 'numbers-changed':
      return {
        says: mrkdwn`${mention(news.by)} changed the numbers of ${title}: ${addedAndRemoved(news)}. Bandwidth checks them again.`,
      }
    case 'numbers-refused':
      return {
        says: mrkdwn`*Bandwidth does not take the numbers of ${title}.* ${mention(bulk.owner)}`,
        detail: errorWords(news.errors),
        buttons: bulkButtons(view),
      }
    case 'shared-edited':
      return {
        says: mrkdwn`${mention(news.by)} changed what all orders of ${title} share: ${oneLine(news.fields.join(', '))}.`,
      }
    case 'shared-edit-never-arrived':
      return {
        says: mrkdwn`*A change of what all orders of ${title} share never arrived at Bandwidth:* ${oneLine(news.fields.join(', '))}. ${mention(news.by)}, I looked three times; changing it again is safe.`,
        buttons: bulkButtons(view),
      }
    case 'kept-alive':
    case 'owner-not-reached':
    case 'card-again':
    case 'handed-over':
    case 'handed-back':
      return { says: alike(news, { title, owner: bulk.owner, now }) }
    case 'keep-failed':
      return {
        says: mrkdwn`*${title} could not be kept:* its last change has not moved. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'check-not-seen':
      return {
        says: mrkdwn`*No other check of the numbers of ${title} shows at Bandwidth:* I looked three times; trying again is safe. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'not-kept-yet':
      return {
        says: alike(news, { title, owner: bulk.owner, now }),
        buttons: bulkButtons(view),
      }
    case 'deleted':
      return {
        says: mrkdwn`${mention(news.by)} deleted bulk draft ${title}${news.children === 0 ? '' : ` with ${countOf(news.children, 'draft order')}`}. Bandwidth no longer has it.`,
      }
    case 'not-deleted':
      return {
        says: mrkdwn`*Bulk draft ${title} was not deleted:* it is still at Bandwidth. ${mention(news.by)}, I looked three times; deleting it again is safe.`,
        buttons: bulkButtons(view),
      }
    case 'not-as-approved':
      return {
        says: mrkdwn`:warning: *${countOf(news.children.length, 'order')} of ${title} ${news.children.length === 1 ? "doesn't" : "don't"} match what was approved.* ${people(news)}`,
        detail: lines(
          ...differencesShown(
            news.children.map(({ child, differences }) => `#${child}: ${differences.join('; ')}`),
          ),
          "I didn't change that. If it's wrong, cancel the orders.",
        ),
        buttons: bulkButtons(view),
      }
    case 'cancelled-not-deleted':
      return {
        says: mrkdwn`*${title} was submitted at Bandwidth in the moment before ${mention(news.by)} deleted it as a draft.* It is ${bulkRuleFor(news.status).words}. ${approvers}, nobody approved that.`,
        buttons: bulkButtons(view),
      }
    case 'made-again':
      return {
        says: mrkdwn`${mention(news.by)} makes ${title} again. When Bandwidth has split the numbers, what ${countOf(news.children, 'order')} had is put back.`,
      }
    case 'not-made-again':
      return {
        says: mrkdwn`*${title} was not made again:* Bandwidth never got it. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'note-sent':
      return {
        says: mrkdwn`${mention(news.by)} asked Bandwidth about ${title}: ${oneLine(news.text)}`,
      }
    case 'note-never-sent':
      return {
        says: mrkdwn`*The note on ${title} never arrived:* send it again. ${mention(news.by)}`,
        detail: plain(oneLine(news.text)),
      }
    case 'cancel-unclear':
      return {
        says: mrkdwn`*No answer came to the cancel of ${someOrders(news.children)} of ${title}.* I look; please don't ask again before. ${mention(news.by)}`,
      }
    case 'not-as-asked':
      return {
        says: mrkdwn`*${title}: Bandwidth shows ${oneLine(news.field)} otherwise than asked:* ${oneLine(news.shown)} instead of ${oneLine(news.asked)}.`,
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
      return toldOfItsOrders(view, news, letters)
  }
}
