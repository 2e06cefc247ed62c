import { describe, expect, it } from 'vitest'
import type { SuppHabits } from '../../../sandbox/bandwidth/supp-habits.ts'
import type { Caller } from './bandwidth-caller.ts'
import { openBandwidth, regularOrder, supp, requestedDate } from './bandwidth-caller.ts'
import {
  ACCOUNT,
  CHANGES,
  COLUMNS,
  FRONTIER,
  LATER,
  LUMEN,
  MANUAL_TOLL_FREE,
  T_MOBILE,
  wireless,
} from './columns.ts'

/** What says that an element is closed; any other refusal is about what was asked for it. */
const CLOSED = [
  '7305',
  '7306',
  '7307',
  '7308',
  '7483',
  '7498',
  '7506',
  '7534',
  '7383',
  '7384',
  '7385',
]

async function submitted(bandwidth: Caller, content: string): Promise<string> {
  const id = await bandwidth.create(content)
  bandwidth.clock.advance(10_000)
  return id
}

async function refusedOf(bandwidth: Caller, content: string): Promise<string[]> {
  const refused: string[] = []
  for (const [what, change] of Object.entries(CHANGES)) {
    const id = await submitted(bandwidth, content)
    const tn = /<PhoneNumber>(\d+)/.exec(content)?.[1] ?? ''
    const answer = await bandwidth.update(id, change(tn))
    if (answer.all('Code').some((code) => CLOSED.includes(code))) refused.push(what)
    bandwidth.control.cancelled(id)
  }
  return refused
}

describe('a change of a submitted order', () => {
  it.each(COLUMNS)(
    'of the column %s takes what the figure says',
    async (_kind, content, closed) => {
      const bandwidth = await openBandwidth()
      expect((await refusedOf(bandwidth, content)).sort()).toEqual(
        closed.split(' ').filter(Boolean).sort(),
      )
    },
  )

  it('takes more of an off-net order where the newer article holds, until a date is agreed', async () => {
    const bandwidth = await openBandwidth()
    await bandwidth.door('supps', { offNetSupplements: 'wide', fieldsAfterFoc: 'taken' })
    expect(await refusedOf(bandwidth, regularOrder([LUMEN]))).toEqual([])
    const id = await bandwidth.agreed(regularOrder([LUMEN]), '2026-12-15')
    const refused = await bandwidth.update(id, CHANGES['Address']?.(LUMEN) ?? '')
    expect(refused.all('Code')).toContain('7307')
    expect((await bandwidth.door('supps', { offNetSupplements: 'maybe' })).status).toBe(400)
  })

  it('may repeat what is closed, or must leave it out', async () => {
    const bandwidth = await openBandwidth()
    const id = await submitted(bandwidth, regularOrder([T_MOBILE], ACCOUNT))
    const copy = `${LATER}<LoaAuthorizingPerson>Jo Rivera</LoaAuthorizingPerson><PartialPort>false</PartialPort><Triggered>false</Triggered>`
    bandwidth.control.suppHabits({ unchangedClosedElements: 'refused' })
    const refused = await bandwidth.update(id, copy)
    expect(refused.all('Code').slice(1).sort()).toEqual(['7306', '7483'])
    bandwidth.control.suppHabits({ unchangedClosedElements: 'ok' })
    expect((await bandwidth.update(id, copy)).status).toBe(200)
  })

  it.each([
    ['yesterday', '2026-11-30T16:30:00Z', '7208'],
    ['tomorrow', '2026-12-02T16:30:00Z', '7209'],
    ['in five weeks', '2027-01-05T16:30:00Z', '7210'],
  ])('cannot ask for %s', async (_when, date, code) => {
    const bandwidth = await openBandwidth()
    const id = await submitted(bandwidth, regularOrder([FRONTIER]))
    expect((await bandwidth.update(id, requestedDate(date))).all('Code')).toContain(code)
  })

  it('is refused with the date that has gone by meanwhile, though it is repeated as it was', async () => {
    const bandwidth = await openBandwidth()
    const id = await submitted(bandwidth, regularOrder([FRONTIER]))
    await bandwidth.door(`orders/${id}/reject`)
    const old = requestedDate((await bandwidth.order(id)).one('RequestedFocDate') ?? '')
    bandwidth.clock.advance(10 * 86_400_000)
    const mended = `${old}${CHANGES['Address']?.(FRONTIER) ?? ''}`
    expect((await bandwidth.update(id, mended)).all('Code')).toContain('7208')
  })

  it('stands in the history with what it changed, secrets too', async () => {
    const bandwidth = await openBandwidth()
    const id = await submitted(
      bandwidth,
      regularOrder([FRONTIER], requestedDate('2026-12-15T16:30:00Z')),
    )
    const secrets = wireless('<AccountNumber>4471</AccountNumber><PinNumber>99</PinNumber>')
    await bandwidth.update(id, `${LATER}${CHANGES['Address']?.(FRONTIER) ?? ''}${secrets}`)
    bandwidth.control.foc(id)
    bandwidth.clock.advance(60_000)
    const history = await bandwidth.call('GET', `/portins/${id}/history`)
    const [change = '', foc = ''] = history.all('Difference')
    expect(change.split('\n').sort()).toEqual([
      'AccountNumber : "" --&gt; 4471',
      'PinNumber : "" --&gt; 99',
      'RequestedFocDate : Tue Dec 15 16:30:00 UTC 2026 --&gt; Thu Dec 17 16:30:00 UTC 2026',
      'ServiceAddress : 100 Main Raleigh NC 02134 --&gt; 102 Main Raleigh NC 02134',
    ])
    expect(foc).toBe('ActualFocDate : "" --&gt; Thu Dec 17 16:30:00 UTC 2026')
  })
})

