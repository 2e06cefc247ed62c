import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { startBot, until } from '../a-bot.ts'

const CHANNEL = 'C0PORTING'
const TOO_LONG = 'x'.repeat(3001)
const BLOCKS = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: TOO_LONG } }]
const VIEW: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'A title that is much too long' },
  blocks: [],
}
const FORM: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: { type: 'plain_text', text: 'Form' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [],
}

const refused = { data: { error: 'invalid_blocks' } }
const refusedView = {
  data: {
    error: 'invalid_arguments',
    response_metadata: {
      messages: expect.arrayContaining([
        '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
      ]) as unknown,
    },
  },
}

describe('the checker stands before', () => {
  it('a message, an update and an ephemeral message', async () => {
    await using bot = await startBot(() => undefined)
    const { chat } = bot.app.client
    const { ts = '' } = await chat.postMessage({ channel: CHANNEL, text: 'fine' })
    const wrong = { channel: CHANNEL, text: 'x', blocks: BLOCKS }
    await expect(chat.postMessage(wrong)).rejects.toMatchObject(refused)
    await expect(chat.update({ ...wrong, ts })).rejects.toMatchObject(refused)
    await expect(chat.postEphemeral({ ...wrong, user: 'U0DANA' })).rejects.toMatchObject(refused)
    const attachments = [{ blocks: BLOCKS, fallback: 'x' }]
    await expect(
      chat.postMessage({ channel: CHANNEL, text: 'x', attachments }),
    ).rejects.toMatchObject({
      data: { error: 'invalid_attachments' },
    })
    expect(await bot.sees('porter')).toMatchObject([{ text: 'fine' }])
  })

  it('a view, wherever it is shown', async () => {
    const errors: unknown[] = []
    await using bot = await startBot(
      (app) => {
        app.command('/portin', async ({ ack, command, client }) => {
          await ack()
          const trigger = { trigger_id: command.trigger_id }
          if (command.text === 'wrong')
            await client.views
              .open({ ...trigger, view: VIEW })
              .catch((error: unknown) => errors.push(error))
          else {
            const { view } = await client.views.open({ ...trigger, view: FORM })
            await client.views
              .update({ view_id: view?.id ?? '', view: VIEW })
              .catch((error: unknown) => errors.push(error))
          }
        })
      },
      { homeTab: true },
    )
    await bot.person('command', { as: 'porter', channel: 'porting', text: 'wrong' })
    await bot.person('command', { as: 'porter', channel: 'porting', text: 'right' })
    await until(() => errors.length === 2 || undefined)
    expect(errors).toMatchObject([refusedView, refusedView])
    const home = { type: 'home', blocks: BLOCKS } as const
    await expect(
      bot.app.client.views.publish({ user_id: 'U0DANA', view: home }),
    ).rejects.toMatchObject({
      data: { error: 'invalid_arguments' },
    })
  })

  it('the acknowledgement of a command, which then fails for the person who typed it', async () => {
    await using bot = await startBot((app) => {
      app.command('/portin', ({ ack }) => ack({ text: 'x', blocks: BLOCKS }))
    })
    await bot.person('command', { as: 'porter', channel: 'porting', text: '' })
    expect(await bot.sees('porter')).toMatchObject([
      { ephemeral: true, text: '/portin failed with the error "invalid_command_response"' },
    ])
  })

  it('an answer to a response_url', async () => {
    const errors: unknown[] = []
    await using bot = await startBot((app) => {
      app.command('/portin', async ({ ack, respond }) => {
        await ack()
        await respond({ text: 'x', blocks: BLOCKS }).catch((error: unknown) => errors.push(error))
      })
    })
    await bot.person('command', { as: 'porter', channel: 'porting', text: '' })
    await until(() => errors[0])
    expect(errors).toMatchObject([{ statusCode: 400 }])
    expect(await bot.sees('porter')).toEqual([])
  })

  it.each([
    ['a view that Slack refuses', { response_action: 'update', view: VIEW }],
    ['a view to put on top that Slack refuses', { response_action: 'push', view: VIEW }],
    ['errors together with a view', { response_action: 'errors', errors: {}, view: FORM }],
    ['a word that Slack does not know', { response_action: 'reload' }],
  ])('the acknowledgement of a form: with %s it stays open', async (_what, answer) => {
    await using bot = await startBot((app: App) => {
      app.command('/portin', async ({ ack, command, client }) => {
        await ack()
        await client.views.open({ trigger_id: command.trigger_id, view: FORM })
      })
      app.view('form', ({ ack }) => ack(answer as never))
    })
    await bot.person('command', { as: 'porter', channel: 'porting', text: '' })
    await until(async () => (await bot.modal('porter')) ?? undefined)
    expect(await bot.person('submit', { as: 'porter', values: {} })).toMatchObject({
      closed: false,
      errors: { '': 'We had some trouble connecting. Try again?' },
    })
  })
})
