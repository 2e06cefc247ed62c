import { expect, it } from 'vitest'
import { BudgetSpent } from '../../src/bandwidth/errors.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { maskOf, refuseSecretsIn } from '../../src/desk/refuse-secrets.ts'
import { createSeal } from '../../src/store/seal.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { newBulk } from '../fixtures/new-orders.ts'

const WIRELESS =
  '<WirelessInfo><AccountNumber>771</AccountNumber><PinNumber>0042</PinNumber></WirelessInfo><Triggered>true</Triggered>'

it('a note about a large bulk order waits for its orders to be read, however few calls are left', async () => {
  const { desk, make, track } = await openPracticeDesk()
  await syncOrder(desk, await track(await make(WIRELESS), 'Acme-1'))
  await track(null, 'Acme-2')
  const bulk = await insertBulk(desk.db, newBulk({ now: desk.clock() }))
  await desk.db.updateTable('port_order').set({ bulk_number: bulk, sealed_secrets: null }).execute()
  const spent: Desk = {
    ...desk,
    bandwidth: {
      ...desk.bandwidth,
      getOrder: () => Promise.reject(new BudgetSpent('get order', desk.clock() + 60_000, 'us')),
    },
  }
  await expect(refuseSecretsIn(spent, bulk, 'The LOA follows tomorrow.')).resolves.toBeUndefined()
  await expect(refuseSecretsIn(spent, bulk, 'The PIN is 0042.')).rejects.toThrow(
    /Nothing was sent: .*the account number or PIN of #1001/,
  )
})

it('a note on an order of a bulk order names no secret of the others that the bot knows', async () => {
  const { desk: unsealed, make, track } = await openPracticeDesk()
  const desk: Desk = { ...unsealed, seal: createSeal(new Uint8Array(32)) }
  const other = await track(await make(WIRELESS), 'Acme-1')
  await syncOrder(desk, other)
  const number = await track(null, 'Acme-2')
  const sealed = desk.seal.close({ accountNumber: '771', pin: '0042' })
  await desk.db
    .updateTable('port_order')
    .set({ sealed_secrets: sealed })
    .where('number', '=', other)
    .execute()
  const text = 'Number 1 is on account 771.'
  await expect(refuseSecretsIn(desk, number, text)).resolves.toBeUndefined()
  const bulk = await insertBulk(desk.db, newBulk({ now: desk.clock() }))
  await desk.db.updateTable('port_order').set({ bulk_number: bulk }).execute()
  await expect(refuseSecretsIn(desk, number, text)).rejects.toMatchObject({ order: other })
  expect((await maskOf(desk, number))(text)).toBe('Number 1 is on account •••.')
  // Nobody is asked for those that are not saved.
  await desk.db.updateTable('port_order').set({ sealed_secrets: null }).execute()
  const closed = {
    ...desk,
    bandwidth: { ...desk.bandwidth, getOrder: () => Promise.reject(Error()) },
  }
  await expect(refuseSecretsIn(closed, number, text)).resolves.toBeUndefined()
})
