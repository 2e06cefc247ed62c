import type { Desk } from '../desk/desk.ts'
import { offerForOrder } from '../desk/attach-document.ts'
import { findPostAt } from '../store/posts.ts'
import { answerFor } from './answer-for.ts'
import type { Message } from './blocks.ts'
import { kindOf, takeBulkFiles } from './bulk-thread.ts'
import { pastedTables } from './forms/pasted-tables.ts'
import { filesOfMessage, forwardedFiles, forwardedTexts, withNames } from './forms/slack-files.ts'
import type { TypedFile } from './typed-file.ts'
import { isForOrders, offerBeside } from './dropped-document.ts'
import { saidIn } from './interaction.ts'
import { hasRole, refuseUnless, type Member } from './roles.ts'
import { checkReading } from './check-reading.ts'
import { documentGiven } from './messages/whose-document.ts'
import { titleOf } from './order-ref.ts'
import { namesBot, runMention, saidToBot } from './mention.ts'
import { orderAbove } from './order-above.ts'
import { answerWords } from './spoken-to.ts'
import { plainCommand } from './typed-command.ts'
import { numbersInFiles } from './numbers-in-files.ts'
import { Refusal } from '../porting/refusal.ts'
import type { Command } from './handlers.ts'
import type { Workspace } from './workspace.ts'

interface IncomingMessage {
  readonly channel: string
  readonly user: string
  readonly team: string | undefined
  readonly text: string
  /** What others said, and pasted tables: read for numbers, and no word to the bot. */
  readonly forwarded: string
  readonly ts: string
  readonly thread: string | null
  readonly files: readonly TypedFile[]
}

/** A message that is for the bot, or may be. */
interface Received {
  readonly desk: Desk
  readonly workspace: Workspace
  /** The commands of an order's thread; empty when a message is processed again. */
  readonly commands: readonly Command[]
  readonly incoming: IncomingMessage
  /** Where they spoke: in a conversation it stays, elsewhere only they see it. */
  readonly reply: (answer: Message) => Promise<void>
}

/**
 * Somebody said or dropped something where the bot is. A file in an order's thread is offered for the
 * order, one beside it to the order that it fits, and a mention there is a command about it; numbers said
 * to the bot itself, or dropped in a check's thread, are checked. All else is not ours.
 */
export async function dealWithMessage({
  id,
  event,
  ...around
}: Pick<Received, 'desk' | 'workspace' | 'commands'> & {
  /** Slack's id of the event: handling it twice has the effect of once. */
  readonly id: string
  readonly event: unknown
}): Promise<void> {
  const { desk, workspace } = around
  const incoming = incomingFrom(event)
  if (incoming === null || incoming.user === workspace.botUser) return
  const received = { ...around, incoming, reply: replyTo(workspace, incoming) }

  const above =
    incoming.thread === null
      ? undefined
      : await findPostAt(desk.db, incoming.channel, incoming.thread)
  const ref = orderAbove(above?.ref)
  if (ref?.kind === 'card' || ref?.kind === 'bulk-card') {
    const { number } = ref
    await heedMention(received, number)
    const take = ref.kind === 'card' ? offerFiles : takeFilesForBulk
    return take(received, { number, isAside: above?.ref.kind === 'pointer' })
  }
  const isToUs = namesBot(incoming.text, workspace.botUser) || isDirect(incoming)
  // Under a digest or a request for several orders it is for one of them.
  const isBeside = incoming.thread === null || (above !== undefined && ref?.kind !== 'check')
  if (!isToUs && isBeside && incoming.files.length > 0) return offerDroppedBeside(received)
  if (!isToUs && (ref?.kind !== 'check' || incoming.files.length === 0)) return
  const files = await withNames(workspace, incoming.files)
  const named = { ...received, incoming: { ...incoming, files } }
  if (await answerSpoken(named)) await checkWhatWasSaid(named, id)
}

/** A conversation with one person. */
function isDirect({ channel }: IncomingMessage): boolean {
  return channel.startsWith('D')
}

/** @returns whether something is left to be read for numbers. */
async function answerSpoken({
  desk,
  workspace,
  commands,
  incoming,
  reply,
}: Received): Promise<boolean> {
  const { channel, thread, user, team, text, forwarded, files } = incoming
  const mentioned = saidToBot(text, workspace.botUser)
  const words = mentioned ?? (isDirect(incoming) ? text : null)
  // What others said is no word to the bot, and what was interrupted is not repeated.
  if (words === null || forwarded !== '' || commands.length === 0) return true
  return answerWords(desk, workspace, commands, {
    channel,
    thread,
    files,
    words: plainCommand(words),
    who: { user, team },
    reply,
  })
}

/** In an order's thread the bot is spoken to about the order. */
async function heedMention({ incoming, ...received }: Received, number: number): Promise<void> {
  const { channel, thread, user, team, text, files } = incoming
  const words = saidToBot(text, received.workspace.botUser)
  const isOnlyFiles = words?.trim() === '' && files.length > 0
  if (words === null || thread === null || received.commands.length === 0 || isOnlyFiles) return
  await runMention({ ...received, channel, thread, number, words, who: { user, team } })
}

