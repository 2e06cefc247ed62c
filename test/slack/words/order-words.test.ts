import { expect, it } from 'vitest'
import { failures } from '../../../src/slack/words/order-words.ts'

it('each order of several that could not be changed is named once', () => {
  const { markup } = failures([
    { child: 1003, why: '#1003 isn’t rejected for this anymore.' },
    { child: 1004, why: 'Bandwidth didn’t accept it.' },
  ])
  expect(markup.split('\n').map((line) => line.match(/#\d+/g))).toEqual([['#1003'], ['#1004']])
})
