import { z } from 'zod'
import { clockTimeIn } from './clock-time.ts'
import type { BandwidthSettings } from './bandwidth/client.ts'
import type { DeskSettings } from './desk/desk.ts'
import { newsRoutesIn } from './news-routes-in.ts'
import { USUAL_NEWS_ROUTES } from './porting/news-routes.ts'
import type { LogLevel } from './log.ts'
import { calendarDay, portingCalendar, type CalendarDay } from './porting/calendar.ts'
import type { SlackTransport } from './slack/receivers.ts'
import type { SlackSettings } from './slack/workspace.ts'
import { placeMistakes, storeConfig, storeMistakes, type StoreConfig } from './store-settings.ts'
import type { DeliveryPace } from './watch/delivery.ts'
import { NOTIFICATION_PATH, type NotificationCredentials } from './watch/notification-route.ts'
import { RENAMED_SETTINGS, renameSettings } from './renamed-settings.ts'

export interface Config {
  /** Pages of 4 KB, to simulate a smaller disk; undefined, as in every real environment: no limit. */
  readonly mostDatabasePages?: number
  readonly slack: SlackSettings & { readonly transport: SlackTransport }
  readonly bandwidth: BandwidthSettings
  readonly desk: DeskSettings
  readonly delivery: DeliveryPace
  /** Where the web server listens; undefined: there is none. */
  readonly web: { readonly port: number; readonly host: string } | undefined
  /** What Bandwidth must present with a notification; undefined: notifications are refused. */
  readonly notifications: NotificationCredentials | undefined
  readonly store: StoreConfig
  /** 32 bytes; undefined: account numbers and PINs are not stored. */
  readonly secretKey: Uint8Array | undefined
  readonly logLevel: LogLevel
}

type Environment = Readonly<Record<string, string | undefined>>

/** All mistakes at once, one line each, in words that name the setting. */
export class ConfigMistakes extends Error {
  override readonly name = 'ConfigMistakes'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(
      `Fix these settings and start again:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`,
    )
    this.mistakes = mistakes
  }
}

const MINUTE = 60_000

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''))

const people = list.refine((ids) => ids.every((id) => /^[UWS][A-Z0-9]+$/.test(id)), {
  error: 'use Slack user IDs (U…) and user group IDs (S…), comma-separated',
})

const newsRoutes = list.transform((items, context) =>
  newsRoutesIn(items, (says) => {
    context.addIssue(says)
  }),
)

const days = list
  .refine((texts) => texts.every((text) => calendarDay(text) !== undefined), {
    error: 'use YYYY-MM-DD, comma-separated, like 2026-12-24',
  })
  .transform((texts) => texts as unknown as readonly CalendarDay[])

const yesOrNo = z
  .enum(['yes', 'no'], { error: 'use yes or no' })
  .transform((answer) => answer === 'yes')

const clockTime = z.string().transform((text, context) => {
  const time = clockTimeIn(text)
  if (time === undefined) context.addIssue('use a time in New York like 8:00, or off')
  return time ?? null
})

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d+$/, { error: `use a whole number from ${least} to ${most}`, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      error: `use a whole number from ${least} to ${most}`,
    })
}

/** Without a trailing slash. */
function address(takes: (url: URL) => boolean, error: string) {
  return z.string().transform((text, context) => {
    if (URL.canParse(text) && takes(new URL(text))) return new URL(text).href.replace(/\/+$/, '')
    context.addIssue(error)
    return z.NEVER
  })
}

const slackApiUrl = address(
  (url) => isLoopback(url) || (url.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname)),
  'use https://slack.com/api/, or a local address for practice',
).transform((url) => `${url}/`)

const bandwidthUrl = address(isSafe, 'use an https address, or a local one for practice')

/** Our public address. */
const publicUrl = address(
  (url) => isSafe(url) && url.username === '' && url.search === '' && url.hash === '',
  'use an https address without a query, or a local one for practice',
)

