import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Call, Exchange, Reply, Route } from './call.ts'
import { SHOWN_HOST, refusal } from './call.ts'
import { withMillis } from './calendar.ts'
import type { DoorReply } from './doors.ts'
import type { Entrance } from './entrance.ts'
import { refusalBody, type Fault, type Faults } from './faults.ts'
import { fromE164, notE164, toE164 } from './number-format.ts'
import type { Practice } from './practice.ts'
import type { Xml } from './xml.ts'
import { element, readXml, writeXml } from './xml.ts'

const API = /^\/(api\/v1|api\/v2|api|v1\.0)(\/.*)$/
const MOST_BYTES = 20 * 1024 * 1024
const MOST_EXCHANGES = 5000

interface Parts {
  readonly practice: Practice
  readonly routes: readonly Route[]
  readonly entrance: Entrance
  readonly faults: Faults
  readonly transcript: Exchange[]
  readonly doors: (method: string, path: string, body: string) => Promise<DoorReply>
  readonly log: (line: string) => void
}

interface Answer {
  readonly status: number
  readonly body: Buffer | string
  readonly headers: Readonly<Record<string, string>>
}

const empty = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  body: '',
  headers,
})
const json = ({ status, json: value }: DoorReply): Answer => ({
  status,
  body: JSON.stringify(value),
  headers: { 'Content-Type': 'application/json' },
})

