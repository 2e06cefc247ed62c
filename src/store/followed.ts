import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { CustomerOrderId } from '../porting/order.ts'
import type { FollowedTable } from './schema.ts'

/** What is remembered alike of all that is followed at Bandwidth: of orders and of bulk orders. */
export interface Followed {
  readonly number: number
  /**
   * Tells this order from another that had its short number in a database before: one that was lost, or
   * from which a backup was put back. What people can press carries both.
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
  /** Since when it is known to stand as it does. */
  readonly standsSince: Instant | null
  /** It could not be kept over the weekend yet, and that is not tried again before. */
  readonly extendAgainAt: Instant | null
}

/** What a control says of the order that it is for. */
export type OrderRef = Pick<Followed, 'number' | 'token'>

const TOKEN_BYTES = 5

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex')
}

/** With the parts that differ in kind and are written alike. */
export type FollowedWrite = Partial<
  Omit<Followed, 'number' | 'token' | 'version' | 'createdAt'>
> & {
  readonly id?: string | null
  readonly seen?: { readonly status: string; readonly lastModifiedAt: Instant | null } | null
  readonly ending?: string | null
  readonly recreated?: object | null
}

/** Only the named parts. */
export function followedColumns(write: FollowedWrite): Partial<Selectable<FollowedTable>> {
  return {
    ...(write.id !== undefined && { id: write.id }),
    ...(write.customerOrderId !== undefined && { customer_order_id: write.customerOrderId }),
    ...(write.seen !== undefined && {
      seen: write.seen && JSON.stringify(write.seen),
      status: write.seen?.status ?? null,
      last_modified_at: write.seen?.lastModifiedAt ?? null,
    }),
    ...(write.seenAt !== undefined && { seen_at: write.seenAt }),
    ...(write.channel !== undefined && { channel: write.channel }),
    ...(write.owner !== undefined && { owner: write.owner }),
    ...(write.changedBy !== undefined && { changed_by: JSON.stringify(write.changedBy) }),
    ...(write.nextPollAt !== undefined && { look_at: write.nextPollAt }),
    ...(write.waitingSince !== undefined && { waiting_since: write.waitingSince }),
    ...(write.endedAt !== undefined && { ended_at: write.endedAt }),
    ...(write.ending !== undefined && { ending: write.ending }),
    ...(write.ownerZone !== undefined && { owner_zone: write.ownerZone }),
    ...(write.standsSince !== undefined && { stands_since: write.standsSince }),
    ...(write.extendAgainAt !== undefined && { keep_again_at: write.extendAgainAt }),
    ...(write.recreated !== undefined && {
      made_again: write.recreated && JSON.stringify(write.recreated),
    }),
  }
}

export function readFollowed(
  row: Selectable<FollowedTable> & { readonly number: number },
): Followed {
  return {
    number: row.number,
    token: row.token,
    customerOrderId: row.customer_order_id as CustomerOrderId,
    seenAt: row.seen_at,
    version: row.version,
    channel: row.channel,
    owner: row.owner,
    changedBy: JSON.parse(row.changed_by) as Followed['changedBy'],
    createdAt: row.created_at,
    nextPollAt: row.look_at,
    waitingSince: row.waiting_since,
    endedAt: row.ended_at,
    ownerZone: row.owner_zone,
    standsSince: row.stands_since,
    extendAgainAt: row.keep_again_at,
  }
}

export type KindName = 'order' | 'bulk'
