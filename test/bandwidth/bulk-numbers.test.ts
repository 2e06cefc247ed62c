import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BandwidthDown, BandwidthRefused, OutcomeUnknown } from '../../src/bandwidth/errors.ts'
import type { BulkNumbers } from '../../src/porting/bulk-order.ts'
import type { TelephoneNumber } from '../../src/porting/telephone-number.ts'
import { BULK, BULK_PATH } from './bulk-at-hand.ts'
import { connect, xml, type Behaviour } from './loopback.ts'
import { tn } from './orders-at-hand.ts'

const A = tn('919-555-0100')
const B = tn('833-555-0101')
const C = tn('217-555-0102')
const many = Array.from({ length: 20_000 }, (_, index) => tn(String(9_192_000_000 + index)))

const answer = (inside: string, status = 200) =>
  xml(`<TnListResponse>${inside}</TnListResponse>`, status)
const state = (status: string) => `<ProcessingStatus>${status}</ProcessingStatus>`
const list = (name: string, numbers: readonly string[], element = 'TN') =>
  `<${name}>${numbers.map((number) => `<${element}>${number}</${element}>`).join('')}</${name}>`
const child = (id: string, numbers: readonly string[], element?: string) =>
  `<ChildPortinOrder><OrderId>${id}</OrderId>${list('TnList', numbers, element)}</ChildPortinOrder>`
const error = (code: string, numbers: string) =>
  `<Error><Code>${code}</Code><Description>because\n  so</Description>${numbers}</Error>`

async function read(behaviour: Behaviour): Promise<BulkNumbers> {
  const { bandwidth, server } = await connect({ callTimeoutMs: 10_000 })
  server.behave(behaviour)
  const numbers = await bandwidth.getBulkNumbers(BULK)
  expect(server.seen[0]).toMatchObject({ method: 'GET', path: `${BULK_PATH}/tnList` })
  return numbers
}

describe('putting the numbers', () => {
  const TAKEN = answer(`<OrderId>${BULK}</OrderId>${state('VALIDATE_DRAFT_TNS')}`, 202)

  it('sends the whole list', async () => {
    const { bandwidth, server } = await connect()
    server.behave(TAKEN)
    await bandwidth.putBulkNumbers(BULK, [A, B])
    expect(server.seen[0]).toMatchObject({ method: 'PUT', path: `${BULK_PATH}/tnList` })
    expect(server.seen[0]?.body).toMatch(
      /<TnList><TN>9195550100<\/TN><TN>8335550101<\/TN><\/TnList>$/,
    )
  })

  it('speaks E.164 where that is the way', async () => {
    const { bandwidth, server } = await connect({ numberFormat: 'e164' })
    server.behave({ status: 202 })
    await bandwidth.putBulkNumbers(BULK, [A])
    expect(server.seen[0]?.body).toContain('<TN>+19195550100</TN>')
  })

  it('of twenty thousand sends each', async () => {
    const { bandwidth, server } = await connect({ callTimeoutMs: 10_000 })
    server.behave(TAKEN)
    await bandwidth.putBulkNumbers(BULK, many)
    expect(
      [...(server.seen[0]?.body ?? '').matchAll(/<TN>(\d+)<\/TN>/g)].map(([, n]) => n),
    ).toEqual(many)
  })

  it('is refused with the numbers in the sentence, or without a word', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      answer(
        `<OrderId>${BULK}</OrderId>${state('INVALID_DRAFT_TNS')}<ResponseStatus><ErrorCode>7339</ErrorCode><Description>Not valid: 19195550100</Description></ResponseStatus>`,
        400,
      ),
      { status: 400 },
    )
    await expect(bandwidth.putBulkNumbers(BULK, [A])).rejects.toMatchObject({
      name: 'BandwidthRefused',
      orderId: BULK,
      errors: [{ code: '7339', description: 'Not valid: 19195550100' }],
    })
    await expect(bandwidth.putBulkNumbers(BULK, [A])).rejects.toMatchObject({
      name: 'BandwidthRefused',
      errors: [],
    })
  })

  it('whose answer is lost may have happened', async () => {
    const { bandwidth, server } = await connect()
    server.behave('drop')
    await expect(bandwidth.putBulkNumbers(BULK, [A])).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(server.seen).toHaveLength(1)
  })
})

