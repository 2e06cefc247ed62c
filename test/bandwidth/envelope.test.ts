import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWarning, readEnvelope } from '../../src/bandwidth/envelope.ts'

const codesIn = (body: string) => readEnvelope(body).errors.map(({ code }) => code)

const ENVELOPES: readonly [name: string, body: string, codes: string[]][] = [
  [
    'an order with an overall status and repeated Errors',
    `<LnpOrderResponse><OrderId>abc</OrderId><Status><Code>400</Code><Description>Check it.</Description></Status>
     <Errors><Code>7309</Code><Description>site</Description></Errors>
     <Errors><Code>7312</Code><Description>peer</Description></Errors><ProcessingStatus>EXCEPTION</ProcessingStatus>
     <Subscriber><SubscriberType>BUSINESS</SubscriberType></Subscriber></LnpOrderResponse>`,
    ['7309', '7312'],
  ],
  [
    'an order with nothing but a bad status',
    '<LnpOrderResponse><Status><Code>404</Code><Description>Order id not found</Description></Status></LnpOrderResponse>',
    ['404'],
  ],
  [
    'an order with a good status',
    '<LnpOrderResponse><Status><Code>200</Code><Description>Supp request received</Description></Status></LnpOrderResponse>',
    [],
  ],
  [
    'a ResponseStatus',
    '<NoteResponse><ResponseStatus><ErrorCode>12501</ErrorCode><Description>user</Description></ResponseStatus></NoteResponse>',
    ['12501'],
  ],
  [
    'a ResponseStatus with words only',
    '<BulkPortInHistoryResponse><ResponseStatus><Description>gone</Description></ResponseStatus></BulkPortInHistoryResponse>',
    [''],
  ],
  [
    'an ErrorList beside the payload, with ErrorCode',
    '<R><ErrorList><Error><ErrorCode>7616</ErrorCode><Description>many</Description></Error></ErrorList><TollFreePortingValidation/></R>',
    ['7616'],
  ],
  [
    'an ErrorList inside the payload, with Code and numbers',
    '<R><P><ErrorList><Error><Code>7642</Code><Description>spare</Description><TelephoneNumbers><Tn>8335550100</Tn></TelephoneNumbers></Error></ErrorList></P></R>',
    ['7642'],
  ],
  [
    'Errors of a number check',
    '<NumberPortabilityResponse><Errors><Code>7201</Code><Description>bad</Description></Errors></NumberPortabilityResponse>',
    ['7201'],
  ],
  [
    'PortabilityErrors in a good reply',
    '<NumberPortabilityResponse><PortabilityErrors><Error><Code>7378</Code><Description>off</Description><TelephoneNumbers><Tn>9195550100</Tn></TelephoneNumbers></Error></PortabilityErrors></NumberPortabilityResponse>',
    ['7378'],
  ],
  [
    'a Status of a bulk order',
    '<BulkPortinResponse><BulkPortin><Status><Code>7709</Code><Description>not draft</Description></Status></BulkPortin></BulkPortinResponse>',
    ['7709'],
  ],
  [
    'errors of child orders under a general sentence',
    `<BulkPortinResponse><ResponseStatus><Description>children refuse</Description></ResponseStatus><PortinListErrors>
     <PortinErrors><PortinOrderId>a</PortinOrderId><Errors><Error><ErrorCode>7300</ErrorCode><Description>x</Description></Error></Errors></PortinErrors>
     <PortinErrors><PortinOrderId>b</PortinOrderId><Errors><Error><ErrorCode>7367</ErrorCode><Description>y</Description></Error></Errors></PortinErrors>
     </PortinListErrors></BulkPortinResponse>`,
    ['', '7300', '7367'],
  ],
  [
    'errors of a list of orders',
    '<PortinListResponse><Errors><Error><ErrorCode>7701</ErrorCode><portinOrderId>a</portinOrderId><Description>x</Description></Error></Errors></PortinListResponse>',
    ['7701'],
  ],
  [
    'the status of a draft that has no history',
    '<OrderHistoryWrapper><IrisStatus><Code>7710</Code><Description>draft</Description></IrisStatus></OrderHistoryWrapper>',
    ['7710'],
  ],
  [
    'errors in lower case',
    '<ActivationStatusResponse><ActivationStatus><errors><error><code>7382</code><description>x</description></error></errors></ActivationStatus></ActivationStatusResponse>',
    ['7382'],
  ],
  [
    'an error that is a sentence',
    '<ActivationStatusResponse><errors>between 08:00 and 18:00</errors></ActivationStatusResponse>',
    [''],
  ],
]

