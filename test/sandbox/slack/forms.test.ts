import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { startBot, until, type Answer } from './a-bot.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

function form(title: string, numberId = 'numbers'): ModalView {
  return {
    type: 'modal',
    callback_id: 'order',
    title: plain(title),
    submit: plain('Save'),
    notify_on_close: true,
    blocks: [
      {
        type: 'input',
        block_id: numberId,
        label: plain('Numbers'),
        element: { type: 'plain_text_input', action_id: 'v' },
      },
      {
        type: 'input',
        block_id: 'site',
        label: plain('Site'),
        optional: true,
        element: { type: 'external_select', action_id: 'site', min_query_length: 0 },
      },
      {
        type: 'input',
        block_id: 'date',
        label: plain('Date'),
        optional: true,
        element: { type: 'datepicker', action_id: 'v', initial_date: '2026-12-04' },
      },
      {
        type: 'input',
        block_id: 'paper',
        label: plain('Letter'),
        optional: true,
        element: { type: 'file_input', action_id: 'v', filetypes: ['pdf'] },
      },
    ],
  }
}

/** A bot whose /portin opens the form; what it does with a submission is up to the test. */
function opensForm(app: App, submitted: (values: Answer) => Answer | undefined) {
  app.command('/portin', async ({ ack, command, client }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: form('New order') })
  })
  app.options('site', async ({ ack, options }) => {
    const sites = ['Raleigh', 'Durham'].filter((name) => name.startsWith(options.value))
    await ack({ options: sites.map((name) => ({ text: plain(name), value: name.toLowerCase() })) })
  })
  app.view('order', async ({ ack, view }) => {
    const answer = submitted(view.state.values)
    // Bolt types each response action apart; here the test decides which it is.
    await (answer ? ack(answer as never) : ack())
  })
}

async function openForm(bot: Awaited<ReturnType<typeof startBot>>) {
  await bot.person('command', { as: 'porter', channel: 'dm', text: 'new' })
  return until(async () => (await bot.modal('porter')) ?? undefined)
}

