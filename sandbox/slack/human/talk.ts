import { codePoints } from '../code-points.ts'
import { COMMAND, sendCommand } from '../interactions/command.ts'
import { sendShortcut } from '../interactions/press.ts'
import { listOf, textOf } from '../json.ts'
import { share } from '../methods/files.ts'
import { BOT } from '../people.ts'
import { isStranger, need, outcome, where, whereOpen, who, type Doors } from './door.ts'
import { readFile } from './entering.ts'
import { HumanError } from './human-error.ts'
import { seenMessage } from './seeing.ts'

/** Pasted text beyond this length becomes a snippet. */
const LONGEST_MESSAGE = 4_000

/** What people say: messages, files, commands and shortcuts. */
export const TALK: Doors = {
  async 'POST command'(body, workspace) {
    const person = who(body)
    const conversation = whereOpen(body, person, workspace)
    if (body['thread'] !== undefined)
      throw new HumanError(`${COMMAND} is not supported in threads. Sorry!`)
    if (isStranger(person)) {
      const line = `${COMMAND} is not a valid command.`
      workspace.messages.slackbotSays(conversation, person.id, line)
      return { acked: false, ackMs: 0, error: line }
    }
    const text = need(body, 'text', true).replace(/^\/portin(\s+|$)/, '')
    const ack = await sendCommand(person, conversation, text, workspace)
    const silent = Object.keys(ack.payload).length === 0
    return { ...outcome(ack), ...(silent ? {} : { response: ack.payload }) }
  },

  'POST say'(body, workspace) {
    const { files, messages, events } = workspace
    const person = who(body)
    const conversation = whereOpen(body, person, workspace)
    const threadTs = textOf(body['thread'])
    if (threadTs !== undefined) seenMessage(conversation, threadTs, person, workspace)
    const said = (textOf(body['text']) ?? '').replaceAll(`@${BOT.handle}`, `<@${BOT.id}>`)
    const pasted = codePoints(said).length > LONGEST_MESSAGE
    const text = pasted ? '' : said
    const given = listOf(body['files']).map((each) => files.given(person.id, readFile(each)))
    const shared = pasted ? [...given, files.snippet(person.id, said)] : given
    const draft = { conversation, user: person.id, text, threadTs }
    if (shared.length > 0) {
      const ts = share(workspace, { ...draft, files: shared })
      return { ts, files: shared.map(({ id }) => id) }
    }
    if (text === '') throw new HumanError('there is nothing to say')
    const { ts } = messages.post({ ...draft, blocks: undefined })
    if (text.includes(`<@${BOT.id}>`)) {
      const about = { channel: conversation.id, user: person.id, text, ts, event_ts: ts }
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
      events.notify(conversation, { type: 'app_mention', ...about, ...thread })
    }
    return { ts }
  },

  async 'POST shortcut'(body, workspace) {
    const person = who(body)
    if (isStranger(person))
      throw new HumanError('people of other organisations have no shortcuts here')
    const ts = textOf(body['ts'])
    const message =
      ts === undefined
        ? undefined
        : seenMessage(where(body, person, workspace), ts, person, workspace)
    if (message?.ephemeralFor !== undefined)
      throw new HumanError('an ephemeral message has no shortcuts')
    return outcome(await sendShortcut(person, need(body, 'callback'), message, workspace))
  },
}
