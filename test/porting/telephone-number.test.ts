import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumbers, readSources } from '../../src/porting/read-numbers.ts'
import {
  e164,
  isTollFree,
  rangesOf,
  showNumber,
  showNumbers,
  telephoneNumber,
  type TelephoneNumber,
} from '../../src/porting/telephone-number.ts'
import { extent } from '../fixtures/extent.ts'
import { anyDigits } from './any-number.ts'

function tn(text: string): TelephoneNumber {
  const number = telephoneNumber(text)
  if (number === undefined) throw new Error(`the test wrote no number: ${text}`)
  return number
}

const anyNumber = anyDigits.map(tn)
const numbersOnce = fc.uniqueArray(anyNumber, { minLength: 1, maxLength: 12 })

const SHOWINGS: Readonly<Record<string, (number: TelephoneNumber) => string>> = {
  dialled: (number) => number,
  'with dashes': showNumber,
  'E.164': e164,
  'with dots': (number) => showNumber(number).replaceAll('-', '.'),
  'with slashes': (number) => showNumber(number).replaceAll('-', '/'),
  'with blanks': (number) => showNumber(number).replaceAll('-', ' '),
  'with parentheses': (number) => `(${number.slice(0, 3)}) ${showNumber(number).slice(4)}`,
  'with tight parentheses': (number) => `(${number.slice(0, 3)})${showNumber(number).slice(4)}`,
  'with +1 and parentheses': (number) =>
    `+1 (${number.slice(0, 3)}) ${showNumber(number).slice(4)}`,
  'with a leading 1': (number) => `1-${showNumber(number)}`,
  'with en dashes': (number) => showNumber(number).replaceAll('-', '–'),
  'with hard blanks': (number) => showNumber(number).replaceAll('-', '\u00a0'),
  'in full width': (number) =>
    showNumber(number).replace(/[\d-]/g, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
    ),
  'with invisible marks around it': (number) => `\u202a${showNumber(number)}\u202c`,
  'as a Slack link': (number) => `<tel:${number}|${showNumber(number)}>`,
  'as a bare Slack link': (number) => `<tel:${e164(number)}>`,
}

const BETWEEN = [', ', '; ', '\n', '\r\n', ' and ', '\t', ' | ', ',', '   ', ' / ']

describe('reading one number', () => {
  it.each(Object.keys(SHOWINGS))('reads every number written %s', (name) => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        expect(telephoneNumber(SHOWINGS[name]?.(number) ?? '')).toBe(number)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['an empty text', ''],
    ['a nine-digit number', '919555010'],
    ['eleven digits that do not begin with 1', '29195550100'],
    ['twelve digits', '919555010000'],
    ['an area code that begins with 1', '1195550100'],
    ['a service code as area code', '911-555-0100'],
    ['a service code as exchange', '919-411-0100'],
    ['an exchange that begins with 0', '919-055-0100'],
    ['two numbers', '919-555-0100 919-555-0101'],
    ['a range', '919-555-0100-0119'],
    ['a number with an extension', '919-555-0100 x12'],
    ['a number inside words', 'call 919-555-0100'],
  ])('does not take %s for a number', (_what, text) => {
    expect(telephoneNumber(text)).toBeUndefined()
  })

  it('knows toll-free numbers by their area code', () => {
    const tollFree = ['800', '833', '844', '855', '866', '877', '888']
    expect(tollFree.every((area) => isTollFree(tn(`${area}5550100`)))).toBe(true)
    expect(isTollFree(tn('8225550100'))).toBe(false)
    expect(isTollFree(tn('9195558000'))).toBe(false)
  })
})

