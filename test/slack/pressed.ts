import type { HomeView, KnownBlock, ModalView } from '@slack/types'
import { App } from '@slack/bolt'
import { startPracticeSlack } from '../../sandbox/slack/server.ts'
import { commands } from '../../commands/index.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { Message } from '../../src/slack/blocks.ts'
import { createReceiver } from '../../src/slack/receivers.ts'
import { route } from '../../src/slack/router.ts'
import { routesWith, type Routes } from '../../src/slack/routes.ts'
import { enterWorkspace } from '../../src/slack/workspace.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { onTestFinished } from 'vitest'

export type Shown = Message | ModalView | HomeView

/** What can be pressed, chosen or sent in what is shown, by its id. */
export interface Pressable {
  readonly kind: 'action' | 'form'
  readonly id: string
}

export function pressableIn(shown: Shown): readonly Pressable[] {
  const form = 'callback_id' in shown ? shown.callback_id : undefined
  return [
    ...(shown.blocks as readonly KnownBlock[])
      .flatMap(actionsIn)
      .map((id) => ({ kind: 'action', id }) as const),
    ...(form === undefined ? [] : [{ kind: 'form', id: form } as const]),
  ]
}

/** Slack tells of elements that stand by themselves, and of inputs that ask for it. */
function actionsIn(block: KnownBlock): readonly string[] {
  if (block.type === 'actions') return block.elements.map(idOf)
  if (block.type === 'section' && block.accessory !== undefined) return [idOf(block.accessory)]
  if (block.type === 'input' && block.dispatch_action === true) return [idOf(block.element)]
  return []
}

function idOf(element: object): string {
  const { action_id: id } = element as { readonly action_id?: string }
  if (id === undefined) throw new Error(`${JSON.stringify(element)} has no action id.`)
  return id
}

/** The bot’s own screen behind Bolt and its router, every handler of which only says that it was reached. */
export async function openPressing(clock: () => number): Promise<{
  readonly routes: Routes
  readonly press: (pressable: Pressable) => Promise<readonly string[]>
}> {
  const slack = await startPracticeSlack({ clock: { now: clock }, log: () => undefined })
  onTestFinished(() => slack.close())
  const roles = { coordinators: [slack.people.approver.id], approvers: [], admins: [] }
  const settings = {
    apiUrl: slack.env.SLACK_API_URL,
    botToken: slack.env.SLACK_BOT_TOKEN,
    roles: { ...roles, approvers: roles.coordinators, admins: roles.coordinators },
    allowedSharedChannels: [],
    oldSettings: [],
  }
  const workspace = await enterWorkspace(settings, clock, clock, () => null)
  const log = (event: string, facts: unknown) => reached.push(`${event} ${JSON.stringify(facts)}`)
  const { receiver } = createReceiver(
    { kind: 'http', signingSecret: slack.env.SLACK_SIGNING_SECRET },
    { ...REAL_CLOCKS, apiUrl: settings.apiUrl, wallClock: clock, log },
  )
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({ botToken: settings.botToken, botUserId: workspace.botUser }),
  })
  let reached: string[] = []
  const routes = routesWith(commands)
  route(
    app,
    { log, clock } as unknown as Desk,
    workspace,
    recording(routes, (id) => reached.push(id)),
  )

  const who = { id: slack.people.approver.id, team_id: workspace.team }
  const view = { id: 'V1', hash: '1', private_metadata: '', state: { values: {} } }
  return {
    routes,
    async press({ kind, id }) {
      reached = []
      const common = { user: who, team: { id: workspace.team }, trigger_id: '1.2' }
      const body =
        kind === 'form'
          ? { type: 'view_submission', view: { ...view, callback_id: id }, ...common }
          : { type: 'block_actions', view, actions: [{ action_id: id, block_id: 'b' }], ...common }
      await app.processEvent({ body, ack: () => Promise.resolve() })
      return reached
    },
  }
}

function recording(routes: Routes, reach: (id: string) => void): Routes {
  const reached = (id: string) => () => {
    reach(id)
    return Promise.resolve()
  }
  return {
    ...routes,
    buttons: routes.buttons.map((one) => ({ ...one, click: reached(one.id) })),
    choices: routes.choices.map((one) => ({ ...one, choose: reached(one.id) })),
    forms: routes.forms.map((one) => ({
      ...one,
      read() {
        reach(one.id)
        return { kind: 'mistakes', errors: {} }
      },
    })),
  }
}
