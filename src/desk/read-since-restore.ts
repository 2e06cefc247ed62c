import { isFromBeforeRestore } from '../store/restored.ts'
import type { Desk } from './desk.ts'
import { KINDS, kindOf } from './order-kind.ts'

/**
 * For an operation that does not read the order itself: one that was last read before a restore is read
 * again before anything is sent. The caller holds its lock.
 *
 * @throws Refusal when it was deleted.
 */
export async function readSinceRestore(desk: Desk, number: number): Promise<void> {
  const kind = KINDS[await kindOf(desk, number)]
  if (await isFromBeforeRestore(desk.db, await kind.seen(desk, number))) {
    await kind.fresh(desk, number)
  }
}
