import { describe, expect, it } from 'vitest'
import { DRAFT, openBandwidth, regularOrder } from './bandwidth-caller.ts'

const ORDER = regularOrder(['9195550100'], DRAFT)

describe('documents at the practice Bandwidth', () => {
  it('are kept byte by byte with their metadata', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(ORDER)
    const path = `/portins/${id}/loas`
    const empty = await bandwidth.call('GET', `${path}?metadata=true`)
    expect([empty.status, empty.one('fileCount')]).toEqual([200, '0'])

    const file = Buffer.from([0, 255, 13, 10, 60])
    const pdf = { 'Content-Type': 'application/pdf' }
    const stored = await bandwidth.call('POST', path, file, { ...pdf, documentType: 'LOA' })
    expect(stored.status).toBe(201)
    const name = stored.one('filename') ?? ''
    expect(name).toMatch(/^[\w-]+-\d{13}\.pdf$/)
    expect(stored.headers.get('location')?.endsWith(`/${name}`)).toBe(true)

    const metadata =
      '<FileMetaData><DocumentName>Letter</DocumentName><DocumentType>CSR</DocumentType></FileMetaData>'
    expect((await bandwidth.call('PUT', `${path}/${name}/metadata`, metadata)).status).toBe(200)
    const listed = await bandwidth.call('GET', `${path}?metadata=true`)
    expect([listed.one('FileName'), listed.one('DocumentType')]).toEqual([name, 'CSR'])
    expect((await bandwidth.call('DELETE', `${path}/${name}`)).status).toBe(200)
    expect((await bandwidth.call('GET', `${path}/${name}`)).status).toBe(404)
  })

  it('come as a form as well', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(ORDER)
    const body =
      '--edge\r\nContent-Disposition: form-data; name="loaFile"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--edge--\r\n'
    const type = { 'Content-Type': 'multipart/form-data; boundary=edge' }
    const stored = await bandwidth.call('POST', `/portins/${id}/loas?documentType=LOA`, body, type)
    const back = await bandwidth.call('GET', `/portins/${id}/loas/${stored.one('filename') ?? ''}`)
    expect(back.text).toBe('%PDF')
  })

  it.each([
    ['more than 3 MB', Buffer.alloc(3_200_000, 1), '', {}, 413, null],
    ['nothing', Buffer.alloc(0), '', {}, 400, null],
    ['a kind that does not exist', Buffer.from('x'), '?documentType=MEMO', {}, 400, '7639'],
    [
      'two kinds at once',
      Buffer.from('x'),
      '?documentType=LOA',
      { documentType: 'CSR' },
      409,
      '7641',
    ],
  ])('are refused when they are %s', async (_what, file, query, headers, status, code) => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(ORDER)
    const more = { 'Content-Type': 'application/pdf', ...headers }
    const refused = await bandwidth.call('POST', `/portins/${id}/loas${query}`, file, more)
    expect([refused.status, refused.one('ErrorCode')]).toEqual([status, code])
  })
})

