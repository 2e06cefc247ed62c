import { describe, expect, it } from 'vitest'
import { ensureSubscriptions } from '../../src/desk/subscribe.ts'
import type { WebhookSettings } from '../../src/desk/desk.ts'
import { subscribeDaily } from '../../src/watch/subscribe-daily.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

const DAY = 24 * 60 * 60 * 1000
const HEARING: WebhookSettings = {
  url: 'http://127.0.0.1:9/bandwidth/notifications',
  username: 'bandwidth',
  password: 'correct-horse-battery',
}
const FOR_A_MONTH = [
  { orderType: 'portins', secondsLeft: 2_592_000 },
  { orderType: 'bulkPortins', secondsLeft: 2_592_000 },
]

const keep = ({ desk }: PracticeDesk, renew = false) =>
  ensureSubscriptions(desk, HEARING, { renew })

/** What was written at Bandwidth's subscriptions, in order. */
function writes({ bandwidth }: PracticeDesk): readonly string[] {
  return bandwidth.control
    .transcript()
    .filter(({ method, path }) => path.includes('/subscriptions') && method !== 'GET')
    .map(({ method }) => method)
}

describe('subscriptions of our own', () => {
  it('are made for both kinds of order, for 30 days, and read back', async () => {
    const practice = await openPracticeDesk()
    const states = await keep(practice)
    expect(states.map(({ trouble }) => trouble)).toEqual([null, null])
    expect(await practice.desk.bandwidth.listSubscriptions()).toMatchObject(FOR_A_MONTH)
  })

  it('are left alone while they are good for a week', async () => {
    const practice = await openPracticeDesk()
    await keep(practice)
    practice.clock.advance(23 * DAY)
    await keep(practice)
    expect(writes(practice)).toEqual(['POST', 'POST'])
  })

  it('are renewed with their credentials when less than a week is left', async () => {
    const practice = await openPracticeDesk()
    await keep(practice)
    practice.clock.advance(23 * DAY + 1_000)
    const states = await keep(practice)
    expect(writes(practice)).toEqual(['POST', 'POST', 'PUT', 'PUT'])
    expect(states.map(({ trouble }) => trouble)).toEqual([null, null])
    expect(await practice.desk.bandwidth.listSubscriptions()).toMatchObject(
      FOR_A_MONTH.map((one) => ({ ...one, username: 'bandwidth' })),
    )
  })

  it('are sent again when they have ended', async () => {
    const practice = await openPracticeDesk()
    await keep(practice)
    practice.clock.advance(31 * DAY)
    await keep(practice)
    expect(await practice.desk.bandwidth.listSubscriptions()).toMatchObject(FOR_A_MONTH)
  })

  it('that others made are not ours to change', async () => {
    const practice = await openPracticeDesk()
    const { elsewhere: bandwidth } = practice
    const theirs = { ...HEARING, url: 'http://127.0.0.1:9/theirs', username: 'theirs' }
    await bandwidth.createSubscription({ orderType: 'portins', expirySeconds: 60, ...theirs })
    await keep(practice)
    expect(await bandwidth.listSubscriptions()).toMatchObject([
      { url: theirs.url, secondsLeft: 60 },
      ...FOR_A_MONTH,
    ])
  })

  it('that lost their credentials, or turned Bandwidth away, get them again', async () => {
    const practice = await openPracticeDesk()
    const { elsewhere: bandwidth } = practice
    const wrong = { ...HEARING, username: 'somebody' }
    await bandwidth.createSubscription({ orderType: 'portins', expirySeconds: 9e6, ...wrong })
    const states = await keep(practice)
    expect(states.map(({ trouble }) => trouble)).toEqual([null, null])
    expect(writes(practice)).toEqual(['POST', 'PUT', 'POST'])
  })

  it('are made once even when the answer was lost', async () => {
    const practice = await openPracticeDesk()
    practice.bandwidth.control.fault({
      kind: 'drop-after',
      method: 'POST',
      path: '/subscriptions',
      times: 2,
    })
    expect((await keep(practice)).map(({ trouble }) => trouble)).toEqual([null, null])
    await keep(practice)
    expect(writes(practice)).toEqual(['POST', 'POST'])
  })

  it('that stand there twice would tell us everything twice, so one of them goes', async () => {
    const practice = await openPracticeDesk()
    const { elsewhere: bandwidth } = practice
    const content = { orderType: 'portins', expirySeconds: 9_000_000, ...HEARING } as const
    await bandwidth.createSubscription(content)
    const other = await bandwidth.createSubscription({ ...content, url: 'http://127.0.0.1:9/b' })
    await bandwidth.replaceSubscription(other.id ?? '', content)
    await keep(practice, true)
    const kinds = (await bandwidth.listSubscriptions()).map(({ orderType }) => orderType)
    expect(kinds.toSorted()).toEqual(['bulkPortins', 'portins'])
  })

  it('do not keep each other from being made: a refused one is told', async () => {
    const practice = await openPracticeDesk()
    const fault = { kind: 'status', status: 403, method: 'POST', path: '/subscriptions' } as const
    practice.bandwidth.control.fault({ ...fault, times: 1 })
    const states = await keep(practice)
    expect(states.map(({ trouble }) => trouble)).toEqual(['missing', null])
    expect(practice.logged).toContainEqual({
      event: 'subscription-not-good',
      facts: { orderType: 'portins', trouble: 'missing' },
    })
  })

  it('tell their password to nobody but Bandwidth', async () => {
    const practice = await openPracticeDesk()
    await keep(practice)
    await keep(practice, true)
    expect(JSON.stringify(practice.logged)).not.toContain(HEARING.password)
  })
})

const SETTINGS = {
  PORTIN_HTTP_PORT: '8080',
  PORTIN_PUBLIC_URL: 'http://127.0.0.1:9/',
  PORTIN_NOTIFICATION_USER: HEARING.username,
  PORTIN_NOTIFICATION_PASSWORD: HEARING.password,
}

describe('the daily look at them', () => {
  it('comes at the start, with the password of today, and then once a day', async () => {
    const practice = await openPracticeDesk(SETTINGS)
    const { desk, clock, bandwidth } = practice
    const lists = () =>
      bandwidth.control.transcript().filter(({ method }) => method === 'GET').length
    await keep(practice)
    const ring = subscribeDaily(desk)
    await ring()
    expect(writes(practice)).toEqual(['POST', 'POST', 'PUT', 'PUT'])
    const before = lists()
    for (let hour = 1; hour < 24; hour += 1) {
      clock.advance(DAY / 24)
      await ring()
    }
    expect(lists()).toBe(before)
    clock.advance(DAY / 24)
    await ring()
    expect([lists(), writes(practice).length]).toEqual([before + 1, 4])
  })

  it('comes sooner after an outage, and once more when the clock was set back', async () => {
    const practice = await openPracticeDesk(SETTINGS)
    const { desk, clock, bandwidth } = practice
    const ring = subscribeDaily(desk)
    bandwidth.control.fault({ kind: 'status', status: 500, path: '/subscriptions', times: 1 })
    await expect(ring()).rejects.toThrow('500')
    await ring()
    expect(writes(practice)).toEqual([])
    clock.advance(10 * 60_000)
    await ring()
    expect(writes(practice)).toEqual(['POST', 'POST'])
    clock.advance(-DAY)
    await ring()
    expect(await desk.bandwidth.listSubscriptions()).toHaveLength(2)
  })

  it('does not happen where no public address is set', async () => {
    const practice = await openPracticeDesk()
    await subscribeDaily(practice.desk)()
    expect(practice.bandwidth.control.transcript()).toEqual([])
  })
})