describe('reading numbers out of anything', () => {
  it.each(Object.keys(SHOWINGS))('finds every number of a list written %s', (name) => {
    fc.assert(
      fc.property(numbersOnce, fc.constantFrom(...BETWEEN), (numbers, between) => {
        const text = numbers.map((number) => SHOWINGS[name]?.(number)).join(between)
        expect(readNumbers(text)).toEqual({ numbers, unread: [] })
      }),
      { numRuns: 60 },
    )
  })

  it('reads back what it shows itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyNumber, fc.integer({ min: 0, max: 40 })), {
          minLength: 1,
          maxLength: 6,
        }),
        (starts) => {
          const numbers = starts.flatMap(([first, more]) =>
            [...Array(more + 1).keys()].flatMap(
              (step) => telephoneNumber(String(Number(first) + step)) ?? [],
            ),
          )
          const read = readNumbers(showNumbers(numbers, Infinity))
          expect([...read.numbers].sort()).toEqual([...new Set(numbers)].sort())
          expect(read.unread).toEqual([])
        },
      ),
    )
  })

  it.each([
    '919-555-0100..0103',
    '919-555-0100...0103',
    '919-555-0100…0103',
    '919-555-0100-0103',
    '919-555-0100 - 0103',
    '919-555-0100 – 0103',
    '919-555-0100 to 0103',
    '919-555-0100 through 0103.',
    '(919) 555-0100 thru (919) 555-0103',
    '9195550100-9195550103',
    '919.555.0100..919.555.0103',
    '919 555 0100 to 555 0103',
    '<tel:9195550100|919-555-0100>..0103',
    'We move +1 919-555-0100 – +1 919-555-0103, please.',
  ])('reads the range %s', (text) => {
    expect(readNumbers(text)).toEqual({
      numbers: ['9195550100', '9195550101', '9195550102', '9195550103'],
      unread: [],
    })
  })

  it.each([
    ['a range that runs backwards', '919-555-0119..0100'],
    ['a range of more than 20,000', '919-555-0100..919-558-0100'],
    ['a range into another area code', '919-555-0100 to 984-555-0100'],
    ['a range through a service code', '919-410-9990..919-412-0010'],
    ['a range whose end is cut short', '919-555-0100..19'],
    ['a number with a two-digit tail', '919-555-0100-12'],
    ['a number with a slashed tail', '919-555-0100/0119'],
    ['nine digits', '919555010'],
    ['eleven digits that do not begin with 1', '29195550100'],
    ['a card number', '4111 1111 1111 1111'],
    ['a card number in one piece', '4242424242424242'],
    ['a card number in the other grouping', '3782 822463 2005'],
    ['another country’s number', '+52 919 555 0100'],
    ['another country’s number, dialled', '011 52 919 555 0100'],
    ['an account number made from a number', '919 555 0100 123 4567'],
    ['a number with something loose before it', '12 919 555 0100'],
    ['a number with a decimal point', '9195550100.50'],
    ['a number glued to letters', 'a9195550100'],
    ['a letter number of eight letters', '1-800-CONTACTS'],
    ['a letter number of five letters', '800-STERN'],
  ])('shows %s back instead of guessing', (_what, text) => {
    expect(readNumbers(text)).toEqual({ numbers: [], unread: [text] })
  })

  it.each([
    ['919-555-0100 ext 12', ['ext 12']],
    ['919-555-0100x12', ['x12']],
    ['919-555-0100 Ext. 12, thanks', ['Ext. 12']],
    ['Raleigh NC 27601 919-555-0100', []],
    ['TN 27601, 919-555-0100', ['27601']],
    ['919-555-0100;ext=12', ['ext=12']],
    ['919-555-0100, not 919-555-0101', ['not 919-555-0101']],
    ['919-555-0100; leave 919-555-0101 and 919-555-0102', ['leave 919-555-0101 and 919-555-0102']],
    ['919-555-0100 ❌ 919-555-0101', ['❌ 919-555-0101']],
    ['919-555-0100, 919_555_0101', ['919_555_0101']],
    ['919-555-0100 and $9,195,550,101', []],
    ['919-555-0100 and 9,195,550,101', ['9,195,550,101']],
    [
      '9\u03361\u03369\u03365\u03365\u03365\u03360\u03361\u03360\u03361\u0336 919-555-0100',
      ['~~9195550101~~'],
    ],
    ['919-555-0100, 0101 and 2102 Main St', ['0101', '2102']],
    ['919-555-0100, 01, 02', ['01', '02']],
    ['919-555-0100 + 19 more', ['+ 19 more']],
    ['919-555-0100 0101', ['0101']],
    ['order 2129876543: 919-555-0100', ['2129876543']],
    ['9.19556E+09, 9195550100', ['9.19556E+09']],
    ['~919-555-0101~ ~*919-555-0102*~ 919-555-0100', ['~919-555-0101~', '~919-555-0102~']],
    ['~Fax 919-555-0101~ 919-555-0100', ['~919-555-0101~']],
    ['~account line 919-555-0101, PIN 12345~ 919-555-0100', ['~919-555-0101~']],
    ['919-555-0100 except the fax (919-555-0101)', ['except the fax (919-555-0101']],
    ['all but 919-555-0101:\n919-555-0100..0101', ['all but 919-555-0101']],
    ['919-555-0100, 919-555-0101\nleave 919-555-0101', ['919-555-0101', 'leave 919-555-0101']],
  ])('reads the number of "%s" and shows the rest back', (text, unread) => {
    expect(readNumbers(text)).toEqual({ numbers: ['9195550100'], unread })
  })

  it.each([
    'Dear all, 20 numbers of 5 lines move on 8 Dec 2026 at 11:30, see suite 300.',
    'Asked 12/08/2026, answered 2026-12-09, again 9.12.26 08:15:30',
    'Write to 9195550100@example.com or see https://example.com/9195550100',
    '<mailto:a9195550100@example.com|mail> <https://example.com/9195550100|page> <@U9195550100>',
  ])('finds nothing in prose: %s', (text) => {
    expect(readNumbers(text)).toEqual({ numbers: [], unread: [] })
  })

  it('neither takes nor repeats what is labelled as an account number or a PIN', () => {
    const text = 'BTN 919-555-0100\nAccount number: 2129876543\nAcct# 984 555 0100\nPIN: 54321'
    expect(readNumbers(text)).toEqual({ numbers: ['9195550100'], unread: [] })
  })

  it('reads a mail', () => {
    const text = [
      'Hi Dana,',
      'please move these by 12/08/2026:',
      '  1. 919-555-0100 (main)',
      '  2. (919) 555-0101 – fax',
      '> 3) +1.919.555.0102',
      '- 919‑555‑0103; 9195550103',
      'Line 5 - 919-555-0104',
      'Regards, J Rivera, 300 Main St, Raleigh NC 27601, Tel. “919 555 0105”',
    ].join('\r\n')
    expect(readNumbers(text)).toEqual({
      numbers: [0, 1, 2, 3, 4, 5].map((last) => `919555010${last}`),
      unread: [],
    })
  })

  it.each([
    [
      'commas and quotes',
      '\ufeffName,"Phone Number",Account Number,ZIP\n"Acme, ""A"" Inc",(919) 555-0100,2129876543,27601\nBeta,"919-555-0101",3129876543,27601\n',
    ],
    [
      'semicolons',
      'Kunde;TN;Order;Date\nAcme;9195550100;2129876543;2026-12-08\nBeta;9195550101;;\n',
    ],
    ['tabs', 'account_id\tphone_number\n2129876543\t9195550100\n3129876543\t9195550101'],
    [
      'a title above the heading',
      'Numbers of March\n\nContact Phone,PhoneNumber,PIN\n2129876543,919.555.0100,54321\n,+19195550101,12345',
    ],
  ])('takes from a table with %s only the column of numbers', (_what, text) => {
    expect(readNumbers(text)).toEqual({
      numbers: ['9195550100', '9195550101'],
      unread: [],
    })
  })

  it.each([
    ['1-800-FLOWERS', ['8003569377']],
    ['(800) GO-FEDEX', ['8004633339']],
    ['1-800-flowers, 1-800-GoFedEx', ['8003569377', '8004633339']],
    ['1 800 GO-U-HAUL or 800-44-STERN', ['8004684285', '8004478376']],
    ['919-555-HELP', ['9195554357']],
    ['800 dollars, and 919-friends', []],
  ])('reads what is spelled with letters: %s', (text, numbers) => {
    expect(readNumbers(text)).toEqual({ numbers, unread: [] })
  })

  it.each([
    'all of these except the last one\n919-555-0100',
    '919-555-0100 but not the last two',
    '919-555-0100, everything but 0103',
    '919-555-0100 (not 0103)',
    '919-555-0100\nleave 0101',
    '919-555-0100\nnot the second one',
    'only the first three: 919-555-0100',
    '919-555-0100, odd numbers only',
    '919-555-0100 apart from the ones ending in 0',
    '919-555-0100; 0103 stays',
    'all except the fax\n919-555-0100',
  ])('says of an exception that it was not applied: %s', (text) => {
    const { numbers, unread } = readNumbers(text)
    expect([numbers, unread]).toEqual([['9195550100'], [expect.any(String)]])
  })

  it.each([
    'Call 919-555-0100 any day except Sunday; no taxes, not even fees, are due.',
    'This mail may not be used except as allowed. 919-555-0100',
    'Keep me posted on 919-555-0100. Not urgent, leave it for 2 days.',
  ])('takes no word for an exception that is none: %s', (text) => {
    expect(readNumbers(text)).toMatchObject({ numbers: ['9195550100'], unread: [] })
  })

  it.each([
    '_919-555-0100_',
    '*_919-555-0100_*, _*Main:* (919) 555-0101_',
    '__919-555-0100__ `919-555-0101`',
    '> • *DIDs:* _919-555-0100, 0101_',
    '*Account number:* 9845550199\n*PIN*: `9845550198`\n_919-555-0100_',
    '{"tn":"919-555-0100","account":"9845550199","account_number":"9845550198"}',
    '<TN>919-555-0100</TN><Account>9845550199</Account>',
    'Account number is 9845550199, acct → 9845550198\n*Invoice:* 9845550197 919-555-0100',
  ])('reads what Slack shows in bold, italics and code as if it was plain: %j', (text) => {
    const { numbers, unread } = readNumbers(text)
    expect(numbers.every((tn) => ['9195550100', '9195550101'].includes(tn))).toBe(true)
    expect([numbers[0], unread.filter((one) => one !== '9845550197')]).toEqual(['9195550100', []])
  })

  it.each([
    ['919-555-0160, -0161, -0162', 3],
    ['919-555-0100, 0101 and 0102', 3],
    ['DIDs: 919-555-0100, 0150-0161', 13],
    ['919-555-0400 until 0409', 10],
    ['919-555-0600 → 0609', 10],
    ['919-555-0700 ~ 0709', 10],
  ])('reads the short ends of a line of nothing but numbers: %s', (text, count) => {
    const { numbers, unread } = readNumbers(text)
    expect([numbers.length, unread]).toEqual([count, []])
  })

  it('reads a table without a heading by its one column of numbers', () => {
    const text = 'Acme;"919-555-0100";8 Dec 2026;27601\r\nBeta;9195550101;2026-12-09;27601'
    expect(readNumbers(text)).toEqual({
      numbers: ['9195550100', '9195550101'],
      unread: [],
    })
  })

  it('says of a row that does not fit its heading that it was not read', () => {
    const text = 'Name,Phone,Account\nAcme, Inc,9195550100,2129876543\nBeta,9195550101,3129876543'
    expect(readNumbers(text)).toEqual({
      numbers: ['9195550101'],
      unread: ['a row of 4 cells under a heading of 3'],
    })
  })

  it('counts what is there twice, ranges included', () => {
    const text = '919-555-0101\n919-555-0100..0102\n9195550101'
    const { numbers, accounts } = readSources([{ kind: 'text', name: null, text }])
    expect(numbers).toEqual(['9195550101', '9195550100', '9195550102'])
    expect(accounts).toMatchObject([{ repeats: 2 }])
  })

  it('never joins digits across lines', () => {
    expect(readNumbers('919-555\n0100 984\n5550101').numbers).toEqual([])
  })

  it('never takes a run of digits of another length for a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{5,24}$/), (digits) => {
        fc.pre(!/^1?\d{10}$/.test(digits))
        expect(readNumbers(`x, ${digits}.`)).toMatchObject({ numbers: [], unread: [digits] })
      }),
    )
  })

  it('never invents: every number it finds stands in the text, digit by digit', () => {
    // Without dashes, dots and "to" there is no range, so nothing may come from counting.
    const messy = fc.string({
      unit: fc.constantFrom(
        ...Array.from('0123456789234567892345 ()+/,;\nxa'),
        ...['919', '555', '0100'],
      ),
      maxLength: 60,
    })
    fc.assert(
      fc.property(messy, (text) => {
        const lines = text.split('\n').map((one) => one.replace(/\D/g, ''))
        for (const number of readNumbers(text).numbers) {
          expect(lines.some((digits) => digits.includes(number))).toBe(true)
        }
      }),
      { numRuns: extent({ usual: 300, full: 2_000 }) },
    )
  })

  it('stops counting ranges before they fill the memory, and says which it left out', () => {
    const text = [...Array(30).keys()].map((n) => `919-${300 + n}-0000..9999`).join('\n')
    const { numbers, unread } = readNumbers(text.replace(/.*-311-.*\n/, ''))
    expect(numbers).toHaveLength(200_000)
    expect(unread).toHaveLength(9)
  })

  it('shortens what it shows back', () => {
    const [piece] = readNumbers('1'.repeat(5_000)).unread
    expect(piece).toHaveLength(60)
  })
})

