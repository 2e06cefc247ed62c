import { startPracticeBandwidth, type PracticeBandwidth } from './bandwidth/server.ts'
import type { PracticeClock } from './clock.ts'
import { createPracticeDoors, type Menu } from './practice-doors.ts'
import { startPracticeSlack, type PracticeSlack } from './slack/server.ts'
import type { Timing } from './slack/timing.ts'

export interface Practice {
  readonly slack: PracticeSlack
  readonly bandwidth: PracticeBandwidth
  /** What a bot needs to join. */
  readonly env: Record<string, string>
  close(): Promise<void>
}

interface PracticeOptions {
  readonly slackPort: number
  readonly bandwidthPort: number
  readonly clock: PracticeClock
  readonly log?: (line: string) => void
  /** Lets the bot do what is due, and resolves when it has; absent where the bot is another program. */
  readonly untilIdle?: () => Promise<void>
  readonly menu?: Menu
  /** Slack channels besides the seeded ones. */
  readonly moreChannels?: number
  /** Slack's patience, where it is not the real one's. */
  readonly timing?: Partial<Timing>
}

/** Both practice servers on loopback, and the settings with which the bot finds them. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { clock, log, untilIdle: settle = () => Promise.resolve() } = options
  const doors = createPracticeDoors({
    clock,
    untilIdle: settle,
    slackUrl: () => slack.url,
    bandwidthUrl: () => bandwidth.url,
    menu: options.menu ?? { commands: [], shortcuts: [] },
  })
  const slack = await startPracticeSlack({
    port: options.slackPort,
    clock,
    beside: doors,
    moreChannels: options.moreChannels ?? 0,
    ...(options.timing !== undefined && { timing: options.timing }),
    ...(log !== undefined && { log }),
  })
  const bandwidth = await startPracticeBandwidth({
    port: options.bandwidthPort,
    clock,
    ...(log !== undefined && { log }),
  })
  return {
    slack,
    bandwidth,
    env: {
      ...slack.env,
      ...bandwidth.env,
      PORTIN_COORDINATORS: 'S0PORTERS',
      PORTIN_APPROVERS: 'S0APPROVERS',
      PORTIN_TOLL_FREE_ACTIVATION: 'yes',
      PORTIN_TARGET_RESP_ORG: 'JYT01',
      // The budget is one of real time; a turned clock puts days of refreshes into seconds of it.
      BANDWIDTH_CALLS_PER_MINUTE: '6000',
      PORTIN_POST_EVERY_MS: '0',
      PORTIN_DIGEST_EVERY_MS: '0',
    },
    async close() {
      await bandwidth.close()
      await slack.close()
    },
  }
}

/** The line that a program reads when everything answers. */
export function readyLine({ slack, bandwidth, env }: Practice): string {
  return JSON.stringify({ slack: slack.url, bandwidth: bandwidth.url, env })
}
