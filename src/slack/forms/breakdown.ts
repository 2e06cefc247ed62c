import type { ActionsBlock, ModalView } from '@slack/types'
import { viewBulk, type BulkView, type ChildView } from '../../desk/bulk/view-bulk.ts'
import { noSuchOrder } from '../../desk/refusals.ts'
import { findBulk } from '../../store/bulk-orders.ts'
import { openChild } from '../buttons/bulk/open-child.ts'
import { fit, plainText, section } from '../blocks.ts'
import { focDay } from '../moments.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import {
  bulkTitle,
  childLine,
  numbersInOrders,
  someOrders,
  withoutHolders,
} from '../messages/bulk-words.ts'
import { countNumbers, countOf } from '../messages/order-words.ts'
import type { Choice } from '../surface.ts'
import { openView, type Visit } from '../visit.ts'
import { textIn, type StateValues } from './typed-values.ts'

const FILTER = 'breakdown-filter'
const PAGE = 'breakdown-page'
const ON_A_PAGE = 25
/** Of options that a menu takes. */
const MOST_PAGES = 100

type Filter = 'attention' | 'loa' | 'all'

const FILTERS: Record<
  Filter,
  { readonly label: string; readonly shows: (c: ChildView) => boolean }
> = {
  attention: { label: 'Needs attention', shows: ({ needsAttention }) => needsAttention },
  loa: {
    label: 'Missing LOA',
    shows: ({ tracked }) =>
      tracked.endedAt === null && !tracked.documents.some(({ type }) => type === 'LOA'),
  },
  all: { label: 'All orders', shows: () => true },
}

/** Every order of a bulk order, a page at a time, shown only to who asks. */
export async function openBreakdown(visit: Visit, number: number): Promise<void> {
  const view = await viewOf(visit, number)
  const filter = view.children.some(({ needsAttention }) => needsAttention) ? 'attention' : 'all'
  await openView(visit, breakdownView(view, filter, 1))
}

/** Another filter or page draws the view anew. */
export const breakdownFilter: Choice = { id: FILTER, needs: 'porter', choose: drawAnew }
export const breakdownPage: Choice = { id: PAGE, needs: 'porter', choose: drawAnew }

async function drawAnew(visit: Parameters<Choice['choose']>[0]): Promise<void> {
  const view = await viewOf(visit, Number(visit.formId))
  const filter = filterIn(visit.values)
  const page = Number(textIn(visit.values, PAGE)) || 1
  await visit.show(breakdownView(view, filter, page), 'The breakdown was closed.')
}

async function viewOf({ desk }: Pick<Visit, 'desk'>, number: number): Promise<BulkView> {
  const bulk = await findBulk(desk.db, number)
  if (bulk === undefined) throw noSuchOrder(`#${number}`)
  return viewBulk(desk.db, bulk, desk.settings, desk.clock())
}

export function breakdownView(view: BulkView, filter: Filter, wanted: number): ModalView {
  const { bulk, children, account, now } = view
  const shown = children.filter(FILTERS[filter].shows)
  const pages = Math.max(1, Math.ceil(shown.length / ON_A_PAGE))
  const page = Math.min(pages, Math.max(1, wanted))
  const onPage = shown.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE)
  const { accounted, words } = accountWords(account)
  return fit({
    type: 'modal',
    private_metadata: String(bulk.number),
    title: plainText(`Orders of #${bulk.number}`),
    close: plainText('Close'),
    blocks: [
      section(
        lines(
          mrkdwn`*${bulkTitle(bulk)}*: ${numbersInOrders(view)}`,
          accounted ? plain(words) : null,
          dateWords(view),
        ),
      ),
      choice(
        FILTER,
        filter,
        (Object.keys(FILTERS) as Filter[]).map((value) => ({
          value,
          label: `${FILTERS[value].label} (${children.filter(FILTERS[value].shows).length})`,
        })),
      ),
      ...(pages === 1
        ? []
        : [
            choice(
              PAGE,
              String(page),
              Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, index) => ({
                value: String(index + 1),
                label: `Page ${index + 1} of ${pages}`,
              })),
            ),
          ]),
      ...(onPage.length === 0
        ? [section(plain(`${FILTERS[filter].label}: none.`))]
        : onPage.map((child) =>
            section(childLine(child, now), openChild.draw(child.tracked.number)),
          )),
    ],
  })
}

/** A menu that draws the view anew: no input, because there is nothing to submit. */
function choice(
  id: string,
  chosen: string,
  choices: readonly { readonly value: string; readonly label: string }[],
): ActionsBlock {
  const options = choices.map(({ value, label }) => ({ text: plainText(label), value }))
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'actions',
    block_id: id,
    elements: [
      {
        type: 'static_select',
        action_id: id,
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
    portable.length === 0 ? null : `${countNumbers(portable.length)} can move, not split yet`,
    refused.length === 0 ? null : `${countNumbers(refused.length)} cannot go`,
    checking.length === 0 ? null : `${countNumbers(checking.length)} still being checked`,
  ].filter((part) => part !== null)
  return { accounted: parts.length > 0, words: `${parts.join(', ')}.` }
}

/** Which orders hold the common date, and what detaching them would bring. */
function dateWords(view: BulkView) {
  const { common, heldBy, withoutHolders: earlier } = view.dates
  if (common === null || heldBy.length === 0) return null
  const brings = withoutHolders(view)
  return lines(
    mrkdwn`Common date *${focDay(common, view.now)}*, held by ${countOf(heldBy.length, 'order')} (${someOrders(heldBy, 5)}).`,
    brings,
    brings === null || earlier === 'not-known'
      ? null
      : 'Bandwidth brings nobody forward by itself: after detaching, ask it for the earlier date in a note.',
  )
}

function filterIn(values: StateValues): Filter {
  const text = textIn(values, FILTER)
  return text === 'attention' || text === 'loa' ? text : 'all'
}
