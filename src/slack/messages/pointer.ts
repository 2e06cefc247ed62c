import { message, section, type Message } from '../blocks.ts'
import { clipMarkup, link, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { withoutPeriod } from '../words/order-words.ts'

/** What a notification shows. */
const LONGEST_LINE = 80

/** One line for the channel: the buttons and the mentions are in the thread. */
export function pointer(announced: Message, thread: string): Message {
  const news = newsOf(announced)
  return message(news, [section(mrkdwn`${withoutPeriod(news)} · ${link(thread, 'Open thread')}`)])
}

/** The first line if it is short; else its bold part, which stays bold when it is cut. */
function newsOf({ text, blocks }: Message): Mrkdwn {
  const head = blocks.find((block) => block.type === 'section')?.text?.text ?? text
  const [line = ''] = withoutCalls(head).split('\n')
  const [, emoji = '', bold] = /^(:\w+: )?\*([^*]+)\*/.exec(line) ?? []
  if (line.length <= LONGEST_LINE || bold === undefined) {
    return { markup: clipMarkup(line, LONGEST_LINE) }
  }
  return { markup: `${emoji}*${clipMarkup(bold, LONGEST_LINE - `${emoji}**`.length)}*` }
}

/** Who is called where the news are is not called twice. */
function withoutCalls(markup: string): string {
  return markup.replaceAll(/ ?<(?:@|!subteam\^)[^>]*>/g, '')
}
