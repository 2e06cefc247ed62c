import { describe, expect, it } from 'vitest'
import type { Caller } from './bandwidth-caller.ts'
import { DRAFT, openBandwidth, regularOrder } from './bandwidth-caller.ts'

const list = (bandwidth: Caller, query: string) =>
  bandwidth.call('GET', `/portins?page=1&size=100&${query}`)

const nextPage = (text: string): string | null => {
  const link = /<next>Link=&lt;([^]*?)&gt;/.exec(text)?.[1]
  return link ? new URL(link.replaceAll('&amp;', '&')).search : null
}

describe('the order list of the practice Bandwidth', () => {
  it('is walked by order id, each order once', async () => {
    const bandwidth = await openBandwidth()
    const ids: string[] = []
    for (const line of ['00', '01', '02', '03', '04']) {
      ids.push(await bandwidth.create(regularOrder([`91955501${line}`])))
      bandwidth.clock.advance(1)
    }
    const seen: string[] = []
    let query: string | null = '?page=1&size=2'
    while (query !== null) {
      const page = await bandwidth.call('GET', `/portins${query}`)
      expect(page.one('TotalCount')).toBe('5')
      seen.push(...page.all('OrderId'))
      query = nextPage(page.text)
    }
    expect(seen).toEqual(ids.reverse())
  })

  it('leaves drafts out unless they are asked for', async () => {
    const bandwidth = await openBandwidth()
    const own = '<CustomerOrderId>PO-1</CustomerOrderId>'
    const id = await bandwidth.create(regularOrder(['9195550100'], own + DRAFT))
    expect((await list(bandwidth, 'customerOrderId=PO-1')).one('TotalCount')).toBe('0')
    const drafts = await list(bandwidth, 'customerOrderId=PO-1&status=draft')
    expect(drafts.all('OrderId')).toEqual([id])
    expect((await list(bandwidth, 'customerOrderId=PO-2&status=draft')).all('OrderId')).toEqual([])
  })

  it('finds by numbers and PON', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.agreed(regularOrder(['9195550100', '9195550101']))
    const pon = (await bandwidth.order(id)).one('PON') ?? ''
    for (const query of ['tn=9195550100', 'orderTn=9195550101', `pon=${pon}`]) {
      expect((await list(bandwidth, query)).all('OrderId')).toEqual([id])
    }
    expect((await list(bandwidth, 'tn=9195550101')).all('OrderId')).toEqual([])
  })

  it('shows an order as it was at the end of a day, or of a range', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.agreed(regularOrder(['9195550100']), '2026-12-08')
    bandwidth.clock.advance(20 * 86_400_000)
    const statusOn = async (query: string) => (await list(bandwidth, query)).one('ProcessingStatus')
    expect(await statusOn('date=2026-12-01')).toBe('FOC')
    expect(await statusOn('date=2026-12-08')).toBe('COMPLETE')
    expect(await statusOn('date=2026-12-05')).toBeNull()
    expect(await statusOn('startdate=2026-12-01&enddate=2026-12-31')).toBe('COMPLETE')
    expect(await statusOn('status=foc')).toBeNull()
    expect((await bandwidth.order(id)).one('ProcessingStatus')).toBe('COMPLETE')
  })

  it.each([
    ['startdate=2026-12-01', '15508'],
    ['startdate=2026-12-02&enddate=2026-12-01', '15501'],
    ['date=2026-12-01&tn=9195550100', '15515'],
    ['status=rejected', '15518'],
  ])('refuses %s', async (query, code) => {
    const bandwidth = await openBandwidth()
    const refused = await list(bandwidth, query)
    expect([refused.status, refused.one('Code')]).toEqual([400, code])
  })

  it('is not there without page and size', async () => {
    const bandwidth = await openBandwidth()
    expect((await bandwidth.call('GET', '/portins')).status).toBe(404)
  })
})
