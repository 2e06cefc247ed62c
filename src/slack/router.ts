import { JUST_ASKED_MS } from './places.ts'
import type { App, BlockAction, RespondFn, ViewSubmitAction } from '@slack/bolt'
import { dealWithMessage } from './message-event.ts'
import type { Desk } from '../desk/desk.ts'
import { fit, type Message } from './blocks.ts'
import { appTexts } from './forms/app-texts.ts'
import { pastedTables } from './forms/pasted-tables.ts'
import { filesOfMessage, forwardedFiles, forwardedTexts } from './forms/slack-files.ts'
import type { StateValues } from './forms/typed-values.ts'
import { helpOrStatus } from './help.ts'
import { fromAnotherVersion } from './another-version.ts'
import { refusalAnswer } from './messages/refusal.ts'
import { closable } from './pending-answer.ts'
import { replyByUrl, messageDirectly } from './replies.ts'
import { handlersOf, type Handlers, type Routes } from './routes.ts'
import { answerView, serve, withView, wordsView, type Who } from './serve.ts'
import type { Choosing, Clicked, FormInteraction, Shortcut } from './handlers.ts'
import { plainCommand, splitCommand } from './typed-command.ts'
import { openView, type Interaction } from './interaction.ts'
import type { Workspace } from './workspace.ts'

interface Routing {
  readonly app: App
  readonly desk: Desk
  readonly workspace: Workspace
  readonly routes: Routes
  readonly handlers: Handlers
}

/**
 * Connects Bolt with all commands, controls, and forms, and applies to each what must not be forgotten:
 * answer Slack in time, check who it is, turn a refusal into words and a bug into a reference number.
 */
export function route(app: App, desk: Desk, workspace: Workspace, routes: Routes): void {
  const routing = { app, desk, workspace, routes, handlers: handlersOf(routes) }
  routeCommands(routing)
  routeControls(routing)
  routeForms(routing)
  routeShortcuts(routing)
  app.event('message', async ({ event, body }) => {
    try {
      const { commands } = routes
      if (body.is_ext_shared_channel === true) workspace.places.noteShared(event.channel)
      await dealWithMessage({ desk, workspace, commands, id: body.event_id, event })
    } catch (error) {
      desk.log('event-failed', { event: event.type, error })
    }
  })
  app.error((error) => {
    desk.log('bolt-error', { error })
    return Promise.resolve()
  })
}

function routeCommands({ app, desk, workspace, routes, handlers }: Routing): void {
  app.command('/portin', async ({ command, ack, respond }) => {
    await ack()
    const { name, text } = splitCommand(command.text)
    const found = handlers.command(name)
    const interaction = {
      channel: command.channel_id,
      thread: null,
      messageTs: null,
      triggerId: command.trigger_id,
      isInView: false,
      desk,
      workspace,
      reply: replyBy(respond),
    }
    const who = { user: command.user_id, team: command.team_id }
    await (found === undefined
      ? serve(null, who, interaction, (arrived: Interaction) =>
          helpOrStatus(arrived, routes.commands, plainCommand(command.text)),
        )
      : serve(
          found.needs,
          who,
          { ...interaction, text },
          async (arrived: Interaction & { text: string }) => {
            // Orders are not spoken of everywhere, not even to one person.
            await workspace.places.placeOf(arrived.channel)
            await found.run(arrived)
          },
        ))
  })
}

function routeControls(routing: Routing): void {
  const { app, handlers } = routing
  app.action(/.*/, async ({ body, action, ack, respond }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const { action_id: id } = action as { action_id: string }
    const who = whoOf(body)
    const interaction = interactionOf(routing, body, respond)
    const value = valueOf(action)
    const control = handlers.control(id)
    if (control?.kind === 'button') {
      const { button } = control
      const inView = body.view && withView(interaction, body.view, who.user)
      const reply = inView === undefined ? interaction.reply : answerIn(inView)
      const pressed = { ...interaction, value, reply, replace: replyBy(respond, true) }
      await serve(button.needs, who, pressed, async (arrived: Clicked) => {
        await refuseWhereNotSpokenOf(arrived)
        await button.click(arrived)
      })
      return
    }
    if (control?.kind === 'choice' && body.view !== undefined) {
      const { choice } = control
      const formId = body.view.private_metadata
      const values = body.view.state.values as StateValues
      const formInteraction = {
        ...withView(interaction, body.view, who.user),
        formId,
        values,
        value,
        // On top: below stands what was typed.
        reply: async (message: Message) => {
          await openView(interaction, wordsView(message))
        },
      }
      await serve(choice.needs, who, formInteraction, (arrived: Choosing) => choice.choose(arrived))
      return
    }
    await serve(null, who, interaction, () => Promise.reject(fromAnotherVersion()))
  })
}

