import type { Approvable } from './approvable.ts'
import { refreshApprovableOrder } from './approvable-order.ts'
import { refreshApprovableBulk } from './bulk/approvable-bulk.ts'
import type { Desk } from './desk.ts'
import { kindOf } from './order-kind.ts'
import type { KindName } from '../store/followed.ts'

/** @returns null when Bandwidth no longer has it. The caller holds its lock. */
export async function refreshApprovable(desk: Desk, number: number): Promise<Approvable | null> {
  return REFRESH[await kindOf(desk, number)](desk, number)
}

const REFRESH: Record<KindName, typeof refreshApprovable> = {
  order: refreshApprovableOrder,
  bulk: refreshApprovableBulk,
}
