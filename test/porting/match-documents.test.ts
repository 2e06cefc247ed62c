import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchDocuments, type MatchableChild } from '../../src/porting/match-documents.ts'
import { showNumber } from '../../src/porting/telephone-number.ts'
import { someNumbers } from './bulk-numbers.ts'
import { tn } from './port-order.ts'
import { cpuTimer } from '../fixtures/cpu-time.ts'

const BUSINESS = 'Orchard Dental LLC'
const children: readonly MatchableChild[] = [
  { number: 1043, numbers: [tn('919-555-0100')], names: [BUSINESS, 'Frontier'] },
  { number: 1044, numbers: [tn('984-555-0100')], names: [BUSINESS, 'T-Mobile US (wireless)'] },
  { number: 1045, numbers: [tn('336-555-0100')], names: [BUSINESS, 'AT&T (wireless)'] },
  { number: 1046, numbers: [tn('336-555-1043')], names: [BUSINESS, 'AT&T'] },
  { number: 1047, numbers: [tn('844-555-0100')], names: [BUSINESS, 'RespOrg 1'] },
  { number: 2026, numbers: [tn('844-555-0200')], names: [BUSINESS, 'RespOrg 10'] },
]

function matchOf(name: string, among = children) {
  const [found] = matchDocuments([{ id: 'f1', name }], among)
  return found?.match?.number ?? found?.others
}

describe('a document dropped for a bulk order', () => {
  it.each<[string, number]>([
    ['LOA #1043.pdf', 1043],
    ['1043.pdf', 1043],
    ['loa_1044_signed.PDF', 1044],
    ['order 2026.pdf', 2026],
    ['LOA-9195550100.pdf', 1043],
    ['LOA_(984) 555-0100.pdf', 1044],
    ['+1 336.555.0100 scan.tiff', 1045],
    ['LOA 336-555-1043.pdf', 1046],
    ['Frontier LOA.pdf', 1043],
    ['FRONTIER_loa_final.pdf', 1043],
    ['FrontierLOA.pdf', 1043],
    ['T-Mobile.pdf', 1044],
    ['tmobile signed.pdf', 1044],
    ['loa-t_mobile-us.pdf', 1044],
    ['LOA RespOrg 1.pdf', 1047],
    ['resporg10.pdf', 2026],
    ['Orchard Dental 2026-11-25 #1044.pdf', 1044],
    ['AT&T #1046.pdf', 1046],
  ])('%s is for #%i', (name, number) => {
    expect(matchOf(name)).toBe(number)
  })

  it.each<[string, readonly number[]]>([
    ['LOA.pdf', []],
    ['Orchard Dental LOA.pdf', []],
    ['LOA 2026-11-25.pdf', []],
    ['LOA 11-25-2026.pdf', []],
    ['LOA 2026.pdf', []],
    ['LOA 20261125.pdf', []],
    ['AT&T LOA.pdf', [1045, 1046]],
    ['att.pdf', [1045, 1046]],
    ['#1043 and #1044.pdf', [1043, 1044]],
    ['Frontier #1044.pdf', [1043, 1044]],
    ['Frontier #9999.pdf', [1043]],
    ['919-555-0100 984-555-0100.pdf', [1043, 1044]],
    ['Frontier and T-Mobile.pdf', [1043, 1044]],
    ['LOA 1143.pdf', []],
    ['10431.pdf', []],
    ['mobile numbers.pdf', []],
    ['wireless letter.pdf', []],
  ])('%s is for none that can be told; candidates: %j', (name, others) => {
    expect(matchOf(name)).toEqual(others)
  })

  it('says what in its name was understood', () => {
    const names = ['LOA 1043 Frontier 919-555-0100.pdf', 'tmobile.pdf']
    expect(
      matchDocuments(
        names.map((name) => ({ id: name, name })),
        children,
      ),
    ).toEqual([
      {
        file: names[0],
        match: { number: 1043, because: 'its name has #1043, 919-555-0100 and “Frontier”' },
        others: [],
      },
      { file: names[1], match: { number: 1044, because: 'its name has “tmobile”' }, others: [] },
    ])
  })

  it('tells a longer name from a shorter one that it begins with', () => {
    const branches = [
      { number: 1043, numbers: [], names: ['Orchard Dental'] },
      { number: 1044, numbers: [], names: ['Orchard Dental North'] },
    ]
    expect(matchOf('Orchard Dental North.pdf', branches)).toBe(1044)
    expect(matchOf('Orchard Dental.pdf', branches)).toEqual([])
  })

  it('is never matched by words when two children have the same names', () => {
    const words = fc.array(fc.constantFrom('Frontier', 'Orchard', 'LOA', '7', 'AT&T'), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 3 }), (file, names) => {
        const own = names.map((name) => name.join(' '))
        const twins = [1043, 1044, 1045].map((number) => ({
          number,
          numbers: [],
          names: number === 1045 ? [] : own,
        }))
        const [found] = matchDocuments([{ id: 'f1', name: `${file.join(' ')}.pdf` }], twins)
        expect(found?.match).toBeNull()
      }),
    )
  })

  it('is for nobody else than whom its name says, in whatever order children and files come', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      number: 1043 + index,
      numbers: someNumbers(3, 9_195_550_100 + index * 10),
      names: [`Carrier${String.fromCharCode(65 + index).repeat(3)}`],
    }))
    const wanted = fc.record({
      child: fc.constantFrom(...many),
      by: fc.constantFrom('order', 'number', 'name'),
      before: fc.constantFrom('', 'LOA ', 'signed_', '2026-11-25 '),
    })
    fc.assert(
      fc.property(
        fc.array(wanted),
        fc.shuffledSubarray(many, { minLength: 12 }),
        (files, shuffled) => {
          const named = files.map(({ child, by, before }, index) => {
            const tns = child.numbers.map(showNumber)
            const said = { order: `#${child.number}`, number: tns[1], name: child.names[0] }[by]
            return { id: String(index), name: `${before}${said}.pdf` }
          })
          expect(matchDocuments(named, shuffled).map(({ match }) => match?.number)).toEqual(
            files.map(({ child }) => child.number),
          )
        },
      ),
    )
  })

  it('is found among 500 children and 20,000 numbers at once', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      number: 1043 + index,
      numbers: someNumbers(40, 9_192_000_000 + index * 40),
      names: [BUSINESS, `Carrier ${index}`],
    }))
    const files = many
      .slice(0, 50)
      .map(({ number }) => ({ id: String(number), name: `${number}.pdf` }))
    const cpuMs = cpuTimer()
    const found = matchDocuments(files, many)
    expect(cpuMs()).toBeLessThan(1_000)
    expect(found.every(({ match, file }) => String(match?.number) === file)).toBe(true)
  })
})
