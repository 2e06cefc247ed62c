import { describe, expect, it } from 'vitest'
import { answerOf } from './bandwidth-caller.ts'
import { ATX, FRONTIER, WINDSTREAM, openBulk, tnList } from './bulk-caller.ts'

const LIST = '/bulkPortins?page=1&size=10'

describe('the list of bulk orders at the practice Bandwidth', () => {
  it('shows each order once, drafts only by name of their state', async () => {
    const bandwidth = await openBulk()
    expect((await bandwidth.call('GET', LIST)).status).toBe(204)
    const draft = await bandwidth.create()
    const valid = await bandwidth.checked([FRONTIER])
    const running = await bandwidth.submitted([WINDSTREAM])
    const ids = async (more: string) => (await bandwidth.call('GET', LIST + more)).all('OrderId')
    expect(await ids('')).toEqual([running])
    expect(await ids('&status=draft')).toEqual([draft])
    expect(await ids('&status=valid_draft_tns')).toEqual([valid])
    expect((await bandwidth.call('GET', `${LIST}&status=partial`)).status).toBe(204)
    expect((await bandwidth.call('GET', `${LIST}&status=odd`)).status).toBe(400)
    expect((await bandwidth.call('GET', '/bulkPortins')).status).toBe(404)
  })

  it('gives details when asked, and pages by the first order of a page', async () => {
    const bandwidth = await openBulk()
    const made = [await bandwidth.create()]
    bandwidth.clock.advance(1_000)
    made.unshift(await bandwidth.create())
    const first = await bandwidth.call(
      'GET',
      '/bulkPortins?page=1&size=1&status=draft&orderDetails=true',
    )
    expect([first.one('TotalCount'), first.one('CustomerOrderId')]).toEqual(['2', 'Move 7'])
    const next = /page=([^&]+)/.exec(first.one('next') ?? '')?.[1] ?? ''
    expect([first.one('OrderId'), next]).toEqual(made)
    const second = await bandwidth.call('GET', `/bulkPortins?page=${next}&size=1&status=draft`)
    expect([second.one('OrderId'), second.one('CustomerOrderId')]).toEqual([made[1], null])
  })

  it('goes by the state within the range of change', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.submitted([FRONTIER])
    const range = (to: string) =>
      `${LIST}&modifiedDateFrom=2026-12-01T00:00:00.0Z&modifiedDateTo=${to}`
    expect((await bandwidth.call('GET', range('2026-12-01T15:00:30Z'))).status).toBe(204)
    expect((await bandwidth.call('GET', range('2026-12-31Z'))).one('OrderId')).toBe(id)
    const half = `${LIST}&modifiedDateFrom=2026-12-01Z`
    expect((await bandwidth.call('GET', half)).status).toBe(400)
  })
})

describe('what a bulk order carries at the practice Bandwidth', () => {
  it('has notes of both sides', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    const path = `/bulkPortins/${id}/notes`
    expect((await bandwidth.call('GET', path)).status).toBe(204)
    const note = (text: string) =>
      `<Note><UserId>practice-user</UserId><Description>${text}</Description></Note>`
    const made = await bandwidth.call('POST', path, note('One date for all, please'))
    const noteId = made.headers.get('location')?.split('/').at(-1) ?? ''
    expect([made.status, made.text]).toEqual([201, ''])
    bandwidth.control.note(id, 'Seen')
    expect((await bandwidth.call('PUT', `${path}/${noteId}`, note('Any date'))).status).toBe(200)
    const read = await bandwidth.call('GET', path)
    expect(read.all('Description')).toEqual(['Any date', 'Seen'])
    expect((await bandwidth.call('GET', '/bulkPortins/nobody/notes')).one('ErrorCode')).toBe('7700')
  })

  it('has documents of its own', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    const path = `/bulkPortins/${id}/loas`
    const pdf = { 'Content-Type': 'application/pdf' }
    const stored = await bandwidth.call('POST', `${path}?documentType=LOA`, '%PDF', pdf)
    expect(stored.status).toBe(201)
    const list = await bandwidth.call('GET', `${path}?metadata=true`)
    expect([list.one('FileName'), list.one('DocumentType')]).toEqual([
      stored.one('filename'),
      'LOA',
    ])
    const odd = await bandwidth.call('POST', `${path}?documentType=ODD`, '%PDF', pdf)
    expect([odd.status, odd.one('ErrorCode')]).toEqual([400, '7639'])
  })

  it('has a history from its draft on, once it is none', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER])
    const history = (of: string) => bandwidth.call('GET', `/bulkPortins/${of}/history`)
    const ofDraft = await history(id)
    expect([ofDraft.status, ofDraft.one('Code')]).toEqual([200, '7710'])
    const running = await bandwidth.submitted([WINDSTREAM])
    bandwidth.clock.advance(60_000)
    const announced = await history(running)
    expect(announced.all('Status')[0]).toBe('DRAFT')
    expect(announced.all('Note')).toContain('Order has been submitted')
    const nobody = await history('nobody')
    expect([nobody.status, nobody.one('ErrorCode')]).toEqual([404, null])
    expect(nobody.text).toContain('<BulkPortInHistoryResponse>')
  })

  it('is told to who subscribed to bulk orders', async () => {
    const bandwidth = await openBulk()
    const subscription = `<Subscription><OrderType>bulkPortins</OrderType><CallbackSubscription>
      <URL>http://127.0.0.1:9/x</URL></CallbackSubscription></Subscription>`
    expect((await bandwidth.call('POST', '/subscriptions', subscription)).status).toBe(201)
    const id = await bandwidth.submitted([FRONTIER])
    bandwidth.control.note(id, 'Seen')
    const announced = await bandwidth.control.deliveries()
    const statuses = announced.map(({ body }) => /<Status>(\w+)</.exec(body)?.[1] ?? null)
    expect(statuses).toEqual(['DRAFT', 'VALID_DRAFT_TNS', 'IN_PROGRESS', null])
    for (const { body } of announced) {
      expect(body).toContain(`<OrderId>${id}</OrderId>`)
      expect(body).toContain('<OrderType>bulkPortins</OrderType>')
    }
    expect(announced[3]?.body).toContain('<Note>Seen</Note>')
  })
})

