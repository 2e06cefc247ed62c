import type { Bot } from './bot.ts'
import type { Log } from './desk/desk.ts'

/** SIGTERM and SIGINT end the bot with what it is doing; a second one does not wait for that. */
export function endOnSignals(bot: Pick<Bot, 'stop'>, log: Log): void {
  let stopping = false
  const stop = (signal: string): void => {
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
}