function routeForms({ app, desk, workspace, handlers }: Routing): void {
  app.view<ViewSubmitAction>(
    { callback_id: /.*/, type: 'view_submission' },
    async ({ body, view, ack }) => {
      const form = handlers.form(view.callback_id)
      if (form === undefined) {
        return ack({
          response_action: 'update',
          view: fit(wordsView(refusalAnswer(fromAnotherVersion()))),
        })
      }
      const sent = await form.read({
        desk,
        id: view.private_metadata,
        values: view.state.values,
      })
      if (sent.kind === 'mistakes') {
        return ack({ response_action: 'errors', errors: { ...sent.errors } })
      }
      const checking = { response_action: 'update', view: fit(sent.view) } as const
      if (sent.mayClose !== true) await ack(checking)
      const who = whoOf(body)
      const open = withView(
        {
          channel: '',
          thread: null,
          messageTs: null,
          triggerId: '',
          isInView: true,
          desk,
          workspace,
          reply: (message) => messageDirectly(workspace, who.user, message),
        },
        view,
        who.user,
      )
      const interaction = sent.mayClose === true ? closable(open, ack, checking) : open
      await serve(
        form.needs,
        who,
        { ...interaction, reply: (message) => interaction.show(wordsView(message), message.text) },
        (arrived: FormInteraction) => sent.operation(arrived),
      )
    },
  )
  app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => ack())
}

function routeShortcuts({ app, desk, workspace, handlers }: Routing): void {
  app.shortcut(/.*/, async ({ shortcut, body, ack }) => {
    await ack()
    if (shortcut.type !== 'message_action') return
    const found = handlers.shortcut(shortcut.callback_id)
    const { channel, message } = shortcut
    const who = whoOf(body)
    const interaction = {
      channel: channel.id,
      thread: message['thread_ts'] === undefined ? null : String(message['thread_ts']),
      messageTs: null,
      triggerId: shortcut.trigger_id,
      isInView: false,
      desk,
      workspace,
      reply: replyByUrl(shortcut.response_url),
      files: [...filesOfMessage(message), ...forwardedFiles(message)],
      text: message.text ?? '',
      message: {
        ts: shortcut.message_ts,
        texts: [...textsOf(message), ...forwardedTexts(message), ...pastedTables(message)],
      },
    }
    await (found === undefined
      ? serve(null, who, interaction, () => Promise.reject(fromAnotherVersion()))
      : serve(found.needs, who, interaction, (arrived: Parameters<Shortcut['run']>[0]) =>
          found.run(arrived),
        ))
  })
}

function textsOf(message: { readonly text?: string }): readonly string[] {
  const seen = appTexts(message)
  return seen.length > 0 ? seen : [message.text ?? '']
}

function interactionOf(
  { desk, workspace }: Routing,
  body: BlockAction,
  respond: RespondFn,
): Omit<Interaction, 'member'> {
  return {
    channel: body.channel?.id ?? '',
    thread: body.message?.['thread_ts'] === undefined ? null : String(body.message['thread_ts']),
    messageTs: body.message?.ts ?? null,
    triggerId: body.trigger_id,
    isInView: body.view !== undefined,
    desk,
    workspace,
    reply:
      body.channel === undefined
        ? (message) => messageDirectly(workspace, body.user.id, message)
        : replyBy(respond),
  }
}

/** A press in a channel is answered there, so it is refused where the command would be. */
async function refuseWhereNotSpokenOf({ channel, workspace }: Clicked): Promise<void> {
  const isChannel = channel !== '' && !channel.startsWith('D')
  if (isChannel) await workspace.places.placeOf(channel, JUST_ASKED_MS)
}

/** What comes of a press in an open view takes the view's place. */
function answerIn({ show }: Pick<FormInteraction, 'show'>): Interaction['reply'] {
  return (message) => show(answerView(message), message.text)
}

/** In a shared channel the person's own organization counts, not the channel's. */
export function whoOf(body: {
  readonly user: { readonly id: string; readonly team_id?: string }
  readonly team: { readonly id: string } | null
}): Who {
  return { user: body.user.id, team: body.user.team_id ?? body.team?.id }
}

function valueOf(action: unknown): string {
  const { value, selected_option: chosen } = action as {
    readonly value?: string
    readonly selected_option?: { readonly value: string } | null
  }
  return value ?? chosen?.value ?? ''
}

/** @param replaces Takes the place of the message that only they see and in which they pressed. */
function replyBy(respond: RespondFn, replaces = false): Interaction['reply'] {
  return async ({ text, blocks }) => {
    await respond({
      text,
      blocks: [...blocks],
      response_type: 'ephemeral',
      replace_original: replaces,
    })
  }
}
