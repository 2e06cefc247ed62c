import { audit } from '../../src/store/audit.ts'
import { describe, expect, it } from 'vitest'
import { NOTING } from '../../src/desk/add-note.ts'
import { followNotes } from '../../src/desk/follow-notes.ts'
import { noteKey } from '../../src/desk/post-keys.ts'
import { takeOn } from '../../src/desk/snooze-reminder.ts'
import { requestRefresh } from '../../src/desk/request-refresh.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { reconcileOrders } from '../../src/desk/reconcile-orders.ts'
import { readHistory } from '../../src/desk/read-history.ts'
import { resolveInDoubt } from '../../src/desk/resolve-in-doubt.ts'
import type { News } from '../../src/porting/news.ts'
import { countRefreshRequests } from '../../src/store/refresh-requests.ts'
import { writeNote } from '../../src/desk/write-note.ts'
import { writeOrder } from '../../src/store/orders.ts'
import { createSeal } from '../../src/store/seal.ts'
import { sendOrAsk } from '../../src/slack/forms/note-form.ts'
import type { Member } from '../../src/slack/roles.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

const HOUR = 3_600_000
type Announcement = Extract<
  News,
  { kind: 'note-received' | 'notes-before' | 'notes-together' | 'note-sent' }
>

const NOTIFIED = {
  PORTIN_HTTP_PORT: '1',
  PORTIN_PUBLIC_URL: 'https://portin.example',
  PORTIN_NOTIFICATION_USER: 'bandwidth',
  PORTIN_NOTIFICATION_PASSWORD: 'correct-horse-battery',
}

/** An order that is with its carrier, followed from its beginning. */
async function followed(settings: Record<string, string> = {}) {
  const practice = await openPracticeDesk(settings)
  const { desk, clock, bandwidth } = practice
  await followNotes(desk)
  const id = await practice.make()
  const number = await practice.track(id)
  clock.advance(10_000)
  await syncOrder(desk, number)
  await followNotes(desk)
  const nextStep = (status: string | null = null) =>
    requestRefresh(desk, { orderId: id, orderType: 'portins', status, isNote: true })
  /** Bandwidth's people write, and notify. */
  const write = async (text: string, by?: string) => {
    clock.advance(60_000)
    bandwidth.control.note(id, { text, by })
    await nextStep()
    await followNotes(desk)
  }
  const announced = async () =>
    (await desk.db.selectFrom('post').select(['ref', 'broadcast']).orderBy('id').execute())
      .map(({ ref, broadcast }) => ({
        news: (JSON.parse(ref) as { news?: Announcement }).news,
        broadcast,
      }))
      .flatMap(({ news, broadcast }) =>
        news?.kind.startsWith('note') === true ? [{ ...news, isForAll: broadcast === 1 }] : [],
      )
  const lists = () => callsOf(practice, `/portins/${id}/notes`)
  return { ...practice, id, number, nextStep, write, announced, lists }
}

function callsOf({ bandwidth }: PracticeDesk, path: string): number {
  return bandwidth.control
    .transcript()
    .filter((call) => call.method === 'GET' && call.path.endsWith(path)).length
}