describe('notes at the practice Bandwidth', () => {
  const note = (userId: string, text: string) =>
    `<Note><UserId>${userId}</UserId><Description>${text}</Description></Note>`

  it('are none at first, have an id in Location only, and are answered by Bandwidth', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(ORDER)
    const path = `/portins/${id}/notes`
    expect((await bandwidth.call('GET', path)).status).toBe(204)
    const user = bandwidth.env.BANDWIDTH_USERNAME
    const written = await bandwidth.call('POST', path, note(user, 'Please hurry &amp; tell us'))
    expect([written.status, written.text]).toEqual([201, ''])
    const noteId = written.headers.get('location')?.split('/').at(-1) ?? ''
    await bandwidth.call('PUT', `${path}/${noteId}`, note(user, 'Never mind'))
    await bandwidth.door(`orders/${id}/note`, { text: 'All is well' })
    const notes = await bandwidth.call('GET', path)
    expect(notes.all('Description')).toEqual(['Never mind', 'All is well'])
    expect(notes.all('Id')[0]).toBe(noteId)
  })

  it('come late, are changed, and are answered by an analyst on a rejected order alone', async () => {
    const bandwidth = await openBandwidth()
    await bandwidth.door('notes', { analystAfterHours: 5, dates: 'missing', noNotes: 200 })
    const id = await bandwidth.create(regularOrder(['9195550100']))
    const path = `/portins/${id}/notes`
    const texts = async () => (await bandwidth.call('GET', path)).all('Description')
    const none = await bandwidth.call('GET', path)
    expect([none.status, none.text]).toEqual([200, ''])

    await bandwidth.door(`orders/${id}/note`, { text: 'Later', by: 'kim', after: 'PT1H' })
    expect(await texts()).toEqual([])
    bandwidth.clock.advance(3_600_000)
    const [later] = bandwidth.control.orders()[0]?.notes ?? []
    await bandwidth.door(`orders/${id}/note`, { text: 'Changed', edit: later?.id, quiet: true })
    expect(await texts()).toEqual(['Changed'])
    expect((await bandwidth.call('GET', path)).one('LastDateModifier')).toBeNull()
    expect((await bandwidth.door(`orders/${id}/note`, { edit: 1 })).status).toBe(404)

    const ask = () =>
      bandwidth.call('POST', path, note(bandwidth.env.BANDWIDTH_USERNAME, 'What is wrong?'))
    await ask()
    bandwidth.clock.advance(6 * 3_600_000)
    expect(await texts()).toHaveLength(2)
    await bandwidth.door(`orders/${id}/reject`)
    await ask()
    bandwidth.clock.advance(5 * 3_600_000)
    expect((await texts()).at(-1)).toMatch(/^Thank you.*7402.*100 N Main St/)
    expect((await bandwidth.door('notes', { dates: 'sometimes' })).status).toBe(400)
  })

  it("bring Lumen's customer record, once, where Bandwidth writes it down", async () => {
    const bandwidth = await openBandwidth({ noteHabits: { csrNotes: 'written' } })
    const id = await bandwidth.create(regularOrder(['7205550100']))
    bandwidth.clock.advance(2 * 3_600_000)
    bandwidth.control.refuseSupp(id, { on: 'next' })
    await bandwidth.update(id, '<BillingTelephoneNumber>7205550109</BillingTelephoneNumber>')
    bandwidth.clock.advance(2 * 3_600_000)
    const notes = await bandwidth.call('GET', `/portins/${id}/notes`)
    expect(notes.all('Description')).toEqual([
      expect.stringMatching(/^CSR from Lumen.*7205550100/s),
    ])
  })

  it('leave the history two minutes late, where it is', async () => {
    const bandwidth = await openBandwidth({ noteHabits: { historyLagSeconds: 120 } })
    const id = await bandwidth.create(regularOrder(['9195550100']))
    const statuses = async () => {
      bandwidth.clock.advance(60_000)
      return (await bandwidth.call('GET', `/portins/${id}/history`)).all('Status')
    }
    expect([await statuses(), await statuses()]).toEqual([[], ['PENDING_DOCUMENTS']])
  })

  it('need their author', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(ORDER)
    const refused = await bandwidth.call('POST', `/portins/${id}/notes`, note('', 'Hello'))
    expect([refused.status, refused.one('ErrorCode')]).toEqual([400, '12501'])
  })
})

describe('sites at the practice Bandwidth', () => {
  it('have SIP peers, one of them the default', async () => {
    const bandwidth = await openBandwidth()
    expect((await bandwidth.call('GET', '/sites')).all('Id')).toContain('14020')
    const peers = await bandwidth.call('GET', '/sites/14020/sippeers')
    expect(peers.all('IsDefaultPeer')).toEqual(['true', 'false'])
    expect((await bandwidth.call('GET', '/sites/1/sippeers')).one('ErrorCode')).toBe('12016')
  })
})
