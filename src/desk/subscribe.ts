import type { Subscription, SubscriptionContent } from '../bandwidth/bandwidth.ts'
import { isBandwidthError } from '../bandwidth/errors.ts'
import { forgetMilestone, milestone, reachMilestone } from '../store/milestones.ts'
import type { Desk, WebhookSettings } from './desk.ts'

const SUBSCRIBED_TYPES = ['portins', 'bulkPortins'] as const
type SubscribedType = (typeof SUBSCRIBED_TYPES)[number]

export interface SubscriptionState {
  readonly orderType: SubscribedType
  readonly subscription: Subscription | null
  readonly trouble: SubscriptionTrouble | null
}

export type SubscriptionTrouble =
  | 'missing'
  | 'ends-soon'
  /** It shows another name than ours: it was changed elsewhere. */
  | 'other-credentials'
  /** Its last delivery was refused by our web server. */
  | 'not-let-in'

const DAY_S = 24 * 60 * 60
const EXPIRY_S = 30 * DAY_S
const RENEWED_UNDER_S = 7 * DAY_S

/** The current state of our subscriptions at Bandwidth. */
export async function readSubscriptionStates(
  desk: Desk,
  webhook: WebhookSettings,
): Promise<readonly SubscriptionState[]> {
  return statesIn(await desk.bandwidth.listSubscriptions(), webhook)
}

function statesIn(
  all: readonly Subscription[],
  webhook: WebhookSettings,
): readonly SubscriptionState[] {
  return SUBSCRIBED_TYPES.map((orderType) =>
    stateOf(orderType, ours(all, orderType, webhook), webhook),
  )
}

/**
 * Create what is missing, renew what ends soon, and check the outcome. A renewal is a full replacement with
 * the credentials, because a PUT drops what it leaves out. It is safe to repeat: it begins with a read.
 *
 * @param renew Replaces them even when nothing is wrong: a password that was changed in the settings cannot
 *   be seen at Bandwidth.
 */
export async function ensureSubscriptions(
  desk: Desk,
  webhook: WebhookSettings,
  { renew }: { readonly renew: boolean },
): Promise<readonly SubscriptionState[]> {
  const all = await desk.bandwidth.listSubscriptions()
  let isChanged = false
  for (const orderType of SUBSCRIBED_TYPES) {
    const found = ours(all, orderType, webhook)
    if (!renew && found.length === 1 && stateOf(orderType, found, webhook).trouble === null)
      continue
    isChanged = true
    await makeOrReplace(desk, { orderType, expirySeconds: EXPIRY_S, ...webhook }, found)
  }
  const states = isChanged ? await readSubscriptionStates(desk, webhook) : statesIn(all, webhook)
  for (const { orderType, trouble } of states) {
    if (trouble !== null) desk.log('subscription-not-good', { orderType, trouble })
  }
  await reachMilestone(desk.db, MAINTAINED, desk.clock())
  return states
}

const MAINTAINED = 'subscriptions'

/** After a start they are unchecked, and perhaps for another address. */
export function maintainSubscriptions({ db }: Desk): Promise<void> {
  return forgetMilestone(db, MAINTAINED)
}

/** Whether they have been checked, so that what is wrong is known. */
export async function areSubscriptionsMaintained({ db }: Desk): Promise<boolean> {
  return (await milestone(db, MAINTAINED)) !== null
}

/** One that is refused must not prevent the other from being created. */
async function makeOrReplace(
  { subscriptions, log }: Desk,
  content: SubscriptionContent,
  [first, ...others]: readonly Subscription[],
): Promise<void> {
  try {
    if (first === undefined) await subscriptions.createSubscription(content)
    else await subscriptions.replaceSubscription(first.id, content)
    // Created twice because an answer was lost: each would send us everything.
    for (const { id } of others) await subscriptions.deleteSubscription(id)
    log('subscribed', { orderType: content.orderType })
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    log('subscription-not-made', { orderType: content.orderType, error })
  }
}

/** The one that lasts longest first. */
function ours(
  all: readonly Subscription[],
  orderType: SubscribedType,
  { url }: WebhookSettings,
): readonly Subscription[] {
  return all
    .filter((one) => one.orderType === orderType && one.orderId === null && one.url === url)
    .toSorted((one, other) => (other.secondsLeft ?? 0) - (one.secondsLeft ?? 0))
}

function stateOf(
  orderType: SubscribedType,
  found: readonly Subscription[],
  { username }: WebhookSettings,
): SubscriptionState {
  const subscription = found[0] ?? null
  return { orderType, subscription, trouble: troubleOf(subscription, username) }
}

function troubleOf(
  subscription: Subscription | null,
  username: string,
): SubscriptionTrouble | null {
  if (subscription === null) return 'missing'
  if (subscription.username !== username) return 'other-credentials'
  if (/^401\b/.test(subscription.lastDelivery ?? '')) return 'not-let-in'
  const { secondsLeft } = subscription
  return secondsLeft !== null && secondsLeft < RENEWED_UNDER_S ? 'ends-soon' : null
}
