import { expect, it } from 'vitest'
import { readSources } from '../../../src/porting/read-numbers.ts'
import { pastedTables } from '../../../src/slack/forms/pasted-tables.ts'

const raw = (text: string) => ({ type: 'raw_text', text })
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
const TABLE = {
  type: 'table',
  rows: [
    [raw('TN'), raw('Name'), raw('Port?')],
    [{ type: 'raw_number', value: 9195550100, text: '9195550100' }, raw('Acme "A"'), raw('Y')],
    [rich({ type: 'link', url: 'tel:9195550101', text: '919-555-0101' }), raw('B\tC'), raw('Y')],
    [rich({ type: 'text', text: '919-555-0102', style: { strike: true } }), raw(''), raw('Y')],
    [rich({ type: 'text', text: '919-555-' }, { type: 'text', text: '0103' }), raw('D'), raw('N')],
  ],
}

it.each([
  ['pasted into a message', { text: 'these', attachments: [{ id: 1, blocks: [TABLE] }] }],
  ['among the blocks of a message', { blocks: [{ type: 'divider' }, TABLE] }],
  [
    'of a forwarded message',
    { attachments: [{ message_blocks: [{ message: { blocks: [TABLE] } }] }] },
  ],
])('a table %s is read with its marks and without what is struck out', (_, message) => {
  const [text = '', another] = pastedTables(message)
  expect(another).toBeUndefined()
  const source = { kind: 'text', name: null, text } as const
  const { question } = readSources([source])
  expect(question?.asks).toBe('wanted')
  const read = readSources([source], { [question?.key ?? '']: 'leave' })
  expect(read.numbers).toEqual(['9195550100', '9195550101'])
  expect(read.accounts[0]?.notRead).toMatchObject([{ text: '~~919-555-0102~~' }])
})

it.each([
  [null],
  [{ blocks: 'x', attachments: [null, { blocks: [{ type: 'table', rows: [null, [null]] }] }] }],
  [{ attachments: [{ blocks: [{ type: 'section', text: { text: '919-555-0100' } }] }] }],
  [{ attachments: [{ from_url: 'https://example.com', text: '919-555-0100' }] }],
])('what is no table gives none: %j', (message) => {
  expect(pastedTables(message)).toEqual([])
})
