import { isDirect } from '../../desk/queue-news.ts'
import { message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'

interface LateCard {
  readonly number: number
  /** `#1042 · Acme Dental` */
  readonly title: string
  readonly channel: string
  /** Whether the bot can post there, as far as Slack says. */
  readonly isOpen: boolean
}

/** To the person who saved a draft: the form closed, and its card, which would show it, isn't there yet. */
export function lateCard({ number, title, channel, isOpen }: LateCard): Message {
  const place = isDirect(channel) ? plain('here') : mrkdwn`in ${{ markup: `<#${channel}>` }}`
  const says = mrkdwn`*Draft ${title} is created.* Its card isn’t ${place} yet.`
  const next = isOpen
    ? mrkdwn`I’ll keep trying to post it. Until then, \`/portin status ${number}\` shows the order.`
    : mrkdwn`I can’t post there. Type \`/portin follow ${number}\` in a channel I’m in to move it there.`
  return message(lines(says, next), [section(lines(says, next))])
}
