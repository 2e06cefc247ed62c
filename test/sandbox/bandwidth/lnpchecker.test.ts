import { describe, expect, it } from 'vitest'
import { PREFIXES, isTollFree } from '../../../sandbox/bandwidth/numbering.ts'
import type { Caller } from './bandwidth-caller.ts'
import { openBandwidth, regularOrder } from './bandwidth-caller.ts'

const check = (bandwidth: Caller, tns: readonly string[], query = '?fullCheck=offnetportability') =>
  bandwidth.call(
    'POST',
    `/lnpchecker${query}`,
    `<NumberPortabilityRequest><TnList><!-- ours -->${tns.map((tn) => `<Tn>${tn}</Tn>`).join('')}</TnList></NumberPortabilityRequest>`,
  )

const section = (text: string, name: string): string[] | null => {
  const inside = new RegExp(`<${name}>([^]*)</${name}>`).exec(text)?.[1]
  if (inside === undefined) return text.includes(`<${name}/>`) ? [] : null
  return [...inside.matchAll(/<Tn>(\d+)</g)].map(([, tn = '']) => tn)
}

const [ON_NET, OFF_NET, MANUAL, NOWHERE] = ['9195550100', '7205550100', '6135550100', '6057250100']

describe('the portability check of the practice Bandwidth', () => {
  it('finds off-net numbers only when asked for them', async () => {
    const bandwidth = await openBandwidth()
    const all = [ON_NET, OFF_NET, MANUAL, NOWHERE]
    const full = (await check(bandwidth, all)).text
    expect(section(full, 'PortableNumbers')).toEqual([ON_NET, OFF_NET, MANUAL])
    expect(section(full, 'PartnerSupportedRateCenters')).toEqual([OFF_NET, MANUAL])
    expect(section(full, 'UnsupportedRateCenters')).toEqual([NOWHERE])
    for (const query of [
      '',
      '?fullCheck=false',
      '?fullCheck=true',
      '?fullcheck=onnetportability',
    ]) {
      const { text } = await check(bandwidth, all, query)
      expect(section(text, 'PortableNumbers')).toEqual([ON_NET])
      expect(section(text, 'PartnerSupportedRateCenters')).toBeNull()
      expect(section(text, 'UnsupportedRateCenters')).toEqual([OFF_NET, MANUAL, NOWHERE])
      expect(text.includes('<SupportedLosingCarriers>')).toBe(/true|onnet/.test(query))
    }
  })

  it.each([
    ['AUTOMATED', [ON_NET, OFF_NET]],
    ['MANUALOFFNET', [MANUAL]],
    ['INTERNAL', ['9195580100']],
    ['MIXED', [ON_NET, NOWHERE]],
  ])('calls it %s', async (portType, tns) => {
    const bandwidth = await openBandwidth()
    expect((await check(bandwidth, tns)).one('PortType')).toBe(portType)
  })

  it('keeps leading zeros and tells an unknown carrier by an empty SPID', async () => {
    const bandwidth = await openBandwidth()
    const { text } = await check(bandwidth, [ON_NET, MANUAL])
    expect(text).toContain('<LosingCarrierSPID>0121</LosingCarrierSPID>')
    expect(text).toContain('<LosingCarrierSPID/>')
  })

  it('hides an error in a 200', async () => {
    const bandwidth = await openBandwidth()
    const answer = await check(bandwidth, [ON_NET, '9195600100'])
    expect([answer.status, answer.one('Code')]).toEqual([200, '7378'])
    expect(section(answer.text, 'PortabilityErrors')).toEqual(['9195600100'])
    expect(section(answer.text, 'PortableNumbers')).toEqual([ON_NET])
  })

  it.each([
    ['nothing', [], '7316'],
    ['a foreign number', [ON_NET, '61746052083'], '7201'],
    ['a number twice', [ON_NET, ON_NET], '7360'],
    ['a toll-free number', ['8005550100'], '7386'],
    ['a number in another order', ['9195590100'], '7205'],
  ])('refuses %s', async (_what, tns, code) => {
    const bandwidth = await openBandwidth()
    const refused = await check(bandwidth, tns)
    expect([refused.status, refused.one('Code')]).toEqual([400, code])
    expect((await check(bandwidth, [ON_NET], '?fullCheck=maybe')).one('Code')).toBe('7472')
  })

  it('names the numbers that an order of ours holds, and frees them when it ends', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(regularOrder([ON_NET]))
    expect((await check(bandwidth, [ON_NET, OFF_NET])).all('Tn')).toEqual([ON_NET])
    await bandwidth.call('DELETE', `/portins/${id}`)
    expect((await check(bandwidth, [ON_NET, OFF_NET])).status).toBe(200)
  })

  it('knows every prefix of its table with any line number', async () => {
    const bandwidth = await openBandwidth()
    const known = PREFIXES.filter((prefix) => !isTollFree(prefix) && prefix !== '919559')
    const tns = known.map((prefix, index) => `${prefix}01${String(index).padStart(2, '0')}`)
    const { status, text } = await check(bandwidth, tns)
    expect(status).toBe(200)
    expect(tns.filter((tn) => !text.includes(tn))).toEqual([])
  })
})
