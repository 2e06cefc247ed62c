import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { readRows } from '../../src/porting/delimited-text.ts'
import { fileOf } from './bulk-on-the-way.ts'
import {
  ACME,
  attach,
  callsOf,
  door,
  draft,
  elsewhere,
  endStory,
  orderId,
  seenBy,
  submissionsOf,
} from './order-on-the-way.ts'
import {
  buttonsIn,
  NothingToPress,
  startDay,
  wordsOf,
  type PracticeDay,
  type Seen,
} from './practice-day.ts'

const LONG = `We sent the last bill. ${'It names the customer and the street. '.repeat(30)}Is that enough?`

let day: PracticeDay
let card: Seen
beforeAll(async () => {
  day = await startDay()
  card = await draft(
    day,
    { ...ACME, 'BTN (billing number)': '984-557-0100' },
    { numbers: '984-557-0100' },
  )
})
afterAll(() => endStory(day))

const notesSent = () =>
  callsOf(day, 'POST', /\/notes$/).map(
    ({ request }) => /<Description>([^]*)<\/Description>/.exec(request)?.[1] ?? '',
  )

/** What Bandwidth wrote down itself stands in the file, each once, and so does what it got from the bot. */
async function expectToMatchBandwidth(file: string): Promise<void> {
  const [heading = [], ...lines] = [...readRows(file.replaceAll(/^\uFEFF|\r/g, ''), ',')]
    .map(({ cells }) => cells)
    .filter((cells) => cells.length > 1)
  expect(heading).toEqual(['at', 'who', 'what', 'from', 'to', 'source'])
  const xml = await elsewhere(day, 'GET', `/portins/${await orderId(day)}/history`)
  const theirs = [...xml.matchAll(/<OrderDate>(.*?)<.*?<Note>(.*?)<.*?<Status>(.*?)</gs)]
  expect(theirs.length).toBeGreaterThan(2)
  for (const [, at = '', note = '', status] of theirs) {
    const same = lines.filter(
      ([when, , what]) => when === at && what?.includes(`${note} (${status})`),
    )
    expect(same, `${at} ${note}`).toHaveLength(1)
  }
  const count = (what: RegExp) => lines.filter(([, , said = '']) => what.test(said)).length
  expect(count(/^note: /)).toBe(notesSent().length + 2)
  expect(count(/^attached a document/)).toBe(callsOf(day, 'POST', /\/loas/).length)
  expect(count(/^(approved: )?submit/)).toBeGreaterThanOrEqual(submissionsOf(day).length)
  const newestFirst = lines.map(([at = '']) => at).filter((at) => at !== '')
  expect(newestFirst).toEqual(newestFirst.toSorted().toReversed())
}

/** Said to the bot in the thread of #1001. @returns what only they see of it. */
async function mention(words: string, as: 'porter' | 'guest' | 'porter2' = 'porter') {
  const before = await hidden(as)
  await day.say(as, `@portin ${words}`, { thread: card.ts })
  await day.untilIdle()
  const known = before.map(({ ts }) => ts)
  return (await hidden(as)).filter(({ ts }) => !known.includes(ts)).map(wordsOf)
}

async function hidden(as: 'porter' | 'guest' | 'porter2'): Promise<readonly Seen[]> {
  return (await day.sees(as)).filter(({ ephemeral }) => ephemeral)
}

