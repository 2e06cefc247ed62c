import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asksForLoa,
  cutNote,
  isPressing,
  looksLikePin,
  notesToAnnounce,
} from '../../src/porting/notes.ts'

describe('a note that is too long for one', () => {
  it('goes in parts that Bandwidth takes, with every word in its order', () => {
    const text = fc.array(fc.stringMatching(/^[a-zé🙂.!?,]{1,30}$/u), {
      minLength: 1,
      maxLength: 300,
    })
    fc.assert(
      fc.property(text, (words) => {
        const whole = words.join(' ')
        const parts = cutNote(whole)
        expect(parts.every((part) => Array.from(part).length <= 500)).toBe(true)
        const said = parts.map((part) => part.replace(/^\d+ of \d+: /, '')).join(' ')
        expect(parts.length === 1 ? parts[0] : said).toBe(whole)
      }),
      { seed: 14, numRuns: 100 },
    )
  })

  it('is cut after a sentence, else after a word, else anywhere', () => {
    const [first = ''] = cutNote('A sentence. '.repeat(50))
    expect(first).toMatch(/A sentence\.$/)
    expect(cutNote('word '.repeat(200))[0]).toMatch(/word$/)
    expect(cutNote('x'.repeat(501))).toEqual([
      `1 of 2: ${'x'.repeat(488)}`,
      `2 of 2: ${'x'.repeat(13)}`,
    ])
    expect(cutNote('x'.repeat(500))).toHaveLength(1)
  })
})

it.each([
  ['the PIN is 4471', true],
  ['PIN:\n4471', true],
  ['PIN: 447 100 or so', false],
  ['pin 9195550100', false],
  ['pinned 4471 times', false],
  ['4471 numbers, no PIN', false],
])('%s looks like a PIN: %s', (text, is) => {
  expect(looksLikePin(text)).toBe(is)
})

it.each([
  ['Please send the LOA.', true],
  ['A letter of authorization is missing', true],
  ['We need LOAs for both numbers', true],
  ['The LOA is fine. Please wait.', false],
  ['Please wait', false],
])('%s asks for an LOA: %s', (text, is) => {
  expect(asksForLoa(text)).toBe(is)
})

it('presses where somebody has to act', () => {
  expect(['cancelled it', 'by TODAY', 'an FOC'].every(isPressing)).toBe(true)
  expect(isPressing('all is well')).toBe(false)
})

it('notes are announced in the order of their ids, in whichever order they are listed', () => {
  const note = (id: string, userId: string) => ({ id, userId, text: `Note ${id}`, at: null })
  const { news } = notesToAnnounce(
    [note('10', 'kim'), note('9', 'bot'), note('8', 'kim')],
    { known: [], sent: [], since: 0, isOldOrder: false },
    { users: { bot: 'bot', own: [] }, now: 0, digestOf: (text) => text },
  )
  expect(news.map((one) => [one.note.id, one.author, one.isReply])).toEqual([
    ['8', 'bandwidth', false],
    ['9', 'own-account', false],
    ['10', 'bandwidth', true],
  ])
})