const NONE = { portable: [], notValidated: [], children: [], errors: [] }

describe('what Bandwidth says of the numbers', () => {
  it.each<[string, string, BulkNumbers]>([
    [
      'a draft without numbers',
      `${state('DRAFT')}<OrderId>${BULK}</OrderId><PortableTnList/>`,
      { ...NONE, status: 'DRAFT' },
    ],
    ['a draft that says nothing', state('DRAFT'), { ...NONE, status: 'DRAFT' }],
    [
      'numbers that are being checked',
      `${list('NotValidatedTnList', [A, B])}<OrderId>${BULK}</OrderId>${state('VALIDATE_DRAFT_TNS')}`,
      { ...NONE, status: 'VALIDATE_DRAFT_TNS', notValidated: [A, B] },
    ],
    [
      'numbers that are split',
      `${state('VALID_DRAFT_TNS')}<ChildPortinOrderList>${child('x', [A], 'Tn')}${child('y', [B, C], 'TN')}</ChildPortinOrderList>`,
      {
        ...NONE,
        status: 'VALID_DRAFT_TNS',
        children: [
          { id: 'x' as never, numbers: [A] },
          { id: 'y' as never, numbers: [B, C] },
        ],
      },
    ],
    [
      'numbers that are split, and listed as portable too',
      `<ChildPortinOrderList>${child('x', [A])}</ChildPortinOrderList>${list('PortableTnList', [A])}${state('VALID_DRAFT_TNS')}`,
      {
        ...NONE,
        status: 'VALID_DRAFT_TNS',
        portable: [A],
        children: [{ id: 'x' as never, numbers: [A] }],
      },
    ],
    [
      'numbers of which some cannot go',
      `${list('PortableTnList', [A])}${child('x', [A], 'Tn')}<ErrorList>${error('7642', list('TnList', [B], 'Tn'))}${error('7643', list('TelephoneNumbers', [C], 'Tn'))}</ErrorList>${state('INVALID_DRAFT_TNS')}`,
      {
        status: 'INVALID_DRAFT_TNS',
        portable: [A],
        notValidated: [],
        children: [{ id: 'x' as never, numbers: [A] }],
        errors: [
          { code: '7642', description: 'because so', numbers: [B] },
          { code: '7643', description: 'because so', numbers: [C] },
        ],
      },
    ],
    [
      'numbers that could not be checked',
      `${state('INVALID_DRAFT_TNS')}<PortableTnList/><ErrorList>${error('7628', '')}</ErrorList>`,
      {
        ...NONE,
        status: 'INVALID_DRAFT_TNS',
        errors: [{ code: '7628', description: 'because so', numbers: [] }],
      },
    ],
  ])('is read of %s', async (_what, inside, expected) => {
    await expect(read(answer(inside))).resolves.toEqual(expected)
  })

  it.each([
    ['CANCELED', 'CANCELLED'],
    ['partial', 'PARTIAL'],
    ['ASLEEP', 'ASLEEP'],
  ])('is read in state %s as %s', async (announced, status) => {
    await expect(read(answer(state(announced)))).resolves.toEqual({ ...NONE, status })
  })

  it('puts an order together that comes in two pieces, and a number in it once', async () => {
    const inside = `<ChildPortinOrderList>${child('x', [A, A, '+19195550100'])}</ChildPortinOrderList>${child('x', [A, B], 'Tn')}`
    await expect(read(answer(state('VALID_DRAFT_TNS') + inside))).resolves.toMatchObject({
      children: [{ id: 'x', numbers: [A, B] }],
    })
  })

  it('loses no number of an order that has no id', async () => {
    const inside = `<ChildPortinOrder>${list('TnList', [A])}</ChildPortinOrder><ChildPortinOrder/>`
    await expect(read(answer(state('VALID_DRAFT_TNS') + inside))).resolves.toMatchObject({
      portable: [A],
      children: [],
    })
  })

  it.each<[string, Behaviour]>([
    ['nothing', { status: 200 }],
    ['a document without a state', answer('<PortableTnList/>')],
    ['a foreign document', xml('<html/>')],
    ['half a document', { status: 200, body: `<TnListResponse>${list('PortableTnList', [A])}` }],
  ])('is not known from %s', async (_what, behaviour) => {
    await expect(read(behaviour)).rejects.toBeInstanceOf(BandwidthDown)
  })

  it('may be an error of the question', async () => {
    const inside =
      '<ResponseStatus><ErrorCode>7707</ErrorCode><Description>x</Description></ResponseStatus>'
    await expect(read(answer(inside))).rejects.toBeInstanceOf(BandwidthRefused)
  })

  it('is given up when it does not end', async () => {
    const endless = { status: 200, body: '<TnListResponse>'.padEnd(21 * 1024 * 1024) }
    await expect(read(endless)).rejects.toBeInstanceOf(BandwidthDown)
  })

  it('is read of twenty thousand', async () => {
    const children = Array.from({ length: 500 }, (_, part) =>
      child(`o-${part}`, many.slice(part * 40, part * 40 + 40), 'Tn'),
    )
    const { children: found } = await read(
      answer(
        `${state('VALID_DRAFT_TNS')}<ChildPortinOrderList>${children.join('')}</ChildPortinOrderList>`,
      ),
    )
    expect(found).toHaveLength(500)
    expect(found.flatMap(({ numbers }) => numbers)).toEqual(many)
  })
})

