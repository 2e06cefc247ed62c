import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { SharedLetter } from '../../desk/bulk/view-letters.ts'
import type { BulkNews } from '../../porting/news.ts'
import { type Message } from '../blocks.ts'
import { giveLetter } from '../buttons/bulk/give-letter.ts'
import { lines, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { alike } from './same-words.ts'
import { bulkButtons } from './bulk-card.ts'
import { bulkTitle, someOrders } from './bulk-words.ts'
import {
  addedAndRemoved,
  countNumbers,
  countOf,
  differencesShown,
  errorWords,
  people,
} from './order-words.ts'
import { drawTold, type Told } from './bulk-told.ts'

/** What one of our own deeds has to say in the bulk order's thread. */
export function bulkNews(
  view: BulkView,
  news: BulkNews,
  {
    approvers,
    letters = [],
  }: { readonly approvers: Mrkdwn; readonly letters?: readonly SharedLetter[] },
): Message {
  return drawTold(newsTold(view, news, { approvers, letters }))
}

function newsTold(
  view: BulkView,
  news: BulkNews,
  { approvers, letters }: { readonly approvers: Mrkdwn; readonly letters: readonly SharedLetter[] },
): Told {
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
        says: mrkdwn`${mention(news.by)} changed the numbers of ${title}: ${addedAndRemoved(news)}. Bandwidth checks them anew.`,
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
    case 'split-anew':
      return {
        says: mrkdwn`*Bandwidth split ${title} anew.* What was typed into an order is kept where most of its numbers are.`,
        detail: lines(
          keptWords(news.kept),
          news.added.length === 0 ? null : `New: ${someOrders(news.added)}.`,
          ...lettersForNew(view, news.added, letters),
          news.gone.length === 0 ? null : `No longer needed: ${someOrders(news.gone)}.`,
          news.lostDocuments.length === 0
            ? null
            : `Documents that did not come through Slack have to be added again: ${someFiles(news.lostDocuments)}.`,
        ),
        buttons: lettersFor(news.added, letters).map((letter) => giveLetter.draw(bulk, letter)),
      }
    case 'children-filled':
      return {
        says: mrkdwn`${mention(news.by)} filled in ${countOf(news.children.length, 'order')} of ${title}: ${someOrders(news.children)}.`,
        detail: failures(news.failed),
      }
    case 'letters-went-along':
      return {
        says: mrkdwn`The documents of the orders of ${title} went along: ${countOf(news.orders, 'order')} ${news.orders === 1 ? 'has its' : 'have theirs'} again.`,
        detail:
          news.missing.length === 0
            ? nothing
            : mrkdwn`*Not any more, so drop them again:* ${someFiles(news.missing)}.`,
      }
    case 'child-attached':
      return {
        says:
          news.by === null
            ? mrkdwn`#${news.child} was put into ${title}.`
            : mrkdwn`${mention(news.by)} put #${news.child} into ${title}.`,
      }
    case 'child-deleted':
      return {
        says: mrkdwn`${mention(news.by)} deleted draft #${news.child}: its ${countNumbers(news.numbers)} are no longer part of ${title}.`,
      }
    case 'child-detached':
      return {
        says: mrkdwn`#${news.child} was taken out of ${title}${news.by === null ? nothing : mrkdwn` by ${mention(news.by)}`}. It goes its own way, with a card of its own.`,
      }
    case 'list-not-changed':
      return {
        says: mrkdwn`*#${news.child} was not ${news.isIn ? 'taken out of' : 'put into'} ${title}.* ${mention(news.by)}, I looked three times; trying again is safe.`,
      }
    case 'sent-again-alone':
      return {
        says: mrkdwn`#${news.child} is cancelled and goes out again alone, as #${news.as}; it stays in this list.`,
      }
    case 'kept-alive':
    case 'owner-not-reached':
    case 'card-again':
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
        says: mrkdwn`${mention(news.by)} deleted bulk draft ${title} with ${countOf(news.children, 'draft order')}; Bandwidth no longer has them.`,
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
    case 'facts-put-back':
      return {
        says: mrkdwn`What the orders of ${title} had of their own is back in ${someOrders(news.children) || 'none of them'}.`,
        detail: failures(news.failed),
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
  }
}

const MOST_KEPT = 20

/** Their numbers here are the same; what is said after them must not be cut off. */
function keptWords(
  kept: readonly { readonly child: number; readonly numbers: number }[],
): string | null {
  if (kept.length === 0) return null
  const shown = kept
    .slice(0, MOST_KEPT)
    .map(({ child, numbers }) => `#${child} (${countNumbers(numbers)})`)
  const more = kept.length - shown.length
  return `Go on under their numbers: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}

/** A new order has no letter; one that its signer gave for the others may go to it as well. */
function lettersForNew(
  { children }: BulkView,
  added: readonly number[],
  letters: readonly SharedLetter[],
): readonly (string | null)[] {
  const without = children
    .map(({ tracked }) => tracked)
    .filter(({ number, documents }) => added.includes(number) && !documents.some(isLoa))
    .map(({ number }) => number)
  if (without.length === 0) return []
  return [
    `Without a letter as yet: ${someOrders(without)}.`,
    ...lettersFor(added, letters).map(
      ({ document }) =>
        `${oneLine(document.name)}, the letter for all orders of ${oneLine(document.person)}, can go there too.`,
    ),
  ]
}

function lettersFor(
  added: readonly number[],
  letters: readonly SharedLetter[],
): readonly SharedLetter[] {
  return letters
    .filter(({ without }) => without.some((number) => added.includes(number)))
    .slice(0, MOST_LETTERS)
}

function isLoa({ type }: { readonly type: string | null }): boolean {
  return type === 'LOA'
}

const MOST_LETTERS = 5
const MOST_FILES = 10

function someFiles(files: readonly { readonly child: number; readonly name: string }[]): string {
  const shown = files.slice(0, MOST_FILES).map(({ child, name }) => `${oneLine(name)} (#${child})`)
  const more = files.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

function failures(failed: readonly { readonly child: number; readonly why: string }[]): Mrkdwn {
  if (failed.length === 0) return nothing
  return lines(
    ...failed.slice(0, 10).map(({ child, why }) => mrkdwn`• #${child} not: ${oneLine(why)}`),
    failed.length > 10 ? `… and ${failed.length - 10} more` : null,
  )
}
