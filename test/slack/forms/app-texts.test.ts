import { expect, it } from 'vitest'
import { calendarDay } from '../../../src/porting/calendar.ts'
import { readMessage } from '../../../src/porting/message/read-message.ts'
import { appTexts } from '../../../src/slack/forms/app-texts.ts'

const TODAY = calendarDay('2026-11-30')
const field = (title: string, value: string) => ({ title, value, short: true })
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})

it.each([
  [
    'a form of a workflow in blocks',
    {
      bot_id: 'B1',
      text: 'New port request',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'New port request' } },
        { type: 'section', text: { type: 'mrkdwn', text: '*Customer:* Acme Dental' } },
        { type: 'section', fields: [{ type: 'mrkdwn', text: 'Numbers: 919-555-0100' }] },
        rich('Account number: 84127700'),
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'Carrier: Frontier' }] },
      ],
    },
  ],
  [
    'a ticket in an attachment',
    {
      bot_id: 'B1',
      text: '',
      attachments: [
        {
          pretext: 'A ticket',
          text: 'Customer: Acme Dental',
          fields: [
            field('Numbers', '919-555-0100'),
            field('Account number', '84127700'),
            field('Carrier', 'Frontier'),
          ],
        },
        { from_url: 'https://example.com', text: 'Call 984-555-0199' },
      ],
    },
  ],
])('%s by an app is read as people see it', (_, message) => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const read = readMessage(appTexts(message).join('\n'), TODAY)
  expect(read).toMatchObject({
    numbers: ['9195550100'],
    doubtful: [],
    businessName: 'Acme Dental',
    carrier: 'Frontier',
    secrets: { accountNumber: '84127700' },
  })
})

it('what a person wrote is not read twice', () => {
  expect(appTexts({ text: '919-555-0100', blocks: [rich('919-555-0100')] })).toEqual([])
  expect(appTexts({ bot_id: 'B1', text: '919-555-0100' })).toEqual(['919-555-0100'])
  expect(appTexts(null)).toEqual([])
})
