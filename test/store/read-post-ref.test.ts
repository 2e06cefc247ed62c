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
