import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  groupNumbers,
  type LocalRoute,
  type PortGroup,
  type Route,
  type TollFreeRoute,
  type Verdict,
} from '../../src/porting/portability.ts'
import type { TelephoneNumber } from '../../src/porting/telephone-number.ts'
import { tn } from './port-order.ts'
import { cpuTimer } from '../fixtures/cpu-time.ts'

type Facts = Partial<LocalRoute['carrier']> & Partial<Omit<LocalRoute, 'carrier'>>

function local(facts: Facts = {}): LocalRoute {
  const { spid, name, wireless, accountNumberRequired, minimumIntervalDays, ...route } = facts
  return {
    type: 'local',
    portType: 'AUTOMATED',
    onNet: true,
    vendor: null,
    rateCenter: 'DURHAM',
    state: 'NC',
    ...route,
    carrier: {
      spid: spid === undefined ? '0121' : spid,
      name: name === undefined ? 'Frontier:0121 - SW/1' : name,
      wireless: wireless === undefined ? false : wireless,
      accountNumberRequired: accountNumberRequired ?? null,
      minimumIntervalDays: minimumIntervalDays ?? null,
    },
  }
}

const wireless = local({ spid: '6529', name: 'T-Mobile US:6529 - SVR/2', wireless: true })
const offNet = (vendor: string) => local({ onNet: false, vendor })
const byHand = local({ portType: 'MANUAL_OFF_NET', onNet: false, vendor: 'ThinkTel' })
const tollFree = (respOrg: string): TollFreeRoute => ({
  type: 'toll-free',
  respOrg,
})

/** `count` portable numbers that follow each other. */
function run(first: string, count: number, route: Route): readonly Verdict[] {
  return Array.from({ length: count }, (_verdict, index) => ({
    kind: 'portable',
    tn: tn(String(Number(first) + index)),
    route,
  }))
}

const letters = (groups: readonly PortGroup[]) =>
  groups.map(({ letter, numbers, from, how }) => `${letter} ${numbers.length} ${from}, ${how}`)

