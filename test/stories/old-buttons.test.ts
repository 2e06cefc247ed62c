import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { KnownBlock } from '@slack/types'
import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { startBot } from '../../src/bot.ts'
import { readConfig } from '../../src/config.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { scratchFolder } from '../fixtures/scratch.ts'
import { ACME, activationsOf, agreed, callsOf, door, draft, endStory } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay, type Seen } from './practice-day.ts'

let day: PracticeDay
afterEach(() => endStory(day))

const BETA = {
  ...ACME,
  'BTN (billing number)': '919-555-0110',
  'Business name': 'Beta Bakery',
  'Requested FOC': 'Mon, Dec 14',
}

describe('buttons on messages of a database that is gone', () => {
  it('"Activate now" of Acme, pressed after an empty start, makes nothing of Beta live', async () => {
    const memory = await startOn()
    await agreed(day)
    await day.turn({ now: '2026-12-08T13:00:00Z' })
    const old = await lastWith('Activate now', /Acme/)
    memory.empty()
    await day.restart()
    memory.countAgain()
    await betaAgreed()
    await day.turn({ now: '2026-12-14T15:00:00Z' })

    await press(old, 'Activate now')
    expect(await answerTo(/Nothing was done/)).toMatch(/Beta Bakery has #1001 now/)
    await day.turn({ advance: 'PT2M' })
    expect(activationsOf(day)).toEqual([])
    await press(await lastWith('Activate now', /Beta/), 'Activate now')
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('"Delete" on a card of Acme, pressed after a restore, deletes no draft of Beta', async () => {
    const memory = await startOn()
    await memory.backup()
    const old = await draft(day)
    await day.closeForm('porter')
    memory.restore()
    await day.restart()
    await betaDrafted(/#\d+ · Beta Bakery/)

    for (const label of buttonsIn(old)) await press(old, label)
    expect(callsOf(day, 'DELETE', /portins/)).toEqual([])
    const answers = (await day.sees('porter')).filter(({ ephemeral }) => ephemeral)
    const refused = answers.filter((seen) => /Nothing was done/.test(wordsOf(seen)))
    expect(refused).toHaveLength(buttonsIn(old).length)
    expect(wordsOf(refused[0] ?? old)).toMatch(/\/portin follow/)
    expect(await day.modal('porter')).toBeNull()
  })

  it('buttons drawn before tokens go on working where the post is known, and nowhere else', async () => {
    const memory = await startOn()
    const card = await draft(day)
    await withBareNumbers(card)
    await press(card, 'Edit order')
    expect(await day.modal('porter')).toMatchObject({ title: 'Edit #1001' })
    await day.closeForm('porter')

    memory.empty()
    await day.restart()
    memory.countAgain()
    await betaDrafted()
    await press(card, 'Edit order')
    expect(await answerTo(/Nothing was done/)).toMatch(/before an update/)
    expect(await day.modal('porter')).toBeNull()
  })
})

/** A day whose database can be lost, and be put back as it was. */
async function startOn() {
  const folder = scratchFolder('memory')
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'portin.sqlite')
  let before = (): void => undefined
  day = await startDay({
    settings: { PORTIN_DATABASE: file },
    begin: (env, clock, log) => {
      before()
      before = () => undefined
      return startBot(readConfig(env), { clock: () => clock.now(), ...REAL_CLOCKS }, log)
    },
  })
  function remove(): void {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  }
  return {
    empty: () => {
      before = remove
    },
    async backup() {
      before = () => {
        copyFileSync(file, `${file}.bak`)
      }
      await day.restart()
    },
    restore: () => {
      before = () => {
        remove()
        copyFileSync(`${file}.bak`, file)
      }
    },
    /** Short numbers begin at 1001 once more, as they did in every database before. */
    countAgain: () => {
      const sqlite = new Sqlite(file)
      sqlite.exec(`UPDATE counter SET last = 1000 WHERE name = 'order'`)
      sqlite.close()
    },
  }
}

async function betaDrafted(card = /#1001 · Beta Bakery/): Promise<void> {
  await day.command('porter2', 'new 919-555-0110..0112')
  await day.submit('porter2', BETA)
  await day.until('porter2', card)
}

async function betaAgreed(): Promise<void> {
  const known = (await day.orders()).map(({ id }) => id)
  await betaDrafted()
  await day.command('porter2', 'submit 1001')
  await day.until('approver', /[Ss]ubmit #1001 .*Beta/s)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001 .*Beta/s)
  await day.turn({ advance: 'PT1M' })
  const beta = (await day.orders()).find(({ id }) => !known.includes(id))
  await day.carrier('foc', beta?.id ?? '')
  await day.turn({ advance: 'PT10M' })
  await day.click('approver', 'Pre-approve for Mon, Dec 14', /Beta/)
}

async function lastWith(label: string, words: RegExp): Promise<Seen> {
  const found = (await day.sees('porter')).findLast(
    (seen) => buttonsIn(seen).includes(label) && words.test(wordsOf(seen)),
  )
  if (found === undefined) throw new Error(`Nobody sees "${label}" in ${String(words)}.`)
  return found
}

async function press({ ts }: Seen, label: string): Promise<void> {
  await door(day, 'click', { as: 'porter', channel: 'porting', ts, action: label })
  await day.untilIdle()
}

async function answerTo(words: RegExp): Promise<string> {
  return wordsOf(await day.until('porter', words))
}

/** As a message of the last release was drawn. */
async function withBareNumbers({ ts, text, blocks }: Seen): Promise<void> {
  const { env, slack } = day.practice
  const bare = JSON.stringify(blocks).replaceAll(/"value":"(\d+)\.[^" ]+/g, '"value":"$1')
  const updated = await fetch(`${slack.url}/api/chat.update`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${env['SLACK_BOT_TOKEN']}`,
    },
    body: JSON.stringify({
      channel: 'C0PORTING',
      ts,
      text,
      blocks: JSON.parse(bare) as KnownBlock[],
    }),
  })
  expect(await updated.json()).toMatchObject({ ok: true })
}
