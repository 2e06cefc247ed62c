import type { Conversation } from '../conversations.ts'
import { TEAM, APP_ID, type Person } from '../people.ts'
import type { Ack } from '../transport.ts'
import type { Workspace } from '../workspace.ts'
import { obeyOr } from './payload.ts'

export const COMMAND = '/portin'

/** Sends a slash command, shows what its acknowledgement says, or Slack's own line when it failed. */
export async function sendCommand(
  person: Person,
  conversation: Conversation,
  text: string,
  workspace: Workspace,
): Promise<Ack> {
  const { deliveries, responseUrls, triggers } = workspace
  const payload = {
    token: 'practice',
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: conversation.id,
    channel_name: conversation.name,
    user_id: person.id,
    user_name: person.handle,
    command: COMMAND,
    text,
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: responseUrls.issue(person.id, conversation),
    trigger_id: triggers.issue(person.id),
  }
  const failed = (code: string) => {
    const line = `${COMMAND} failed with the error "${code}"`
    workspace.messages.slackbotSays(conversation, person.id, line)
  }
  const ack = await deliveries.request('slash_commands', payload, true)
  if (!ack.acked) failed(ack.error ?? 'operation_timeout')
  else if (Object.keys(ack.payload).length > 0) {
    const show = () => {
      responseUrls.answer({ userId: person.id, conversation, message: undefined }, ack.payload)
    }
    obeyOr(workspace, show, () => {
      failed('invalid_command_response')
    })
  }
  return ack
}
