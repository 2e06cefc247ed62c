import { Agent } from 'undici'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
  /** A longer reply is given up while it streams in. */
  readonly limitBytes: number
}

export interface HttpReply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
}

/** No complete reply came. */
export class ExchangeFailed extends Error {
  override readonly name = 'ExchangeFailed'
  /** False: no connection came about, so the server cannot have seen the request. */
  readonly sent: boolean

  constructor(says: string, sent: boolean, cause: unknown) {
    super(says, { cause })
    this.sent = sent
  }
}

export class ReplyTooLong extends Error {
  override readonly name = 'ReplyTooLong'
}

export interface Http {
  /** One request, one reply of whatever status; nothing is repeated and no redirect is followed. */
  exchange(request: HttpRequest): Promise<HttpReply>
  /** Lets running exchanges end. */
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 10_000

/** `timeoutMs` limits the whole of an exchange, from waiting for a connection to the last byte. */
export function createHttp({ timeoutMs }: { timeoutMs: number }): Http {
  const agent = new Agent({
    connections: 10,
    allowH2: false,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    // Shorter than a server's: a request on a connection that is just being closed has no known outcome.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
  })

  function exchange({ method, url, headers, body, limitBytes }: HttpRequest): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      let sent = false
      let givenUp: Error | undefined
      let abort = (): void => undefined
      let start: Pick<HttpReply, 'status' | 'headers'> | undefined
      const chunks: Uint8Array[] = []
      let length = 0

      const timer = setTimeout(() => {
        giveUp(new Error(`no complete reply within ${timeoutMs} ms`))
      }, timeoutMs)

      function giveUp(reason: Error): void {
        givenUp = reason
        abort()
        fail(reason)
      }
      function fail(cause: Error): void {
        clearTimeout(timer)
        reject(new ExchangeFailed(sent ? 'no complete reply' : 'no connection', sent, cause))
      }

      agent.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method,
          headers,
          body: body ?? null,
        },
        {
          onRequestStart(controller) {
            if (givenUp !== undefined) {
              controller.abort(givenUp)
              return
            }
            sent = true
            abort = () => {
              if (givenUp !== undefined) controller.abort(givenUp)
            }
          },
          onResponseStart(_controller, status, replyHeaders) {
            if (status >= 200) start = { status, headers: replyHeaders }
          },
          onResponseData(_controller, chunk) {
            length += chunk.length
            if (length > limitBytes) giveUp(new ReplyTooLong(`more than ${limitBytes} bytes`))
            else chunks.push(chunk)
          },
          onResponseEnd() {
            clearTimeout(timer)
            if (start === undefined) fail(new Error('a reply without a status'))
            else resolve({ ...start, body: Buffer.concat(chunks) })
          },
          onResponseError(_controller, error) {
            fail(error)
          },
        },
      )
    })
  }

  return { exchange, close: () => agent.close() }
}
