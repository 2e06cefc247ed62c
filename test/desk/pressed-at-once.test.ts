import { expect, it } from 'vitest'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { spend } from '../../src/desk/decide.ts'
import { draftOrder } from '../../src/desk/draft-order.ts'
import { handOver } from '../../src/desk/hand-over.ts'
import { refreshApprovable } from '../../src/desk/refresh-approvable.ts'
import { replaceOrder } from '../../src/desk/replace-order.ts'
import { findApproval } from '../../src/store/approvals.ts'
import { findOrder, writeOrder } from '../../src/store/orders.ts'
import { NO_SECRETS } from '../bandwidth/orders-at-hand.ts'
import { portOrder } from '../fixtures/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { aLocalOrder } from './a-local-order.ts'

const DANA = { id: 'U0DANA', name: 'dana', isApprover: false, isAdmin: false }

it('all of somebody’s orders are handed over, counted without what ended meanwhile', async () => {
  const { desk, track } = await openPracticeDesk()
  const [first, ended, last] = [
    await track(null, 'a'),
    await track(null, 'b'),
    await track(null, 'c'),
  ]
  for (const number of [first, ended, last]) await writeOrder(desk.db, number, { owner: DANA.id })

  const given = await handOver(desk, {
    number: first,
    to: { id: 'U0PAT', name: 'pat' },
    until: null,
    isAll: true,
    by: DANA,
    async nameOf() {
      await writeOrder(desk.db, ended, { endedAt: desk.clock(), ending: 'cancelled' })
      return 'dana'
    },
  })

  expect([...given].sort()).toEqual([first, last])
  expect((await findOrder(desk.db, last))?.owner).toBe('U0PAT')
})

it('two who recreate an order at once make one draft', async () => {
  const { desk, make, track, bandwidth } = await openPracticeDesk()
  const number = await track(await make())
  await writeOrder(desk.db, number, { seen: portOrder({ status: 'EXCEPTION' }) })
  const created = () =>
    bandwidth.control
      .transcript()
      .filter(({ method, path }) => method === 'POST' && /portins$/.test(path)).length
  const before = created()
  const replace = (by: string) =>
    replaceOrder(desk, {
      number,
      by,
      channel: 'C0PORTING',
      content: aLocalOrder(),
      secrets: { accountNumber: null, pin: null },
    })

  const [one, other] = await Promise.allSettled([replace('U0DANA'), replace('U0PAT')])

  expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected'])
  expect(created()).toBe(before + 1)
})

it('an approval that two have read is used once', async () => {
  const { desk, bandwidth } = await openPracticeDesk()
  const draft = { by: DANA.id, channel: 'C0PORTING', content: aLocalOrder(), secrets: NO_SECRETS }
  const drafted = await draftOrder(desk, draft)
  if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
  const { number } = drafted
  const { id } = await askApproval(desk, { number, operation: 'submit', by: DANA.id })
  const approval = await findApproval(desk.db, id)
  const decided = await refreshApprovable(desk, number)
  if (approval === undefined || decided === null) throw new Error('There is nothing to approve.')
  const sent = () => bandwidth.control.transcript().filter(({ method }) => method === 'PUT').length
  const before = sent()

  await spend(desk, approval, decided, 'U0LEE')
  await expect(spend(desk, approval, decided, 'U0SAM')).rejects.toMatchObject({
    code: 'already-decided',
  })

  expect(sent()).toBe(before + 1)
  expect((await findApproval(desk.db, id))?.decidedBy).toBe('U0LEE')
})