it('whatever the shape, the same numbers come out, each once of its list', async () => {
  const { bandwidth, server } = await connect({ callsPerMinute: 100_000, callTimeoutMs: 10_000 })
  const pool = many.slice(0, 30)
  const place = fc.constantFrom('portable', 'waiting', 'x', 'y', '7642', '7643')
  const shape = fc.record({
    element: fc.constantFrom('TN', 'Tn', 'tn', 'TelephoneNumber'),
    wrapper: fc.constantFrom('TnList', 'TelephoneNumbers'),
    code: fc.constantFrom('Code', 'ErrorCode'),
    direct: fc.boolean(),
    blanks: fc.constantFrom('', ' ', '\n    '),
    prefix: fc.constantFrom('', '+1'),
    twice: fc.boolean(),
    emptyLists: fc.boolean(),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  })
  const places = fc.array(place, { minLength: pool.length, maxLength: pool.length })

  await fc.assert(
    fc.asyncProperty(places, shape, async (at, { order, ...how }) => {
      const of = (name: string) => pool.filter((_, index) => at[index] === name)
      const written = (name: string, numbers: readonly TelephoneNumber[]) =>
        numbers.length === 0 && !how.emptyLists
          ? ''
          : list(
              name,
              (how.twice ? [...numbers, ...numbers] : numbers).map(
                (number) => `${how.blanks}${how.prefix}${number}${how.blanks}`,
              ),
              how.element,
            )
      const children = ['x', 'y']
        .map(
          (id) =>
            `<ChildPortinOrder>${written('TnList', of(id))}<OrderId>${id}</OrderId></ChildPortinOrder>`,
        )
        .join('')
      const errors = ['7642', '7643'].map(
        (code) =>
          `<Error>${written(how.wrapper, of(code))}<Description>no</Description><${how.code}>${code}</${how.code}></Error>`,
      )
      const parts = [
        state('INVALID_DRAFT_TNS'),
        written('PortableTnList', of('portable')),
        written('NotValidatedTnList', of('waiting')),
        how.direct ? children : `<ChildPortinOrderList>${children}</ChildPortinOrderList>`,
        `<ErrorList>${errors.join('')}</ErrorList>`,
      ]
      server.behave(answer(order.map((part) => parts[part]).join(how.blanks)))

      await expect(bandwidth.getBulkNumbers(BULK)).resolves.toEqual({
        status: 'INVALID_DRAFT_TNS',
        portable: of('portable'),
        notValidated: of('waiting'),
        children: ['x', 'y'].map((id) => ({ id, numbers: of(id) })),
        errors: ['7642', '7643'].map((code) => ({ code, description: 'no', numbers: of(code) })),
      })
    }),
    { numRuns: 60 },
  )
})
