import type { Bot } from './bot.ts'
import type { Log } from './desk/desk.ts'

/**
 * From now on SIGTERM and SIGINT end this process: at once while it waits or starts, and after the work
 * under way once it has a bot. A second signal does not wait for that.
 * @returns a function that takes the bot.
 */
export function endOnSignals(log: Log): (bot: Pick<Bot, 'stop'>) => void {
  let bot: Pick<Bot, 'stop'> | undefined
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) process.exit(1)
    stopping = true
    log('stopping', { signal })
    if (bot === undefined) process.exit(0)
    void bot.stop().then(() => process.exit(0))
  }
  // A bot that has silently stopped working is worse than one that is restarted.
  process.on('unhandledRejection', (error) => {
    log('bug', { reference: 'unhandled', error })
    process.exit(1)
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  return (begun) => {
    bot = begun
  }
}
