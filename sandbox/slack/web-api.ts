import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { answerInstead } from './answer-instead.ts'
import { ApiError } from './api-error.ts'
import { createArguments, readFields } from './arguments.ts'
import { textOf, type JsonObject } from './json.ts'
import { CHAT } from './methods/chat.ts'
import { CONVERSATIONS } from './methods/conversations.ts'
import { FILES } from './methods/files.ts'
import type { MethodFamily } from './methods/method.ts'
import { PEOPLE_METHODS } from './methods/people.ts'
import { VIEWS } from './methods/views.ts'
import { APP_ID } from './people.ts'
import type { Workspace } from './workspace.ts'

export const BOT_TOKEN = 'xoxb-practice-bot'
export const APP_TOKEN = 'xapp-practice-app'

/** What the bot was allowed when it was installed. */
const GRANTED = [
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'usergroups:read',
  'users:read',
]

const METHODS: MethodFamily = {
  ...CHAT,
  ...CONVERSATIONS,
  ...FILES,
  ...PEOPLE_METHODS,
  ...VIEWS,
  'apps.connections.open': (_args, { url, socket }) => ({
    url: `${url.replace('http', 'ws')}/link/?ticket=${socket.ticket()}&app_id=${APP_ID}`,
  }),
}

/** Serves one call of the Web API; the answer is HTTP 200 even when Slack says no. */
export async function serveWebApi(
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  workspace: Workspace,
): Promise<void> {
  const { token: given, ...fields } = await readFields(request)
  const fault = workspace.faults.next(method)
  if (fault?.ms !== undefined) await pause(fault.ms)
  if (fault && answerInstead(fault, response)) {
    workspace.transcript.record('api', method, { ...fields, fault })
    return
  }
  const retryAfter = workspace.rateLimits.retryAfter(method, textOf(fields['channel']))
  if (retryAfter !== null) {
    workspace.transcript.record('api', method, { ...fields, answer: { error: 'ratelimited' } })
    response.writeHead(429, { 'Retry-After': retryAfter }).end()
    return
  }
  const answer = tryCall(() => {
    if (fault?.error !== undefined) throw new ApiError(fault.error)
    const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    return call(method, header, textOf(given), fields, workspace)
  })
  workspace.transcript.record('api', method, { ...fields, answer })
  if (fault?.lost === true) {
    response.destroy()
    return
  }
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': GRANTED.join(','),
  })
  response.end(JSON.stringify(answer))
}

function call(
  name: string,
  inHeader: string | undefined,
  inForm: string | undefined,
  fields: JsonObject,
  workspace: Workspace,
): JsonObject {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  if (!method) {
    workspace.transcript.complain(`the practice Slack has no method ${name}`)
    throw new ApiError('unknown_method')
  }
  const forApp = name === 'apps.connections.open'
  // The app-level token is taken from the header only.
  const token = forApp ? inHeader : (inHeader ?? inForm)
  if (token === undefined) throw new ApiError('not_authed')
  if (token !== BOT_TOKEN && token !== APP_TOKEN) throw new ApiError('invalid_auth')
  if (token !== (forApp ? APP_TOKEN : BOT_TOKEN)) throw new ApiError('not_allowed_token_type')
  workspace.tokens.insist(forApp ? 'app' : 'bot')
  return { ok: true, ...method(createArguments(fields), workspace) }
}

function tryCall(run: () => JsonObject): JsonObject {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return refusal(error)
  }
}

/** An error in the two shapes of Slack: invalid_blocks repeats its messages as `errors`. */
export function refusal({ code, messages }: ApiError): JsonObject {
  if (messages.length === 0) return { ok: false, error: code }
  const lines = messages.map((line) => (line.startsWith('[ERROR]') ? line : `[ERROR] ${line}`))
  return {
    ok: false,
    error: code,
    ...(code === 'invalid_blocks' ? { errors: messages } : {}),
    response_metadata: { messages: lines },
  }
}
