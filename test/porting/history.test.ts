import { describe, expect, it } from 'vitest'
import { mergedHistory, type OwnEntry, type TheirEntry } from '../../src/porting/history.ts'

const AT = Date.parse('2026-12-01T15:00:00Z')
const own = (operation: string, after = 0, by = 'U0DANA'): OwnEntry => ({
  at: AT + after,
  by,
  operation,
  facts: {},
})
const theirs = (status: string, after: number, difference: string | null = null): TheirEntry => ({
  at: AT + after,
  note: `now ${status}`,
  author: 'System',
  status,
  difference,
})

describe('a history', () => {
  it('tells what both sides tell of in one line, with who did it here', () => {
    const lines = mergedHistory({
      own: [own('submit'), own('saw submitted', 5_000, 'portin'), own('note', 400_000)],
      theirs: [theirs('SUBMITTED', 3_000), theirs('EXCEPTION', 900_000)],
      notes: [{ id: '1', userId: 'kim', text: 'Another address', at: AT + 950_000 }],
      bot: 'bot',
    })
    expect(lines.map(({ who, what, source }) => [who, what, source])).toEqual([
      ['kim', 'note: Another address', 'Bandwidth'],
      ['Bandwidth', 'now EXCEPTION (EXCEPTION)', 'Bandwidth'],
      ['U0DANA', 'note', 'portin'],
      ['U0DANA', 'submit; Bandwidth: now SUBMITTED (SUBMITTED)', 'both'],
    ])
  })

  it('tells a note of ours once, by whoever wrote it', () => {
    const note = { id: '2', userId: 'bot', text: 'Please hurry', at: AT + 2_000 }
    const lines = mergedHistory({ own: [own('note')], theirs: [], notes: [note], bot: 'bot' })
    expect(lines).toMatchObject([{ who: 'U0DANA', what: 'note: Please hurry', source: 'both' }])
  })

  it('keeps apart what lies further apart than three minutes', () => {
    const lines = mergedHistory({
      own: [own('submit')],
      theirs: [theirs('SUBMITTED', 181_000)],
      notes: [],
      bot: 'bot',
    })
    expect(lines).toHaveLength(2)
  })

  it('tells a change in words, an unknown one as it is, and no account number or PIN', () => {
    const difference =
      'RequestedFocDate : "" --> Thu Dec 17 16:30:00 UTC 2026 AccountNumber : 12 --> 4471\nPinNumber : 1 --> 99\nSomething else happened\nthe pin 4471 moved'
    const [line] = mergedHistory({
      own: [],
      theirs: [theirs('REQUESTED_SUPP', 0, difference)],
      notes: [],
      bot: 'bot',
    })
    expect(line).toMatchObject({
      from: 'requested FOC: nothing; account number: hidden; pin number: hidden',
      to: 'requested FOC: Thu Dec 17 16:30:00 UTC 2026; account number: hidden; pin number: hidden',
    })
    expect(line?.what).toContain('Something else happened')
    expect(JSON.stringify(line)).not.toMatch(/4471|99/)
  })
})