/** The id may be anywhere in the address. */
const orderLink = z
  .string()
  .refine((text) => URL.canParse(text) && /^https:.*\{id\}/.test(text), {
    error: 'use the https address of an order with {id} in place of its ID',
  })
  .nullable()
  .default(null)

const key = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64')
  if (bytes.byteLength !== 32) {
    context.addIssue('use 32 random bytes, as 64 hex digits or base64')
    return z.NEVER
  }
  return new Uint8Array(bytes)
})

const appToken = z.string().startsWith('xapp-', { error: 'use the app-level token, like xapp-1-…' })

/** Every setting, in the order of `.env.example`; a test compares the two. */
export const SETTINGS = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', { error: 'use the bot token, like xoxb-…' }),
  SLACK_TRANSPORT: z.enum(['socket', 'http'], { error: 'use socket or http' }).default('socket'),
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: slackApiUrl.default('https://slack.com/api/'),
  BANDWIDTH_ACCOUNT_ID: z.string().regex(/^\d+$/, { error: 'use the account number, digits only' }),
  BANDWIDTH_CLIENT_ID: z.string().optional(),
  BANDWIDTH_CLIENT_SECRET: z.string().optional(),
  BANDWIDTH_USERNAME: z.string().optional(),
  BANDWIDTH_PASSWORD: z.string().optional(),
  BANDWIDTH_API_URL: bandwidthUrl.default('https://api.bandwidth.com/api/v1'),
  BANDWIDTH_TOKEN_URL: bandwidthUrl.default('https://api.bandwidth.com/api/v1/oauth2/token'),
  BANDWIDTH_NUMBER_FORMAT: z
    .enum(['ten-digits', 'e164'], { error: 'use ten-digits (v1) or e164 (v2)' })
    .default('ten-digits'),
  BANDWIDTH_CALLS_PER_MINUTE: wholeNumber(1, 6_000).default(60),
  BANDWIDTH_CALL_TIMEOUT_SECONDS: wholeNumber(1, 120).default(40),
  BANDWIDTH_NOTE_USER: z.string().optional(),
  PORTIN_OWN_NOTE_USERS: list.default([]),
  BANDWIDTH_ORDER_LINK: orderLink,
  BANDWIDTH_BULK_ORDER_LINK: orderLink,
  PORTIN_COORDINATORS: people.default([]),
  PORTIN_APPROVERS: people.default([]),
  PORTIN_ADMINS: people.default([]),
  PORTIN_ASKER_MAY_APPROVE: yesOrNo.default(false),
  PORTIN_APPROVE_CHANGES: z
    .enum(['described', 'always'], { error: 'use described or always' })
    .default('described'),
  PORTIN_ALLOWED_SHARED_CHANNELS: list.default([]),
  PORTIN_DEFAULT_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]+$/, { error: 'use a channel ID (C…)' })
    .optional(),
  PORTIN_NEWS: newsRoutes.default(USUAL_NEWS_ROUTES),
  PORTIN_POST_EVERY_MS: wholeNumber(0, 60_000).default(1_000),
  PORTIN_DIGEST_EVERY_MS: wholeNumber(0, 3_600_000).default(10_000),
  PORTIN_DATABASE: z.string().default('portin.sqlite'),
  PORTIN_SECRET_KEY: key.optional(),
  PORTIN_BACKUP_DIR: z.string().optional(),
  PORTIN_BACKUP_KEEP: wholeNumber(1, 1_000).default(14),
  PORTIN_TOLL_FREE_ACTIVATION: yesOrNo.default(false),
  PORTIN_TARGET_RESP_ORG: z
    .string()
    .regex(/^[A-Za-z0-9]{5}$/, { error: 'use 5 letters or digits' })
    .optional(),
  PORTIN_HOLIDAYS: days.default([]),
  PORTIN_NOT_HOLIDAYS: days.default([]),
  PORTIN_LOOK_EVERY_MINUTES: wholeNumber(1, 60).default(5),
  PORTIN_ACTIVATION_LOOK_MINUTES: wholeNumber(1, 240).default(15),
  PORTIN_HTTP_PORT: wholeNumber(0, 65_535).optional(),
  PORTIN_HTTP_HOST: z.string().default('0.0.0.0'),
  PORTIN_PUBLIC_URL: publicUrl.optional(),
  PORTIN_NOTIFICATION_USER: z
    .string()
    .regex(/^[!-9;-~]{1,100}$/, { error: 'use up to 100 letters, digits, and signs, no colon' })
    .optional(),
  PORTIN_NOTIFICATION_PASSWORD: z
    .string()
    .regex(/^[!-~]{16,100}$/, { error: 'use 16 to 100 letters, digits, and signs' })
    .optional(),
  PORTIN_DOCUMENTS_AGES_DAYS: wholeNumber(1, 30).default(1),
  PORTIN_SUBMITTED_AGES_DAYS: wholeNumber(1, 30).default(4),
  PORTIN_EXCEPTION_AGES_DAYS: wholeNumber(1, 30).default(1),
  PORTIN_KEEP_DRAFTS_OVER_WEEKENDS: yesOrNo.default(false),
  PORTIN_MORNING: clockTime.default({ hour: 8, minute: 0 }),
  PORTIN_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'use debug, info, warn, error, or silent',
    })
    .default('info'),
})

