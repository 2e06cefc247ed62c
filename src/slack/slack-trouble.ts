import { causedByPlatform } from './slack-errors.ts'
import type { Workspace } from './workspace.ts'

/** Why the bot cannot do its work in Slack, found out by asking; null while it can. */
export async function slackTrouble({ background }: Workspace): Promise<string | null> {
  try {
    await background.auth.test()
    return null
  } catch (error) {
    const said = causedByPlatform(error)
    return said === null ? 'Slack doesn’t answer' : `Slack rejects the bot token (${said})`
  }
}
