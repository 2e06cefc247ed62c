import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from './arguments.ts'
import { createPracticeClock } from './clock.ts'
import { readyLine, startPractice } from './practice.ts'
import { startBot } from '../src/bot.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'

const options = readArguments(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'portin-'))
const clock = createPracticeClock()
const practice = await startPractice({ ...options, clock })
const config = readConfig({
  ...practice.env,
  PORTIN_DATABASE: options.database ?? join(folder, 'portin.sqlite'),
  PORTIN_SECRET_KEY: randomBytes(32).toString('hex'),
  PORTIN_LOG_LEVEL: process.env['PORTIN_LOG_LEVEL'] ?? 'warn',
})
const bot = await startBot(
  config,
  { clock: () => clock.now(), wallClock: Date.now },
  createLog(config.logLevel),
)
clock.onTurn(() => void bot.pulse.ring())

if (options.json) console.log(readyLine(practice))
else {
  console.log(`portin is ready to practice with.

  Slack      ${practice.slack.url}
  Bandwidth  ${practice.bandwidth.url}
`)
}

async function stop(): Promise<void> {
  await bot.stop()
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())
