import { describe, expect, it } from 'vitest'
import { BandwidthNotFound, BandwidthRefused, OutcomeUnknown } from '../../src/bandwidth/errors.ts'
import { connect, xml } from './loopback.ts'
import { ORDER } from './orders-at-hand.ts'

const answer = (inside: string, status = 200) =>
  xml(`<ActivationStatusResponse>${inside}</ActivationStatusResponse>`, status)
const refusal = (code: string, status: number) =>
  answer(
    `<ResponseStatus><ErrorCode>${code}</ErrorCode><Description>no</Description></ResponseStatus>`,
    status,
  )

describe('activating now', () => {
  it('sends a date that is long past', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      answer(
        '<ActivationStatus><AutoActivationDate>2026-12-08T15:30:00Z</AutoActivationDate></ActivationStatus>',
      ),
    )
    await expect(bandwidth.activateNow(ORDER)).resolves.toEqual({
      activationDate: '2026-12-08T15:30:00Z',
      at: Date.parse('2026-12-08T15:30:00Z'),
      warnings: [],
    })
    expect(server.seen[0]).toMatchObject({
      method: 'PUT',
      path: `/api/v1/accounts/9900012/portins/${ORDER}/activationStatus`,
    })
    expect(server.seen[0]?.body).toContain(
      '<ActivationStatus><AutoActivationDate>2000-01-01T00:00:00Z</AutoActivationDate></ActivationStatus>',
    )
  })

  it.each([
    '<ActivationStatus><activationDate>2026-12-08T15:30:00Z</activationDate></ActivationStatus>',
    '<activationDate>2026-12-08T15:30:00Z</activationDate>',
    '<ActivationStatus><Result><ActivationDate>2026-12-08T15:30:00Z</ActivationDate></Result></ActivationStatus>',
  ])('reads the date wherever it stands: %s', async (inside) => {
    const { bandwidth, server } = await connect()
    server.behave(answer(inside))
    await expect(bandwidth.activateNow(ORDER)).resolves.toMatchObject({
      activationDate: '2026-12-08T15:30:00Z',
    })
  })

  it.each([
    [
      'errors with a code',
      '<ActivationStatus><activationDate>2026-12-08T15:30:00Z</activationDate><errors><error><code>7382</code><description>between 08:00 and 18:00</description></error></errors></ActivationStatus>',
      '7382',
    ],
    [
      'a sentence',
      '<ActivationStatus><errors>between 08:00 and 18:00</errors></ActivationStatus>',
      '',
    ],
    [
      'repeated Errors',
      '<ActivationStatus><Errors><Code>7604</Code><Description>between 08:00 and 18:00</Description></Errors></ActivationStatus>',
      '7604',
    ],
    [
      'a ResponseStatus',
      '<ResponseStatus><ErrorCode>7352</ErrorCode><Description>between 08:00 and 18:00</Description></ResponseStatus>',
      '7352',
    ],
  ])('is refused by a 200 that carries %s', async (_what, inside, code) => {
    const { bandwidth, server } = await connect()
    server.behave(answer(inside))
    const activating = bandwidth.activateNow(ORDER)
    await expect(activating).rejects.toBeInstanceOf(BandwidthRefused)
    await expect(activating).rejects.toMatchObject({
      errors: [{ code, description: 'between 08:00 and 18:00' }],
    })
  })

  it('goes on with a warning, and tells it', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      answer(
        '<ActivationStatus><AutoActivationDate>x</AutoActivationDate></ActivationStatus><Errors><Code>7380</Code><Description>outside support hours</Description></Errors>',
      ),
    )
    await expect(bandwidth.activateNow(ORDER)).resolves.toMatchObject({
      activationDate: 'x',
      at: null,
      warnings: [{ code: '7380' }],
    })
  })

  it('of an order that is done already is refused; of none, not found', async () => {
    const { bandwidth, server } = await connect()
    server.behave(refusal('7348', 404), { status: 404 })
    await expect(bandwidth.activateNow(ORDER)).rejects.toMatchObject({
      httpStatus: 404,
      errors: [{ code: '7348' }],
    })
    await expect(bandwidth.activateNow(ORDER)).rejects.toBeInstanceOf(BandwidthNotFound)
  })

  it('is never sent twice when no answer comes', async () => {
    const { bandwidth, server } = await connect()
    server.behave('drop')
    await expect(bandwidth.activateNow(ORDER)).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(server.seen).toHaveLength(1)
  })
})
