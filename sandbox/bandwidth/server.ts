import type { AddressInfo } from 'node:net'
import type { PracticeClock } from '../clock.ts'
import { activationRoutes } from './activation.ts'
import { createAgenda } from './agenda.ts'
import { createAnalysts } from './analysts.ts'
import { allBulkRoutes } from './bulk/bulk-routes.ts'
import type { BulkHabits } from './bulk/habits.ts'
import { BULK_HABITS } from './bulk/habits.ts'
import type { Exchange, Route } from './call.ts'
import { documentRoutes } from './documents.ts'
import type { Control } from './doors.ts'
import { createControl, openDoors } from './doors.ts'
import type { RateLimit } from './entrance.ts'
import { GENEROUS, createEntrance } from './entrance.ts'
import { createFaults } from './faults.ts'
import { createPracticeServer } from './http.ts'
import { createLifecycle } from './lifecycle.ts'
import { lnpCheckerRoute } from './lnpchecker.ts'
import { historyRoute } from './history.ts'
import type { NoteHabits } from './note-habits.ts'
import { NOTE_HABITS } from './note-habits.ts'
import { createNoteBook, noteRoutes } from './notes.ts'
import { createNotifier } from './notifications.ts'
import { orderRoutes, unknownOrder } from './order-calls.ts'
import { createOrderChanges } from './order-changes.ts'
import { orderListRoute } from './order-list.ts'
import type { Account, Practice, Timings } from './practice.ts'
import { TIMINGS } from './practice.ts'
import type { SuppHabits } from './supp-habits.ts'
import { SUPP_HABITS } from './supp-habits.ts'
import { sipPeersXml, sitesXml } from './sites.ts'
import { createSubscriptions, subscriptionRoutes } from './subscriptions.ts'
import { tollFreeValidationRoutes } from './toll-free-validations.ts'
import { refusal } from './call.ts'

const ACCOUNT: Account = {
  id: '9900572',
  name: 'Practice Account',
  clientId: 'CLI-practice',
  clientSecret: 'practice-secret',
  username: 'practice-user',
  password: 'practice-password',
}

export interface PracticeBandwidthOptions {
  readonly port?: number
  readonly clock: PracticeClock
  readonly account?: Partial<Account>
  readonly timings?: Partial<Timings>
  readonly bulkHabits?: Partial<BulkHabits>
  readonly suppHabits?: Partial<SuppHabits>
  readonly noteHabits?: Partial<NoteHabits>
  readonly rateLimit?: RateLimit
  readonly log?: (line: string) => void
}

/** What a bot needs in its environment to talk to the practice Bandwidth. */
interface BandwidthEnvironment {
  readonly BANDWIDTH_API_URL: string
  readonly BANDWIDTH_TOKEN_URL: string
  readonly BANDWIDTH_ACCOUNT_ID: string
  readonly BANDWIDTH_CLIENT_ID: string
  readonly BANDWIDTH_CLIENT_SECRET: string
  readonly BANDWIDTH_USERNAME: string
  readonly BANDWIDTH_PASSWORD: string
}

export interface PracticeBandwidth {
  readonly url: string
  readonly env: BandwidthEnvironment
  readonly control: Control
  close(): Promise<void>
}

/** Starts a Bandwidth on loopback. Port 0, the default, takes a free one. */
export async function startPracticeBandwidth(
  options: PracticeBandwidthOptions,
): Promise<PracticeBandwidth> {
  const { clock, log = () => undefined, rateLimit = GENEROUS } = options
  const account = { ...ACCOUNT, ...options.account }
  const agenda = createAgenda(clock)
  const timings = { ...TIMINGS, ...options.timings }
  const subscriptions = createSubscriptions(clock)
  const noteHabits = { ...NOTE_HABITS, ...options.noteHabits }
  const notifier = createNotifier({ clock, agenda, subscriptions, noteHabits })
  const practice: Practice = {
    clock,
    agenda,
    timings,
    account,
    orders: new Map(),
    bulks: new Map(),
    bulkHabits: { ...BULK_HABITS, ...options.bulkHabits },
    suppHabits: { ...SUPP_HABITS, ...options.suppHabits },
    noteHabits,
    refusals: new Map(),
    notify: notifier.notify.bind(notifier),
    notifyBulk: notifier.notifyBulk.bind(notifier),
  }
  const lifecycle = createLifecycle(practice)
  lifecycle.sweepDaily()
  const changes = createOrderChanges(practice, lifecycle)
  const analysts = createAnalysts(practice, lifecycle, createNoteBook(practice))

  const transcript: Exchange[] = []
  const faults = createFaults()
  const entrance = createEntrance(account, rateLimit)
  const endTokens = entrance.endTokens.bind(entrance)
  const control = createControl({ practice, lifecycle, faults, notifier, transcript, endTokens })
  const routes = [
    lnpCheckerRoute(practice),
    ...tollFreeValidationRoutes(practice),
    orderListRoute(practice),
    ...orderRoutes(practice, lifecycle, changes),
    ...allBulkRoutes(practice, lifecycle, changes),
    ...activationRoutes(practice, lifecycle),
    ...documentRoutes(practice, lifecycle),
    ...noteRoutes(practice, 'portins', unknownOrder, analysts.written.bind(analysts)),
    historyRoute(practice),
    ...subscriptionRoutes(subscriptions, practice),
    ...siteRoutes(),
  ]
  const doors = openDoors(control, faults)
  const parts = { practice, routes, entrance, faults, transcript, doors, log }
  const server = createPracticeServer(parts)
  const leave = clock.onTurn(agenda.runDue.bind(agenda), agenda.nextDue.bind(agenda))

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${addressOf(server.address()).port}`
  return {
    url,
    env: {
      BANDWIDTH_API_URL: `${url}/api/v1`,
      BANDWIDTH_TOKEN_URL: `${url}/api/v1/oauth2/token`,
      BANDWIDTH_ACCOUNT_ID: account.id,
      BANDWIDTH_CLIENT_ID: account.clientId,
      BANDWIDTH_CLIENT_SECRET: account.clientSecret,
      BANDWIDTH_USERNAME: account.username,
      BANDWIDTH_PASSWORD: account.password,
    },
    control,
    async close() {
      leave()
      notifier.close()
      faults.letGo()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function siteRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/sites$/,
      limit: null,
      answer: () => ({ status: 200, xml: sitesXml() }),
    },
    {
      method: 'GET',
      path: /^\/sites\/([^/]+)\/sippeers$/,
      limit: null,
      answer: (_call, siteId = '') => {
        const xml = sipPeersXml(siteId)
        return xml ? { status: 200, xml } : refusal(404, 'SiteResponse', '12016', 'No such site.')
      },
    },
  ]
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address
}
