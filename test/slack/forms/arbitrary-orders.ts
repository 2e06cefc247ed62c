import fc from 'fast-check'
import { addDays, momentOf, type CalendarDay } from '../../../src/porting/calendar.ts'
import type { FocDate, OrderContent, ServiceAddress } from '../../../src/porting/order.ts'
import type { TelephoneNumber } from '../../../src/porting/telephone-number.ts'
import type { TypedOrder } from '../../../src/slack/forms/order-inputs.ts'
import { STATE_CODES } from '../../../src/porting/place-codes.ts'
import { lengthOf } from '../../../src/slack/mrkdwn.ts'

const words = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: most }).filter((text) => {
    const length = lengthOf(text)
    return text === text.trim() && length > 0 && length <= most
  })

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { nil: null })

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from({ length: 10 }, (_, digit) => `${digit}`)),
    minLength: length,
    maxLength: length,
  })

/** Runs of numbers, as customers have them, some across the end of an exchange. */
const numbersOf = (
  areas: readonly string[],
  most: number,
): fc.Arbitrary<readonly TelephoneNumber[]> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...areas),
        fc.integer({ min: 2_230_000, max: 4_090_000 }),
        fc.integer({ min: 1, max: most }),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((runs) => {
      const all = runs.flatMap(([area, first, count]) =>
        Array.from({ length: count }, (_, index) => `${area}${first + index}`),
      )
      const possible = all.filter((tn) => !tn.slice(3, 6).endsWith('11'))
      return [...new Set(possible)].sort() as TelephoneNumber[]
    })
    .filter((numbers) => numbers.length > 0 && numbers.length <= 5000)

const LOCAL = ['919', '984', '303']
const TOLL_FREE = ['800', '855']

const day: fc.Arbitrary<CalendarDay> = fc
  .integer({ min: 0, max: 700 })
  .map((ahead) => addDays('2026-01-01' as CalendarDay, ahead))

const halfHour = fc.integer({ min: 10, max: 44 })

const focDate: fc.Arbitrary<FocDate> = fc.tuple(day, maybe(halfHour)).map(([date, half]) => ({
  day: date,
  at: half === null ? null : momentOf(date, Math.floor(half / 2), (half % 2) * 30),
}))

const plainAddress: fc.Arbitrary<ServiceAddress> = fc
  .record({
    houseNumber: maybe(words(45)),
    streetName: maybe(words(200)),
    addressLine2: maybe(words(200)),
    city: maybe(words(100)),
    stateCode: maybe(fc.constantFrom(...STATE_CODES)),
    zip: maybe(digits(5)),
    plusFour: maybe(digits(4)),
  })
  .map(({ zip, plusFour, ...address }) => ({
    ...address,
    housePrefix: null,
    houseSuffix: null,
    preDirectional: null,
    streetSuffix: null,
    postDirectional: null,
    county: null,
    zip,
    plusFour: zip === null ? null : plusFour,
  }))

const wholeAddress: fc.Arbitrary<ServiceAddress> = fc
  .tuple(
    plainAddress,
    fc.record({
      housePrefix: maybe(words(6)),
      houseSuffix: maybe(words(45)),
      preDirectional: maybe(fc.constantFrom('N', 'SW')),
      streetSuffix: maybe(words(45)),
      postDirectional: maybe(fc.constantFrom('N', 'SW')),
      county: maybe(words(45)),
    }),
  )
  .map(([address, more]) => ({ ...address, ...more }))

const common = {
  loaAuthorizingPerson: maybe(words(15)),
  siteId: maybe(digits(4)),
  peerId: maybe(digits(6)),
}

const namesOf = (address: fc.Arbitrary<ServiceAddress>) => ({
  firstName: maybe(words(25)),
  middleInitial: maybe(fc.constantFrom('A', 'é', 'Q')),
  lastName: maybe(words(25)),
  serviceAddress: address,
})

const localOf = (address: fc.Arbitrary<ServiceAddress>): fc.Arbitrary<OrderContent> =>
  fc.record({
    ...common,
    numbers: numbersOf(LOCAL, 900),
    billingTelephoneNumber: maybe(fc.constant('2125550100' as TelephoneNumber)),
    newBillingTelephoneNumber: maybe(fc.constant('2125550199' as TelephoneNumber)),
    subscriber: fc.oneof(
      fc.record({
        ...namesOf(address),
        type: fc.constantFrom('BUSINESS', 'GENERIC', null),
        businessName: maybe(words(25)),
      }),
      fc.record({
        ...namesOf(address),
        type: fc.constant('RESIDENTIAL'),
        businessName: fc.constant(null),
      }),
    ),
    requestedFocDate: maybe(focDate),
    triggered: fc.boolean(),
    partialPort: fc.boolean(),
    targetRespOrgId: fc.constant(null),
    alternateSpid: fc.constant(null),
  })

const tollFreeOf = (address: fc.Arbitrary<ServiceAddress>): fc.Arbitrary<OrderContent> =>
  fc.record({
    ...common,
    numbers: numbersOf(TOLL_FREE, 900),
    billingTelephoneNumber: fc.constant(null),
    newBillingTelephoneNumber: fc.constant(null),
    subscriber: fc.record({
      ...namesOf(address),
      type: fc.constantFrom('BUSINESS', null),
      businessName: maybe(words(25)),
    }),
    requestedFocDate: maybe(day.map((date) => ({ day: date, at: null }))),
    triggered: fc.constant(false),
    partialPort: fc.constant(false),
    targetRespOrgId: maybe(fc.constantFrom('JYT01', 'abc12')),
    alternateSpid: fc.constant(null),
  })

/** Orders of which the form shows every part. */
export const plainContent: fc.Arbitrary<OrderContent> = fc.oneof(
  localOf(plainAddress),
  tollFreeOf(plainAddress),
)

/** Orders as Bandwidth may show them, with parts that the form has no field for. */
export const wholeContent: fc.Arbitrary<OrderContent> = fc
  .tuple(
    fc.oneof(localOf(wholeAddress), tollFreeOf(wholeAddress)),
    maybe(fc.constantFrom('X455')),
    fc.boolean(),
  )
  .map(([content, alternateSpid, isReversed]) => ({
    ...content,
    alternateSpid,
    numbers: isReversed ? content.numbers.toReversed() : content.numbers,
    subscriber: { ...content.subscriber, type: content.subscriber.type?.toLowerCase() ?? null },
  }))

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', '-', '<@U1> & *bold*', '0042', '\n'),
)

const chosen = fc.oneof(
  fc.constant(''),
  digits(4),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text !== '-'),
)

/** Whatever may stand in the form's fields, sense or nonsense. */
export const typedOrder: fc.Arbitrary<TypedOrder> = fc.record({
  numbers: fc.oneof(anything, fc.string({ maxLength: 3000, minLength: 2000 })),
  btn: anything,
  newBtn: anything,
  partialPort: fc.boolean(),
  subscriberType: fc.oneof(fc.constantFrom('BUSINESS', 'RESIDENTIAL'), chosen),
  businessName: anything,
  firstName: anything,
  middleInitial: anything,
  lastName: anything,
  houseNumber: anything,
  streetName: anything,
  addressLine2: anything,
  city: anything,
  state: anything,
  zip: anything,
  loaPerson: anything,
  siteId: chosen,
  peerId: chosen,
  focDay: fc.oneof(fc.constant(''), day, chosen),
  golive: fc.constantFrom('at-11-30', 'on-demand'),
  liveTime: fc.constantFrom('', '11:30', '05:00', '13:07'),
  targetRespOrg: anything,
  files: fc.constant([]),
})
