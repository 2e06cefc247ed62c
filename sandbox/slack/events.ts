import { randomUUID } from 'node:crypto'
import type { Conversation } from './conversations.ts'
import { isMember } from './conversations.ts'
import type { JsonObject } from './json.ts'
import { APP_ID, BOT, TEAM } from './people.ts'
import type { Deliveries } from './deliveries.ts'
import type { Clock } from './timestamps.ts'

export type Events = ReturnType<typeof createEvents>

/** Events API envelopes, for what happens where the bot can see it. */
export function createEvents(deliveries: Deliveries, clock: Clock) {
  return {
    notify(conversation: Conversation, event: JsonObject): void {
      if (!isMember(conversation, BOT.id)) return
      deliveries.event({
        token: 'practice',
        team_id: TEAM.id,
        context_team_id: TEAM.id,
        context_enterprise_id: null,
        api_app_id: APP_ID,
        type: 'event_callback',
        event_id: `Ev${randomUUID()}`,
        event_time: Math.floor(clock.now() / 1000),
        event_context: randomUUID(),
        event,
        authorizations: [
          {
            enterprise_id: null,
            team_id: TEAM.id,
            user_id: BOT.id,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: conversation.shared,
      })
    },
  }
}
