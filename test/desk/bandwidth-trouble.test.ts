import { describe, expect, it } from 'vitest'
import type { Bandwidth } from '../../src/bandwidth/bandwidth.ts'
import { OutcomeUnknown, type BandwidthError } from '../../src/bandwidth/errors.ts'
import { troubleWith, type Carried } from '../../src/desk/bandwidth-trouble.ts'
import { BULK, SHARED } from '../bandwidth/bulk-at-hand.ts'
import { connect, type Behaviour } from '../bandwidth/loopback.ts'
import { CONTENT, NO_SECRETS, ORDER, OURS } from '../bandwidth/orders-at-hand.ts'

/** One of each sort, of a single order and of a bulk one. */
const CALLS: Record<
  string,
  readonly [Carried, 'read' | 'write', (b: Bandwidth) => Promise<unknown>]
> = {
  check: ['values', 'read', (b) => b.checkNumbers(CONTENT.numbers)],
  list: ['values', 'read', (b) => b.listSites()],
  create: [
    'values',
    'write',
    (b) => b.createDraft({ customerOrderId: OURS, content: CONTENT, secrets: NO_SECRETS }),
  ],
  edit: ['values', 'write', (b) => b.updateOrder(ORDER, { customerOrderId: OURS, submit: true })],
  document: [
    'file',
    'write',
    (b) =>
      b.uploadDocument(ORDER, { bytes: Buffer.from('%PDF'), mime: 'application/pdf', type: 'LOA' }),
  ],
  'bulk create': [
    'values',
    'write',
    (b) => b.createBulk({ customerOrderId: OURS, shared: SHARED }),
  ],
  'bulk numbers': ['values', 'write', (b) => b.putBulkNumbers(BULK, CONTENT.numbers)],
}

type Body = 'xml' | 'json' | 'html' | 'empty'
const WORDS = 'Flux is too low'

const BODIES: Record<Body, string> = {
  xml: `<R><Errors><Code>0042</Code><Description>${WORDS}</Description></Errors></R>`,
  json: JSON.stringify({ errors: [{ code: '0042', description: WORDS }] }),
  html: '<html><head><title>Sorry</title></head><body><h1>Sorry</h1></body></html>',
  empty: '',
}

/** Whose matter it is, by words that only its sentence has. */
const SAID: Record<number, { readonly says: RegExp; readonly next: Record<Carried, RegExp> }> = {
  400: same(/gave no reason \(400\)/, /Check your entries/, /PDF/),
  401: same(/doesn’t accept my credentials/, /^Ask an admin to renew/),
  403: same(/doesn’t let my credentials do this \(403\)/, /^Ask an admin .*Porting role/),
  404: same(/can.t find that \(404\)/, /BANDWIDTH_ACCOUNT_ID/),
  405: same(/requests like mine.*\(405\)|this type of file \(405\)/, /^Ask an admin/, /PDF/),
  409: same(/doesn.t fit the current state \(409\)/, /portin status/),
  413: same(/too large \(413\)/, /smaller parts/, /smaller file/),
  415: same(/requests like mine.*\(415\)|this type of file \(415\)/, /^Ask an admin/, /PDF/),
  429: same(/is limiting my requests until \d+:\d\d [AP]M ET/, /^Try again then/),
}

function same(says: RegExp, values: RegExp, file = values) {
  return { says, next: { values, file } }
}

async function thrown(
  call: (b: Bandwidth) => Promise<unknown>,
  behaviour: Behaviour,
): Promise<BandwidthError> {
  const { bandwidth, server } = await connect()
  server.behave(behaviour)
  return call(bandwidth).then(
    () => expect.fail('nothing was refused'),
    (error: unknown) => error as BandwidthError,
  )
}

const cases = Object.keys(SAID).flatMap((status) =>
  Object.keys(BODIES).map((body) => [Number(status), body as Body] as const),
)

