import { message, section, type Message } from '../blocks.ts'
import { plain } from '../mrkdwn.ts'

/** A plain sentence for who pressed or typed. */
export function said(words: string): Message {
  return message(plain(words), [section(plain(words))])
}

export function dateUnknown(named: string): string {
  return `I don’t know yet if ${named} has the new date. Its card shows it when it does.`
}
