import { afterAll, beforeAll, expect, it } from 'vitest'
import { extent } from '../fixtures/extent.ts'
import { FAULTS, openPair, type Fault, type Pair } from './takeover.ts'

let pair: Pair
beforeAll(async () => {
  pair = await openPair()
}, 120_000)
afterAll(() => pair.close())

/** As if it were killed, where it has lost the right to write; null: it was. */
const ENDS: Record<Fault, number | null> = {
  SIGKILL: null,
  SIGTERM: 0,
  'session-ended': 1,
  SIGSTOP: 1,
  swallowed: 1,
}

it('a standby says so, and for whom it waits, to whoever looks after it', async () => {
  const { waitsFor, port } = await pair.standby()
  expect(waitsFor).toMatch(/^portin, process \d+ on /)
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  expect((await ask('/health')).status).toBe(200)
  const ready = await ask('/ready')
  expect(ready.status).toBe(200)
  expect(await ready.json()).toMatchObject({ standby: true, waitsFor })
  expect((await ask('/active')).status).toBe(503)
})

/** One that falls asleep in the middle of an operation is played among the kills; `npm run bench -- takeover` has all. */
const PLAYED = extent<readonly Fault[]>({
  usual: ['session-ended'],
  full: FAULTS,
})

it.each(PLAYED)(
  'after %s the next process works, and the former one ends and writes nothing',
  async (fault) => {
    const { former, sessions } = await pair.takeOver(fault)
    expect(former).toBe(ENDS[fault])
    expect(sessions).toBe(1)
  },
  120_000,
)
