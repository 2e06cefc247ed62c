import type { IncomingHttpHeaders } from 'node:http'
import type { Xml } from './xml.ts'
import { element } from './xml.ts'

/** A request to the API that got through the door. */
export interface Call {
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The body as XML, ten-digit numbers inside; null when it is none. */
  readonly xml: Xml | null
  readonly user: string
  /** A fault wants this activation accepted and not executed. */
  readonly silentSkip: boolean
}

export interface Reply {
  readonly status: number
  readonly xml?: Xml
  readonly bytes?: Buffer
  /** The path of what was made, after the account. */
  readonly location?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A request and its answer, as `GET /control/transcript` shows them. */
export interface Exchange {
  readonly at: string
  readonly method: string
  readonly path: string
  readonly request: string
  readonly status: number | null
  readonly reply: string
  readonly fault?: string
}

// Links and Locations show a host, port and version that are not those that were called.
export const SHOWN_HOST = 'https://test.dashboard.bandwidth.com:443/v1.0'

export interface Route {
  readonly method: string
  /** Matches the path after the account. */
  readonly path: RegExp
  readonly limit: 'PORT_IN' | 'BULK_PORT_IN' | 'HISTORY' | 'SEARCH' | null
  readonly answer: (call: Call, ...named: string[]) => Reply
}

/** An error under `<root>/ResponseStatus`. */
export function refusal(status: number, root: string, code: string, text: string): Reply {
  const inside = [element('ErrorCode', code), element('Description', text)]
  return { status, xml: element(root, element('ResponseStatus', ...inside)) }
}