export function createPracticeServer(parts: Parts): Server {
  const { practice, routes, entrance, faults, transcript, doors, log } = parts
  const shownAccount = `${SHOWN_HOST}/accounts/${practice.account.id}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request
    const url = new URL(request.url ?? '/', 'http://practice')
    const body = await bodyOf(request)
    if (body === null) {
      response.writeHead(413, { Connection: 'close' }).end()
      return
    }
    practice.agenda.runDue()
    if (url.pathname.startsWith('/control/')) {
      send(response, json(await doors(method, url.pathname, body.toString('utf8'))))
      return
    }
    const fault = faults.meet(method, url.pathname)
    if (fault?.kind === 'delay') await wait(fault.ms ?? 1000)
    if (fault?.kind === 'hold') await faults.hold()
    const untouched = fault?.kind === 'drop-before' || fault?.kind === 'status'
    const answer = untouched
      ? empty(fault.status ?? 500)
      : answerTo({ method, url, headers, body, fault })
    const spoilt = fault ? spoil(answer, fault) : answer
    record({ method, url, headers, body, fault }, spoilt)
    if (spoilt === null) response.destroy()
    else send(response, spoilt)
  }

  function answerTo(asked: Asked): Answer {
    const { method, url, headers, body } = asked
    const [, version, path = ''] = API.exec(url.pathname) ?? []
    if (version === undefined) return empty(404)
    if (path === '/oauth2/token') {
      if (method !== 'POST') return empty(405)
      return json(entrance.token(headers.authorization, body.toString('utf8')))
    }
    const [, accountId, rest = ''] = /^\/accounts\/([^/]+)(\/.*)$/.exec(path) ?? []
    if (accountId === undefined) return empty(404)
    const user = entrance.userOf(headers.authorization)
    if (user === null) return empty(401, { 'WWW-Authenticate': 'Basic realm="Bandwidth"' })
    if (accountId !== practice.account.id) return empty(403)

    const found = routes.filter((route) => route.path.test(rest))
    const route = found.find((each) => each.method === method)
    if (route === undefined) return empty(found.length > 0 ? 405 : 404)
    const comeBack = route.limit && entrance.tooMany(route.limit)
    if (comeBack) return empty(429, { 'X-RateLimit-Reset': `${comeBack}`, Connection: 'close' })
    return answerRoute(route, rest, { ...asked, user, e164: version === 'api/v2' })
  }

  function answerRoute(
    route: Route,
    path: string,
    asked: Asked & { user: string; e164: boolean },
  ): Answer {
    const { url, headers, body, fault, user, e164 } = asked
    // A document may be XML-like text; only the calls that take a document have no XML body.
    const sent = path.endsWith('/loas') ? null : readXml(body.toString('utf8'))
    const bare = e164 && sent ? notE164(sent) : []
    if (bare.length > 0) return written(refusedNumbers(path, bare), false, shownAccount)
    const call: Call = {
      query: url.searchParams,
      headers,
      body,
      xml: sent && e164 ? fromE164(sent) : sent,
      user,
      silentSkip: fault?.kind === 'silent-skip',
    }
    const named = (route.path.exec(path) ?? []).slice(1)
    return written(route.answer(call, ...named), e164, shownAccount)
  }

  function record({ method, url, headers, body, fault }: Asked, answer: Answer | null): void {
    const about = fault ? { fault: fault.kind } : {}
    const exchange = {
      at: withMillis(practice.clock.now()),
      method,
      path: url.pathname + url.search,
      request: readable(body, headers['content-type']),
      status: answer?.status ?? null,
      reply: answer ? readable(answer.body, answer.headers['Content-Type']) : '',
      ...about,
    }
    transcript.push(exchange)
    if (transcript.length > MOST_EXCHANGES) transcript.shift()
    log(`${exchange.method} ${exchange.path} ${exchange.status ?? 'no answer'}`)
  }

  return createServer((request, response) => {
    serve(request, response).catch((cause: unknown) => {
      log(
        `a bug in the practice Bandwidth: ${cause instanceof Error ? cause.stack : String(cause)}`,
      )
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
}

interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  readonly fault: Fault | null
}

/** What the caller sees of an answer that a fault got at; null for nothing at all. */
function spoil(answer: Answer, fault: Fault): Answer | null {
  switch (fault.kind) {
    case 'drop-before':
    case 'drop-after':
      return null
    case 'status': {
      const { body, type } = refusalBody(fault)
      const seconds = `${Math.ceil(Date.now() / 1000) + 1}`
      const headers: Record<string, string> = type === null ? {} : { 'Content-Type': type }
      if (answer.status === 429) headers['X-RateLimit-Reset'] = seconds
      return { ...answer, body, headers }
    }
    case 'garbage':
      return { ...answer, status: 200, body: '<<< upstream hiccup &&& not XML' }
    case 'truncate': {
      const { body } = answer
      const half = Math.floor(body.length / 2)
      return {
        ...answer,
        body: typeof body === 'string' ? body.slice(0, half) : body.subarray(0, half),
      }
    }
    case 'delay':
    case 'hold':
    case 'silent-skip':
      return answer
  }
}

function written(reply: Reply, e164: boolean, shownAccount: string): Answer {
  const headers: Record<string, string> = { ...reply.headers }
  if (reply.location) headers['Location'] = `${shownAccount}${reply.location}`
  if (reply.bytes) return { status: reply.status, body: reply.bytes, headers }
  if (!reply.xml) return empty(reply.status, headers)
  const body = writeXml(e164 ? toE164(reply.xml) : reply.xml)
  headers['Content-Type'] = 'application/xml;charset=UTF-8'
  return { status: reply.status, body, headers }
}

function refusedNumbers(path: string, numbers: readonly string[]): Reply {
  const text = `Telephone numbers must be sent in E.164 format: ${numbers.join(', ')}`
  const error = element('Errors', element('Code', '1022'), element('Description', text))
  const validation = element('Error', element('ErrorCode', '1022'), element('Description', text))
  const bulkRoot = path.endsWith('/tnList') ? 'TnListResponse' : 'BulkPortinResponse'
  if (path.startsWith('/bulkPortins')) return refusal(400, bulkRoot, '1022', text)
  const xml: Xml = path.startsWith('/tollFree')
    ? element('TollFreePortingValidationResponse', element('ErrorList', validation))
    : element(path === '/lnpchecker' ? 'NumberPortabilityResponse' : 'LnpOrderResponse', error)
  return { status: 400, xml }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body)
}

function readable(body: Buffer | string, type = ''): string {
  if (typeof body === 'string') return body
  if (body.length === 0) return ''
  return /xml|json|text|urlencoded/.test(type) ? body.toString('utf8') : `<${body.length} bytes>`
}

/** The whole body, or null when it is larger than anybody needs. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    length += chunk.length
    if (length > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
