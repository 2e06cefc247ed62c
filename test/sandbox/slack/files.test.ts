import { expect, it } from 'vitest'
import { startBot, until, type Answer } from './a-bot.ts'

const PDF = '%PDF-1.7 a letter'

/** A bot that remembers what it heard of messages and files. */
async function webhook() {
  const heard: Answer[] = []
  const bot = await startBot((app) => {
    app.event('message', async ({ event }) => {
      heard.push({ ...event })
      await Promise.resolve()
    })
    app.event('file_shared', async ({ event }) => {
      heard.push({ ...event })
      await Promise.resolve()
    })
  })
  const first = (type: string) => until(() => heard.find((each) => each['type'] === type))
  return { bot, first, [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose]() }
}

it('tells the bot twice of a dropped file, and hands it out to the bot’s token only', async () => {
  await using test = await webhook()
  const { bot, first } = test
  const { ts: parent } = await bot.person('say', {
    as: 'approver',
    channel: 'porting',
    text: 'here',
  })
  const letter = { name: 'loa.pdf', mimetype: 'application/pdf', base64: btoa(PDF) }

  await bot.person('say', {
    as: 'porter',
    channel: 'porting',
    thread: parent,
    text: '',
    files: [letter],
  })

  const shared = await first('file_shared')
  const { file } = await bot.app.client.files.info({ file: String(shared['file_id']) })
  expect(file).toMatchObject({ name: 'loa.pdf', filetype: 'pdf', mode: 'hosted', size: PDF.length })
  const address = file?.url_private_download ?? ''
  const authorization = `Bearer ${bot.slack.env.SLACK_BOT_TOKEN}`
  const given = await fetch(address, { headers: { authorization } })
  expect(await given.text()).toBe(PDF)

  const anonymous = await fetch(address)
  expect(anonymous.status).toBe(200)
  expect(anonymous.headers.get('content-type')).toContain('text/html')
  const [post] = (await bot.sees('guest'))[0]?.thread ?? []
  expect(post).toMatchObject({ files: [{ name: 'loa.pdf' }] })
})

it('does not show the bot what is shared where it is not', async () => {
  await using test = await webhook()
  const { bot } = test
  const letter = { name: 'secret.pdf', mimetype: 'application/pdf', base64: btoa(PDF) }
  const said = await bot.person('say', { as: 'porter', channel: 'general', files: [letter] })
  const [id] = said['files'] as string[]
  await expect(bot.app.client.files.info({ file: id ?? '' })).rejects.toThrow('file_not_found')
})

it('turns a long paste into a snippet', async () => {
  await using test = await webhook()
  const { bot, first } = test
  const paste = '919-555-0100\n'.repeat(400)

  await bot.person('say', { as: 'porter', channel: 'porting', text: paste })

  const event = await first('message')
  expect(event).toMatchObject({
    subtype: 'file_share',
    text: '',
    files: [{ mode: 'snippet', filetype: 'text' }],
  })
  const [file] = event['files'] as { url_private: string }[]
  const authorization = `Bearer ${bot.slack.env.SLACK_BOT_TOKEN}`
  const given = await fetch(file?.url_private ?? '', { headers: { authorization } })
  expect(await given.text()).toBe(paste)
})

it('gives the bot only a stub of a stranger’s file', async () => {
  await using test = await webhook()
  const { bot, first } = test
  const letter = { name: 'loa.pdf', mimetype: 'application/pdf', base64: btoa(PDF) }
  await bot.person('say', { as: 'stranger', channel: 'partners', files: [letter] })

  const { files } = await first('message')
  const [stub] = files as Answer[]
  expect(stub).toMatchObject({ file_access: 'check_file_info' })
  expect(stub).not.toHaveProperty('url_private')
  const { file } = await bot.app.client.files.info({ file: String(stub?.['id']) })
  expect(file?.name).toBe('loa.pdf')
})

it('shares what the bot uploads, in the thread it names', async () => {
  await using test = await webhook()
  const { bot } = test
  const { client } = bot.app
  const { ts } = await client.chat.postMessage({ channel: 'C0PORTING', text: 'result' })
  await client.filesUploadV2({
    channel_id: 'C0PORTING',
    thread_ts: ts ?? '',
    filename: 'numbers.csv',
    content: 'number,verdict\n',
    initial_comment: 'per number',
  })
  const reply = await until(async () => (await bot.sees('porter'))[0]?.thread[0])
  expect(reply).toMatchObject({ text: 'per number', files: [{ name: 'numbers.csv', size: 15 }] })
})

it('refuses an upload of another length than announced, and does not share it', async () => {
  await using test = await webhook()
  const { client } = test.bot.app
  const asked = await client.files.getUploadURLExternal({ filename: 'numbers.csv', length: 5 })
  const sent = await fetch(asked.upload_url ?? '', { method: 'POST', body: 'four' })
  expect(sent.status).toBe(400)
  const files: [{ id: string }] = [{ id: asked.file_id ?? '' }]
  await expect(client.files.completeUploadExternal({ files })).rejects.toThrow('file_not_found')
  expect(test.bot.complaints.join()).toContain('another length than announced')
})

it('has no Home tab to publish to, unless the manifest asks for one', async () => {
  await using test = await webhook()
  const view = { type: 'home' as const, blocks: [] }
  const publishing = test.bot.app.client.views.publish({ user_id: 'U0DANA', view })
  await expect(publishing).rejects.toThrow('not_enabled')
})

it('refuses addresses that are none', async () => {
  await using test = await webhook()
  const post = (url: string) =>
    test.bot.app.client.chat.postMessage({
      channel: 'C0PORTING',
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'x' }, url },
          ],
        },
      ],
    })
  await expect(post('see our page')).rejects.toThrow('invalid_blocks')
  await expect(post('https://example.com/orders')).resolves.toMatchObject({ ok: true })
})
