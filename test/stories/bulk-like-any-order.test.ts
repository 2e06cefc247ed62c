import { afterEach, expect, it } from 'vitest'
import { bulkCardOf, readyBulk, splitBulk } from './bulk-on-the-way.ts'
import { callsOf, door, endStory, seenBy, passUntil } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay, type Seen } from './practice-day.ts'
import { lastAnnounced, messages, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

const DIRECT = '@bot'
const DIES = /Draft #1001 .*deleted .*Dec \d+ at 4 AM/
const SPLIT = /#1001 .* is split: 15 numbers in 2 orders/
const KEPT = /extended draft #1001 .*Sat, Dec 5/

async function until(now: string): Promise<void> {
  await passUntil(day, now)
  await day.turn({ advance: 'PT1M' })
}

async function newest(words: RegExp): Promise<Seen> {
  const found = (await messages(day, 'porter')).findLast((one) => words.test(wordsOf(one)))
  if (found === undefined) throw new Error(`Nothing says ${String(words)}.`)
  return found
}

it('News of a bulk order go where the settings send them, and its draft is on the list of drafts', async () => {
  day = await startDay({ settings: { PORTIN_NEWS: 'split=owner,deeds=channel' } })
  const card = await splitBulk(day)
  const direct = await day.until('porter', SPLIT, DIRECT)
  expect(wordsOf(direct)).toContain(`/archives/C0PORTING/p${card.ts.replace('.', '')}|`)
  expect(buttonsIn(direct)).toEqual([])
  // In the thread, and not from there in the channel.
  expect(await seenBy(day, 'porter', SPLIT)).toHaveLength(1)

  for (const list of ['drafts', 'valid draft tns']) {
    await day.command('porter', `list ${list}`)
    const drafts = await lastAnnounced(day, /^\*.*: 1\*/)
    expect(drafts).toContain('#1001 · Acme Corp (bulk)')
    expect(drafts).not.toMatch(/#100[23]/)
  }

  await until('2026-12-02T15:00:00Z')
  await day.click('porter2', 'Keep draft 2 days', /^\*#1001/)
  expect(await seenBy(day, 'porter', KEPT)).toHaveLength(1)
  const lines = (await day.pointers('porter')).map(({ text }) => text)
  expect(lines.filter((line) => /extended draft #1001/.test(line))).toHaveLength(1)

  const shown = await bulkCardOf(day)
  await door(day, 'delete', { as: 'approver', channel: 'porting', ts: shown.ts })
  await day.click('porter2', 'Keep draft 2 days', DIES)
  for (let minute = 0; minute < 3; minute += 1) await day.turn({ advance: 'PT1M' })
  expect(await announced(day, /deleted the card of #1001/)).toHaveLength(1)
})

it('A reminder of a bulk order is put off and taken on like any other, also when its owner is not reached', async () => {
  day = await startDay({ settings: { PORTIN_NEWS: 'reminders=owner' } })
  await splitBulk(day)
  await until('2026-12-02T14:00:00Z')
  expect(await seenBy(day, 'porter', DIES, DIRECT)).toHaveLength(1)
  expect(await announced(day, DIES)).toHaveLength(1)

  const { ts } = await newest(DIES)
  const option = 'In an hour'
  await door(day, 'click', {
    as: 'porter2',
    channel: 'porting',
    ts,
    action: 'reminder.snooze',
    option,
  })
  await day.untilIdle()
  expect(wordsOf(await newest(DIES))).toMatch(/<@U0PAT> snoozed this until/)
  expect(buttonsIn(await newest(DIES))).not.toContain('I’m on it')
  await until('2026-12-02T14:55:00Z')
  expect(await announced(day, DIES)).toHaveLength(1)
  await until('2026-12-02T15:05:00Z')
  expect(await announced(day, DIES)).toHaveLength(2)

  await day.click('porter', 'I’m on it', DIES)
  const taken = wordsOf(await newest(DIES))
  expect(taken).toMatch(/is on it until .*9 AM ET/)
  expect(taken.split('is on it')[0]).not.toContain('<@U0DANA>')
  await day.click('porter', 'Keep draft 2 days', /^\*#1001/)
  await door(day, 'account', { as: 'porter' })
  await until('2026-12-04T14:00:00Z')
  // What was said of its first end has been; what is said of its new one is not.
  expect(await announced(day, DIES)).toHaveLength(1)
  expect(await announced(day, /Draft #1001 .*was due to be deleted/)).toHaveLength(2)
  await day.until('approver', /can’t DM <@U0DANA>:\* .*deactivated/)

  // What they offered is over: deleted here, and nothing of it is left to press.
  await day.click('porter2', 'Delete draft', /^\*#1001/)
  for (let minute = 0; minute < 3; minute += 1) await day.turn({ advance: 'PT1M' })
  expect(await announced(day, DIES)).toEqual([])
  const over = await announced(day, /#1001.*nothing to do here anymore.*deleted/)
  expect(over).toHaveLength(3)
  expect(over.join()).not.toContain('[')
}, 120_000)

it('What is told of many orders together reaches an owner who wants it directly, in one message', async () => {
  day = await startDay({ settings: { PORTIN_NEWS: 'deeds=owner,submitted=owner' } })
  await readyBulk(day)
  for (let minute = 0; minute < 2; minute += 1) await day.turn({ advance: 'PT1M' })
  expect(await seenBy(day, 'porter', /filled in 2 orders of #1001/, DIRECT)).toHaveLength(1)
  expect(await seenBy(day, 'porter', /changed #100[23]/, DIRECT)).toEqual([])

  await day.click('porter', 'Request approval', /#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT2M' })
  expect(await seenBy(day, 'porter', /^\*#1001.* 2 submitted/, DIRECT)).toHaveLength(1)
  expect(await seenBy(day, 'porter', /submitted/, DIRECT)).toHaveLength(2)
})

it('Notes on a bulk order are told in its thread, and those on one of its orders in that one’s, once', async () => {
  day = await startDay()
  await readyBulk(day)
  await day.click('porter', 'Request approval', /^\*#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT2M' })
  const idIn = (path: RegExp) => path.exec(callsOf(day, 'GET', path).at(-1)?.path ?? '')?.[1] ?? ''
  const orders = await day.orders()
  const bulk = idIn(/\/bulkPortins\/([^/?]+)/)
  await day.carrier('note', bulk, { text: 'One date for all.', by: 'kim' })
  await day.carrier('note', orders[0]?.id ?? '', { text: 'This one is later.', by: 'kim' })
  await day.command('porter', 'status 1002')
  for (let again = 0; again < 2; again += 1) {
    await day.click('porter', 'Refresh', /^\*#1001/)
    await day.click('porter', 'Refresh', /^\*#1002/)
    await day.turn({ advance: 'PT1M' })
  }
  expect(await announced(day, /wrote on #1001.*One date for all/s)).toHaveLength(1)
  expect(await announced(day, /wrote on #100\d.*This one is later/s)).toHaveLength(1)
})
