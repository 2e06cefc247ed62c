// The least that answers `/portin` with the same blocks over the same wire: Bolt as its documentation
// shows it, the answers read from a file, and every dependency of portin imported and left alone.
import { readFileSync } from 'node:fs'
import { App, type RespondArguments } from '@slack/bolt'
import type { ModalView } from '@slack/types'

/** Recorded from portin. */
export interface Answers {
  readonly help: RespondArguments
  readonly status: RespondArguments
  readonly opening: ModalView
  readonly form: ModalView
}

const { dependencies } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { readonly dependencies: Readonly<Record<string, string>> }
await Promise.all(Object.keys(dependencies).map((name) => import(name)))

const env = (name: string): string => process.env[name] ?? ''
const file = env('BARE_ANSWERS')
const answers = file === '' ? null : (JSON.parse(readFileSync(file, 'utf8')) as Answers)

const app = new App({
  token: env('SLACK_BOT_TOKEN'),
  appToken: env('SLACK_APP_TOKEN'),
  socketMode: true,
  clientOptions: { slackApiUrl: env('SLACK_API_URL') },
})

app.command('/portin', async ({ command, ack, respond, client }) => {
  await ack()
  if (answers === null) return
  const [name] = command.text.split(' ')
  if (name !== 'new') {
    await respond(name === 'status' ? answers.status : answers.help)
    return
  }
  const { trigger_id: trigger } = command
  const { view } = await client.views.open({ trigger_id: trigger, view: answers.opening })
  await client.views.update({ view_id: view?.id ?? '', view: answers.form })
})

await app.start()
console.error('started')