describe('a note that Bandwidth’s people write', () => {
  it('is told once, with one call a notification, however often it is notified', async () => {
    const { desk, write, announced, nextStep, lists } = await followed()
    const before = lists()
    await write('Everything is well.')
    expect(lists()).toBe(before + 1)
    expect(await countRefreshRequests(desk.db)).toBe(0)
    for (let n = 0; n < 500; n += 1) await nextStep()
    await followNotes(desk)
    expect(lists()).toBe(before + 2)
    const [only, ...more] = await announced()
    expect(more).toEqual([])
    expect(only).toMatchObject({ author: 'bandwidth', isReply: false, isForAll: false })
  })

  it.each([
    ['names the LOA', 'Please send the LOA.'],
    ['says today', 'This ends today'],
    ['speaks of a cancel', 'We canceled nothing'],
  ])('stands in the channel too where it %s', async (_what, text) => {
    const { write, announced } = await followed()
    await write(text)
    expect(await announced()).toMatchObject([{ isForAll: true }])
  })

  it.each([
    ['once a day where Bandwidth notifies', NOTIFIED, 1],
    ['every quarter of an hour where it does not', {}, 60],
  ])('on a rejected order is read at once, and %s', async (_often, settings, readings) => {
    const { desk, bandwidth, clock, id, number, announced, lists } = await followed(settings)
    bandwidth.control.reject(id)
    bandwidth.control.note(id, { text: 'Another address.', quiet: true })
    await syncOrder(desk, number)
    await followNotes(desk)
    expect(await announced()).toMatchObject([
      { isForAll: true, note: { text: 'Another address.' } },
    ])
    bandwidth.control.note(id, { text: 'Still another.', quiet: true })
    const before = lists()
    for (let n = 0; n < 60; n += 1) {
      clock.advance(HOUR / 2)
      if (n % 10 === 0) await syncOrder(desk, number)
      await followNotes(desk)
    }
    expect(lists()).toBe(before + readings)
    expect(await announced()).toHaveLength(2)
  })

  it('is told as changed when its text is another, in the order of ids, though dates are missing', async () => {
    const { desk, bandwidth, id, nextStep, announced, write } = await followed()
    bandwidth.control.noteHabits({ dates: 'missing' })
    await write('First')
    const [first] = bandwidth.control.orders()[0]?.notes ?? []
    bandwidth.control.note(id, { text: 'Second' })
    bandwidth.control.note(id, { text: 'First, better', edit: first?.id ?? 0 })
    await nextStep()
    await followNotes(desk)
    const texts = (await announced()).map((one) =>
      one.kind === 'note-received' ? [one.note.text, one.isChanged] : [],
    )
    expect(texts).toEqual([
      ['First', false],
      ['First, better', true],
      ['Second', false],
    ])
  })

  it.each([1, 6])(
    'is told again when its text is once more what it was: %i at a time',
    async (many) => {
      const { bandwidth, clock, desk, id, nextStep, announced, write } = await followed()
      for (let n = 0; n < many; n += 1) bandwidth.control.note(id, { text: 'As it was' })
      await write('The last one')
      const notes = bandwidth.control.orders()[0]?.notes ?? []
      for (const text of ['Corrected', 'As it was', 'Corrected', 'As it was']) {
        for (const note of notes) bandwidth.control.note(id, { text, edit: note.id })
        clock.advance(60_000)
        await nextStep()
        await followNotes(desk)
        await followNotes(desk)
      }
      expect(await announced()).toHaveLength(many === 1 ? 2 + 4 * 2 : 1 + 4)
    },
  )

  it('is somebody’s who is on it, changed or not, and the history says so in words alone', async () => {
    const { desk, bandwidth, id, number, nextStep, announced, write } = await followed()
    await write('Please answer')
    const [note] = bandwidth.control.orders()[0]?.notes ?? []
    bandwidth.control.note(id, { text: 'Please answer soon', edit: note?.id ?? 0 })
    await nextStep()
    await followNotes(desk)
    for (const news of await announced()) {
      if (news.kind !== 'note-received') continue
      await takeOn(desk, { key: noteKey(number, news), by: 'U0DANA', name: 'dana' })
    }
    const { lines } = await readHistory(desk, number)
    expect(lines.filter(({ who }) => who === 'U0DANA').map(({ what }) => what)).toEqual([
      'is on it',
      'is on it',
    ])
  })

  it('hides the account number and the PIN that it quotes, and no telephone number', async () => {
    const { desk, number, write, announced } = await followed()
    Object.assign(desk, { seal: createSeal(new Uint8Array(32)) })
    const sealedSecrets = desk.seal.close({ accountNumber: 'ACC-447100', pin: '0100' })
    await writeOrder(desk.db, number, { sealedSecrets })
    await write('Account ACC 447100, PIN 0100 on 919-555-0100 are right.')
    const [one] = await announced()
    expect(one).toMatchObject({
      note: { text: 'Account •••, PIN ••• on 919-555-0100 are right.' },
    })
  })

  it('of a colleague is told as theirs, and of nobody’s order is nobody’s', async () => {
    const { desk, announced, write, bandwidth, id } = await followed({
      PORTIN_OWN_NOTE_USERS: 'kim, lou',
    })
    await write('Asked by telephone', 'Kim')
    await write('From a script: cancel it today', bandwidth.env.BANDWIDTH_CLIENT_ID)
    expect(await announced()).toMatchObject([
      { author: 'own-user', isForAll: false },
      { author: 'own-account', isForAll: false },
    ])
    bandwidth.control.complete(id)
    await requestRefresh(desk, {
      orderId: 'x-1' as never,
      orderType: 'portins',
      status: null,
      isNote: true,
    })
    expect(await countRefreshRequests(desk.db)).toBe(1)
  })
})

