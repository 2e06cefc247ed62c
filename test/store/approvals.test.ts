import { expect, it, onTestFinished } from 'vitest'
import {
  announceOutcome,
  findApproval,
  insertApproval,
  moveApproval,
  type Approval,
} from '../../src/store/approvals.ts'
import { approval } from '../fixtures/operations.ts'
import { openTestDatabase } from '../fixtures/open-test-database.ts'

const WHOLE = 'Bandwidth didn’t accept the order: the date is too soon (7209).'
const WHY = 'the date is too soon (7209).'

/** As it is read; `facts`: what an earlier release knew of its result. */
async function stored(state: 'spent' | 'denied', outcome: string, facts: Approval['facts'] = {}) {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  const open = approval({ facts })
  await insertApproval(db, open)
  await moveApproval(db, open, { state, outcome })
  return { db, read: () => findApproval(db, open.id) }
}

it.each([
  ['before results were stored', `Not done: ${WHOLE}`, {}, WHY],
  ['before its reason was stored', WHOLE, { result: 'refused' }, WHY],
  ['by somebody else than Bandwidth', 'Too late: it’s live.', { result: 'refused' }, null],
] as const)(
  'a request that was refused %s keeps its reason',
  async (_when, outcome, facts, why) => {
    const read = await (await stored('spent', outcome, facts)).read()
    expect(read?.outcome).toBe(outcome.replace('Not done: ', ''))
    expect(read?.facts).toEqual({ result: 'refused', why })
  },
)

it('a reason that is stored is shown as it is, with colons of its own', async () => {
  const { db, read } = await stored('spent', '')
  const why = 'Bandwidth didn’t say: see 7209.'
  await announceOutcome(db, approval().id, { result: 'refused', says: WHOLE, why })
  expect((await read())?.facts.why).toBe(why)
})

it('what somebody wrote who denied a request stays as it is', async () => {
  const wrote = 'Not done: Bandwidth didn’t say: why'
  expect(await (await stored('denied', wrote)).read()).toMatchObject({ outcome: wrote, facts: {} })
})
