import { expect, it } from 'vitest'
import { BandwidthDown } from '../../src/bandwidth/errors.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { KINDS } from '../../src/desk/order-kind.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { newBulk } from '../fixtures/new-orders.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

const MAKE: Record<keyof typeof KINDS, (practice: PracticeDesk) => Promise<number>> = {
  order: async ({ make, track }) => track(await make()),
  bulk: ({ desk, clock }) =>
    insertBulk(desk.db, newBulk({ id: 'bulk' as BulkOrderId, now: clock.now() })),
}

function thatFailsWith({ desk }: PracticeDesk, error: Error): Desk {
  const fail = () => Promise.reject(error)
  return { ...desk, bandwidth: { ...desk.bandwidth, getOrder: fail, getBulk: fail } }
}

it.each(Object.keys(MAKE) as (keyof typeof KINDS)[])(
  'a look after an operation on %s rides out an outage of Bandwidth, and hides no bug of ours',
  async (kind) => {
    const practice = await openPracticeDesk()
    const number = await MAKE[kind](practice)
    const outage = thatFailsWith(practice, new BandwidthDown('getOrder', 'timeout'))
    expect(await KINDS[kind].refreshAfter(outage, number)).toBeUndefined()
    const bug = thatFailsWith(practice, new TypeError('ours'))
    await expect(KINDS[kind].refreshAfter(bug, number)).rejects.toThrow('ours')
  },
)
