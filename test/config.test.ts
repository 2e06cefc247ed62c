import { expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { mistakesIn } from './fixtures/mistakes.ts'

const NEEDED = {
  SLACK_BOT_TOKEN: 'xoxb-test',
  BANDWIDTH_ACCOUNT_ID: '9900572',
  BANDWIDTH_USERNAME: 'user',
  BANDWIDTH_PASSWORD: 'password',
}

const mistakes = (settings: Record<string, string>): readonly string[] =>
  mistakesIn({ ...NEEDED, ...settings })

it('Slack reaches the bot over Socket Mode, which needs an app-level token', () => {
  expect(readConfig({ ...NEEDED, SLACK_APP_TOKEN: 'xapp-test' }).slack.transport).toEqual({
    kind: 'socket',
    appToken: 'xapp-test',
  })
  expect(mistakes({})).toEqual(['SLACK_APP_TOKEN is required.'])
})

it('or over HTTP, which needs the signing secret and listens at port 3000 if nothing else is said', () => {
  const http = { ...NEEDED, SLACK_TRANSPORT: 'http', SLACK_SIGNING_SECRET: 'secret' }
  const { slack, web } = readConfig(http)
  expect(slack.transport).toEqual({ kind: 'http', signingSecret: 'secret' })
  expect(web).toEqual({ host: '0.0.0.0', port: 3000 })
  expect(readConfig({ ...http, PORTIN_HTTP_PORT: '8080' }).web?.port).toBe(8080)
  expect(mistakes({ SLACK_TRANSPORT: 'http' })).toEqual(['SLACK_SIGNING_SECRET is required.'])
})

it('and in no other way', () => {
  expect(mistakes({ SLACK_TRANSPORT: 'pigeon', SLACK_APP_TOKEN: 'xapp-test' })).toEqual([
    'SLACK_TRANSPORT: use socket or http.',
  ])
})

it.each([':memory:', 'file::memory:?cache=shared', 'file:x?mode=memory'])(
  'a database that ends with the process (%s) is refused',
  (place) => {
    expect(mistakes({ SLACK_APP_TOKEN: 'xapp-test', PORTIN_DATABASE: place })).toEqual([
      expect.stringMatching(/^PORTIN_DATABASE: .*outlives a restart/),
    ])
  },
)

it('news go where they usually go, but for the kinds that a setting names', () => {
  const { news } = readConfig({
    ...NEEDED,
    SLACK_APP_TOKEN: 'xapp-test',
    PORTIN_NEWS: 'foc=channel+owner, rejected=thread',
  }).desk
  expect(news.foc).toEqual({ channel: true, owner: true })
  expect(news.rejected).toEqual({ channel: false, owner: false })
  expect(news.live).toEqual({ channel: true, owner: false })
})

it.each([
  [
    'agreed=channel',
    /^PORTIN_NEWS: unknown kind “agreed”\. Use one of validated, .*foc, .*reminders\.$/,
  ],
  [
    'foc=email',
    /^PORTIN_NEWS: unknown place “email” for foc\. Use one of thread, channel, owner\.$/,
  ],
  ['foc', /^PORTIN_NEWS: use kind=where, like foc=channel\+owner, not “foc”\.$/],
  ['foc=thread,foc=owner', /^PORTIN_NEWS: use each kind once\. foc is there twice\.$/],
])('and %s is a mistake that says what is possible', (PORTIN_NEWS, words) => {
  expect(mistakes({ SLACK_APP_TOKEN: 'xapp-test', PORTIN_NEWS })).toEqual([
    expect.stringMatching(words),
  ])
})

it('Bandwidth is asked at the server that its specification names, or at the old one if that is set', () => {
  const apiUrl = (settings: Record<string, string>) =>
    readConfig({ ...NEEDED, SLACK_APP_TOKEN: 'xapp-test', ...settings }).bandwidth.apiUrl
  const old = 'https://dashboard.bandwidth.com/api/v1'
  expect(apiUrl({})).toBe('https://api.bandwidth.com/api/v1')
  expect(apiUrl({ BANDWIDTH_API_URL: old })).toBe(old)
})

it.each([
  ['https://api.bandwidth.com/api/v2', 'ten-digits', 'e164'],
  ['https://api.bandwidth.com/api/v2/', undefined, 'e164'],
  ['https://api.bandwidth.com/api/v1', 'e164', 'ten-digits'],
  ['https://dashboard.bandwidth.com/v1.0', 'e164', 'ten-digits'],
  [undefined, 'e164', 'ten-digits'],
])('API %s does not go with %s numbers, which is said at the start', (url, format, right) => {
  expect(
    mistakes({
      SLACK_APP_TOKEN: 'xapp-test',
      ...(url !== undefined && { BANDWIDTH_API_URL: url }),
      ...(format !== undefined && { BANDWIDTH_NUMBER_FORMAT: format }),
    }),
  ).toEqual([expect.stringMatching(`BANDWIDTH_NUMBER_FORMAT.*${right}`)])
})

it.each([
  ['https://api.bandwidth.com/api/v2', 'e164'],
  ['https://dashboard.bandwidth.com/api', 'ten-digits'],
  ['https://proxy.example.com/bandwidth', 'e164'],
])('API %s goes with %s numbers', (url, format) => {
  const given = { BANDWIDTH_API_URL: url, BANDWIDTH_NUMBER_FORMAT: format }
  expect(mistakes({ SLACK_APP_TOKEN: 'xapp-test', ...given })).toEqual([])
})

it('coordinators named under the old name are read, and the old name is said', () => {
  const read = readConfig({ ...NEEDED, SLACK_APP_TOKEN: 'xapp-test', PORTIN_PORTERS: 'U1,S2' })
  expect(read.slack.roles.coordinators).toEqual(['U1', 'S2'])
  expect(read.slack.oldSettings).toEqual([{ old: 'PORTIN_PORTERS', now: 'PORTIN_COORDINATORS' }])
})

it('coordinators named under both names are refused at the start where the two differ', () => {
  const both = (now: string) =>
    mistakes({ SLACK_APP_TOKEN: 'xapp-test', PORTIN_PORTERS: 'U1', PORTIN_COORDINATORS: now })
  expect(both('U2')).toEqual([expect.stringMatching(/PORTIN_PORTERS.*PORTIN_COORDINATORS/)])
  expect(both('U1')).toEqual([])
})

it.each([
  ['https://app.example/orders/{id}', []],
  ['https://app.example/orders/', [/BANDWIDTH_ORDER_LINK: use the https address.*\{id\}/]],
  ['http://app.example/orders/{id}', [/BANDWIDTH_ORDER_LINK/]],
])(
  'where an order is seen at Bandwidth is an address with a place for its id: %s',
  (link, says) => {
    expect(mistakes({ SLACK_APP_TOKEN: 'xapp-test', BANDWIDTH_ORDER_LINK: link })).toEqual(
      says.map((one) => expect.stringMatching(one) as string),
    )
  },
)

it.each([
  ['PORTIN_DATABASE', '"/data/portin.sqlite"'],
  ['BANDWIDTH_CLIENT_SECRET', "'secret'"],
  ['SLACK_SIGNING_SECRET', '"abc"'],
])('quotes that came along with %s are refused at the start, without its value', (name, value) => {
  const said = mistakes({ SLACK_APP_TOKEN: 'xapp-test', [name]: value }).join('\n')
  expect(said).toContain(`${name}: remove the quotes around it.`)
  expect(said).not.toContain(value)
})

it('what several processes share needs one key for all of them, and an address that is one', () => {
  const at = (place: string, key = {}) =>
    mistakes({ SLACK_APP_TOKEN: 'xapp-test', PORTIN_DATABASE: place, ...key })
  const key = { PORTIN_SECRET_KEY: '07'.repeat(32) }
  expect(at('postgres://bot:hidden@db.example.com/portin', key)).toEqual([])
  expect(at('postgres://bot:hidden@db.example.com/portin')).toEqual([
    expect.stringMatching(/^PORTIN_SECRET_KEY is required with PostgreSQL/),
  ])
  const said = at('postgres://bot:hidden@db.example.com', key).join()
  expect(said).toMatch(/^PORTIN_DATABASE: .*postgres:\/\/user:password@host\/database/)
  expect(said).not.toContain('hidden')
})
