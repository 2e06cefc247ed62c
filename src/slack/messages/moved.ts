import { message, section, type Message } from '../blocks.ts'
import { join, mrkdwn, plain } from '../mrkdwn.ts'

/** To the default channel: that orders come here now, which, and why. */
export function moved({
  channel,
  why,
  numbers,
}: {
  readonly channel: string
  readonly why: string
  readonly numbers: readonly number[]
}): Message {
  const from = { markup: `<#${channel}>` }
  const orders = join(
    numbers.map((number) => `#${number}`),
    ', ',
  )
  const words = mrkdwn`I can’t post in ${from} anymore: ${why}. I’ll post updates for its orders here.`
  return message(words, [
    section(words),
    numbers.length === 0 ? null : section(mrkdwn`${plain('Orders:')} ${orders}`),
  ])
}
