import { describe, expect, it } from 'vitest'
import {
  ATX,
  FRONTIER,
  MCI,
  SPARE,
  TEMPLATE,
  WINDSTREAM,
  billing,
  openBulk,
} from './bulk-caller.ts'
import { cpuTimer } from '../../fixtures/cpu-time.ts'

const MIXED = [FRONTIER, '9195550101', WINDSTREAM, ATX, MCI]
const run = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`)

describe('a bulk order at the practice Bandwidth', () => {
  it('is a template that says its id only when it is made', async () => {
    const bandwidth = await openBulk()
    const made = await bandwidth.call(
      'POST',
      '/bulkPortins',
      '<BulkPortin><RequestedFocDate>2026-12-30Z</RequestedFocDate><PinNumber>12</PinNumber></BulkPortin>',
    )
    expect([made.status, made.one('ProcessingStatus')]).toEqual([201, 'DRAFT'])
    expect(made.one('RequestedFocDate')).toBe('2026-12-30T00:00:00.000Z')
    const id = made.one('OrderId') ?? ''
    expect(made.headers.get('location')).toContain(`/bulkPortins/${id}`)
    const read = await bandwidth.bulk(id)
    expect([read.one('PinNumber'), read.one('OrderId')]).toEqual(['12', null])
    expect((await bandwidth.bulk('nobody')).status).toBe(404)
  })

  it.each([
    ['<TargetRespOrgId>JYT</TargetRespOrgId>', 400, '7527'],
    ['<TargetRespOrgId>JYT-1</TargetRespOrgId>', 400, '7528'],
    ['<TargetRespOrgId>ABC01</TargetRespOrgId>', 409, '7531'],
    ['<CustomerOrderId>a_b</CustomerOrderId>', 400, '7318'],
    ['<RequestedFocDate>soon</RequestedFocDate>', 400, '7217'],
    ['<ProcessingStatus>IN_PROGRESS</ProcessingStatus>', 400, '7648'],
    ['<TnList><TN>9195550100</TN></TnList>', 400, null],
  ])('is not made of %s', async (content, status, code) => {
    const bandwidth = await openBulk()
    const made = await bandwidth.call('POST', '/bulkPortins', `<BulkPortin>${content}</BulkPortin>`)
    expect([made.status, made.one('ErrorCode')]).toEqual([status, code])
  })

  it('checks its list for seconds, or for a minute and a half with toll-free numbers', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    expect((await bandwidth.tns(id)).text).toContain('<PortableTnList/>')
    const taken = await bandwidth.put(id, [FRONTIER, WINDSTREAM])
    expect([taken.status, taken.one('ProcessingStatus')]).toEqual([202, 'VALIDATE_DRAFT_TNS'])
    expect((await bandwidth.tns(id)).all('TN')).toEqual([FRONTIER, WINDSTREAM])
    bandwidth.clock.advance(5_000)
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TNS')

    await bandwidth.put(id, MIXED)
    bandwidth.clock.advance(60_000)
    expect(await bandwidth.status(id)).toBe('VALIDATE_DRAFT_TNS')
    bandwidth.clock.advance(60_000)
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TNS')
  })

  it('drops a check when another list comes', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    await bandwidth.put(id, [FRONTIER])
    bandwidth.clock.advance(2_000)
    await bandwidth.put(id, [WINDSTREAM])
    bandwidth.clock.advance(2_000)
    expect(await bandwidth.status(id)).toBe('VALIDATE_DRAFT_TNS')
    bandwidth.clock.advance(2_000)
    const [child = '', ...others] = await bandwidth.children(id)
    expect(others).toEqual([])
    expect((await bandwidth.order(child)).all('PhoneNumber')).toEqual([WINDSTREAM])
  })

  it('makes one child of what can go together, with what the template says of its kind', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked(MIXED)
    expect(await bandwidth.children(id)).toHaveLength(4)
    const frontier = await bandwidth.order(await bandwidth.childOf(id, FRONTIER))
    expect(frontier.all('PhoneNumber')).toEqual(MIXED.slice(0, 2))
    expect([frontier.one('ProcessingStatus'), frontier.one('BulkPortinOrderId')]).toEqual([
      'DRAFT',
      id,
    ])
    expect([frontier.one('BusinessName'), frontier.one('TargetRespOrgId')]).toEqual([
      'Acme Dental',
      null,
    ])
    bandwidth.clock.advance(5_000)
    const tollFree = await bandwidth.order(await bandwidth.childOf(id, ATX))
    expect([tollFree.one('ProcessingStatus'), tollFree.one('TargetRespOrgId')]).toEqual([
      'VALID_DRAFT_TFNS',
      'JYT01',
    ])
    const listed = await bandwidth.call('GET', '/portins?page=1&size=9&status=draft')
    expect(listed.all('OrderId')).toHaveLength(2)
  })

  it.each([
    ['off-net numbers by rate center and vendor', ['7205550100', '7205560100', '7205570100'], 3],
    ['wireless from wireline', ['9195550100', '9195570100'], 2],
    ['internal from others', ['9195550100', '9195580100'], 2],
    ['on-net numbers at 999', run('919555', 1000), 2],
    ['nothing of fifty off-net numbers, which go by hand', run('720555', 50), 1],
  ])('splits %s', async (_what, tns, count) => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked(tns)
    const children = await bandwidth.children(id)
    expect(children).toHaveLength(count)
    const type = (await bandwidth.order(children[0] ?? '')).one('PortType')
    expect(type).toBe(tns.length === 50 ? 'MANUALOFFNET' : 'AUTOMATED')
  })

  it('says of each number that cannot go why, and makes no children', async () => {
    const bandwidth = await openBulk()
    const bad: Record<string, string> = {
      [SPARE]: '7642',
      '8445560100': '7643',
      '8445570100': '7644',
      '8445580100': '7656',
      '8445590100': '7657',
      '8445600100': '7627',
      '6057250100': '7331',
      '9195600100': '7378',
      '9195590100': '7205',
    }
    const id = await bandwidth.checked([...MIXED, ...Object.keys(bad)])
    const read = await bandwidth.tns(id)
    expect(read.one('ProcessingStatus')).toBe('INVALID_DRAFT_TNS')
    expect(read.all('TN')).toEqual(MIXED)
    expect(Object.fromEntries(read.all('Tn').map((tn, at) => [tn, read.all('Code')[at]]))).toEqual(
      bad,
    )
    expect(await bandwidth.children(id)).toEqual([])
  })

  it.each([
    ['too many numbers', run('919555', 9999).concat(run('919556', 9999), run('919557', 3)), '7314'],
    ['an eleven-digit number', ['19195550100'], '7339'],
    ['no number', [], '7316'],
  ])('does not take %s', async (_what, tns, code) => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    const refused = await bandwidth.put(id, tns)
    expect([refused.status, refused.one('ErrorCode')]).toEqual([400, code])
    expect([refused.one('OrderId'), refused.one('ProcessingStatus')]).toEqual([
      id,
      'INVALID_DRAFT_TNS',
    ])
    expect(await bandwidth.status(id)).toBe('DRAFT')
  })

  it('is invalid with every number when the vendor fails for five minutes, and then tried again', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    const tns = [FRONTIER, '8445630100']
    await bandwidth.put(id, tns)
    bandwidth.clock.advance(290_000)
    expect(await bandwidth.status(id)).toBe('VALIDATE_DRAFT_TNS')
    bandwidth.clock.advance(20_000)
    const failed = await bandwidth.tns(id)
    expect([failed.one('Code'), failed.all('Tn'), failed.all('TN')]).toEqual(['7628', tns, []])

    const again = '<RetryValidation>true</RetryValidation>'
    const retried = await bandwidth.patch(id, again)
    expect([retried.status, retried.one('RetryValidation')]).toEqual([200, 'true'])
    expect((await bandwidth.patch(id, again)).one('ErrorCode')).toBe('7524')
    bandwidth.clock.advance(120_000)
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TNS')

    const spare = await bandwidth.checked([SPARE])
    expect((await bandwidth.patch(spare, again)).one('ErrorCode')).toBe('7525')
    const regular = await bandwidth.checked(['6057250100'])
    expect((await bandwidth.patch(regular, again)).one('ErrorCode')).toBe('7523')
  })

  it('may be failed by the vendor as often as a story needs', async () => {
    const bandwidth = await openBulk({ bulkHabits: { vendorFailures: 2 } })
    const id = await bandwidth.create()
    await bandwidth.put(id, ['8445620100'])
    bandwidth.clock.advance(310_000)
    await bandwidth.patch(id, '<RetryValidation>true</RetryValidation>')
    bandwidth.clock.advance(310_000)
    expect((await bandwidth.tns(id)).one('Code')).toBe('7626')
    await bandwidth.patch(id, '<RetryValidation>true</RetryValidation>')
    bandwidth.clock.advance(310_000)
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TNS')
  })

  it('has five hundred children where five hundred carriers are, and patches them at once', async () => {
    const bandwidth = await openBulk()
    const tns = Array.from({ length: 500 }, (_, index) => `336${200 + index}0100`)
    const id = await bandwidth.checked(tns)
    expect(await bandwidth.children(id)).toHaveLength(500)
    const cpuMs = cpuTimer()
    expect((await bandwidth.patch(id, '<PeerId>521435</PeerId>')).status).toBe(200)
    const refused = await bandwidth.submit(id)
    expect(refused.all('PortinOrderId')).toHaveLength(500)
    expect(cpuMs()).toBeLessThan(5_000)
  })

  it('gives what a child was told to the new child with most of its numbers', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER, '9195550101', WINDSTREAM])
    const old = await bandwidth.childOf(id, FRONTIER)
    await bandwidth.update(old, billing(FRONTIER))
    await bandwidth.call('POST', `/portins/${old}/loas`, 'PDF', {
      'Content-Type': 'application/pdf',
    })
    await bandwidth.put(id, [FRONTIER, '9195570100'])
    bandwidth.clock.advance(10_000)
    const young = await bandwidth.childOf(id, FRONTIER)
    expect(young).not.toBe(old)
    expect((await bandwidth.order(old)).status).toBe(404)
    expect((await bandwidth.order(young)).one('BillingTelephoneNumber')).toBe(FRONTIER)
    expect((await bandwidth.call('GET', `/portins/${young}/loas`)).one('fileCount')).toBe('0')
    const wireless = await bandwidth.order(await bandwidth.childOf(id, '9195570100'))
    expect(wireless.one('BillingTelephoneNumber')).toBeNull()
  })

  it('splits three hundred mixed numbers of five carriers and two RespOrgs as its paper says', async () => {
    const bandwidth = await openBulk()
    const bad = ['8445550100', '8445560100', '8445570100', '8445580100', '8445590100']
    bad.push('9195600100', '9195590100', '6057250100')
    const good = ['919555', '919556', '919557', '984555', '720555', '800555', '800556'].flatMap(
      (prefix, index) => run(prefix, index < 5 ? 42 : 41),
    )
    const id = await bandwidth.checked([...bad, ...good])
    const read = await bandwidth.tns(id)
    expect([read.all('Tn').sort(), read.all('TN')]).toEqual([bad.sort(), good])
    await bandwidth.put(id, good)
    bandwidth.clock.advance(120_000)
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TNS')
    expect(await bandwidth.children(id)).toHaveLength(7)
  })

  it('splits twenty thousand numbers in a moment', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    const tns = [
      ...run('919555', 9000),
      ...run('919556', 5000),
      ...run('720555', 3000),
      ...run('800555', 3000),
    ]
    const cpuMs = cpuTimer()
    expect((await bandwidth.put(id, tns)).status).toBe(202)
    bandwidth.clock.advance(120_000)
    expect(cpuMs()).toBeLessThan(10_000)
    const read = await bandwidth.tns(id)
    expect(new Set([...read.all('Tn'), ...read.all('TN')]).size).toBe(20_000)
    // 10 and 6 of at most 999 each, one by hand, one toll-free.
    expect(await bandwidth.children(id)).toHaveLength(18)
  })

  it('is deleted with its drafts, and only as a draft', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked(MIXED)
    const [child = ''] = await bandwidth.children(id)
    const deleted = await bandwidth.call('DELETE', `/bulkPortins/${id}`)
    expect([deleted.status, deleted.text]).toEqual([200, ''])
    expect((await bandwidth.bulk(id)).status).toBe(404)
    expect((await bandwidth.order(child)).status).toBe(404)
    const running = await bandwidth.submitted([FRONTIER])
    const refused = await bandwidth.call('DELETE', `/bulkPortins/${running}`)
    expect([refused.status, refused.one('Code')]).toEqual([400, '7709'])
  })

  it('is purged at 09:00 UTC after two idle days with its drafts, and not before', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked(MIXED)
    const [child = ''] = await bandwidth.children(id)
    bandwidth.clock.set(Date.parse('2026-12-03T10:00:00Z'))
    await bandwidth.patch(id, '<PeerId>521435</PeerId>')
    bandwidth.clock.set(Date.parse('2026-12-05T09:30:00Z'))
    expect((await bandwidth.order(child)).one('PeerId')).toBe('521435')
    bandwidth.clock.set(Date.parse('2026-12-06T09:30:00Z'))
    expect((await bandwidth.bulk(id)).status).toBe(404)
    expect((await bandwidth.order(child)).status).toBe(404)
  })

  it('patches what is named into every child, and takes out what is marked', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER, WINDSTREAM])
    const child = await bandwidth.childOf(id, FRONTIER)
    await bandwidth.update(child, '<CustomerOrderId>Own</CustomerOrderId><PeerId>521435</PeerId>')
    bandwidth.clock.advance(60_000)
    const patched = await bandwidth.patch(
      id,
      '<CustomerOrderId>Move 8</CustomerOrderId><SiteId delete="true"/><Subscriber delete="true"/>',
    )
    expect([patched.status, patched.one('SiteId'), patched.one('BusinessName')]).toEqual([
      200,
      null,
      null,
    ])
    const order = await bandwidth.order(child)
    expect([order.one('CustomerOrderId'), order.one('PeerId')]).toEqual(['Move 8', '521435'])
    expect([order.one('SiteId'), order.one('BusinessName')]).toEqual([null, null])
    expect(order.one('LastModifiedDate')).toBe(patched.one('LastModifiedDate'))
    expect((await bandwidth.patch(id, billing(FRONTIER))).one('ErrorCode')).toBe('7705')
    const replaced = await bandwidth.call('PUT', `/bulkPortins/${id}`, '<BulkPortin/>')
    expect([replaced.status, replaced.one('ErrorCode')]).toEqual([400, '7703'])
  })

  it('is replaced as a whole as long as it has no children', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create(TEMPLATE)
    const body = '<BulkPortin><SiteId>14021</SiteId></BulkPortin>'
    const replaced = await bandwidth.call('PUT', `/bulkPortins/${id}`, body)
    expect([replaced.one('SiteId'), replaced.one('CustomerOrderId')]).toEqual(['14021', null])
  })
})
