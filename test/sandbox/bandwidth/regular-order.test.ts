import { describe, expect, it } from 'vitest'
import { DRAFT, openBandwidth, regularOrder, requestedDate } from './bandwidth-caller.ts'

const FRONTIER = '9195550100'
const list = (...tns: string[]) =>
  `<ListOfPhoneNumbers>${tns.map((tn) => `<PhoneNumber>${tn}</PhoneNumber>`).join('')}</ListOfPhoneNumbers>`

describe('a local order at the practice Bandwidth', () => {
  it('goes from draft to live, each step dated when it was due', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(regularOrder([FRONTIER], DRAFT))
    const draft = await bandwidth.order(id)
    expect(draft.one('ProcessingStatus')).toBe('DRAFT')
    expect(draft.one('EarliestEstimate')).toBe('2026-12-04T16:30:00Z')
    expect(draft.one('OrderId')).toBeNull()
    expect(draft.one('Zip')).toBe('02134')
    expect(draft.one('LosingCarrierSPID')).toBe('0121')

    const submitted = await bandwidth.submit(id)
    expect(submitted.one('ProcessingStatus')).toBe('REQUESTED_SUPP')
    expect(await bandwidth.status(id)).toBe('PENDING_DOCUMENTS')
    bandwidth.clock.advance(10_000)
    expect(await bandwidth.status(id)).toBe('SUBMITTED')

    await bandwidth.door(`orders/${id}/foc`, { date: '2026-12-08' })
    expect((await bandwidth.order(id)).one('ActualFocDate')).toBe('2026-12-08T00:00:00Z')
    bandwidth.clock.advance(30 * 86_400_000)
    const live = await bandwidth.order(id)
    expect(live.one('ProcessingStatus')).toBe('COMPLETE')
    expect(live.one('LastModifiedDate')).toBe('2026-12-08T16:30:02.000Z')
  })

  it('tells its history late, and none of a draft', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(regularOrder([FRONTIER], DRAFT))
    const history = () => bandwidth.call('GET', `/portins/${id}/history`)
    const ofDraft = await history()
    expect([ofDraft.status, ofDraft.one('Code')]).toEqual([200, '7710'])
    await bandwidth.submit(id)
    expect((await history()).all('Status')).toEqual([])
    bandwidth.clock.advance(60_000)
    expect((await history()).all('Status')).toEqual(['PENDING_DOCUMENTS', 'SUBMITTED'])
  })

  it('agrees, agrees a day later or rejects by itself where the prefix says so', async () => {
    const bandwidth = await openBandwidth()
    const date = requestedDate('2026-12-11T16:30:00Z')
    const agrees = await bandwidth.create(regularOrder(['9845550100'], date))
    const later = await bandwidth.create(regularOrder(['9845560100'], date))
    const rejects = await bandwidth.create(regularOrder(['9845570100'], date))
    bandwidth.clock.advance(120_000)
    expect((await bandwidth.order(agrees)).one('ActualFocDate')).toBe('2026-12-11T16:30:00Z')
    // 11 December is a Friday.
    expect((await bandwidth.order(later)).one('ActualFocDate')).toBe('2026-12-14T16:30:00Z')
    const rejected = await bandwidth.order(rejects)
    expect(rejected.one('ProcessingStatus')).toBe('EXCEPTION')
    expect(rejected.one('Code')).toBe('7402')
  })

  it('stays a draft when something mandatory is missing, and the refusal says EXCEPTION', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(
      `<LnpOrder><ListOfPhoneNumbers><PhoneNumber>${FRONTIER}</PhoneNumber></ListOfPhoneNumbers>${DRAFT}</LnpOrder>`,
    )
    const refused = await bandwidth.submit(id)
    expect(refused.status).toBe(400)
    expect(refused.one('ProcessingStatus')).toBe('EXCEPTION')
    expect(refused.all('Code')).toEqual(expect.arrayContaining(['7103', '7104', '7115', '7334']))
    expect(await bandwidth.status(id)).toBe('DRAFT')
  })

  it('names the numbers that stand in another active order', async () => {
    const bandwidth = await openBandwidth()
    await bandwidth.create(regularOrder([FRONTIER]))
    const again = await bandwidth.call('POST', '/portins', regularOrder([FRONTIER, '9195590101']))
    expect(again.status).toBe(400)
    expect(again.one('Code')).toBe('400')
    expect(again.all('Code')).toContain('7205')
    expect(again.all('Tn')).toEqual([FRONTIER, '9195590101'])
  })

  it('exists in EXCEPTION when its number is not in service', async () => {
    const bandwidth = await openBandwidth()
    const created = await bandwidth.call('POST', '/portins', regularOrder(['9195600100']))
    expect(created.status).toBe(201)
    expect(created.one('ProcessingStatus')).toBe('EXCEPTION')
    expect(await bandwidth.status(created.one('OrderId') ?? '')).toBe('EXCEPTION')
  })

  it.each([
    ['yesterday', '2026-11-30T16:30:00Z', '7208'],
    ['tomorrow', '2026-12-02T16:30:00Z', '7209'],
    ['in five weeks', '2027-01-05T16:30:00Z', '7210'],
    ['on Saturday', '2026-12-12T16:30:00Z', '7315'],
    ['on Christmas Day', '2026-12-25T16:30:00Z', '7315'],
    ['some day', 'soon', '7217'],
  ])('cannot be requested %s', async (_when, date, code) => {
    const bandwidth = await openBandwidth()
    const refused = await bandwidth.call(
      'POST',
      '/portins',
      regularOrder([FRONTIER], requestedDate(date)),
    )
    expect(refused.all('Code')).toContain(code)
  })

  it('keeps a bare day and runs at 11:30 in New York on it, whatever time was asked', async () => {
    const bandwidth = await openBandwidth()
    const bare = await bandwidth.agreed(
      regularOrder([FRONTIER], requestedDate('2026-12-15T00:00:00Z')),
    )
    const timed = await bandwidth.agreed(
      regularOrder(['9195550101'], requestedDate('2026-12-15T15:00:00-0500')),
    )
    expect((await bandwidth.order(bare)).one('RequestedFocDate')).toBe('2026-12-15T00:00:00Z')
    expect((await bandwidth.order(timed)).one('RequestedFocDate')).toBe('2026-12-15T16:30:00Z')
    bandwidth.clock.set(Date.parse('2026-12-15T16:29:59Z'))
    expect([await bandwidth.status(bare), await bandwidth.status(timed)]).toEqual(['FOC', 'FOC'])
    bandwidth.clock.advance(5000)
    expect(await bandwidth.status(bare)).toBe('COMPLETE')
    expect(await bandwidth.status(timed)).toBe('COMPLETE')
  })

  it.each([
    ['7324', 'Acme Dental', 'A name that is far too long'],
    ['7105', '<BusinessName>Acme Dental</BusinessName>', ''],
    ['7211', 'BUSINESS<', 'RESIDENTIAL<'],
    ['7357', 'Jo Rivera', 'Josephine Rivera-Lopez'],
    ['7108', '<HouseNumber>100</HouseNumber>', ''],
    ['7214', '02134', '213'],
    ['7395', '<StateCode>NC', '<StateCode>XX'],
    ['7309', '14020', '1'],
    ['7310', '14020', '14022'],
    ['7204', '<BillingTelephoneNumber>9195550100', '<BillingTelephoneNumber>9195560100'],
    ['7201', '<PhoneNumber>9195550100', '<PhoneNumber>19195550100'],
    ['7331', /9195550100/g, '6057250100'],
    ['7114', /9195550100/g, '9195570100'],
    ['7481', '<ServiceAddress>', '<AccountNumber>1</AccountNumber><ServiceAddress>'],
  ])('is refused with %s', async (code, good, bad) => {
    const bandwidth = await openBandwidth()
    const order = regularOrder([FRONTIER]).replace(good, bad)
    const refused = await bandwidth.call('POST', '/portins', order)
    expect(refused.status).toBe(400)
    expect(refused.all('Code')).toContain(code)
    expect(bandwidth.control.orders()).toEqual([])
  })

  it('loses its CustomerOrderId when a change leaves it out', async () => {
    const bandwidth = await openBandwidth()
    const own = '<CustomerOrderId>PO-1</CustomerOrderId>'
    const id = await bandwidth.create(regularOrder([FRONTIER], own + DRAFT))
    await bandwidth.update(id, `${own}<SiteId>14021</SiteId>`)
    expect((await bandwidth.order(id)).one('CustomerOrderId')).toBe('PO-1')
    await bandwidth.update(id, '<SiteId>14020</SiteId>')
    expect((await bandwidth.order(id)).one('CustomerOrderId')).toBeNull()
  })

  it('loses an AddressLine2 in the wrong place and secrets at the top', async () => {
    const bandwidth = await openBandwidth()
    const order = (line: string) =>
      `<LnpOrder><AccountNumber>12</AccountNumber><Subscriber><ServiceAddress>${line}</ServiceAddress></Subscriber>${DRAFT}</LnpOrder>`
    const [street, unit] = ['<StreetName>Main</StreetName>', '<AddressLine2>Unit 2</AddressLine2>']
    const lost = await bandwidth.create(order(`${unit}${street}<City>Cary</City>`))
    const kept = await bandwidth.create(order(`${street}${unit}<City>Cary</City>`))
    expect((await bandwidth.order(lost)).one('AddressLine2')).toBeNull()
    expect((await bandwidth.order(kept)).one('AddressLine2')).toBe('Unit 2')
    expect((await bandwidth.order(kept)).one('AccountNumber')).toBeNull()
  })

  it('is purged at 09:00 UTC after 48 idle hours, and kept by a touch', async () => {
    const bandwidth = await openBandwidth()
    const idle = await bandwidth.create(regularOrder([FRONTIER], DRAFT))
    const kept = await bandwidth.create(regularOrder([FRONTIER], DRAFT))
    bandwidth.clock.set(Date.parse('2026-12-03T15:30:00Z'))
    await bandwidth.update(kept, '<CustomerOrderId>PO-2</CustomerOrderId>')
    bandwidth.clock.set(Date.parse('2026-12-04T08:59:59Z'))
    expect((await bandwidth.order(idle)).status).toBe(200)
    bandwidth.clock.advance(1000)
    expect((await bandwidth.order(idle)).status).toBe(404)
    expect((await bandwidth.order(kept)).status).toBe(200)
  })
})

