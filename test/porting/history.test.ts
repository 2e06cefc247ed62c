import { describe, expect, it } from 'vitest'
import type { OwnEntry } from '../../src/porting/history-words.ts'
import { mergedHistory, type TheirEntry } from '../../src/porting/history.ts'

const AT = Date.parse('2026-12-01T15:00:00Z')
const own = (operation: string, after = 0, by = 'U0DANA'): OwnEntry => ({
  at: AT + after,
  by,
  operation,
  facts: {},
})
const digestOf = (text: string) => `digest of ${text}`
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
      digestOf,
    })
    expect(lines.map(({ who, what, source }) => [who, what, source])).toEqual([
      ['kim', 'note: Another address', 'Bandwidth'],
      ['Bandwidth', 'now EXCEPTION (EXCEPTION)', 'Bandwidth'],
      ['U0DANA', 'wrote a note to Bandwidth', 'portin'],
      ['U0DANA', 'submitted. Bandwidth: now SUBMITTED (SUBMITTED)', 'both'],
    ])
  })

  it('is newest first, also where several things are of one moment', () => {
    const note = (id: string) => ({ id, userId: 'kim', text: `note ${id}`, at: AT })
    const lines = mergedHistory({
      own: [],
      theirs: [theirs('SUBMITTED', 0), theirs('FOC', 0)],
      notes: [note('100'), note('98'), note('99')],
      bot: 'bot',
      digestOf,
    })
    expect(lines.map(({ what }) => what.replace(/^note: |^now (?=\w+ )| \(.*/g, ''))).toEqual([
      'FOC',
      'SUBMITTED',
      'note 100',
      'note 99',
      'note 98',
    ])
  })

  it('tells a note of ours once, by whoever wrote it', () => {
    const note = { id: '2', userId: 'bot', text: 'Please hurry', at: AT + 2_000 }
    const lines = mergedHistory({
      own: [own('note')],
      theirs: [],
      notes: [note],
      bot: 'bot',
      digestOf,
    })
    expect(lines).toMatchObject([{ who: 'U0DANA', what: 'note: Please hurry', source: 'both' }])
  })

  it('tells whose each note was, though several were written within a minute', () => {
    const at = (seconds: number) => AT + seconds * 1000
    const note = (id: string, text: string, seconds: number) => ({
      id,
      userId: 'bot',
      text,
      at: at(seconds),
    })
    const lines = mergedHistory({
      own: [own('note', 61_000, 'U0LEE'), own('note', 1_000, 'U0DANA')],
      theirs: [],
      notes: [note('1', 'Dana asks', 0), note('2', 'Lee asks', 60)],
      bot: 'BOT',
      digestOf,
    })
    const both = lines.map(({ who, what }) => [who, what])
    expect(both).toEqual([
      ['U0LEE', 'note: Lee asks'],
      ['U0DANA', 'note: Dana asks'],
    ])
  })

  it('keeps apart what lies further apart than three minutes', () => {
    const lines = mergedHistory({
      own: [own('submit')],
      theirs: [theirs('SUBMITTED', 181_000)],
      notes: [],
      bot: 'bot',
      digestOf,
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
      digestOf,
    })
    expect(line).toMatchObject({
      from: 'requested FOC: nothing · account number: hidden · pin number: hidden',
      to: 'requested FOC: Thu Dec 17 16:30:00 UTC 2026 · account number: hidden · pin number: hidden',
    })
    expect(line?.what).toContain('Something else happened')
    expect(JSON.stringify(line)).not.toMatch(/4471|99/)
  })

  it('tells no account number and PIN where Bandwidth names the group of both', () => {
    const difference =
      'WirelessInfo : ACC-447100 4471 --> ACC-447200 9911\nPassCode : 4711 --> 4712\nWirelessInfo set to 4471\nBillingAcct : 4471 --> 4472\nAcct # 4471 changed\nSSN : 123-45-4471 --> ""\nPortOutPIN is 4471\nAccountNumber : 1 4 --> 44\n71 4473\nStreet : Pine --> Shipping Ln'
    const [line] = mergedHistory({
      own: [],
      theirs: [theirs('REQUESTED_SUPP', 0, difference)],
      notes: [],
      bot: 'bot',
      digestOf,
    })
    expect(line?.to).toBe(
      'account number and PIN: hidden · pass code: hidden · billing acct: hidden · ssn: hidden · account number: hidden · street: Shipping Ln',
    )
    expect(JSON.stringify(line)).not.toMatch(/447|9911|471|123-45/)
  })
})