describe('a change that was accepted and came to nothing', () => {
  const seen = async (bandwidth: Caller, id: string) => {
    const order = await bandwidth.order(id)
    return [order.one('ProcessingStatus'), order.one('Code'), order.one('RequestedFocDate')]
  }
  const OLD = '2026-12-15T16:30:00Z'

  it('does so at once where a door says it of the next one, and of that alone', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.agreed(regularOrder([FRONTIER], requestedDate(OLD)))
    const before = (await bandwidth.order(id)).one('LastModifiedDate')
    bandwidth.clock.advance(60_000)
    await bandwidth.door(`orders/${id}/supp`, { refuse: '7300', on: 'next', silently: true })
    expect((await bandwidth.update(id, LATER)).status).toBe(200)
    expect(await seen(bandwidth, id)).toEqual(['FOC', '7300', OLD])
    expect((await bandwidth.order(id)).one('LastModifiedDate')).toBe(before)
    await bandwidth.update(id, LATER)
    expect(await bandwidth.status(id)).toBe('REQUESTED_SUPP')
    await bandwidth.door(`orders/${id}/supp`, { refuse: '7433', on: 'pending' })
    expect(await seen(bandwidth, id)).toEqual(['FOC', '7433', OLD])
    expect((await bandwidth.order(id)).one('LastModifiedDate')).not.toBe(before)
  })

  it.each([
    ['a wireless order with a date', T_MOBILE, LATER, {}, 'FOC 7300'],
    ['the name of an order with a date', FRONTIER, CHANGES['Loa']?.('') ?? '', {}, 'FOC 7300'],
    [
      'the same, where it is taken',
      FRONTIER,
      CHANGES['Loa']?.('') ?? '',
      { fieldsAfterFoc: 'taken' },
      'REQUESTED_SUPP null',
    ],
    ['the site of an order with a date', FRONTIER, '<SiteId>14021</SiteId>', {}, 'FOC null'],
    [
      'a Lumen order in its last two days',
      LUMEN,
      requestedDate('2026-12-22T16:30:00Z'),
      {},
      'FOC 6314',
    ],
  ] as [string, string, string, Partial<SuppHabits>, string][])(
    'is of %s',
    async (_what, tn, change, habits, expected) => {
      const bandwidth = await openBandwidth({ suppHabits: habits })
      const id = await bandwidth.agreed(regularOrder([tn], requestedDate(OLD) + ACCOUNT))
      bandwidth.clock.set(Date.parse('2026-12-08T15:00:00Z'))
      if (tn === LUMEN) bandwidth.clock.set(Date.parse('2026-12-14T15:00:00Z'))
      const answer = await bandwidth.update(id, change)
      bandwidth.clock.advance(10_000)
      const [status, code] = await seen(bandwidth, id)
      expect([answer.status, `${status ?? ''} ${String(code)}`]).toEqual([200, expected])
    },
  )

  it('is refused by Lumen when it asks for the date that it has', async () => {
    const bandwidth = await openBandwidth()
    const id = await submitted(bandwidth, regularOrder([LUMEN], requestedDate(OLD)))
    await bandwidth.door(`orders/${id}/reject`, { code: '6568', text: 'Wrong BTN' })
    const mend = async (date: string) => {
      const answer = await bandwidth.update(
        id,
        `${requestedDate(date)}${CHANGES['Btn']?.(LUMEN) ?? ''}`,
      )
      bandwidth.clock.advance(10_000)
      return [answer.status, (await bandwidth.order(id)).one('Code'), await bandwidth.status(id)]
    }
    expect(await mend('2026-12-15T16:30:00.000Z')).toEqual([200, '6278', 'EXCEPTION'])
    expect(await mend('2026-12-16T16:30:00.000Z')).toEqual([200, null, 'REQUESTED_SUPP'])
  })

  it('cancels the order when it is the fourth since the FOC, where carriers do that', async () => {
    const bandwidth = await openBandwidth({ suppHabits: { fourthAfterFoc: 'cancels' } })
    const id = await bandwidth.agreed(regularOrder([FRONTIER], requestedDate(OLD)))
    for (const day of ['16', '17', '18']) {
      await bandwidth.update(id, requestedDate(`2026-12-${day}T16:30:00Z`))
      bandwidth.control.foc(id)
    }
    expect(bandwidth.control.orders()[0]).toMatchObject({ suppsAfterFoc: 3, status: 'FOC' })
    await bandwidth.update(id, requestedDate('2026-12-21T16:30:00Z'))
    bandwidth.clock.advance(10_000)
    expect((await seen(bandwidth, id)).slice(0, 2)).toEqual(['CANCELLED', '7611'])
  })
})

