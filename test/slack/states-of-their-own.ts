import { ExtensionWouldOverwrite } from '../../src/desk/bulk/bulk-refusals.ts'
import type { BulkView } from '../../src/desk/bulk/view-bulk.ts'
import { isSeenBulk, type SeenBulkOrder } from '../../src/store/bulk-orders.ts'
import { message, type Message } from '../../src/slack/blocks.ts'
import { moreView } from '../../src/slack/forms/more-view.ts'
import { accountBlocks } from '../../src/slack/messages/account-words.ts'
import { bulkGroups } from '../../src/slack/messages/bulk-actions.ts'
import { bulkCard } from '../../src/slack/messages/bulk-card.ts'
import { extensionRefused } from '../../src/slack/messages/bulk-extension.ts'
import { card } from '../../src/slack/messages/card.ts'
import { news } from '../../src/slack/messages/news.ts'
import { orderGroups } from '../../src/slack/messages/card-buttons.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { longestAccount } from '../fixtures/accounts.ts'
import { longestBulk } from '../fixtures/bulk.ts'
import { longestView } from '../fixtures/longest.ts'
import { eastern, focDate, trackedOrder, viewOf } from '../fixtures/orders.ts'
import type { ModalView } from '@slack/types'

const AGREED = { status: 'FOC', actualFocDate: focDate('2026-12-08') } as const
const ITS_DAY = { now: eastern('2026-12-08 09:00') } as const

/** What shows a button that none of the longest cases has: it takes a state that excludes the others. */
export function inStatesOfTheirOwn(name: string): readonly (Message | ModalView)[] {
  const draft = longestView('DRAFT', name)
  const whole = longestBulk('VALID_DRAFT_TNS', name)
  const agreed = longestBulk('IN_PROGRESS', name)
  const orders = whole.children.slice(0, 2).map(({ tracked }) => tracked)
  const agreedOnItsDay = viewOf(AGREED, ITS_DAY)
  const child = trackedOrder({ ...agreedOnItsDay.tracked, bulkNumber: 1040 })
  return [
    news(draft, { kind: 'check-not-seen', by: name }, plain(name)),
    news(draft, { kind: 'not-made-again', by: name }, plain(name)),
    card(viewOf(AGREED)),
    card(
      viewOf({ status: 'EXCEPTION', errors: [{ code: '7421', description: name, numbers: [] }] }),
    ),
    moreView(1042, plain(name), orderGroups({ ...agreedOnItsDay, tracked: child })),
    moreView(1042, plain(name), bulkGroups({ ...whole, approvals: [] })),
    bulkCard({ ...whole, bulk: { ...whole.bulk, ending: 'swept', endedAt: whole.now } }),
    bulkCard({
      ...agreed,
      children: agreed.children.map((one) => ({ ...one, activation: agreedOnItsDay.activation })),
    }),
    extensionRefused(
      new ExtensionWouldOverwrite(
        seenBulk(whole),
        { through: 'siteId', differs: [100_001] },
        orders,
      ),
      name,
    ),
    chosen(name),
  ]
}

/** Numbers that were read of a column that somebody chose. */
function chosen(name: string): Message {
  const { accounts, leftOut } = longestAccount(name)
  const choice = { key: 'c'.repeat(36), asks: 'columns' } as const
  const account = { accounts: accounts.map((one) => ({ ...one, choice })), leftOut }
  return message(plain(name), [...accountBlocks(account)])
}

export function seenBulk({ bulk }: BulkView): SeenBulkOrder {
  if (!isSeenBulk(bulk)) throw new Error('The longest bulk order is one that was seen.')
  return bulk
}
