import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPracticeClock, type PracticeClock } from '../sandbox/clock.ts'
import { startPractice, type Practice } from '../sandbox/practice.ts'
import type { Entry } from '../sandbox/slack/transcript.ts'

/** Both practice servers in this process, for one contender, and a folder of its own. */
export interface World {
  readonly practice: Practice
  /** Stands still until it is turned, so that nothing ends before it should. */
  readonly clock: PracticeClock
  readonly folder: string
  command(text: string, channel?: string): Promise<void>
  submit(values: Readonly<Record<string, string>>): Promise<void>
  /** Any other door of the practice Slack. */
  human(door: string, body?: unknown): Promise<unknown>
  transcript(): Promise<readonly Entry[]>
  close(): Promise<void>
}

export async function openWorld({
  moreChannels = 0,
  start = Date.now(),
}: { readonly moreChannels?: number; readonly start?: number } = {}): Promise<World> {
  const clock = createPracticeClock({ start, frozen: true })
  const folder = mkdtempSync(join(tmpdir(), 'portin-bench-'))
  const practice = await startPractice({
    slackPort: 0,
    bandwidthPort: 0,
    clock,
    moreChannels,
    log: () => undefined,
  })

  async function human(door: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${practice.slack.url}/human/${door}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${door}: ${await response.text()}`)
    return response.json()
  }

  return {
    practice,
    clock,
    folder,
    human,
    async command(text, channel = 'porting') {
      const ack = await human('command', { as: 'porter', channel, text })
      if (!(ack as { acked: boolean }).acked) throw new Error(`"${text}" was not acknowledged.`)
    },
    async submit(values) {
      const sent = (await human('submit', { as: 'porter', values })) as { errors?: unknown }
      if (sent.errors !== undefined) throw new Error(`The form: ${JSON.stringify(sent.errors)}`)
    },
    transcript: async () => (await human('transcript')) as readonly Entry[],
    async close() {
      await practice.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
