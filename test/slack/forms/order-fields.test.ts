import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDay, momentOf, type CalendarDay } from '../../../src/porting/calendar.ts'
import type { OrderContent } from '../../../src/porting/order.ts'
import { telephoneNumber, type TelephoneNumber } from '../../../src/porting/telephone-number.ts'
import { contentOf, numbersBehind, typedFrom } from '../../../src/slack/forms/order-fields.ts'
import type { FieldName, TypedOrder } from '../../../src/slack/forms/order-inputs.ts'
import { secretMistakes } from '../../../src/slack/forms/order-mistakes.ts'
import { plainContent, wholeContent } from './arbitrary-orders.ts'
import { nothingTyped } from '../../fixtures/nothing-typed.ts'

const local: TypedOrder = {
  ...nothingTyped,
  numbers: '919-555-0100..0119\n(984) 555 0100',
  btn: '+1 919 555 0100',
  subscriberType: 'BUSINESS',
  businessName: 'Fern Dental',
  houseNumber: '12',
  streetName: 'N Elm St',
  city: 'Durham',
  state: 'nc',
  zip: '27701-0042',
  loaPerson: 'R Oduya',
  siteId: '1201',
}
const tollFree: TypedOrder = { ...nothingTyped, numbers: '800-555-0100', targetRespOrg: 'JYT01' }

describe('what was typed becomes an order', () => {
  it('reads numbers, address, day and time as people write them', () => {
    const typed = {
      ...local,
      focDay: '2026-12-08',
      golive: 'on-demand' as const,
      liveTime: '22:00',
    }
    const content = good(typed)
    expect(content.numbers).toHaveLength(21)
    expect(content.billingTelephoneNumber).toBe('9195550100')
    expect(content.subscriber.serviceAddress).toMatchObject({
      streetName: 'N Elm St',
      stateCode: 'NC',
      zip: '27701',
      plusFour: '0042',
    })
    expect(content.triggered).toBe(true)
    expect(content.requestedFocDate).toEqual({
      day: '2026-12-08',
      at: Date.parse('2026-12-09T03:00:00Z'),
    })
  })

  it('keeps a day without a time as a bare day', () => {
    const content = good({ ...local, focDay: '2026-12-08' })
    expect(content.requestedFocDate).toEqual({ day: '2026-12-08', at: null })
  })

  it('takes the numbers of a file together with those typed, each once', () => {
    const extra = numbers('919-555-0119', '919-555-0200')
    expect(good({ ...local }, extra).numbers).toHaveLength(22)
    expect(good({ ...local, numbers: '' }, extra).numbers).toEqual(extra)
  })

  it('lets a draft be incomplete', () => {
    const content = good({ ...nothingTyped, numbers: '919-555-0100' })
    expect(content.subscriber.type).toBeNull()
    expect(content.siteId).toBeNull()
  })
})

describe('an order that is opened in the form and not touched', () => {
  it('is the same order', () => {
    fc.assert(
      fc.property(plainContent, (content) => {
        const reading = contentOf(typedFrom(content), numbersBehind(content.numbers))
        expect(reading).toEqual({ ok: content })
      }),
      { numRuns: 100 },
    )
  })

  it('keeps also what the form has no field for', () => {
    fc.assert(
      fc.property(wholeContent, (content) => {
        const reading = contentOf(typedFrom(content), numbersBehind(content.numbers), content)
        expect(reading).toEqual({ ok: content })
      }),
      { numRuns: 100 },
    )
  })

  it('loses nothing else when one field is changed', () => {
    fc.assert(
      fc.property(wholeContent, (content) => {
        const typed = { ...typedFrom(content), lastName: 'Okafor', addressLine2: 'Suite 4' }
        const { subscriber } = content
        const reading = contentOf(typed, numbersBehind(content.numbers), content)
        expect(reading).toEqual({
          ok: {
            ...content,
            subscriber: {
              ...subscriber,
              lastName: 'Okafor',
              serviceAddress: { ...subscriber.serviceAddress, addressLine2: 'Suite 4' },
            },
          },
        })
      }),
      { numRuns: 50 },
    )
  })

  it('never puts more numbers into the field than it holds', () => {
    fc.assert(
      fc.property(plainContent, (content) => {
        const { numbers: text } = typedFrom(content)
        expect(text.length).toBeLessThanOrEqual(3000)
        expect(text === '').toBe(numbersBehind(content.numbers).length > 0)
      }),
      { numRuns: 50 },
    )
  })

  it('keeps thousands of scattered numbers behind the form', () => {
    const scattered = Array.from({ length: 5000 }, (_, index) => `919${2_220_000 + index * 2}`)
    const content = { ...good(local), numbers: scattered as TelephoneNumber[] }
    expect(typedFrom(content).numbers).toBe('')
    expect(numbersBehind(content.numbers)).toEqual(scattered)
  })
})

