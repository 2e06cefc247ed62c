import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '../desk/desk.ts'
import { foldIntoDigest } from '../desk/fold-into-digest.ts'
import { takeBackSaid } from '../slack/find-shown.ts'
import type { Workspace } from '../slack/workspace.ts'
import { nextToPost, waitingChanges, type DuePost } from '../store/posts.ts'
import { restorationOf } from '../store/restored.ts'

/** A burst of news in one channel, posted in digests. */
interface Digests {
  /** Folds what waits for the channel; what follows is collected for the next digest. */
  readonly fold: (channel: string) => Promise<void>
  /** Only news waits to be folded; requests to people never do. */
  readonly nextIn: (channel: string) => Promise<DuePost | undefined>
}

interface Collecting {
  readonly everyMs: number
  readonly stop: AbortSignal
  /** Collected news may be posted now. */
  readonly due: () => void
}

export function createDigests(
  desk: Desk,
  workspace: Workspace,
  { everyMs, stop, due }: Collecting,
): Digests {
  const collecting = new Set<string>()

  /** So each digest covers more orders, and the threads get their turn. */
  function collect(channel: string): void {
    if (everyMs === 0) return
    collecting.add(channel)
    void sleep(everyMs, undefined, { signal: stop }).then(
      () => {
        collecting.delete(channel)
        due()
      },
      () => undefined,
    )
  }

  return {
    async fold(channel) {
      if (!collecting.has(channel) && (await foldIn(desk, workspace, channel))) collect(channel)
    },
    async nextIn(channel) {
      const now = desk.clock()
      const waiting = collecting.has(channel) ? await waitingChanges(desk.db, channel, now) : []
      return nextToPost(desk.db, { channel, now, except: waiting.map(({ id }) => id) })
    },
  }
}

/** What cannot be folded is posted one by one. */
async function foldIn(desk: Desk, workspace: Workspace, channel: string): Promise<boolean> {
  if (!(await takeBack(desk, workspace, channel))) return false
  return foldIntoDigest(desk, channel).catch((error: unknown) => {
    desk.log('bug', { channel, error })
    return false
  })
}

/** @returns false when our own messages can't be read in Slack: then each post checks for itself. */
async function takeBack(desk: Desk, workspace: Workspace, channel: string): Promise<boolean> {
  if ((await restorationOf(desk.db)) === null) return true
  try {
    await takeBackSaid(desk, workspace, await waitingChanges(desk.db, channel, desk.clock()))
    return true
  } catch (error) {
    desk.log('own-posts-not-read', { channel, error })
    return false
  }
}
