import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callsOf, door, draft, expectNoComplaints } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay, type Seen } from './practice-day.ts'

const BOT = '<@U0PORTIN>'
const NOBODY = /Only full members .* port numbers/
const OUTSIDE = /This channel is shared/

/** Who says what in the thread of #1001, as Slack tells of it; and what they alone are answered. */
const SAID: readonly (readonly [string, Record<string, unknown>, RegExp | null])[] = [
  ['another app', { user: 'U0OTHERAPP', bot_id: 'B0OTHER', text: `${BOT} submit` }, null],
  ['an app of the old kind', { subtype: 'bot_message', bot_id: 'B0', text: `${BOT} submit` }, null],
  [
    'a workflow',
    { subtype: 'bot_message', bot_id: 'B0FLOW', username: 'Intake', text: `${BOT} submit` },
    null,
  ],
  [
    'an app that quotes somebody',
    { user: 'U0OTHERAPP', bot_id: 'B0OTHER', text: `Dana wrote:\n&gt; ${BOT} submit` },
    null,
  ],
  ['a person who quotes', { user: 'U0PAT', text: `&gt; ${BOT} submit\nWhat does it do?` }, null],
  ['a person who quotes at length', { user: 'U0PAT', text: `&gt;&gt;&gt;so\n${BOT} submit` }, null],
  ['a person who shows code', { user: 'U0PAT', text: `Type \`${BOT} submit\` here` }, null],
  [
    'a person who mends a message',
    {
      subtype: 'message_changed',
      message: { type: 'message', user: 'U0PAT', text: `${BOT} submit`, edited: {} },
      previous_message: { type: 'message', user: 'U0PAT', text: `${BOT} status` },
    },
    null,
  ],
  [
    'a person who deletes one',
    {
      subtype: 'message_deleted',
      previous_message: { type: 'message', user: 'U0PAT', text: `${BOT} submit` },
    },
    null,
  ],
  ['the bot itself', { user: 'U0PORTIN', bot_id: 'B0PORTIN', text: `${BOT} submit` }, null],
  ['somebody of another organization', { user: 'U0STEF', team: 'T0ELSEWHERE' }, NOBODY],
  ['a guest', { user: 'U0GUS', team: 'T0PRACTICE' }, NOBODY],
  [
    'a coordinator who writes 40,000 characters',
    { user: 'U0PAT', team: 'T0PRACTICE', text: `${BOT} note ${'word '.repeat(8_000)}` },
    /note has 39,\d+ characters.*Bandwidth accepts 500/,
  ],
  ['a coordinator', { user: 'U0PAT', team: 'T0PRACTICE', text: `${BOT} status` }, /#1001 · Acme/],
]

describe.each(['socket', 'http'] as const)('in an order’s thread, over %s', (transport) => {
  let day: PracticeDay
  let card: Seen
  beforeAll(async () => {
    day = await startDay({ transport })
    card = await draft(day)
  })
  afterAll(async () => {
    await expectNoComplaints(day)
    await day.close()
  })

  const ephemeralIn = async (channel: string) => {
    const people = ['porter', 'porter2', 'approver', 'guest'] as const
    const seen = await Promise.all(people.map((who) => day.sees(who, channel)))
    return seen.flat().filter(({ ephemeral }) => ephemeral)
  }
  /** What anybody is answered to it, and what else is posted. */
  async function answersTo(say: () => Promise<unknown>): Promise<readonly string[]> {
    const before = new Set((await ephemeralIn('porting')).map(({ ts }) => ts))
    await say()
    await day.untilIdle()
    return (await ephemeralIn('porting')).filter(({ ts }) => !before.has(ts)).map(wordsOf)
  }
  const requests = () => callsOf(day, 'POST', /./).concat(callsOf(day, 'PUT', /./)).length

  it.each(SAID)('hears %s', async (_who, said, answer) => {
    const channel = { as: 'porter', channel: 'porting', thread: card.ts }
    const event: Record<string, unknown> = { text: `${BOT} submit`, ...said }
    const sent = requests()
    const posts = (await day.sees('porter')).filter(({ ephemeral }) => !ephemeral).length
    const answers = await answersTo(() => door(day, 'heard', { ...channel, event }))
    // Nobody of another organization is here to see what they are told.
    const isSeen = answer !== null && event['user'] !== 'U0STEF'
    expect(answers).toHaveLength(isSeen ? 1 : 0)
    if (isSeen) expect(answers[0]).toMatch(answer)
    expect((await day.sees('porter')).filter(({ ephemeral }) => !ephemeral)).toHaveLength(posts)
    expect(requests()).toBe(sent)
  })

  it('answers what stands under a quote, once', async () => {
    const answers = await answersTo(() =>
      day.say('porter2', `&gt; The carrier asks\n${BOT} status`, { thread: card.ts }),
    )
    expect(answers).toHaveLength(1)
    expect(answers[0]).toMatch(/#1001 · Acme Dental/)
  })

  it('says nothing more of the order from the moment at which the channel is shared', async () => {
    await day.say('porter', `${BOT} status`, { thread: card.ts })
    await door(day, 'share', { as: 'porter', channel: 'porting' })
    const spoken: readonly (() => Promise<unknown>)[] = [
      () => day.say('porter', `${BOT} status`, { thread: card.ts }),
      () => day.command('porter', 'status 1001'),
      () => day.command('porter', 'history 1001'),
      () => day.say('porter', `${BOT} Acme`),
    ]
    for (const say of spoken) {
      const answers = await answersTo(say)
      expect(answers).toHaveLength(1)
      expect(answers[0]).toMatch(OUTSIDE)
    }
    // What is pressed after another may rest on ten seconds.
    await day.turn({ advance: 'PT11S' })
    const pressed = await answersTo(() => day.click('porter', 'Add LOA', /^\*#1001/))
    expect(pressed[0] ?? '').toMatch(OUTSIDE)
    expect(await day.modal('porter')).toBeNull()
  })
})
