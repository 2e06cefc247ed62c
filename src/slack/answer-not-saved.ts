import type { ReceiverEvent } from '@slack/bolt'
import { refusalAnswer } from './messages/refusal.ts'
import { notBegun } from '../desk/cannot-write.ts'
import type { WriteTrouble } from '../store/cannot-write.ts'
import type { Message } from './blocks.ts'
import { replyByUrl, messageDirectly } from './replies.ts'
import type { Workspace } from './workspace.ts'

interface Handed {
  readonly command?: string
  readonly type?: string
  readonly response_url?: string
  readonly user?: { readonly id: string }
  readonly view?: {
    readonly blocks: readonly { readonly type: string; readonly block_id: string }[]
  }
}

/**
 * A request that cannot be saved is not begun, and the answer to Slack itself says so; a form stays open
 * with everything that was typed.
 */
export async function answerNotSaved(
  { body, ack }: ReceiverEvent,
  workspace: Workspace,
  trouble: WriteTrouble,
): Promise<void> {
  const { command, type, response_url: url, user, view } = body as Handed
  const refusal = notBegun(trouble)
  const answer = refusalAnswer(refusal)
  const { text, blocks } = answer
  if (command !== undefined) {
    await ack({ response_type: 'ephemeral', text, blocks: [...blocks] })
    return
  }
  const field = view?.blocks.find((block) => block.type === 'input')
  if (type === 'view_submission' && field !== undefined) {
    const words = [refusal.message, refusal.nextStep].filter((part) => part !== null).join(' ')
    await ack({ response_action: 'errors', errors: { [field.block_id]: words } })
    return
  }
  await ack()
  await (url === undefined ? notifyUser(workspace, user?.id, answer) : replyByUrl(url)(answer))
}

async function notifyUser(
  workspace: Workspace,
  user: string | undefined,
  answer: Message,
): Promise<void> {
  if (user !== undefined) await messageDirectly(workspace, user, answer)
}