it('notes of a draft are not asked for, and a reconciliation asks for those of no order', async () => {
  const { desk, bandwidth, clock, make, track, number, lists } = await followed()
  const draft = await make('<ProcessingStatus>DRAFT</ProcessingStatus>')
  await syncOrder(desk, await track(draft, 'Acme Dental-klmnopqrst'))
  const before = lists()
  bandwidth.control.note(draft, { text: 'A draft has none.' })
  await requestRefresh(desk, { orderId: draft, orderType: 'portins', status: null, isNote: true })
  await followNotes(desk)
  for (let n = 0; n < 24; n += 1) {
    clock.advance(HOUR)
    await reconcileOrders(desk)
    await syncOrder(desk, number)
    await followNotes(desk)
  }
  const asked = bandwidth.control.transcript().filter(({ path }) => path.includes(draft))
  expect(asked.filter(({ path }) => path.endsWith('/notes'))).toEqual([])
  expect(lists()).toBe(before)
})

it('a note that comes during an outage is told once it is over, once', async () => {
  const { desk, clock, bandwidth, id, nextStep, announced, logged } = await followed()
  const path = `/portins/${id}/notes`
  bandwidth.control.fault({ kind: 'status', status: 503, method: 'GET', path, times: 20 })
  bandwidth.control.note(id, { text: 'Are you there?' })
  await nextStep()
  await followNotes(desk)
  expect(await announced()).toEqual([])
  expect(logged.map(({ event }) => event)).toContain('notes-not-read')
  bandwidth.control.clearFaults()
  for (let minute = 0; minute < 20; minute += 1) {
    clock.advance(60_000)
    await followNotes(desk)
  }
  expect(await announced()).toMatchObject([{ note: { text: 'Are you there?' } }])
})

it('two who answer at once send a note each, and neither is told back', async () => {
  const { desk, number, nextStep, announced } = await followed()
  const write = (by: string) => writeNote(desk, { number, text: 'The bill is attached.', by })
  expect(await Promise.all([write('U0DANA'), write('U0PAT')])).toMatchObject([
    { sent: 1, stopped: null },
    { sent: 1, stopped: null },
  ])
  await nextStep()
  await followNotes(desk)
  expect(await announced()).toMatchObject([{ kind: 'note-sent' }, { kind: 'note-sent' }])
})

