import { ApiError } from '../api-error.ts'
import type { JsonObject } from '../json.ts'
import type { Message } from '../messages.ts'
import { APP_ID, TEAM, type Person } from '../people.ts'
import { stateValues } from '../state.ts'
import type { View } from '../views.ts'
import type { Workspace } from '../workspace.ts'

/** Where a control stands: in a message, or in a modal. */
export type Surface =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'view'; readonly view: View }

/** What every interaction payload says of the workspace and the person. */
export function common(person: Person, { accounts }: Pick<Workspace, 'accounts'>): JsonObject {
  return {
    token: 'practice',
    api_app_id: APP_ID,
    team: { id: TEAM.id, domain: TEAM.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: {
      id: person.id,
      username: person.handle,
      name: person.handle,
      team_id: accounts.gridOf(person.id)?.home ?? person.teamId,
    },
  }
}

export function surfaceOf(surface: Surface, person: Person, workspace: Workspace): JsonObject {
  if (surface.kind === 'view') {
    const { view } = surface
    return {
      container: { type: 'view', view_id: view.id },
      view: workspace.views.object(view),
    }
  }
  const { message } = surface
  const { conversation, ts, threadTs } = message
  const hidden = message.ephemeralFor !== undefined
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: conversation.id,
      is_ephemeral: hidden,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    channel: { id: conversation.id, name: conversation.name },
    // An ephemeral message is not kept by Slack, so it cannot come along.
    ...(hidden ? {} : { message: workspace.messages.object(message) }),
    state: { values: stateValues(message.blocks ?? [], message.entered) },
    response_url: workspace.responseUrls.issue(person.id, conversation, message),
  }
}

/** Does what an acknowledgement asks for, or, where Slack would refuse it, something else. */
export function obeyOr(workspace: Workspace, obey: () => void, refuse: () => void): void {
  try {
    obey()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    workspace.transcript.complain('an acknowledgement was refused', { reason: error.message })
    refuse()
  }
}
