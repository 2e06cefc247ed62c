import { describe, expect, it } from 'vitest'
import { BandwidthNotFound } from '../../src/bandwidth/errors.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
import { connect, xml } from './loopback.ts'
import { ORDER } from './orders-at-hand.ts'

describe('notes', () => {
  it('are listed', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(`<Notes><Note><Id>87037</Id><UserId>lnp</UserId><Description>Please &lt;wait&gt;
        a day</Description><LastDateModifier>2026-12-01T04:01:10.000Z</LastDateModifier></Note></Notes>`),
    )
    const [note, ...others] = await bandwidth.listNotes(ORDER)
    expect(others).toEqual([])
    expect(note).toMatchObject({
      id: '87037',
      userId: 'lnp',
      at: Date.parse('2026-12-01T04:01:10Z'),
    })
    expect(note?.text).toMatch(/^Please <wait>\n +a day$/)
  })

  it.each([204, 200])('are none when a %i is empty', async (status) => {
    const { bandwidth, server } = await connect()
    server.behave({ status })
    await expect(bandwidth.listNotes(ORDER)).resolves.toEqual([])
  })

  it('are written in our name, and their id is in the Location', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      { status: 201, headers: { location: `https://h/portins/${ORDER}/notes/87039` } },
      { status: 201 },
    )
    await expect(bandwidth.addNote(ORDER, 'A & B')).resolves.toEqual({ noteId: '87039' })
    await expect(bandwidth.addNote(ORDER, 'again')).resolves.toEqual({ noteId: null })
    expect(server.seen[0]?.body).toContain(
      '<Note><UserId>porter</UserId><Description>A &amp; B</Description></Note>',
    )
  })
})

describe('the history', () => {
  it('is told from the beginning', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(`<OrderHistoryWrapper>
        <OrderHistory><OrderDate>2026-12-01T17:12:29.495Z</OrderDate><Note>7999: E37 TN not found</Note><Status>EXCEPTION</Status></OrderHistory>
        <OrderHistory><OrderDate>2026-12-01T17:15:00Z</OrderDate><Author>System</Author><Status>FOC</Status><Difference>LoaDate : "" --&gt; Tue</Difference></OrderHistory>
        </OrderHistoryWrapper>`),
    )
    await expect(bandwidth.getHistory(ORDER)).resolves.toEqual([
      {
        at: Date.parse('2026-12-01T17:12:29.495Z'),
        note: '7999: E37 TN not found',
        author: null,
        status: 'EXCEPTION',
        difference: null,
      },
      {
        at: Date.parse('2026-12-01T17:15:00Z'),
        note: null,
        author: 'System',
        status: 'FOC',
        difference: 'LoaDate : "" --> Tue',
      },
    ])
  })

  it('of a bulk order has its own states', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(`<OrderHistoryWrapper><OrderHistory><OrderDate>2026-12-01T17:15:00Z</OrderDate>
        <Note>Order has been submitted</Note><Status>in_progress</Status></OrderHistory></OrderHistoryWrapper>`),
      { status: 404 },
    )
    const bulk = 'b-1' as BulkOrderId
    await expect(bandwidth.getBulkHistory(bulk)).resolves.toMatchObject([{ status: 'IN_PROGRESS' }])
    await expect(bandwidth.getBulkHistory(bulk)).rejects.toBeInstanceOf(BandwidthNotFound)
    expect(server.seen[0]?.path).toMatch(/\/bulkPortins\/b-1\/history$/)
  })

  it('of a draft is none, which a 200 says', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<OrderHistoryWrapper><IrisStatus><Code>7710</Code><Description>draft</Description></IrisStatus></OrderHistoryWrapper>',
      ),
    )
    await expect(bandwidth.getHistory(ORDER)).resolves.toBeNull()
  })

  it('of no order is not found', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 404 })
    await expect(bandwidth.getHistory(ORDER)).rejects.toBeInstanceOf(BandwidthNotFound)
  })
})

describe('sites and peers', () => {
  it('are listed, with their ids as text', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<SitesResponse><Sites><Site><Id>0399</Id><Name>Main</Name><Description/></Site></Sites></SitesResponse>',
      ),
      xml(
        '<TNSipPeersResponse><SipPeers><SipPeer><PeerId>521434</PeerId><PeerName>Edge</PeerName><IsDefaultPeer>true</IsDefaultPeer><Address><City/></Address></SipPeer></SipPeers></TNSipPeersResponse>',
      ),
    )
    await expect(bandwidth.listSites()).resolves.toEqual([
      { id: '0399', name: 'Main', description: null },
    ])
    await expect(bandwidth.listPeers('0399')).resolves.toEqual([
      { id: '521434', name: 'Edge', isDefault: true },
    ])
    expect(server.seen[1]?.path).toBe('/api/v1/accounts/9900012/sites/0399/sippeers')
  })

  it('of an unknown site are refused', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<SipPeerResponse><ResponseStatus><ErrorCode>13563</ErrorCode><Description>x</Description></ResponseStatus></SipPeerResponse>',
        400,
      ),
    )
    await expect(bandwidth.listPeers('9')).rejects.toMatchObject({ errors: [{ code: '13563' }] })
  })
})