describe('which numbers can go together', () => {
  it('makes one group of numbers that share everything Bandwidth asks for', () => {
    const { groups, notPortable, whySplit: why } = groupNumbers(run('9195550100', 12, local()))
    expect(letters(groups)).toEqual(['A 12 Frontier, on-net, automated'])
    expect(groups[0]).toMatchObject({ orderKind: 'local', warning: null })
    expect(notPortable).toEqual([])
    expect(why).toEqual([])
  })

  it('splits carriers, wireless and toll-free, the largest first, and says why', () => {
    const { groups, whySplit: why } = groupNumbers([
      ...run('8005550100', 3, tollFree('RespOrg 1')),
      ...run('9845550100', 6, wireless),
      ...run('9195550100', 12, local()),
    ])
    expect(letters(groups)).toEqual([
      'A 12 Frontier, on-net, automated',
      'B 6 T-Mobile US (wireless), on-net, automated',
      'C 3 RespOrg 1, toll-free',
    ])
    expect(why).toEqual([
      'A and B leave different carriers.',
      'Local and toll-free numbers can’t share an order (B and C).',
    ])
  })

  it.each<[string, Route, Route, string]>([
    [
      'the kind',
      local(),
      tollFree('RespOrg 1'),
      'Local and toll-free numbers can’t share an order (A and B).',
    ],
    [
      'the RespOrg',
      tollFree('RespOrg 1'),
      tollFree('JYT01'),
      'A and B are held by different RespOrgs.',
    ],
    [
      'the line',
      local(),
      local({ wireless: true }),
      'Wireless and wireline numbers can’t share an order (A: wireline and B: wireless).',
    ],
    [
      'the port type',
      local(),
      local({ portType: 'INTERNAL' }),
      'A and B are ported in different ways.',
    ],
    ['the net', local(), offNet('Level 3'), 'A and B are ported in different ways.'],
    [
      'the off-net vendor',
      offNet('Level 3'),
      offNet('ThinkTel'),
      'A and B go through different off-net vendors (A: Level 3 and B: ThinkTel).',
    ],
    [
      'the name of carriers without SPID',
      local({ spid: '', name: 'Bell' }),
      local({ spid: null, name: 'Rogers' }),
      'A and B leave different carriers.',
    ],
    [
      'the rate center of unknown carriers',
      local({ spid: '', name: 'Unknown' }),
      local({ spid: null, name: null, rateCenter: 'ALSEN', state: 'ND' }),
      'The losing carriers of A and B are unknown, and the rate centers differ.',
    ],
  ])('splits by %s', (_what, one, other, sentence) => {
    const { groups, whySplit: why } = groupNumbers([
      ...run('9195550100', 2, one),
      ...run('9845550100', 1, other),
    ])
    expect(groups).toHaveLength(2)
    expect(why).toEqual([sentence])
  })

  it.each<[string, Route, Route]>([
    ['carriers of one SPID by different names', local(), local({ name: 'FRONTIER NC' })],
    ['spellings of one SPID', local({ spid: '512e' }), local({ spid: ' 512E' })],
    ['spellings of one port type', byHand, { ...byHand, portType: 'MANUALOFFNET' }],
    ['rate centers of one carrier', local(), local({ rateCenter: 'RALEIGH' })],
    ['vendors on our own net', local(), local({ vendor: 'Bandwidth CLEC' })],
    ['minimum intervals', local({ minimumIntervalDays: 1 }), local({ minimumIntervalDays: 5 })],
  ])('does not split different %s', (_what, one, other) => {
    const numbers = [...run('9195550100', 2, one), ...run('9845550100', 1, other)]
    expect(groupNumbers(numbers).groups).toHaveLength(1)
  })

  it('keeps the strictest demands of the carrier', () => {
    const { groups } = groupNumbers([
      ...run('9195550100', 1, local({ minimumIntervalDays: 3 })),
      ...run('9195550200', 1, local({ minimumIntervalDays: 7, accountNumberRequired: true })),
      ...run('9195550300', 1, local({ accountNumberRequired: false, rateCenter: 'RALEIGH' })),
    ])
    expect(groups[0]).toMatchObject({
      route: {
        rateCenter: null,
        state: 'NC',
        carrier: { minimumIntervalDays: 7, accountNumberRequired: true },
      },
      warning: 'The losing carrier wants the account number. Get it from the customer first.',
    })
  })

  it.each([
    ['on-net, automated', local(), 1_000, [999, 1]],
    ['off-net, automated', offNet('Level 3'), 100, [49, 49, 2]],
    ['off-net, by hand', byHand, 5_001, [5_000, 1]],
    ['internal', local({ portType: 'INTERNAL' }), 5_000, [5_000]],
    ['toll-free', tollFree('RespOrg 1'), 5_001, [5_000, 1]],
  ])('cuts what is %s to what one order holds', (_what, route, count, sizes) => {
    const { groups } = groupNumbers(run('9192000000', count, route))
    expect(groups.map(({ numbers }) => numbers.length)).toEqual(sizes)
  })

  it('says once why numbers that belong together are several orders', () => {
    const { whySplit: why } = groupNumbers(run('9192000000', 130, offNet('Level 3')))
    expect(why).toEqual([
      'A, B and C belong together, but one order of this kind holds at most 49 numbers (a larger one is ported manually).',
    ])
  })

  it('goes on with AA after Z', () => {
    const { groups, whySplit: why } = groupNumbers(run('9192000000', 49 * 28, offNet('Level 3')))
    expect(groups.map(({ letter }) => letter).slice(24)).toEqual(['Y', 'Z', 'AA', 'AB'])
    expect(why[0]).toContain('A, B, C, D, E, F and 22 more belong together')
  })

  it('warns of what a group means', () => {
    const warningOf = (route: Route) => groupNumbers(run('9195550100', 1, route)).groups[0]?.warning
    expect(warningOf(byHand)).toContain('manually at 11:30 AM ET')
    expect(warningOf(local({ portType: 'INTERNAL' }))).toContain('already at Bandwidth')
    expect(warningOf(local({ spid: '', name: 'Unknown' }))).toContain('unknown')
    expect(warningOf(tollFree('RespOrg 1'))).toBeNull()
  })

  it('keeps every number that is in no group, with its reason', () => {
    const others: readonly Verdict[] = [
      {
        kind: 'not-portable',
        tn: tn('605-253-9874'),
        reason: 'no coverage in ALSEN ND',
        code: null,
      },
      { kind: 'manual', tn: tn('877-402-4485'), reason: 'disconnected', code: '7654' },
      { kind: 'unknown', tn: tn('877-402-4486'), reason: 'still being checked' },
    ]
    const { groups, notPortable } = groupNumbers([...others, ...run('9195550100', 1, local())])
    expect(notPortable).toEqual(others)
    expect(groups).toHaveLength(1)
  })
})

