import type { AppOptions, Receiver } from '@slack/bolt'
import { commands } from '../commands/index.ts'
import type { Sleep } from './bandwidth/budget.ts'
import { createBandwidth, type BandwidthClient } from './bandwidth/client.ts'
import type { Config } from './config.ts'
import { callsOf } from './desk/calls.ts'
import { withTime, type Desk, type Log } from './desk/desk.ts'
import { noteUndamaged } from './desk/examine-backup.ts'
import { checkKey } from './desk/examine-key.ts'
import { createOrderLocks } from './desk/order-locks.ts'
import { pickUpAfterFullDisk, pickUpAfterStop } from './desk/pick-up-after-stop.ts'
import { scrubTexts } from './desk/scrub-texts.ts'
import type { Instant } from './porting/calendar.ts'
import type { MonotonicMs } from './porting/monotonic.ts'
import { MAKE_A_CREDENTIAL, PASSWORDS_END } from './porting/passwords-end.ts'
import { AttentiveApp } from './slack/attentive-app.ts'
import { boltLogger } from './slack/bolt-logger.ts'
import { createReceiver } from './slack/receivers.ts'
import { slackTrouble } from './slack/slack-trouble.ts'
import { resumePendingRequests } from './slack/resume-pending-requests.ts'
import { downloadFile } from './slack/download-file.ts'
import { recall } from './slack/recall.ts'
import { route } from './slack/router.ts'
import { routesWith } from './slack/routes.ts'
import { nthApprover } from './slack/who-may-approve.ts'
import { warnOfPasswordsEnd } from './slack/warn-admins.ts'
import { onlyReads } from './slack/typed-command.ts'
import { enterWorkspace, type Workspace } from './slack/workspace.ts'
import { interruptedByStop } from './interrupted-by-stop.ts'
import { openStoreAndDoor } from './front-door.ts'
import { quietWhileFull } from './quiet-while-full.ts'
import { databasesBeside } from './store/database-file.ts'
import { claimDatabase } from './store/database-owner.ts'
import { placeName } from './store/place.ts'
import { proveWritable } from './store/health.ts'
import { createSeal } from './store/seal.ts'
import { createDelivery } from './watch/delivery.ts'
import { maintainDatabase } from './watch/maintain-database.ts'
import {
  createScheduler,
  type Scheduler,
  type Surroundings,
  type Urgency,
} from './watch/scheduler.ts'
import { startScheduler } from './watch/schedule.ts'
import { healthRoutes } from './watch/health-routes.ts'
import { notificationRoute } from './watch/notification-route.ts'

export interface Bot {
  readonly scheduler: Scheduler
  /** Resolves when nothing that a person started is still running. */
  readonly idle: () => Promise<void>
  /** Resolves when the database is lost, and with it the right to do anything. */
  readonly lost: Promise<void>
  /** Lets running work end within the grace period, then closes everything. */
  stop(): Promise<void>
}

interface Clocks {
  /** The bot's current time; a practice clock can be set. */
  readonly clock: () => Instant
  /** Real time, compared with Slack's and Bandwidth's clocks. */
  readonly wallClock: () => Instant
  /** Tokens, call budgets and paces run on it, unaffected by the other two. */
  readonly monotonic: () => MonotonicMs
  /** The wait before a call to Bandwidth is retried; absent: a real one. */
  readonly sleep?: Sleep
}

/** A supervisor allows ten seconds, and the database has to be closed in that time too. */
const GRACE_MS = 7_500

/**
 * Start everything in the order in which it is needed, and stop what was started when one part fails.
 *
 * @throws DatabaseUnusable, or Slack's error when it does not let the bot in.
 */
