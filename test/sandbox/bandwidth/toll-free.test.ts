import { describe, expect, it } from 'vitest'
import type { Caller } from './bandwidth-caller.ts'
import { DRAFT, openBandwidth, tollFreeOrder } from './bandwidth-caller.ts'

const PORTABLE = '8005550100'
const PDF = Buffer.from('%PDF-1.7 a letter')

const attach = (bandwidth: Caller, id: string, mime = 'application/pdf') =>
  bandwidth.call('POST', `/portins/${id}/loas?documentType=LOA`, PDF, { 'Content-Type': mime })

async function validDraft(bandwidth: Caller, tns = [PORTABLE]): Promise<string> {
  const id = await bandwidth.create(tollFreeOrder(tns, DRAFT))
  bandwidth.clock.advance(5000)
  return id
}

describe('a toll-free order at the practice Bandwidth', () => {
  it('flashes SUBMITTED, waits for its LOA, and goes to the vendor with it', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(tollFreeOrder([PORTABLE], DRAFT))
    expect(await bandwidth.status(id)).toBe('VALIDATE_DRAFT_TFNS')
    expect((await bandwidth.submit(id)).all('Code')).toContain('7637')
    bandwidth.clock.advance(5000)
    const valid = await bandwidth.order(id)
    expect(valid.one('ProcessingStatus')).toBe('VALID_DRAFT_TFNS')
    expect(valid.one('RocRequired')).toBe('true')

    await bandwidth.submit(id)
    expect(await bandwidth.status(id)).toBe('SUBMITTED')
    bandwidth.clock.advance(1500)
    expect(await bandwidth.status(id)).toBe('VALIDATE_TFNS')
    bandwidth.clock.advance(5000)
    expect(await bandwidth.status(id)).toBe('PENDING_DOCUMENTS')
    const jpeg = await attach(bandwidth, id, 'image/jpeg')
    expect([jpeg.status, jpeg.one('ErrorCode')]).toEqual([409, '7638'])
    expect((await attach(bandwidth, id)).status).toBe(201)
    expect(await bandwidth.status(id)).toBe('SUBMITTED')
  })

  it('needs no LOA within one entity, and skips waiting when the LOA is there', async () => {
    const bandwidth = await openBandwidth()
    const own = await validDraft(bandwidth, ['8335550100'])
    const ready = await validDraft(bandwidth)
    await attach(bandwidth, ready)
    for (const id of [own, ready]) await bandwidth.submit(id)
    bandwidth.clock.advance(10_000)
    expect(await bandwidth.status(own)).toBe('SUBMITTED')
    expect(await bandwidth.status(ready)).toBe('SUBMITTED')
  })

  it('says of each number why the draft is invalid', async () => {
    const bandwidth = await openBandwidth()
    const id = await validDraft(bandwidth, [PORTABLE, '8445550100', '8445570100', '8445580100'])
    const invalid = await bandwidth.order(id)
    expect(invalid.one('ProcessingStatus')).toBe('INVALID_DRAFT_TFNS')
    expect(invalid.all('Code')).toEqual(['7642', '7644', '7656'])
    expect(invalid.all('Tn')).toEqual(['8445550100', '8445570100', '8445580100'])
  })

  it('cannot mix RespOrgs', async () => {
    const bandwidth = await openBandwidth()
    const id = await validDraft(bandwidth, [PORTABLE, '8005560100'])
    expect((await bandwidth.order(id)).all('Code')).toEqual(['7652'])
  })

  it('gives up on a silent vendor after 300 seconds and succeeds on the second try', async () => {
    const bandwidth = await openBandwidth()
    const id = await validDraft(bandwidth, ['8445620100'])
    expect(await bandwidth.status(id)).toBe('VALIDATE_DRAFT_TFNS')
    bandwidth.clock.advance(300_000)
    expect((await bandwidth.order(id)).all('Code')).toEqual(['7626'])
    await bandwidth.update(id, '<RetryValidation>true</RetryValidation>')
    expect(await bandwidth.status(id)).toBe('VALIDATE_DRAFT_TFNS')
    bandwidth.clock.advance(5000)
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TFNS')
    const again = await bandwidth.update(id, '<RetryValidation>true</RetryValidation>')
    expect(again.all('Code')).toContain('7524')
  })

  it.each([
    ['TOOLONG', '7527'],
    ['J-T01', '7528'],
    ['', '7532'],
  ])('goes out with a good TargetRespOrgId only, not with "%s"', async (target, code) => {
    const bandwidth = await openBandwidth()
    const order = tollFreeOrder([PORTABLE]).replace('JYT01', target)
    expect((await bandwidth.call('POST', '/portins', order)).all('Code')).toContain(code)
  })
})

