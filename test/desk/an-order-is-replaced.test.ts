import { expect, it } from 'vitest'
import { replaceOrder } from '../../src/desk/replace-order.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { writeOrder } from '../../src/store/orders.ts'
import { NO_SECRETS } from '../bandwidth/orders-at-hand.ts'
import { portOrder } from '../fixtures/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { aLocalOrder } from './a-local-order.ts'

it('A draft that was created is told of, also where Bandwidth can’t be asked for the cancel of the old order', async () => {
  const { desk, make, track, bandwidth } = await openPracticeDesk()
  const id = await make()
  const number = await track(id)
  await writeOrder(desk.db, number, { seen: portOrder({ status: 'EXCEPTION' }) })
  const path = `/portins/${id}/loas`
  bandwidth.control.fault({ kind: 'status', status: 500, method: 'GET', path, times: 30 })
  const { drafted, cancel } = await replaceOrder(desk, {
    number,
    by: 'U0DANA',
    channel: 'C0PORTING',
    content: aLocalOrder(),
    secrets: NO_SECRETS,
  })
  expect(drafted.kind).toBe('made')
  expect(cancel).toBeInstanceOf(Refusal)
  expect(cancel).toMatchObject({ code: 'bandwidth-unreachable' })
})
