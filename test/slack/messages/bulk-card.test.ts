import { expect, it } from 'vitest'
import { bulkCard } from '../../../src/slack/messages/bulk-card.ts'
import { TOLL_FREE_FACTS } from '../../fixtures/orders.ts'
import { usualBulk } from '../../gallery/usual-bulk.ts'
import { readMessage } from '../read-message.ts'

it('names in full whom a rejected toll-free order leaves, though no RespOrg is known', () => {
  const view = usualBulk('NEEDS_ATTENTION')
  const children = view.children.map((child) => {
    const { seen } = child.tracked
    const losingCarrier = { name: null, spid: null, wireless: null }
    const tollFree = seen && { ...seen, losingCarrier, tollFree: TOLL_FREE_FACTS }
    return { ...child, tracked: { ...child.tracked, seen: tollFree, listed: null } }
  })
  expect(readMessage(bulkCard({ ...view, children }))).toMatch(
    /• #\d+ the controlling RespOrg · rejected: address/,
  )
})
