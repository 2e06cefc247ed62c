import { isAlive } from '../../porting/standing.ts'
import { countOf } from '../../porting/counts.ts'
import type { ActionsBlock, ModalView, Overflow } from '@slack/types'
import type { BulkView, ChildView } from '../../desk/bulk/view-bulk.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { ruleFor } from '../../porting/status.ts'
import { button, context, fit, plainText, section } from '../blocks.ts'
import { focDay, moment } from '../moments.ts'
import { lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { bulkTitle, childLine, numbersInOrders, earlierDate } from '../words/bulk-words.ts'
import { countNumbers } from '../words/order-words.ts'
import { textIn, type StateValues } from './typed-values.ts'
import { orderValue } from '../order-ref.ts'

export const FILTER_ACTION = 'breakdown-filter'
export const PAGE_ACTION = 'breakdown-page'
export const REFRESH_ACTION = 'breakdown-look-again'
export const CHILD_ACTION = 'breakdown-child'

const ON_A_PAGE = 25
/** Of options that a menu takes. */
const MOST_PAGES = 100

type Filter = 'attention' | 'loa' | 'all'

/** Which orders are shown. */
export interface Shown {
  readonly filter: Filter
  /** From 1; a page that no longer exists becomes the last one. */
  readonly page: number
}

const FILTERS: Record<
  Filter,
  { readonly label: string; readonly shows: (c: ChildView) => boolean }
> = {
  attention: { label: 'Needs attention', shows: ({ needsAttention }) => needsAttention },
  loa: {
    label: 'Missing LOA',
    shows: ({ tracked }) =>
      isAlive(tracked) && !tracked.documents.some(({ type }) => type === 'LOA'),
  },
  all: { label: 'All orders', shows: () => true },
}

/** @param notice what has just been done from one of its lines. */
export function breakdownView(
  view: BulkView,
  { filter, page: requested }: Shown,
  notice: Mrkdwn | null = null,
): ModalView {
  const { bulk, children, account, now } = view
  const shown = children.filter(FILTERS[filter].shows)
  const pages = Math.max(1, Math.ceil(shown.length / ON_A_PAGE))
  const page = Math.min(pages, Math.max(1, requested))
  const onPage = shown.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE)
  const { accounted, words } = accountWords(account)
  return fit({
    type: 'modal',
    private_metadata: orderValue(bulk),
    title: plainText(`Orders of #${bulk.number}`),
    close: plainText('Close'),
    blocks: [
      section(
        lines(
          mrkdwn`*${bulkTitle(bulk)}*: ${numbersInOrders(view)}`,
          accounted ? plain(words) : null,
          dateWords(view),
        ),
        button({ id: REFRESH_ACTION, text: 'Refresh', value: orderValue(bulk) }),
      ),
      context(mrkdwn`As of ${moment(now, now)}. Refresh to update it.`),
      notice === null ? null : section(notice),
      choice(
        FILTER_ACTION,
        FILTER_ACTION,
        filter,
        (Object.keys(FILTERS) as Filter[]).map((value) => ({
          value,
          label: `${FILTERS[value].label} (${children.filter(FILTERS[value].shows).length})`,
        })),
      ),
      pages === 1
        ? null
        : choice(
            pageBlock(filter),
            PAGE_ACTION,
            String(page),
            Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, index) => ({
              value: String(index + 1),
              label: `Page ${index + 1} of ${pages}`,
            })),
          ),
      ...(onPage.length === 0
        ? [section(plain(`${FILTERS[filter].label}: none.`))]
        : onPage.map((child) => ({
            ...section(childLine(child, now), childMenu(view, child)),
            block_id: `child-${child.tracked.number}`,
          }))),
    ].filter((block) => block !== null),
  })
}

/** What is chosen in the menus of an open breakdown. */
export function shownIn(values: StateValues): Shown {
  const text = textIn(values, FILTER_ACTION)
  const filter: Filter = text === 'attention' || text === 'loa' ? text : 'all'
  return { filter, page: Number(textIn(values, pageBlock(filter))) || 1 }
}

/** Another filter gets another block id, or else Slack preselects the page that was chosen before. */
function pageBlock(filter: Filter): string {
  return `${PAGE_ACTION}-${filter}`
}

export type ChildOperation = 'edit' | 'open' | 'detach'

/** The actions on one order, in an overflow menu: a section has room for one control. */
function childMenu({ bulk }: BulkView, { tracked }: ChildView): Overflow {
  const { number, seen } = tracked
  const isOpen = isAlive(tracked) && seen !== null
  const mayEdit = isOpen && ruleFor(seen.status).may.includes('edit')
  const mayDetach =
    isOpen && bulk.seen !== null && bulkRuleFor(bulk.seen.status).may.includes('detach')
  const item = (operation: ChildOperation, label: string) => ({
    text: plainText(label),
    value: `${operation} ${orderValue(tracked)}`,
  })
  return {
    type: 'overflow',
    action_id: CHILD_ACTION,
    options: [
      ...(mayEdit ? [item('edit', `Edit #${number}`)] : []),
      item('open', 'Open its own thread'),
      ...(mayDetach ? [item('detach', `Detach from #${bulk.number}`)] : []),
    ],
  }
}

/** A menu that draws the view again: no input, because there is nothing to submit. */
function choice(
  block: string,
  action: string,
  chosen: string,
  choices: readonly { readonly value: string; readonly label: string }[],
): ActionsBlock {
  const options = choices.map(({ value, label }) => ({ text: plainText(label), value }))
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'actions',
    block_id: block,
    elements: [
      {
        type: 'static_select',
        action_id: action,
        options,
        ...(initial !== undefined && { initial_option: initial }),
      },
    ],
  }
}

/** Where the numbers are that are in no order. */
function accountWords({ portable, refused, checking }: BulkView['account']): {
  readonly accounted: boolean
  readonly words: string
} {
  const parts = [
    portable.length === 0 ? null : `${countNumbers(portable.length)} can port, not split yet`,
    refused.length === 0 ? null : `${countNumbers(refused.length)} can’t port`,
    checking.length === 0 ? null : `${countNumbers(checking.length)} still being checked`,
  ].filter((part) => part !== null)
  return { accounted: parts.length > 0, words: `${parts.join(', ')}.` }
}

/** Which orders hold the common date, and what detaching them would bring. */
function dateWords(view: BulkView) {
  const { common, heldBy, withoutHolders } = view.dates
  const earlier = earlierDate(view)
  if (common === null || heldBy.length === 0) return earlier
  return lines(
    mrkdwn`Common date *${focDay(common, view.now)}*, set by ${countOf(heldBy.length, 'order')} (${someOrders(heldBy, 5)}).`,
    earlier,
    earlier === null || withoutHolders === 'not-known'
      ? null
      : 'Bandwidth won’t move the others up on its own. After detaching, ask for the earlier date in a note.',
  )
}
