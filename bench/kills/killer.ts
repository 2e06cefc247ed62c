import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { Death, Mortal } from './mortal.ts'

/** When a bot is killed, counted from the moment at which the killer was armed, and how. */
export type Moment = When & { readonly by?: Death }

type When =
  /** Its nth call never left: nobody has read it. */
  | { readonly kind: 'before-call'; readonly nth: number }
  /** Its nth call arrived and is done, and the answer never came. */
  | { readonly kind: 'before-answer'; readonly nth: number }
  /** A call like this, by method and path, arrived and is done, and the answer never came. */
  | { readonly kind: 'in-call'; readonly call: RegExp }
  /** The answer is on its way. */
  | { readonly kind: 'after-answer'; readonly nth: number }
  | { readonly kind: 'after-ms'; readonly ms: number }

interface Killer {
  /** From now on this bot has so long to live. */
  arm(bot: Mortal, moment: Moment): void
  /** @returns whether it was killed; from now on nobody is. */
  disarm(): boolean
  close(): void
}

/** Doors of the practice servers, through which only people come. */
const DOORS = /^\/(human|control|practice|live)\//

/** Sees every call that a bot makes to an HTTP server of this process, at the instant of its arrival. */
export function openKiller(): Killer {
  let armed: { readonly bot: Mortal; readonly moment: Moment } | null = null
  let timer: NodeJS.Timeout | undefined
  let calls = 0
  let killed = false
  const numbers = new WeakMap<IncomingMessage, number>()

  function kill(): void {
    armed?.bot.kill(armed.moment.by)
    armed = null
    killed = true
  }

  const onStart = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage }
    if (armed === null || DOORS.test(request.url ?? '')) return
    calls += 1
    numbers.set(request, calls)
    const { moment } = armed
    switch (moment.kind) {
      case 'before-call':
        if (moment.nth !== calls) return
        kill()
        // What was not read was not sent.
        request.destroy()
        return
      case 'before-answer':
        if (moment.nth === calls) kill()
        return
      case 'in-call':
        if (moment.call.test(`${request.method ?? ''} ${request.url ?? ''}`)) kill()
        return
      case 'after-answer':
      case 'after-ms':
    }
  }
  const onFinish = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage }
    if (armed?.moment.kind !== 'after-answer') return
    if (numbers.get(request) === armed.moment.nth) kill()
  }
  subscribe('http.server.request.start', onStart)
  subscribe('http.server.response.finish', onFinish)

  return {
    arm(bot, moment) {
      calls = 0
      killed = false
      armed = { bot, moment }
      if (moment.kind === 'after-ms') timer = setTimeout(kill, moment.ms)
    },
    disarm() {
      clearTimeout(timer)
      armed = null
      const was = killed
      killed = false
      return was
    },
    close() {
      clearTimeout(timer)
      unsubscribe('http.server.request.start', onStart)
      unsubscribe('http.server.response.finish', onFinish)
    },
  }
}
