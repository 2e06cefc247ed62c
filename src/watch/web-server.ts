import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { throwAway } from './request-body.ts'

/** A path and its handler. Bolt's receivers accept the same as a custom route. */
export interface WebRoute {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
}

export interface WebServer {
  readonly port: number
  /** Serves these routes from the next request on. */
  readonly serve: (routes: readonly WebRoute[]) => void
  /** Lets running requests end, for a moment. */
  close(): Promise<void>
}

/** The port or address in the settings cannot be used; the message says which, and what to set. */
export class CannotListen extends Error {}

interface Place {
  readonly port: number
  readonly host: string
}

const CANNOT_LISTEN: Readonly<Record<string, (place: Place) => CannotListen>> = {
  EADDRINUSE: ({ port }) =>
    new CannotListen(
      `PORTIN_HTTP_PORT: port ${port} is in use. Stop the other program or set another port, like ${port === 3001 ? 3002 : 3001}.`,
    ),
  EACCES: ({ port }) =>
    new CannotListen(
      `PORTIN_HTTP_PORT: this user may not listen on port ${port}. Set one above 1023, like 3000.`,
    ),
  EADDRNOTAVAIL: ({ host }) =>
    new CannotListen(
      `PORTIN_HTTP_HOST: this machine has no address ${host}. Set one that it has, like 0.0.0.0.`,
    ),
}

const HEADERS_WITHIN_MS = 10_000
const REQUEST_WITHIN_MS = 20_000
const GRACE_MS = 1_000

/**
 * @param port 0 picks a free one.
 * @throws CannotListen with the setting to change.
 */
export async function openWebServer(
  routes: readonly WebRoute[],
  { port, host }: Place,
): Promise<WebServer> {
  let served = routes
  const server = createServer(
    { headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS },
    (request, response) => {
      const path = (request.url ?? '/').replace(/[?#].*$/s, '')
      const here = served.filter((route) => route.path === path)
      const route = here.find(({ method }) => method === request.method)
      if (route !== undefined) {
        route.handler(request, response)
        return
      }
      if (here.length === 0) response.writeHead(404)
      else response.writeHead(405, { Allow: here.map(({ method }) => method).join(', ') })
      response.end()
      throwAway(request)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(CANNOT_LISTEN[error.code ?? '']?.({ port, host }) ?? error)
    })
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    serve(routes) {
      served = routes
    },
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      server.closeIdleConnections()
      const timer = setTimeout(() => {
        server.closeAllConnections()
      }, GRACE_MS)
      await closed
      clearTimeout(timer)
    },
  }
}