describe('activating a toll-free order', () => {
  const activate = (bandwidth: Caller, id: string, body = '<ActivationStatus/>') =>
    bandwidth.call('PUT', `/portins/${id}/activationStatus`, body)

  async function agreed(bandwidth: Caller, tns = [PORTABLE]): Promise<string> {
    const id = await validDraft(bandwidth, tns)
    await attach(bandwidth, id)
    await bandwidth.submit(id)
    bandwidth.clock.advance(10_000)
    bandwidth.control.foc(id, '2026-12-15')
    return id
  }

  it('works on any day from FOC on, inside the window', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth)
    const past =
      '<ActivationStatus><AutoActivationDate>2000-02-23</AutoActivationDate></ActivationStatus>'
    const taken = await activate(bandwidth, id, past)
    expect(taken.one('activationDate')).toBe('2026-12-01T15:00:15.000Z')
    expect(await bandwidth.status(id)).toBe('FOC')
    bandwidth.clock.advance(3500)
    expect((await activate(bandwidth, id)).one('ErrorCode')).toBe('7340')
    bandwidth.clock.advance(10_000)
    expect(await bandwidth.status(id)).toBe('COMPLETE')
    expect((await activate(bandwidth, id)).one('ErrorCode')).toBe('7349')
  })

  it('is rejected outside the window with the start and end that are allowed', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth)
    bandwidth.clock.set(Date.parse('2026-12-01T23:00:00Z'))
    const refused = await activate(bandwidth, id)
    expect(refused.status).toBe(200)
    expect(refused.text).toContain('<errors>')
    expect(refused.one('Description')).toContain('2026-12-02T13:00:00Z and 2026-12-02T23:00:00Z')
    expect(refused.one('activationDate')).toBeNull()
  })

  it('is skipped without a word when its turn comes after the window, and goes by itself', async () => {
    const bandwidth = await openBandwidth()
    const id = await agreed(bandwidth)
    bandwidth.clock.set(Date.parse('2026-12-01T22:59:58Z'))
    expect((await activate(bandwidth, id)).one('activationDate')).not.toBeNull()
    bandwidth.clock.advance(3_600_000)
    expect(await bandwidth.status(id)).toBe('FOC')
    bandwidth.clock.set(Date.parse('2026-12-15T16:31:00Z'))
    expect(await bandwidth.status(id)).toBe('COMPLETE')
  })

  it('is not for internal ports nor before FOC', async () => {
    const bandwidth = await openBandwidth()
    const internal = await agreed(bandwidth, ['8445610100'])
    expect((await activate(bandwidth, internal)).one('ErrorCode')).toBe('7344')
    const early = await validDraft(bandwidth, ['8005550199'])
    expect((await activate(bandwidth, early)).one('ErrorCode')).toBe('7352')
  })
})

describe('a toll-free validation at the practice Bandwidth', () => {
  const validation = (tns: readonly string[]) =>
    `<TollFreePortingValidation><TollFreeNumberList>${tns.map((tn) => `<TollFreeNumber>${tn}</TollFreeNumber>`).join('')}</TollFreeNumberList></TollFreePortingValidation>`

  it('sorts the numbers, and lists the portable ones though it failed', async () => {
    const bandwidth = await openBandwidth()
    const tns = [PORTABLE, '8005560100', '8445570100', '8445600100', '8445590100']
    const created = await bandwidth.call('POST', '/tollFreePortingValidations', validation(tns))
    expect([created.status, created.one('ProcessingStatus')]).toEqual([201, 'PROCESSING'])
    bandwidth.clock.advance(5000)
    const id = created.one('OrderId') ?? ''
    const done = await bandwidth.call('GET', `/tollFreePortingValidations/${id}`)
    expect(done.one('ProcessingStatus')).toBe('FAILED')
    expect(done.all('Code')).toEqual(['7622', '7627', '7655'])
    expect(done.all('Id')).toEqual(['RespOrg 1', 'RespOrg 2', 'RespOrg 99'])
    expect(done.one('SomosErrorCode')).toBe('07')
  })

  it('can be canceled while it runs, and then says no with 200', async () => {
    const bandwidth = await openBandwidth()
    const path = '/tollFreePortingValidations'
    const id = (await bandwidth.call('POST', path, validation([PORTABLE]))).one('OrderId') ?? ''
    const cancel = () =>
      bandwidth.call(
        'PATCH',
        `${path}/${id}`,
        '<TollFreePortingValidation><ProcessingStatus>CANCELLED</ProcessingStatus></TollFreePortingValidation>',
      )
    expect((await cancel()).one('ProcessingStatus')).toBe('CANCELLED')
    const again = await cancel()
    expect([again.status, again.one('ErrorCode')]).toEqual([200, '7624'])
  })

  it('refuses what is no toll-free number, in an envelope of its own', async () => {
    const bandwidth = await openBandwidth()
    const refused = await bandwidth.call(
      'POST',
      '/tollFreePortingValidations',
      validation(['9195550100']),
    )
    expect([refused.status, refused.one('ErrorCode')]).toEqual([400, '7615'])
  })
})
