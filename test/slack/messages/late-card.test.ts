import { expect, it } from 'vitest'
import { lateCard } from '../../../src/slack/messages/late-card.ts'

const DRAFT = { number: 1042, title: '#1042 · Acme Dental', isOpen: true }

it('names the channel in which the card of a draft is late', () => {
  expect(lateCard({ ...DRAFT, channel: 'C0PORTS' }).text).toContain('<#C0PORTS>')
})

it.each(['D0DANA', 'U0DANA'])(
  'names no channel where the draft is in a direct message: %s',
  (channel) => {
    expect(lateCard({ ...DRAFT, channel }).text).not.toContain('<#')
  },
)
