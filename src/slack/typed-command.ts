import { unescaped } from './mrkdwn.ts'
import type { Routes } from './routes.ts'

/** What is typed after `/portin`, without what phones put into it. */
export function plainCommand(typed: string): string {
  return unescaped(typed).replaceAll('\u00a0', ' ').trim()
}

/** Typed on phones: non-breaking blanks, capitals, an empty line, `Status!`. Slack sends `&` as an entity. */
export function splitCommand(typed: string): { readonly name: string; readonly text: string } {
  const [, name = '', text = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(plainCommand(typed)) ?? []
  const word = /^(\p{L}[\p{L}-]*)[.,:;!?]+$/u.exec(name)?.[1] ?? name
  return { name: word.toLowerCase(), text: text.trim() }
}

/** Whether what Slack hands over is a command that changes nothing. */
export function onlyReads({ commands }: Routes, body: unknown): boolean {
  const { command, text = '' } = body as { readonly command?: string; readonly text?: string }
  if (command === undefined) return false
  const { name } = splitCommand(text)
  // What nobody knows is answered with help.
  return (
    commands.find((one) => one.name === name)?.onlyReads ??
    !commands.some((one) => one.name === name)
  )
}
