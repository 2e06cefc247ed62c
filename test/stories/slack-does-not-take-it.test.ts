import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { some } from '../fixtures/extent.ts'
import {
  ACME,
  ACME_NUMBERS,
  agreed,
  askedToSubmit,
  attach,
  door,
  draft,
  endStory,
  orderId,
} from './order-on-the-way.ts'
import { BULK, splitBulk } from './bulk-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, messages, statusAtBandwidth, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const slackFails = (fault: Record<string, unknown>) => door(day, 'fault', fault)

/** Long enough for a post that was refused to be tried again. */
async function later(): Promise<void> {
  for (let minute = 0; minute < 4; minute += 1) await day.turn({ advance: 'PT1M' })
}

async function sendForm(): Promise<void> {
  await day.command('porter', `new ${ACME_NUMBERS}`)
  await day.submit('porter', ACME)
}

const cards = async () =>
  (await messages(day, 'porter')).filter(
    (one) => !one.ephemeral && /^\*#1001[^*]*\* · /.test(wordsOf(one)),
  )

describe('a card that Slack does not take', () => {
  const troubles: Record<string, Record<string, unknown>> = {
    'because it is broken': { error: 'internal_error', times: 2 },
    'because it is down': { status: 503, times: 2 },
    'because there were too many': { status: 429, retryAfter: 1 },
    'but shows all the same, its answer lost': { lost: true },
  }

  it.each(some(Object.entries(troubles), 2))(
    '%s, stands there once, later, and works',
    async (_why, fault) => {
      await slackFails({ method: 'chat.postMessage', ...fault })
      await sendForm()
      expect(await day.orders()).toHaveLength(1)
      expect(await day.modal('porter')).toBeNull()
      expect(day.logged.some(({ event }) => event === 'post-not-shown')).toBe(true)
      await later()
      expect(await cards()).toHaveLength(1)
      const card = await cardOf(day)
      await attach(day, card)
      expect(wordsOf(await cardOf(day))).not.toContain('No LOA yet')
    },
  )

  it.each([
    ['draft', () => day.command('porter', `new ${ACME_NUMBERS}`), ACME],
    ['bulk draft', () => day.command('porter', `bulk ${ACME_NUMBERS}`), BULK],
  ])(
    'for long is no reason to save the same %s again: whoever saved it hears where it is',
    async (_kind, open, fields) => {
      const told = async () =>
        (await day.sees('porter', '@bot'))
          .map(wordsOf)
          .filter((words) => /#1001.* is created/.test(words))
      await open()
      await door(day, 'archive', { as: 'approver', channel: 'porting' })
      await day.submit('porter', fields)
      expect(await day.modal('porter')).toBeNull()
      await later()
      expect(await told()).toHaveLength(1)
      expect((await told()).join()).toMatch(/follow 1001/)
      expect(await cards()).toHaveLength(0)
    },
  )

  it('but soon does is told of nowhere else', async () => {
    await sendForm()
    await later()
    expect(await cards()).toHaveLength(1)
    expect(await day.sees('porter', '@bot')).toEqual([])
  })

  it('is followed in its thread by what happened meanwhile', async () => {
    await slackFails({ method: 'chat.postMessage', status: 503, times: 3 })
    await sendForm()
    await day.command('porter', 'submit 1001')
    await later()
    const card = await cardOf(day)
    expect(card.thread.map(wordsOf).filter((words) => /[Ss]ubmit #1001/.test(words))).toHaveLength(
      1,
    )
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(await statusAtBandwidth(day)).not.toBe('DRAFT')
  })

  it('is drawn by a bot that was restarted in between', async () => {
    await slackFails({ method: 'chat.postMessage', lost: true })
    await sendForm()
    await day.restart()
    await later()
    expect(await cards()).toHaveLength(1)
  })
})

describe('news that Slack does not take', () => {
  it('of an agreed date are told once, in thread and channel, as soon as it does', async () => {
    await agreedWith({ method: 'chat.postMessage', status: 503, times: 3 })
    expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
  })

  it('but that stand there, their answer lost, are not told twice', async () => {
    await agreedWith({ method: 'chat.postMessage', lost: true })
    expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
  })

  it('are not repeated after a restart', async () => {
    await agreed(day)
    await day.restart()
    await later()
    expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
    expect(await cards()).toHaveLength(1)
  })

  async function agreedWith(fault: Record<string, unknown>): Promise<void> {
    await askedToSubmit(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    await day.carrier('foc', await orderId(day))
    await slackFails(fault)
    await day.turn({ advance: 'PT10M' })
    await later()
  }
})

describe('a card that Slack does not redraw', () => {
  it('shows what is true as soon as it does', async () => {
    await askedToSubmit(day)
    await slackFails({ method: 'chat.update', error: 'internal_error', times: 3 })
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    await later()
    expect(wordsOf(await cardOf(day))).toContain('for an FOC date')
    const request = await announced(day, /[Ss]ubmit #1001/, { as: 'approver' })
    expect(request.filter((words) => words.includes('[Approve and submit]'))).toEqual([])
  })
})

describe('the list of a check that Slack does not take', () => {
  it.each([
    ['files.getUploadURLExternal', { error: 'internal_error', times: 2 }],
    ['files.completeUploadExternal', { status: 503 }],
    ['files.completeUploadExternal', { lost: true }],
  ])('(%s, %j) is in the thread once, later', async (method, fault) => {
    await slackFails({ method, ...fault })
    await day.command('porter', 'check 919-555-0100')
    await later()
    const [result, ...more] = (await messages(day, 'porter')).filter((one) =>
      /^\*1 number: /.test(wordsOf(one)),
    )
    expect(more).toEqual([])
    expect(result?.thread.flatMap(({ files = [] }) => files)).toHaveLength(1)
  })
})

describe('a person whom Slack does not let the bot answer', () => {
  it('with a form is told so in words', async () => {
    await slackFails({ method: 'views.open', error: 'expired_trigger_id', times: 3 })
    await day.command('porter', 'new 919-555-0100')
    expect(await day.modal('porter')).toBeNull()
    const answers = (await messages(day, 'porter')).filter(({ ephemeral }) => ephemeral)
    expect(answers.map(wordsOf)).toEqual([expect.stringMatching(/form couldn’t open.*Try again/s)])
  })

  it('with a form because Slack itself is not well is told that, and no bug is noted', async () => {
    for (const fault of [{ error: 'ratelimited' }, { error: 'fatal_error' }, { status: 503 }]) {
      await door(day, 'fault', { method: 'views.open', times: 3, ...fault })
      await day.command('porter', 'new 919-555-0100')
      await door(day, 'fault', { clear: true })
    }
    expect(await announced(day, /form couldn’t open: Slack isn’t well/)).toHaveLength(3)
  })

  it('with a form because the app may not, is told what Slack says, and who can see more', async () => {
    for (const error of ['account_inactive', 'missing_scope']) {
      await slackFails({ method: 'views.open', error, times: 3 })
      await day.command('porter', 'new 919-555-0100')
      await slackFails({ clear: true })
      const words = `couldn’t open: Slack .*\\(${error}\\).*doctor`
      expect(await announced(day, new RegExp(words, 's'))).toHaveLength(1)
    }
    expect(day.logged.filter(({ event }) => event === 'slack-call-failed')).toHaveLength(2)
  })

  it.each([{ status: 503 }, { error: 'ratelimited' }, { error: 'account_inactive' }])(
    'in the form that was opened (%j) is told beside it, and no bug is noted',
    async (fault) => {
      await slackFails({ method: 'views.update', ...fault, times: 9 })
      await day.command('porter', 'new 919-555-0100')
      await slackFails({ clear: true })
      const answers = (await messages(day, 'porter')).filter(({ ephemeral }) => ephemeral)
      expect(answers.map(wordsOf)).toEqual([
        expect.stringMatching(/Slack (?:isn’t well|refuses).*can’t show/),
      ])
    },
  )

  it('in the place of the form that was sent reads it in a direct message', async () => {
    await draft(day)
    await day.command('porter', 'edit 1001')
    await slackFails({ method: 'views.update', status: 503, times: 9 })
    await day.submit('porter', { City: 'Durham' })
    await slackFails({ clear: true })
    expect(await announced(day, /#1001 .*changed: city/, { channel: '@bot' })).toHaveLength(1)
  })

  it('by the address for answers reads it in a direct message', async () => {
    await draft(day)
    await slackFails({ method: 'response_url', status: 500, times: 9 })
    await day.command('porter', 'status 1001')
    await day.click('porter', 'Refresh', /^\*#1001/)
    await slackFails({ clear: true })
    expect(await announced(day, /#1001 · Acme Dental/, { channel: '@bot' })).not.toEqual([])
    expect(day.logged.map(({ event }) => event)).toContain('answered-directly')
  })

  it('finds an operation done all the same, and the card says so', async () => {
    const card = await draft(day)
    await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
    await slackFails({ method: 'chat.postEphemeral', status: 503, times: 5 })
    await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
    await later()
    expect(await announced(day, /loa\.pdf\* is attached to #1001 .*LOA/)).toHaveLength(1)
  })
})

describe('a person who closes a form while it opens', () => {
  it.each([
    ['new', 'new 919-555-0100'],
    ['bulk', 'bulk 919-555-0100 919-556-0100'],
  ])('(%s) hears nothing of a mistake', async (_form, command) => {
    await day.fault({ kind: 'delay', method: 'GET', path: '/sites', ms: 600, times: 4 })
    const opened = door(day, 'command', { as: 'porter', channel: 'porting', text: command })
    await expect.poll(() => day.modal('porter'), { timeout: 5_000, interval: 10 }).not.toBeNull()
    await day.closeForm('porter')
    await opened
    await day.untilIdle()
    expect(day.logged.filter(({ event }) => event === 'bug')).toEqual([])
    expect((await messages(day, 'porter')).map(wordsOf)).toEqual([])
  })

  it('or the one below, hears that it came too late', async () => {
    await splitBulk(day)
    await day.click('porter', 'View orders', /^\*#1001/)
    await slackFails({ method: 'views.push', error: 'not_found', times: 3 })
    await day.choose('porter', 'Detach from #1001', 'child-1002')
    expect(day.logged.filter(({ event }) => event === 'bug')).toEqual([])
    expect(await announced(day, /form couldn’t open/, { channel: '@bot' })).toHaveLength(1)
  })
})
