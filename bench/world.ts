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
  command(text: string): Promise<void>
  submit(values: Readonly<Record<string, string>>): Promise<void>
  transcript(): Promise<readonly Entry[]>
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const clock = createPracticeClock({ frozen: true })
  const folder = mkdtempSync(join(tmpdir(), 'portin-bench-'))
  const practice = await startPractice({
    slackPort: 0,
    bandwidthPort: 0,
    clock,
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
    async command(text) {
      const ack = await human('command', { as: 'porter', channel: 'porting', text })
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
