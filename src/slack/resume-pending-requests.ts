import { writeAndWake, type Desk } from '../desk/desk.ts'
import { oneByOne } from '../desk/one-by-one.ts'
import {
  endPendingRequest,
  interruptedRequests,
  type PendingRequest,
} from '../store/pending-requests.ts'
import { queuePost } from '../store/posts.ts'
import { pastedTables } from './forms/pasted-tables.ts'
import { forwardedTexts } from './forms/slack-files.ts'
import { dealWithMessage } from './message-event.ts'
import { saidToBot } from './mention.ts'
import { plainCommand } from './typed-command.ts'
import { spokenWords, type SpokenCommand } from '../porting/spoken-words.ts'
import type { Workspace } from './workspace.ts'

/** An event during which the bot was stopped so often is left to the person who sent it. */
const MOST_TRIES = 3

/**
 * Resumes what a crash interrupted. A message is processed again, which does nothing twice. A command, a
 * click, or a form is not: hours may have passed, and only the person knows whether it is still needed,
 * so they are notified.
 */
export async function resumePendingRequests(
  desk: Desk,
  workspace: Workspace,
  commands: readonly SpokenCommand[],
): Promise<void> {
  await oneByOne(desk, await interruptedRequests(desk.db), {
    name: ({ id, by }) => ({ request: id, by }),
    outage: 'request-not-resumed',
    async work(request) {
      if (request.event === null || request.interrupted >= MOST_TRIES) {
        return notify(desk, workspace, request)
      }
      if (isCommandIn(request.event.event, workspace.botUser, commands))
        return notify(desk, workspace, request)
      await dealWithMessage({ desk, workspace, commands: [], ...request.event }).catch(
        (error: unknown) => {
          desk.log('event-failed', { error })
        },
      )
      await endPendingRequest(desk.db, request.id)
    },
  })
}

/** Said in words, a command is no more done again than one that was typed. */
function isCommandIn(event: unknown, botUser: string, commands: readonly SpokenCommand[]): boolean {
  const { text = '', channel, files } = event as Said
  const isDirect = channel?.startsWith('D') === true
  const words = saidToBot(text, botUser) ?? (isDirect ? text : null)
  if (words === null || (files ?? []).length > 0) return false
  if (forwardedTexts(event).length + pastedTables(event).length > 0) return false
  return spokenWords(plainCommand(words), commands).kind !== 'numbers'
}

interface Said {
  readonly text?: string
  readonly channel?: string
  readonly files?: readonly unknown[]
}

async function notify(desk: Desk, workspace: Workspace, request: PendingRequest): Promise<void> {
  const channel = await workspace.places.directTo(request.by)
  const { id, what, at } = request
  await writeAndWake(desk, async (db) => {
    await endPendingRequest(db, id)
    await queuePost(db, {
      key: `cut-off-${id}`,
      ref: { kind: 'cut-off', what, at },
      channel,
      parent: null,
      now: desk.clock(),
    })
  })
}
