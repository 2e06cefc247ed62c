import { createAccounts } from './accounts.ts'
import { createConversations } from './conversations.ts'
import { createDeliveries } from './deliveries.ts'
import { createEvents } from './events.ts'
import { createFaults } from './faults.ts'
import { createFiles } from './files.ts'
import { createMessages } from './messages.ts'
import { seedUserGroups } from './people.ts'
import { createRateLimits } from './rate-limits.ts'
import { createResponseUrls } from './response-urls.ts'
import { createSocketMode } from './socket-mode.ts'
import { createTokens } from './tokens.ts'
import { createTimestamps, type Clock } from './timestamps.ts'
import type { Timing } from './timing.ts'
import { createTranscript } from './transcript.ts'
import { createTriggers } from './triggers.ts'
import { createViews } from './views.ts'

export type Workspace = ReturnType<typeof createWorkspace>

/** All that one practice workspace is made of. */
export function createWorkspace(deps: {
  url: string
  clock: Clock
  timing: Timing
  moreChannels?: number
  /** Whether the installed app has a Home tab. */
  homeTab: boolean
  log: (line: string) => void
}) {
  const { url, clock, timing, log, homeTab, moreChannels = 0 } = deps
  const transcript = createTranscript(clock, log)
  const conversations = createConversations(moreChannels)
  const files = createFiles(url, clock, conversations)
  const socket = createSocketMode(timing, transcript)
  const faults = createFaults()
  const deliveries = createDeliveries({ clock, socket, faults, timing, transcript })
  const events = createEvents(deliveries, clock)
  const nextTs = createTimestamps(clock)
  const messages = createMessages(nextTs, events, files)
  const triggers = createTriggers(timing.triggerMs)
  const views = createViews(transcript)
  const responseUrls = createResponseUrls(url, messages, transcript)
  return {
    url,
    clock,
    homeTab,
    transcript,
    conversations,
    files,
    socket,
    deliveries,
    events,
    nextTs,
    messages,
    triggers,
    views,
    responseUrls,
    faults,
    rateLimits: createRateLimits(),
    tokens: createTokens(),
    accounts: createAccounts(),
    userGroups: seedUserGroups(),
  }
}
