import { setTimeout as wait } from 'node:timers/promises'
import { ACME_FORM } from '../test/fixtures/acme-form.ts'
import { startPortin } from './contenders.ts'
import { freePort } from './orders-followed.ts'
import { atMost, type Row } from './row.ts'
import { show } from './statistics.ts'
import { openWireTap } from './wire-tap.ts'
import { openWorld, type World } from './world.ts'

const HINTS = 500
const USER = 'bandwidth'
const PASSWORD = 'correct-horse-battery'
const MOST_SECONDS = 30
const PATIENCE_MS = 8 * 60_000

/** Notifications of orders that nobody knows, beside a create whose answer is lost, at the usual budget of calls. */
export async function burst(): Promise<readonly Row[]> {
  const tap = openWireTap()
  const world = await openWorld()
  const port = await freePort()
  const at = `http://127.0.0.1:${port}`
  const bot = await startPortin(world, {
    BANDWIDTH_CALLS_PER_MINUTE: '60',
    PORTIN_HTTP_HOST: '127.0.0.1',
    PORTIN_HTTP_PORT: `${port}`,
    PORTIN_PUBLIC_URL: at,
    PORTIN_NOTIFICATION_USER: USER,
    PORTIN_NOTIFICATION_PASSWORD: PASSWORD,
  })
  try {
    await world.command('new 919-555-0100..0104')
    await tap.until(world.practice.slack.url, /^\/api\/views\.update/, 1)
    await Promise.all(Array.from({ length: HINTS }, (_, index) => notify(at, index)))
    world.practice.bandwidth.control.fault({
      kind: 'drop-after',
      method: 'POST',
      path: '/portins$',
    })
    const startedAt = performance.now()
    await world.submit(ACME_FORM)
    const seconds = ((await announcedAt(world)) - startedAt) / 1000
    return [
      {
        figure: `a lost create beside ${HINTS} notifications, 60 calls a minute: told what came of it`,
        ours: `${show(seconds)} s`,
        against: '',
        compared: '',
        spread: '',
        aim: atMost(MOST_SECONDS, ' s', seconds),
      },
    ]
  } finally {
    await bot.stop()
    await world.close()
    tap.close()
  }
}

async function notify(at: string, index: number): Promise<void> {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  const { status } = await fetch(`${at}/bandwidth/notifications`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`,
      'content-type': 'text/xml',
    },
    body: `<Notification><OrderId>${id}</OrderId></Notification>`,
  })
  if (status !== 200) throw new Error(`A notification was answered with ${status}.`)
}

async function announcedAt(world: World): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MS
  while (performance.now() < giveUpAt) {
    await wait(500)
    const said = await world.transcript()
    if (said.some(({ kind, detail }) => kind === 'api' && isOutcome(detail)))
      return performance.now()
  }
  throw new Error('What came of the create was not told.')
}

function isOutcome(detail: unknown): boolean {
  return /#1001[^"]* was created/.test(JSON.stringify(detail))
}
