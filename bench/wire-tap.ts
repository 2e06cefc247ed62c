import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** A request to a server of this process, with moments of `performance.now()`. */
export interface Exchange {
  readonly path: string
  readonly startedAt: number
  readonly finishedAt: number
}

export interface WireTap {
  /** What these servers have answered since they were last asked about, in the order of the answers. */
  take(...urls: readonly string[]): readonly Exchange[]
  /** Waits until so many requests to such a path were answered since; they are not taken. */
  until(url: string, path: RegExp, count: number): Promise<void>
  close(): void
}

const PATIENCE_MS = 30_000

/**
 * Hears every request to every HTTP server of this process at the moment of its arrival, finer than
 * the transcripts, which count whole milliseconds.
 */
export function openWireTap(): WireTap {
  const started = new WeakMap<IncomingMessage, number>()
  const heard = new Map<string, Exchange[]>()

  const onStart = (message: unknown): void => {
    started.set((message as { request: IncomingMessage }).request, performance.now())
  }
  const onFinish = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage }
    const finishedAt = performance.now()
    const exchange = {
      path: request.url ?? '',
      startedAt: started.get(request) ?? finishedAt,
      finishedAt,
    }
    const base = `http://${request.headers.host ?? ''}`
    const before = heard.get(base)
    if (before === undefined) heard.set(base, [exchange])
    else before.push(exchange)
  }
  subscribe('http.server.request.start', onStart)
  subscribe('http.server.response.finish', onFinish)

  return {
    take(...urls) {
      return urls.flatMap((url) => heard.get(url)?.splice(0) ?? [])
    },
    async until(url, path, count) {
      const giveUpAt = performance.now() + PATIENCE_MS
      while (performance.now() < giveUpAt) {
        const found = (heard.get(url) ?? []).filter((exchange) => path.test(exchange.path))
        if (found.length >= count) return
        await wait(10)
      }
      throw new Error(`${String(path)} was not asked for ${count} times within 30 s.`)
    },
    close() {
      unsubscribe('http.server.request.start', onStart)
      unsubscribe('http.server.response.finish', onFinish)
    },
  }
}

/** The first that came in. */
export function firstTo(exchanges: readonly Exchange[], part: string): Exchange {
  const [first] = exchanges
    .filter(({ path }) => path.includes(part))
    .sort((one, other) => one.startedAt - other.startedAt)
  if (first === undefined) throw new Error(`Nobody asked for ${part}.`)
  return first
}
