import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askDrafts, type AskedAbout } from '../../src/porting/ask-drafts.ts'
import { LONGEST_NOTE } from '../../src/porting/notes.ts'
import { day, eastern, focDate, tn } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

/** The Monday after Thanksgiving weekend. */
const now = eastern('2026-11-30 10:00')

function about(different: Partial<AskedAbout>): AskedAbout {
  return {
    is: 'waiting',
    id: '7c9d-uuid',
    pon: '8F1A2B3C4D5E6F70',
    numbers: [tn('919-555-0100'), tn('919-555-0101')],
    errors: [],
    statusSince: eastern('2026-11-24 15:00'),
    requested: focDate('2026-12-08'),
    agreed: null,
    hasRecord: false,
    ...different,
  }
}

const drafts = (different: Partial<AskedAbout>) => askDrafts(about(different), { now, calendar })
const ids = (different: Partial<AskedAbout>) => drafts(different).map(({ id }) => id)
const REJECTED = {
  is: 'rejected',
  errors: [
    { code: '7402', description: 'Service address does not match' },
    { code: '7402', description: 'again' },
    { code: '', description: 'no code' },
    { code: '7999', description: 'E37 TN not found in PPS' },
  ],
} as const

describe('the usual questions', () => {
  it('are those of where the order stands', () => {
    expect(ids({})).toEqual(['no-foc', 'escalate'])
    expect(ids(REJECTED)).toEqual(['code-7402', 'code-7999', 'disagree', 'escalate'])
    const far = { is: 'agreed', agreed: focDate('2026-12-08') } as const
    expect(ids(far)).toEqual(['escalate'])
    expect(ids({ ...far, agreed: focDate('2026-12-02') })).toEqual(['short-notice', 'escalate'])
    expect(ids({ ...far, agreed: focDate('2026-11-27') })).toEqual(['escalate'])
    expect(ids({ is: 'draft' })).toEqual([])
    expect(ids({ is: 'ended', errors: REJECTED.errors })).toEqual([])
  })

  it('name the PON, the first number and the code, and count business days', () => {
    const [noFoc] = drafts({})
    expect(noFoc?.text).toMatch(
      /no FOC after 3 business days on PON 8F1A2B3C4D5E6F70, 919-555-0100 and 1 more number\./,
    )
    expect(noFoc?.text).toContain('Tue, Dec 8')
    const [code, , disagree] = drafts(REJECTED)
    expect(code?.text).toMatch(/^Code 7402 on PON .*service address.*: what exactly is needed\?$/)
    expect(disagree?.text).toMatch(/\(code 7402\)/)
    expect(drafts({ pon: null, numbers: [] })[0]?.text).toContain('order 7c9d-uuid')
  })

  it('claim no record that is not there', () => {
    const disagree = (hasRecord: boolean) =>
      drafts({ ...REJECTED, hasRecord }).find(({ id }) => id === 'disagree')?.text
    expect(disagree(true)).toContain('is attached')
    expect(disagree(false)).not.toContain('is attached')
  })

  it('fit into one note, whatever Bandwidth writes', () => {
    const states = ['draft', 'waiting', 'rejected', 'agreed', 'ended'] as const
    const error = fc.record({
      code: fc.string({ maxLength: 12 }),
      description: fc.string({ unit: 'grapheme', maxLength: 900 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.array(error, { maxLength: 4 }), (is, errors) => {
        for (const { text } of drafts({ is, errors, agreed: focDate(day('2026-12-01')) })) {
          expect(Array.from(text).length).toBeLessThanOrEqual(LONGEST_NOTE)
        }
      }),
      { seed: 14, numRuns: 60 },
    )
  })
})
