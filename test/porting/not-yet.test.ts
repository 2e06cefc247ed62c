import { describe, expect, it } from 'vitest'
import { readMessage } from '../../src/porting/message/read-message.ts'
import { readSources } from '../../src/porting/read-numbers.ts'
import type { CalendarDay } from '../../src/porting/calendar.ts'

const TODAY = '2026-11-30' as CalendarDay

function read(text: string, answers = {}) {
  return readSources([{ kind: 'text', name: 'a.csv', text }], answers)
}

/** What is read once the person has said that numbers in doubt stay out. */
function withoutDoubtful(text: string): string {
  const { question } = read(text)
  const { numbers } = read(text, { [question?.key ?? '']: 'leave' })
  return numbers.map((one) => one.slice(-2)).join(' ')
}

describe('numbers that a text says may port later', () => {
  it.each([
    ['Phase 1\n919-555-0100\n\nPhase 2\n919-555-0102\n919-555-0103', '00'],
    ['Wave 1:\n919-555-0100\nWave 2 (January):\n919-555-0102\nWave 3:\n919-555-0103', '00'],
    ['919-555-0100\n919-555-0101\n\nSecond phase\n\n919-555-0102', '00 01'],
    ['Port now:\n919-555-0100\nLater:\n919-555-0102\nPort now:\n919-555-0104', '00 04'],
    ['919-555-0100\nNext month:\n919-555-0102', '00'],
    ['919-555-0100\nThese numbers will port next month:\n919-555-0102', '00'],
    ['919-555-0100\nNot ready yet\n919-555-0102', '00'],
    ['919-555-0100\n\n*Pending:*\n• 919-555-0102', '00'],
    ['919-555-0100\nNot sure about these:\n919-555-0102', '00'],
    ['919-555-0100\nTBD\n919-555-0102\n\n919-555-0104', '00 04'],
    ['919-555-0100\nPhase 2: 919-555-0102, 919-555-0103', '00'],
    ['919-555-0100\nLater - 919-555-0102', '00'],
    ['919-555-0100\nMaybe 919-555-0102', '00'],
    ['919-555-0100\nnot sure about 919-555-0102', '00'],
    ['919-555-0100\n919-555-0101 TBD', '00'],
    ['919-555-0100\n919-555-0101 - not sure', '00'],
    ['919-555-0100\n919-555-0101 (maybe)', '00'],
    ['919-555-0100\n919-555-0101 pending', '00'],
    ['919-555-0100\n919-555-0101 (fax) - to be confirmed', '00'],
    ['919-555-0100\n919-555-0101 next month', '00'],
    ['919-555-0100\n919-555-0101: wave 2', '00'],
    ['919-555-0100\n919-555-0101 will be ported later', '00'],
    ['919-555-0100\n919-555-0101?\n919-555-0102', '00 02'],
    ['919-555-0100\n919-555-0101 (?)\n919-555-0102', '00 02'],
    ['919-555-0100\n919-555-0101 elevator??\n919-555-0102', '00 02'],
    ['919-555-0100..0103\n919-555-0102 TBD', '00 01 03'],
    ['TN,Remark\n919-555-0100,\n919-555-0101,TBD', '00'],
    ['TN,Notes\n919-555-0100,\n919-555-0101,maybe', '00'],
    ['TN,Comments\n919-555-0100,lobby\n919-555-0101,"phase 2, fax"', '00'],
    ['TN,Remark\n919-555-0100,\n919-555-0101,?', '00'],
    ['TN,Remark\n919-555-0100,\n919-555-0101,to be confirmed by Dana', '00'],
    ['TN,Name\n919-555-0100,A\n919-555-0101 (TBD),B', '00'],
    ['TN,Phase\n919-555-0100,1\n919-555-0101,1\n919-555-0102,2', '00 01'],
    ['TN,Wave\n919-555-0100,Wave 1\n919-555-0101,Wave 2', '00'],
    ['TN,Name\nPhase 1,\n919-555-0100,A\nPhase 2,\n919-555-0101,B', '00'],
    ['TN\n919-555-0100\nNext month\n919-555-0101', '00'],
    ['919-555-0100,\n919-555-0101,not sure', '00'],
  ])('%j: the person is asked', (text, left) => {
    expect(read(text).question?.asks).toBe('later')
    expect(withoutDoubtful(text)).toBe(left)
    expect(read(text).question?.options[0]?.says).toMatch(
      new RegExp(String.raw`^${left.split(' ').length} `),
    )
  })

  it.each([
    ['Port 919-555-0100 now and 919-555-0101 next month', '00', '919-555-0101 next month'],
    ['Please port 919-555-0100, maybe 919-555-0101.', '00', 'maybe 919-555-0101'],
    ['919-555-0100 and possibly 919-555-0101', '00', 'possibly 919-555-0101'],
    ['Move 919-555-0100 today, 919-555-0101 and 0102 later', '00', '919-555-0101 and 0102 later'],
  ])('%j: that one is shown back', (text, taken, shown) => {
    const { numbers, unread, question } = read(text)
    expect(question).toBeNull()
    expect(numbers.map((one) => one.slice(-2)).join(' ')).toBe(taken)
    expect(unread).toEqual([shown])
  })

  it.each([
    '919-555-0100 next month',
    'Next month we port:\n919-555-0100\n919-555-0101',
    'Please port these next month, thanks\n919-555-0100\n919-555-0101\n\nThanks,\nDana\n984-555-0199',
    'Phase 2\n919-555-0100\n919-555-0101',
    'Can you port 919-555-0100?',
    'Can you port these numbers\n919-555-0100\n919-555-0101?',
    'Can we get 919-555-0100 and 919-555-0101 ported next week? Call me at 984-555-0199',
    'I am not sure about the carrier.\n919-555-0100\n919-555-0101',
    'Account: pending\n919-555-0100\n919-555-0101',
    'FOC date: TBD\n919-555-0100\n919-555-0101',
    'We can talk later about the rest.\n919-555-0100\n919-555-0101',
    'Phase 1\n919-555-0100\nPhase 1b\n919-555-0101',
    '919-555-0100 Later Gator LLC\n919-555-0101 Wave 2 Surf Shop, Inc',
    'TN,Name\n919-555-0100,Maybe Tomorrow Cafe\n919-555-0101,Pending Approval Dept',
    'TN,Phase\n919-555-0100,2\n919-555-0101,2',
    'TN,Site\n919-555-0100,Phase 2 building\n919-555-0101,Main',
    'TN,Notes\n919-555-0100,question for Dana?\n919-555-0101,',
    'Is the BTN 919-555-0100? We need 919-555-0100 and 919-555-0101 ported.',
  ])('%j: nobody is asked', (text) => {
    const { numbers, question } = read(text)
    expect(question).toBeNull()
    expect(numbers).toContain('9195550100')
  })

  it.each([
    'Please port now:\n919-555-0100\n\nPhase 2:\n919-555-0102',
    'Please port 919-555-0100.\n919-555-0102 next month',
    'Port 919-555-0100 now and 919-555-0102 next month',
  ])('a port-in started from a message leaves them out and shows them: %j', (text) => {
    const { numbers, doubtful, unread, rest } = readMessage(text, TODAY)
    expect(numbers).toEqual(['9195550100'])
    expect([...doubtful, ...unread, ...rest].join()).toMatch(/555-?0102/)
  })

  it.each([
    '919-555-0100..0103\n919-555-0102 do not port',
    '919-555-0100\n919-555-0102\n919-555-0103\n\nDo not port:\n919-555-0102',
  ])('a number that stays is not taken from a list or range that holds it, either: %j', (text) => {
    expect(withoutDoubtful(text)).not.toContain('02')
    const count = withoutDoubtful(text).split(' ').length
    expect(read(text).question?.options[0]?.says).toBe(`${count} numbers`)
  })

  it('a port-in started from a message takes all of them where all port next month', () => {
    const { numbers } = readMessage('Next month please port:\n919-555-0100\n919-555-0101', TODAY)
    expect(numbers).toEqual(['9195550100', '9195550101'])
  })
})
