import { App, LogLevel, SocketModeReceiver, type Logger } from '@slack/bolt'
import { commands } from '../commands/index.ts'
import { createBandwidth } from './bandwidth/client.ts'
import type { Config } from './config.ts'
import type { Desk, Log } from './desk/desk.ts'
import { createOrderLocks } from './desk/order-locks.ts'
import { pickUpAfterStop } from './desk/pick-up-after-stop.ts'
import type { Instant } from './porting/calendar.ts'
import { route } from './slack/router.ts'
import { screenWith } from './slack/screen.ts'
import { enterWorkspace } from './slack/workspace.ts'
import { openDatabase } from './store/database.ts'
import { createSeal } from './store/seal.ts'
import { createPulse, type Pulse } from './watch/pulse.ts'
import { schedulePulse } from './watch/schedule.ts'

export interface Bot {
  readonly pulse: Pulse
  /** Resolves when nothing that a person began is still being worked on. */
  readonly idle: () => Promise<void>
  /** Ends what is running within the grace period, then closes everything. */
  stop(): Promise<void>
}

export interface Clocks {
  /** What the bot takes for now; a practice clock can be turned. */
  readonly clock: () => Instant
  /** Real time: tokens and call budgets end in it. */
  readonly wallClock: () => Instant
}

const GRACE_MS = 8_000

/**
 * Start everything, in the order in which it is needed, and stop what was started when one part fails.
 *
 * @throws DatabaseUnusable, or what Slack says when it does not let the bot in.
 */
export async function startBot(config: Config, clocks: Clocks, log: Log): Promise<Bot> {
  const { db, close: closeDatabase } = await openDatabase(config.database)
  const bandwidth = createBandwidth(config.bandwidth, { clock: clocks.wallClock, log })
  try {
    const workspace = await enterWorkspace(config.slack, clocks.clock)
    // Set once the pulse exists; nothing is queued before that.
    let tell: () => Promise<void> = () => Promise.resolve()
    const desk: Desk = {
      db,
      bandwidth,
      clock: clocks.clock,
      seal: createSeal(config.secretKey),
      locks: createOrderLocks(),
      settings: config.desk,
      log,
      nudge: () => void tell(),
    }
    const pulse = createPulse({ ...desk, bandwidth: bandwidth.forTheClock }, workspace)
    tell = pulse.tell

    const receiver = new SocketModeReceiver({
      appToken: config.slack.appToken,
      logger: boltLogger(log),
      installerOptions: {
        // An object of its own: the client writes its retries into it.
        clientOptions: { slackApiUrl: config.slack.apiUrl },
      },
    })
    const app = new App({
      token: config.slack.botToken,
      receiver,
      convoStore: false,
      logger: boltLogger(log),
      clientOptions: { slackApiUrl: config.slack.apiUrl, retryConfig: { retries: 2 } },
    })
    const router = route(app, desk, workspace, screenWith(commands))

    await pickUpAfterStop(desk)
    await app.start()
    const stopSchedule = schedulePulse(pulse)
    log('started', { team: workspace.team })

    return {
      pulse,
      idle: () => router.idle(),
      async stop() {
        await stopSchedule()
        await app.stop()
        await Promise.race([
          Promise.all([router.idle(), pulse.beat()]),
          new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref()),
        ])
        await bandwidth.close()
        await closeDatabase()
        log('stopped', {})
      },
    }
  } catch (error) {
    await bandwidth.close()
    await closeDatabase()
    throw error
  }
}

/** Bolt's own words go where ours go. */
function boltLogger(log: Log): Logger {
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
