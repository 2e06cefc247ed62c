import type { Refusal } from '../../porting/refusal.ts'
import type { OrderRef } from '../../store/followed.ts'
import { actions, message, type Message } from '../blocks.ts'
import { chooseAhead } from '../controls/bulk-controls.ts'
import { plain } from '../mrkdwn.ts'
import { refusalAnswer } from './refusal.ts'

/** For an approver who tries to activate orders before their day: they can be pre-approved for it. */
export function noneNow(why: Refusal, ahead: readonly OrderRef[]): Message {
  const [first, ...others] = ahead
  const refused = refusalAnswer(why)
  if (first === undefined) return refused
  const choose = actions([chooseAhead.draw(first, ...others)])
  return message(plain(why.message), [...refused.blocks, choose])
}
