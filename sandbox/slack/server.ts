import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { answerInstead, showSignIn } from './answer-instead.ts'
import { ApiError } from './api-error.ts'
import { readBody, readJsonFields } from './arguments.ts'
import { CHANNEL_IDS, isMember, type ChannelName } from './conversations.ts'
import { throughDoor } from './human/doors.ts'
import { HumanError } from './human/human-error.ts'
import type { JsonObject } from './json.ts'
import { showLive } from './live.ts'
import { isMeantForUs } from './loopback.ts'
import { hasHomeTab } from './manifest.ts'
import { readMultipart } from './multipart.ts'
import { findPerson, PEOPLE, type Person, type Role } from './people.ts'
import { servePage } from './serve-page.ts'
import { SIGNING_SECRET } from './signed-http.ts'
import type { Clock } from './timestamps.ts'
import { SLACK_TIMING, type Timing } from './timing.ts'
import { APP_TOKEN, BOT_TOKEN, refusal, serveWebApi } from './web-api.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

/** What answers beside Slack, under /practice, for the page. */
export type Beside = (
  method: string,
  path: string,
  body: string,
) => Promise<{ readonly status: number; readonly json: unknown }>

export interface PracticeSlackOptions {
  /** 0 or absent: any free port. */
  readonly port?: number
  /** Gives message timestamps and event times; acks and triggers keep real time. */
  readonly clock: Clock
  /** Hears what a maintainer must know, such as an unknown method; writes to stderr when absent. */
  readonly log?: (line: string) => void
  readonly timing?: Partial<Timing>
  /** How the app is reached; a door changes it. Socket Mode when absent. */
  readonly transport?: { readonly kind: 'socket' } | { readonly kind: 'http'; readonly url: string }
  readonly beside?: Beside
  /** Whether the installed app has a Home tab; as the manifest says when absent. */
  readonly homeTab?: boolean
  /** Channels besides the seeded ones: `more-1`, `more-2`, … */
  readonly moreChannels?: number
}

export interface PracticeSlack {
  readonly url: string
  readonly env: {
    readonly SLACK_API_URL: string
    readonly SLACK_BOT_TOKEN: string
    readonly SLACK_APP_TOKEN: string
    readonly SLACK_SIGNING_SECRET: string
  }
  readonly people: Readonly<Record<Role, Person>>
  /** Channel name → id. */
  readonly channels: Readonly<Record<ChannelName, string>>
  /**
   * What a person does or sees, through a door such as `POST command`: as under /human, without the way there.
   * @throws a HumanError when a person could not.
   */
  human(door: string, fields: JsonObject): Promise<unknown>
  close(): Promise<void>
}

