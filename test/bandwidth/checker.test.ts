import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BandwidthDown, BandwidthRefused } from '../../src/bandwidth/errors.ts'
import type { Verdict } from '../../src/porting/portability.ts'
import { e164, type TelephoneNumber } from '../../src/porting/telephone-number.ts'
import { connect, xml, type Seen } from './loopback.ts'
import { tn } from './orders-at-hand.ts'

const ON_NET = tn('919-555-0100')
const OFF_NET = tn('217-555-0101')
const MANUAL = tn('613-555-0102')
const INTERNAL = tn('208-555-0103')
const NOWHERE = tn('605-555-0104')
const SILENT = tn('984-555-0105')
const ALL = [ON_NET, OFF_NET, MANUAL, INTERNAL, NOWHERE, SILENT]

const list = (numbers: readonly string[]) => numbers.map((number) => `<Tn>${number}</Tn>`).join('')
const center = (name: string, numbers: readonly string[], more = '') =>
  `<RateCenterGroup>${more}<RateCenter>${name}</RateCenter><City>${name} </City><State>NC</State><Tiers><Tier>0</Tier></Tiers><TnList>${list(numbers)}</TnList></RateCenterGroup>`
const carrier = (spid: string, name: string, numbers: readonly string[], wireless = false) =>
  `<LosingCarrierTnList><LosingCarrierSPID>${spid}</LosingCarrierSPID><LosingCarrierName>${name}</LosingCarrierName>
   <LosingCarrierIsWireless>${wireless}</LosingCarrierIsWireless><LosingCarrierAccountNumberRequired>true</LosingCarrierAccountNumberRequired>
   <LosingCarrierMinimumPortingInterval>6</LosingCarrierMinimumPortingInterval><TnList>${list(numbers)}</TnList></LosingCarrierTnList>`
const answer = (inside: string) =>
  xml(`<NumberPortabilityResponse>${inside}</NumberPortabilityResponse>`)

const MIXED = answer(`
  <PortType>MIXED</PortType><PortableNumbers>${list([ON_NET, OFF_NET, MANUAL, INTERNAL])}</PortableNumbers>
  <SupportedRateCenters>${center('RALEIGH', [ON_NET, INTERNAL])}</SupportedRateCenters>
  <PartnerSupportedRateCenters>
    ${center('BEASON', [OFF_NET], '<Vendor>Level 3</Vendor><AutomatedPort>true</AutomatedPort>')}
    ${center('OTTAWAHULL', [MANUAL], '<Vendor>ThinkTel</Vendor>')}
  </PartnerSupportedRateCenters>
  <UnsupportedRateCenters>${center('ALSEN', [NOWHERE])}</UnsupportedRateCenters>
  <SupportedLosingCarriers>
    ${carrier('6529', 'T-Mobile US:6529', [ON_NET], true)}${carrier('0121', 'Frontier', [OFF_NET])}
    ${carrier('', 'Unknown', [MANUAL])}${carrier('979E', 'BANDWIDTH.COM', [INTERNAL])}
  </SupportedLosingCarriers>`)

const routes = (verdicts: readonly Verdict[]) =>
  verdicts.map((verdict) =>
    verdict.kind === 'portable' && verdict.route.type === 'local'
      ? [
          verdict.route.portType,
          verdict.route.onNet,
          verdict.route.vendor,
          verdict.route.carrier.spid,
        ]
      : verdict.kind,
  )

