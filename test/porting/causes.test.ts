import { describe, expect, it } from 'vitest'
import {
  causeOf,
  fixOf,
  isKnownCode,
  meantCode,
  stillRefused,
  shownErrors,
} from '../../src/porting/causes.ts'
import { toAgree } from '../../src/porting/consent.ts'
import { CAUSES } from '../../src/porting/explained-causes.ts'
import type { OrderError } from '../../src/porting/order.ts'
import type { Fix } from '../../src/porting/fix.ts'
import { OFFERED, WITH_OWN_TEXT, WITH_VENDORS_TEXT } from '../fixtures/port-in-codes.ts'

describe('what an error of Bandwidth means to a coordinator', () => {
  it.each([
    ['7101', 'numbers', 'the list of numbers is empty'],
    ['7360', 'numbers', 'listed twice'],
    ['7205', 'numbers', 'in another order'],
    ['7407', 'numbers', 'in another order'],
    ['7206', 'numbers', 'these numbers are already at Bandwidth'],
    ['7378', 'numbers', 'in service'],
    ['7386', 'numbers', 'these numbers can’t be in one order'],
    ['6173', 'numbers', 'more numbers than one order'],
    ['7654', 'numbers', 'only Bandwidth’s staff'],
    ['7103', 'billing', 'BTN'],
    ['7434', 'billing', 'partial or full port doesn’t match the losing carrier’s account'],
    ['7105', 'subscriber', 'incomplete'],
    ['7429', 'subscriber', 'the customer’s name doesn’t match the losing carrier’s record'],
    ['7107', 'address', 'incomplete'],
    ['7112', 'address', 'incomplete'],
    ['7402', 'address', 'the service address doesn’t match the losing carrier’s record'],
    ['6218', 'address', 'the service address doesn’t match the losing carrier’s record'],
    ['7212', 'account', 'account number is missing'],
    ['7435', 'account', 'PIN is missing'],
    ['7204', 'billing', 'with one carrier'],
    [
      '7357',
      'loa-person',
      'the signer is missing, too long, or not on the losing carrier’s record',
    ],
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
    expect(cause.short).toContain(`(${code})`)
  })

  it.each([
    ['7209', 'foc', 'Choose another requested FOC'],
    ['7635', null, 'open a ticket'],
    ['7305', 'billing', 'Cancel it and create a new one, or open a ticket with Bandwidth support.'],
    ['7004', 'numbers', 'Remove them'],
    ['6449', null, 'The customer has to clear this with the losing carrier. Then resend.'],
    ['7342', null, 'Nothing was activated'],
    [
      '7626',
      null,
      'Try again in an hour. After 2 business days, open a ticket with Bandwidth support.',
    ],
    ['7611', null, 'Cancel it and create a new one.'],
    ['7333', null, 'Ask your account admin to have Bandwidth enable it.'],
  ] as const)(
    'keeps the more exact words of %s beside its own, and adds the next step',
    (code, field, next) => {
      const cause = causeOf({ code, description: ' No coverage \n in  ALSEN. ' })
      expect(cause.field).toBe(field)
      expect(cause.clause).toContain(`(${code}: “No coverage in ALSEN.”)`)
      expect(cause.next).toContain(next)
    },
  )

  it('cuts sixty words of Bandwidth’s, and never lets them stand in place of its own', () => {
    const { title, clause } = causeOf({ code: '7411', description: 'DSL '.repeat(200) })
    expect(title).toBe('the port would end a feature of the line')
    expect(clause.length).toBeLessThan(title.length + 320)
  })

  it('keeps the text of a code it does not know, and says whom to ask', () => {
    expect(causeOf({ code: '0042', description: 'Flux too low' })).toEqual({
      title: 'Flux too low',
      clause: 'Flux too low (0042)',
      short: 'Flux too low (0042)',
      ownWords: null,
      next: 'Ask Bandwidth in a note.',
      field: null,
      fix: { kind: 'ask' },
    })
  })

  it('says something even when Bandwidth says nothing', () => {
    expect(causeOf({ code: '9999', description: ' ' }).title).toBe(
      'error 9999 (Bandwidth gave no details)',
    )
    expect(causeOf({ code: '7004', description: '' }).title).not.toBe('')
  })

  it('has a next step, as a whole sentence, for every code there may be', () => {
    for (let code = 6000; code < 8000; code++) {
      const { next } = causeOf({ code: String(code), description: 'words' })
      expect(next).toMatch(/^[A-Z].*\.$/s)
    }
  })

  it('has a cause of ours for every published code with a text of Bandwidth’s, and passes a vendor’s on', () => {
    expect([WITH_OWN_TEXT.length, WITH_VENDORS_TEXT.length]).toEqual([707, 111])
    expect(WITH_OWN_TEXT.filter((code) => !isKnownCode(code))).toEqual([])
    for (const code of WITH_VENDORS_TEXT) {
      expect(causeOf({ code, description: 'Their own words' })).toMatchObject({
        title: 'Their own words',
        fix: { kind: 'ask' },
      })
    }
  })

  it('fits a line and speaks of nothing that only Bandwidth’s own pages have', () => {
    const several = /\{[^|}]*\|([^}]*)\}/g
    for (const { title, next } of Object.values(CAUSES)) {
      expect(title.replaceAll(several, '$1').length).toBeLessThanOrEqual(80)
      expect(`${title} ${next}`).not.toMatch(/\bmenu\b|inetwork|\bSUPP\b/i)
    }
  })

  it.each(OFFERED)('offers %s against each code that is about it', (offered, codes) => {
    const found = codes.map((code) => [code, shownFix(causeOf({ code, description: '' }).fix)])
    expect(found).toEqual(codes.map((code) => [code, offered]))
  })

  it.each([
    ['LNP129J Address mismatch', 'address', '7999: “LNP129J'],
    ['7999: LNP0212 something', 'address', 'LNP0212'],
    ['6505 Authorization', 'signer', '6505'],
    ['E17B Order is being rejected for account number', 'account number', '7999: “E17B'],
    ['(E1) address mismatch', 'address', '(E1)'],
    ['e42pwb | PIN', 'PIN', 'e42pwb'],
  ])('reads the carrier’s own code in an internal error: %s', (description, field, shown) => {
    const cause = causeOf({ code: '7999', description })
    expect(cause.fix).toMatchObject({ kind: 'fields' })
    expect(JSON.stringify(cause.fix)).toContain(field)
    expect(cause.clause).toContain(shown)
  })

  it('leaves the words of an internal error whose carrier code nobody knows', () => {
    const cause = causeOf({ code: '7999', description: 'E37 TN not found in PPS (PPS)' })
    expect(cause.fix).toEqual({ kind: 'ask' })
    expect(cause.clause).toContain('7999: “E37 TN not found in PPS (PPS)”')
  })

  it('knows what a carrier refuses once more', () => {
    const again = [
      { code: '6218', description: 'x' },
      { code: '7435', description: 'y' },
    ]
    expect(stillRefused(again, ['7402'])).toEqual(['address'])
    expect(stillRefused(again, ['7412'])).toEqual([])
    expect(stillRefused(again, [])).toEqual([])
    const inner = { code: '7999', description: 'LNP129J Address mismatch' }
    expect(stillRefused([inner], [meantCode(inner)])).toEqual(['address', 'name'])
  })

  it('names what the port would end, for each code that wants the customer’s word', () => {
    const codes = '6556 7406 7410 7411 7419 7421 7437'.split(' ')
    const errors = codes.map((code) => ({ code, description: '' }))
    expect(toAgree(errors)?.codes).toEqual(codes)
    expect(toAgree(errors)?.ends).not.toContain('this feature')
    expect(toAgree([{ code: '7402', description: '' }])).toBeNull()
    // The carrier's own code in an internal error is the one that is asked about.
    const inner = { code: '7999', description: 'E6b Hunt group' }
    expect(toAgree([inner, ...errors])?.codes).toEqual([
      '7419',
      ...codes.filter((one) => one !== '7419'),
    ])
    expect(toAgree([inner])).toEqual({ codes: ['7419'], ends: 'the hunt group' })
    // A mistake beside it is corrected in the same form as what belongs to the feature.
    const mixed = ['7435', '7437'].map((code) => ({ code, description: '' }))
    expect(fixOf(mixed)).toEqual({ kind: 'fields', fields: ['PIN', 'address'] })
  })

  it('offers one form for several errors, in their order, and passes over remarks', () => {
    const errors = ['7388', '7435', '7402', '7401', '7435'].map((code) => ({
      code,
      description: '',
    }))
    expect(fixOf(errors)).toEqual({ kind: 'fields', fields: ['PIN', 'address', 'account number'] })
    expect(fixOf([{ code: '7388', description: '' }])).toEqual({ kind: 'none' })
    expect(
      fixOf([
        { code: '7388', description: '' },
        { code: '7412', description: '' },
      ]),
    ).toEqual({
      kind: 'date',
    })
    expect(fixOf([])).toEqual({ kind: 'ask' })
  })

  it.each([
    // What somebody here can do comes before waiting and asking, and what ends the order before all.
    [['7484', '7424'], 'document'],
    [['7484', '6281'], 'customer-clears'],
    [['8888', '7412'], 'date'],
    [['7484', '8888'], 'ask'],
    [['7388', '7484'], 'wait'],
    [['7402', '6567'], 'recreate'],
    [['7419', '6567'], 'recreate'],
  ])('of %j offers first what somebody here can do: %s', (codes, kind) => {
    for (const order of [codes, codes.toReversed()]) {
      expect(fixOf(order.map((code) => ({ code, description: '' }))).kind).toBe(kind)
    }
  })

  it('shows what is said twice once with all its numbers, and first what somebody here can do', () => {
    const error = (code: string, description = '', tns: readonly string[] = []): OrderError => ({
      code,
      description,
      numbers: tns as OrderError['numbers'],
    })
    const errors = [
      error('7484', 'working on it'),
      error('7402', 'House number'),
      error('7402', 'ZIP'),
      error('7205', 'open order', ['9195550101']),
      error('7205', 'open order', ['9195550103']),
      error('8123', 'odd'),
      error('8123', 'odder'),
    ]
    expect(shownErrors(errors).map(({ code, numbers }) => [code, numbers.length])).toEqual([
      ['7402', 0],
      ['7205', 2],
      ['8123', 0],
      ['8123', 0],
      ['7484', 0],
    ])
  })
})

function shownFix(fix: Fix): string {
  return fix.kind === 'fields' ? fix.fields.join(', ') : fix.kind
}
