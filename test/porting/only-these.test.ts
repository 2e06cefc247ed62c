import { describe, expect, it } from 'vitest'
import { readMessage } from '../../src/porting/message/read-message.ts'
import { readSources } from '../../src/porting/read-numbers.ts'
import type { Source } from '../../src/porting/source.ts'
import type { CalendarDay } from '../../src/porting/calendar.ts'

const TODAY = '2026-11-30' as CalendarDay

function text(text: string, name: string | null = null): Source {
  return { kind: 'text', name, text }
}

function takenOf(sources: readonly Source[], answer: string): string {
  const { question } = readSources(sources)
  const { numbers } = readSources(sources, { [question?.key ?? '']: answer })
  return numbers.map((one) => one.slice(-2)).join(' ')
}

const LIST = 'TN,Name\n919-555-0100,A\n919-555-0101,B\n919-555-0102,C\n'

describe('“only” beside a longer list', () => {
  it.each([
    ['Only port 919-555-0101\n\n919-555-0100\n919-555-0101\n919-555-0102', '01'],
    ['919-555-0100\n919-555-0101\n919-555-0102\nonly port 919-555-0101 please', '01'],
    ['919-555-0100..0109\n\nPlease port only 919-555-0101 and 919-555-0102 for now.', '01 02'],
    ['Just port (919) 555-0101.\n> 919-555-0100\n> 919-555-0101', '01'],
    ['We need only the line 919-555-0101\n919-555-0100\n919-555-0101', '01'],
    ['Port 919-555-0101 only.\n\n919-555-0100\n919-555-0101', '01'],
    ['Only 919-555-0100 to 0104\n\n919-555-0100\n919-555-0101\n919-555-0105', '00 01 02 03 04'],
    [`Only port 919-555-0101\n${LIST}`, '01'],
  ])('%j: the person is asked which are meant', (said, left) => {
    expect(readSources([text(said)]).question?.asks).toBe('unnamed')
    expect(takenOf([text(said)], 'leave')).toBe(left)
    expect(takenOf([text(said)], 'take').split(' ').length).toBeGreaterThan(left.split(' ').length)
  })

  it('is asked about a file, too, and anew for other numbers', () => {
    const file = text(LIST, 'list.csv')
    const asked = [text('only port 919-555-0101'), file]
    expect(readSources(asked).question).toMatchObject({ asks: 'unnamed', source: 'list.csv' })
    expect(takenOf(asked, 'leave')).toBe('01')
    expect(takenOf(asked, 'take')).toBe('01 00 02')
    const { question } = readSources([text('only port 919-555-0102'), file])
    expect(question?.key).not.toBe(readSources(asked).question?.key)
  })

  it.each([
    ['Only port 919-555-0101', 1],
    ['Only port 919-555-0100, 919-555-0101\n919-555-0100\n919-555-0101', 2],
    ['Only port 919-555-0101.\n\nThanks,\nDana Lee\n984-555-0199', 2],
    ['Only 919-555-0101 has an alarm\n919-555-0100\n919-555-0101', 2],
    ['Not only 919-555-0101 but all:\n919-555-0100\n919-555-0101', 2],
    ['We only have 919-555-0100 and 919-555-0101\n919-555-0102', 3],
    ['919-555-0100 voice only\n919-555-0101', 2],
    ['I just got 919-555-0101 back\n919-555-0100', 2],
    ['Only port 0101\n919-555-0100\n919-555-0101', 2],
  ])('%j: nobody is asked', (said, count) => {
    const { question, numbers } = readSources([text(said)])
    expect(question).toBeNull()
    expect(numbers).toHaveLength(count)
  })

  it('leaves the others out of a port-in started from the message, and shows them', () => {
    const said = 'Only port 919-555-0101, please.\n\n> 919-555-0100\n> 919-555-0101'
    const { numbers, doubtful } = readMessage(said, TODAY)
    expect([numbers, doubtful]).toEqual([['9195550101'], ['9195550100']])
  })
})