describe('checking numbers', () => {
  it('asks for everything that Bandwidth can tell', async () => {
    const { bandwidth, server } = await connect()
    server.behave(MIXED)
    await bandwidth.checkNumbers(ALL)
    const [seen] = server.seen
    expect(seen).toMatchObject({ method: 'POST', path: '/api/v1/accounts/9900012/lnpchecker' })
    expect(seen?.query.toString()).toBe('fullCheck=offnetportability')
    expect(seen?.body).toContain(`<TnList>${list(ALL)}</TnList>`)
  })

  it('gives a verdict for each, with route and reason', async () => {
    const { bandwidth, server } = await connect()
    server.behave(MIXED)
    const { verdicts } = await bandwidth.checkNumbers(ALL)
    expect(verdicts.map(({ tn: number }) => number)).toEqual(ALL)
    expect(routes(verdicts)).toEqual([
      ['AUTOMATED', true, null, '6529'],
      ['AUTOMATED', false, 'Level 3', '0121'],
      ['MANUALOFFNET', false, 'ThinkTel', null],
      ['INTERNAL', true, null, '979E'],
      'not-portable',
      'not-portable',
    ])
    expect(verdicts[0]).toMatchObject({
      route: {
        rateCenter: 'RALEIGH',
        state: 'NC',
        carrier: {
          name: 'T-Mobile US:6529',
          wireless: true,
          accountNumberRequired: true,
          minimumIntervalDays: 6,
        },
      },
    })
    expect(verdicts[4]).toMatchObject({ reason: 'no coverage in ALSEN NC', code: null })
    expect(verdicts[5]).toMatchObject({ reason: 'Bandwidth doesn’t list it as portable' })
  })

  it('takes the type of the whole answer when there is only one', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      answer(`<PortType>MANUAL_ON_NET</PortType><PortableNumbers>${list([ON_NET])}</PortableNumbers>
        <SupportedRateCenters>${center('RALEIGH', [ON_NET])}</SupportedRateCenters>`),
    )
    const { verdicts } = await bandwidth.checkNumbers([ON_NET])
    expect(routes(verdicts)).toEqual([['MANUALONNET', true, null, null]])
  })

  it('works out what is portable when Bandwidth does not list it', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      answer(`<SupportedRateCenters>${center('RALEIGH', [ON_NET, SILENT])}</SupportedRateCenters>
        <SupportedLosingCarriers>${carrier('6529', 'T', [ON_NET, OFF_NET])}</SupportedLosingCarriers>`),
    )
    const { verdicts } = await bandwidth.checkNumbers([ON_NET, OFF_NET, SILENT])
    expect(verdicts.map(({ kind }) => kind)).toEqual(['portable', 'not-portable', 'not-portable'])
  })

  it('gives the reason that a good answer has for single numbers', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      answer(`<PortabilityErrors><Error><Code>7378</Code><Description>not\n  in service</Description><TelephoneNumbers>${list([OFF_NET])}</TelephoneNumbers></Error></PortabilityErrors>
        <PortableNumbers>${list([ON_NET])}</PortableNumbers>`),
    )
    const { verdicts } = await bandwidth.checkNumbers([ON_NET, OFF_NET])
    expect(verdicts[1]).toEqual({
      kind: 'not-portable',
      tn: OFF_NET,
      code: '7378',
      reason: 'not in service',
    })
  })

  it('speaks E.164 where that is the way', async () => {
    const { bandwidth, server } = await connect({ numberFormat: 'e164' })
    server.behave(answer(`<PortableNumbers>${list([e164(ON_NET)])}</PortableNumbers>`))
    const { verdicts } = await bandwidth.checkNumbers([ON_NET])
    expect(server.seen[0]?.body).toContain('<Tn>+19195550100</Tn>')
    expect(verdicts).toMatchObject([{ kind: 'portable', tn: ON_NET }])
  })

  it('asks nothing about no numbers', async () => {
    const { bandwidth, server } = await connect()
    await expect(bandwidth.checkNumbers([])).resolves.toEqual({ verdicts: [] })
    expect(server.seen).toHaveLength(0)
  })
})

