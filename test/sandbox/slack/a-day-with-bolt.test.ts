import type { ModalView } from '@slack/web-api'
import { expect, it } from 'vitest'
import { startBot, until } from './a-bot.ts'

it('carries a command to the bot, and its post and its edit back to everybody', async () => {
  await using bot = await startBot((app) => {
    app.command('/portin', async ({ ack, command, client }) => {
      await ack()
      const { ts } = await client.chat.postMessage({
        channel: command.channel_id,
        text: `hello ${command.text}`,
      })
      if (ts)
        await client.chat.update({ channel: command.channel_id, ts, text: `bye ${command.text}` })
    })
  })

  const answer = await bot.person('command', { as: 'porter', channel: '#porting', text: 'check 1' })

  expect(answer).toMatchObject({ acked: true })
  const seen = await until(async () => (await bot.sees('guest')).find(({ edited }) => edited))
  expect(seen).toMatchObject({ text: 'bye check 1', user: bot.slack.people.bot.id })
  expect(bot.complaints).toEqual([])
})

it('lets a person press a button, and the bot see what was chosen beside it', async () => {
  const pressed: unknown[] = []
  await using bot = await startBot((app) => {
    app.command('/portin', async ({ ack }) => {
      await ack({
        text: 'pick',
        blocks: [
          {
            type: 'actions',
            block_id: 'pick',
            elements: [
              {
                type: 'static_select',
                action_id: 'day',
                options: [
                  { text: { type: 'plain_text', text: 'Monday' }, value: 'mon' },
                  { text: { type: 'plain_text', text: 'Friday' }, value: 'fri' },
                ],
              },
              {
                type: 'button',
                action_id: 'go',
                text: { type: 'plain_text', text: 'Go' },
                value: '7',
              },
            ],
          },
        ],
        response_type: 'in_channel',
      })
    })
    app.action('day', async ({ ack }) => ack())
    app.action('go', async ({ ack, action, body, respond }) => {
      await ack()
      pressed.push(action, 'state' in body ? body.state : undefined)
      await respond({ text: 'gone', replace_original: true })
    })
  })
  await bot.person('command', { as: 'porter', channel: 'porting', text: '' })
  const [card] = await bot.sees('approver')

  await bot.person('click', {
    as: 'approver',
    channel: 'porting',
    ts: card?.ts,
    action: 'day',
    option: 'friday',
  })
  const click = await bot.person('click', {
    as: 'approver',
    channel: 'porting',
    ts: card?.ts,
    action: 'GO',
  })

  expect(click).toMatchObject({ acked: true })
  expect(
    await until(async () => (await bot.sees('porter')).find(({ text }) => text === 'gone')),
  ).toMatchObject({
    ts: card?.ts,
    blocks: [],
  })
  expect(pressed).toMatchObject([
    { action_id: 'go', block_id: 'pick', value: '7' },
    { values: { pick: { day: { selected_option: { value: 'fri' } } } } },
  ])
})

it('carries a menu, a shortcut and a dispatching field, each as Slack would', async () => {
  const bodies: Record<string, unknown> = {}
  await using bot = await startBot((app) => {
    app.action(/.*/, async ({ ack, action, body }) => {
      await ack()
      bodies[action.type] = body
    })
    app.shortcut('from_message', async ({ ack, body, client }) => {
      await ack()
      bodies['shortcut'] = body
      await client.views.open({ trigger_id: body.trigger_id, view: numbersForm })
    })
  })
  const menu = {
    type: 'overflow' as const,
    action_id: 'more',
    options: [{ text: { type: 'plain_text' as const, text: 'Cancel order' }, value: 'cancel' }],
  }
  const { message_ts: ts } = await bot.app.client.chat.postEphemeral({
    channel: 'C0PORTING',
    user: 'U0DANA',
    text: 'only you',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'only you' }, accessory: menu }],
  })
  const { ts: said } = await bot.person('say', { as: 'porter2', channel: 'porting', text: '919…' })

  await bot.person('click', { as: 'porter', channel: 'porting', ts, action: 'cancel order' })
  await bot.person('shortcut', {
    as: 'porter',
    callback: 'from_message',
    channel: 'porting',
    ts: said,
  })
  await until(async () => (await bot.modal('porter')) ?? undefined)
  await bot.person('click', { as: 'porter', view: true, action: 'Kind', option: 'Toll-free' })

  expect(bodies['overflow']).toMatchObject({
    container: { is_ephemeral: true, message_ts: ts },
    actions: [{ action_id: 'more', selected_option: { value: 'cancel' } }],
  })
  expect(bodies['overflow']).not.toHaveProperty('message')
  expect(bodies['shortcut']).toMatchObject({ type: 'message_action', message: { text: '919…' } })
  expect(bodies['static_select']).toMatchObject({
    container: { type: 'view' },
    view: { state: { values: { kind: { v: { selected_option: { value: 'tf' } } } } } },
  })
})

const numbersForm: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Numbers' },
  submit: { type: 'plain_text', text: 'Check' },
  blocks: [
    {
      type: 'input',
      block_id: 'kind',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'Kind' },
      element: {
        type: 'static_select',
        action_id: 'v',
        options: [
          { text: { type: 'plain_text', text: 'Local' }, value: 'local' },
          { text: { type: 'plain_text', text: 'Toll-free' }, value: 'tf' },
        ],
      },
    },
  ],
}
