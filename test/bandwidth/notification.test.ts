import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNotification } from '../../src/bandwidth/notification-xml.ts'
import { cpuTimer } from '../fixtures/cpu-time.ts'

const ELEMENTS = [
  '<Status>FOC</Status>',
  '<SubscriptionId>23bba4e1</SubscriptionId>',
  '<Message>7402: Address &amp; zip</Message>',
  '<OrderId>b6080e4c-7ddf-4faa-bbd8-328a72de9297</OrderId>',
  '<OrderType>portins</OrderType>',
  '<Note><OrderId>not this one</OrderId></Note>',
  '<ActualFocDate>2026-03-18T00:00:00Z</ActualFocDate>',
  '<CompletedTelephoneNumbers><TelephoneNumber>9195550100</TelephoneNumber></CompletedTelephoneNumbers>',
]

const notification = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Notification>${inside}</Notification>`

describe('a notification', () => {
  it('names its order, in whatever order its elements come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ELEMENTS, { minLength: 8 }), (elements) => {
        expect(readNotification(notification(elements.join('\n  ')))).toEqual({
          orderId: 'b6080e4c-7ddf-4faa-bbd8-328a72de9297',
          orderType: 'portins',
          status: expect.toSatisfy((status) => status === 'FOC' || status === null) as unknown,
          isNote: expect.any(Boolean) as unknown,
        })
      }),
    )
  })

  it('is believed nothing else: a status and a note are reasons to look alone', () => {
    const read = readNotification(notification(ELEMENTS.join('')))
    expect(Object.keys(read ?? {})).toEqual(['orderId', 'orderType', 'status', 'isNote'])
  })

  it.each([
    ['without an order id', notification('<OrderType>portins</OrderType>')],
    ['with an order id that is a path', notification('<OrderId>../../users</OrderId>')],
    ['with an order id of two lines', notification('<OrderId>a\nb</OrderId>')],
    ['with another root', '<Order><OrderId>a</OrderId></Order>'],
    ['that was cut off', notification(ELEMENTS.join('')).slice(0, -20)],
    [
      'with a document type',
      `<!DOCTYPE x [<!ENTITY e "a">]>${notification('<OrderId>&e;</OrderId>')}`,
    ],
    ['that is empty', ''],
  ])('%s is none', (_what, body) => {
    expect(readNotification(body)).toBeNull()
  })

  it('can be any garbage without harm', () => {
    const bits = fc.constantFrom(
      '<',
      '>',
      '/',
      'Notification',
      'OrderId',
      '&',
      '"',
      '<![CDATA[',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(bits).map((all) => all.join('')),
        ),
        (body) => {
          expect(readNotification(body)?.orderId ?? 'a').toMatch(/^[\w-]+$/)
        },
      ),
    )
  })

  it('of many numbers is read in time', () => {
    const numbers = '<TelephoneNumber>9195550100</TelephoneNumber>'.repeat(20_000)
    const cpuMs = cpuTimer()
    const long = notification(
      `<CompletedTelephoneNumbers>${numbers}</CompletedTelephoneNumbers><OrderId>o-1</OrderId>`,
    )
    expect(readNotification(long)?.orderId).toBe('o-1')
    expect(cpuMs()).toBeLessThan(4_000)
  })
})