describe('a change or cancel after submission', () => {
  it('waits for the carrier, and is undone when the carrier refuses it', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.agreed(
      regularOrder([FRONTIER], requestedDate('2026-12-14T16:30:00Z')),
    )
    const moved = await bandwidth.update(id, requestedDate('2026-12-16T16:30:00Z'))
    expect(moved.status).toBe(200)
    expect(await bandwidth.status(id)).toBe('REQUESTED_SUPP')
    expect(
      (await bandwidth.update(id, requestedDate('2026-12-17T16:30:00Z'))).all('Code'),
    ).toContain('7300')
    await bandwidth.door(`orders/${id}/reject`, { code: '7433' })
    const back = await bandwidth.order(id)
    expect(back.one('ProcessingStatus')).toBe('FOC')
    expect(back.one('RequestedFocDate')).toBe('2026-12-14T16:30:00Z')
    expect(back.one('Code')).toBe('7433')
  })

  it('is soon done when it is nothing to the carrier, and waits otherwise', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.agreed(regularOrder([FRONTIER]), '2026-12-15')
    await bandwidth.update(id, '<SiteId>14021</SiteId>')
    expect(await bandwidth.status(id)).toBe('REQUESTED_SUPP')
    bandwidth.clock.advance(10_000)
    expect(await bandwidth.status(id)).toBe('FOC')
    await bandwidth.update(id, requestedDate('2026-12-17T16:30:00Z'))
    bandwidth.clock.advance(3_600_000)
    expect(await bandwidth.status(id)).toBe('REQUESTED_SUPP')
  })

  it.each([
    [
      'the name on a wireless order',
      '9195570100',
      '<LoaAuthorizingPerson>Al</LoaAuthorizingPerson>',
      '7306',
    ],
    ['the numbers of an off-net order', '7205550100', list('7205550101'), '7498'],
    ['Triggered', FRONTIER, '<Triggered>true</Triggered>', '7350'],
    ['to numbers of another carrier', FRONTIER, list(FRONTIER, '9195560100'), '7495'],
    ['to a date without a time', FRONTIER, requestedDate('2026-12-16'), '7217'],
    ['to a time of its own', FRONTIER, requestedDate('2026-12-16T20:00:00Z'), '7608'],
  ])('cannot change %s', async (_what, tn, change, code) => {
    const bandwidth = await openBandwidth()
    const account = '<WirelessInfo><AccountNumber>007</AccountNumber></WirelessInfo>'
    const id = await bandwidth.create(regularOrder([tn], account))
    bandwidth.clock.advance(10_000)
    expect((await bandwidth.update(id, change)).all('Code')).toContain(code)
    expect(await bandwidth.status(id)).toBe('SUBMITTED')
  })

  it('is refused a PUT of DRAFT: what was submitted never becomes a draft again', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(regularOrder([FRONTIER]))
    bandwidth.clock.advance(10_000)
    const refused = await bandwidth.update(id, DRAFT)
    expect([refused.status, refused.all('Code')]).toEqual([400, ['400', '7367']])
    expect(await bandwidth.status(id)).toBe('SUBMITTED')
  })

  it('is refused in the last 24 hours and on the day', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.agreed(regularOrder([FRONTIER]), '2026-12-08')
    const refusals = async () => {
      const change = await bandwidth.update(id, requestedDate('2026-12-16T16:30:00Z'))
      const cancel = await bandwidth.call('DELETE', `/portins/${id}`)
      return [change.all('Code')[1], cancel.all('Code')[1]]
    }
    bandwidth.clock.set(Date.parse('2026-12-07T17:00:00Z'))
    expect(await refusals()).toEqual(['7635', '7301'])
    bandwidth.clock.set(Date.parse('2026-12-08T15:00:00Z'))
    expect(await refusals()).toEqual(['7390', '7301'])
    bandwidth.clock.set(Date.parse('2026-12-08T17:00:00Z'))
    expect(await refusals()).toEqual(['7304', '7304'])
  })

  it('cancels at once what no vendor has seen, and asks the carrier for the rest', async () => {
    const bandwidth = await openBandwidth()
    const early = await bandwidth.create(regularOrder([FRONTIER]))
    await bandwidth.call('DELETE', `/portins/${early}`)
    expect(await bandwidth.status(early)).toBe('CANCELLED')
    const late = await bandwidth.agreed(regularOrder([FRONTIER]), '2026-12-15')
    await bandwidth.call('DELETE', `/portins/${late}`)
    expect(await bandwidth.status(late)).toBe('REQUESTED_CANCEL')
    expect((await bandwidth.update(late, '')).all('Code')).toContain('7353')
    await bandwidth.door(`orders/${late}/cancelled`)
    expect(await bandwidth.status(late)).toBe('CANCELLED')
  })

  it('removes a draft for good', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(regularOrder([FRONTIER], DRAFT))
    expect((await bandwidth.call('DELETE', `/portins/${id}`)).status).toBe(200)
    expect((await bandwidth.order(id)).status).toBe(404)
  })
})
