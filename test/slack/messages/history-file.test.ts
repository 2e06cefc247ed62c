import { expect, it } from 'vitest'
import { readRows } from '../../../src/porting/delimited-text.ts'
import type { HistoryLine } from '../../../src/porting/history.ts'
import { historyAnswer, historyFile, peopleIn } from '../../../src/slack/messages/history.ts'
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

it('The file of a history names people, and takes no user of Bandwidth’s for one', () => {
  const line: HistoryLine = {
    at: NOW,
    who: 'U0DANA',
    what: 'handed over the order',
    from: 'U0DANA',
    to: 'U0PAT',
    source: 'portin',
  }
  const theirs: HistoryLine = { ...line, who: 'U0DANA', from: '', to: '', source: 'Bandwidth' }
  const history = { lines: [line, theirs], bandwidth: 'read' } as const
  expect(peopleIn(history)).toEqual(['U0DANA', 'U0PAT'])
  const names = new Map([
    ['U0DANA', 'Dana'],
    ['U0PAT', 'Pat'],
  ])
  const [, ...rows] = [...readRows(historyFile(history, names), ',')].map(({ cells }) => cells)
  expect(rows[0]?.slice(1, 5)).toEqual(['Dana', 'handed over the order', 'Dana', 'Pat'])
  expect(rows[1]?.[1]).toBe('U0DANA')
  const order = { number: 1001, token: 'a1' }
  const said = historyAnswer(order, history, { named: '#1001', from: 0, now: NOW }).text
  expect(said).toContain('from <@U0DANA> to <@U0PAT>')
  expect(said).toContain('*U0DANA*')
})