describe('every error envelope', () => {
  it.each(ENVELOPES)('%s', (_name, body, codes) => {
    expect(codesIn(body)).toEqual(codes)
  })

  it('names the numbers, whatever their list is called, and the order', () => {
    const errors = (list: string) =>
      readEnvelope(
        `<R><OrderId>o-1</OrderId><Errors><Code>7331</Code><Description>a\n   b</Description>${list}</Errors></R>`,
      )
    expect(
      errors('<TelephoneNumbers><Tn>9195550100</Tn><Tn>9195550101</Tn></TelephoneNumbers>'),
    ).toEqual({
      errors: [{ code: '7331', description: 'a b', numbers: ['9195550100', '9195550101'] }],
      orderId: 'o-1',
      children: [],
    })
    expect(errors('<TnList><TN>+19195550100</TN></TnList>').errors[0]?.numbers).toEqual([
      '9195550100',
    ])
  })

  it.each([
    [
      'below an element with its id',
      `<BulkPortinResponse><ResponseStatus><Description>no</Description></ResponseStatus><PortinListErrors><PortinErrors>
       <PortinOrderId>o-1</PortinOrderId><Errors><Error><Description>first</Description><ErrorCode>7300</ErrorCode></Error>
       <Error><ErrorCode>7367</ErrorCode><Description>second</Description></Error></Errors></PortinErrors></PortinListErrors></BulkPortinResponse>`,
    ],
    [
      'beside its id',
      `<PortinListResponse><PortinList/><Errors><Error><ErrorCode>7300</ErrorCode><portinOrderId>o-1</portinOrderId><Description>first</Description></Error>
       <Error><Code>7367</Code><PortinOrderID>o-1</PortinOrderID><Description>second</Description></Error></Errors></PortinListResponse>`,
    ],
  ])('says of which order of a bulk order an error is, %s', (_what, body) => {
    expect(readEnvelope(body).children).toEqual([
      { orderId: 'o-1', code: '7300', description: 'first' },
      { orderId: 'o-1', code: '7367', description: 'second' },
    ])
  })

  it('keeps codes as text', () => {
    expect(
      codesIn('<R><Errors><Code>0000</Code><Description>x</Description></Errors></R>'),
    ).toEqual(['0000'])
  })

  it('knows a warning from an error', () => {
    const error = (code: string) => ({ code, description: '', numbers: [] })
    expect(isWarning(error('7388'))).toBe(true)
    expect(isWarning(error('7387'))).toBe(false)
    expect(isWarning(error(''))).toBe(false)
  })

  it('never throws, whatever the body is', () => {
    const element = fc.constantFrom(
      'Errors',
      'Error',
      'Code',
      'Description',
      'Status',
      'Tn',
      'TnList',
      'x',
    )
    const tree: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc
          .tuple(element, fc.array(tie('node'), { maxLength: 3 }))
          .map(([name, inside]) => `<${name}>${inside.join('')}</${name}>`),
      ),
    })).node
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), tree), (body) => {
        expect(Array.isArray(readEnvelope(body).errors)).toBe(true)
      }),
      { numRuns: 60 },
    )
    for (const body of ['', ' ', '<', '<!DOCTYPE x><x/>', 'null', '1', '<a>'.repeat(9_999)]) {
      expect(readEnvelope(body).errors).toEqual([])
    }
  })
})
