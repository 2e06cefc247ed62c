import { describe, expect, it } from 'vitest'
import { changeOrder } from '../../src/desk/ask-change.ts'
import { changeFacts } from '../../src/desk/change-facts.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { unmadeChange } from '../../src/desk/unmade-change.ts'
import { viewOrder } from '../../src/desk/view-order.ts'
import type { CalendarDay } from '../../src/porting/calendar.ts'
import type { OrderContent } from '../../src/porting/order.ts'
import { orderButtons } from '../../src/slack/messages/card-buttons.ts'
import type { SeenOrder } from '../../src/store/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { day } from '../porting/port-order.ts'

const LUMEN = '7205550100'

/** A submitted order, rejected for its address unless something else is said. */
async function rejectedOrder(more = '', tn?: string) {
  const practice = await openPracticeDesk()
  const { desk, clock, bandwidth } = practice
  const id = await practice.make(more, tn)
  const number = await practice.track(id)
  const seen = async () => {
    const refreshed = await syncOrder(desk, number)
    if (refreshed === null) throw new Error('It is there.')
    return refreshed.tracked
  }
  const reject = async (code: string) => {
    clock.advance(60_000)
    bandwidth.control.reject(id, code, 'Rejected')
    return seen()
  }
  clock.advance(10_000)
  await seen()
  const { seen: before } = await reject('7402')
  const change = (field: Changed, to: string, by: string) => {
    clock.advance(60_000)
    const content = changed(before, field, to)
    return changeOrder(desk, { number, by, fields: new Set([field]), content, secrets: null })
  }
  const sent = () =>
    bandwidth.control
      .transcript()
      .filter(({ method, path }) => method === 'PUT' && path.endsWith(id))
      .map(({ request, status }) => ({ request, status }))
  return { ...practice, id, number, seen, reject, change, sent }
}

type Changed = 'zip' | 'businessName' | 'loaAuthorizingPerson'

function changed(order: OrderContent, field: Changed, to: string): OrderContent {
  const { subscriber } = order
  return {
    ...order,
    ...(field === 'loaAuthorizingPerson' && { loaAuthorizingPerson: to }),
    subscriber: {
      ...subscriber,
      ...(field === 'businessName' && { businessName: to }),
      serviceAddress: { ...subscriber.serviceAddress, ...(field === 'zip' && { zip: to }) },
    },
  }
}

describe('a change of a submitted order', () => {
  it.each([
    ['2026-12-10T19:00:00Z', 'true', '2026-12-10T19:00:00.000Z'],
    ['2026-12-10', 'false', '2026-12-10T16:30:00.000Z'],
  ])('sends what it leaves alone as it is: %s, Triggered %s', async (date, triggered, full) => {
    const order = await rejectedOrder(
      `<RequestedFocDate>${date}</RequestedFocDate><Triggered>${triggered}</Triggered>`,
    )
    await order.change('zip', '27602', 'U0DANA')
    const [only, ...more] = order.sent()
    expect(more).toEqual([])
    for (const element of [
      `<RequestedFocDate>${full}</RequestedFocDate>`,
      `<Triggered>${triggered}</Triggered>`,
      '<CustomerOrderId>Acme Dental-abcdefghij</CustomerOrderId>',
      '<BillingTelephoneNumber>9195550100</BillingTelephoneNumber>',
      '<LoaAuthorizingPerson>Jo Rivera</LoaAuthorizingPerson>',
      '<Zip>27602</Zip>',
    ]) {
      expect(only?.request).toContain(element)
    }
    expect(only?.request).not.toContain('PhoneNumber>9')
  })

  it('sends the name of an off-net order once more without the signer and the address that are closed', async () => {
    const order = await rejectedOrder('', LUMEN)
    order.bandwidth.control.suppHabits({ unchangedClosedElements: 'refused' })
    expect(await order.change('businessName', 'Acme Dental LLC', 'U0DANA')).toMatchObject({
      kind: 'shown',
    })
    const [whole, rest, ...more] = order.sent()
    expect([whole?.status, rest?.status, more]).toEqual([400, 200, []])
    expect(rest?.request).toContain('<BusinessName>Acme Dental LLC</BusinessName>')
    expect(rest?.request).toContain(`<BillingTelephoneNumber>${LUMEN}</BillingTelephoneNumber>`)
    expect(rest?.request).not.toMatch(/ServiceAddress|LoaAuthorizingPerson|PartialPort/)
    expect(order.logged.map(({ event }) => event)).toContain('unchanged-elements-refused')
  })

  it('of a PIN names only what is another than Bandwidth has, and is none where it is the same', async () => {
    const wireless = '<AccountNumber>A-1</AccountNumber><PinNumber>0042</PinNumber>'
    const order = await rejectedOrder(`<WirelessInfo>${wireless}</WirelessInfo>`)
    const { seen: content } = await order.seen()
    const typed = (accountNumber: string | null, pin: string | null) => {
      order.clock.advance(60_000)
      return changeOrder(order.desk, {
        number: order.number,
        by: 'U0DANA',
        fields: new Set<never>(),
        content,
        secrets: { accountNumber, pin },
      })
    }
    await expect(typed('A-1', '0042')).rejects.toMatchObject({ code: 'nothing-to-send' })
    await expect(typed(null, '0042')).rejects.toMatchObject({ code: 'nothing-to-send' })
    expect(order.sent()).toEqual([])
    expect(await typed('A-1', '0043')).toMatchObject({
      kind: 'shown',
      differences: [{ field: 'PIN' }],
    })
    expect(order.sent()[0]?.request).toMatch(/>A-1<[^]*>0043</)
  })

  it('to the day that is agreed is none: it could only lose that day', async () => {
    const order = await rejectedOrder('<RequestedFocDate>2026-12-08</RequestedFocDate>')
    order.bandwidth.control.foc(order.id, '2026-12-10')
    const { seen } = await order.seen()
    const to = (on: CalendarDay) =>
      changeOrder(order.desk, {
        number: order.number,
        by: 'U0DANA',
        secrets: null,
        fields: new Set(['requestedFocDate'] as const),
        content: { ...seen, requestedFocDate: { day: on, at: null } },
      })
    await expect(to(day('2026-12-10'))).rejects.toMatchObject({ code: 'agreed-already' })
    expect((await to(day('2026-12-15'))).kind).toBe('asked')
  })

  it('that somebody else replaces by another is over, and whoever asked for it is told', async () => {
    const { change, desk } = await rejectedOrder()
    await change('loaAuthorizingPerson', 'M Rivera', 'U0DANA')
    await change('loaAuthorizingPerson', 'K Lopez', 'U0DANA')
    const told = async () =>
      (await desk.db.selectFrom('post').select('key').where('key', 'like', '%-refused').execute())
        .length
    expect(await told()).toBe(0)
    await change('loaAuthorizingPerson', 'N Rivera', 'U0PAT')
    expect(await told()).toBe(1)
    const requests = await desk.db
      .selectFrom('approval')
      .select(['asked_by as by', 'state'])
      .orderBy('asked_at')
      .execute()
    expect(requests.map(({ by, state }) => `${by} ${state}`).sort()).toEqual([
      'U0DANA void',
      'U0DANA void',
      'U0PAT open',
    ])
  })
})

