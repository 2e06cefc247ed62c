import { describe, expect, it } from 'vitest'
import { createOrderLocks, type OrderLocks } from '../../src/desk/order-locks.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import type { MonotonicMs } from '../../src/porting/monotonic.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

const PATIENT = { timeout: 15_000 }
const turned = () => new Promise((resolve) => setImmediate(resolve))

/** An operation that goes on until it is let go, and hears when somebody can't wait for it. */
function held(locks: OrderLocks, order: number, within: Promise<unknown> | null = null) {
  const { promise, resolve: letGo } = Promise.withResolvers<unknown>()
  const seen = { isHurried: false, letGo, ended: Promise.resolve<unknown>(null) }
  seen.ended = locks.hold(order, async () => {
    void locks.hurried()?.then(() => {
      seen.isHurried = true
    })
    await within
    await promise
  })
  return seen
}

describe('an operation that holds an order', () => {
  it('is hurried by a person who waits for it, and by nobody who has time', async () => {
    const locks = createOrderLocks()
    const [first, other] = [held(locks.unhurried, 1042), held(locks.unhurried, 1043)]
    const second = held(locks.unhurried, 1042)
    await turned()
    expect([first, second, other].map(({ isHurried }) => isHurried)).toEqual([false, false, false])

    const third = locks.hold(1042, () => Promise.resolve('done'))
    await turned()
    expect(first.isHurried).toBe(true)
    expect(other.isHurried).toBe(false)
    first.letGo(null)
    await first.ended
    await turned()
    expect(second.isHurried).toBe(true)
    second.letGo(null)
    expect(await third).toBe('done')
  })

  it('hurries those that it waits for itself', async () => {
    const locks = createOrderLocks()
    const child = held(locks.unhurried, 1043)
    const whole = locks.unhurried.hold(1042, () =>
      locks.unhurried.hold(1043, () => Promise.resolve()),
    )
    await turned()
    expect(child.isHurried).toBe(false)
    const person = locks.hold(1042, () => Promise.resolve())
    await turned()
    expect(child.isHurried).toBe(true)
    child.letGo(null)
    await Promise.all([whole, person])
  })

  it('hurries nobody at an order that it is done with', async () => {
    const locks = createOrderLocks()
    const { promise, resolve: letGo } = Promise.withResolvers<unknown>()
    const whole = locks.unhurried.hold(1042, async () => {
      await locks.unhurried.hold(1043, () => Promise.resolve())
      await promise
    })
    await turned()
    const strangers = [held(locks.unhurried, 1043), held(locks.unhurried, 1043)]
    const person = locks.hold(1042, () => Promise.resolve())
    await turned()
    strangers.at(0)?.letGo(null)
    await turned()
    expect(strangers.map(({ isHurried }) => isHurried)).toEqual([false, false])
    strangers.at(1)?.letGo(null)
    letGo(null)
    await Promise.all([whole, person])
  })

  it('is not hurried by what it left running when it ended', async () => {
    const locks = createOrderLocks()
    let later: (() => unknown) | undefined
    const first = locks.unhurried.hold(1042, () => {
      later = locks.hurried
      return Promise.reject(new Error('It broke.'))
    })
    const next = locks.hold(1042, () => Promise.resolve('goes on'))
    await expect(first).rejects.toThrow('It broke.')
    expect(await next).toBe('goes on')
    expect(later?.()).toBeUndefined()
  })
})

describe('a Refresh that somebody presses', () => {
  it('does not wait for the calls that a refresh of the clock’s has to wait for', async () => {
    let now = 0
    const place = await openPracticeDesk(
      { BANDWIDTH_CALLS_PER_MINUTE: '16' },
      () => now as MonotonicMs,
    )
    const { desk, background } = place
    const number = await place.track(await place.make())
    // The clock has used what it may use of this minute.
    for (let look = 0; look < 6; look += 1) await syncOrder(background, number)
    now = 40_000
    const routine = syncOrder(background, number)
    await expect.poll(() => desk.bandwidth.health().callsWaiting, PATIENT).toBe(1)

    expect(await syncOrder(desk, number)).not.toBeNull()
    expect(await routine).not.toBeNull()
    expect(desk.bandwidth.health().callsWaiting).toBe(0)
  })
})
