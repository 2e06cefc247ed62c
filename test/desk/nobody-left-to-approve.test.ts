import { expect, it } from 'vitest'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { approvalKey } from '../../src/desk/post-keys.ts'
import { voidLeftNowAndThen } from '../../src/desk/void-left.ts'
import { findApproval } from '../../src/store/approvals.ts'
import { writeOrder } from '../../src/store/orders.ts'
import { findPost } from '../../src/store/posts.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { DANA, LEE, threeOnTheDay } from './orders-on-their-day.ts'

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