it('rejects an order for several reasons, with the numbers of each', async () => {
  const bandwidth = await openBandwidth()
  const id = await submitted(bandwidth, regularOrder([FRONTIER, '9195550101']))
  const errors = [{ code: '7402' }, { code: '7205', text: 'Busy', tns: ['9195550101'] }]
  await bandwidth.door(`orders/${id}/reject`, { errors })
  const rejected = await bandwidth.order(id)
  expect(rejected.all('Code')).toEqual(['7402', '7205'])
  expect(rejected.all('Tn')).toEqual(['9195550101'])
  const [seen] = bandwidth.control.orders()
  expect(seen).toMatchObject({ status: 'EXCEPTION', content: { address: { StreetName: 'Main' } } })
})

it('moves a toll-free order by hand, without a check of its numbers', async () => {
  const bandwidth = await openBandwidth()
  const id = await submitted(bandwidth, MANUAL_TOLL_FREE)
  const order = await bandwidth.order(id)
  expect([order.one('ProcessingStatus'), order.one('PortType')]).toEqual([
    'SUBMITTED',
    'MANUAL_TOLLFREE',
  ])
  expect(order.one('TollFreePortType')).toBeNull()
  expect((await bandwidth.call('PUT', `/portins/${id}`, supp(LATER))).status).toBe(200)
})