/** Starts a Slack workspace on loopback; resolves when it answers. */
export async function startPracticeSlack(options: PracticeSlackOptions): Promise<PracticeSlack> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = `http://127.0.0.1:${port}`
  const log =
    options.log ??
    ((line: string) => {
      process.stderr.write(`${line}\n`)
    })
  const timing = { ...SLACK_TIMING, ...options.timing }
  const workspace = createWorkspace({
    url,
    clock: options.clock,
    timing,
    log,
    moreChannels: options.moreChannels ?? 0,
    homeTab: options.homeTab ?? hasHomeTab(),
  })

  if (options.transport?.kind === 'http') workspace.deliveries.goBy(options.transport.url)

  server.on('upgrade', (request, socket, head) => {
    workspace.socket.upgrade(request, socket, head)
  })
  server.on('request', (request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (error instanceof HumanError) {
        answerJson(response, 400, { error: error.message })
        return
      }
      log(
        `practice Slack: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      if (!response.headersSent) answerJson(response, 500, { error: 'the practice Slack failed' })
    })
  })

  // A door that throws rejects, as one that waits does.
  const human = (door: string, fields: JsonObject): Promise<unknown> =>
    new Promise((resolve) => {
      resolve(throughDoor(door, fields, workspace))
    })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isMeantForUs(request)) {
      answerJson(response, 403, { error: 'this server is for programs and pages of this machine' })
      return
    }
    const { pathname: path, searchParams } = new URL(request.url ?? '/', url)
    const [, area = '', first = '', ...rest] = path.split('/').map(decodeURIComponent)
    switch (area) {
      case 'api':
        return serveWebApi(first, request, response, workspace)
      case 'human': {
        const fields = await readJsonFields(request)
        if (!fields) throw new HumanError('the body is not a JSON object')
        const body = rest[0] === undefined ? fields : { ...fields, channel: rest[0] }
        const answer = await human(`${request.method ?? ''} ${first}`, body)
        answerJson(response, 200, answer)
        return
      }
      case 'response':
        return takeResponse(first, request, response, workspace)
      case 'upload':
        return takeUpload(first, request, response, workspace)
      case 'files-pri':
        return giveFile(first, request, response, workspace)
      case 'files':
        showFile(rest[0] ?? '', searchParams.get('as') ?? '', response, workspace)
        return
      case 'live':
        showLive(first, request, response, workspace)
        return
      case 'practice': {
        const body = (await readBody(request)).toString()
        const answer = await options.beside?.(request.method ?? '', path, body)
        answerJson(response, answer?.status ?? 404, answer?.json ?? { error: 'nothing is beside' })
        return
      }
      default:
        if (await servePage(path, response)) return
        workspace.transcript.complain('nothing lives at this address', { path })
        answerJson(response, 404, { error: `nothing lives at ${path}` })
    }
  }

  return {
    url,
    env: {
      SLACK_API_URL: `${url}/api/`,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
    },
    people: PEOPLE,
    channels: CHANNEL_IDS,
    human,
    async close() {
      workspace.deliveries.end()
      await workspace.socket.close()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
    },
  }
}

function answerJson(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(answer))
}

async function takeResponse(
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
  { responseUrls, transcript, faults }: Workspace,
): Promise<void> {
  const fault = faults.next('response_url')
  if (fault && answerInstead(fault, response)) return
  try {
    responseUrls.use(token, (await readJsonFields(request)) ?? {})
    response.writeHead(200).end('ok')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    transcript.complain('a response_url refused', { reason: error.message })
    const worn = error.code === 'used_url' || error.code === 'expired_url'
    answerJson(response, worn ? 404 : 400, refusal(error))
  }
}

/** Takes the bytes of an announced file, raw or as the only file of a form. */
async function takeUpload(
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
  { files, transcript }: Workspace,
): Promise<void> {
  const file = files.get(id)
  const body = await readBody(request)
  if (!file || file.complete) {
    answerJson(response, 404, { error: 'no such upload' })
    return
  }
  const type = request.headers['content-type'] ?? ''
  const parts = type.startsWith('multipart/form-data') ? readMultipart(body, type) : []
  const bytes = parts.find((part) => part.filename !== undefined)?.bytes ?? body
  if (bytes.length !== file.announced) {
    const facts = { name: file.name, announced: file.announced, sent: bytes.length }
    transcript.complain('an upload of another length than announced', facts)
    answerJson(response, 400, { error: 'the upload has another length than was announced' })
    return
  }
  file.bytes = bytes
  transcript.record('upload', file.name, { size: file.bytes.length })
  response.writeHead(200).end(`OK - ${file.bytes.length}`)
}

/** Private downloads: without the bot's token Slack shows its sign-in page, with status 200. */
async function giveFile(
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  { files, transcript, faults, tokens }: Workspace,
): Promise<void> {
  const file = files.seenByBot(name.split('-').at(-1) ?? '')
  const known = request.headers.authorization === `Bearer ${BOT_TOKEN}` && tokens.isGood('bot')
  const allowed = file !== undefined && known
  const fault = faults.next('download')
  transcript.record('download', file?.name ?? name, { allowed })
  if (fault?.ms !== undefined) await pause(fault.ms)
  if (fault && answerInstead(fault, response)) return
  if (!allowed) {
    showSignIn(response)
    return
  }
  response.writeHead(200, { 'content-type': file.mimetype, 'content-length': file.bytes.length })
  response.end(file.bytes)
}

/** What a person gets who opens a file that was shared where they are. */
function showFile(
  id: string,
  as: string,
  response: ServerResponse,
  { files, conversations }: Workspace,
): void {
  const file = files.get(id)
  const person = findPerson(as)
  const seen = [...(file?.shares.keys() ?? [])].some((channel) => {
    const conversation = conversations.get(channel)
    return person && conversation && isMember(conversation, person.id)
  })
  if (!file || !seen) throw new HumanError(`${person?.name ?? 'nobody'} sees no such file`)
  response.writeHead(200, {
    'content-type': file.mimetype,
    // A page of somebody's making must not run among ours.
    'content-security-policy': 'sandbox',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  })
  response.end(file.bytes)
}