describe('the rules of grouping', () => {
  const anyRoute: fc.Arbitrary<Route> = fc.oneof(
    fc.constantFrom('RespOrg 1', 'RespOrg 2', 'JYT01').map(tollFree),
    fc
      .record({
        portType: fc.constantFrom(
          'AUTOMATED',
          'AUTOMATED_OFF_NET',
          'MANUALOFFNET',
          'MANUALONNET',
          'INTERNAL',
          'NEWTYPE',
        ),
        onNet: fc.boolean(),
        vendor: fc.constantFrom('Level 3', 'ThinkTel', null),
        rateCenter: fc.constantFrom('DURHAM', 'ALSEN', null),
        spid: fc.constantFrom('0121', '6529', '', null),
        name: fc.constantFrom('Frontier', 'Unknown', null),
        wireless: fc.constantFrom(true, false, null),
      })
      .map(local),
  )
  const anyVerdict = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('portable' as const), route: anyRoute }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'unknown' as const, reason: 'outage' }) },
  )
  const anyVerdicts: fc.Arbitrary<readonly Verdict[]> = fc
    .array(fc.tuple(anyVerdict, fc.integer({ min: 1, max: 120 })), { maxLength: 25 })
    .map((runs) =>
      runs
        .flatMap(([verdict, count]) => Array.from({ length: count }, () => verdict))
        .map((verdict, index) => ({ ...verdict, tn: tn(String(9_192_000_000 + index)) })),
    )

  const shared = (route: Route): Readonly<Record<string, unknown>> => {
    if (route.type === 'toll-free') return { respOrg: route.respOrg }
    const { spid, name } = route.carrier
    const known = spid || (name === 'Unknown' ? null : name)
    return {
      carrier: known ?? `somebody in ${route.rateCenter}`,
      portType: route.portType,
      wireless: route.carrier.wireless,
      onNet: route.onNet,
      vendor: route.onNet ? 'ours' : route.vendor,
    }
  }
  const limit = (route: Route): number => {
    if (route.type === 'toll-free' || !route.portType.startsWith('AUTOMATED')) return 5_000
    return route.onNet ? 999 : 49
  }

  it('no group mixes what must not be mixed, or is too large; nothing is lost or doubled', () => {
    fc.assert(
      fc.property(anyVerdicts, (verdicts) => {
        const { groups, notPortable, whySplit: why } = groupNumbers(verdicts)
        const routes = new Map<TelephoneNumber, Route>()
        for (const verdict of verdicts) {
          if (verdict.kind === 'portable') routes.set(verdict.tn, verdict.route)
        }

        for (const { numbers, orderKind } of groups) {
          const members = numbers.flatMap((number) => routes.get(number) ?? [])
          expect(members).toHaveLength(numbers.length)
          expect(new Set(members.map((route) => JSON.stringify(shared(route)))).size).toBe(1)
          expect(new Set(members.map(({ type }) => type))).toEqual(new Set([orderKind]))
          expect(numbers.length).toBeLessThanOrEqual(Math.min(...members.map(limit)))
        }
        const grouped = groups.flatMap(({ numbers }) => numbers)
        expect(grouped).toHaveLength(routes.size)
        expect(new Set(grouped)).toEqual(new Set(routes.keys()))
        expect(notPortable).toHaveLength(verdicts.length - routes.size)
        expect(new Set(groups.map(({ letter }) => letter)).size).toBe(groups.length)
        expect(why.length > 0).toBe(groups.length > 1)
      }),
      { numRuns: 60 },
    )
  })

  it('puts a number that was judged twice in one group only', () => {
    const twice = [...run('9195550100', 1, local()), ...run('9195550100', 1, wireless)]
    expect(groupNumbers(twice).groups.flatMap(({ numbers }) => numbers)).toEqual(['9195550100'])
  })

  it('groups 50,000 numbers in a moment', () => {
    const many = run('9192000000', 50_000, local()).map((verdict, index) =>
      verdict.kind === 'portable'
        ? { ...verdict, route: local({ spid: String(index % 700), onNet: index % 2 === 0 }) }
        : verdict,
    )
    const cpuMs = cpuTimer()
    expect(groupNumbers(many).groups.length).toBeGreaterThan(700)
    expect(cpuMs()).toBeLessThan(8_000)
  })
})
