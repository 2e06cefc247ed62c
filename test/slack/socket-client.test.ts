import { readFileSync } from 'node:fs'
import { SocketModeClient } from '@slack/socket-mode'
import { expect, it } from 'vitest'
import { boltLogger } from '../../src/slack/bolt-logger.ts'

const VERSION = '3.1.0'

interface Manifest {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest

/** What `src/slack/socket/connection.ts` leans on beyond what the client documents. */
class Opened extends SocketModeClient {
  receive(frame: string): Promise<void> {
    return this.onWebSocketMessage(frame, false)
  }
}

function opened(): Opened {
  return new Opened({
    appToken: 'xapp-nobody',
    logger: boltLogger(() => undefined),
    autoReconnectEnabled: false,
    clientPingTimeout: 1000,
    serverPingTimeout: 1000,
    clientOptions: { slackApiUrl: 'http://127.0.0.1:9/api/', retryConfig: { retries: 0 } },
  })
}

it('the Socket Mode client is the one version that the receiver was made for', () => {
  expect(read('package.json').dependencies?.['@slack/socket-mode']).toBe(VERSION)
  expect(read('node_modules/@slack/socket-mode/package.json').version).toBe(VERSION)
})

it('its protected onWebSocketMessage hands every frame on as a slack_event with body and ack', async () => {
  expect(Object.hasOwn(SocketModeClient.prototype, 'onWebSocketMessage')).toBe(true)
  const client = opened()
  const heard: { body: unknown; ack: unknown; retry_num: unknown; retry_reason: unknown }[] = []
  client.on('slack_event', (handed: (typeof heard)[number]) => heard.push(handed))
  await client.receive(
    JSON.stringify({
      type: 'slash_commands',
      envelope_id: '1',
      accepts_response_payload: true,
      payload: { command: '/portin' },
      retry_attempt: 2,
      retry_reason: 'timeout',
    }),
  )
  expect(heard).toEqual([
    expect.objectContaining({
      body: { command: '/portin' },
      ack: expect.any(Function) as unknown,
      retry_num: 2,
      retry_reason: 'timeout',
    }),
  ])
})

it('it says "disconnected" when it is hung up, and start fails when Slack gives no address', async () => {
  const client = opened()
  await expect(client.start()).rejects.toThrow()
  const gone = new Promise((resolve) => client.once('disconnected', resolve))
  await client.disconnect()
  await gone
})
