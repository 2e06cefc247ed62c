import { expect, it } from 'vitest'
import { bulkCard } from '../../../src/slack/messages/bulk-card.ts'
import { MINUTE, tn, TOLL_FREE_FACTS } from '../../fixtures/orders.ts'
import { usualBulk } from '../../gallery/usual-bulk.ts'
import { readMessage } from '../read-message.ts'

it('tells toll-free orders apart in full, though no RespOrg is known', () => {
  const view = usualBulk('NEEDS_ATTENTION')
  const children = view.children.map((child) => {
    const { seen } = child.tracked
    const losingCarrier = { name: null, spid: null, wireless: null }
    const tollFree = seen && { ...seen, losingCarrier, tollFree: TOLL_FREE_FACTS }
    const content = { ...child.tracked.content, numbers: [tn('8005550100')] }
    return { ...child, tracked: { ...child.tracked, content, seen: tollFree, listed: null } }
  })
  expect(readMessage(bulkCard({ ...view, children }))).toMatch(
    /• #\d+ the RespOrg of 800-555-0100 · rejected: address/,
  )
})

it('says of a bulk order under way how old the oldest look is that its counts stand on', () => {
  const HALF_AN_HOUR = 30 * MINUTE
  const view = usualBulk('IN_PROGRESS')
  const [first, ...others] = view.children
  if (first === undefined) throw new Error('The usual bulk order has orders.')
  const older = { ...first.tracked, seenAt: view.now - HALF_AN_HOUR }
  const children = [{ ...first, tracked: older }, ...others]
  const checked = (words: string) => /_.*Checked ([^_]*)_/.exec(words)?.[1]
  expect(checked(readMessage(bulkCard({ ...view, children })))).toBe('at 9:30 AM ET')
})
