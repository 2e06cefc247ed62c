import { describe, expect, it } from 'vitest'
import { BandwidthNotFound, BandwidthRefused, OutcomeUnknown } from '../../src/bandwidth/errors.ts'
import { connect, xml } from './loopback.ts'
import { tn } from './orders-at-hand.ts'

const A = tn('833-555-0100')
const B = tn('844-555-0101')
const C = tn('855-555-0102')
const D = tn('866-555-0103')

const numbers = (name: string, ...tns: string[]) =>
  `<${name}>${tns.map((number) => `<TollFreeNumber>${number}</TollFreeNumber>`).join('')}</${name}>`
const validation = (status: string, inside = '') =>
  `<TollFreePortingValidationResponse><TollFreePortingValidation><CustomerOrderId>check 7</CustomerOrderId>
   <ProcessingStatus>${status}</ProcessingStatus><OrderId>v-1</OrderId>${numbers('TollFreeNumberList', A, B, C, D)}${inside}
   </TollFreePortingValidation></TollFreePortingValidationResponse>`
const respOrg = (id: string, ...tns: string[]) =>
  `<RespOrg><Id>${id}</Id><RespOrgException>true</RespOrgException>${numbers('TollFreeNumberList', ...tns)}</RespOrg>`

describe('a toll-free validation', () => {
  it('is begun with our id and runs', async () => {
    const { bandwidth, server } = await connect()
    server.behave(xml(validation('PROCESSING'), 201))
    const begun = await bandwidth.createValidation({ customerOrderId: 'check 7', numbers: [A, B] })
    expect(begun).toEqual({
      id: 'v-1',
      customerOrderId: 'check 7',
      state: 'running',
      verdicts: [],
      errors: [],
    })
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/accounts/9900012/tollFreePortingValidations',
    })
    expect(server.seen[0]?.body).toContain(
      `<CustomerOrderId>check 7</CustomerOrderId>${numbers('TollFreeNumberList', A, B)}`,
    )
  })

  it('that is complete names the RespOrg of each number', async () => {
    const { bandwidth, server } = await connect()
    const list = `<PortableTollFreeNumberList><RespOrgList>${respOrg('RespOrg 1', A, B)}${respOrg('RespOrg 2', C, D)}</RespOrgList></PortableTollFreeNumberList>`
    server.behave(xml(validation('COMPLETE', `<Breakdown>${list}</Breakdown>`)))
    const { state, verdicts } = await bandwidth.getValidation('v-1')
    expect(state).toBe('complete')
    expect(verdicts.map((verdict) => verdict.kind === 'portable' && verdict.route)).toEqual([
      { type: 'toll-free', respOrg: 'RespOrg 1' },
      { type: 'toll-free', respOrg: 'RespOrg 1' },
      { type: 'toll-free', respOrg: 'RespOrg 2' },
      { type: 'toll-free', respOrg: 'RespOrg 2' },
    ])
  })

  it('that failed still lists the portable numbers, and why the others are not', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        validation(
          'FAILED',
          `<ErrorList><Error><Code>7622</Code><Description>denied</Description></Error></ErrorList><Breakdown>
           <PortableTollFreeNumberList><RespOrgList>${respOrg('RespOrg1', A)}</RespOrgList></PortableTollFreeNumberList>
           <ManuallyPortableTollFreeNumberList>${numbers('DisconnectedTollFreeNumberList', B)}</ManuallyPortableTollFreeNumberList>
           <NonPortableTollFreeNumberList>${numbers('SpareTollFreeNumberList', C)}
             <DeniedTollFreeNumberList><DeniedTollFreeNumber><TollFreeNumber>${D}</TollFreeNumber><SomosErrorCode>07</SomosErrorCode>
             <SomosErrorDescription>NXX CLOSED</SomosErrorDescription></DeniedTollFreeNumber></DeniedTollFreeNumberList>
           </NonPortableTollFreeNumberList></Breakdown>`,
        ),
      ),
    )
    const { state, verdicts, errors } = await bandwidth.getValidation('v-1')
    expect(state).toBe('failed')
    expect(errors).toMatchObject([{ code: '7622' }])
    expect(verdicts).toMatchObject([
      { kind: 'portable', tn: A },
      { kind: 'manual', tn: B, code: '7654' },
      { kind: 'not-portable', tn: C, code: '7620' },
      {
        kind: 'not-portable',
        tn: D,
        code: '7622',
        reason: 'denied by the toll-free registry: NXX CLOSED (07)',
      },
    ])
  })

  it('that failed for want of a vendor leaves every number unknown', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        validation(
          'FAILED',
          '<ErrorList><Error><Code>7626</Code><Description>no result</Description></Error></ErrorList>',
        ),
      ),
    )
    const { verdicts } = await bandwidth.getValidation('v-1')
    expect(verdicts).toEqual(
      [A, B, C, D].map((number) => ({ kind: 'unknown', tn: number, reason: 'no result' })),
    )
  })

  it.each([
    ['SUBMITTED', 'running'],
    ['CANCELLED', 'cancelled'],
    ['CANCELED', 'cancelled'],
    ['COMPLETED', 'complete'],
    ['PONDERING', 'PONDERING'],
  ])('that is %s is told as %s', async (status, state) => {
    const { bandwidth, server } = await connect()
    server.behave(xml(validation(status)))
    await expect(bandwidth.getValidation('v-1')).resolves.toMatchObject({ state })
  })

  it('that is refused names what was wrong', async () => {
    const { bandwidth, server } = await connect()
    const refused =
      '<TollFreePortingValidationResponse><ErrorList><Error><ErrorCode>7615</ErrorCode><Description>bad</Description></Error></ErrorList><TollFreePortingValidation><ProcessingStatus>FAILED</ProcessingStatus><OrderId>v-2</OrderId></TollFreePortingValidation></TollFreePortingValidationResponse>'
    server.behave(xml(refused, 400))
    const asking = bandwidth.createValidation({ customerOrderId: 'c', numbers: [A] })
    await expect(asking).rejects.toMatchObject({ httpStatus: 400, errors: [{ code: '7615' }] })
  })

  it('is refused, not lost, when Bandwidth says that its vendor failed', async () => {
    const { bandwidth, server } = await connect()
    const failed = (code: string) =>
      xml(
        `<TollFreePortingValidationResponse><ErrorList><Error><ErrorCode>${code}</ErrorCode><Description>x</Description></Error></ErrorList></TollFreePortingValidationResponse>`,
        502,
      )
    server.behave(failed('7619'), failed('7999'))
    const ask = () => bandwidth.createValidation({ customerOrderId: 'c', numbers: [A] })
    await expect(ask()).rejects.toBeInstanceOf(BandwidthRefused)
    await expect(ask()).rejects.toBeInstanceOf(OutcomeUnknown)
  })

  it('that is not there is not found', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 404 })
    await expect(bandwidth.getValidation('v-9')).rejects.toBeInstanceOf(BandwidthNotFound)
  })
})

describe('the recent validations', () => {
  it('are listed', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        `<TollFreePortingValidationResponses>${validation('COMPLETE')}${validation('PROCESSING').replace('v-1', 'v-2')}</TollFreePortingValidationResponses>`,
      ),
    )
    const listed = await bandwidth.listValidations()
    expect(listed.map(({ id, state }) => [id, state])).toEqual([
      ['v-1', 'complete'],
      ['v-2', 'running'],
    ])
  })

  it.each([
    ['a 404', { status: 404 }],
    ['a 204', { status: 204 }],
    ['an empty list', xml('<TollFreePortingValidationResponses/>')],
  ])('may be none: %s', async (_what, behaviour) => {
    const { bandwidth, server } = await connect()
    server.behave(behaviour)
    await expect(bandwidth.listValidations()).resolves.toEqual([])
  })
})
