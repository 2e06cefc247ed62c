import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { mistakesIn } from './fixtures/mistakes.ts'

const NEEDED = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  BANDWIDTH_ACCOUNT_ID: '9900012',
  BANDWIDTH_CLIENT_ID: 'id',
  BANDWIDTH_CLIENT_SECRET: 'secret',
}
const DOOR = {
  PORTIN_HTTP_PORT: '8080',
  PORTIN_PUBLIC_URL: 'https://portin.example.com/hooks/',
  PORTIN_NOTIFICATION_USER: 'bandwidth',
  PORTIN_NOTIFICATION_PASSWORD: 'correct-horse-battery',
}

const mistakes = (settings: Record<string, string>): readonly string[] =>
  mistakesIn({ ...NEEDED, ...settings })

describe('how Bandwidth reaches the bot', () => {
  it('is where the public address leads, with the name and password of the settings', () => {
    const { desk, web, notifications } = readConfig({ ...NEEDED, ...DOOR })
    const credentials = { username: 'bandwidth', password: 'correct-horse-battery' }
    expect(desk.webhook).toEqual({
      url: 'https://portin.example.com/hooks/bandwidth/notifications',
      ...credentials,
    })
    expect([web?.port, notifications]).toEqual([8080, credentials])
  })

  it('is nowhere when nothing is set, and that is no mistake', () => {
    const { desk, web, notifications } = readConfig(NEEDED)
    expect([desk.webhook, web, notifications]).toEqual([null, undefined, undefined])
  })

  it.each([
    ['a name without a password', { PORTIN_NOTIFICATION_PASSWORD: '' }, /^Set both/],
    [
      'an address without them',
      { PORTIN_NOTIFICATION_USER: '', PORTIN_NOTIFICATION_PASSWORD: '' },
      /needs both/,
    ],
    ['a door without a port', { PORTIN_HTTP_PORT: '' }, /PORTIN_HTTP_PORT is required/],
    [
      'an address that anybody can read',
      { PORTIN_PUBLIC_URL: 'http://portin.example.com' },
      /https/,
    ],
    ['a name in the address', { PORTIN_PUBLIC_URL: 'https://me@portin.example.com' }, /https/],
    ['a short password', { PORTIN_NOTIFICATION_PASSWORD: 'secret' }, /16 to 100/],
    [
      'a name with a colon',
      { PORTIN_NOTIFICATION_USER: 'band:width' },
      /PORTIN_NOTIFICATION_USER: .*no colon/,
    ],
    ['an admin by name', { PORTIN_ADMINS: 'dana' }, /PORTIN_ADMINS: .*Slack user IDs/],
  ])('is a mistake with %s', (_what, settings, says) => {
    const found = mistakes({ ...DOOR, ...settings })
    expect(found).toEqual([expect.stringMatching(says)])
    expect(found.join()).not.toContain(DOOR.PORTIN_NOTIFICATION_PASSWORD)
  })
})
