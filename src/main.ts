import { enableCompileCache } from 'node:module'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `portin needs Node 22.19 or newer; this is ${process.versions.node}. ` +
      'Start it with "npm start", which brings its own, or install Node 24.',
  )
  process.exit(1)
}

// Node keeps what it has compiled, which halves the second start.
enableCompileCache()

// Only now: on an older Node these would fail before the sentence above could be said.
const { readConfig, ConfigMistakes } = await import('./config.ts')
const { startBot } = await import('./bot.ts')
const { createLog } = await import('./log.ts')
const { DatabaseUnusable } = await import('./store/database.ts')
const { DatabaseTaken } = await import('./store/single-writer.ts')

try {
  loadEnvFileIfThere('.env')
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const bot = await startBot(config, { clock: Date.now, wallClock: Date.now }, log)
  let stopping = false
  const stop = (signal: string): void => {
    // A second signal does not wait for what is running.
    if (stopping) process.exit(1)
    stopping = true
    log('stopping', { signal })
    void bot.stop().then(() => process.exit(0))
  }
  // A bot that is deaf without saying so is worse than one that is restarted.
  process.on('unhandledRejection', (error) => {
    log('bug', { reference: 'unhandled', error })
    process.exit(1)
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  if (
    error instanceof ConfigMistakes ||
    error instanceof DatabaseUnusable ||
    error instanceof DatabaseTaken
  ) {
    console.error(error.message)
  } else {
    const why = error instanceof Error ? error.message : String(error)
    console.error(`portin could not start: ${why}. Check the tokens and the addresses in .env.`)
  }
  process.exit(1)
}

function loadEnvFileIfThere(file: string): void {
  try {
    process.loadEnvFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

export {}
