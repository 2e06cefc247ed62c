import type { Desk } from '../desk/desk.ts'
import { offerForOrder } from '../desk/attach-document.ts'
import { findPostAt, type PostRef } from '../store/posts.ts'
import { answerFor } from './answer-for.ts'
import type { Message } from './blocks.ts'
import { isBulkPost } from './bulk-posts.ts'
import { kindOf, takeBulkFiles } from './bulk-thread.ts'
import { filesOfMessage, forwardedFiles, forwardedTexts, withNames } from './forms/slack-files.ts'
import type { TypedFile } from './typed-file.ts'
import { isForOrders, offerBeside } from './dropped-document.ts'
import { saidIn } from './interaction.ts'
import { hasRole, refuseUnless } from './roles.ts'
import { checkReading } from './check-reading.ts'
import { documentGiven } from './messages/whose-document.ts'
import { titleOf } from './order-ref.ts'
import { namesBot, runMention, saidToBot } from './mention.ts'
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
  /** What others said: read for numbers, and no word to the bot. */
  readonly forwarded: string
  readonly ts: string
  readonly thread: string | null
  readonly files: readonly TypedFile[]
}

/**
 * Somebody said or dropped something where the bot is. A file in an order's thread is offered for the
 * order, one beside it to the order that it fits, and a mention there is a command about it; numbers said to the bot itself, or dropped in a check's
 * thread, are checked. All else is not ours.
 */
export async function dealWithMessage({
  desk,
  workspace,
  commands,
  id,
  event,
}: {
  readonly desk: Desk
  readonly workspace: Workspace
  /** What can be said in an order's thread; none where a message is dealt with once more. */
  readonly commands: readonly Command[]
  /** Slack's id of the event: handling it twice has the effect of once. */
  readonly id: string
  readonly event: unknown
}): Promise<void> {
  const incoming = incomingFrom(event)
  if (incoming === null || incoming.user === workspace.botUser) return

  const above =
    incoming.thread === null
      ? undefined
      : await findPostAt(desk.db, incoming.channel, incoming.thread)
  const ref = orderAbove(above?.ref)
  const isAside = above?.ref.kind === 'pointer'
  if (ref?.kind === 'card' || ref?.kind === 'bulk-card') {
    await heedMention(desk, workspace, commands, { incoming, number: ref.number })
  }
  if (ref?.kind === 'card') {
    // Anybody may drop a file, also a guest: it waits for a coordinator's click.
    for (const file of await withNames(workspace, incoming.files)) {
      const offer = await offerForOrder(desk, {
        number: ref.number,
        source: file.id,
        name: file.name,
        size: file.size ?? 0,
        by: incoming.user,
      })
      if (isAside) await replyGiven(desk, workspace, { incoming, file, offer, number: ref.number })
    }
    return
  }
  if (ref?.kind === 'bulk-card' && incoming.files.length > 0) {
    await takeFilesForBulk(desk, workspace, incoming, { number: ref.number, isAside })
    return
  }
  if (ref?.kind === 'bulk-card') return
  const isToUs = namesBot(incoming.text, workspace.botUser) || isDirect(incoming)
  // Under a digest or a request for several orders it is for one of them.
  const isBeside = incoming.thread === null || (above !== undefined && ref?.kind !== 'check')
  if (!isToUs && isBeside && incoming.files.length > 0) {
    return offerDroppedBeside(desk, workspace, incoming)
  }
  if (!isToUs && (ref?.kind !== 'check' || incoming.files.length === 0)) return
  const files = await withNames(workspace, incoming.files)
  const isLeft = await answerSpoken(desk, workspace, commands, { ...incoming, files })
  if (isLeft) await checkWhatWasSaid(desk, workspace, { id, incoming: { ...incoming, files } })
}

/** Whoever answers a line in the channel speaks of the order that it points to. */
function orderAbove(ref: PostRef | undefined): PostRef | undefined {
  if (ref?.kind !== 'pointer') return ref
  if (!('number' in ref.of)) return undefined
  return { kind: isBulkPost(ref.of) ? 'bulk-card' : 'card', number: ref.of.number }
}

/** A conversation with one person. */
function isDirect({ channel }: Pick<IncomingMessage, 'channel'>): boolean {
  return channel.startsWith('D')
}

/** @returns whether something is left to be read for numbers. */
async function answerSpoken(
  desk: Desk,
  workspace: Workspace,
  commands: readonly Command[],
  incoming: IncomingMessage,
): Promise<boolean> {
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
    reply: (message) => replyTo(workspace, incoming, message),
  })
}

/** In an order's thread the bot is spoken to about the order. */
async function heedMention(
  desk: Desk,
  workspace: Workspace,
  commands: readonly Command[],
  { incoming, number }: { readonly incoming: IncomingMessage; readonly number: number },
): Promise<void> {
  const { channel, thread, user, team, text, files } = incoming
  const words = saidToBot(text, workspace.botUser)
  const isOnlyFiles = words?.trim() === '' && files.length > 0
  if (words === null || thread === null || commands.length === 0 || isOnlyFiles) return
  await runMention({
    desk,
    workspace,
    commands,
    channel,
    thread,
    number,
    words,
    who: { user, team },
    reply: (message) => replyTo(workspace, incoming, message),
  })
}

