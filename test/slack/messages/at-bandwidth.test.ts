import { expect, it } from 'vitest'
import { linkAtBandwidth } from '../../../src/porting/order-links.ts'
import { bulkCard } from '../../../src/slack/messages/bulk-card.ts'
import { card } from '../../../src/slack/messages/card.ts'
import { longestBulk } from '../../fixtures/bulk.ts'
import { orderView } from '../../fixtures/orders.ts'

const TEMPLATE = 'https://app.example/orders/{id}?tab=all'

it.each([
  [
    'an order on its way',
    { id: 'a b/c', ending: null },
    'https://app.example/orders/a%20b%2Fc?tab=all',
  ],
  ['one that is live', { id: 'o-1', ending: 'complete' }, 'https://app.example/orders/o-1?tab=all'],
  ['a draft that Bandwidth deleted', { id: 'o-1', ending: 'swept' }, null],
  ['one that was never made', { id: null, ending: 'never-made' }, null],
])('%s is found at Bandwidth, where it is there', (_, order, link) => {
  expect(linkAtBandwidth(TEMPLATE, order)).toBe(link)
  expect(linkAtBandwidth(null, order)).toBeNull()
})

it('cards of both kinds link to Bandwidth where the settings say how', () => {
  const bulk = longestBulk('IN_PROGRESS', 'Acme')
  const atBandwidth = 'https://app.example/orders/o-1'
  const shown = '<https://app.example/orders/o-1|Open at Bandwidth>'
  expect(JSON.stringify(card({ ...orderView(), atBandwidth }))).toContain(shown)
  expect(JSON.stringify(bulkCard({ ...bulk, atBandwidth }))).toContain(shown)
  expect(JSON.stringify([card(orderView()), bulkCard(bulk)])).not.toContain('at Bandwidth>')
})
