import { message, section, type Message } from '../blocks.ts'
import { isEmpty, join, lines, mrkdwn } from '../mrkdwn.ts'

/** The others show in the channel, each with its card. */
export const MOST_NAMED = 15

interface Moved {
  readonly channel: string
  readonly why: string
  /** How many orders it is about. */
  readonly count: number
  /** The first of them, each with its customer. */
  readonly orders: readonly string[]
}

/** To the default channel: that orders come here now, which, and why. */
export function moved({ channel, why, count, orders }: Moved): Message {
  const from = { markup: `<#${channel}>` }
  const says = mrkdwn`I can’t post in ${from} anymore: ${why}. I’ll post updates for its orders here.`
  const left = count - orders.length
  const named = join([...orders, left > 0 ? `and ${left} more` : null], ', ')
  return message(lines(says, named), [section(says), isEmpty(named) ? null : section(named)])
}
