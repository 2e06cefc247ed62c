import type { Subscription, SubscriptionContent } from '../bandwidth/bandwidth.ts'
import { isBandwidthError } from '../bandwidth/errors.ts'
import { forgetMilestone, milestone, reachMilestone } from '../store/milestones.ts'
import type { Desk, Hearing } from './desk.ts'

const HEARD_TYPES = ['portins', 'bulkPortins'] as const
export type HeardType = (typeof HEARD_TYPES)[number]

export interface SubscriptionState {
  readonly orderType: HeardType
  readonly subscription: Subscription | null
  readonly trouble: SubscriptionTrouble | null
}

export type SubscriptionTrouble =
  | 'missing'
  | 'ends-soon'
  /** It shows another name than ours: it was changed elsewhere. */
  | 'other-credentials'
  /** Its last delivery was turned away at our door. */
  | 'not-let-in'

const DAY_S = 24 * 60 * 60
const EXPIRY_S = 30 * DAY_S
const RENEWED_UNDER_S = 7 * DAY_S

/** How the subscriptions stand at Bandwidth right now. */
export async function readSubscriptionStates(
  desk: Desk,
  hearing: Hearing,
): Promise<readonly SubscriptionState[]> {
  const all = await desk.bandwidth.listSubscriptions()
  return HEARD_TYPES.map((orderType) => stateOf(orderType, ours(all, orderType, hearing), hearing))
}

/**
 * Make what is missing, renew what ends soon, and look what came of it. A renewal is a full replacement
 * with the credentials, because a PUT keeps nothing. The same again is safe: it begins with a look.
 *
 * @param anew Replaces them even when nothing is wrong: a password that was changed in the settings
 *   cannot be seen at Bandwidth.
 */
export async function keepSubscriptions(
  desk: Desk,
  hearing: Hearing,
  { anew }: { readonly anew: boolean },
): Promise<readonly SubscriptionState[]> {
  const all = await desk.bandwidth.listSubscriptions()
  let isChanged = false
  for (const orderType of HEARD_TYPES) {
    const found = ours(all, orderType, hearing)
    if (!anew && found.length === 1 && stateOf(orderType, found, hearing).trouble === null) continue
    isChanged = true
    await mend(desk, contentOf(orderType, hearing), found)
  }
  const states = await (isChanged
    ? readSubscriptionStates(desk, hearing)
    : HEARD_TYPES.map((orderType) => stateOf(orderType, ours(all, orderType, hearing), hearing)))
  for (const { orderType, trouble } of states) {
    if (trouble !== null) desk.log('subscription-not-good', { orderType, trouble })
  }
  await reachMilestone(desk.db, LOOKED_AFTER, desk.clock())
  return states
}

const LOOKED_AFTER = 'subscriptions'

/** At a start they are as somebody has left them, and perhaps for another address. */
export function subscriptionsAreToBeLookedAfter({ db }: Desk): Promise<void> {
  return forgetMilestone(db, LOOKED_AFTER)
}

/** Whether what is wrong with them is known, and not only not mended yet. */
export async function areSubscriptionsLookedAfter({ db }: Desk): Promise<boolean> {
  return (await milestone(db, LOOKED_AFTER)) !== null
}

/** One that is refused must not keep the other from being made. */
async function mend(
  { subscriptions, log }: Desk,
  content: SubscriptionContent,
  [kept, ...others]: readonly Subscription[],
): Promise<void> {
  try {
    if (kept === undefined) await subscriptions.createSubscription(content)
    else await subscriptions.replaceSubscription(kept.id, content)
    // Made twice because an answer was lost: each would notify us of everything.
    for (const { id } of others) await subscriptions.deleteSubscription(id)
    log('subscribed', { orderType: content.orderType })
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    log('subscription-not-made', { orderType: content.orderType, error })
  }
}

/** The longest lasting first. */
function ours(
  all: readonly Subscription[],
  orderType: HeardType,
  { url }: Hearing,
): readonly Subscription[] {
  return all
    .filter((one) => one.orderType === orderType && one.orderId === null && one.url === url)
    .toSorted((one, other) => (other.secondsLeft ?? 0) - (one.secondsLeft ?? 0))
}

function stateOf(
  orderType: HeardType,
  found: readonly Subscription[],
  { username }: Hearing,
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

function contentOf(orderType: HeardType, hearing: Hearing): SubscriptionContent {
  return { orderType, expirySeconds: EXPIRY_S, ...hearing }
}
