import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hidingAll, holdsSecret, withoutSecrets } from '../../src/porting/secret-in-text.ts'

const KNOWN = ['9195550100', '9195550101']

function holds(text: string, pin: string | null, accountNumber: string | null = null): boolean {
  return holdsSecret(text, { pin, accountNumber }, KNOWN)
}

describe('a text that holds a secret', () => {
  it.each([
    ['the PIN is ZQ4471X', 'ZQ4471X'],
    ['pinzq4471x thanks', 'ZQ4471X'],
    ['z q 4 4 7 1 x', 'ZQ4471X'],
    ['ZQ-44.71/X', 'ZQ4471X'],
    ['ZQ\u200b44\u00ad7\u20601X', 'ZQ4471X'],
    ['ＺＱ４４７１Ｘ', 'ZQ4471X'],
    ['Z*Q*4*4*7*1*X', 'ZQ4471X'],
    ['z̶q̶4̶4̶7̶1̶x̶', 'ZQ4471X'],
    ['PIN 4471', '4471'],
    ['use 44 71 please', '4471'],
    ['PIN4471', '4471'],
    ['4️⃣4️⃣7️⃣1️⃣', '4471'],
    ['for 919-555-0100 it is 4471', '4471'],
    ['their PIN: 10', '10'],
    ['pin number is 10.', '10'],
    ['passcode SWORDFISH', 'swordfish'],
    ['555-1234', '5551234'],
  ])('%s', (text, secret) => {
    expect(holds(text, secret)).toBe(true)
    expect(holds(text, null, secret)).toBe(true)
  })

  it('is found however the signs are parted and written', () => {
    const parting = fc.constantFrom('', ' ', '-', '.', '\u200b', '\u00a0', '–', '_', '*')
    fc.assert(
      fc.property(
        fc.array(parting, { minLength: 11, maxLength: 11 }),
        fc.array(fc.boolean(), { minLength: 11, maxLength: 11 }),
        (partings, capitals) => {
          const written = Array.from('acct7q1094x')
            .map((sign, at) => `${capitals[at] ? sign.toUpperCase() : sign}${partings[at]}`)
            .join('')
          expect(holds(`it is ${written}, thanks`, null, 'ACCT-7Q1094X')).toBe(true)
        },
      ),
      { seed: 11, numRuns: 100 },
    )
  })
})

describe('a text that only looks like it', () => {
  it.each([
    ['10 numbers move', '10'],
    ['please confirm the FOC for 10 numbers, account is right', '10'],
    ['confirm 919-555-4471', '4471'],
    ['confirm (919) 555-4471 and 919.555.0100..0119', '4471'],
    ['919-555-0100..0119', '0119'],
    ['order 14471 of theirs', '4471'],
    ['confirm 919-555-0100', '9195550100'],
    ['a swordfisherman called', 'swordfish'],
    ['anything at all', '---'],
  ])('%s', (text, secret) => {
    expect(holds(text, secret)).toBe(false)
  })
})

it('many orders’ secrets are hidden together as they are one after the other', () => {
  const all = ['ZQ4471X', '4471', '10', '555-1234', '5550100'].map((pin, index) => ({
    secrets: { pin, accountNumber: `ACC-${index}70${index}` },
    known: KNOWN,
  }))
  const hide = hidingAll(all)
  const piece = fc.constantFrom(
    ...['Z', 'q', '44', '71', 'X', '10', ' ', '-', '\u200b', 'ＺＱ', 'PIN ', '555', '1234', 'acc'],
    ...['170', '1', '919-555-0100', '.', '4️⃣', '\n', 'word '],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      const oneByOne = all.reduce(
        (left, { secrets, known }) => withoutSecrets(left, secrets, known),
        text,
      )
      expect(hide(text)).toBe(oneByOne)
    }),
    { seed: 14, numRuns: 500 },
  )
})