describe('a draft', () => {
  it('takes a note and says that nobody reads it; one that may hold a PIN is asked about', async () => {
    await day.command('porter', 'note 1001')
    expect((await day.modal('porter'))?.text).toMatch(/doesn’t look at notes.*ticket/s)
    await day.submit('porter', { Note: 'The PIN is 998877, please use it' })
    expect((await day.modal('porter'))?.text).toMatch(
      /Nothing was sent[^]*\[Edit order\] \[Send it anyway\]/,
    )
    expect(notesSent()).toEqual([])
    await day.choose('porter', 'Send it anyway')
    await day.untilIdle()
    expect(notesSent()).toEqual(['The PIN is 998877, please use it'])
    await day.closeForm('porter')

    // What came of it takes the question's place: it can't be answered twice.
    await day.command('porter', 'note 1001 The PIN is 665544')
    await day.click('porter', 'Send it anyway')
    await day.untilIdle()
    expect(notesSent()).toHaveLength(2)
    await expect(day.click('porter', 'Send it anyway')).rejects.toThrow(NothingToPress)
    expect((await hidden('porter')).map(wordsOf).join()).toMatch(/Your note is on #1001/)
  })

  it('understands every command that takes an order, said in its thread', async () => {
    const named = commands.filter(({ usage }) => usage.includes('<order>'))
    const here = named.filter(({ name }) => name !== 'follow')
    expect(here.length).toBeGreaterThan(6)
    for (const { name } of here) {
      const answers = await mention(name)
      expect(answers.join(), name).toMatch(/1001|form/)
      expect(answers.join(), name).not.toMatch(/Here I understand/)
    }
    expect((await mention('dance')).join()).toMatch(/Here I understand: .*status.*help/)
    expect((await mention('bulk')).join()).toMatch(/Here I understand: (?!.*bulk)/)
    expect((await mention('help')).join()).toMatch(/`status 1042`/)
    const notes = notesSent().length
    for (const other of ['status 1002', 'note 1002: hi', 'note for #1002, hi', 'cancel (#1002)'])
      expect((await mention(other)).join(), other).toMatch(/this is the thread of #1001/)
    for (const more of ['submit 1001 and 1002', 'status Beta Bakery', 'history 919-557-0100'])
      expect((await mention(more)).join(), more).toMatch(/is about #1001 alone/)
    expect(notesSent()).toHaveLength(notes)
    expect((await mention('status 1001, please')).join()).toMatch(/#1001 · Acme/)
    expect((await mention('status #1001')).join()).toMatch(/1001/)
    expect((await mention('status', 'guest')).join()).toMatch(/Only full members/)
  })

  it('opens a form for a press where a message cannot', async () => {
    expect((await mention('loa')).join()).toMatch(/Open the form/)
    await day.click('porter', 'Open the form')
    expect((await day.modal('porter'))?.title).toMatch(/document/i)
    await day.closeForm('porter')
  })
})

describe('a rejection', () => {
  beforeAll(async () => {
    await attach(day, card)
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT2M' })
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001 .* was rejected/)
  })

  it('is explained by an analyst, in the thread and the channel, once', async () => {
    const text = 'The bill says:\n100 N Main St <!channel>. Please correct it today.'
    await day.carrier('note', await orderId(day), { text, by: 'kim' })
    for (let n = 0; n < 2; n += 1) {
      await day.click('porter', 'Refresh', /#1001 · Acme Dental/)
      await day.untilIdle()
    }
    const [announced = '', ...more] = await seenBy(
      day,
      'porter',
      /Bandwidth (wrote|replied) on #1001/,
    )
    expect(more.length).toBeLessThanOrEqual(1)
    expect(announced).toMatch(/> The bill says:\n> 100 N Main St &lt;!channel&gt;.*kim/s)
    const post = (await day.sees('porter')).find((one) => wordsOf(one) === announced)
    expect(post && buttonsIn(post)).toEqual(expect.arrayContaining(['Reply', 'I’m on it']))
    expect(announced).not.toMatch(/one business hour/)
  })

  it('is taken on by one person, which everybody sees, once', async () => {
    const replied = /Bandwidth (wrote|replied) on #1001/
    await day.click('porter2', 'I’m on it', replied)
    await day.untilIdle()
    await day.until('porter2', /You have #1001 .*until Tue, Dec 1 at 9 AM/)
    const [announced = ''] = await seenBy(day, 'approver', replied)
    expect(announced).toMatch(/Lee|Pat|is on it until Tue, Dec 1/)
    expect(announced).not.toContain('[I’m on it]')
  })

  it('that asks for the LOA says how soon Bandwidth wants it', async () => {
    const more = 'The signer has to write by hand. '.repeat(36)
    const text = `Please send the LOA again, it is not legible. ${more}That is all.`
    expect(text.length).toBeGreaterThan(1_200)
    await day.carrier('note', await orderId(day), { text, by: 'kim' })
    await day.click('porter', 'Refresh', /#1001 · Acme Dental/)
    await day.untilIdle()
    expect((await seenBy(day, 'porter', /not legible/)).join()).toMatch(
      /not legible.*That is all\./s,
    )
  })

  it('is answered from the thread: what is too long for one note goes in parts', async () => {
    const before = notesSent().length
    await day.click('porter', 'Reply', /Bandwidth (wrote|replied) on #1001/)
    expect((await day.modal('porter'))?.text).toMatch(/4 to 6 business hours/)
    await day.submit('porter', { Note: LONG })
    await day.untilIdle()
    expect((await day.modal('porter'))?.text).toMatch(/in 3 parts/)
    const parts = notesSent().slice(before)
    expect(parts.map((part) => part.slice(0, 7))).toEqual(['1 of 3:', '2 of 3:', '3 of 3:'])
    expect(parts.every((part) => part.length <= 500 && /[.?]$/.test(part))).toBe(true)
    expect(parts.map((part) => part.slice(8)).join(' ')).toBe(LONG)
    await day.closeForm('porter')
  })

  it('has a history, with who did what here and there, and as a file for whoever asks', async () => {
    await day.turn({ advance: 'PT5M' })
    const answers = await mention('history')
    expect(answers.join()).toMatch(/History of #1001.*Bandwidth.*EXCEPTION/s)
    expect(answers.join()).toMatch(/U0LEE.*submit.*\. Bandwidth: .*PENDING_DOCUMENTS/)
    expect(answers.join()).not.toMatch(/CLI-practice/)
    expect(answers.join()).toMatch(/kim.*note: The bill says/s)
    await day.click('porter', 'Send me a CSV')
    await day.untilIdle()
    const sent = (await day.sees('porter', '@bot')).flatMap(({ files = [] }) => files)
    expect(sent.map(({ name }) => name)).toEqual(['history-1001.csv'])
    await expectToMatchBandwidth(await fileOf(day, /history-1001/, '@bot'))
  })

  it('is asked about with a usual question, which is read over before it goes', async () => {
    const before = notesSent().length
    const [asked = ''] = await mention('ask')
    expect(asked).toMatch(
      /Ask Bandwidth about #1001.*\[Disagree with rejection\] \[Ask to escalate\]/s,
    )
    await day.click('porter', 'Ask to escalate')
    expect((await day.modal('porter'))?.text).toMatch(/Note: Please escalate PON \w+, 984-557-0100/)
    expect(notesSent()).toHaveLength(before)
    await day.submit('porter', { Note: 'Please escalate this.' })
    await day.untilIdle()
    expect(notesSent().slice(before)).toEqual(['Please escalate this.'])
    await day.closeForm('porter')
  })

  it('is answered with somebody’s message, read over before it goes', async () => {
    const text = 'The bill & its link: '
    const link = 'https://acme.com/bill'
    const said = `${text}<${link}>, ask <@U0PAT>`
    const ts = await day.say('porter2', said, { thread: card.ts })
    const before = notesSent().length
    await door(day, 'shortcut', { as: 'porter', callback: 'send-note', channel: 'porting', ts })
    await day.untilIdle()
    expect(notesSent()).toHaveLength(before)
    expect((await day.modal('porter'))?.title).toBe('Note on #1001')
    await day.submit('porter', {})
    await day.untilIdle()
    const arrived = `${text.replace('&', '&amp;')}${link}, ask @pat.porter`
    expect(notesSent().slice(before)).toEqual([arrived])
    await day.closeForm('porter')
  })

  it('is answered with a message of another place, once it is said for which order', async () => {
    const text = 'The owner signed it today.'
    const ts = await day.say('porter2', text)
    const before = notesSent().length
    await door(day, 'shortcut', { as: 'porter', callback: 'send-note', channel: 'porting', ts })
    await day.untilIdle()
    expect((await day.modal('porter'))?.text).toMatch(/Order.*Note: The owner signed/s)
    // A name is no order to send something about, and what was typed stays.
    for (const named of ['Acme Dental', '1099']) {
      await day.submit('porter', { Order: named })
      const { text: shown = '' } = (await day.modal('porter')) ?? {}
      expect(shown).toMatch(/Nothing was sent.*(#1001|1099).*The owner signed/s)
    }
    await day.submit('porter', { Order: '#1001' })
    expect((await day.modal('porter'))?.text).toMatch(/4 to 6 business hours.*The owner signed/s)
    expect(notesSent()).toHaveLength(before)
    await day.submit('porter', {})
    await day.untilIdle()
    expect(notesSent().slice(before)).toEqual([text])
    await day.closeForm('porter')
  })

  it('is answered with a mention, once, though Slack delivers it twice', async () => {
    const before = notesSent().length
    await door(day, 'fault', { delivery: 'events_api', kind: 'twice' })
    const answers = await mention('note please use <https://acme.com/bill>')
    expect(answers.join()).toMatch(/Your note is on #1001/)
    expect(notesSent().slice(before)).toEqual(['please use https://acme.com/bill'])
  })
})

describe('an order that is over', () => {
  it('takes no note and says why; its history still works', async () => {
    await day.carrier('cancelled', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001 .* is canceled/)
    const before = notesSent().length
    expect((await mention('note are you there')).join()).toMatch(
      /Nothing was sent: #1001 · .* is closed/,
    )
    expect((await mention('ask')).join()).toMatch(/Ask Bandwidth about #1001/)
    const [newest = ''] = await mention('history')
    expect(newest).toMatch(/History of #1001.*two minutes.*\[Show older\]/s)
    expect(newest).not.toMatch(/created the draft/)
    await day.click('porter', 'Show older', /History of #1001/)
    await day.until('porter', /History of #1001.*created the draft/s)
    expect(notesSent()).toHaveLength(before)
  })

  it('answers also what is said in as many characters as a message has, and sends none of it', async () => {
    const before = notesSent().length
    const words = 'word '.repeat(790)
    expect((await mention(`note ${words}`)).join()).toMatch(
      /Nothing was sent: #1001 · .* is closed/,
    )
    expect((await mention(`dance ${words}`)).join()).toMatch(/Here I understand/)
    expect(notesSent()).toHaveLength(before)
  })
})
