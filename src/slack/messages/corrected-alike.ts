import type { Button } from '@slack/types'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import { countOf } from '../../porting/counts.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import type { BulkNews } from '../../porting/news.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { isSeen } from '../../store/orders.ts'
import { lines, mention, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import type { Announcement } from './bulk-announcement.ts'
import { bulkTitle } from '../words/bulk-words.ts'
import { fixButtons } from './change-buttons.ts'
import { failures } from '../words/order-words.ts'

type CorrectedNews = Extract<BulkNews, { readonly kind: 'children-corrected' }>

/** One form for several rejected orders, announced in the thread of their bulk order. */
export function correctedAlike(view: BulkView, news: CorrectedNews): Announcement {
  const { by, fields, shown, sent, asked, failed, left } = news
  const all = [shown, sent, asked, failed, left].reduce((sum, { length }) => sum + length, 0)
  return {
    says: mrkdwn`*${bulkTitle(view.bulk)}: ${oneLine(fields.join(', '))} corrected in ${shown.length} of ${countOf(all, 'order')}* ${mention(by)}`,
    detail: lines(...becameOfEach(news)),
    buttons: fixLeft(view, left),
  }
}

const WHY_LEFT: Record<CorrectedNews['why'], string> = {
  'all-sent': '',
  restarted: ': I was restarted before them',
  unreachable: ': Bandwidth can’t be reached',
  'first-undone': ', because Bandwidth didn’t make the first',
}

/** A line for each end that a correction came to. */
export function becameOfEach({
  shown,
  sent,
  asked,
  failed,
  left,
  why,
}: Omit<CorrectedNews, 'kind' | 'by' | 'fields'>): readonly (Mrkdwn | null)[] {
  const line = (words: string, orders: readonly number[], more = ''): Mrkdwn | null =>
    orders.length === 0 ? null : mrkdwn`${words} ${someOrders(orders)}${more}.`
  return [
    line('Bandwidth shows it:', shown),
    line(
      'Sent, not shown yet:',
      sent,
      sent.length === 1 ? ' (see its thread)' : ' (see their threads)',
    ),
    line('Waiting on an approver:', asked),
    failed.length === 0 ? null : failures(failed),
    line('Not sent:', left, WHY_LEFT[why]),
  ]
}

/** The form of one of them offers to correct the others with it. */
function fixLeft({ children }: BulkView, left: readonly number[]): readonly Button[] {
  const order = children
    .map(({ tracked }) => tracked)
    .filter(isSeen)
    .find(({ number }) => left.includes(number))
  return order === undefined ? [] : fixButtons(order, { hasConsent: false, isUnmade: false })
}
