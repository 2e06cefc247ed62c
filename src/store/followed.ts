import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { CustomerOrderId } from '../porting/order.ts'
import { columnsOf } from './columns.ts'
import type { FollowedTable } from './schema.ts'

/** The fields that orders and bulk orders have in common. */
export interface Followed {
  readonly number: number
  /**
   * Distinguishes this order from another that had the same short number, in a database that was lost or
   * replaced by a backup. Controls carry both.
   */
  readonly token: string
  readonly customerOrderId: CustomerOrderId
  readonly seenAt: Instant | null
  readonly version: number
  readonly channel: string
  readonly owner: string
  readonly changedBy: readonly { readonly by: string; readonly at: Instant }[]
  readonly createdAt: Instant
  readonly nextPollAt: Instant | null
  readonly waitingSince: Instant | null
  readonly endedAt: Instant | null
  /** As Slack named it last; null while it is not known. */
  readonly ownerZone: string | null
  /** Since when it is known to have its status. */
  readonly statusSince: Instant | null
  /** It could not be extended over the weekend yet, and that is not tried again before. */
  readonly extendAgainAt: Instant | null
}

/** What a control says of the order that it is for. */
export type OrderRef = Pick<Followed, 'number' | 'token'>

const TOKEN_BYTES = 5

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex')
}

/** Only this module knows these columns' older names. The last four differ in type by kind. */
export const FOLLOWED = {
  number: 'number',
  token: 'token',
  customerOrderId: 'customer_order_id',
  seenAt: 'seen_at',
  version: 'version',
  channel: 'channel',
  owner: 'owner',
  changedBy: { json: 'changed_by' },
  createdAt: 'created_at',
  nextPollAt: 'look_at',
  waitingSince: 'waiting_since',
  endedAt: 'ended_at',
  ownerZone: 'owner_zone',
  statusSince: 'stands_since',
  extendAgainAt: 'keep_again_at',
  id: 'id',
  seen: { json: 'seen' },
  ending: 'ending',
  recreated: { json: 'made_again' },
} as const

export const { write: followedColumns } = columnsOf<
  FollowedTable & { readonly number: number },
  Followed
>()(FOLLOWED)

/** The columns that lists compare without parsing the order; empty if `seen` is not written. */
export function seenColumns(write: {
  readonly seen?: { readonly status: string; readonly lastModifiedAt: Instant | null } | null
}): Partial<Pick<Selectable<FollowedTable>, 'status' | 'last_modified_at'>> {
  const { seen } = write
  return seen === undefined
    ? {}
    : { status: seen?.status ?? null, last_modified_at: seen?.lastModifiedAt ?? null }
}

export type KindName = 'order' | 'bulk'
