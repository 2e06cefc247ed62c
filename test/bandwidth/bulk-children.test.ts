import { describe, expect, it } from 'vitest'
import { BandwidthDown, BandwidthRefused, OutcomeUnknown } from '../../src/bandwidth/errors.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { BULK, BULK_PATH } from './bulk-at-hand.ts'
import { connect, xml } from './loopback.ts'

const list = (inside: string, status = 200) =>
  xml(`<PortinListResponse>${inside}</PortinListResponse>`, status)
const ERROR =
  '<Errors><Error><ErrorCode>7300</ErrorCode><portinOrderId>a</portinOrderId><Description>wait\n  a day</Description></Error></Errors>'
const ids = ['a', 'b'] as OrderId[]

describe('the orders of a bulk order', () => {
  it.each([
    [
      'as documented',
      '<PortinList><PortinOrderId>a</PortinOrderId><PortinOrderId>b</PortinOrderId></PortinList>',
      ids,
    ],
    [
      'in other letters',
      '<portinList><portinOrderId> a </portinOrderId><PortinOrderID>b</PortinOrderID></portinList>',
      ids,
    ],
    [
      'one twice',
      '<PortinList><PortinOrderId>a</PortinOrderId><PortinOrderId>a</PortinOrderId></PortinList>',
      ['a'],
    ],
    ['as an empty list', '<PortinList/>', []],
    ['without a list', '', []],
  ])('are read %s', async (_what, inside, expected) => {
    const { bandwidth, server } = await connect()
    server.behave(list(inside))
    await expect(bandwidth.getBulkChildren(BULK)).resolves.toEqual({ ids: expected, errors: [] })
    expect(server.seen[0]).toMatchObject({ method: 'GET', path: `${BULK_PATH}/portinList` })
  })

  it.each(['<PortinList><PortinOrderId>a</PortinOrderId></PortinList>', '<PortinList/>', ''])(
    'come with their errors: %s',
    async (beside) => {
      const { bandwidth, server } = await connect()
      server.behave(list(ERROR + beside))
      const { errors } = await bandwidth.getBulkChildren(BULK)
      expect(errors).toEqual([{ orderId: 'a', code: '7300', description: 'wait a day' }])
    },
  )

  it('are none when a 204 says so, and unknown when the answer is something else', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 204 }, xml('<html/>'))
    await expect(bandwidth.getBulkChildren(BULK)).resolves.toEqual({ ids: [], errors: [] })
    await expect(bandwidth.getBulkChildren(BULK)).rejects.toBeInstanceOf(BandwidthDown)
  })

  it('are not taken to be none when Bandwidth gives an error in place of the list', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      list(
        '<Errors><Error><ErrorCode>7707</ErrorCode><Description>x</Description></Error></Errors>',
      ),
    )
    await expect(bandwidth.getBulkChildren(BULK)).rejects.toBeInstanceOf(BandwidthRefused)
  })
})

describe('a new list of orders', () => {
  it('is sent as a whole, the empty one too', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      list(
        '<PortinList><PortinOrderId>a</PortinOrderId><PortinOrderId>b</PortinOrderId></PortinList>',
      ),
      list('<PortinList/>'),
    )
    await expect(bandwidth.putBulkChildren(BULK, ids)).resolves.toEqual({ ids, errors: [] })
    await expect(bandwidth.putBulkChildren(BULK, [])).resolves.toEqual({ ids: [], errors: [] })
    expect(server.seen[0]).toMatchObject({ method: 'PUT', path: `${BULK_PATH}/portinList` })
    expect(server.seen[0]?.body).toMatch(
      /<PortinList><PortinOrderId>a<\/PortinOrderId><PortinOrderId>b<\/PortinOrderId><\/PortinList>$/,
    )
    expect(server.seen[1]?.body).toMatch(/<PortinList><\/PortinList>$/)
  })

  it.each([400, 409, 200])('that is refused with %i says which order is why', async (status) => {
    const { bandwidth, server } = await connect()
    server.behave(list(ERROR, status))
    await expect(bandwidth.putBulkChildren(BULK, ids)).rejects.toMatchObject({
      name: 'BandwidthRefused',
      errors: [{ code: '7300' }],
      children: [{ orderId: 'a', code: '7300', description: 'wait a day' }],
    })
  })

  it.each(['drop', { status: 200 }] as const)(
    'whose answer is lost may have been taken',
    async (behaviour) => {
      const { bandwidth, server } = await connect()
      server.behave(behaviour)
      await expect(bandwidth.putBulkChildren(BULK, ids)).rejects.toBeInstanceOf(OutcomeUnknown)
      expect(server.seen).toHaveLength(1)
    },
  )
})
