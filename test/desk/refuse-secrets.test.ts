import { expect, it } from 'vitest'
import { BudgetSpent } from '../../src/bandwidth/errors.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { refuseSecretsIn } from '../../src/desk/refuse-secrets.ts'
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
