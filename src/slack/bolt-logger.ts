import { LogLevel, type Logger } from '@slack/bolt'
import type { Log } from '../desk/desk.ts'

/** Bolt's own words go where ours go. */
export function boltLogger(log: Log): Logger {
  const say =
    (level: string) =>
    (...words: unknown[]) => {
      log(`bolt-${level}`, { words: words.map(String).join(' ') })
    }
  return {
    debug: () => undefined,
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
