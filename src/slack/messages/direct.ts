import { type Message, context, message } from '../blocks.ts'
import { link, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'

interface WhereToAct {
  readonly number: number
  /** Null: the bot can no longer post there, so nobody can press anything of the order. */
  readonly channel: string | null
  /** Where the order's card is; undefined while there is none yet. */
  readonly card: string | undefined
}

/** News to one person: nothing to press, because what can be done changes where everybody sees it. */
export function direct({ text, blocks }: Message, to: WhereToAct): Message {
  const shown = blocks.filter(({ type }) => type !== 'actions')
  const isToAct = shown.length < blocks.length
  return message({ markup: text }, [...shown, context(whereWords(to, isToAct))])
}

function whereWords({ number, channel, card }: WhereToAct, isToAct: boolean): Mrkdwn {
  if (channel === null) {
    return mrkdwn`I can’t post in the channel of #${number}. Type \`/portin follow ${number}\` in a channel I’m in to move it there.`
  }
  const place = { markup: `<#${channel}>` }
  if (card === undefined) return mrkdwn`#${number} is in ${place}.`
  const thread = mrkdwn`${link(card, `the thread of #${number}`)} in ${place}`
  return isToAct ? mrkdwn`Act on it in ${thread}.` : mrkdwn`More is in ${thread}.`
}
