import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../src/store/backup.ts'
import {
  ACME,
  askedToSubmit,
  door,
  draft,
  expectSealed,
  orderId,
  submissionsOf,
} from './order-on-the-way.ts'
import { wordsOf, type PracticeDay } from './practice-day.ts'
import { byCommand, restorableDays, type Meanwhile } from './restorable-day.ts'

const byCopying: Meanwhile = (database, backup) => {
  remove(database)
  copyFileSync(backup, database)
}
const toNothing: Meanwhile = (database) => {
  remove(database)
}

function remove(database: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true })
}

const days = restorableDays()
let folder: string
let database: string
let backup: string
let day: PracticeDay
beforeEach(async () => {
  ;({ day, folder, database, backup } = await days.start())
})

async function restart(how: Meanwhile): Promise<void> {
  await days.restart(how, { advance: 'PT10M' })
  await day.turn({ advance: 'PT1M' })
  await day.turn({ advance: 'PT10M' })
}

async function saying(words: RegExp): Promise<number> {
  return (await day.sees('porter')).filter((message) => words.test(wordsOf(message))).length
}

/** The number on the newest card of this customer. */
async function numberOf(customer: string): Promise<number> {
  const card = await day.until('porter', new RegExp(`#\\d+ · ${customer}`))
  return Number(/#(\d+) · /.exec(wordsOf(card))?.[1])
}

async function draftOfBeta(): Promise<number> {
  await day.command('porter2', 'new 919-555-0110..0112')
  await day.submit('porter2', {
    ...ACME,
    'BTN (billing number)': '919-555-0110',
    'Business name': 'Beta Bakery',
    'Requested FOC': 'Mon, Dec 14',
  })
  return numberOf('Beta Bakery')
}

it('a bot whose news stood in threads alone notices that its memory was restored by copying the file', async () => {
  await draft(day)
  await backUp(database, backup)
  await day.command('porter', 'note 1001 The customer asks for the morning.')
  await day.turn({ advance: 'PT1M' })
  expect(await saying(/The customer asks for the morning/)).toBeGreaterThan(0)
  await restart(byCopying)
  expect(await saying(/restored from a backup/)).toBe(1)
})

describe.each([
  ['by the command', byCommand],
  ['by copying the file', byCopying],
])('a bot whose memory was restored %s', (_, how) => {
  it('tells nothing twice, does nothing twice, and says that it was restored, once', async () => {
    await askedToSubmit(day)
    await backUp(database, backup)
    expectSealed(folder)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    await day.carrier('foc', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001.*: FOC [A-Z]/)
    await day.carrier('note', await orderId(day), { text: 'The carrier holds it.', by: 'kim' })
    await day.click('porter', 'Refresh', /^\*#1001/)
    await day.until('porter', /The carrier holds it/)
    for (const nth of [2, 3, 4, 5, 6]) {
      await day.carrier('note', await orderId(day), { text: `It holds it, day ${nth}.`, by: 'kim' })
      await day.click('porter', 'Refresh', /^\*#1001/)
      await day.until('porter', new RegExp(`day ${nth}\\.`))
    }
    const notes = await saying(/The carrier holds it|It holds it/)
    const heads = (await day.sees('porter')).length
    const inChannel = (await day.pointers('porter')).map(wordsOf)
    expect(inChannel.length).toBeGreaterThan(1)
    const agreed = await saying(/: FOC [A-Z]/)
    const requests = await saying(/[Ss]ubmit #1001/)
    const submissions = submissionsOf(day).length

    await restart(how)
    const seen = (await day.sees('porter')).map(wordsOf)
    expect(seen.filter((words) => /restored from a backup/.test(words))).toHaveLength(1)
    expect(seen.length - heads).toBe(1)
    expect((await day.pointers('porter')).map(wordsOf)).toEqual(inChannel)
    expect(await saying(/: FOC [A-Z]/)).toBe(agreed)
    await day.carrier('note', await orderId(day), { text: 'They let it go.', by: 'kim' })
    await day.click('porter', 'Refresh', /^\*#1001/)
    await day.turn({ advance: 'PT1M' })
    // Those that stood there singly come again with those that do not, seven at once.
    await day.until('porter', /They let it go/)
    expect(await saying(/They let it go/)).toBe(1)
    expect(await saying(/The carrier holds it|It holds it/)).toBe(notes)
    expect(await saying(/[Ss]ubmit #1001/)).toBe(requests)
    expect(submissionsOf(day)).toHaveLength(submissions)

    await day.restart()
    await day.turn({ advance: 'PT1M' })
    expect(await saying(/restored from a backup/)).toBe(1)
    await day.command('approver', 'doctor')
    await day.until('approver', /a backup was restored/)

    // What is new is told as ever.
    await day.carrier('reject', await orderId(day), { code: 7205 })
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001.*reject/i)
  })

  it('does not act on a request that was denied since', async () => {
    await askedToSubmit(day)
    await backUp(database, backup)
    await day.click('approver', 'Deny…', /[Ss]ubmit #1001/)
    await day.submit('approver', { Reason: 'Not today' })
    await day.until('porter', /denied/i)
    const submissions = submissionsOf(day).length
    await restart(how)
    await day.command('porter', 'status 1001')
    await day.say('porter', 'hello')
    await expect(day.click('approver', 'Approve', /[Ss]ubmit #1001/)).rejects.toThrow(/sees no/)
    expect(submissionsOf(day)).toHaveLength(submissions)
  })

  it('gives no short number again that an order had which it has forgotten', async () => {
    await backUp(database, backup)
    await draft(day)
    await days.restart(how)
    expect(await draftOfBeta()).toBeGreaterThan(1001)
  })
})

describe('a bot that starts with an empty memory', () => {
  it('in a workspace where it has posted before says so once, and gives no number again', async () => {
    await draft(day)
    await days.restart(toNothing)
    expect(await draftOfBeta()).toBeGreaterThan(1001)
    expect(await saying(/empty database/)).toBe(1)
    expect(day.logged.some(({ event }) => event === 'memory-is-empty')).toBe(true)
    await day.restart()
    await day.turn({ advance: 'PT1M' })
    expect(await saying(/empty database/)).toBe(1)
  })

  it('begins far above what it can have given where it cannot read what it has posted', async () => {
    await draft(day)
    await door(day, 'fault', { method: 'conversations.history', error: 'fatal_error', times: 99 })
    await restart(toNothing)
    expect(await draftOfBeta()).toBeGreaterThan(100_000)
  })

  it('beside another database names it', async () => {
    await day.restart()
    copyFileSync(database, join(folder, 'portin-old.sqlite'))
    await restart(toNothing)
    await day.until('porter', /portin-old\.sqlite/)
  })
})

it('a fresh workspace starts at 1001 and hears nothing of memories', async () => {
  await draft(day)
  expect(await numberOf('Acme Dental')).toBe(1001)
  expect(await saying(/database|backup/)).toBe(0)
})
