import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import type { Log } from '../../desk/desk.ts'
import type { MonotonicMs } from '../../porting/monotonic.ts'
import { openConnection } from './connection.ts'
import { maintainLink, type Link } from './link.ts'
import { PATIENCE, type Patience } from './patience.ts'

export interface LinkCount {
  readonly up: number
  readonly of: number
}

interface LinkedReceiver {
  readonly receiver: Receiver
  /** Why nothing can be received; null while it can. */
  readonly trouble: () => string | null
  readonly links: () => LinkCount
}

interface LinkedReceiverDeps {
  readonly appToken: string
  readonly apiUrl: string
  readonly patience?: Partial<Patience> | undefined
  readonly monotonic: () => MonotonicMs
  readonly log: Log
}

/** Slack sends each envelope over one of the app's links: while one is renewed the other serves. */
const NAMES = ['first', 'second']

/** Bolt's ear on Socket Mode, with two links. A link that fails is tried again for as long as it takes. */
export function createLinkedReceiver(deps: LinkedReceiverDeps): LinkedReceiver {
  const { appToken, apiUrl, monotonic, log } = deps
  const patience = { ...PATIENCE, ...deps.patience }
  let app: App | null = null
  let downSince: MonotonicMs | null = monotonic()

  async function take(event: ReceiverEvent): Promise<void> {
    await app?.processEvent(event)
  }
  function changed(): void {
    downSince = up() > 0 ? null : (downSince ?? monotonic())
  }
  const links: readonly Link[] = NAMES.map((name) =>
    maintainLink({
      name,
      open: () => openConnection({ appToken, apiUrl, patience, log, take }),
      patience,
      monotonic,
      log,
      changed,
    }),
  )
  const up = (): number => links.filter((link) => link.isUp()).length

  async function stop(): Promise<void> {
    await Promise.all(links.map((link) => link.stop()))
  }

  return {
    receiver: {
      init(bolt) {
        app = bolt
      },
      /** Resolves when one link is up; rejects when Slack refuses both and waiting would not help. */
      async start() {
        try {
          await Promise.any(links.map((link) => link.start()))
        } catch (refused) {
          await stop()
          throw refused instanceof AggregateError ? refused.errors[0] : refused
        }
      },
      stop,
    },
    trouble() {
      if (downSince === null) return null
      const refusal = links.map((link) => link.refusal()).find((said) => said !== null)
      if (refusal !== undefined) return `Slack rejects the app token (${refusal})`
      return monotonic() - downSince > patience.outageMs ? 'the link to Slack is down' : null
    },
    links: () => ({ up: up(), of: links.length }),
  }
}