describe('numbers that Bandwidth refuses by name', () => {
  const refusal = (errors: string) =>
    xml(`<NumberPortabilityResponse>${errors}</NumberPortabilityResponse>`, 400)
  const asked = ({ body }: Seen) =>
    [...body.matchAll(/<Tn>(\d+)<\/Tn>/g)].map(([, number]) => number ?? '')

  it('are taken out with their reason, and the rest is asked again', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      refusal(`<Errors><Code>7205</Code><Description>in another order</Description><TelephoneNumbers>${list([OFF_NET])}</TelephoneNumbers></Errors>
        <Errors><Code>7201</Code><Description>${MANUAL} is not valid.</Description></Errors>`),
      answer(`<PortableNumbers>${list([ON_NET])}</PortableNumbers>`),
    )
    const { verdicts } = await bandwidth.checkNumbers([ON_NET, OFF_NET, MANUAL])
    expect(verdicts).toMatchObject([
      { kind: 'portable' },
      { kind: 'not-portable', code: '7205', reason: 'in another order' },
      { kind: 'not-portable', code: '7201' },
    ])
    expect(server.seen.map(asked)).toEqual([[ON_NET, OFF_NET, MANUAL], [ON_NET]])
  })

  it('are all of them: then nothing is asked again', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      refusal(
        `<Errors><Code>7205</Code><Description>x</Description><TelephoneNumbers>${list([ON_NET])}</TelephoneNumbers></Errors>`,
      ),
    )
    const { verdicts } = await bandwidth.checkNumbers([ON_NET])
    expect(verdicts).toMatchObject([{ kind: 'not-portable', code: '7205' }])
    expect(server.seen).toHaveLength(1)
  })

  it('are none: then the check is refused', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      refusal('<Errors><Code>7333</Code><Description>not enabled</Description></Errors>'),
    )
    await expect(bandwidth.checkNumbers([ON_NET])).rejects.toBeInstanceOf(BandwidthRefused)
    expect(server.seen).toHaveLength(1)
  })

  it('one at a time do not keep us asking for ever', async () => {
    const { bandwidth, server } = await connect()
    const many = Array.from({ length: 50 }, (_, i) => tn(`919555${String(1000 + i)}`))
    server.behave((seen) =>
      refusal(
        `<Errors><Code>7205</Code><Description>x</Description><TelephoneNumbers>${list(asked(seen).slice(0, 1))}</TelephoneNumbers></Errors>`,
      ),
    )
    const { verdicts } = await bandwidth.checkNumbers(many)
    expect(verdicts.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 20 }, () => 'not-portable'),
      ...Array.from({ length: 30 }, () => 'unknown'),
    ])
  })

  it.each([
    ['an empty document', '<NumberPortabilityResponse/>'],
    ['another document', '<SitesResponse/>'],
  ])('is not what %s means: nothing is learnt from it', async (_what, body) => {
    const { bandwidth, server } = await connect()
    server.behave(xml(body))
    await expect(bandwidth.checkNumbers([ON_NET])).rejects.toBeInstanceOf(BandwidthDown)
  })
})

it('every number asked gets exactly one verdict, whatever Bandwidth lists', async () => {
  const { bandwidth, server } = await connect({ callsPerMinute: 10_000 })
  const some = fc.subarray([...ALL, tn('303-555-0199')])
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(ALL),
      some,
      some,
      some,
      some,
      async (asked, portable, on, off, by) => {
        server.behave(
          answer(`<PortType>MIXED</PortType><PortableNumbers>${list(portable)}</PortableNumbers>
          <SupportedRateCenters>${center('A', on)}</SupportedRateCenters><UnsupportedRateCenters>${center('B', off)}</UnsupportedRateCenters>
          <SupportedLosingCarriers>${carrier('1', 'C', by)}</SupportedLosingCarriers>`),
        )
        const { verdicts } = await bandwidth.checkNumbers(asked)
        expect(verdicts.map(({ tn: number }) => number)).toEqual(asked)
        const isPortable = (number: TelephoneNumber) => portable.includes(number)
        expect(
          verdicts.filter(({ kind }) => kind === 'portable').map(({ tn: number }) => number),
        ).toEqual(asked.filter(isPortable))
      },
    ),
    { numRuns: 30 },
  )
})

it('5,000 numbers are read in a time that grows with their number only', async () => {
  const { bandwidth, server } = await connect()
  const many = Array.from({ length: 5_000 }, (_, i) => tn(String(9195550000 + i)))
  const reply = (numbers: readonly TelephoneNumber[]) =>
    answer(`<PortType>AUTOMATED</PortType><PortableNumbers>${list(numbers)}</PortableNumbers>
      <SupportedRateCenters>${numbers.map((number) => center('RALEIGH', [number])).join('')}</SupportedRateCenters>
      <SupportedLosingCarriers>${carrier('6529', 'T', numbers)}</SupportedLosingCarriers>`)
  async function time(numbers: readonly TelephoneNumber[]) {
    server.behave(reply(numbers))
    const startedAt = performance.now()
    const { verdicts } = await bandwidth.checkNumbers(numbers)
    expect(verdicts.filter(({ kind }) => kind === 'portable')).toHaveLength(numbers.length)
    return performance.now() - startedAt
  }
  await time(many.slice(0, 1_000))
  const small = Math.min(await time(many.slice(0, 1_000)), await time(many.slice(0, 1_000)))
  const large = Math.min(await time(many), await time(many))
  expect(large).toBeLessThan(Math.max(small, 10) * 5 * 3)
})
