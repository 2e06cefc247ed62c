import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readNotification } from '../bandwidth/notification-xml.ts'
import type { Desk } from '../desk/desk.ts'
import { requestRefresh } from '../desk/request-refresh.ts'
import { readText, throwAway } from './request-body.ts'
import type { WebRoute } from './web-server.ts'

/** The path for Bandwidth's notifications, below the public address. */
export const NOTIFICATION_PATH = '/bandwidth/notifications'

/** The credentials that Bandwidth must present; its subscriptions have the same. */
export interface NotificationCredentials {
  readonly username: string
  readonly password: string
}

/** What saving a notification needs. */
export type NotificationDeps = Pick<Desk, 'db' | 'clock' | 'log'>

/** A completed order lists its numbers, and there may be thousands. */
const MOST_BYTES = 1024 * 1024

/**
 * Bandwidth sends a notification once and never again, first without credentials; only a 401 response with
 * a Basic challenge makes it come back with them. So that response is decided from the headers alone.
 *
 * @param onNotification is called once there is something to refresh.
 */
export function notificationRoute(
  desk: NotificationDeps,
  credentials: NotificationCredentials,
  onNotification: () => void,
): WebRoute {
  const expected = digest(`${credentials.username}:${credentials.password}`)

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization } = request.headers
    if (!isLetIn(authorization, expected)) {
      if (authorization !== undefined) desk.log('notification-not-let-in', {})
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="portin"' }).end()
      throwAway(request)
      return
    }
    const refused = await take(request)
    if (refused !== null) {
      desk.log('notification-not-taken', { status: refused })
      response.writeHead(refused, { Connection: 'close' }).end()
      throwAway(request)
      return
    }
    response.writeHead(200).end()
    onNotification()
  }

  /** @returns the HTTP status of a refusal; null when the refresh request was saved. */
  async function take(request: IncomingMessage): Promise<number | null> {
    const type = request.headers['content-type'] ?? 'text/xml'
    if (!/^(?:text\/|application\/(?:[\w.-]+\+)?xml\b)/i.test(type)) return 415
    const body = await readText(request, MOST_BYTES)
    if (body.kind === 'too-long') return 413
    if (body.kind === 'no-text') return 415
    const notification = readNotification(body.text)
    if (notification === null) return 400
    await requestRefresh(desk, notification)
    return null
  }

  return {
    path: NOTIFICATION_PATH,
    method: 'POST',
    handler(request, response) {
      receive(request, response).catch((error: unknown) => {
        // Not saved, so not accepted: the subscription shows the failure.
        desk.log('notification-failed', { error })
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    },
  }
}

/** The time of the comparison does not depend on how much of the credentials is right. */
function isLetIn(authorization: string | undefined, expected: Buffer): boolean {
  const given = /^basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(Buffer.from(given, 'base64')), expected)
}

function digest(secret: string | Uint8Array): Buffer {
  return createHash('sha256').update(secret).digest()
}
