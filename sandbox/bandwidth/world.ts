import type { BulkOrder } from './bulk/bulk-order.ts'
import type { Order } from './order.ts'
import type { Practice } from './practice.ts'

/** All orders of an account as JSON, so that a day can go on where an earlier one was left. */
export interface World {
  readonly orders: readonly unknown[]
  readonly bulks: readonly unknown[]
}

export function worldOf({ orders, bulks }: Pick<Practice, 'orders' | 'bulks'>): World {
  return plain({ orders: [...orders.values()], bulks: [...bulks.values()] }) as World
}

/** What was to happen on its own, such as a check that is not finished, is not part of it. */
export function loadWorld({ orders, bulks }: Practice, world: World): void {
  for (const order of revived(world.orders) as Order[]) {
    // A world of an earlier release does not know of it.
    orders.set(order.id, { ...order, suppsAfterFoc: (order as Partial<Order>).suppsAfterFoc ?? 0 })
  }
  for (const bulk of revived(world.bulks) as BulkOrder[]) bulks.set(bulk.id, bulk)
}

interface Bytes {
  readonly base64: string
}

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, function (this: Record<string, unknown>, key, said: unknown) {
      const itself = this[key]
      return Buffer.isBuffer(itself) ? { base64: itself.toString('base64') } : said
    }),
  )
}

function revived(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
    isBytes(one) ? Buffer.from(one.base64, 'base64') : one,
  )
}

function isBytes(value: unknown): value is Bytes {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'base64'
}
