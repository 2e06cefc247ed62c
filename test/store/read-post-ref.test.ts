import { expect, it } from 'vitest'
import { readPostRef } from '../../src/store/read-post-ref.ts'

it('A reminder that 0.1.0 posted is still drawn with its hour, and who heard of it', () => {
  const due = {
    key: 'draft-dies:1',
    matter: 'draft-dies',
    toldTo: { channel: true, owner: true },
    at: 5,
    reminder: { kind: 'draft-dies', sweptAt: 7 },
  }
  expect(readPostRef(JSON.stringify({ kind: 'reminder', number: 1042, due }))).toEqual({
    kind: 'reminder',
    number: 1042,
    due: {
      key: 'draft-dies:1',
      topic: 'draft-dies',
      notified: { channel: true, owner: true },
      at: 5,
      reminder: { kind: 'draft-dies', purgesAt: 7 },
    },
  })
})

it('A refused change and a request that 0.2.0 posted are still drawn with their date and place', () => {
  const change = { kind: 'change-refused', wanted: { day: '2026-12-09', at: null } }
  expect(readPostRef(JSON.stringify({ kind: 'change', number: 1042, change }))).toEqual({
    kind: 'change',
    number: 1042,
    change: { kind: 'change-refused', requested: { day: '2026-12-09', at: null } },
  })
  const reminder = { kind: 'approval-ends', id: 'a', endsAt: 5, toldOf: 1040 }
  expect(readPostRef(JSON.stringify({ reminder }))).toEqual({
    reminder: { kind: 'approval-ends', id: 'a', endsAt: 5, announcedUnder: 1040 },
  })
})
