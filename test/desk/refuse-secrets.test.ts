import { expect, it } from 'vitest'
import { BandwidthNotFound, BudgetSpent } from '../../src/bandwidth/errors.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { ORDER } from '../../src/desk/order-kind.ts'
import { saveSecrets } from '../../src/desk/save-secrets.ts'
import { maskOf, maskOfSaved, refuseSecretsIn } from '../../src/desk/refuse-secrets.ts'
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

it('a PIN that was corrected stays hidden in what others write, and may be written of', async () => {
  const { desk: unsealed, make, track } = await openPracticeDesk()
  const desk: Desk = { ...unsealed, seal: createSeal(new Uint8Array(32)) }
  const number = await track(await make(WIRELESS), 'Acme-1')
  await syncOrder(desk, number)
  for (const pin of ['4471', '5582', '5582']) {
    await saveSecrets(desk, await ORDER.fresh(desk, number), { accountNumber: '771', pin })
  }
  const text = 'The PIN was 0042, then 4471, and is 5582 now; the account is 771.'
  expect((await maskOf(desk, number))(text)).toBe(
    'The PIN was •••, then •••, and is ••• now; the account is •••.',
  )
  expect((await maskOfSaved(desk, number))(text)).not.toMatch(/0042|4471|5582/)
  await expect(refuseSecretsIn(desk, number, 'It was PIN 4471.')).resolves.toBeUndefined()
  await expect(refuseSecretsIn(desk, number, 'It is PIN 5582.')).rejects.toBeInstanceOf(Error)
})

it('a note about a bulk order is not lost because one of its orders was deleted meanwhile', async () => {
  const { desk, make, track } = await openPracticeDesk()
  await syncOrder(desk, await track(await make(WIRELESS), 'Acme-1'))
  const bulk = await insertBulk(desk.db, newBulk({ now: desk.clock() }))
  await desk.db.updateTable('port_order').set({ bulk_number: bulk }).execute()
  const getOrder = () => Promise.reject(new BandwidthNotFound('get order'))
  const without = { ...desk, bandwidth: { ...desk.bandwidth, getOrder } }
  expect((await maskOf(without, bulk))('Hello')).toBe('Hello')
})
