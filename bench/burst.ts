import { setTimeout as wait } from 'node:timers/promises'
import { ACME_FORM } from '../test/fixtures/acme-form.ts'
import { onStage, type Stage } from './contenders.ts'
import { webhookSettings } from './orders-followed.ts'
import { atMost, type Row } from './row.ts'
import { show } from './statistics.ts'
import type { World } from './world.ts'

const HINTS = 500
const MOST_SECONDS = 30
const PATIENCE_MS = 8 * 60_000

type Webhook = Awaited<ReturnType<typeof webhookSettings>>

/** Notifications of orders that nobody knows, beside a create whose answer is lost, at the usual budget of calls. */
export async function burst(): Promise<readonly Row[]> {
  const webhook = await webhookSettings()
  const measure = async ({ world, tap }: Stage): Promise<readonly Row[]> => {
    await world.command('new 919-555-0100..0104')
    await tap.until(world.practice.slack.url, /^\/api\/views\.update/, 1)
    await Promise.all(Array.from({ length: HINTS }, (_, index) => notify(webhook, index)))
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
        aim: atMost(MOST_SECONDS, ' s', seconds),
      },
    ]
  }
  return onStage(measure, { BANDWIDTH_CALLS_PER_MINUTE: '60', ...webhook })
}

async function notify(webhook: Webhook, index: number): Promise<void> {
  const user = `${webhook.PORTIN_NOTIFICATION_USER}:${webhook.PORTIN_NOTIFICATION_PASSWORD}`
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  const { status } = await fetch(`${webhook.PORTIN_PUBLIC_URL}/bandwidth/notifications`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(user).toString('base64')}`,
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