describe('the wire of bulk orders at the practice Bandwidth', () => {
  it('writes children, their numbers and errors in one way and then in the other', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER])
    const [one, two] = [(await bandwidth.tns(id)).text, (await bandwidth.tns(id)).text]
    for (const sign of ['<ChildPortinOrderList>', '<Tn>', '<TN>']) {
      expect(one.includes(sign)).not.toBe(two.includes(sign))
    }
    const bad = await bandwidth.checked(['8445550100'])
    const texts = [(await bandwidth.tns(bad)).text, (await bandwidth.tns(bad)).text]
    expect(texts.filter((text) => text.includes('<TelephoneNumbers>'))).toHaveLength(1)
  })

  it('takes other habits on', async () => {
    const bandwidth = await openBulk({ bulkHabits: { children: 'bare', childNumbers: 'TN' } })
    await bandwidth.door('bulk', {
      orderIdInReplies: true,
      childrenWhenInvalid: true,
      portableBesideChildren: true,
      documentsFollow: true,
      errorNumbers: 'TelephoneNumbers',
      children: 'odd',
    })
    const id = await bandwidth.checked([FRONTIER, '8445550100'])
    expect((await bandwidth.bulk(id)).one('OrderId')).toBe(id)
    const invalid = await bandwidth.tns(id)
    expect(invalid.all('OrderId')).toHaveLength(2)
    expect(invalid.text).toContain('<TelephoneNumbers>')
    const [old = ''] = await bandwidth.children(id)
    const pdf = { 'Content-Type': 'application/pdf' }
    await bandwidth.call('POST', `/portins/${old}/loas`, '%PDF', pdf)
    await bandwidth.put(id, [FRONTIER])
    bandwidth.clock.advance(10_000)
    const [young = ''] = await bandwidth.children(id)
    expect((await bandwidth.call('GET', `/portins/${young}/loas`)).one('fileCount')).toBe('1')
    const valid = await bandwidth.tns(id)
    expect(valid.text).not.toContain('ChildPortinOrderList')
    expect(valid.all('TN')).toEqual([FRONTIER, FRONTIER])
    expect(bandwidth.control.bulkOrders()).toMatchObject([{ id, children: [young] }])
  })

  it('does what a lost answer was about, and keeps its own rate', async () => {
    const rateLimit = { perMinute: 1, burst: 2 }
    const bandwidth = await openBulk({ rateLimit })
    bandwidth.control.fault({ kind: 'drop-after', method: 'PUT', path: '/tnList$' })
    const id = await bandwidth.create()
    await expect(bandwidth.put(id, [FRONTIER])).rejects.toThrow()
    expect(await bandwidth.status(id)).toBe('VALIDATE_DRAFT_TNS')
    expect((await bandwidth.put(id, [FRONTIER])).status).toBe(429)
    expect((await bandwidth.order(id)).status).toBe(404)
  })

  it('speaks E.164 under v2', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    const { env } = bandwidth
    const url = `${env.BANDWIDTH_API_URL.replace(/v1$/, 'v2')}/accounts/${env.BANDWIDTH_ACCOUNT_ID}/bulkPortins/${id}/tnList`
    const Authorization = `Basic ${btoa(`${env.BANDWIDTH_USERNAME}:${env.BANDWIDTH_PASSWORD}`)}`
    const call = async (method: string, body?: string) =>
      answerOf(
        await fetch(url, {
          method,
          headers: { Authorization },
          ...(body !== undefined && { body }),
        }),
      )
    const bare = await call('PUT', tnList([ATX]))
    expect([bare.status, bare.one('ErrorCode')]).toEqual([400, '1022'])
    expect((await call('PUT', tnList([`+1${ATX}`]))).status).toBe(202)
    expect((await call('GET')).all('TN')).toEqual([`+1${ATX}`])
  })
})
