import { expect, it, onTestFinished } from 'vitest'
import { playMixedDay, type End } from '../../bench/kills/killed-day.ts'
import { openNursery } from '../../bench/kills/mortal.ts'
import { errand } from '../../bench/kills/steps.ts'
import { NO_UNTRUTHS, untruthsOf } from '../../bench/kills/truth.ts'

/** Bandwidth has done it; whoever asked for it has lost the right to write that down, or wakes up to that. */
const ENDS: ReadonlyMap<string, End> = new Map([
  ['new', { kind: 'in-call', call: /POST .*\/portins$/, by: 'session-ended' }],
  ['attach the letter', { kind: 'in-call', call: /POST .*\/loas\b/, by: 'SIGKILL' }],
  ['note', { kind: 'in-call', call: /POST .*\/notes$/, by: 'SIGKILL' }],
  [
    'approve the submission',
    { kind: 'in-call', call: /PUT .*\/portins\/[^/]+$/, by: 'session-ended' },
  ],
  ['approve the activation', { kind: 'in-call', call: /PUT .*\/activationStatus$/, by: 'SIGSTOP' }],
])

it('a bot that ends in the midst of operations of a day, while another waits, loses nothing and does and tells nothing twice', async () => {
  const nursery = openNursery()
  onTestFinished(() => nursery.close())
  const errands = [errand(0, 'live')]
  await playMixedDay(
    nursery,
    errands,
    (step) => ENDS.get(step) ?? null,
    async ({ day, database, kills, unanswered }) => {
      expect(kills).toBe(ENDS.size)
      expect(unanswered).toEqual([])
      expect(await untruthsOf(day, errands, database)).toEqual(NO_UNTRUTHS)
    },
  )
}, 120_000)
