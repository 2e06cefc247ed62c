import { enableCompileCache } from 'node:module'
import type { Log } from './desk/desk.ts'
import type { MonotonicMs } from './porting/monotonic.ts'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `portin needs Node 22.19 or newer; this is ${process.versions.node}. ` +
      'Start it with "npm start", which brings its own, or install Node 24.',
  )
  process.exit(1)
}

const BACK_OFF_MS = 10_000
const monotonic = (): MonotonicMs => performance.now() as MonotonicMs

// Node caches what it has compiled, which halves the second start.
enableCompileCache()

// Not before: on an older Node these imports would fail before the sentence above is printed.
const { readConfig, readStoreConfig, ConfigMistakes } = await import('./config.ts')
const { maintenanceIn, maintain, MaintenanceFailed } = await import('./maintenance.ts')
const { DatabaseUnusable } = await import('./store/database-unusable.ts')
const { DatabaseTaken } = await import('./store/single-writer.ts')
const { CannotListen } = await import('./watch/web-server.ts')

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
