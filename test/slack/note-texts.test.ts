import fc from 'fast-check'
import { expect, it } from 'vitest'
import { complaintsAbout, noteTexts } from '../fixtures/note-texts.ts'

it('Slack takes every message and form that shows a note, whatever stands in it, and it calls nobody', () => {
  fc.assert(
    fc.property(noteTexts(), (text) => {
      expect(complaintsAbout(text)).toEqual([])
    }),
    { seed: 14, numRuns: 300 },
  )
})