it('The date that is requested already is no change of an agreed order, and what would be one is said', async () => {
  const { desk, bandwidth, clock, id, number, seen } = await rejectedOrder()
  bandwidth.control.foc(id)
  clock.advance(10_000)
  const { seen: content } = await seen()
  const fields = new Set(['requestedFocDate'] as const)
  await expect(
    changeOrder(desk, { number, by: 'U0DANA', fields, content, secrets: null }),
  ).rejects.toMatchObject({
    code: 'nothing-to-send',
    nextStep: expect.stringMatching(/^Choose another requested FOC/) as string,
  })
})

it('How many changes came after the FOC is not made up where Bandwidth keeps its history back', async () => {
  const { desk, bandwidth, clock, id, seen } = await rejectedOrder()
  bandwidth.control.foc(id)
  clock.advance(10_000)
  const agreed = await seen()
  expect(await changeFacts(desk, agreed)).toMatchObject({ changesSinceFoc: 0 })
  const path = `/portins/${id}/history`
  bandwidth.control.fault({ kind: 'status', status: 403, method: 'GET', path, times: 9 })
  expect(await changeFacts(desk, agreed)).toMatchObject({ changesSinceFoc: null })
})

it('A change is offered once more until a later one is made, though the refusal of the first still stands', async () => {
  const { desk, bandwidth, id, clock, change, reject, seen } = await rejectedOrder()
  const offered = async (order: SeenOrder) => {
    const view = await viewOrder(desk.db, order, desk.settings, clock.now())
    return orderButtons(view).map(({ text }) => text.text)
  }
  bandwidth.control.refuseSupp(id, { code: '7300', on: 'next' })
  expect(await change('zip', '27602', 'U0DANA')).toMatchObject({ kind: 'not-carried-out' })
  const undone = await seen()
  expect(undone.seen.errors.map(({ code }) => code)).toEqual(['7300'])
  expect(await offered(undone)).toContain('Try again')

  expect(await change('zip', '27603', 'U0DANA')).toMatchObject({ kind: 'shown' })
  const made = await reject('7402')
  const { errors } = undone.seen
  const stillRefused = { ...made, seen: { ...made.seen, errors } }
  expect(await offered(stillRefused)).not.toContain('Try again')
  expect(await unmadeChange(desk.db, stillRefused)).toBeNull()
  // It may undo the second as well, weeks later.
  expect(await unmadeChange(desk.db, undone)).toMatchObject({ content: made.content })
})
