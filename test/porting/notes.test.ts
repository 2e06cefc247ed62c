import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asksForLoa,
  cutNote,
  hasWords,
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
        expect(parts.every((part) => part.length <= 500)).toBe(true)
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

  it('fits however Bandwidth counts, and cuts no emoji in two', () => {
    const family = '👨‍👩‍👧‍👦'
    const parts = cutNote(family.repeat(100)).map((part) => part.replace(/^\d+ of \d+: /, ''))
    expect(parts.every((part) => part.length <= 488 && part.length % family.length === 0)).toBe(
      true,
    )
    expect(parts.join('')).toBe(family.repeat(100))
    expect(cutNote(`e${'\u0301'.repeat(2_000)}`).join('').length).toBeGreaterThan(2_000)
  })

  it('is none where nobody would see a word of it', () => {
    expect(['', ' \n', '\u200b\u200d', '\u00ad \ufeff'].some(hasWords)).toBe(false)
    expect(['?', '👍', 'a\u200b'].every(hasWords)).toBe(true)
  })
})

it.each([
  ['the PIN is 4471', true],
  ['PIN:\n4471', true],
  ['PIN: 447 100 or so', false],
  ['pin 9195550100', false],
  ['p i n: 4471', true],
  ['P.I.N. is 44 71', true],
  ['PIN 4 4-7.1', true],
  ['pin：４４７１', true],
  ['passcode 123456', true],
  ['the password is 0042', true],
  ['PIN for 919-555-0100', false],
  ['PIN for 9 1 9 5 5 5 0 1 0 0', false],
  ['spin 4471, pip in 4471', false],
  ['PIN: 4 or 5', false],
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
    { known: [], sent: [], since: 0, restoredSince: 0, isOldOrder: false },
    { users: { bot: 'bot', own: [] }, now: 0, digestOf: (text) => text },
  )
  expect(news.map((one) => [one.note.id, one.author, one.isReply])).toEqual([
    ['8', 'bandwidth', false],
    ['9', 'own-account', false],
    ['10', 'bandwidth', true],
  ])
})

it('a note is new that comes after one we know, though a clock was put back', () => {
  const listed = [
    { id: '8', userId: 'kim', text: 'known', at: 60 },
    { id: '10', userId: 'kim', text: 'new', at: 40 },
  ]
  const given = { users: { bot: 'bot', own: [] }, now: 70, digestOf: (text: string) => text }
  const known = [{ id: '8', digest: 'known' }]
  const before = { known, sent: [], since: 50, isOldOrder: false }
  const { news, earlier } = notesToAnnounce(listed, { ...before, restoredSince: 0 }, given)
  expect([news.map(({ note }) => note.id), earlier]).toEqual([['10'], []])
  // What was told after a backup was made is known only to Slack.
  const restored = notesToAnnounce(listed, { ...before, restoredSince: 50 }, given)
  expect(restored.news).toEqual([])
})
