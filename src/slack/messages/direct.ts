import { type Message, context, message } from '../blocks.ts'
import { link, mrkdwn } from '../mrkdwn.ts'

/** Where the order's card is; undefined while there is none yet. */
type CardLink = string | undefined

/** News to one person: nothing to press, because what can be done changes where everybody sees it. */
export function direct(
  { text, blocks }: Message,
  {
    number,
    channel,
    card,
  }: { readonly number: number; readonly channel: string; readonly card: CardLink },
): Message {
  const place = { markup: `<#${channel}>` }
  const where =
    card === undefined
      ? mrkdwn`#${number} is in ${place}.`
      : mrkdwn`Act on it in ${link(card, `the thread of #${number}`)} in ${place}.`
  return message({ markup: text }, [
    ...blocks.filter(({ type }) => type !== 'actions'),
    context(where),
  ])
}
