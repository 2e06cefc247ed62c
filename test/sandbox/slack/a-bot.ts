import { App, LogLevel } from '@slack/bolt'
import {
  startPracticeSlack,
  type PracticeSlack,
  type PracticeSlackOptions,
} from '../../../sandbox/slack/server.ts'

export type Answer = Record<string, unknown>

/** A practice Slack and the doors for people. */
export async function practiceSlack(options: Partial<PracticeSlackOptions> = {}) {
  const complaints: string[] = []
  const slack = await startPracticeSlack({
    clock: { now: () => Date.parse('2026-12-01T15:00:00Z') },
    log: (line) => complaints.push(line),
    ...options,
  })

  async function door(
    method: string,
    path: string,
    body?: Answer,
  ): Promise<{ status: number; answer: Answer }> {
    const response = await fetch(`${slack.url}/human/${path}`, {
      method,
      ...(body
        ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : {}),
    })
    return { status: response.status, answer: (await response.json()) as Answer }
  }

  return {
    slack,
    complaints,
    async person(operation: string, body: Answer): Promise<Answer> {
      const { status, answer } = await door('POST', operation, body)
      if (status !== 200) throw new Error(String(answer['error']))
      return answer
    },
    refused: async (operation: string, body: Answer) =>
      (await door('POST', operation, body)).answer['error'],
    async sees(as: string, channel = 'porting'): Promise<Seen[]> {
      const { answer } = await door('GET', `channel/${channel}?as=${as}`)
      return answer['messages'] as Seen[]
    },
    modal: async (as: string) =>
      (await door('GET', `modal?as=${as}`)).answer as (Answer & { depth: number }) | null,
    [Symbol.asyncDispose]: () => slack.close(),
  }
}

/** The same, with a real Bolt app connected to it by Socket Mode. */
export async function startBot(
  register: (app: App) => void,
  options: Partial<PracticeSlackOptions> = {},
) {
  const practice = await practiceSlack(options)
  const app = await connect(practice.slack, register)
  return {
    ...practice,
    app,
    async [Symbol.asyncDispose]() {
      await app.stop()
      await practice.slack.close()
    },
  }
}

/** A Bolt app on a link of its own. */
export async function connect({ env }: PracticeSlack, register: (app: App) => void): Promise<App> {
  const app = new App({
    token: env.SLACK_BOT_TOKEN,
    appToken: env.SLACK_APP_TOKEN,
    socketMode: true,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    // Without retries of its own the Socket Mode client would write 100 into these options.
    clientOptions: { slackApiUrl: env.SLACK_API_URL, retryConfig: { retries: 0 } },
  })
  register(app)
  await app.start()
  return app
}

interface Seen {
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly ephemeral: boolean
  readonly edited: boolean
  readonly blocks: Answer[]
  readonly files: Answer[]
  readonly thread: Seen[]
}

/** Waits until something is so, for what the bot does after it acknowledged. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not happen within fifteen seconds')
}
