import { describe, expect, it } from 'vitest'
import { readRows, textOf } from '../../../src/porting/delimited-text.ts'
import { refusedCsv } from '../../../src/slack/messages/bulk-files.ts'
import { tn } from '../../porting/port-order.ts'

function csvOf(...refused: readonly { readonly code: string; readonly description: string }[]) {
  return refusedCsv({
    account: {
      children: [],
      portable: [],
      checking: [],
      refused: refused.map((error) => ({
        tn: tn('919-555-0100'),
        error: { ...error, numbers: [] },
      })),
    },
  })
}

describe('the numbers that cannot go, for the customer', () => {
  it('have a line each, with the reason, what helps, and the code', () => {
    expect(csvOf({ code: '7378', description: 'Telephone number is not in service' })).toBe(
      [
        '\ufeffnumber,why it can’t be ported,what helps,code',
        '919-555-0100,The number isn’t in service with your carrier.,"Ask your carrier to restore it, or leave it out.",7378',
        '',
      ].join('\r\n'),
    )
  })

  it('run nothing in a spreadsheet, whatever Bandwidth says', () => {
    const evil = '=HYPERLINK("http://x","y");+1,@a\n-2'
    const text = csvOf({ code: '9999', description: evil }, { code: '=1', description: '+1' })
    for (const delimiter of [',', ';', '\t']) {
      const cells = [...readRows(text, delimiter)].flatMap((row) => row.cells)
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/)
    }
  })

  it('show their letters in Excel', () => {
    const text = csvOf({ code: '9999', description: 'déjà porté' })
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(textOf(Buffer.from(text))).toContain('déjà porté')
  })
})
