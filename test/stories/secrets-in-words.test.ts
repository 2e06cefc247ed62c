import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBot } from '../../src/bot.ts'
import { readConfig } from '../../src/config.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { scratchFolder } from '../fixtures/scratch.ts'
import { ACCOUNT_NUMBER, askedToSubmit, callsOf, draft, endStory, PIN } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'

let day: PracticeDay
let file: string
let key: string | undefined
beforeEach(async () => {
  file = join(scratchFolder('secrets'), 'portin.sqlite')
  key = '07'.repeat(32)
  day = await startDay({
    settings: { PORTIN_DATABASE: file },
    begin: ({ PORTIN_SECRET_KEY: _usual, ...env }, clock, log) =>
      startBot(
        readConfig({ ...env, ...(key !== undefined && { PORTIN_SECRET_KEY: key }) }),
        { clock: () => clock.now(), ...REAL_CLOCKS },
        log,
      ),
  })
})
afterEach(async () => {
  await endStory(day)
  rmSync(dirname(file), { recursive: true, force: true })
})

/** Whether a text stands in the database file or in what was written before it, as a disk would show it. */
function isOnDisk(text: string): boolean {
  return [file, `${file}-wal`].some(
    (one) => existsSync(one) && readFileSync(one).includes(Buffer.from(text)),
  )
}

async function refused(words: RegExp): Promise<string> {
  return wordsOf(await day.until('porter', words))
}

describe('an account number or PIN in what somebody writes', () => {
  it('is not sent, told or kept: notes, reasons and checks that hold it are refused with the way', async () => {
    await draft(day)
    const spread = Array.from(PIN.toLowerCase()).join('-')
    await day.command('porter', `note 1001 the PIN is ${spread}`)
    expect(await refused(/Nothing was sent/)).toMatch(/\/portin edit 1001[^]*\[Edit order\]/)
    await day.command('porter', `note 1001 account ${ACCOUNT_NUMBER.replace('-', '\u200b')}`)
    expect(callsOf(day, 'POST', /notes/)).toEqual([])

    await day.say('porter', `check 919-555-0100, PIN ${ACCOUNT_NUMBER}`, { channel: '@bot' })
    await day.turn({ advance: 'PT1M' })
    for (const text of [PIN, spread, ACCOUNT_NUMBER, ACCOUNT_NUMBER.replace('-', '\u200b')]) {
      expect(isOnDisk(text), text).toBe(false)
    }
    await day.command('porter', 'note 1001 please confirm 919-555-0100, 5 numbers')
    expect(callsOf(day, 'POST', /notes/)).toHaveLength(1)
  })

  it('is refused in a reason to deny and to cancel, and as Bandwidth has it where nothing is kept', async () => {
    key = undefined
    await day.restart()
    await askedToSubmit(day)
    await day.click('approver', 'Deny…', /[Ss]ubmit #1001/)
    await day.submit('approver', { Reason: `the PIN ${PIN} is wrong` })
    expect((await day.modal('approver'))?.text).toMatch(/PIN of #1001/)
    await day.closeForm('approver')
    await day.command('porter', `note 1001 PIN: ${PIN}`)
    expect(await refused(/Nothing was sent/)).toMatch(/#1001/)
    expect(callsOf(day, 'POST', /notes/)).toEqual([])
  })
})

it('words that were dealt with leave the disk within a minute', async () => {
  await draft(day)
  await day.say('porter', 'no number in here, ONLYTHESEWORDS', { channel: '@bot' })
  await day.turn({ advance: 'PT1M' })
  expect(isOnDisk('ONLYTHESEWORDS')).toBe(false)
  expect(isOnDisk('Acme Dental')).toBe(true)
})

describe('a PORTIN_SECRET_KEY that does not fit what is kept', () => {
  it('is said at the start and by the doctor, and is no matter without a key', async () => {
    await draft(day)
    expect(day.logged.map(({ event }) => event)).not.toContain('secret-key-does-not-fit')
    key = '08'.repeat(32)
    await day.restart()
    expect(
      day.logged.find(({ event }) => event === 'secret-key-does-not-fit')?.facts,
    ).toMatchObject({ unreadable: 1 })
    await day.command('approver', 'doctor')
    expect(wordsOf(await day.until('approver', /Key/))).toMatch(/old key/)
    key = undefined
    await day.restart()
    expect(day.logged.filter(({ event }) => event === 'secret-key-does-not-fit')).toHaveLength(1)
  })
})
