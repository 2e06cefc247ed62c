import type { Secrets } from '../porting/order.ts'
import { writeOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import type { FreshOrder } from './order-kind.ts'

/** Those that were just sent; the ones that they replace are stored with them, because texts may name those. */
export async function saveSecrets(
  { db, seal }: Desk,
  { number, sealedSecrets, secrets: before }: FreshOrder,
  secrets: Secrets,
): Promise<void> {
  const replaced = sealedSecrets ?? seal.close(before)
  await writeOrder(db, number, { sealedSecrets: seal.close(secrets, replaced) })
}