/** Anybody may drop a file; what a table would change is shown to coordinators only. */
async function takeFilesForBulk(
  desk: Desk,
  workspace: Workspace,
  incoming: IncomingMessage,
  { number, isAside }: { readonly number: number; readonly isAside: boolean },
): Promise<void> {
  try {
    const member = await workspace.roles.memberOf(incoming.user, incoming.team)
    refuseUnless('coordinator', member, workspace.settings.roles)
    await workspace.places.placeOf(incoming.channel)
    const files = await withNames(workspace, incoming.files)
    const answers = await takeBulkFiles(desk, workspace, {
      number,
      files,
      member,
      channel: incoming.channel,
    })
    for (const answer of answers) await replyTo(workspace, incoming, answer)
    if (!isAside) return
    for (const file of files.filter((one) => kindOf(one) === 'document')) {
      await replyGiven(desk, workspace, { incoming, file, offer: null, number })
    }
  } catch (error) {
    await replyTo(workspace, incoming, await answerFor(desk, error))
  }
}

/** Under a line in the channel nothing of the order's thread is seen: whoever dropped it reads where it is. */
async function replyGiven(
  desk: Desk,
  workspace: Workspace,
  given: {
    readonly incoming: IncomingMessage
    readonly file: TypedFile
    readonly number: number
    /** Null: a bulk order's LOAs are matched in its thread. */
    readonly offer: string | null
  },
): Promise<void> {
  const named = await titleOf(desk.db, given.number)
  await replyTo(workspace, given.incoming, documentGiven(given.file, named, given.offer))
}

/** Who does not prepare orders, and where none may be spoken of, is not written to unasked. */
async function offerDroppedBeside(
  desk: Desk,
  workspace: Workspace,
  incoming: IncomingMessage,
): Promise<void> {
  const { user, team, channel, thread } = incoming
  const files = (await withNames(workspace, incoming.files)).filter(isForOrders)
  if (files.length === 0) return
  const member = await workspace.roles.memberOf(user, team).catch(() => null)
  if (member === null || !hasRole('coordinator', member)) return
  const place = await workspace.places.placeOf(channel).catch(() => null)
  if (place === null) return
  const reply = (answer: Message) => replyTo(workspace, incoming, answer)
  try {
    await offerBeside({ ...saidIn({ channel, thread, desk, workspace, reply }), member }, files)
  } catch (error) {
    await reply(await answerFor(desk, error))
  }
}

async function checkWhatWasSaid(
  desk: Desk,
  workspace: Workspace,
  { id, incoming }: { readonly id: string; readonly incoming: IncomingMessage },
): Promise<void> {
  try {
    const member = await workspace.roles.memberOf(incoming.user, incoming.team)
    refuseUnless('coordinator', member, workspace.settings.roles)
    await workspace.places.placeOf(incoming.channel)
    const said = `${incoming.text}\n${incoming.forwarded}`
    const typed = said.replaceAll(/<@[UW][A-Z0-9]+>/g, ' ').trim()
    const { files } = incoming
    const purpose = { kind: 'check', channel: incoming.channel, typed, files } as const
    const from = { desk, workspace, by: incoming.user }
    const reading = await numbersInFiles(from, { typed, files }, purpose)
    const { numbers, unread } = reading
    if (numbers.length + unread.length + files.length === 0) throw nothingToRead()
    const reply = (answer: Message) => replyTo(workspace, incoming, answer)
    await checkReading({ desk, member, reply }, { id, channel: incoming.channel, files, reading })
  } catch (error) {
    await replyTo(workspace, incoming, await answerFor(desk, error))
  }
}

/** A letter, or words that are for somebody else: nothing that could be done. */
function nothingToRead(): Refusal {
  return new Refusal(
    'nothing-to-read',
    'I found no phone numbers in that.',
    'Type `help` for what I can do, or `status` with an order number or a customer’s name.',
  )
}

/** Where they spoke: in a conversation it stays, elsewhere only they see it. */
async function replyTo(
  workspace: Workspace,
  { channel, user, thread }: IncomingMessage,
  { text, blocks }: Message,
): Promise<void> {
  const said = { channel, text, blocks: [...blocks] }
  const where = thread !== null && { thread_ts: thread }
  if (isDirect({ channel })) await workspace.interactive.chat.postMessage({ ...said, ...where })
  else await workspace.interactive.chat.postEphemeral({ ...said, user, ...where })
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
    forwarded: forwardedTexts(event).join('\n'),
    ts,
    thread: typeof thread === 'string' ? thread : null,
    files: [...filesOfMessage(event), ...forwardedFiles(event)],
  }
}