export async function startBot(config: Config, clocks: Clocks, everything: Log): Promise<Bot> {
  const { log: unlessEnding, ending } = interruptedByStop(everything)
  const { log, written } = quietWhileFull(unlessEnding)
  const { database } = config.store
  const opened = await openStoreAndDoor(config, { ...clocks, log })
  const { db, isChecked, lost } = opened.store
  void lost.then(ending)
  const locks = createOrderLocks()
  const bandwidth = createBandwidth(config.bandwidth, {
    hurried: locks.hurried,
    clock: clocks.wallClock,
    monotonic: clocks.monotonic,
    ...(clocks.sleep && { sleep: clocks.sleep }),
    log,
  })
  try {
    const { clock, wallClock, monotonic } = clocks
    const slack = createReceiver(config.slack.transport, {
      apiUrl: config.slack.apiUrl,
      wallClock,
      monotonic,
      log,
    })
    const workspace = await enterWorkspace(config.slack, clock, wallClock, slack.links)
    const tools: Omit<Desk, 'wake'> = {
      db,
      ...callsOf(bandwidth),
      inBatches: callsOf(bandwidth.inBatches),
      clock,
      seal: createSeal(config.secretKey),
      locks,
      settings: config.desk,
      approvers: workspace.roles.eachApprover,
      mayApprove: workspace.roles.mayApprove,
      log,
    }
    const delivery = createDelivery(
      { ...tools, wake: () => undefined },
      workspace,
      config.delivery,
      monotonic,
    )
    const desk: Desk = { ...tools, wake: delivery.wake }
    const ours = withTime(desk, callsOf(bandwidth.background))
    const file = database.kind === 'file' ? database.file : ':memory:'
    const databaseFile = maintainDatabase(ours, file, { isChecked })
    const surroundings = {
      ...around(desk, workspace, written),
      maintainDatabase: databaseFile.everyMinute,
    }
    const scheduler = createScheduler(ours, delivery, surroundings, urgencyOf(desk, bandwidth))
    const app = appOn(desk, workspace, { config, receiver: slack.receiver })

    const owner = { workspace: workspace.team, account: config.bandwidth.accountId }
    await claimDatabase(db, placeName(database), owner)
    await recall(desk, workspace, { file: placeName(database), beside: databasesBeside(file) })
    if (isChecked) await noteUndamaged(db, clock())
    await checkKey(desk)
    await scrubTexts(desk)
    await pickUpAfterStop(desk)
    await app.start()
    const routes = [
      ...slack.routes,
      ...healthRoutes(ours, {
        monotonic,
        noticed: () => slack.trouble() ?? delivery.trouble(),
        slackTrouble: () => slackTrouble(workspace),
      }),
      ...(config.notifications === undefined
        ? []
        : [
            notificationRoute(
              desk,
              config.notifications,
              () => void scheduler.processNotifications(),
            ),
          ]),
    ]
    await opened.serve(routes).catch(async (error: unknown) => {
      await app.stop()
      throw error
    })
    void scheduler.pickUp()
    delivery.wake()
    const stopSchedule = startScheduler(scheduler)
    log('started', { team: workspace.team })
    if (config.desk.login.kind === 'password') logPasswordsEnd(log)

    const end = async (): Promise<void> => {
      await stopSchedule()
      await app.stop()
      await opened.close()
      await app.idle()
      await scheduler.stop()
      await databaseFile.stop()
      await delivery.stop()
      await bandwidth.close()
    }
    return {
      scheduler,
      lost,
      async idle() {
        await app.idle()
        await delivery.idle()
      },
      async stop() {
        await Promise.race([end(), new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())])
        ending()
        await opened.store.close()
        log('stopped', {})
      },
    }
  } catch (error) {
    await bandwidth.close()
    await opened.close()
    await opened.store.close()
    throw error
  }
}

/** What scheduled work needs from Slack and from the disk. */
function around(
  desk: Desk,
  workspace: Workspace,
  written: () => boolean,
): Omit<Surroundings, 'maintainDatabase'> {
  return {
    proveWritable: async () => {
      await proveWritable(desk.db, desk.clock())
      if (written()) await pickUpAfterFullDisk(desk)
    },
    zoneOf: workspace.roles.zoneOf,
    absenceOf: workspace.roles.absenceOf,
    nthApprover: (request, nth) => nthApprover(desk, workspace, request, nth),
    fetchFile: (file) => downloadFile(workspace, file),
    resumePendingRequests: () => resumePendingRequests(desk, workspace, commands),
    warnAdmins: async () => {
      if (desk.settings.login.kind === 'password') await warnOfPasswordsEnd(desk, workspace)
    },
  }
}

function urgencyOf(desk: Desk, bandwidth: BandwidthClient): Urgency {
  return {
    outcomes: { ...desk, ...callsOf(bandwidth.forOutcomes) },
    waited: { ...desk, ...callsOf(bandwidth.forWaited) },
    reconciliations: withTime(desk, callsOf(bandwidth.forReconciliation)),
    forRequests: withTime(desk, callsOf(bandwidth.forRefreshRequests)),
  }
}

/** Connects everything that people can type, press and send to Slack. */
function appOn(
  desk: Desk,
  workspace: Workspace,
  { config: { slack }, receiver }: { readonly config: Config; readonly receiver: Receiver },
): AttentiveApp {
  const options: AppOptions = {
    token: slack.botToken,
    receiver,
    convoStore: false,
    logger: boltLogger(desk.log),
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 2 } },
  }
  const routes = routesWith(commands)
  const app = new AttentiveApp(options, desk, workspace, (body) => onlyReads(routes, body))
  route(app, desk, workspace, routes)
  return app
}

function logPasswordsEnd(log: Log): void {
  log('bandwidth-password-not-for-long', {
    setting: 'BANDWIDTH_USERNAME',
    ends: PASSWORDS_END,
    next: MAKE_A_CREDENTIAL,
  })
}
