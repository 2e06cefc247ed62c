import { retryPolicies, WebClient } from '@slack/web-api'
import type { Instant } from '../porting/calendar.ts'
import { createPlaces, openConversation, type Places } from './places.ts'
import { cached } from './cached.ts'
import { createRoles, type RoleSettings, type Roles } from './roles.ts'
import type { LinkCount } from './socket/two-links.ts'
import { createTextReader, type TextReader } from './text-reader.ts'

export interface SlackSettings {
  /** With the slash at its end, as Slack's own is. */
  readonly apiUrl: string
  readonly botToken: string
  readonly roles: RoleSettings
  /** Settings that are read under the name that they had before 0.2.0, each with its name now. */
  readonly oldSettings: readonly { readonly old: string; readonly now: string }[]
  /** Externally shared channels in which orders may be spoken of. */
  readonly allowedSharedChannels: readonly string[]
}

/** What the bot knows of its workspace, and its two clients. */
export interface Workspace {
  readonly settings: SlackSettings
  readonly team: string
  readonly botUser: string
  /** With the slash at its end: `https://acme.slack.com/`. */
  readonly url: string
  /** Answers people: quick, or not at all. */
  readonly interactive: WebClient
  /** Speaks for the clock: its waiting never delays an answer. */
  readonly background: WebClient
  readonly roles: Roles
  readonly places: Places
  /** The conversation with one person, opened by the background client. */
  readonly openDirect: (user: string) => Promise<string>
  /** What people type and drop, however large. */
  readonly texts: TextReader
  /** Real time, to be compared with Slack's. */
  readonly wallClock: () => Instant
  /** Over which Slack reaches the bot; null where it calls the bot instead. */
  readonly links: () => LinkCount | null
}

const ORG_WIDE =
  'The app is installed for the whole Enterprise organization. Install it in the one workspace whose people port numbers.'

/** Learn from Slack who we are. @throws what Slack says when the token is not accepted. */
export async function enterWorkspace(
  settings: SlackSettings,
  clock: () => Instant,
  wallClock: () => Instant,
  links: () => LinkCount | null,
): Promise<Workspace> {
  const interactive = new WebClient(settings.botToken, {
    slackApiUrl: settings.apiUrl,
    timeout: 10_000,
    retryConfig: { ...retryPolicies.rapidRetryPolicy, retries: 2 },
  })
  const background = new WebClient(settings.botToken, {
    slackApiUrl: settings.apiUrl,
    timeout: 20_000,
    // A post with an unknown outcome is searched for, not repeated; the post itself waits out a 429.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  const identity = await interactive.auth.test()
  const { team_id: team, user_id: botUser, url } = identity
  if (identity.is_enterprise_install === true) throw new Error(ORG_WIDE)
  if (team === undefined || botUser === undefined || url === undefined) {
    throw new Error('Slack didn’t say which workspace the bot token belongs to.')
  }
  return {
    settings,
    team,
    botUser,
    url,
    interactive,
    background,
    roles: createRoles(interactive, { ...settings.roles, team }, clock),
    places: createPlaces(interactive, settings.allowedSharedChannels, clock),
    openDirect: cached(clock, (user) => openConversation(background, user)),
    texts: createTextReader(),
    wallClock,
    links,
  }
}
