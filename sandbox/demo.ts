import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from './arguments.ts'
import type { MonotonicMs } from '../src/porting/monotonic.ts'
import { createPracticeClock } from './clock.ts'
import { readyLine, startPractice } from './practice.ts'
import { startOrSayWhy } from './start-or-say-why.ts'
import { commands } from '../commands/index.ts'
import { startBot, type Bot } from '../src/bot.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'

const options = readArguments(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'portin-'))
const clock = createPracticeClock(options.start === undefined ? {} : { start: options.start })
let bot: Bot | undefined = undefined
const practice = await startOrSayWhy(options, () =>
  startPractice({
    ...options,
    clock,
    untilIdle,
    menu: {
      commands,
      shortcuts: [
        { id: 'attach-to-order', name: 'Attach to an order' },
        { id: 'send-note', name: 'Send note to Bandwidth' },
      ],
    },
  }),
)
const config = readConfig({
  ...practice.env,
  PORTIN_DATABASE: options.database ?? join(folder, 'portin.sqlite'),
  PORTIN_SECRET_KEY: randomBytes(32).toString('hex'),
  PORTIN_LOG_LEVEL: process.env['PORTIN_LOG_LEVEL'] ?? 'warn',
})
bot = await startBot(
  config,
  {
    clock: () => clock.now(),
    wallClock: Date.now,
    monotonic: () => performance.now() as MonotonicMs,
  },
  createLog(config.logLevel),
)
clock.onTurn(() => void bot?.scheduler.everyMinute())

if (options.json) console.log(readyLine(practice))
else {
  console.log(`portin is ready to practice with. Open

  ${practice.slack.url}

and type

  /portin check 919-555-0100..0104 800-555-0199

The practice Bandwidth is at ${practice.bandwidth.url}. Ctrl+C ends everything.`)
}

/** What a person began, then what time brought, then what there is to tell of both. */
async function untilIdle(): Promise<void> {
  await bot?.idle()
  await bot?.scheduler.everyMinute()
  await bot?.idle()
}

async function stop(): Promise<void> {
  const leaving = bot
  // The clock may still be turning.
  bot = undefined
  await leaving?.stop()
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())