describe.each(Object.entries(CALLS))('what is told of a %s', (_name, [carried, , call]) => {
  it.each(cases)('that is answered %i with %s says whose matter it is', async (status, body) => {
    const { sentence, clause, next } = troubleWith(
      await thrown(call, { status, body: BODIES[body] }),
      carried,
    )
    const expected = SAID[status]
    const isReason = ![401, 404, 429].includes(status) && (body === 'xml' || body === 'json')
    expect(sentence).toMatch(
      isReason ? /^Bandwidth says: Flux is too low \(0042\)\.$/ : /^Bandwidth /,
    )
    if (!isReason) expect(clause).toMatch(expected?.says ?? /never/)
    if (status !== 400 || !isReason) expect(next).toMatch(expected?.next[carried] ?? /never/)
    expect(`${sentence} ${next}`).not.toMatch(/Sorry|<|undefined/)
  })
})

describe.each(['xml', 'json', 'html', 'empty'] as const)('a server that fails with %s', (body) => {
  it.each([500, 502, 503])('and %i is told as that, and leaves a write open', async (status) => {
    const failed: Behaviour = { status, body: BODIES[body] }
    const announced = troubleWith(await thrown(CALLS['list']?.[2] ?? expect.fail(), failed))
    expect(announced).toMatchObject({
      sentence: `Bandwidth can’t answer right now (${status}).`,
      next: 'Try again in a minute.',
    })
    const write = await thrown(CALLS['create']?.[2] ?? expect.fail(), failed)
    expect(write).toBeInstanceOf(OutcomeUnknown)
  })
})

it.each([
  ['another document', '<Weather><Sky>gray</Sky></Weather>'],
  ['a web page', BODIES.html],
  ['JSON', BODIES.json],
  ['half of an answer', '<TNs><TotalCount>1'],
  ['nothing', ''],
])('%s where an answer belongs is told as unreadable, and not as silence', async (_what, body) => {
  const list = (b: Bandwidth): Promise<unknown> => b.listSites()
  expect(troubleWith(await thrown(list, { status: 200, body })).sentence).toMatch(
    /can’t read \(200\)/,
  )
  const write = await thrown(CALLS['create']?.[2] ?? expect.fail(), { status: 200, body })
  expect(write).toBeInstanceOf(OutcomeUnknown)
})

it('silence is told as silence, and an address that moved as a setting to change', async () => {
  const list = (b: Bandwidth): Promise<unknown> => b.listSites()
  expect(troubleWith(await thrown(list, 'drop')).sentence).toBe(
    'Bandwidth can’t be reached right now.',
  )
  const moved = troubleWith(await thrown(list, { status: 301, headers: { location: '/v2' } }))
  expect(moved.sentence).toMatch(/another address \(301\)/)
  expect(moved.next).toMatch(/BANDWIDTH_API_URL/)
})

it.each([
  ['code and description', { errors: [{ code: '7201', description: 'x' }] }],
  ['a number as its code', { errors: [{ code: 7201, message: 'x' }] }],
  ['one error instead of a list', { errors: { errorCode: '7201', description: 'x' } }],
  ['a status', { status: { code: '7201', description: 'x' } }],
  ['a list and nothing around it', [{ code: '7201', detail: 'x' }]],
  ['an envelope', { data: null, responseStatus: { errorCode: '7201', description: 'x' } }],
  ['capitals', { Errors: [{ Code: '7201', Description: 'x' }], Message: 'Validation failed' }],
])('a reason in JSON is found as %s', async (_what, body) => {
  const refused = await thrown(CALLS['create']?.[2] ?? expect.fail(), {
    status: 400,
    body: JSON.stringify(body),
  })
  expect(troubleWith(refused).clause).toMatch(/wrong or listed twice \(7201\)$/)
})

it.each([
  ['{"message":"Forbidden"}', /^Bandwidth says: Forbidden\.$/],
  ['{"errors":["Not yours"]}', /^Bandwidth says: Not yours\.$/],
  ['"Forbidden"', /\(403\)/],
  ['{"errors":[]}', /\(403\)/],
  [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, /\(403\)/],
  ['{"half":', /\(403\)/],
])('a refusal of %.40s is read as far as it goes', async (body, sentence) => {
  const refused = await thrown(CALLS['create']?.[2] ?? expect.fail(), { status: 403, body })
  expect(troubleWith(refused)).toMatchObject({
    sentence: expect.stringMatching(sentence) as unknown,
    next: expect.stringMatching(/^Ask an admin/) as unknown,
  })
})