describe('an edit', () => {
  const before: OrderContent = {
    ...good(local),
    newBillingTelephoneNumber: number('919-555-0300'),
    peerId: '55',
    requestedFocDate: { day: day('2026-12-08'), at: momentOf(day('2026-12-08'), 15, 0) + 30_000 },
    subscriber: {
      ...good(local).subscriber,
      serviceAddress: {
        ...good(local).subscriber.serviceAddress,
        preDirectional: 'N',
        streetName: 'Elm',
        streetSuffix: 'St',
        county: 'Durham',
      },
    },
  }

  it('takes a street that was typed again as one, and nothing of the old', () => {
    const content = good({ ...typedFrom(before), streetName: 'S Oak Ave' }, [], before)
    expect(content.subscriber.serviceAddress).toMatchObject({
      preDirectional: null,
      streetName: 'S Oak Ave',
      streetSuffix: null,
      county: 'Durham',
    })
  })

  it('shows an address as people write it', () => {
    const address = {
      ...before.subscriber.serviceAddress,
      housePrefix: 'W',
      houseNumber: '12',
      houseSuffix: '1/2',
      postDirectional: 'E',
    }
    const content = { ...before, subscriber: { ...before.subscriber, serviceAddress: address } }
    expect(typedFrom(content)).toMatchObject({
      houseNumber: 'W 12 1/2',
      streetName: 'N Elm St E',
      zip: '27701-0042',
    })
  })

  it('takes a ZIP that was typed again without the old four digits', () => {
    const content = good({ ...typedFrom(before), zip: '27705' }, [], before)
    expect(content.subscriber.serviceAddress).toMatchObject({ zip: '27705', plusFour: null })
  })

  it('forgets the county of another town', () => {
    const content = good({ ...typedFrom(before), city: 'Raleigh' }, [], before)
    expect(content.subscriber.serviceAddress).toMatchObject({ city: 'Raleigh', county: null })
  })

  it('sees no change in the same numbers in another order and writing', () => {
    const typed = { ...typedFrom(before), numbers: '9845550100, 919.555.0100 to 0119' }
    expect(good(typed, [], before).numbers).toBe(before.numbers)
  })

  it('keeps the seconds of a time that nobody touched', () => {
    expect(good(typedFrom(before), [], before).requestedFocDate).toEqual(before.requestedFocDate)
  })

  it.each([
    ['btn', { btn: '' }],
    ['newBtn', { newBtn: '' }],
    ['loaPerson', { loaPerson: ' ' }],
    ['siteId', { siteId: '' }],
    ['peerId', { peerId: '' }],
    ['focDay', { focDay: '', liveTime: '' }],
  ] satisfies readonly [FieldName, Partial<TypedOrder>][])(
    'says at %s that Bandwidth cannot empty it',
    (field, change) => {
      const found = mistakes({ ...typedFrom(before), ...change }, [], before)
      expect(found).toEqual([{ field, says: expect.stringContaining('can’t clear') as string }])
    },
  )
})

