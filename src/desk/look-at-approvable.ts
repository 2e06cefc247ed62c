import type { Approvable } from './approvable.ts'
import { lookAtApprovableOrder } from './approvable-order.ts'
import { lookAtApprovableBulk } from './bulk/approvable-bulk.ts'
import type { Desk } from './desk.ts'
import { kindOf } from './order-kind.ts'
import type { KindName } from '../store/followed.ts'

/** @returns null when Bandwidth does not have it any more. The caller holds its lock. */
export async function lookAtApprovable(desk: Desk, number: number): Promise<Approvable | null> {
  return LOOK_AT[await kindOf(desk, number)](desk, number)
}

const LOOK_AT: Record<KindName, typeof lookAtApprovable> = {
  order: lookAtApprovableOrder,
  bulk: lookAtApprovableBulk,
}
