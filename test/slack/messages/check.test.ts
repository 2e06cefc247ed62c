import { describe, expect, test } from 'vitest'
import { calendarDay, portingCalendar } from '../../../src/porting/calendar.ts'
import type { Verdict } from '../../../src/porting/portability.ts'
import type { Message } from '../../../src/slack/blocks.ts'
import { checkCsv } from '../../../src/slack/messages/check-file.ts'
import { checkResult } from '../../../src/slack/messages/check-result.ts'
import { checkOf, portable, tollFreePortable } from '../../fixtures/checks.ts'
import { NOW, tn } from '../../fixtures/orders.ts'
import { buttonsOf, readMessage } from '../read-message.ts'

const NO_COVERAGE: Verdict = {
  kind: 'not-portable',
  tn: tn('605-253-9874'),
  reason: 'no coverage in ALSEN SD',
  code: '7331',
}
const NOT_KNOWN: Verdict = {
  kind: 'unknown',
  tn: tn('605-253-9875'),
  reason: 'Bandwidth didn’t answer',
}
const BY_HAND: Verdict = {
  kind: 'manual',
  tn: tn('888-555-0123'),
  reason: 'disconnected',
  code: null,
}
const MIXED = [
  ...portable('919-555-0100..0111'),
  ...portable('919-666-0100..0105', {
    spid: '6529',
    name: 'T-Mobile',
    wireless: true,
    minimumIntervalDays: 2,
  }),
  ...tollFreePortable('800-555-0199 877-555-0112'),
  NO_COVERAGE,
]

describe('the result of a check', () => {
  test('says what can go together, why it was split, and what cannot', () => {
    const shown = checkResult(checkOf(MIXED, { unread: ['ext 12'] }), NOW)
    expect(readMessage(shown)).toMatch(
      new RegExp(
        [
          String.raw`^\*21 numbers: 20 can port in 3 orders, 1 can’t\* @dana`,
          String.raw`• 605-253-9874 can’t port: no coverage in ALSEN SD \(7331\)`,
          String.raw`Order \| Earliest \| Numbers \| From`,
          String.raw`A \| Mon, Dec 7 \| 12 \| Frontier, on-net`,
          String.raw`B \| Thu, Dec 3 \| 6 \| T-Mobile \(wireless\), on-net`,
          String.raw`C \| after the LOA \| 2 \| RespOrg 1, toll-free`,
          String.raw`\*Split because:\* .*`,
          String.raw`\[Draft order A\] \[Draft order B\] \[Draft order C\] \[Draft one bulk order\]`,
          '_Each order needs one service address, one BTN and one signer. Confirm with the customer before you draft._',
          '_Couldn’t read: “ext 12”_$',
        ].join('\n'),
      ),
    )
  })

  test('names every number of a few beside its order, and says the same to who only hears it', () => {
    const few = [...portable('919-555-0100 919-555-0105'), ...tollFreePortable('800-555-0199')]
    const shown = checkResult(checkOf(few), NOW)
    expect(readMessage(shown)).toMatch(
      /A \| Mon, Dec 7 \| 919-555-0100 \| Frontier[^]*A \| Mon, Dec 7 \| 919-555-0105 \| Frontier/,
    )
    expect(wrappedIn(shown)).toEqual([true, false, false, true])
    expect(shown.text).toContain('Order B: 1 number from RespOrg 1, toll-free')
  })

  test('keeps apart what goes by hand, what cannot go and what is not known', () => {
    const says = readMessage(
      checkResult(
        checkOf([NO_COVERAGE, BY_HAND, NOT_KNOWN], {
          problem: 'Bandwidth didn’t answer for one.',
        }),
        NOW,
      ),
    )
    expect(says).toBe(
      [
        '*3 numbers: none can port, 1 manual port only, 1 can’t, 1 unknown* @dana',
        'Bandwidth didn’t answer for one.',
        '• 605-253-9874 can’t port: no coverage in ALSEN SD (7331)',
        '• 888-555-0123 manual port only: disconnected',
        '• 605-253-9875 unknown: Bandwidth didn’t answer',
      ].join('\n'),
    )
  })

  test('while it is asked for tells the progress and offers no draft yet', () => {
    const { numbers } = checkOf(MIXED)
    const asking = checkOf(MIXED.slice(0, 12), { numbers, state: 'asking' })
    expect(readMessage(checkResult(asking, NOW))).toMatch(
      /^\*21 numbers: 12 can port in 1 order, still checking 9…\*/,
    )
    expect(buttonsOf(checkResult(asking, NOW))).toEqual([])
    expect(readMessage(checkResult(checkOf([], { numbers, state: 'asking' }), NOW))).toBe(
      '*Checking 21 numbers…* @dana',
    )
  })

  test('knows the holidays of the settings', () => {
    const holiday = calendarDay('2026-12-07')
    const extraHolidays = holiday === undefined ? [] : [holiday]
    const calendar = portingCalendar({ extraHolidays, notHolidays: [] })
    expect(readMessage(checkResult(checkOf(MIXED), NOW, calendar))).toContain('A | Tue, Dec 8')
  })

  test('with more orders than buttons has a menu of the others', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      portable(`919-${220 + index}-0100`, { spid: `00${10 + index}`, name: `Carrier ${index}` }),
    ).flat()
    const shown = checkResult(checkOf(many), NOW)
    expect(buttonsOf(shown)).toEqual([
      'Draft order A',
      'Draft order B',
      'Draft one bulk order',
      'static_select',
    ])
    expect(JSON.stringify(shown.blocks)).toContain('Order AD: 1 number')
    expect(readMessage(shown)).not.toContain('/portin new')
  })

  test('with more orders than rows names the rest', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      portable(`919-${220 + index}-0100`, { spid: `00${10 + index}`, name: `Carrier ${index}` }),
    ).flat()
    expect(readMessage(checkResult(checkOf(many), NOW))).toContain(
      'Orders AO to BH (20 numbers) are in results.csv.',
    )
  })
})

