import { describe, expect, it } from 'vitest'
import { clockFinding, examineDesk } from '../../src/desk/doctor.ts'
import type { Finding } from '../../src/desk/finding.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { requestRefresh } from '../../src/desk/request-refresh.ts'
import { pickUpAfterStop } from '../../src/desk/pick-up-after-stop.ts'
import { reconcileOrders } from '../../src/desk/reconcile-orders.ts'
import { ensureSubscriptions } from '../../src/desk/subscribe.ts'
import { writeNote } from '../../src/desk/write-note.ts'
import type { OrderId } from '../../src/porting/order.ts'
import type { Refusal } from '../../src/porting/refusal.ts'
import { queuePost } from '../../src/store/posts.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

const HOUR = 3_600_000
const NOTIFIED = {
  PORTIN_HTTP_PORT: '8080',
  PORTIN_PUBLIC_URL: 'http://127.0.0.1:9',
  PORTIN_NOTIFICATION_USER: 'bandwidth',
  PORTIN_NOTIFICATION_PASSWORD: 'correct-horse-battery',
}

async function finding({ desk }: PracticeDesk, subject: string): Promise<Finding | undefined> {
  return (await examineDesk(desk)).find((one) => one.subject === subject)
}

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const practice = await openPracticeDesk(NOTIFIED)
    const { webhook } = practice.desk.settings
    if (webhook !== null) await ensureSubscriptions(practice.desk, webhook, { renew: false })
    const findings = await examineDesk(practice.desk)
    expect(findings.map(({ subject, state }) => [subject, state])).toEqual([
      ['Database', 'good'],
      ['Bandwidth', 'good'],
      ['Credentials', 'good'],
      ['Notes to Bandwidth', 'good'],
      ['Bandwidth’s clock', 'good'],
      ['Webhooks for portins', 'good'],
      ['Webhooks for bulkPortins', 'good'],
      ['Order data', 'good'],
      ['Messages', 'good'],
      ['Cards', 'good'],
    ])
    expect(findings[5]?.says).toBe('subscribed for 30 more days. Last delivery: none sent yet.')
  })

  it.each([
    [{ status: 401 }, /rejects the credentials/, /BANDWIDTH_CLIENT_ID/],
    [{ status: 403 }, /no porting roles/, /porting roles/],
    [{ status: 503 }, /can’t answer right now \(503\)/, /I keep retrying/],
    [{ status: 429 }, /limiting our calls until/, /This passes/],
  ])('tells how Bandwidth stands: %o', async (fault, says, todo) => {
    const practice = await openPracticeDesk()
    practice.bandwidth.control.fault({ kind: 'status', path: '/sites', times: 9, ...fault })
    const found = await finding(practice, 'Bandwidth')
    expect([found?.state, found?.says]).toEqual(['bad', expect.stringMatching(says)])
    expect(found?.todo).toMatch(todo)
  })

  it.each([
    [{}, 'good', /client ID, CLI-practice\..*BANDWIDTH_NOTE_USER/],
    [{ BANDWIDTH_NOTE_USER: 'dana' }, 'good', /signed dana/],
    [{ BANDWIDTH_CLIENT_ID: '', BANDWIDTH_CLIENT_SECRET: '' }, 'doubtful', /Wed, Dec 2, 2026/],
  ])(
    'tells how long the credentials are good for, and whose name notes bear: %o',
    async (settings, state, says) => {
      const practice = await openPracticeDesk(settings)
      const found = await finding(practice, 'Credentials')
      expect(found).toMatchObject({ state, says: expect.stringMatching(says) as unknown })
    },
  )

  it('tells by the last note whether notes can be written, and the setting to change where not', async () => {
    const practice = await openPracticeDesk({ BANDWIDTH_NOTE_USER: 'somebody else' })
    const { desk, bandwidth } = practice
    const id = await practice.make()
    const number = await practice.track(id)
    await syncOrder(desk, number)
    const notes = async (of: PracticeDesk) => {
      const found = await finding(of, 'Notes to Bandwidth')
      return `${found?.state}: ${found?.says} ${found?.todo}`
    }
    expect(await notes(practice)).toMatch(/^good: .*None sent yet/)
    const send = () => writeNote(desk, { number, text: 'Where is it?', by: 'U0DANA' })
    const refused = await send().catch((error: unknown) => error)
    expect(refused).toHaveProperty('nextStep')
    expect((refused as Refusal).nextStep).toMatch(/BANDWIDTH_NOTE_USER/)
    expect(await notes(practice)).toMatch(/^bad: .*refused somebody else.* BANDWIDTH_NOTE_USER: /)

    const right = await openPracticeDesk()
    const there = await right.make()
    const known = await right.track(there)
    await syncOrder(right.desk, known)
    await writeNote(right.desk, { number: known, text: 'Where is it?', by: 'U0DANA' })
    expect(await notes(right)).toMatch(/^good: .*accepted/)
    const { settings } = right.desk
    const login = { ...settings.login, noteUser: 'another' }
    Object.assign(right.desk, { settings: { ...settings, login } })
    expect(await notes(right)).toMatch(/^doubtful: .*set it to CLI-practice/)
    expect(bandwidth.control.orders()[0]?.notes).toEqual([])
  })

  it('calls a name and a password bad from the day on that Bandwidth takes none', async () => {
    const practice = await openPracticeDesk({
      BANDWIDTH_CLIENT_ID: '',
      BANDWIDTH_CLIENT_SECRET: '',
    })
    practice.clock.advance(24 * HOUR)
    expect(await finding(practice, 'Credentials')).toMatchObject({ state: 'bad' })
  })

  it('offers to repair a subscription that is missing', async () => {
    const practice = await openPracticeDesk(NOTIFIED)
    const { desk } = practice
    const { webhook } = desk.settings
    if (webhook !== null) await ensureSubscriptions(desk, webhook, { renew: false })
    for (const { id } of await desk.bandwidth.listSubscriptions()) {
      await practice.elsewhere.deleteSubscription(id)
    }
    expect(await finding(practice, 'Webhooks for portins')).toMatchObject({
      state: 'bad',
      repair: 'subscriptions',
    })
  })

  it('calls no subscription missing before it was looked at, again at every start', async () => {
    const practice = await openPracticeDesk(NOTIFIED)
    const { desk } = practice
    const notYet = { state: 'doubtful', says: 'not checked yet since I started.' }
    expect(await finding(practice, 'Webhooks for portins')).toMatchObject(notYet)
    const { webhook } = desk.settings
    if (webhook !== null) await ensureSubscriptions(desk, webhook, { renew: false })
    expect(await finding(practice, 'Webhooks for portins')).toMatchObject({ state: 'good' })

    await pickUpAfterStop(desk)
    expect(await finding(practice, 'Webhooks for portins')).toMatchObject({ state: 'good' })
    for (const { id } of await desk.bandwidth.listSubscriptions()) {
      await practice.elsewhere.deleteSubscription(id)
    }
    expect(await finding(practice, 'Webhooks for bulkPortins')).toMatchObject(notYet)
  })

  it('shows that Bandwidth does not get through', async () => {
    const practice = await openPracticeDesk(NOTIFIED)
    const { desk, bandwidth } = practice
    const { webhook } = desk.settings
    if (webhook !== null) await ensureSubscriptions(desk, webhook, { renew: false })
    await practice.make()
    await bandwidth.control.deliveries()
    const found = await finding(practice, 'Webhooks for portins')
    expect(found).toMatchObject({ state: 'doubtful', repair: null })
    expect(found?.says).toMatch(/the last delivery failed: error/)
  })

  it('says what is missing to be notified at all', async () => {
    const practice = await openPracticeDesk()
    expect((await finding(practice, 'Webhooks'))?.todo).toContain('PORTIN_PUBLIC_URL')
  })

  it('knows how old the knowledge is', async () => {
    const practice = await openPracticeDesk()
    const { desk, clock } = practice
    const number = await practice.track(await practice.make())
    await syncOrder(desk, number)
    clock.advance(HOUR / 4)
    await requestRefresh(desk, {
      orderId: 'o-1' as OrderId,
      orderType: null,
      status: null,
      isNote: false,
    })
    expect(await finding(practice, 'Order data')).toMatchObject({
      state: 'good',
      says: '1 open order, last checked 15 min ago. 1 webhook notification waiting.',
    })
    clock.advance(HOUR)
    expect(await finding(practice, 'Order data')).toMatchObject({ state: 'bad' })
    await reconcileOrders(desk)
    expect(await finding(practice, 'Order data')).toMatchObject({ state: 'good' })
  })

  it('sees posts that nobody sees', async () => {
    const practice = await openPracticeDesk()
    const { desk, clock } = practice
    const number = await practice.track(null)
    await queuePost(desk.db, {
      key: 'card-1001',
      ref: { kind: 'card', number },
      channel: 'C0GENERAL',
      parent: null,
      now: clock.now(),
    })
    expect(await finding(practice, 'Messages')).toMatchObject({ state: 'good' })
    clock.advance(HOUR)
    expect(await finding(practice, 'Messages')).toMatchObject({
      state: 'bad',
      says: '1 waiting, oldest 60 min.',
    })
  })

  it.each([
    [0, 'good', 'within 0 s of ours.'],
    [-29_000, 'good', 'within 29 s of ours.'],
    [31_000, 'doubtful', 'is 31 s ahead of ours.'],
    [-400_000, 'bad', 'is 400 s behind ours.'],
  ])('judges a clock that is %i ms ahead', (aheadMs, state, says) => {
    expect(clockFinding('It', aheadMs)).toMatchObject([{ state, says }])
  })
})
