import { describe, expect, it } from 'vitest'
import type { Caller } from './bandwidth-caller.ts'
import { openBandwidth, regularOrder, requestedDate } from './bandwidth-caller.ts'

const ON_NET = '9195550100'
const OFF_NET = '7205550100'
const TRIGGERED = '<Triggered>true</Triggered>'

const path = (id: string) => `/portins/${id}/activationStatus`
const activate = (bandwidth: Caller, id: string, date = '2000-02-23') =>
  bandwidth.call(
    'PUT',
    path(id),
    `<ActivationStatus><AutoActivationDate>${date}</AutoActivationDate></ActivationStatus>`,
  )

/** A triggered order that is agreed for 22:00 ET on Tuesday the 15th. */
const agreed = (bandwidth: Caller, tn = ON_NET) =>
  bandwidth.agreed(regularOrder([tn], TRIGGERED + requestedDate('2026-12-16T03:00:00Z')))

describe('activating a local order', () => {
  it('works on the FOC day, and the resource is gone afterwards', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth)
    expect((await activate(bandwidth, id)).one('ErrorCode')).toBe('7342')
    bandwidth.clock.set(Date.parse('2026-12-15T15:00:00Z'))
    const before = await bandwidth.call('GET', path(id))
    expect(before.one('AutoActivationDate')).toBe('2026-12-16T03:00:00Z')
    expect(before.one('TelephoneNumber')).toBe(ON_NET)
    expect((await activate(bandwidth, id)).one('AutoActivationDate')).toBe('2000-02-23')
    bandwidth.clock.advance(10_000)
    expect(await bandwidth.status(id)).toBe('COMPLETE')
    const gone = await bandwidth.call('GET', path(id))
    expect([gone.status, gone.one('ErrorCode')]).toEqual([404, '7348'])
  })

  it('goes at its own time when nobody acts, to the minute', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth)
    bandwidth.clock.set(Date.parse('2026-12-16T02:59:59Z'))
    expect(await bandwidth.status(id)).toBe('FOC')
    bandwidth.clock.advance(3000)
    expect(await bandwidth.status(id)).toBe('COMPLETE')
  })

  it('can be put off for three business days, no more', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth)
    const put = await activate(bandwidth, id, '2026-12-17T10:00:00-05:00')
    expect([put.status, put.one('AutoActivationDate')]).toEqual([200, '2026-12-17T10:00:00-05:00'])
    const late = await activate(bandwidth, id, '2026-12-22T10:00:00-05:00')
    expect([late.status, late.one('ErrorCode')]).toEqual([200, '7347'])
    expect(late.one('AutoActivationDate')).toBe('2026-12-19T03:00:00Z')
    bandwidth.clock.set(Date.parse('2026-12-19T02:00:00Z'))
    expect(await bandwidth.status(id)).toBe('FOC')
    bandwidth.clock.advance(7_200_000)
    expect(await bandwidth.status(id)).toBe('COMPLETE')
  })

  it('is bound to the day and the hours for off-net numbers', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth, OFF_NET)
    expect((await activate(bandwidth, id)).one('ErrorCode')).toBe('7604')
    expect((await activate(bandwidth, id, '2026-12-16T15:00:00Z')).one('ErrorCode')).toBe('7605')
    expect((await activate(bandwidth, id, '2026-12-15T05:30:00-05:00')).one('ErrorCode')).toBe(
      '7382',
    )
    expect((await activate(bandwidth, id, '2026-12-15T09:00:00-05:00')).status).toBe(200)
  })

  it.each([
    ['without Triggered', regularOrder([ON_NET]), '7345'],
    ['of a manual order', regularOrder(['6135550100'], TRIGGERED), '7361'],
    ['of an internal port', regularOrder(['9195580100'], TRIGGERED), '7344'],
    [
      'of a wireless order',
      regularOrder(
        ['9195570100'],
        `${TRIGGERED}<WirelessInfo><AccountNumber>1</AccountNumber></WirelessInfo>`,
      ),
      '7343',
    ],
  ])('is refused %s', async (_which, order, code) => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.agreed(order)
    expect((await activate(bandwidth, id)).one('ErrorCode')).toBe(code)
  })

  it('is accepted and not executed when a fault says so', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth)
    bandwidth.clock.set(Date.parse('2026-12-15T15:00:00Z'))
    bandwidth.control.fault({ kind: 'silent-skip', method: 'PUT', path: 'activationStatus' })
    expect((await activate(bandwidth, id)).status).toBe(200)
    bandwidth.clock.advance(3_600_000)
    expect(await bandwidth.status(id)).toBe('FOC')
  })
})
