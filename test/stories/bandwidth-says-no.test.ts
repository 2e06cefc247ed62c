import { afterEach, expect, it } from 'vitest'
import { csv, splitBulk } from './bulk-on-the-way.ts'
import { ACME, draft, endStory } from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'

let day: PracticeDay
afterEach(() => endStory(day))

const said = async (words: RegExp): Promise<string> => wordsOf(await day.until('porter', words))

const CHECKS: readonly (readonly [number, 'json' | 'html' | undefined, RegExp])[] = [
  [401, undefined, /accept my credentials\. Ask an admin/],
  [403, 'html', /my credentials .*\(403\)\. Ask an admin/],
  [400, 'html', /gave no reason \(400\)/],
  [400, 'json', /Refused by the gateway \(400\)/],
  [413, 'html', /too large \(413\)/],
]

it('what Bandwidth refuses, in JSON or HTML, is told with its reason or status, and whose matter it is', async () => {
  day = await startDay()
  const card = await draft(day)

  await day.fault({ kind: 'status', method: 'POST', path: '/loas$', status: 413, as: 'html' })
  await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
  await day.click('porter', 'Attach as LOA', /loa\.pdf/)
  expect(await said(/wasn’t attached/)).toMatch(/too large \(413\).*smaller file/s)
  await day.fault({ kind: 'status', method: 'POST', path: '/loas$', status: 403, as: 'json' })
  await day.click('porter', 'Attach as LOA', /loa\.pdf/)
  expect(await said(/wasn’t attached.*Refused by the gateway/s)).toMatch(/Ask an admin/)

  await day.fault({
    kind: 'status',
    method: 'POST',
    path: '/portins$',
    status: 400,
    body: '{"errors":[{"code":"7201","description":"Telephone number is invalid"}]}',
  })
  await day.command('porter', 'new 919-555-0120')
  await day.submit('porter', { ...ACME, 'BTN (billing number)': '919-555-0120' })
  expect((await day.modal('porter'))?.text).toMatch(/\(7201\)/)
  await day.closeForm('porter')
  expect(await day.orders()).toHaveLength(1)

  for (const [status, as, words] of CHECKS) {
    day.practice.bandwidth.control.clearFaults()
    await day.fault({ kind: 'status', path: '/lnpchecker', status, times: 2, ...(as && { as }) })
    await day.command('porter', 'check 919-555-0140')
    expect(await said(words)).not.toMatch(/did not answer|in a minute/)
  }
})

it('credentials that are refused while orders of a bulk order are filled in are named for each', async () => {
  day = await startDay()
  const card = await splitBulk(day)
  const files = [csv('order,city\n#1002,Durham\n#1003,Durham\n')]
  await day.say('porter', 'changes', { thread: card.ts, files })
  await day.until('porter', /changes 2 orders/)
  await day.fault({ kind: 'status', path: '/portins/', status: 401, times: 50 })
  await day.click('porter', 'Change 2 orders', /changes 2 orders/)
  const announced = await said(/#1002.*doesn’t accept my credentials/s)
  expect(announced).toMatch(/#1003.*doesn’t accept my credentials/s)
  expect(announced).not.toMatch(/did not answer/)
})
