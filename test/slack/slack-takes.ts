import type { HomeView, ModalView } from '@slack/types'
import { refusalOfBlocks } from '../../sandbox/slack/checker/message.ts'
import type { Refusal } from '../../sandbox/slack/checker/refusal.ts'
import { refusalOfView } from '../../sandbox/slack/checker/view.ts'
import type { Message } from '../../src/slack/blocks.ts'
import { lengthOf } from '../../src/slack/mrkdwn.ts'

/** Of `chat.update`, the strictest of the calls that a message goes through. */
const LONGEST_TEXT = 4000

/** What Slack would refuse of a message or a view, as it goes over the wire; nothing when it takes it. */
export function refusalsOf(shown: Message | ModalView | HomeView): readonly string[] {
  if ('type' in shown) return said(refusalOfView(onTheWire(shown), shown.type))
  const text = lengthOf(shown.text)
  return [
    ...(text === 0 ? ['no_text'] : []),
    ...(text > LONGEST_TEXT ? ['msg_too_long'] : []),
    ...said(refusalOfBlocks(onTheWire(shown.blocks))),
  ]
}

function said(refusal: Refusal | null): readonly string[] {
  return refusal ? [refusal.error, ...refusal.messages] : []
}

function onTheWire(shown: unknown): unknown {
  return JSON.parse(JSON.stringify(shown))
}
