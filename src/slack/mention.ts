import { Refusal } from '../porting/refusal.ts'
import type { Desk } from '../desk/desk.ts'
import { numbered, ofKind, type OfEach } from '../desk/numbered.ts'
import { noSuchOrder } from '../desk/refusals.ts'
import type { Message } from './blocks.ts'
import { helpOrStatus } from './help.ts'
import { needsAPress } from './messages/needs-a-press.ts'
import { serve, type Who } from './serve.ts'
import type { Command } from './handlers.ts'
import { splitCommand } from './typed-command.ts'
import { titleOf } from './order-ref.ts'
import { orAskForPress, saidIn, type Interaction } from './interaction.ts'
import type { Workspace } from './workspace.ts'

/** What can be said to the bot in the thread of an order, which it then is about. */
const THREAD_COMMANDS: readonly string[] = [
  'status',
  'submit',
  'cancel',
  'edit',
  'note',
  'ask',
  'history',
  'loa',
  'activate',
  'give',
]

/** The others are about the order alone. */
const TAKES_TEXT: readonly string[] = ['note', 'cancel']

const UNDERSTOOD: OfEach<readonly string[]> = {
  order: () => THREAD_COMMANDS,
  bulk: () => [...THREAD_COMMANDS, 'bulk'],
}

/** The words for the bot after its name; null if it is not addressed. */
export function saidToBot(text: string, botUser: string): string | null {
  const own = ownWords(text)
  const mention = mentionOf(botUser).exec(own)
  if (mention === null) return null
  const before = own.slice(0, mention.index)
  const words = text.slice(mention.index + mention[0].length)
  if (before.trim() === '') return words.replace(/^[\s,:;.!-]*(?:\/portin\b)?/, '')
  const { name } = splitCommand(words)
  // Somebody speaks of the bot, not to it. What takes a text would take the rest of any sentence.
  const isToIt = TAKES_TEXT.includes(name) ? BEGINS_SENTENCE.test(before) : isForThread(name)
  return isToIt ? words : null
}

/** On a new line, after a sentence, a greeting, or the name of somebody else. */
const BEGINS_SENTENCE = /(?:[.!?:\n]|<@[^<>]*>,?|^(?:hey|hi|hello|ok(?:ay)?|please),?)\s*$/i

function isForThread(name: string): boolean {
  return THREAD_COMMANDS.includes(name)
}

export function namesBot(text: string, botUser: string): boolean {
  return mentionOf(botUser).test(ownWords(text))
}

function mentionOf(botUser: string): RegExp {
  return new RegExp(`<@${botUser}(?:\\|[^<>]*)?>`)
}

/** Quotes of others and code, blanked out. */
function ownWords(text: string): string {
  const blank = (said: string): string => ' '.repeat(said.length)
  return text
    .replace(/^[ \t]*&gt;&gt;&gt;[^]*/m, blank)
    .replaceAll(/^[ \t]*&gt;.*$/gm, blank)
    .replaceAll(/```[^]*?```|`[^`\n]*`/g, blank)
}

interface Mention {
  readonly desk: Desk
  readonly workspace: Workspace
  readonly commands: readonly Command[]
  readonly who: Who
  readonly channel: string
  readonly thread: string
  /** The order of the thread. */
  readonly number: number
  readonly words: string
  readonly reply: (message: Message) => Promise<void>
}

/** A command said in the thread of an order: the same check and the same answer as when it is typed. */
export async function runMention(mention: Mention): Promise<void> {
  const { desk, workspace, commands, who, channel, thread, number, reply } = mention
  const { name, text } = splitCommand(mention.words)
  const order = await numbered(desk.db, number)
  const names = order === undefined ? THREAD_COMMANDS : ofKind(order, UNDERSTOOD)
  const known = commands.filter((one) => names.includes(one.name))
  const found = known.find((one) => one.name === name)
  const interaction = saidIn({ channel, thread, desk, workspace, reply })
  if (name === 'help') {
    await serve('coordinator', who, interaction, (arrived: Interaction) =>
      helpOrStatus(arrived, known, 'help'),
    )
    return
  }
  await serve(found?.needs ?? 'coordinator', who, interaction, async (arrived: Interaction) => {
    await workspace.places.placeOf(channel)
    if (found === undefined) throw notUnderstood(known)
    const rest = await textFor(desk, number, { name, text })
    await runHere(found, arrived, { number, text: rest })
  })
}

async function runHere(
  command: Command,
  interaction: Interaction,
  { number, text }: { readonly number: number; readonly text: string },
): Promise<void> {
  await orAskForPress(
    () => command.run({ ...interaction, text: `#${number} ${text}`.trim() }),
    async () => {
      const found = await numbered(interaction.desk.db, number)
      if (found === undefined) throw noSuchOrder(`#${number}`)
      const named = await titleOf(interaction.desk.db, number)
      await interaction.reply(needsAPress(found.one, command.name, named))
    },
  )
}

/** `1002`, `#1002: call us`, `of 1002`, `for order (#1002)` */
const NAMED =
  /^((?:(?:of|for|on|about|to|order)\s+)*)\(?(#?)(\d{4,9})\)?[.,:;!?]*(?!\S)\s*([\s\S]*)$/i
const POLITE = /^(?:(?:please|pls|now|again|thanks?|thank you|of|for|this|it|me|us)\b[\s.,!?]*)*$/i

/**
 * The words without the order's own number.
 *
 * @throws Refusal where they name another order, or follow a command that is about the order alone.
 */
async function textFor(
  { db }: Desk,
  number: number,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<string> {
  const [, before = '', sign = '', digits, rest = ''] = NAMED.exec(text) ?? []
  const named = Number(digits ?? number)
  // `on 1002 Main St` names an order only if there is one.
  const isOrder = before === '' || sign !== '' || (await numbered(db, named)) !== undefined
  if (named !== number && isOrder) throw anotherThread(number, named)
  const left = digits === undefined || named !== number ? text : rest
  if (!isForThread(name) || TAKES_TEXT.includes(name)) return left
  if (!POLITE.test(left)) throw aboutThisAlone(number, name)
  return ''
}

function anotherThread(number: number, named: number): Refusal {
  return new Refusal(
    'another-thread',
    `Nothing was done: this is the thread of #${number}, and you named #${named}.`,
    `Write it in the thread of #${named}, or use \`/portin\` with the command.`,
  )
}

function aboutThisAlone(number: number, command: string): Refusal {
  return new Refusal(
    'another-thread',
    `Nothing was done: in the thread of #${number}, \`${command}\` is about #${number} alone.`,
    `Write \`@portin ${command}\` here, or \`/portin ${command}\` with another order.`,
  )
}

function notUnderstood(commands: readonly Command[]): Refusal {
  const names = commands.map(({ name }) => name).join(', ')
  return new Refusal(
    'not-understood',
    `Here I understand: ${names}, help.`,
    'Like `@portin status`. It’s about the order of this thread.',
  )
}