/** The order in whose thread, or under whose line in the channel, something was said. */
interface OrderThread {
  readonly number: number
  /** Under a pointer in the channel the order's thread is not visible. */
  readonly isAside: boolean
}

/** Anybody may drop a file, also a guest: it waits for a coordinator's click. */
async function offerFiles(
  { desk, workspace, incoming, reply }: Received,
  { number, isAside }: OrderThread,
): Promise<void> {
  for (const file of await withNames(workspace, incoming.files)) {
    const { id: source, name, size } = file
    const by = incoming.user
    const offer = await offerForOrder(desk, { number, source, name, size: size ?? 0, by })
    if (isAside) await reply(documentGiven(file, await titleOf(desk.db, number), offer))
  }
}

/** Anybody may drop a file; what a table would change is shown to coordinators only. */
async function takeFilesForBulk(
  received: Received,
  { number, isAside }: OrderThread,
): Promise<void> {
  const { desk, workspace, incoming, reply } = received
  if (incoming.files.length === 0) return
  await answerCoordinator(received, async (member) => {
    const files = await withNames(workspace, incoming.files)
    const { channel } = incoming
    const answers = await takeBulkFiles(desk, workspace, { number, files, member, channel })
    for (const answer of answers) await reply(answer)
    if (!isAside) return
    const named = await titleOf(desk.db, number)
    // Its LOAs are matched in its thread.
    for (const file of files.filter((one) => kindOf(one) === 'document')) {
      await reply(documentGiven(file, named, null))
    }
  })
}

/** A message is answered like a command: only where orders may be spoken of, and with what is wrong. */
async function answerCoordinator(
  { desk, workspace, incoming, reply }: Received,
  answer: (member: Member) => Promise<void>,
): Promise<void> {
  try {
    const member = await workspace.roles.memberOf(incoming.user, incoming.team)
    refuseUnless('coordinator', member, workspace.settings.roles)
    await workspace.places.placeOf(incoming.channel)
    await answer(member)
  } catch (error) {
    await reply(await answerFor(desk, error))
  }
}

/** Who does not prepare orders, and where none may be spoken of, is not written to unasked. */
async function offerDroppedBeside({ desk, workspace, incoming, reply }: Received): Promise<void> {
  const { user, team, channel, thread } = incoming
  const files = (await withNames(workspace, incoming.files)).filter(isForOrders)
  if (files.length === 0) return
  const member = await workspace.roles.memberOf(user, team).catch(() => null)
  if (member === null || !hasRole('coordinator', member)) return
  const place = await workspace.places.placeOf(channel).catch(() => null)
  if (place === null) return
  try {
    await offerBeside({ ...saidIn({ channel, thread, desk, workspace, reply }), member }, files)
  } catch (error) {
    await reply(await answerFor(desk, error))
  }
}

async function checkWhatWasSaid(received: Received, id: string): Promise<void> {
  const { desk, workspace, incoming, reply } = received
  await answerCoordinator(received, async (member) => {
    const said = `${incoming.text}\n${incoming.forwarded}`
    const typed = said.replaceAll(/<@[UW][A-Z0-9]+>/g, ' ').trim()
    const { channel, files } = incoming
    const purpose = { kind: 'check', channel, typed, files } as const
    const from = { desk, workspace, by: incoming.user }
    const reading = await numbersInFiles(from, { typed, files }, purpose)
    const { numbers, unread } = reading
    if (numbers.length + unread.length + files.length === 0) throw nothingToRead()
    await checkReading({ desk, member, reply }, { id, channel, files, reading })
  })
}

/** A single character, or words for somebody else: nothing that could be done. */
function nothingToRead(): Refusal {
  return new Refusal(
    'nothing-to-read',
    'I found no phone numbers in that.',
    'Type `help` for what I can do, or `status` with an order number or a customer’s name.',
  )
}

function replyTo(workspace: Workspace, incoming: IncomingMessage): Received['reply'] {
  const { channel, user, thread } = incoming
  const where = { channel, ...(thread !== null && { thread_ts: thread }) }
  return async ({ text, blocks }) => {
    const said = { ...where, text, blocks: [...blocks] }
    if (isDirect(incoming)) await workspace.interactive.chat.postMessage(said)
    else await workspace.interactive.chat.postEphemeral({ ...said, user })
  }
}

/** What a person said; null for edits, joins, bots and everything else that Slack also calls a message. */
function incomingFrom(event: unknown): IncomingMessage | null {
  const said = event as Partial<Record<string, unknown>>
  const { subtype, user, channel, ts } = said
  if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') {
    return null
  }
  if (typeof user !== 'string' || typeof channel !== 'string' || typeof ts !== 'string') return null
  if (said['bot_id'] !== undefined) return null
  const { team, text, thread_ts: thread } = said
  return {
    channel,
    user,
    team: typeof team === 'string' ? team : undefined,
    text: typeof text === 'string' ? text : '',
    forwarded: [...forwardedTexts(event), ...pastedTables(event)].join('\n\n'),
    ts,
    thread: typeof thread === 'string' ? thread : null,
    files: [...filesOfMessage(event), ...forwardedFiles(event)],
  }
}
