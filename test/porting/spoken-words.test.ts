import { commands } from '../../commands/index.ts'
import { expect, it } from 'vitest'
import { orderNumberIn, spokenWords } from '../../src/porting/spoken-words.ts'

it.each([
  ['status 1011', 'command status 1011'],
  ['Status of 1011', 'command status 1011'],
  ['/portin status 1011', 'command status 1011'],
  ['portin today', 'command today'],
  ['TODAY', 'command today'],
  ['today!', 'command today !'],
  ['help', 'command help'],
  ['submit 1042', 'command submit 1042'],
  ['check 919-555-0100', 'command check 919-555-0100'],
  ['check\n919-555-0100\n919-555-0101', 'command check 919-555-0100\n919-555-0101'],
  ['note 1042 first line\nsecond line', 'command note 1042 first line\nsecond line'],
  ['list', 'command list'],
  ['list of numbers: 919-555-0100', 'numbers'],
  ['status\nof these\n919-555-0100', 'numbers'],
  ['hi', 'greeting'],
  ['Good morning!', 'greeting'],
  ['thanks', 'greeting'],
  ['👋', 'greeting'],
  [':wave::skin-tone-3:', 'greeting'],
  ['?', 'greeting'],
  ['', 'greeting'],
  ['/portin', 'greeting'],
  ['1042', 'name 1042'],
  ['#1042', 'name #1042'],
  ['where is 1042?', 'name 1042'],
  ['any news on #1042', 'name 1042'],
  ['show me 1042', 'name 1042'],
  ['who approves 1042?', 'name 1042'],
  ['please cancel 1042', 'name 1042'],
  ['approve 1042', 'name 1042'],
  ['FOC for 1042', 'name 1042'],
  ['hey portin, status 1042', 'command status 1042'],
  ["what's due today?", 'command today'],
  ['anything stuck?', 'command stuck'],
  ['what is waiting on me', 'command waiting'],
  ['show me this week', 'command week'],
  ['ok, thanks!', 'greeting'],
  ['yes', 'greeting'],
  ['Acme Dental', 'name Acme Dental'],
  ['newton plumbing', 'name newton plumbing'],
  ['919-555-0100', 'numbers'],
  ['please check 919-555-0100 and 0101', 'numbers'],
  ['news: 919-555-0100', 'numbers'],
  ['hello, can you port 919-555-0100?', 'numbers'],
  [`Dear team, ${'we write to you '.repeat(9)}`, 'numbers'],
])('%j means %j', (said, means) => {
  const spoken = spokenWords(said, commands)
  const parts =
    'text' in spoken
      ? [spoken.kind, 'name' in spoken ? spoken.name : '', spoken.text]
      : [spoken.kind]
  expect(parts.filter((part) => part !== '').join(' ')).toBe(means)
})

it.each([
  ['loa for 1042', 1042],
  ['#1042', 1042],
  ['here is the LOA', null],
  ['loa for 1042 or 1043', null],
  ['loa for 1042 dated 2026', 1042],
  ['loa 2026 for order 1042', 1042],
  ['#1042, account 55120', 1042],
  ['#1042 and #1043', null],
  ['#1042 or 1043', null],
  ['#2026', 2026],
  ['2026', 2026],
  ['919-555-0100', null],
  ['9195550100', null],
])('beside a file, %j names %j', (said, number) => {
  expect(orderNumberIn(said)).toBe(number)
})