describe('the file of a check', () => {
  test('has every number with what is known of it, in the order given', () => {
    const lines = checkCsv(checkOf([NO_COVERAGE, ...portable('919-555-0100'), BY_HAND])).split(
      '\r\n',
    )
    expect(lines).toEqual([
      'number,can port,order,from,how,soonest,reason',
      '605-253-9874,no,,,,,no coverage in ALSEN SD (7331)',
      '919-555-0100,yes,A,Frontier,"on-net, automated","Mon, Dec 7, 2026",',
      '888-555-0123,manual port only,,,,,disconnected',
      '',
    ])
  })

  test('runs no formula in a spreadsheet', () => {
    const evil = portable('919-555-0100', { name: '=SUM(1,"2")' })
    expect(checkCsv(checkOf(evil))).toContain(`"'=SUM(1,""2"")"`)
    for (const name of ['+1', '-1', '@x', '  =1']) {
      expect(checkCsv(checkOf(portable('919-555-0100', { name })))).toContain(`,'${name.trim()}`)
    }
  })

  test('says of a number without a verdict that it is not known', () => {
    const asking = checkOf([], { numbers: [tn('919-555-0100')], state: 'asking' })
    expect(checkCsv(asking)).toContain('919-555-0100,unknown,,,,,Bandwidth hasn’t answered yet')
  })
})

test('of ten dropped files not one is left out without its name', () => {
  const names = Array.from({ length: 10 }, (_, at) => `scan ${String(at)}.pdf`)
  const leftOut = names.map((name) => ({ name, why: 'is a PDF.' }))
  const shown = readMessage(
    checkResult(checkOf(portable('919-555-0100'), { account: { accounts: [], leftOut } }), NOW),
  )
  for (const name of names) expect(shown).toContain(name)
})

/** Whether each column of its table breaks what is too long for it. */
function wrappedIn({ blocks }: Message): readonly (boolean | undefined)[] {
  return blocks.flatMap((block) =>
    block.type === 'table' ? (block.column_settings ?? []).map((one) => one.is_wrapped) : [],
  )
}
