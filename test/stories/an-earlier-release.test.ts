import { afterEach, describe, expect, it } from 'vitest'
import { startBot } from '../../src/bot.ts'
import { readConfig } from '../../src/config.ts'
import {
  moveIn,
  readInstallation,
  type Announcement,
  type Installation,
} from '../fixtures/releases/installation.ts'
import { door, endStory } from './order-on-the-way.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { TRANSPORTS, startDay, wordsOf, type BeginBot, type PracticeDay } from './practice-day.ts'
import { cardOf, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

/** The installation of an earlier release is updated and started. */
async function updated(release: string, transport?: 'http' | 'socket'): Promise<Installation> {
  const installation = readInstallation(release)
  let isMovedIn = false
  const begin: BeginBot = async (env, clock, log) => {
    if (!isMovedIn) await moveIn(installation, env)
    isMovedIn = true
    return startBot(readConfig(env), { clock: () => clock.now(), ...REAL_CLOCKS }, log)
  }
  day = await startDay({ start: installation.at, begin, ...(transport && { transport }) })
  await day.untilIdle()
  return installation
}

describe.each(['1235226', 'd37fd9a'])('an installation of 0.1.0 at %s, updated', (release) => {
  it('knows its orders, settles what had no answer, and tells nothing twice', async () => {
    await updated(release)
    const before = await keysAnnounced()
    await day.untilIdle()
    for (const step of ['PT10S', 'PT70S', 'PT70S', 'PT70S', 'PT10M'])
      await day.turn({ advance: step })

    const twice = Object.entries(await keysAnnounced()).filter(([, count]) => count > 1)
    expect(twice).toEqual([])
    expect(Object.keys(await keysAnnounced())).toEqual(expect.arrayContaining(Object.keys(before)))
    expect(wordsOf(await cardOf(day, 1001))).toMatch(/Tue,? (8 )?Dec/)
    expect(wordsOf(await cardOf(day, 1004))).toMatch(/7402/)
    expect(await announced(day, /is the suite number missing/)).toHaveLength(1)
    const foxtrot = release === '1235226' ? 1005 : 1009
    expect(wordsOf(await cardOf(day, foxtrot))).toMatch(/Foxtrot Florist.*draft/s)
  })
})

const PRESSED_BY = { approver: /^approval\./, porter: /^(?!approval\.)/ } as const

describe.each(TRANSPORTS)('posts that 0.1.0 made, over %s', (transport) => {
  it('have buttons that work or are refused kindly, each with an answer', async () => {
    const { slack: posts } = await updated('d37fd9a', transport)
    const stamps = new Map((await everyPost()).map((post) => [keyOf(post), post.ts]))
    const answers: Record<string, string> = {}
    for (const post of onePerKey(posts)) {
      const ts = stamps.get(keyOf(post)) ?? ''
      for (const { action_id: id, value, text } of buttonsOf(post)) {
        if (answers[`${id} ${value}`] !== undefined) continue
        const as = PRESSED_BY.approver.test(id) ? 'approver' : 'porter'
        answers[`${id} ${value}`] = await pressedIn({ ...post, ts }, as, text.text)
      }
    }
    const said = Object.entries(answers)
    expect(said.length).toBeGreaterThan(30)
    expect(said.filter(([, answer]) => answer === '')).toEqual([])
    expect(said.filter(([, answer]) => /reference|went wrong/i.test(answer))).toEqual([])
    expect(day.logged.filter(({ event }) => event === 'bug')).toEqual([])
    expect(answers['order.edit 1003']).toMatch(/^Edit #1003/)
    expect(answers['order.add-loa 1004']).toMatch(/^Add/)
    expect(answers['bulk.breakdown 1005']).toMatch(/^Orders of #1005/)
  })
})

interface OldButton {
  readonly action_id: string
  readonly value: string
  readonly text: { readonly text: string }
}

function buttonsOf({ blocks = [] }: Announcement): readonly OldButton[] {
  return (
    blocks as readonly { readonly elements?: readonly unknown[]; readonly accessory?: unknown }[]
  )
    .flatMap(({ elements = [], accessory }) => [...elements, accessory])
    .filter((one): one is OldButton => (one as { type?: string } | undefined)?.type === 'button')
}

function keyOf({ metadata }: Pick<Announcement, 'metadata'>): string | undefined {
  return metadata?.event_payload.key
}

/** A reply that is shown in the channel, too, stands there twice. */
function onePerKey(posts: readonly Announcement[]): readonly Announcement[] {
  return [...new Map(posts.map((post) => [keyOf(post), post])).values()]
}

/**
 * Pressed on the message as 0.1.0 had drawn it.
 * @returns the title of the form that it opens, or what is said then; `''`: nothing at all.
 */
async function pressedIn(post: Announcement, as: 'approver' | 'porter', label: string) {
  await drawnAsBefore(post)
  const before = await seenBy(as)
  await door(day, 'click', { as, channel: 'porting', ts: post.ts, action: label })
  await day.untilIdle()
  const form = await day.modal(as)
  if (form !== null) {
    await door(day, 'close', { as, all: true })
    return `${form.title}: ${form.text}`
  }
  const after = await seenBy(as)
  return after.filter((words) => !before.includes(words)).join('\n')
}

async function seenBy(as: 'approver' | 'porter'): Promise<readonly string[]> {
  return (await day.sees(as)).map((seen) => `${seen.ts}: ${wordsOf(seen)}`)
}

async function drawnAsBefore({ ts, text, blocks = [] }: Announcement): Promise<void> {
  const { env, slack: practice } = day.practice
  const updated = await fetch(`${practice.url}/api/chat.update`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${env['SLACK_BOT_TOKEN']}`,
    },
    body: JSON.stringify({ channel: 'C0PORTING', ts, text, blocks }),
  })
  expect(await updated.json()).toMatchObject({ ok: true })
}

/** How often each post stands in the channel, by its key. */
async function keysAnnounced(): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const post of await everyPost()) {
    const key = keyOf(post)
    if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

async function everyPost(): Promise<readonly Posted[]> {
  const heads = await slack('conversations.history', {})
  const replies = []
  for (const head of heads) {
    replies.push(...(await slack('conversations.replies', { ts: head.ts })).slice(1))
  }
  return [...new Map([...heads, ...replies].map((one) => [one.ts, one])).values()]
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
