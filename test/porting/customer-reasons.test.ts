import { describe, expect, it } from 'vitest'
import { customerReason } from '../../src/porting/customer-reasons.ts'

const CODES =
  '7004 7101 7102 7122 7201 7202 7205 7206 7320 7321 7331 7339 7360 7378 7400 7403 7405 7407 7409 7420 7426 7427 7431 7441 7470 7501 7502 7503 7504 7505 7516 7518 7600 7609 7620 7621 7622 7627 7642 7643 7644 7654 7655 7656 7657 7671 7718 7719'

describe('what a customer reads about a number that cannot be moved', () => {
  it.each(CODES.split(' '))('is in the words of the customer for %s', (code) => {
    const { why, helps } = customerReason({ code, description: 'E428' })
    expect(why).not.toContain('E428')
    for (const words of [why, helps]) {
      expect(words).toMatch(/^[A-Z].*\.$/)
      expect(words).not.toMatch(/bandwidth|portin|respOrg|\bnote\b|the customer|\bTN\b|\border\b/i)
    }
  })

  it('is what was said where the code is not known', () => {
    expect(customerReason({ code: '9999', description: ' so\n it is ' })).toEqual({
      why: 'so it is',
      helps: 'Ask us about it and name the code 9999.',
    })
    expect(customerReason({ code: '9999', description: ' ' }).why).toMatch(/[Nn]o reason was given/)
  })
})