describe('the form of an order of a bulk order', () => {
  it('has nothing against its numbers, which it cannot change', () => {
    const many = Array.from({ length: 5001 }, (_, index) =>
      telephoneNumber(`919${2_220_000 + index}`),
    ).filter((number) => number !== undefined)
    expect(contentOf({ ...local, numbers: '' }, many, null, 'order')).toHaveProperty('problems')
    expect(contentOf({ ...local, numbers: '' }, many, null, 'child')).toMatchObject({
      ok: { numbers: many },
    })
  })
})

describe('a mistake stands under its own field and says what to do', () => {
  const cases: readonly [FieldName, TypedOrder, RegExp][] = [
    ['numbers', { ...local, numbers: '' }, /Enter the numbers/],
    ['numbers', { ...local, numbers: '919-555-0100\n919-555-01' }, /“919-555-01”.*remove them/],
    ['numbers', { ...local, numbers: '919-555-0100, 800-555-0100' }, /800-555-0100/],
    ['numbers', { ...local, numbers: '919-222-0000..5000' }, /5,000.*5,001.*Split/],
    ['btn', { ...local, btn: '919-555-01' }, /“919-555-01”.*10 digits/],
    ['btn', { ...local, btn: '919-555-0100 919-555-0101' }, /isn’t a phone number/],
    ['newBtn', { ...local, newBtn: 'tomorrow' }, /“tomorrow”/],
    ['newBtn', { ...local, newBtn: '9195550101' }, /is porting/],
    ['newBtn', { ...local, btn: '9195550999', newBtn: '9195550999' }, /current BTN/],
    ['businessName', { ...local, businessName: 'x'.repeat(26) }, /25 characters.*26/],
    ['businessName', { ...local, subscriberType: 'RESIDENTIAL' }, /choose Business/],
    ['firstName', { ...local, firstName: 'x'.repeat(26) }, /25 characters/],
    ['middleInitial', { ...local, middleInitial: 'Jo' }, /first letter/],
    ['lastName', { ...local, lastName: 'x'.repeat(26) }, /25 characters/],
    ['houseNumber', { ...local, houseNumber: 'x'.repeat(46) }, /45 characters/],
    ['streetName', { ...local, streetName: 'x'.repeat(201) }, /200 characters/],
    ['addressLine2', { ...local, addressLine2: 'x'.repeat(201) }, /200 characters/],
    ['city', { ...local, city: 'x'.repeat(101) }, /100 characters/],
    ['state', { ...local, state: 'Carolina' }, /“Carolina”.*two letters/],
    ['state', { ...local, state: 'XX' }, /two letters/],
    ['zip', { ...local, zip: '2770' }, /5 digits/],
    ['loaPerson', { ...local, loaPerson: 'Ruth Ann Oduyaaa' }, /15 characters.*16.*J Rivera/],
    ['focDay', { ...local, focDay: '2026-02-30' }, /from the menu/],
    ['liveTime', { ...local, focDay: '2026-12-08', liveTime: '25:00' }, /like 15:30/],
    ['liveTime', { ...local, golive: 'on-demand', liveTime: '22:00' }, /needs a day/],
    ['targetRespOrg', { ...local, targetRespOrg: 'JYT01' }, /[Oo]nly toll-free/],
    ['targetRespOrg', { ...tollFree, targetRespOrg: 'JYT1' }, /exactly 5/],
    ['btn', { ...tollFree, btn: '919-555-0100' }, /for toll-free/],
    ['newBtn', { ...tollFree, newBtn: '919-555-0100' }, /for toll-free/],
    ['partialPort', { ...tollFree, partialPort: true }, /partial port/],
    ['subscriberType', { ...tollFree, subscriberType: 'RESIDENTIAL' }, /Choose Business/],
    ['golive', { ...tollFree, golive: 'on-demand' }, /doesn’t need this/],
    ['liveTime', { ...tollFree, focDay: '2026-12-08', liveTime: '15:00' }, /request a day/],
  ]

  it.each(cases)('%s', (field, typed, words) => {
    expect(mistakes(typed)).toEqual([{ field, says: expect.stringMatching(words) as string }])
  })

  it('tells all of them at once', () => {
    const found = mistakes({ ...local, btn: 'x', zip: 'x', loaPerson: 'x'.repeat(16) })
    expect(found.map(({ field }) => field)).toEqual(['btn', 'loaPerson', 'zip'])
  })

  it('counts an emoji as one character', () => {
    expect(good({ ...local, businessName: '🦷'.repeat(25) })).toBeDefined()
  })

  it('shows back at most a line of what cannot be read', () => {
    const unreadable = Array.from({ length: 90 }, (_, index) => `${10_000 + index}`).join('\n')
    const [first] = mistakes({ ...local, numbers: unreadable })
    expect(first?.says).toContain('and 85 more')
    expect(first?.says.length).toBeLessThan(300)
  })

  it('takes a Canadian address', () => {
    const typed = { ...local, state: 'on', zip: 'k1a 0b1' }
    expect(good(typed).subscriber.serviceAddress).toMatchObject({
      stateCode: 'ON',
      zip: 'K1A 0B1',
      plusFour: null,
    })
  })
})

