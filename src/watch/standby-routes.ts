import type { IncomingMessage, ServerResponse } from 'node:http'
import { jsonRoute } from './answer-json.ts'
import { NOTIFICATION_PATH, notificationRoute } from './notification-route.ts'
import type { NotificationCredentials, NotificationDeps } from './notification-route.ts'
import { throwAway } from './request-body.ts'
import type { WebRoute } from './web-server.ts'

/** A process that waits until the active one has ended. */
export interface Standby {
  /** Null: the database does not answer. */
  readonly waitsFor: string | null
  /** Where a notification is saved for the active process; null while the database does not answer. */
  readonly deps: NotificationDeps | null
}

/**
 * What a standby answers. Slack's requests are refused before they are read, so that the proxy tries the
 * next process. Bandwidth notifies only once, so its notifications are saved.
 */
export function standbyRoutes(
  standby: () => Standby,
  slackPaths: readonly string[],
  notifications: NotificationCredentials | undefined,
): readonly WebRoute[] {
  function save(request: IncomingMessage, response: ServerResponse): void {
    const { deps } = standby()
    if (deps === null || notifications === undefined) refuse(request, response)
    else notificationRoute(deps, notifications, () => undefined).handler(request, response)
  }

  return [
    jsonRoute('/health', 200, () => ({ alive: true })),
    jsonRoute('/ready', 200, () => ({ standby: true, waitsFor: standby().waitsFor })),
    jsonRoute('/active', 503, () => ({ active: false })),
    ...slackPaths.map((path) => ({ path, method: 'POST', handler: refuse }) as const),
    ...(notifications === undefined
      ? []
      : [{ path: NOTIFICATION_PATH, method: 'POST', handler: save } as const]),
  ]
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { Connection: 'close', 'Retry-After': '1' }).end()
  throwAway(request)
}
