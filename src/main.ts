import { readConfig, readStoreConfig, ConfigMistakes } from './config.ts'
import type { Log } from './desk/desk.ts'
import { maintenanceIn, maintain, MaintenanceFailed } from './maintenance.ts'
import type { MonotonicMs } from './porting/monotonic.ts'
import { DatabaseUnusable } from './store/database-unusable.ts'
import { DatabaseTaken } from './store/single-writer.ts'
import { CannotListen } from './watch/web-server.ts'

const BACK_OFF_MS = 10_000
const monotonic = (): MonotonicMs => performance.now() as MonotonicMs

try {
  loadEnvFileIfThere('.env')
  const maintenance = maintenanceIn(process.argv.slice(2))
  if (maintenance === null) await start()
  else {
    const now = { now: Date.now(), monotonic }
    console.log(await maintain(maintenance, readStoreConfig(process.env), now))
  }
} catch (error) {
  if (
    error instanceof ConfigMistakes ||
    error instanceof MaintenanceFailed ||
    error instanceof DatabaseUnusable ||
    error instanceof DatabaseTaken ||
    error instanceof CannotListen
  ) {
    console.error(error.message)
  } else {
    const why = error instanceof Error ? error.message : String(error)
    console.error(`portin couldn’t start: ${why}. Check the tokens and the addresses in .env.`)
  }
  process.exit(1)
}

async function start(): Promise<void> {
  // A backup must not wait for imports that only the bot needs.
  const { endOnSignals } = await import('./end-on-signals.ts')
  const { createLog } = await import('./log.ts')
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  // As process 1 of a container, it gets only the signals that it listens for.
  const endWith = endOnSignals(log)
  const { startBot } = await import('./bot.ts')
  const clocks = { clock: Date.now, wallClock: Date.now, monotonic }
  const bot = await startBot(config, clocks, log).catch(async (error: unknown) => {
    // Another process may have better luck with the database: exit, and so restart, later.
    if (config.store.database.kind === 'postgres') await backOff(log, error)
    throw error
  })
  endWith(bot)
  // As if it were killed: what was begun is resolved by the process that has the database now.
  void bot.lost.then(() => {
    log('database-lost', {})
    process.exit(1)
  })
}

async function backOff(log: Log, error: unknown): Promise<void> {
  log('start-failed', { error, exitAfterMs: BACK_OFF_MS })
  await new Promise((resolve) => setTimeout(resolve, BACK_OFF_MS))
}

function loadEnvFileIfThere(file: string): void {
  try {
    process.loadEnvFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

export {}
