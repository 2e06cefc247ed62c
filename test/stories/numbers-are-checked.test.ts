import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BULK } from './bulk-on-the-way.ts'
import { callsOf, door, endStory } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type Dropped, type PracticeDay } from './practice-day.ts'
import { clearFaults, lastAnnounced, messages, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

function csv(name: string, lines: readonly string[], mimetype = 'text/csv'): Dropped {
  return { name, mimetype, base64: Buffer.from(lines.join('\r\n')).toString('base64') }
}

/** The result of the newest check that somebody sees in a channel. */
async function resultIn(channel?: string) {
  const found = (await messages(day, 'porter', channel)).findLast((message) =>
    /^\*\d[\d,]* numbers?: /.test(wordsOf(message)),
  )
  if (found === undefined) throw new Error('There is no result.')
  return found
}

async function resultFile(channel?: string): Promise<readonly string[]> {
  const { thread } = await resultIn(channel)
  const [file, ...more] = thread.flatMap(({ files = [] }) => files)
  if (file === undefined || more.length > 0) throw new Error(`${more.length} files too many`)
  const { url, env } = { url: day.practice.slack.url, env: day.practice.env }
  const info = await fetch(`${url}/api/files.info?file=${file.id}`, {
    headers: { authorization: `Bearer ${env['SLACK_BOT_TOKEN']}` },
  })
  const announced = (await info.json()) as { file: { url_private: string } }
  const got = await fetch(announced.file.url_private, {
    headers: { authorization: `Bearer ${env['SLACK_BOT_TOKEN']}` },
  })
  return (await got.text()).trim().split('\r\n')
}

const MIXED =
  'check 919-555-0100..0103, 919.556.0100; (919) 557-0100 919-558-0100 720-555-0100 720-556-0100 613-555-0100 ' +
  '605-725-0100 919-560-0100 +1 800-555-0100 800-556-0100 844-555-0100 12345'

describe('numbers of all kinds, checked together', () => {
  it('come back as groups, with what split them, progress until the registry answers, and each number in a file', async () => {
    await day.command('porter', MIXED)
    const before = wordsOf(await resultIn())
    expect(before).toContain('still checking 3')
    expect(before).not.toContain('[Draft')

    await day.turn({ advance: 'PT2S' })
    await day.turn({ advance: 'PT2S' })
    const result = await resultIn()
    const words = wordsOf(result)
    expect(words).toContain('15 numbers: 12 can port in 9 orders, 3 can’t')
    expect(words).not.toContain('still checking')
    expect(words).toMatch(/^A \| Thu, Dec 3 \| 4 \| Frontier Rochester, on-net$/m)
    expect(words).toMatch(/off-net through Level 3.*\n.*off-net through Inteliquent/)
    expect(words).toMatch(/T-Mobile US \(wireless\)/)
    expect(words).toMatch(/through ThinkTel, manual/)
    expect(words).toMatch(/leave different carriers/)
    expect(words).toMatch(/different off-net vendors \(/)
    expect(words).toMatch(/Local and toll-free numbers can’t share/)
    expect(words).toMatch(/held by different RespOrgs/)
    expect(words).toMatch(/605-725-0100 can’t port: no coverage/)
    expect(words).toMatch(/919-560-0100 can’t port: .*7378/)
    expect(words).toMatch(/844-555-0100 can’t port: spare/)
    expect(words).toContain('one BTN')
    expect(words).toContain('Couldn’t read: “12345”')
    expect(buttonsIn(result)).toEqual(['Draft order A', 'Draft order B', 'Draft one bulk order'])
    expect(buttonsIn(result).at(-1)).toBe('Draft one bulk order')

    const file = await resultFile()
    expect(file).toHaveLength(17)
    expect(file.at(-1)).toBe('12345,not read,,,,,"What you typed, line 1"')
    expect(file[0]).toBe('number,can port,order,from,how,soonest,reason')
    expect(file[1]).toMatch(/^919-555-0100,yes,A,Frontier Rochester/)
    expect(file.find((line) => line.startsWith('844-555-0100'))).toMatch(/no,.*spare/)
    const groupA = file.filter((line) => /^919-555-010\d,yes,A,/.test(line))
    expect(groupA).toHaveLength(4)
    // Told in the channel once, however often it was drawn.
    expect(await announced(day, /15 numbers: /)).toHaveLength(1)
  })

  it('make a draft of one group with one button, toll-free with the usual RespOrg', async () => {
    await day.command('porter', MIXED)
    await day.turn({ advance: 'PT2S' })
    await day.turn({ advance: 'PT2S' })
    await day.click('porter2', 'Draft order A', /15 numbers/)
    expect((await day.modal('porter2'))?.text).toContain('Numbers: 919-555-0100..0103')
    await door(day, 'close', { as: 'porter2' })
    const { ts, blocks } = await resultIn()
    const option = /Order H: [^"]*/.exec(JSON.stringify(blocks))?.[0]
    const menu = { as: 'porter2', channel: 'porting', ts, action: 'Draft another order', option }
    await door(day, 'click', menu)
    await day.untilIdle()
    const tollFree = (await day.modal('porter2'))?.text
    expect(tollFree).toContain('Numbers: 800-555-0100')
    expect(tollFree).toContain('Target RespOrg (toll-free): JYT01')
  })

  it('make one bulk order of all that can move with one button', async () => {
    await day.command('porter', MIXED)
    await day.turn({ advance: 'PT2S' })
    await day.turn({ advance: 'PT2S' })
    await day.click('porter2', 'Draft one bulk order', /15 numbers/)
    const form = await day.modal('porter2')
    expect(form?.title).toMatch(/bulk/i)
    expect(form?.text).toContain('919-555-0100..0103')
    expect(form?.text).toContain('800-555-0100')
  })

  it('leave out the ones that Bandwidth refuses by name, and ask again for the rest', async () => {
    await day.command('porter', 'check 919-555-0100..0102 919-559-0100')
    const words = wordsOf(await resultIn())
    expect(words).toContain('4 numbers: 3 can port in 1 order, 1 can’t')
    expect(words).toMatch(/919-559-0100 can’t port: .*7205/)
    const asked = callsOf(day, 'POST', /\/lnpchecker/)
    expect(asked.map(({ status }) => status)).toEqual([400, 200])
    expect(asked[0]?.request).toContain('9195590100')
    expect(asked[1]?.request).not.toContain('9195590100')
  })

  it('that fail at the toll-free registry still list the portable ones', async () => {
    await day.command('porter', 'check 800-555-0100..0101 844-556-0100 844-557-0100 844-559-0100')
    await day.turn({ advance: 'PT3S' })
    const words = wordsOf(await resultIn())
    expect(words).toContain('5 numbers: 2 can port in 1 order')
    expect(words).toMatch(/A \| after the LOA \| .* \| RespOrg 1, toll-free/)
    expect(words).toMatch(/844-556-0100 can’t port: unavailable/)
    expect(words).toMatch(/844-557-0100 can’t port: .*(denied|NXX CLOSED)/)
    expect(words).toMatch(/844-559-0100 manual port only: /)
  })

  it('show how far they are while the registry is silent, then say so, and do not lose the local ones', async () => {
    await day.command('porter', 'check 919-555-0100 800-555-0100 844-562-0100')
    for (let minute = 0; minute < 4; minute += 1) {
      await day.turn({ advance: 'PT1M' })
      const words = wordsOf(await resultIn())
      expect(words).toContain('still checking 2')
      expect(words).toMatch(/███░░░░░░░ 1 of 3 numbers · about \d+ minutes? left/)
    }
    await day.turn({ advance: 'PT1M' })
    await day.turn({ advance: 'PT20S' })
    const words = wordsOf(await resultIn())
    expect(words).toContain('3 numbers: 1 can port in 1 order, 2 unknown')
    expect(words).toMatch(/unknown: .*300 seconds/)
    expect(buttonsIn(await resultIn())).toEqual(['Draft order A'])
    expect(await resultFile()).toHaveLength(4)
  })
})

describe('where a check comes from and where it goes', () => {
  it('goes to the person directly where the bot is no member, and says how to invite it', async () => {
    await day.command('porter', 'check 919-555-0100', 'general')
    expect(await announced(day, /invite @portin/, { channel: 'general' })).toHaveLength(1)
    expect(await announced(day, /1 number: /, { channel: 'general' })).toEqual([])
    expect(wordsOf(await resultIn('@bot'))).toContain('1 number: can port')
    expect(await resultFile('@bot')).toHaveLength(2)
    expect(await announced(day, /1 number: /)).toEqual([])
  })

  it('reads numbers in a direct message, as they are pasted from a mail', async () => {
    await day.say(
      'porter',
      'Hi, please port <tel:+19195550100|(919) 555‑0100> &amp; 919.555.0101. Thx — J. “Ext 12”',
      { channel: '@bot' },
    )
    expect(wordsOf(await resultIn('@bot'))).toContain('2 numbers: all can port in 1 order')
  })

  it('reads a list that was dropped with a mention, or into the thread of a check', async () => {
    const list = csv('from customer.csv', [
      'Number;Name',
      '919-555-0110;"Front, desk"',
      '9195550111;x',
    ])
    await day.say('porter', 'unrelated', { files: [list] })
    await expect(resultIn()).rejects.toThrow('no result')
    await day.say('porter', '@portin please', { files: [list] })
    const first = await resultIn()
    expect(wordsOf(first)).toContain('2 numbers: all can port in 1 order')
    await day.say('porter', 'and these', {
      thread: first.ts,
      files: [csv('more.txt', ['+1 919 555 0112', '919-555-0113'], 'text/plain')],
    })
    expect(await announced(day, /^\*2 numbers: all can port/)).toHaveLength(2)
  })

  it('reads a long paste that Slack turned into a snippet', async () => {
    const many = Array.from({ length: 400 }, (_, line) => `919-556-${String(1000 + line)}`)
    await day.say('porter', many.join('\n'), { channel: '@bot' })
    const [pasted] = await messages(day, 'porter', '@bot')
    expect(pasted?.files).toHaveLength(1)
    expect(wordsOf(await resultIn('@bot'))).toContain('400 numbers: all can port in 1 order')
  })

  it('takes a file in its form', async () => {
    await day.command('porter', 'check')
    const form = await day.modal('porter')
    expect(form?.text).toMatch(/Numbers/)
    const labels = (form?.text ?? '').split('\n').map((line) => line.split(':')[0] ?? '')
    const fileLabel = labels.find((label) => /file/i.test(label)) ?? 'no field for a file'
    await day.submit('porter', {
      [fileLabel]: [csv('list.csv', ['919-555-0100', '800-555-0100'])],
    })
    await day.turn({ advance: 'PT3S' })
    expect(wordsOf(await resultIn())).toContain('2 numbers: all can port in 2 orders')
  })

  it('is not for a guest or a stranger, who hear so', async () => {
    await day.say('guest', '@portin 919-555-0100')
    await day.command('guest', 'check 919-555-0100')
    expect(callsOf(day, 'POST', /lnpchecker/)).toEqual([])
    expect((await messages(day, 'guest')).filter(({ ephemeral }) => ephemeral)).toHaveLength(2)
  })
})

describe('how much a check takes', () => {
  it('is 5,000 numbers, answered as 6 orders of at most 999', async () => {
    // Every other number, so that no ranges make the list short; half of them are another carrier's.
    const lines = Array.from({ length: 5_000 }, (_, line) => `919${555_0000 + 2 * line}`)
    await day.say('porter', '@portin', { files: [csv('all.csv', lines)] })
    const words = wordsOf(await resultIn())
    expect(words).toContain('5,000 numbers: all can port in 6 orders')
    const sizes = [...words.matchAll(/^[A-Z] \| [^|]* \| ([\d,]+) \|/gm)].map(([, size = '']) =>
      Number(size.replace(',', '')),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5_000)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(999)
    expect(await resultFile()).toHaveLength(5_001)

    // The form carries an id, never the list.
    await day.click('porter', 'Draft order A', /5,000 numbers/)
    expect((await day.modal('porter'))?.text).toMatch(/999 numbers from group A/)
  })

  it('is not 5,001: nothing is asked then, and they are offered as one bulk order', async () => {
    const lines = Array.from({ length: 5_001 }, (_, line) => `919${555_0000 + 2 * line}`)
    await day.say('porter', '@portin', { files: [csv('all.csv', lines)] })
    await lastAnnounced(day, /5,001 numbers are too many .*5,000/)
    expect(callsOf(day, 'POST', /lnpchecker/)).toEqual([])

    // A bulk order takes them, from where they were dropped.
    await day.click('porter', 'Draft one bulk order', /too many for one check/)
    expect((await day.modal('porter'))?.text).toMatch(/5,001 numbers from the file/)
    const { errors } = await day.submit('porter', BULK)
    expect(errors).toBeUndefined()
    await announced(day, /5,001 numbers/)
    expect(callsOf(day, 'PUT', /tnList$/)).toHaveLength(1)
  })

  it('is not what is typed as a range either, which is told what takes it', async () => {
    await day.say('porter', '@portin 919-555-0000..9999')
    await lastAnnounced(day, /10,000 numbers.*5,000[^]*\/portin bulk/)
  })

  it('is never more than a bulk order takes', async () => {
    const lines = Array.from({ length: 20_001 }, (_, line) => `919${550_0000 + line}`)
    await day.say('porter', '@portin', { files: [csv('all.csv', lines)] })
    expect(await lastAnnounced(day, /That’s 20,001 numbers/)).not.toContain('Draft one bulk order')
  })

  it('shows back what it could not read when there is no number at all', async () => {
    await day.command('porter', 'check 91955501 hello 1-2-3')
    expect(await lastAnnounced(day, /couldn’t read|phone number in that/)).toContain('91955501')
  })
})

describe('a check while Bandwidth is not well', () => {
  const troubles: Record<string, Record<string, unknown>> = {
    'answers 503': { kind: 'status', status: 503 },
    'sends no XML': { kind: 'garbage' },
    'refuses the credentials': { kind: 'status', status: 401 },
    'lacks a role (403)': { kind: 'status', status: 403 },
  }

  it.each(Object.entries(troubles))(
    'that %s says so and asks nobody to guess',
    async (_how, fault) => {
      await day.fault({ ...fault, method: 'POST', path: 'lnpchecker', times: 50 })
      await day.command('porter', 'check 919-555-0100')
      const words = wordsOf(await resultIn())
      expect(words).toMatch(/1 number: none can port, 1 unknown|1 number: .*1 unknown/)
      expect(words).toMatch(/919-555-0100 unknown: \w+/)
      await clearFaults(day)
      await day.command('porter', 'check 919-555-0100')
      expect(wordsOf(await resultIn())).toContain('1 number: can port')
    },
  )

  it('that recovers within a second is not noticed at all', async () => {
    await day.fault({ kind: 'status', status: 503, method: 'POST', path: 'lnpchecker' })
    await day.command('porter', 'check 919-555-0100')
    expect(wordsOf(await resultIn())).toContain('1 number: can port')
  })
})
