import { describe, expect, it } from 'vitest'
import { readMessage } from '../../src/porting/message/read-message.ts'
import { readSources } from '../../src/porting/read-numbers.ts'
import type { CalendarDay } from '../../src/porting/calendar.ts'

function read(text: string) {
  return readSources([{ kind: 'text', name: 'a.csv', text }])
}

const ends = (numbers: readonly string[]): string => numbers.map((one) => one.slice(-2)).join(' ')

describe('what a text says of a number in other words', () => {
  it.each([
    ['Port 919-555-0100 instead of 919-555-0101', '00', 'instead of 919-555-0101'],
    ['Move 919-555-0100 rather than 919-555-0101.', '00', 'rather than 919-555-0101'],
    ['Correction: 919-555-0101 should be 919-555-0100', '00', '919-555-0101 should be'],
    ['919-555-0100\n919-555-0101 (not ours)', '00', '919-555-0101 (not ours'],
    ['919-555-0100\n919-555-0101 wrong number', '00', '919-555-0101 wrong number'],
    ['919-555-0100\n<s>919-555-0101</s>\n<del>919-555-0102</del>', '00', '~~919-555-0101~~'],
    ['919-555-0100\n919-555-O1OO', '00', '919-555-O1OO'],
    ['919-555-0100\n919-555-0l0I', '00', '919-555-0'],
  ])('%j: it is shown back', (text, taken, shown) => {
    const { numbers, unread, question } = read(text)
    expect(question).toBeNull()
    expect(ends(numbers)).toBe(taken)
    expect(unread[0]).toBe(shown)
  })

  it.each([
    ['919-555-0100\nNicht portieren: 919-555-0101', 'kept'],
    ['919-555-0100\nNe pas transférer : 919-555-0101', 'kept'],
    ['919-555-0100\nNo transferir:\n919-555-0101', 'kept'],
    ['TN,Name\n919-555-0100,A\n919-555-0101*,B\n\n* will be ported in phase 2\n', 'kept'],
    ['919-555-0100\n919-555-0101 ⏳', 'later'],
    ['919-555-0100\n919-555-0101 ❓', 'later'],
    ['919-555-0100\n919-555-0101 :question:', 'later'],
    ['- 919-555-0100\n- 919-555-0101 <- wait until January', 'later'],
    ['- 919-555-0100\n- 919-555-0101 // hold', 'later'],
    ['919-555-0100\n919-555-0101 not before March', 'later'],
    ['919-555-0100\n919-555-0101 in January', 'later'],
    ['919-555-0100\nIf possible also 919-555-0101', 'later'],
    ['919-555-0100\nOptional: 919-555-0101', 'later'],
    ['919-555-0100\n919-555-0101 (already with Bandwidth)', 'ended'],
    ['919-555-0100\n919-555-0101 - done', 'ended'],
    ['919-555-0100\n919-555-0101 completed 11/2', 'ended'],
  ])('%j: the person is asked', (text, asks) => {
    const { question } = read(text)
    expect(question?.asks).toBe(asks)
    expect(question?.options[0]?.says).toBe('1 number')
  })

  it('a number later in a JSON is not taken', () => {
    const rows = [
      { tn: '9195550100', port: 'yes' },
      { tn: '9195550101', port: 'later' },
    ]
    expect(ends(read(JSON.stringify(rows)).numbers)).toBe('00')
  })

  it.each([
    ['Ticket opened by Dana (984-555-0198)\nPort 919-555-0100', 1],
    ['Please port 919-555-0100.\n\nDana\n984-555-0199', 1],
    ['Raleigh\n919-555-0100\n\nDurham\n919-555-0101', 0],
    ['919-555-0100\n\nFax\n919-555-0101', 0],
  ])('a number of somebody is named: %j', (text, notes) => {
    expect(read(text).accounts[0]?.notes).toHaveLength(notes)
  })

  it('what a phone shows as its mask is not its number', () => {
    const { numbers, question, accounts } = read(
      'Directory Number 1,External Phone Number Mask 1\n\\+19195550100,9195550199\n\\+19195550101,9195550199\n',
    )
    expect([question, ends(numbers)]).toEqual([null, '00 01'])
    expect(accounts[0]?.leftAside).toEqual([{ what: '“External Phone Number Mask 1”', numbers: 2 }])
  })

  it('a port-in started from a message does not take what is replaced', () => {
    const { numbers } = readMessage(
      'Port 919-555-0100 instead of 919-555-0101',
      '2026-11-30' as CalendarDay,
    )
    expect(ends(numbers)).toBe('00')
  })
})
