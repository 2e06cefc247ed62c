import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebAPIPlatformError } from '@slack/web-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Refusal } from '../../src/porting/refusal.ts'
import { downloadFile, downloadText } from '../../src/slack/download-file.ts'
import { filesOfMessage } from '../../src/slack/forms/slack-files.ts'
import type { TypedFile } from '../../src/slack/typed-file.ts'
import type { Workspace } from '../../src/slack/workspace.ts'

const CANVAS = '<html><body><h1>Numbers</h1><p>919-555-0100</p></body></html>'
const SIGN_IN = '<!DOCTYPE html><html><form id="signin_form" action="/signin"></form></html>'
const PAGES: Readonly<Record<string, readonly [status: number, type: string, body: string]>> = {
  '/list.csv': [200, 'text/csv', '9195550100'],
  '/canvas': [200, 'text/html; charset=utf-8', CANVAS],
  '/sign-in': [200, 'text/html', SIGN_IN],
  '/gone': [404, 'text/plain', ''],
  '/busy': [503, 'text/html', ''],
}

let slack: Server
let origin: string
/** What was asked for with the bot's token. */
const askedWithToken: string[] = []
beforeAll(async () => {
  slack = createServer((request, response) => {
    if (request.headers.authorization === 'Bearer xoxb-token')
      askedWithToken.push(request.url ?? '')
    if (request.url === '/moved') {
      response.writeHead(302, { location: `${origin}/sign-in` }).end()
      return
    }
    if (request.url === '/cut') {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '99' }).write('919')
      response.destroy()
      return
    }
    const [status, type, body] = PAGES[request.url ?? ''] ?? [404, 'text/plain', '']
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`
})
afterAll(() => slack.close())

function workspace({
  scopes = ['files:read'],
  announced = null,
}: {
  readonly scopes?: readonly string[] | null
  readonly announced?: Readonly<Record<string, unknown>> | string | null
} = {}): Workspace {
  const no = (error: string) => new WebAPIPlatformError({ ok: false, error })
  return {
    settings: { apiUrl: `${origin}/api/`, botToken: 'xoxb-token' },
    interactive: {
      auth: {
        test: () =>
          scopes === null
            ? Promise.reject(no('ratelimited'))
            : Promise.resolve({ ok: true, response_metadata: { scopes } }),
      },
      files: {
        info: () =>
          typeof announced === 'string' || announced === null
            ? Promise.reject(no(announced ?? 'file_not_found'))
            : Promise.resolve({ ok: true, file: announced }),
      },
    },
  } as unknown as Workspace
}

/** A file as Slack tells of it. */
function file(different: Readonly<Record<string, unknown>>): TypedFile {
  const [read] = filesOfMessage({ files: [{ id: 'F1', name: 'list.csv', size: 9, ...different }] })
  if (read === undefined) throw new Error('This is no file.')
  return read
}

const at = (path: string, different = {}) => file({ url_private: `${origin}${path}`, ...different })

async function whyNot(of: TypedFile, of2 = workspace(), fetch = downloadText): Promise<string> {
  const error = await fetch(of2, of).catch((caught: unknown) => caught)
  return error instanceof Refusal ? `${error.message} ${error.nextStep ?? ''}` : 'read'
}

it('what is read for numbers is read as Slack keeps it: files, snippets, mails, canvases and posts', async () => {
  const text = async (of: TypedFile) => Buffer.from(await downloadText(workspace(), of)).toString()
  expect(await text(at('/list.csv'))).toBe('9195550100')
  expect(await text(at('/list.csv', { mode: 'snippet' }))).toBe('9195550100')
  expect(await text(at('/canvas', { mode: 'email', plain_text: 'port 919-555-0101' }))).toContain(
    '0101',
  )
  for (const form of [
    { mode: 'quip' },
    { mode: 'space' },
    { filetype: 'canvas', mode: 'hosted' },
  ]) {
    expect(await text(at('/canvas', form))).toBe(CANVAS)
  }
  expect(await text(at('/canvas', { name: 'export.html', mimetype: 'text/html' }))).toBe(CANVAS)
  const byId = { id: 'F1', name: 'list.csv' }
  const info = workspace({ announced: { id: 'F1', url_private: `${origin}/list.csv` } })
  expect(Buffer.from(await downloadFile(info, byId)).toString()).toBe('9195550100')
})

const NOT_READ: readonly (readonly [
  what: string,
  of: () => TypedFile,
  why: RegExp,
  setting?: Parameters<typeof workspace>[0],
])[] = [
  [
    'a file in Google Drive',
    () => at('/x', { mode: 'external', external_type: 'gdrive' }),
    /in Google Drive.*Download it/,
  ],
  [
    'a file in OneDrive',
    () => at('/x', { is_external: true, external_type: 'onedrive' }),
    /in OneDrive/,
  ],
  [
    'a file in Dropbox',
    () => at('/x', { is_external: true, external_type: 'dropbox' }),
    /in Dropbox/,
  ],
  [
    'a file at an address that is not Slack’s',
    () => file({ url_private: 'https://slack.com.evil.example/x' }),
    /another service/,
  ],
  ['a deleted file', () => file({ mode: 'tombstone' }), /isn’t in Slack anymore/],
  ['a file that the plan hides', () => file({ mode: 'hidden_by_limit' }), /plan/],
  ['a file that is gone by now', () => at('/gone'), /isn’t in Slack anymore/],
  ['a file of which Slack knows nothing', () => file({}), /isn’t in Slack anymore/],
  ['a file while Slack is not well', () => at('/busy'), /didn’t send.*Try again in a minute/],
  ['a file whose end does not come', () => at('/cut'), /didn’t send/],
  ['a file in a channel without the bot', () => at('/sign-in'), /shared where I’m not/],
  ['the same by a redirect', () => at('/moved'), /shared where I’m not/],
  [
    'a web page that the bot may not see',
    () => at('/sign-in', { mimetype: 'text/html' }),
    /shared where I’m not/,
  ],
  [
    'a canvas that the bot may not see',
    () => at('/sign-in', { mode: 'quip' }),
    /shared where I’m not/,
  ],
  [
    'a file for which the scope is missing',
    () => at('/sign-in'),
    /lacks the files:read scope/,
    { scopes: ['chat:write'] },
  ],
  [
    'the same when asked about it',
    () => file({}),
    /lacks the files:read scope/,
    { announced: 'missing_scope' },
  ],
  ['a file of which nobody can tell why', () => at('/sign-in'), /sign-in page/, { scopes: null }],
]

it.each(NOT_READ.map(([what, of, why, setting = {}]) => [what, of, why, setting] as const))(
  '%s is not read, with the true cause',
  async (_what, of, why, setting) => {
    expect(await whyNot(of(), workspace(setting))).toMatch(why)
  },
)

it('the token is shown to Slack’s hosts only, and follows no redirect', async () => {
  const elsewhere = createServer((request, response) => {
    askedWithToken.push(`elsewhere ${request.headers.authorization ?? 'without it'}`)
    response.end('9195550100')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const { port } = elsewhere.address() as AddressInfo
  askedWithToken.length = 0
  for (const url of [
    `http://127.0.0.1:${port}/x`,
    `http://files.slack.com.127.0.0.1.nip.io:${port}/x`,
  ]) {
    expect(await whyNot(file({ url_private: url }))).toMatch(/another service/)
  }
  await whyNot(at('/moved'))
  expect(askedWithToken).toEqual(['/moved'])
  elsewhere.close()
})

it('a mail or a canvas is no document of an order, and says how it becomes one', async () => {
  expect(await whyNot(at('/canvas', { mode: 'quip' }), workspace(), downloadFile)).toMatch(
    /a canvas.*PDF/,
  )
  const mail = at('/canvas', { mode: 'email', plain_text: 'Hi' })
  expect(await whyNot(mail, workspace(), downloadFile)).toMatch(/an email.*PDF/)
})
