import { expect, it } from 'vitest'
import { activateMany, approveMany } from '../../src/desk/activate-many.ts'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { approvalKey } from '../../src/desk/post-keys.ts'
import { voidLeftNowAndThen } from '../../src/desk/void-left.ts'
import { viewBatch } from '../../src/desk/view-batch.ts'
import { activationBatch } from '../../src/slack/messages/activation-batch.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { findBatch } from '../../src/store/activation-batches.ts'
import { approvalsIn, findApproval } from '../../src/store/approvals.ts'
import { writeOrder } from '../../src/store/orders.ts'
import { findPost } from '../../src/store/posts.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { readMessage } from '../slack/read-message.ts'
import { asOneBulk, DANA, LEE, threeOnTheDay } from './orders-on-their-day.ts'

const SAM = 'U0SAM'

it('whoever asked hears that no approver is left, with the way out, when the last who may decide is none any more', async () => {
  const place = await openPracticeDesk()
  const [changed = 0, untouched = 0] = await threeOnTheDay(place, '2026-12-10T15:00:00Z')
  let approvers: readonly string[] | null = [LEE.by, SAM]
  const desk = { ...place.desk, approvers: () => Promise.resolve(approvers) }
  await writeOrder(desk.db, changed, { changedBy: [{ by: LEE.by, at: place.clock.now() }] })
  const ask = (number: number) => askApproval(desk, { number, operation: 'cancel', by: DANA })
  const requests = { changed: await ask(changed), untouched: await ask(untouched) }
  const voidLeft = voidLeftNowAndThen(desk)
  const afterTenMinutes = async () => {
    place.clock.advance(10 * 60_000)
    await voidLeft()
  }
  const stateOf = async ({ id }: { readonly id: string }) => findApproval(desk.db, id)

  // While each can be decided, and while Slack does not tell, all of it stays.
  await afterTenMinutes()
  approvers = null
  await afterTenMinutes()
  expect((await stateOf(requests.changed))?.state).toBe('open')

  approvers = [LEE.by]
  await afterTenMinutes()
  expect((await stateOf(requests.untouched))?.state).toBe('open')
  const { state, outcome } = (await stateOf(requests.changed)) ?? {}
  expect(state).toBe('void')
  expect(outcome).toMatch(/No approver is left for #\d+: @U0LEE changed it.*PORTIN_APPROVERS/)
  const told = await findPost(desk.db, `${approvalKey(requests.changed.id)}-refused`)
  expect(told?.ref).toMatchObject({ kind: 'approval', id: requests.changed.id })
})

it.each<readonly [approvers: readonly string[] | null, expected: 'open' | 'void']>([
  [[], 'void'],
  [null, 'open'],
])('of the approvers Slack says %j: a request that waits is %s then', async (answer, expected) => {
  const place = await openPracticeDesk()
  const [number = 0] = await threeOnTheDay(place, '2026-12-10T15:00:00Z', 1)
  let approvers: readonly string[] | null = [LEE.by]
  const desk = { ...place.desk, approvers: () => Promise.resolve(approvers) }
  const { id } = await askApproval(desk, { number, operation: 'cancel', by: DANA })
  approvers = answer
  await voidLeftNowAndThen(desk)()
  const { state, outcome } = (await findApproval(desk.db, id)) ?? {}
  expect(state).toBe(expected)
  if (expected === 'void')
    expect(outcome).toMatch(/^No approver is left for #\d+\. .*PORTIN_APPROVERS/)
  const again = askApproval(desk, { number, operation: 'cancel', by: DANA })
  await expect(again).rejects.toMatchObject({
    code: expected === 'void' ? 'no-approver-left' : 'already-asked',
  })
})

it.each(['stand-alone', 'bulk'])(
  'whoever asked to activate several (%s) hears once that no approver is left for those that wait, with the way out',
  async (kind) => {
    const place = await openPracticeDesk()
    const numbers = await threeOnTheDay(place)
    const bulkNumber = kind === 'bulk' ? await asOneBulk(place, numbers) : null
    let approvers: readonly string[] | null = [LEE.by, SAM]
    const desk = { ...place.desk, approvers: () => Promise.resolve(approvers) }
    for (const number of numbers.slice(1)) {
      await writeOrder(desk.db, number, { changedBy: [{ by: LEE.by, at: place.clock.now() }] })
    }
    const { id } = await activateMany(desk, { numbers, bulkNumber, by: DANA })
    const voidLeft = voidLeftNowAndThen(desk)
    const stateAfterTenMinutes = async () => {
      place.clock.advance(10 * 60_000)
      await voidLeft()
      return (await findBatch(desk.db, id))?.state
    }
    const calls = async () => {
      const posts = await desk.db.selectFrom('post').select(['key', 'ref']).execute()
      return posts.filter(({ key, ref }) => key.startsWith('activation-batch') && ref.includes(id))
    }

    // While each can be decided, while Slack does not tell, and while one of them can, all of it stays.
    expect(await stateAfterTenMinutes()).toBe('open')
    approvers = null
    expect(await stateAfterTenMinutes()).toBe('open')
    approvers = [LEE.by]
    expect(await stateAfterTenMinutes()).toBe('open')
    expect(await approvalsIn(desk.db, 'open')).toHaveLength(3)

    await approveMany(desk, id, LEE)
    expect(await calls()).toHaveLength(1)
    expect(await stateAfterTenMinutes()).toBe('over')
    expect(await approvalsIn(desk.db, 'open')).toEqual([])
    expect(await calls()).toHaveLength(2)
    await stateAfterTenMinutes()
    expect(await calls()).toHaveLength(2)

    const view = await viewBatch(desk, id)
    const words = view === null ? '' : readMessage(activationBatch(view, plain('@approvers')))
    expect(words).toMatch(/^.*2 left out.*@dana/)
    expect(words).toMatch(/No approver is left: @lee changed it.*PORTIN_APPROVERS/)
    expect(words).not.toContain('@approvers')
  },
)
