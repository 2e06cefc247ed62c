import { afterEach, describe, expect, it } from 'vitest'
import { startBot } from '../../src/bot.ts'
import { readConfig } from '../../src/config.ts'
import { moveIn, readInstallation } from '../fixtures/releases/installation.ts'
import { endStory } from './order-on-the-way.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { startDay, wordsOf, type BeginBot, type PracticeDay } from './practice-day.ts'
import { cardOf, told } from './toll-free-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

/** The installation of an earlier release is updated and started. */
async function updated(release: string): Promise<void> {
  const installation = readInstallation(release)
  let isMovedIn = false
  const begin: BeginBot = async (env, clock, log) => {
    if (!isMovedIn) await moveIn(installation, env)
    isMovedIn = true
    return startBot(readConfig(env), { clock: () => clock.now(), ...REAL_CLOCKS }, log)
  }
  day = await startDay({ start: installation.at, begin })
}

describe.each(['1235226', 'd37fd9a'])('an installation of 0.1.0 at %s, updated', (release) => {
  it('knows its orders, settles what had no answer, and tells nothing twice', async () => {
    await updated(release)
    const before = await keysTold()
    await day.settle()
    for (const step of ['PT10S', 'PT70S', 'PT70S', 'PT70S', 'PT10M'])
      await day.turn({ advance: step })

    const twice = Object.entries(await keysTold()).filter(([, count]) => count > 1)
    expect(twice).toEqual([])
    expect(Object.keys(await keysTold())).toEqual(expect.arrayContaining(Object.keys(before)))
    expect(wordsOf(await cardOf(day, 1001))).toMatch(/Tue,? (8 )?Dec/)
    expect(wordsOf(await cardOf(day, 1004))).toMatch(/7402/)
    expect(await told(day, /is the suite number missing/)).toHaveLength(1)
    const foxtrot = release === '1235226' ? 1005 : 1009
    expect(wordsOf(await cardOf(day, foxtrot))).toMatch(/Foxtrot Florist.*draft/s)
  })
})

/** How often each post stands in the channel, by its key. */
async function keysTold(): Promise<Readonly<Record<string, number>>> {
  const { env } = day.practice.slack
  const heads = await slack('conversations.history', {})
  const replies = []
  for (const head of heads) {
    replies.push(...(await slack('conversations.replies', { ts: head.ts })).slice(1))
  }
  expect(env.SLACK_BOT_TOKEN).toBeDefined()
  const unique = new Map([...heads, ...replies].map((one) => [one.ts, one]))
  const counts: Record<string, number> = {}
  for (const { metadata } of unique.values()) {
    const key = metadata?.event_payload.key
    if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

interface Posted {
  readonly ts: string
  readonly metadata?: { readonly event_payload: { readonly key: string } }
}

async function slack(method: string, sent: Record<string, string>): Promise<readonly Posted[]> {
  const { env } = day.practice.slack
  const response = await fetch(`${env.SLACK_API_URL}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.SLACK_BOT_TOKEN}` },
    body: new URLSearchParams({
      channel: 'C0PORTING',
      ...sent,
      limit: '200',
      include_all_metadata: 'true',
    }),
  })
  const answer = (await response.json()) as { readonly messages?: readonly Posted[] }
  return answer.messages ?? []
}
