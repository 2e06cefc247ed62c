import { expect, it } from 'vitest'
import { readRows } from '../../../src/porting/delimited-text.ts'
import type { HistoryLine } from '../../../src/porting/history.ts'
import { historyFile } from '../../../src/slack/messages/history.ts'
import { NOW } from '../../fixtures/orders.ts'

const EVIL = ['=HYPERLINK("http://x","y")', '+1', '-2', '@sum(a1)', '\t=1', '\r\n=1+1']

it('The file of a history runs no formula, whoever wrote it and wherever it stands', () => {
  const lines = EVIL.map((text): HistoryLine => ({
    at: NOW,
    who: text,
    what: text,
    from: text,
    to: text,
    source: 'Bandwidth',
  }))
  const file = historyFile({ lines, bandwidth: 'read' }).replaceAll(/^\uFEFF|\r/g, '')
  const [, ...rows] = [...readRows(file, ',')].map(({ cells }) => cells)
  const written = rows.filter((cells) => cells.length > 1)
  expect(written).toHaveLength(EVIL.length)
  for (const [, ...cells] of written) {
    expect(cells).toHaveLength(5)
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/)
  }
})
