import { describe, expect, it } from 'vitest'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { underWay } from '../../src/store/reminder-facts.ts'
import { saveSnooze } from '../../src/store/snoozes.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { newBulk } from '../fixtures/new-orders.ts'

const OF_DANA: readonly [string, (practice: PracticeDesk) => Promise<number>][] = [
  ['an order', ({ track }) => track(null)],
  ['a bulk order', ({ desk, clock }) => insertBulk(desk.db, newBulk({ now: clock.now() }))],
]

describe.each(OF_DANA)('a reminder of %s', (_, make) => {
  it.each([
    ['its owner took on spares its owner', 'U0DANA', 'dana', 'owner'],
    ['somebody else took on goes to its owner all the same', 'U0PAT', 'pat', 'nobody'],
    ['somebody put off comes to nobody before', 'U0PAT', null, 'everybody'],
  ])('that %s', async (_how, by, takenByName, spares) => {
    const practice = await openPracticeDesk()
    const number = await make(practice)
    const [at, until] = [practice.clock.now(), practice.clock.now() + 60_000]
    await saveSnooze(practice.desk.db, number, { topic: 'foc', by, at, until, takenByName })
    const { snoozes } = (await underWay(practice.desk.db, [number]))(number)
    expect(snoozes).toEqual([{ topic: 'foc', until, spares }])
  })
})
