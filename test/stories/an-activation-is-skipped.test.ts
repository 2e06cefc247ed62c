import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { some } from '../fixtures/extent.ts'
import { activationsOf, agreed, endStory } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  lastAnnounced,
  messages,
  statusAtBandwidth,
  announced,
  tollFreeAgreed,
  wait,
} from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

async function activate(): Promise<void> {
  await day.command('porter', 'activate 1001')
  await day.click('approver', 'Approve', /[Aa]ctivate #1001/)
}

/** Turn the clock to this moment a minute at a time, as it goes by itself. */
async function passTo(instant: string): Promise<void> {
  const end = Date.parse(instant)
  while (day.clock.now() < end) {
    const next = Math.min(end, day.clock.now() + 60_000)
    await day.turn({ now: new Date(next).toISOString() })
  }
}

const reads = () =>
  day.practice.bandwidth.control
    .transcript()
    .filter(({ method, path }) => method === 'GET' && /\/portins\/[^/?]+$/.test(path))

const claims = () => announced(day, /#1001[^.]* is live|:tada:|Activated: #/)

describe('an activation that Bandwidth took and skipped without a word', () => {
  it('asked for at 5:59 PM and processed after six is never called done, and the thread says what is known', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T22:59:58Z' })
    await activate()
    const asked = await lastAnnounced(day, /Activation sent/)
    expect(asked).toMatch(/by .*6:14 PM ET/)
    expect(wordsOf(await cardOf(day))).toContain('not live yet')

    await passTo('2026-12-01T23:14:00Z')
    expect(await announced(day, /#1001.* isn’t live/)).toEqual([])
    expect(await claims()).toEqual([])
    expect(reads().length).toBeGreaterThan(5)

    await passTo('2026-12-01T23:16:00Z')
    const [known = '', ...more] = await announced(day, /#1001.* isn’t live/)
    expect(more).toEqual([])
    expect(known).toMatch(/Bandwidth accepted.*5:59 PM ET/)
    expect(known).toMatch(/still showed FOC at 6:1[45] PM/)
    expect(known).toContain('The window closed at 6 PM ET')
    expect(known).toContain('probably skipped it')
    expect(known).toMatch(/automatically.*Mon, Dec 7 at 11:30 AM ET/)
    expect(await claims()).toEqual([])
    expect(activationsOf(day)).toHaveLength(1)

    await day.turn({ now: '2026-12-07T16:31:30Z' })
    expect(await announced(day, /:tada: \*#1001/)).toHaveLength(1)
    expect(await announced(day, /#1001.* isn’t live/)).toEqual([])
    expect(await lastAnnounced(day, /live after all/)).toMatch(/Mon, Dec 7|11:31 AM/)
  })

  it('in the morning is looked for for 15 minutes, and once more when the window has closed', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T15:00:00Z' })
    await day.fault({ kind: 'silent-skip', method: 'PUT', path: 'activationStatus' })
    await activate()
    await passTo('2026-12-01T15:20:00Z')
    expect(await claims()).toEqual([])
    expect(await lastAnnounced(day, /Activation sent/)).toMatch(/by .*6:01 PM ET/)

    await day.turn({ now: '2026-12-01T23:00:30Z' })
    expect(await announced(day, /#1001.* isn’t live/)).toEqual([])
    const before = reads().length
    await day.turn({ now: '2026-12-01T23:01:00Z' })
    expect(reads().length).toBeGreaterThan(before)
    expect(await lastAnnounced(day, /#1001.* isn’t live/)).toContain('probably skipped it')
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('can be asked for again in the next window, by a person', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T22:59:00Z' })
    await day.fault({ kind: 'silent-skip', method: 'PUT', path: 'activationStatus' })
    await activate()
    await day.command('porter', 'activate 1001')
    expect(await lastAnnounced(day, /won’t send it twice/)).toContain('was sent at 5:59 PM ET')

    await passTo('2026-12-01T23:16:00Z')
    await day.turn({ now: '2026-12-02T13:30:00Z' })
    await activate()
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('COMPLETE')
    expect(activationsOf(day)).toHaveLength(2)
  })

  it('is told the same way for local numbers', async () => {
    await agreed(day)
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.fault({ kind: 'silent-skip', method: 'PUT', path: 'activationStatus' })
    await activate()
    await passTo('2026-12-08T15:20:00Z')
    expect(await claims()).toEqual([])
    // Goes live by itself at ten in the evening, which is also when the window closes.
    await day.turn({ now: '2026-12-09T03:01:30Z' })
    expect(await statusAtBandwidth(day)).toBe('COMPLETE')
    expect(await announced(day, /#1001.* isn’t live/)).toEqual([])
    expect(await announced(day, /:tada:/)).toHaveLength(1)
  })
})

describe('an activation that got no answer', () => {
  const losses = ['drop-before', 'drop-after', 'garbage', 'truncate'] as const

  it.each(some(losses, 1))('(%s) is looked for and never sent again by itself', async (kind) => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T22:30:00Z' })
    await day.fault({ kind, method: 'PUT', path: 'activationStatus' })
    await activate()
    const unsure = await lastAnnounced(day, /No answer from Bandwidth/)
    expect(unsure).toContain('Don’t activate again.')
    await day.command('porter2', 'activate 1001')
    await lastAnnounced(day, /won’t send it twice/, 'porter2')

    await passTo('2026-12-01T23:05:00Z')
    expect(activationsOf(day)).toHaveLength(1)
    const didIt = kind !== 'drop-before'
    expect(await statusAtBandwidth(day)).toBe(didIt ? 'COMPLETE' : 'FOC')
    expect((await claims()).length > 0).toBe(didIt)
    if (didIt) return
    const known = await lastAnnounced(day, /#1001.* isn’t live/)
    expect(known).toMatch(/went to Bandwidth.*5:30 PM ET/)
    expect(known).not.toContain('Bandwidth took')
    expect(known).toMatch(/automatically.*Mon, Dec 7 at 11:30 AM ET/)
    const post = (await messages(day, 'porter')).find((one) => wordsOf(one) === known)
    expect(post && buttonsIn(post)).toContain('Refresh')
  })

  it('is not sent again by a restart either', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T15:00:00Z' })
    await day.fault({ kind: 'drop-before', method: 'PUT', path: 'activationStatus' })
    await activate()
    await day.restart()
    await passTo('2026-12-01T15:20:00Z')
    await day.restart()
    await day.turn({ now: '2026-12-01T23:05:00Z' })
    expect(activationsOf(day)).toHaveLength(1)
    expect(await announced(day, /#1001.* isn’t live/)).toHaveLength(1)
    expect(await claims()).toEqual([])
  })
})

describe('an activation that Bandwidth refuses', () => {
  it('in a 200 with errors is told with its own start and end, and nothing is called done', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T15:00:00Z' })
    await day.fault({
      kind: 'status',
      method: 'PUT',
      path: 'activationStatus',
      status: 200,
      body: `<ActivationStatusResponse><ActivationStatus><errors><Code>7382</Code><Description>Activation must be between 2026-12-01T16:00:00Z and 2026-12-01T22:00:00Z.</Description></errors></ActivationStatus></ActivationStatusResponse>`,
    })
    await activate()
    const refused = await lastAnnounced(day, /#1001.* wasn’t activated/)
    expect(refused).toContain('2026-12-01T16:00:00Z and 2026-12-01T22:00:00Z')
    expect(refused).toMatch(/automatically.*Mon, Dec 7 at 11:30 AM ET/)
    await day.turn({ advance: 'PT20M' })
    expect(await claims()).toEqual([])
    // Refused is over: it may be asked for again.
    await activate()
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('COMPLETE')
  })
})
