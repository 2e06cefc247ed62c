import { countOf } from '../../porting/counts.ts'
import { someOrders, firstFew } from '../../porting/names-in-words.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { SharedLoa } from '../../desk/bulk/view-loas.ts'
import type { BulkNews } from '../../porting/news.ts'
import { giveLoa } from '../controls/bulk-controls.ts'
import { lines, mention, mrkdwn, nothing } from '../mrkdwn.ts'
import { bulkTitle } from '../words/bulk-words.ts'
import { countNumbers, failures } from '../words/order-words.ts'
import type { Announcement } from './bulk-announcement.ts'
import { correctedAlike } from './corrected-alike.ts'

type NewsOfItsOrders = Extract<
  BulkNews,
  {
    readonly kind:
      | 'split-anew'
      | 'children-filled'
      | 'children-corrected'
      | 'letters-went-along'
      | 'child-attached'
      | 'child-deleted'
      | 'child-detached'
      | 'list-not-changed'
      | 'sent-again-alone'
      | 'facts-put-back'
  }
>

/** What became of the orders that a bulk order is split into. */
export function textOfItsOrders(
  view: BulkView,
  news: NewsOfItsOrders,
  loas: readonly SharedLoa[],
): Announcement {
  const { bulk } = view
  const title = bulkTitle(bulk)
  switch (news.kind) {
    case 'split-anew':
      return {
        says: mrkdwn`*Bandwidth regrouped ${title}.* Details went with most of the numbers.`,
        detail: lines(
          remainingText(news.kept),
          news.added.length === 0 ? null : `New: ${someOrders(news.added)}.`,
          ...loasForNew(view, news.added, loas),
          backWords(news.back ?? []),
          supersededText(news.gone),
          afterLoaText(news.afterLoa ?? []),
          news.lostDocuments.length === 0
            ? null
            : `Add these again. They weren’t sent through Slack: ${someFiles(news.lostDocuments)}.`,
        ),
        buttons: loasFor(news.added, loas).map((loa) => giveLoa.draw(bulk, loa)),
      }
    case 'children-filled':
      return {
        says: mrkdwn`${mention(news.by)} filled in ${countOf(news.children.length, 'order')} of ${title}: ${someOrders(news.children)}.`,
        detail: failures(news.failed),
      }
    case 'children-corrected':
      return correctedAlike(view, news)
    case 'letters-went-along':
      return {
        says: mrkdwn`Documents carried over to ${countOf(news.orders, 'order')} of ${title}.`,
        detail:
          news.missing.length === 0
            ? nothing
            : mrkdwn`*Drop these again:* ${someFiles(news.missing)}.`,
      }
    case 'child-attached':
      return {
        says:
          news.by === null
            ? mrkdwn`#${news.child} was added to ${title}.`
            : mrkdwn`${mention(news.by)} added #${news.child} to ${title}.`,
      }
    case 'child-deleted':
      return {
        says: mrkdwn`${mention(news.by)} deleted draft #${news.child}. Its ${countNumbers(news.numbers)} ${news.numbers === 1 ? 'is' : 'are'} no longer part of ${title}.`,
      }
    case 'child-detached':
      return {
        says: mrkdwn`#${news.child} was detached from ${title}${news.by === null ? nothing : mrkdwn` by ${mention(news.by)}`}. It continues on its own, with its own card.`,
      }
    case 'list-not-changed':
      return {
        says: mrkdwn`*#${news.child} wasn’t ${news.isIn ? 'detached from' : 'added to'} ${title}.* I checked three times. It’s safe to try again. ${mention(news.by)}`,
      }
    case 'sent-again-alone':
      return {
        says:
          news.isToBeCanceled === true
            ? mrkdwn`#${news.as} takes the place of #${news.child}, and can be submitted on its own once #${news.child} is canceled. It stays in this list.`
            : mrkdwn`#${news.child} was canceled and resubmitted on its own as #${news.as}. It stays in this list.`,
      }
    case 'facts-put-back':
      return {
        says: mrkdwn`Order details of ${title} are back in ${someOrders(news.children) || 'none of its orders'}.`,
        detail: failures(news.failed),
      }
  }
}

function backWords(back: readonly number[]): string | null {
  return back.length === 0
    ? null
    : `Back with their BTN, account numbers and LOAs: ${someOrders(back)}.`
}

function supersededText(gone: readonly number[]): string | null {
  if (gone.length === 0) return null
  return `No longer needed: ${someOrders(gone)}. I keep ${gone.length === 1 ? 'its' : 'their'} details for 30 days in case the numbers come back.`
}

const MOST_AFTER_LOA = 10

/** An LOA must name every number. */
function afterLoaText(
  orders: readonly { readonly child: number; readonly numbers: number }[],
): string | null {
  if (orders.length === 0) return null
  const named = orders.map(({ child, numbers }) => `#${child} (${countOf(numbers, 'new number')})`)
  return `Check that the LOA names the new numbers: ${firstFew(named, MOST_AFTER_LOA)}.`
}

const MOST_REMAINING = 20

/** Their numbers here are unchanged, and Slack must not cut the sentence after them. */
function remainingText(
  remaining: readonly { readonly child: number; readonly numbers: number }[],
): string | null {
  if (remaining.length === 0) return null
  const named = remaining.map(({ child, numbers }) => `#${child} (${countNumbers(numbers)})`)
  return `Same numbers: ${firstFew(named, MOST_REMAINING)}.`
}

/** A new order has no LOA; one that its signer gave for the others may cover it too. */
function loasForNew(
  { children }: BulkView,
  added: readonly number[],
  loas: readonly SharedLoa[],
): readonly (string | null)[] {
  const without = children
    .map(({ tracked }) => tracked)
    .filter(({ number, documents }) => added.includes(number) && !documents.some(isLoa))
    .map(({ number }) => number)
  if (without.length === 0) return []
  return [
    `No LOA yet: ${someOrders(without)}.`,
    ...loasFor(added, loas).map(
      ({ document }) =>
        `${oneLine(document.name)}, the LOA for all orders of ${oneLine(document.person)}, can be attached to them, too.`,
    ),
  ]
}

function loasFor(added: readonly number[], loas: readonly SharedLoa[]): readonly SharedLoa[] {
  return loas
    .filter(({ without }) => without.some((number) => added.includes(number)))
    .slice(0, MOST_LOAS)
}

function isLoa({ type }: { readonly type: string | null }): boolean {
  return type === 'LOA'
}

const MOST_LOAS = 5
const MOST_FILES = 10

function someFiles(files: readonly { readonly child: number; readonly name: string }[]): string {
  const named = files.map(({ child, name }) => `${oneLine(name)} (#${child})`)
  return firstFew(named, MOST_FILES)
}