describe('showing numbers', () => {
  it.each([
    [[], 'no numbers'],
    [['9195550100'], '919-555-0100'],
    [['9195550101', '9195550100', '9195550100'], '919-555-0100 to 0101 (2 numbers)'],
    [['9195550100', '9195550102'], '919-555-0100, 919-555-0102 (2 numbers)'],
    [['9195559999', '9195560000'], '919-555-9999 to 919-556-0000 (2 numbers)'],
    [
      ['9195550100', '9195550102', '9195550104', '9195550106', '9195550108'],
      '919-555-0100, 919-555-0102, 919-555-0104 and 2 more (5 numbers)',
    ],
  ])('shows %j as %s', (numbers, shown) => {
    expect(showNumbers(numbers.map(tn))).toBe(shown)
  })

  it('names as many ranges as asked for and counts the rest', () => {
    const { numbers } = readNumbers('919-555-0100..0119 984-555-0100 984-555-0200..0211')
    expect(showNumbers(numbers, 2)).toBe(
      '919-555-0100 to 0119, 984-555-0100 and 12 more (33 numbers)',
    )
  })

  it('puts every number in exactly one range', () => {
    fc.assert(
      fc.property(fc.array(anyNumber), (numbers) => {
        const counted = rangesOf(numbers).reduce((sum, { count }) => sum + count, 0)
        expect(counted).toBe(new Set(numbers).size)
      }),
    )
  })
})
