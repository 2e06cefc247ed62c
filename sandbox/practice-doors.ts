import type { PracticeClock } from './clock.ts'
import { SCENES, type SceneName } from './scenes.ts'
import type { Beside } from './slack/server.ts'
import { createTurning, isTurn } from './turning.ts'

/** What the bot's app is known to offer, for the page to complete and to list. */
export interface Menu {
  readonly commands: readonly { readonly usage: string; readonly summary: string }[]
  readonly shortcuts: readonly { readonly id: string; readonly name: string }[]
}

interface PracticeDoorsDeps {
  readonly clock: PracticeClock
  readonly slackUrl: () => string
  readonly bandwidthUrl: () => string
  readonly untilIdle: () => Promise<void>
  readonly menu: Menu
}

/** The world around the practice Slack, for its page: time, the carrier's part, ready scenes. */
export function createPracticeDoors(deps: PracticeDoorsDeps): Beside {
  const { clock, untilIdle: settle, menu } = deps
  const human = (path: string, body?: object) => ask(`${deps.slackUrl()}/human/${path}`, body)
  const control = (path: string, body?: object) =>
    ask(`${deps.bandwidthUrl()}/control/${path}`, body)
  const turning = createTurning({ clock, untilIdle: settle, scene })
  /** One thing at a time: a second press while the clock turns waits for the first. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  async function scene(): Promise<string> {
    const channel = (await human('channel/porting?as=approver')) as {
      messages: readonly { readonly thread: readonly unknown[] }[]
    }
    const { orders } = (await control('orders')) as {
      orders: readonly { readonly id: string; readonly status: string }[]
    }
    const replies = channel.messages.map(({ thread }) => thread.length)
    return JSON.stringify([replies, orders.map(({ id, status }) => [id, status])])
  }

  async function open(door: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
    switch (door) {
      case 'GET world': {
        const { orders } = (await control('orders')) as { orders: unknown }
        const scenes = Object.entries(SCENES).map(([name, { title, says }]) => ({
          name,
          title,
          says,
        }))
        return { now: clock.now(), turnable: clock.turnable, orders, scenes, ...menu }
      }
      case 'POST turn': {
        const { to } = body
        if (!isTurn(to)) throw new Error('The clock goes to hour, day, next or noticed.')
        return { happened: await inTurn(() => turning.turn(to)) }
      }
      case 'POST scene': {
        const { name } = body
        if (!isScene(name)) throw new Error(`There are ${Object.keys(SCENES).join(', ')}.`)
        return inTurn(async () => {
          await SCENES[name].play({ human, control, turning, untilIdle: settle })
          return {}
        })
      }
      default:
        throw new Error(`There is no door ${door}.`)
    }
  }

  return async (method, path, body) => {
    const door = path.replace(/^\/practice\//, '')
    if (door.startsWith('control/')) {
      const sent = method === 'GET' ? {} : { body }
      const response = await fetch(`${deps.bandwidthUrl()}/${door}`, { method, ...sent })
      return { status: response.status, json: await response.json() }
    }
    try {
      const fields = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>
      return { status: 200, json: await open(`${method} ${door}`, fields) }
    } catch (error) {
      return { status: 400, json: { error: error instanceof Error ? error.message : 'It failed.' } }
    }
  }
}

function isScene(name: unknown): name is SceneName {
  return typeof name === 'string' && Object.hasOwn(SCENES, name)
}

async function ask(url: string, body: object | undefined): Promise<unknown> {
  const response = await fetch(
    url,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  )
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${url} answered ${JSON.stringify(answer)}`)
  return answer
}
