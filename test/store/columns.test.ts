import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../src/store/columns.ts'

interface Table {
  at_work: number
  facts: string | null
  look_at: number | null
}

interface Thing {
  readonly isAtWork: boolean
  readonly facts: { readonly by: string } | null
  readonly nextPollAt: number | null
}

const { read, write } = columnsOf<Table, Thing>()({
  isAtWork: { flag: 'at_work' },
  facts: { json: 'facts' },
  nextPollAt: 'look_at',
})

describe('fields in columns of another name', () => {
  it.each<[Thing, Table]>([
    [
      { isAtWork: true, facts: { by: 'U1' }, nextPollAt: 7 },
      { at_work: 1, facts: '{"by":"U1"}', look_at: 7 },
    ],
    [
      { isAtWork: false, facts: null, nextPollAt: null },
      { at_work: 0, facts: null, look_at: null },
    ],
  ])('are read as they were written: %j', (thing, row) => {
    expect(write(thing)).toEqual(row)
    expect(read(row)).toEqual(thing)
  })

  it('are written where they are named, and nothing else is', () => {
    const more = { nextPollAt: null, version: 3 }
    expect(write(more)).toEqual({ look_at: null })
    expect(Object.keys(write({}))).toEqual([])
  })
})