describe('a form', () => {
  it('shows the bot’s complaints under their field and keeps what was typed', async () => {
    const submissions: Answer[] = []
    await using bot = await startBot((app) => {
      opensForm(app, (values) => {
        submissions.push(values)
        return submissions.length === 1
          ? { response_action: 'errors', errors: { numbers: 'That is no number.' } }
          : undefined
      })
    })
    await openForm(bot)

    const first = await bot.person('submit', {
      as: 'porter',
      values: { Numbers: 'abc', site: 'Durham' },
    })
    expect(first).toMatchObject({
      acked: true,
      closed: false,
      errors: { Numbers: 'That is no number.' },
    })
    expect(await bot.modal('porter')).toMatchObject({
      depth: 1,
      errors: { Numbers: 'That is no number.' },
      state: { values: { numbers: { v: { value: 'abc' } } } },
    })

    const second = await bot.person('submit', { as: 'porter', values: { numbers: '919-555-0100' } })
    expect(second).toMatchObject({ acked: true, closed: true })
    expect(second).not.toHaveProperty('errors')
    expect(await bot.modal('porter')).toBeNull()
    expect(submissions[1]).toMatchObject({
      numbers: { v: { type: 'plain_text_input', value: '919-555-0100' } },
      site: { site: { selected_option: { value: 'durham' } } },
      date: { v: { selected_date: '2026-12-04' } },
      paper: { v: { files: [] } },
    })
  })

  it('is not sent while a required field is empty', async () => {
    const submissions: Answer[] = []
    await using bot = await startBot((app) => {
      opensForm(app, (values) => {
        submissions.push(values)
        return undefined
      })
    })
    await openForm(bot)

    const refused = await bot.person('submit', { as: 'porter', values: { Date: '2026-12-07' } })

    expect(refused).toMatchObject({ closed: false, acked: false })
    expect(refused['errors']).toHaveProperty('Numbers')
    expect(submissions).toEqual([])
    expect(await bot.refused('submit', { as: 'porter', values: { Nmbers: '1' } })).toContain(
      'Numbers',
    )
  })

  it('turns to "checking…" and back with everything still typed, unless the field got a new id', async () => {
    await using bot = await startBot((app) => {
      opensForm(app, () => ({ response_action: 'update', view: form('Checking') }))
    })
    const opened = await openForm(bot)
    const client = bot.app.client

    await bot.person('submit', { as: 'porter', values: { Numbers: '1', Date: '2026-12-09' } })
    const checking = await bot.modal('porter')
    expect(checking).toMatchObject({
      id: opened['id'],
      title: { text: 'Checking' },
      state: { values: { numbers: { v: { value: '1' } } } },
    })
    expect(checking?.['hash']).not.toBe(opened['hash'])

    const update = { view_id: String(opened['id']), view: form('Again', 'other') }
    await expect(client.views.update({ ...update, hash: String(opened['hash']) })).rejects.toThrow(
      'hash_conflict',
    )
    await client.views.update(update)
    expect(await bot.modal('porter')).toMatchObject({
      title: { text: 'Again' },
      state: {
        values: { other: { v: { value: null } }, date: { v: { selected_date: '2026-12-09' } } },
      },
    })
  })

  it('stacks three deep at most, and tells the bot when it is closed', async () => {
    const closed: unknown[] = []
    await using bot = await startBot((app) => {
      opensForm(app, () => ({ response_action: 'push', view: form('On top') }))
      app.view({ callback_id: 'order', type: 'view_closed' }, async ({ ack, body }) => {
        await ack()
        closed.push('is_cleared' in body && body.is_cleared)
      })
    })
    await openForm(bot)
    const submit = () => bot.person('submit', { as: 'porter', values: { Numbers: '1' } })

    await submit()
    await submit()
    expect((await bot.modal('porter'))?.depth).toBe(3)
    expect(await submit()).toMatchObject({
      closed: false,
      errors: { '': expect.any(String) as string },
    })
    expect(bot.complaints.join()).toContain('push_limit_reached')

    expect(await bot.person('close', { as: 'porter' })).toMatchObject({ depth: 2 })
    expect(await bot.person('close', { as: 'porter', all: true })).toMatchObject({ depth: 0 })
    expect(closed).toEqual([false, true])
  })

  it('offers what the bot suggests for the typed letters', async () => {
    await using bot = await startBot((app) => {
      opensForm(app, () => undefined)
    })
    await openForm(bot)
    const { options } = await bot.person('options', { as: 'porter', label: 'Site', query: 'R' })
    expect(options).toEqual([{ text: 'Raleigh', value: 'raleigh' }])
    const wrong = await bot.refused('submit', { as: 'porter', values: { Site: 'Boston' } })
    expect(wrong).toContain('cannot be chosen')
  })

  it('takes a file that the bot can download and nobody finds in a channel', async () => {
    const ids: unknown[] = []
    await using bot = await startBot((app) => {
      opensForm(app, (values) => {
        ids.push(values['paper'])
        return undefined
      })
    })
    await openForm(bot)
    const letter = [{ name: 'loa.pdf', mimetype: 'application/pdf', base64: btoa('%PDF-1.4') }]
    const notPdf = [{ ...letter[0], name: 'loa.exe' }]
    const refused = await bot.person('submit', {
      as: 'porter',
      values: { Numbers: '1', Letter: notPdf },
    })
    expect(refused['errors']).toHaveProperty('Letter')

    await bot.person('submit', { as: 'porter', values: { Numbers: '1', Letter: letter } })

    expect(ids).toMatchObject([
      { v: { type: 'file_input', files: [{ name: 'loa.pdf', size: 8 }] } },
    ])
    expect(await bot.sees('porter')).toEqual([])
  })
})

it.each([
  { triggerMs: 3_000, refusals: ['', 'exchanged_trigger_id'] },
  { triggerMs: 0, refusals: ['expired_trigger_id'] },
])('lets a trigger open one form, within $triggerMs ms', async ({ triggerMs, refusals }) => {
  const triggers: string[] = []
  await using bot = await startBot(
    (app) => {
      app.command('/portin', async ({ ack, command }) => {
        triggers.push(command.trigger_id)
        await ack()
      })
    },
    { timing: { triggerMs } },
  )
  const open = (trigger_id = '') =>
    bot.app.client.apiCall('views.open', { trigger_id, view: form('New') })
  await bot.person('command', { as: 'porter', channel: 'porting', text: '' })

  for (const refusal of refusals) {
    if (refusal === '') await open(triggers[0])
    else await expect(open(triggers[0])).rejects.toThrow(refusal)
  }
  await expect(open('made up')).rejects.toThrow('invalid_trigger_id')
})

it('keeps a form open and says so when the bot does not answer', async () => {
  await using bot = await startBot(
    (app) => {
      app.command('/portin', async ({ ack, command, client }) => {
        await ack()
        await client.views.open({ trigger_id: command.trigger_id, view: form('New') })
      })
      app.view('order', async () => Promise.resolve())
    },
    { timing: { ackMs: 80 } },
  )
  await openForm(bot)
  const answer = await bot.person('submit', { as: 'porter', values: { Numbers: '1' } })
  expect(answer).toMatchObject({ acked: false, closed: false })
  expect(answer['errors']).toHaveProperty([''])
})