describe('account number and PIN', () => {
  const edit = { kind: 'edit', numbers: numbers('919-555-0100') } as const
  const nothingOnFile = { accountNumber: false, pin: false }

  it('may stay empty, which changes nothing', () => {
    const onFile = { accountNumber: true, pin: true }
    expect(secretMistakes({ accountNumber: null, pin: null }, { ...edit, onFile })).toEqual([])
  })

  it('are asked for together when an order is changed', () => {
    const order = { ...edit, onFile: nothingOnFile }
    expect(secretMistakes({ accountNumber: '0042', pin: null }, order)).toMatchObject([
      { field: 'pin' },
    ])
    expect(secretMistakes({ accountNumber: null, pin: '0042' }, order)).toMatchObject([
      { field: 'accountNumber' },
    ])
    expect(secretMistakes({ accountNumber: '1', pin: '2' }, order)).toEqual([])
  })

  it('are not asked for again when the other is on file', () => {
    const onFile = { accountNumber: true, pin: false }
    expect(secretMistakes({ accountNumber: null, pin: '0042' }, { ...edit, onFile })).toEqual([])
  })

  it('may come one without the other in a new order', () => {
    const order = { ...edit, kind: 'new', onFile: nothingOnFile } as const
    expect(secretMistakes({ accountNumber: '0042', pin: null }, order)).toEqual([])
  })

  it('are refused for toll-free numbers', () => {
    const order = { kind: 'new', numbers: numbers('800-555-0100'), onFile: nothingOnFile } as const
    expect(secretMistakes({ accountNumber: '1', pin: '2' }, order)).toMatchObject([
      { field: 'accountNumber' },
      { field: 'pin' },
    ])
  })
})

function good(
  typed: TypedOrder,
  extra: readonly TelephoneNumber[] = [],
  before: OrderContent | null = null,
): OrderContent {
  const reading = contentOf(typed, extra, before)
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  return reading.ok
}

function mistakes(
  typed: TypedOrder,
  extra: readonly TelephoneNumber[] = [],
  before: OrderContent | null = null,
) {
  const reading = contentOf(typed, extra, before)
  if ('ok' in reading) throw new Error('nothing was found')
  return reading.problems
}

function number(text: string): TelephoneNumber {
  const tn = telephoneNumber(text)
  if (tn === undefined) throw new Error(text)
  return tn
}

function numbers(...texts: readonly string[]): readonly TelephoneNumber[] {
  return texts.map(number)
}

function day(text: string): CalendarDay {
  const date = calendarDay(text)
  if (date === undefined) throw new Error(text)
  return date
}
