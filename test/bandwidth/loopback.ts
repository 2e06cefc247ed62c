import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import {
  createBandwidth,
  type BandwidthClient,
  type BandwidthSettings,
} from '../../src/bandwidth/client.ts'
import type { MonotonicMs } from '../../src/porting/monotonic.ts'

/** How the server meets a request. */
export type Behaviour =
  | { status: number; body?: string | Uint8Array; headers?: Record<string, string> }
  /** The connection ends without a word. */
  | 'drop'
  /** Never a word. */
  | 'hang'
  /** Headers and the beginning of a body, then nothing. */
  | 'stall'
  /** The body ends before its announced length. */
  | 'cut'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly bytes: Buffer
}

interface Loopback {
  readonly url: string
  readonly seen: readonly Seen[]
  /** One for each request; the last one stays. */
  behave(...behaviours: (Behaviour | ((seen: Seen) => Behaviour))[]): void
}

export async function openLoopback(): Promise<Loopback> {
  const seen: Seen[] = []
  let script: (Behaviour | ((seen: Seen) => Behaviour))[] = []

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback')
      const bytes = Buffer.concat(chunks)
      const one: Seen = {
        method: request.method ?? '',
        path: pathname,
        query: searchParams,
        headers: request.headers,
        body: bytes.toString('utf8'),
        bytes,
      }
      seen.push(one)
      const next = script.length > 1 ? script.shift() : script[0]
      const behaviour = typeof next === 'function' ? next(one) : next
      play(behaviour ?? { status: 500 }, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    behave(...behaviours) {
      script = behaviours
    },
  }
}

function play(behaviour: Behaviour, response: ServerResponse): void {
  if (typeof behaviour === 'object') {
    response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body)
    return
  }
  const half = '<?xml version="1.0"?><LnpOrderResponse><OrderId>1'
  switch (behaviour) {
    case 'hang':
      return
    case 'drop':
      response.socket?.destroy()
      return
    case 'stall':
      response.writeHead(200).write(half)
      return
    case 'cut':
      response.writeHead(200, { 'content-length': '5000' }).write(half, () => {
        response.socket?.destroy()
      })
      return
  }
}

export function xml(body: string, status = 200): Behaviour {
  const declared = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`
  return { status, body: declared, headers: { 'content-type': 'application/xml' } }
}

interface Connected {
  readonly bandwidth: BandwidthClient
  readonly server: Loopback
  readonly log: Record<string, unknown>[]
  /** Turned by every wait of the client, so that none takes time. */
  readonly time: { now: number; slept: number[] }
}

const ACCOUNT = '9900012'

/** Little, where no answer will come. Elsewhere a busy machine would be taken for a silent server. */
export function patienceWith(behaviour: Behaviour): Pick<BandwidthSettings, 'callTimeoutMs'> {
  return { callTimeoutMs: behaviour === 'hang' || behaviour === 'stall' ? 200 : 10_000 }
}

export async function connect(changed: Partial<BandwidthSettings> = {}): Promise<Connected> {
  const server = await openLoopback()
  const log: Record<string, unknown>[] = []
  const time = { now: Date.parse('2026-12-01T15:00:00Z'), slept: [] as number[] }
  const bandwidth = createBandwidth(
    {
      apiUrl: `${server.url}/api/v1`,
      accountId: ACCOUNT,
      credentials: { kind: 'basic', username: 'porter', password: 'pässword' },
      numberFormat: 'ten-digits',
      callsPerMinute: 60,
      callTimeoutMs: 10_000,
      noteUser: 'porter',
      ...changed,
    },
    {
      clock: () => time.now,
      monotonic: () => time.now as MonotonicMs,
      sleep(ms) {
        time.now += ms
        time.slept.push(ms)
        return new Promise((resolve) => setImmediate(resolve))
      },
      log: (event, facts) => log.push({ event, ...facts }),
    },
  )
  onTestFinished(() => bandwidth.close())
  return { bandwidth, server, log, time }
}
