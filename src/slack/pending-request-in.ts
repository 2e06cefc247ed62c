import type { PendingRequest } from '../store/pending-requests.ts'
import { clipText } from './mrkdwn.ts'

/** Enough to recognize a list of numbers that was pasted. */
const MOST_SHOWN = 100

/** A request in Slack's payload that an interruption could lose; null for a payload that requests nothing. */
export function pendingRequestIn(body: unknown): Omit<PendingRequest, 'id' | 'at'> | null {
  const {
    type,
    command,
    text = '',
    user_id: userId = '',
    user,
    actions,
    view,
    event,
    event_id: eventId,
  } = body as Handed
  if (command !== undefined) {
    return {
      by: userId,
      what: clipText(`${command} ${withoutWords(text)}`, MOST_SHOWN).trim(),
      event: null,
    }
  }
  const by = user?.id ?? ''
  switch (type) {
    case 'event_callback':
      return event?.type === 'message' &&
        event.user !== undefined &&
        event.bot_id === undefined &&
        eventId !== undefined
        ? { by: event.user, what: 'your message', event: { id: eventId, event } }
        : null
    case 'block_actions':
      return { by, what: `“${labelOf(actions?.[0])}”`, event: null }
    case 'view_submission':
      return { by, what: `the form “${view?.title?.text ?? ''}”`, event: null }
    case 'message_action':
      return { by, what: 'your message', event: null }
    case undefined:
    default:
      return null
  }
}

/** The order that a command with a message names: the message is dropped because it may contain a PIN. */
function withoutWords(text: string): string {
  return text.replace(/^(\s*(?:note|cancel)\s+\S+)\s[\s\S]*$/i, '$1 …')
}

/** The parts of Slack's payloads that say who requests what. */
interface Handed {
  readonly type?: string
  readonly command?: string
  readonly text?: string
  readonly user_id?: string
  readonly user?: { readonly id: string }
  readonly actions?: readonly Pressed[]
  readonly view?: { readonly title?: { readonly text: string } }
  readonly event_id?: string
  readonly event?: { readonly type: string; readonly user?: string; readonly bot_id?: string }
}

interface Pressed {
  readonly text?: { readonly text: string }
  readonly selected_option?: { readonly text?: { readonly text: string } } | null
}

function labelOf(pressed: Pressed | undefined): string {
  return pressed?.text?.text ?? pressed?.selected_option?.text?.text ?? 'a choice'
}