describe('a note of ours', () => {
  it('is not told back, though it is notified; an answer is looked for after one hour and six', async () => {
    const { desk, bandwidth, clock, number, nextStep, announced, lists, id } = await followed()
    bandwidth.control.noteHabits({ ownNotes: 'notified' })
    await NOTING.order.add(desk, { number, text: 'Where is it?', by: 'U0DANA' })
    await nextStep()
    await followNotes(desk)
    expect((await announced()).map(({ kind }) => kind)).toEqual(['note-sent'])
    const before = lists()
    bandwidth.control.note(id, { text: 'Here.', after: 'PT30M', quiet: true })
    for (let n = 0; n < 24; n += 1) {
      clock.advance(HOUR / 2)
      await followNotes(desk)
    }
    expect(lists()).toBe(before + 2)
    expect(await announced()).toMatchObject([{ kind: 'note-sent' }, { isReply: true }])
  })

  it('whose answer was lost counts once; the same sentence sent twice on purpose counts as two', async () => {
    const { desk, bandwidth, clock, number, nextStep, announced } = await followed()
    const send = () => NOTING.order.add(desk, { number, text: 'Please  hurry', by: 'U0DANA' })
    await send()
    bandwidth.control.fault({ kind: 'drop-before', method: 'POST', path: '/notes$', times: 1 })
    expect(await send()).toBe('unknown')
    await nextStep()
    await followNotes(desk)
    const resolve = async () => {
      clock.advance(70_000)
      await resolveInDoubt(desk)
    }
    for (let n = 0; n < 3; n += 1) await resolve()
    expect((await announced()).map(({ kind }) => kind)).toEqual(['note-sent', 'note-never-sent'])
    bandwidth.control.fault({ kind: 'drop-after', method: 'POST', path: '/notes$', times: 1 })
    expect(await send()).toBe('unknown')
    await nextStep()
    await followNotes(desk)
    await resolve()
    await nextStep()
    await followNotes(desk)
    expect((await announced()).map(({ kind }) => kind).slice(2)).toEqual(['note-sent'])
    const { lines } = await readHistory(desk, number)
    const of = (what: RegExp) => lines.filter((line) => what.test(line.what))
    expect(of(/^note: Please +hurry/)).toMatchObject([{ who: 'U0DANA' }, { who: 'U0DANA' }])
    expect(of(/^a note never arrived/)).toHaveLength(1)
  })
})

it('stops a long note at the first part that Bandwidth does not take, and says which went', async () => {
  const { desk, bandwidth, number, announced } = await followed()
  const notes = { method: 'POST', path: '/notes$', times: 1 }
  bandwidth.control.fault({ ...notes, kind: 'delay', ms: 1 })
  bandwidth.control.fault({ ...notes, kind: 'status', status: 400 })
  const text = 'One sentence of it. '.repeat(70)
  const written = await writeNote(desk, { number, text, by: 'U0DANA' })
  expect(written).toMatchObject({ parts: 3, sent: 1, stopped: { name: 'Refusal' } })
  expect(await announced()).toMatchObject([{ kind: 'note-sent' }])
})

it('tells what was written before an order was followed in one message, and what is older than a week not', async () => {
  const practice = await openPracticeDesk()
  const { desk, clock, bandwidth } = practice
  await followNotes(desk)
  const id = await practice.make()
  for (const text of ['old', 'news', 'more news']) {
    bandwidth.control.note(id, { text })
    clock.advance(5 * 24 * HOUR)
  }
  const number = await practice.track(id)
  await syncOrder(desk, number)
  await followNotes(desk)
  const posts = await desk.db.selectFrom('post').select('ref').execute()
  const said = posts.map(({ ref }) => ref).filter((ref) => ref.includes('note'))
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/news.*more news/)
  expect(said[0]).not.toContain('"old"')
})

