import { describe, expect, it } from 'vitest'
import { csvText } from '../../src/porting/delimited-text.ts'
import { readSources } from '../../src/porting/read-numbers.ts'
import type { Source } from '../../src/porting/source.ts'

const FILE = 'numbers.csv'

function text(text: string, name: string | null = FILE): Source {
  return { kind: 'text', name, text }
}

function sheet(rows: readonly (readonly string[])[]): Source {
  const numbered = rows.map((cells, at) => ({ row: at + 1, cells }))
  const one = { name: 'East', isHidden: false, rows: numbered, hiddenColumns: new Set<number>() }
  return { kind: 'workbook', name: 'numbers.xlsx', sheets: [one] }
}

const ROWS = [
  ['TN', 'Account Number', 'PIN'],
  ['919-555-0100', '84127700', '4471'],
]

describe('a file that shows a PIN to everybody in the channel', () => {
  it.each([
    text(csvText(ROWS)),
    text('Acme Dental\nNumber;Port-out PIN\n919-555-0100;0042\n'),
    text('919-555-0100\nPIN: 4471\n'),
    text('919-555-0100\nthe passcode is Z8841'),
    text('TN,Contact\n919-555-0100,x\nTransfer PIN: 4471,\n'),
    sheet(ROWS),
    sheet([['919-555-0100'], ['PIN', '4471']]),
    sheet([['919-555-0100'], ['Port out PIN: 4471']]),
    text('TN,TN 2,PIN\n919-555-0100,919-555-0101,4471\n'),
  ])('is named, also while the person is asked about it: %#', (source) => {
    expect(readSources([source]).withPin).toEqual([source.name])
  })

  it.each([
    text(csvText(ROWS), null),
    text('TN,PIN\n919-555-0100,\n919-555-0101,n/a\n'),
    text('TN,Name\n919-555-0100,Pin Oak Dental\n'),
    text('919-555-0100\nno PIN on the account\n'),
    text('TN,Shopping Center\n919-555-0100,12\n'),
    { kind: 'left-out', name: 'a.pdf', why: 'is a PDF' } as const,
  ])('is none where there is none, or where the message says it itself: %#', (source) => {
    expect(readSources([source]).withPin).toEqual([])
  })
})
