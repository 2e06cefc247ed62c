import { describe, expect, it } from 'vitest'
import { causeOf } from '../../src/porting/causes.ts'

describe('what an error of Bandwidth means to a porter', () => {
  it.each([
    ['7101', 'numbers', 'the list of numbers is empty'],
    ['7360', 'numbers', 'listed twice'],
    ['7205', 'numbers', 'in another order'],
    ['7407', 'numbers', 'in another order'],
    ['7206', 'numbers', 'at Bandwidth already'],
    ['7378', 'numbers', 'not in service'],
    ['7386', 'numbers', 'cannot go in one order'],
    ['6173', 'numbers', 'more numbers than one order'],
    ['7654', 'numbers', 'only Bandwidth’s staff'],
    ['7103', 'billing', 'BTN'],
    ['7434', 'billing', 'counts other numbers'],
    ['7105', 'subscriber', 'incomplete'],
    ['7429', 'subscriber', 'another name'],
    ['7107', 'address', 'incomplete'],
    ['7112', 'address', 'incomplete'],
    ['7402', 'address', 'does not match'],
    ['6218', 'address', 'does not match'],
    ['7212', 'account', 'account number or the PIN'],
    ['7510', 'account', 'account number or the PIN'],
    ['7357', 'loa-person', 'authorizing person'],
    ['7424', null, 'signed LOA'],
    ['7309', 'site', 'site'],
    ['7311', 'peer', 'SIP peer'],
    ['7533', 'resporg', 'target RespOrg'],
    ['7383', 'account', 'toll-free order'],
    ['7391', 'subscriber', 'toll-free order'],
    ['7746', null, 'version 2'],
    ['7915', null, 'live or canceled'],
  ] as const)('explains %s, at the field %s', (code, field, words) => {
    const cause = causeOf({ code, description: 'Something technical' })
    expect(cause.field).toBe(field)
    expect(cause.title).toContain(words)
    expect(cause.code).toBe(code)
  })

  it.each([
    ['7209', 'foc', 'menu'],
    ['7635', null, 'cannot be changed'],
    ['7305', 'billing', 'make a new one'],
    ['7004', 'numbers', 'Take these numbers out'],
    ['6450', null, 'Only the customer'],
    ['7342', null, 'Nothing was activated'],
    ['7626', null, 'nothing to correct'],
    ['7611', null, 'make it again'],
    ['7333', null, 'not set up'],
  ] as const)('keeps the more exact words of %s and adds the next step', (code, field, next) => {
    const cause = causeOf({ code, description: ' No coverage \n in  ALSEN. ' })
    expect(cause).toMatchObject({ title: 'No coverage in ALSEN.', field })
    expect(cause.next).toContain(next)
  })

  it('keeps the text of a code it does not know, and says whom to ask', () => {
    expect(causeOf({ code: '0042', description: 'Flux too low' })).toEqual({
      code: '0042',
      title: 'Flux too low',
      next: 'Ask Bandwidth with a note on the order and name code 0042.',
      field: null,
    })
  })

  it('says something even when Bandwidth says nothing', () => {
    expect(causeOf({ code: '9999', description: ' ' }).title).toBe(
      'error 9999, without a word more',
    )
    expect(causeOf({ code: '7004', description: '' }).title).not.toBe('')
  })

  it('has a next step, as a whole sentence, for every code there may be', () => {
    for (let code = 6000; code < 8000; code++) {
      const { next } = causeOf({ code: String(code), description: 'words' })
      expect(next).toMatch(/^[A-Z].*\.$/s)
    }
  })
})
