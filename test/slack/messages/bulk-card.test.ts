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
    const tracked = { ...child.tracked, content, seen: tollFree, listed: null }
    return { ...child, needsAttention: true, tracked }
  })
  expect(readMessage(bulkCard({ ...view, children }))).toMatch(
    /• #\d+ the RespOrg of 800-555-0100 · /,
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

it('says once that an order was rejected, with its reason where it is the only one', () => {
  const card = (rejected: number) => {
    const view = usualBulk('NEEDS_ATTENTION')
    const errors = view.children.find(({ errors }) => errors.length > 0)?.errors ?? []
    const children = view.children.map((child, at) => {
      const { tracked } = child
      const status = at < rejected ? ('EXCEPTION' as const) : ('FOC' as const)
      const seen = tracked.seen && { ...tracked.seen, status }
      const needs = { needsAttention: at < rejected, errors: at < rejected ? errors : [] }
      return { ...child, ...needs, tracked: { ...tracked, seen } }
    })
    return bulkCard({ ...view, children })
  }
  const named = (text: string, number: string) => text.split(number).length - 1
  const [first, second] = usualBulk('NEEDS_ATTENTION').children.map(
    ({ tracked }) => `#${tracked.number}`,
  )
  if (first === undefined || second === undefined) throw new Error('It has several orders.')
  for (const [many, numbers] of [
    [1, [first]],
    [2, [first, second]],
  ] as const) {
    const message = card(many)
    for (const shown of [message.text, readMessage(message)]) {
      expect(shown).toMatch(/rejected: address \(7402\)/)
      for (const number of numbers) expect(named(shown, number)).toBe(1)
    }
  }
})
