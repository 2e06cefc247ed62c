import type { Message } from '../blocks.ts'
import { message, section } from '../blocks.ts'
import { clipMarkup, link, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'

/** What a notification shows. */
const LONGEST_LINE = 80

/** One line for the channel: the buttons, and whoever is called, are in the thread. */
export function pointer(told: Message, thread: string): Message {
  const news = newsOf(told)
  return message(news, [section(mrkdwn`${news} · ${link(thread, 'Open thread')}`)])
}

/** The first line as far as it is short; else what of it is bold. */
function newsOf({ text, blocks }: Message): Mrkdwn {
  const head = blocks.find((block) => block.type === 'section')?.text?.text ?? text
  const [line = ''] = withoutCalls(head).split('\n')
  const [bold] = /^(?::\w+: )?\*[^*]+\*/.exec(line) ?? []
  return { markup: clipMarkup(line.length <= LONGEST_LINE ? line : (bold ?? line), LONGEST_LINE) }
}

/** Who is called where the news are is not called twice. */
function withoutCalls(markup: string): string {
  return markup.replaceAll(/ ?<(?:@|!subteam\^)[^>]*>/g, '')
}