it.each([
  ['before it was followed', 'notes-before'],
  ['while nobody could be told', 'notes-together'],
] as const)('tells 80 notes written on one order %s in one message, once', async (_when, kind) => {
  const practice = await openPracticeDesk()
  const { desk, clock, bandwidth } = practice
  await followNotes(desk)
  const id = await practice.make()
  const number = await practice.track(id)
  if (kind === 'notes-together') {
    await syncOrder(desk, number)
    await followNotes(desk)
    clock.advance(HOUR)
  }
  for (let at = 0; at < 80; at += 1) bandwidth.control.note(id, { text: `Note ${at}`, quiet: true })
  // Nothing follows an order more closely than it is older than what was written about it.
  if (kind === 'notes-before') {
    clock.advance(HOUR)
    await desk.db.updateTable('port_order').set({ created_at: clock.now() }).execute()
    await syncOrder(desk, number)
  }
  for (let again = 0; again < 3; again += 1) {
    await requestRefresh(desk, { orderId: id, orderType: 'portins', status: null, isNote: true })
    await followNotes(desk)
    clock.advance(HOUR)
  }
  const announced = (await desk.db.selectFrom('post').select('ref').execute())
    .map(({ ref }) => (JSON.parse(ref) as { readonly news?: Announcement }).news)
    .filter((news) => news?.kind.startsWith('note') === true)
  expect(announced).toMatchObject([{ kind, notes: { length: 80 } }])
})

describe('an order whose account number only Bandwidth has', () => {
  const SECRET =
    '<WirelessInfo><AccountNumber>ACC447100</AccountNumber><PinNumber>0100</PinNumber></WirelessInfo>'
  async function ofSecret() {
    const practice = await openPracticeDesk()
    const id = await practice.make(SECRET)
    const number = await practice.track(id)
    await syncOrder(practice.desk, number)
    await writeOrder(practice.desk.db, number, { sealedSecrets: null })
    return { ...practice, id, number }
  }

  it('is asked for it once a note, however many parts it has', async () => {
    const practice = await ofSecret()
    const { desk, id, number } = practice
    const before = callsOf(practice, `/portins/${id}`)
    const member = { id: 'U0DANA' } as Member
    await sendOrAsk({ desk, member }, number, 'One sentence of it. '.repeat(70))
    expect(callsOf(practice, `/portins/${id}`)).toBe(before + 1)
    await expect(sendOrAsk({ desk, member }, number, 'It is ACC 447100')).rejects.toThrow(/account/)
  })

  it.each([
    ['in a later part', `${'One sentence of it. '.repeat(70)}It is ACC447100.`],
    ['where two parts meet', `${'x'.repeat(484)}ACC447100${'x'.repeat(300)}`],
  ])('sends no part of a long note that holds it %s', async (_where, text) => {
    const { desk, number, bandwidth } = await ofSecret()
    const member = { id: 'U0DANA' } as Member
    await expect(sendOrAsk({ desk, member }, number, text)).rejects.toThrow(/account/)
    const sent = bandwidth.control.transcript().filter(({ method }) => method === 'POST')
    expect(sent.filter(({ path }) => path.endsWith('/notes'))).toEqual([])
  })

  it('has no history in which it stands, though Bandwidth does not tell it now', async () => {
    const { desk, bandwidth, id, number } = await ofSecret()
    bandwidth.control.note(id, { text: 'They have ACC447100.', quiet: true })
    expect(JSON.stringify(await readHistory(desk, number))).toContain('They have •••')
    bandwidth.control.fault({ kind: 'status', status: 400, method: 'GET', path: `/portins/${id}$` })
    const announced = await readHistory(desk, number)
    expect(announced.bandwidth).toBe('unreachable')
    expect(JSON.stringify(announced)).not.toContain('447100')
  })

  it('has it in none of our own lines either, while Bandwidth keeps its history back', async () => {
    const practice = await ofSecret()
    const { desk, clock, bandwidth, id, number } = practice
    const facts = { outcome: 'Bandwidth refused: ACC447100 is not known' }
    const by = 'U0DANA'
    await audit(desk.db, {
      at: clock.now(),
      orderNumber: number,
      by,
      operation: 'outcome of cancel',
      facts,
    })
    const path = `/portins/${id}/notes`
    bandwidth.control.fault({ kind: 'status', status: 500, method: 'GET', path, times: 9 })
    const announced = await readHistory(desk, number)
    expect(announced.bandwidth).toBe('unreachable')
    expect(JSON.stringify(announced)).toContain('•••')
    expect(JSON.stringify(announced)).not.toContain('447100')
  })
})
