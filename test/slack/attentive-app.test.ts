import type { Receiver } from '@slack/bolt'
import { afterEach, expect, it } from 'vitest'
import { AttentiveApp } from '../../src/slack/attentive-app.ts'
import type { Workspace } from '../../src/slack/workspace.ts'
import { openDatabase } from '../../src/store/database.ts'
import { interruptedRequests, interruptPendingRequests } from '../../src/store/pending-requests.ts'

const opened = await openDatabase(':memory:')
const { db } = opened
afterEach(opened.close)

const RECEIVER: Receiver = {
  init: () => undefined,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}

const BY = { user: { id: 'U0DANA', team_id: 'T0' }, team: { id: 'T0' } }
const HANDED: readonly (readonly [string, Record<string, unknown>])[] = [
  ['/portin bulk', { command: '/portin', text: 'bulk', user_id: 'U0DANA', team_id: 'T0' }],
  ['“Approve”', { ...BY, type: 'block_actions', actions: [pressed('Approve')] }],
  ['the form “New bulk order”', { ...BY, type: 'view_submission', view: form('New bulk order') }],
]

function pressed(text: string): unknown {
  return { type: 'button', action_id: 'press', text: { type: 'plain_text', text } }
}

function form(text: string): unknown {
  return { type: 'modal', callback_id: 'form', title: { type: 'plain_text', text } }
}

/** What a stop at this moment would leave, to be told to who sent it. */
async function wouldBeInterrupted(): Promise<readonly string[]> {
  await interruptPendingRequests(db)
  return (await interruptedRequests(db)).map(({ what }) => what)
}

it('whenever the bot is killed after it told Slack that it has something, the person hears that it was cut off', async () => {
  const app = new AttentiveApp(
    {
      receiver: RECEIVER,
      authorize: () => Promise.resolve({ botToken: 'xoxb-test', botId: 'B0', botUserId: 'U0' }),
    },
    { db, clock: () => 0, log: () => undefined },
    {} as Workspace,
    () => false,
  )
  const dealtWith: string[] = []
  const deal = async ({ ack }: { ack: () => Promise<void> }): Promise<void> => {
    await ack()
    dealtWith.push(...(await wouldBeInterrupted()))
  }
  app.command('/portin', deal)
  app.action('press', deal)
  app.view('form', deal)

  for (const [what, body] of HANDED) {
    const acknowledged: string[] = []
    await app.processEvent({
      body,
      ack: async () => {
        acknowledged.push(...(await wouldBeInterrupted()))
      },
    })
    expect(acknowledged).toEqual([what])
    expect(await wouldBeInterrupted()).toEqual([])
  }
  expect(dealtWith).toEqual(HANDED.map(([what]) => what))
})
