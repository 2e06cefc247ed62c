import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { isObject, parseJson, textOf, type JsonObject } from './json.ts'
import { APP_ID } from './people.ts'
import { createTimers, type Timing } from './timing.ts'
import type { Transcript } from './transcript.ts'
import type { Ack, Transport } from './transport.ts'

interface Link {
  readonly socket: WebSocket
  /** Its line is dead, and nobody has noticed. */
  isMute: boolean
}

interface Pending {
  readonly link: Link
  resolve(payload: JsonObject | undefined): void
}

export type SocketMode = ReturnType<typeof createSocketMode>

/** Slack's end of Socket Mode: hands out tickets, keeps the links, sends and waits for acks. */
export function createSocketMode(timing: Timing, transcript: Transcript) {
  const server = new WebSocketServer({ noServer: true, autoPong: false })
  const tickets = new Set<string>()
  const links: Link[] = []
  let sent = 0
  const pending = new Map<string, Pending>()
  const timers = createTimers(() => performance.now())
  /** Envelopes sent twice, whose second acknowledgement is to be expected. */
  const echoes = new Set<string>()
  const waiting: (() => void)[] = []

  /** Sends to one of the links after the other; answers false when there is none. */
  function send(frame: JsonObject, resolve: Pending['resolve'], twice = false): boolean {
    const link = links[sent % links.length]
    if (!link) return false
    sent += 1
    const id = randomUUID()
    const done = (payload: JsonObject | undefined) => {
      if (!pending.delete(id)) return
      timers.cancel(timer)
      resolve(payload)
    }
    const timer = timers.later(timing.ackMs, () => {
      done(undefined)
    })
    pending.set(id, { link, resolve: done })
    transcript.record('delivery', String(frame['type']), { envelope_id: id, ...frame })
    const envelope = { envelope_id: id, ...frame }
    sendTo(link, envelope)
    if (twice) {
      echoes.add(id)
      sendTo(link, envelope)
    }
    return true
  }

  function sendTo({ socket, isMute }: Link, frame: unknown): void {
    if (!isMute) socket.send(JSON.stringify(frame))
  }

  /** One of the links, counted from 1, or all of them. */
  function meant(number: number | undefined): readonly Link[] {
    return number === undefined ? [...links] : links.slice(number - 1, number)
  }

  const transport: Transport = {
    sendEvent({ body, attempt, reason, twice }) {
      const frame = {
        type: 'events_api',
        accepts_response_payload: false,
        retry_attempt: attempt,
        retry_reason: reason ?? '',
        payload: body,
      }
      return new Promise((resolve) => {
        const end = (ack: JsonObject | undefined) => {
          resolve(ack ? { kind: 'acked' } : { kind: 'missed', reason: 'timeout', isFinal: false })
        }
        if (!send(frame, end, twice)) resolve({ kind: 'nobody' })
      })
    },

    request(type, payload, accepts) {
      const started = performance.now()
      return new Promise<Ack>((resolve) => {
        const end = (answer: JsonObject | undefined) => {
          const ackMs = Math.round(performance.now() - started)
          resolve(
            answer
              ? { acked: true, ackMs, payload: answer }
              : { acked: false, ackMs, payload: {}, error: 'operation_timeout' },
          )
        }
        const frame = { type, accepts_response_payload: accepts, payload }
        if (!send(frame, end)) end(undefined)
      })
    },
  }

  function welcome(socket: WebSocket): void {
    const link: Link = { socket, isMute: false }
    links.push(link)
    transcript.record('socket', 'connected', { open: links.length })
    socket.on('message', (data) => {
      if (Buffer.isBuffer(data) && !link.isMute) receive(data.toString())
    })
    socket.on('ping', (data) => {
      if (!link.isMute) socket.pong(data)
    })
    socket.on('close', () => {
      const at = links.indexOf(link)
      if (at !== -1) links.splice(at, 1)
      transcript.record('socket', 'closed', { open: links.length })
      for (const each of [...pending.values()]) if (each.link === link) each.resolve(undefined)
    })
    sendTo(link, {
      type: 'hello',
      num_connections: links.length,
      connection_info: { app_id: APP_ID },
      debug_info: { host: 'practice', build_number: 1, approximate_connection_time: 18060 },
    })
    for (const arrived of waiting.splice(0)) arrived()
  }

  function receive(text: string): void {
    const frame = parseJson(text)
    const id = isObject(frame) ? textOf(frame['envelope_id']) : undefined
    if (!isObject(frame) || id === undefined) {
      transcript.complain('a frame without envelope_id came over Socket Mode', { text })
      return
    }
    const payload = isObject(frame['payload']) ? frame['payload'] : {}
    transcript.record('ack', id, payload)
    const open = pending.get(id)
    if (open) open.resolve(payload)
    else if (!echoes.delete(id))
      transcript.complain('an acknowledgement came too late, twice, or for nothing', { id })
  }

  return {
    ...transport,

    /** Calls back when the next link opens. */
    onNextLink(arrived: () => void): void {
      waiting.push(arrived)
    },

    ticket(): string {
      const ticket = randomUUID()
      tickets.add(ticket)
      return ticket
    },

    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://practice')
      if (pathname !== '/link/' || !tickets.delete(searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, welcome)
    },

    /** Asks for a new link in place of this one, or of each, as Slack does every few hours. */
    refresh(number?: number): number {
      const asked = meant(number)
      for (const link of asked) {
        sendTo(link, {
          type: 'disconnect',
          reason: 'refresh_requested',
          debug_info: { host: 'practice' },
        })
      }
      return asked.length
    },

    /** Cuts the link, or each, without a word. */
    drop(number?: number): number {
      const cut = meant(number)
      for (const { socket } of cut) socket.terminate()
      return cut.length
    },

    /** What is sent over the link, or over any, is lost from now on; it still seems to be open. */
    mute(number?: number): number {
      const muted = meant(number)
      for (const link of muted) link.isMute = true
      return muted.length
    },

    /** Frames that are no envelopes as the client's library knows them. */
    babble(number?: number): number {
      const chosen = meant(number)
      for (const link of chosen) {
        for (const frame of [{ type: 'app_rate_limited' }, { type: 'events_api' }, null, 'hello?'])
          sendTo(link, frame)
        link.socket.send('{')
      }
      return chosen.length
    },

    open: () => links.length,

    async close(): Promise<void> {
      timers.end()
      for (const { socket } of links) socket.close(1001)
      // A client that does not say goodbye within this time is cut off.
      for (let waited = 0; links.length > 0 && waited < 200; waited += 10) await pause(10)
      for (const { socket } of [...links]) socket.terminate()
      server.close()
    },
  }
}