/** Signed requests need the signing secret and a port, but no app-level token. */
const SETTINGS_OVER_HTTP = SETTINGS.extend({
  SLACK_APP_TOKEN: appToken.default(''),
  SLACK_SIGNING_SECRET: z.string(),
  PORTIN_HTTP_PORT: SETTINGS.shape.PORTIN_HTTP_PORT.default(3_000),
})

/**
 * Validate the environment. An empty setting counts as absent.
 * @throws ConfigMistakes with every mistake, so that nobody has to start ten times.
 */
export function readConfig(environment: Environment): Config {
  const { given, old, mistakes: named } = renameSettings(givenIn(environment))
  const isHttp = given['SLACK_TRANSPORT'] === 'http'
  const read = isHttp ? SETTINGS_OVER_HTTP.safeParse(given) : SETTINGS.safeParse(given)
  const credentials = credentialsIn(given)
  const mistakes = [
    ...(read.success ? [] : read.error.issues.map(inWords)),
    ...named,
    ...quotedMistakes(given),
    ...(typeof credentials === 'string' ? [credentials] : []),
    ...doorMistakes(given),
    ...storeMistakes(given),
    ...(read.success ? formatMistakes(read.data) : []),
  ]
  if (!read.success || typeof credentials === 'string' || mistakes.length > 0) {
    throw new ConfigMistakes(mistakes)
  }
  const settings = read.data
  const door = doorIn(settings)
  const noteUser =
    settings.BANDWIDTH_NOTE_USER ??
    (credentials.kind === 'oauth' ? credentials.clientId : credentials.username)
  return {
    slack: {
      apiUrl: settings.SLACK_API_URL,
      botToken: settings.SLACK_BOT_TOKEN,
      transport: transportIn(settings),
      roles: {
        coordinators: settings.PORTIN_COORDINATORS,
        approvers: settings.PORTIN_APPROVERS,
        admins: settings.PORTIN_ADMINS,
      },
      oldSettings: old,
      allowedSharedChannels: settings.PORTIN_ALLOWED_SHARED_CHANNELS,
    },
    bandwidth: {
      apiUrl: settings.BANDWIDTH_API_URL,
      accountId: settings.BANDWIDTH_ACCOUNT_ID,
      credentials:
        credentials.kind === 'oauth'
          ? { ...credentials, tokenUrl: settings.BANDWIDTH_TOKEN_URL }
          : credentials,
      numberFormat: settings.BANDWIDTH_NUMBER_FORMAT,
      callsPerMinute: settings.BANDWIDTH_CALLS_PER_MINUTE,
      callTimeoutMs: settings.BANDWIDTH_CALL_TIMEOUT_SECONDS * 1000,
      noteUser,
    },
    desk: {
      calendar: portingCalendar({
        extraHolidays: settings.PORTIN_HOLIDAYS,
        notHolidays: settings.PORTIN_NOT_HOLIDAYS,
      }),
      activation: {
        tollFreeActivation: settings.PORTIN_TOLL_FREE_ACTIVATION,
        tollFreeHours: { opens: { hour: 8, minute: 0 }, closes: { hour: 18, minute: 0 } },
      },
      login: {
        kind: credentials.kind === 'oauth' ? 'client' : 'password',
        noteUser,
        isNoteUserSet: settings.BANDWIDTH_NOTE_USER !== undefined,
      },
      ownNoteUsers: settings.PORTIN_OWN_NOTE_USERS,
      links: {
        order: settings.BANDWIDTH_ORDER_LINK,
        bulk: settings.BANDWIDTH_BULK_ORDER_LINK,
      },
      askerMayApprove: settings.PORTIN_ASKER_MAY_APPROVE,
      approveChanges: settings.PORTIN_APPROVE_CHANGES,
      webhook:
        door === undefined || settings.PORTIN_PUBLIC_URL === undefined
          ? null
          : { url: `${settings.PORTIN_PUBLIC_URL}${NOTIFICATION_PATH}`, ...door },
      defaultChannel: settings.PORTIN_DEFAULT_CHANNEL ?? null,
      news: settings.PORTIN_NEWS,
      backups: storeConfig(settings).backups,
      usualTargetRespOrg: settings.PORTIN_TARGET_RESP_ORG ?? null,
      morning: settings.PORTIN_MORNING,
      pollEveryMs: settings.PORTIN_LOOK_EVERY_MINUTES * MINUTE,
      confirmActivationMs: settings.PORTIN_ACTIVATION_LOOK_MINUTES * MINUTE,
      reminders: {
        ages: {
          documents: settings.PORTIN_DOCUMENTS_AGES_DAYS,
          carrier: settings.PORTIN_SUBMITTED_AGES_DAYS,
          correction: settings.PORTIN_EXCEPTION_AGES_DAYS,
        },
        extendDraftsOverWeekends: settings.PORTIN_KEEP_DRAFTS_OVER_WEEKENDS,
      },
    },
    delivery: {
      postEveryMs: settings.PORTIN_POST_EVERY_MS,
      digestEveryMs: settings.PORTIN_DIGEST_EVERY_MS,
      // Slack's tier 3, for redrawing, is fifty a minute where posting is about sixty.
      redrawEveryMs: settings.PORTIN_POST_EVERY_MS * 1.2,
    },
    web:
      settings.PORTIN_HTTP_PORT === undefined
        ? undefined
        : { port: settings.PORTIN_HTTP_PORT, host: settings.PORTIN_HTTP_HOST },
    notifications: door,
    store: storeConfig(settings),
    secretKey: settings.PORTIN_SECRET_KEY,
    logLevel: settings.PORTIN_LOG_LEVEL,
  }
}

const STORE_SETTINGS = SETTINGS.pick({
  PORTIN_DATABASE: true,
  PORTIN_BACKUP_DIR: true,
  PORTIN_BACKUP_KEEP: true,
})

/** The same for backup and restore, without Slack and Bandwidth. @throws ConfigMistakes */
export function readStoreConfig(environment: Environment): StoreConfig {
  const given = givenIn(environment)
  const read = STORE_SETTINGS.safeParse(given)
  if (!read.success) throw new ConfigMistakes(read.error.issues.map(inWords))
  const [mistake] = [...quotedMistakes(given), ...placeMistakes(given)]
  if (mistake !== undefined) throw new ConfigMistakes([mistake])
  return storeConfig(read.data)
}

function givenIn(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    [...Object.keys(SETTINGS.shape), ...Object.keys(RENAMED_SETTINGS)].flatMap((name) => {
      const value = environment[name]?.trim() ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
}

/** Docker passes on the quotes in an env file: they would name another database, or a secret that is refused. */
function quotedMistakes(given: Environment): readonly string[] {
  return Object.entries(given)
    .filter(([, value]) => /^(["']).*\1$/s.test(value ?? ''))
    .map(([name]) => `${name}: remove the quotes around it.`)
}

function transportIn(settings: Settings): SlackTransport {
  const { SLACK_TRANSPORT: kind, SLACK_SIGNING_SECRET: signingSecret = '' } = settings
  return kind === 'http' ? { kind, signingSecret } : { kind, appToken: settings.SLACK_APP_TOKEN }
}

type GivenCredentials =
  | { readonly kind: 'oauth'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }

/** Version 1 refuses a plus sign and version 2 a number without one; other addresses do not show a version. */
function formatMistakes({
  BANDWIDTH_API_URL: url,
  BANDWIDTH_NUMBER_FORMAT: format,
}: Settings): readonly string[] {
  const [, version] = /\/(?:api\/)?v(1|1\.0|2)$/.exec(url) ?? []
  if (version === undefined) return []
  const fits = version === '2' ? 'e164' : 'ten-digits'
  return format === fits
    ? []
    : [`BANDWIDTH_NUMBER_FORMAT: use ${fits} for version ${version} of BANDWIDTH_API_URL.`]
}

/** OAuth2 when it is given, because the other one ends; a string is the mistake. */
function credentialsIn(given: Environment): GivenCredentials | string {
  const clientId = given['BANDWIDTH_CLIENT_ID']
  const clientSecret = given['BANDWIDTH_CLIENT_SECRET']
  const username = given['BANDWIDTH_USERNAME']
  const password = given['BANDWIDTH_PASSWORD']
  if (clientId !== undefined && clientSecret !== undefined) {
    return { kind: 'oauth', clientId, clientSecret }
  }
  if (clientId !== undefined || clientSecret !== undefined) {
    return 'Set both BANDWIDTH_CLIENT_ID and BANDWIDTH_CLIENT_SECRET.'
  }
  if (username !== undefined && password !== undefined) return { kind: 'basic', username, password }
  return 'BANDWIDTH_CLIENT_ID and BANDWIDTH_CLIENT_SECRET are required (or BANDWIDTH_USERNAME and BANDWIDTH_PASSWORD).'
}

type Settings = z.infer<typeof SETTINGS>

function doorIn(settings: Settings): NotificationCredentials | undefined {
  const { PORTIN_NOTIFICATION_USER: username, PORTIN_NOTIFICATION_PASSWORD: password } = settings
  return username === undefined || password === undefined ? undefined : { username, password }
}

/** Incomplete settings refuse every notification, and Bandwidth would never report that. */
function doorMistakes(given: Environment): readonly string[] {
  const has = (name: keyof Settings): boolean => given[name] !== undefined
  const user = has('PORTIN_NOTIFICATION_USER')
  const password = has('PORTIN_NOTIFICATION_PASSWORD')
  const isPublic = has('PORTIN_PUBLIC_URL')
  if (user !== password || (isPublic && !user)) {
    return [
      'Set both PORTIN_NOTIFICATION_USER and PORTIN_NOTIFICATION_PASSWORD. PORTIN_PUBLIC_URL needs both.',
    ]
  }
  return user && !has('PORTIN_HTTP_PORT') && given['SLACK_TRANSPORT'] !== 'http'
    ? ['PORTIN_HTTP_PORT is required to receive Bandwidth webhooks.']
    : []
}

function inWords(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0])
  const missing = issue.code === 'invalid_type'
  return missing ? `${name} is required.` : `${name}: ${issue.message}.`
}

function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || isLoopback(url)
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return (
    ['http:', 'https:'].includes(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  )
}
