import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonsIn, startDay, type PracticeDay, type Who } from './practice-day.ts'
import {
  ACME,
  activationsOf,
  agreed,
  callsOf,
  door,
  expectNoSecrets,
  submissionsOf,
} from './order-on-the-way.ts'

type Move =
  | { readonly kind: 'press'; readonly as: Who; readonly which: number }
  | { readonly kind: 'type'; readonly as: Who; readonly text: string }
  | { readonly kind: 'send'; readonly as: Who }

const who = fc.constantFrom<Who>('guest', 'porter', 'porter2')
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('press' as const), as: who, which: fc.nat() }),
  },
  fc.record({
    kind: fc.constant('type' as const),
    as: who,
    text: fc.constantFrom('submit 1002', 'activate 1001', 'cancel 1001 why not', 'edit 1002'),
  }),
  fc.record({ kind: fc.constant('send' as const), as: who }),
)

/** A message that the bot is just drawing again may lose a button between the look at it and the press. */
function unlessGone(error: unknown): void {
  if (!/^Error: click: 400 .*there is no .* to press here/.test(String(error))) throw error
}

describe('without an approver', () => {
  let day: PracticeDay
  beforeAll(async () => {
    day = await startDay()
    // One order is agreed, on its day, and asked to be activated; another is asked to be submitted.
    await agreed(day)
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.command('porter', 'new 919-555-0110')
    await day.submit('porter', {
      ...ACME,
      'BTN (billing number)': '919-555-0110',
      'Requested FOC': 'Mon, Dec 14',
    })
    await day.until('porter', /#1002 · Acme Dental/)
    await day.command('porter', 'submit 1002')
    await day.click('porter', 'Activate now', /#1001/)
    await day.until('approver', /[Aa]ctivate #1001 .*\?/s)
  }, 20_000)
  afterAll(() => day.close())

  async function make({ as, ...rest }: Move): Promise<void> {
    switch (rest.kind) {
      case 'press': {
        const all = (await day.sees(as)).flatMap((message) =>
          buttonsIn(message).map((action) => ({ ts: message.ts, action })),
        )
        // A coordinator may delete a draft, and then there would be none left to submit.
        const buttons = all.filter(({ action }) => action !== 'Delete draft')
        const button = buttons[rest.which % buttons.length]
        await door(day, 'click', { as, channel: 'porting', ...button }).catch(unlessGone)
        return
      }
      case 'type':
        await door(day, 'command', { as, channel: 'porting', text: rest.text })
        return
      case 'send':
        // Whatever form is open, if any can be sent.
        await door(day, 'submit', { as, values: {} }).catch(() => undefined)
    }
  }

  it('no sequence of presses, commands and forms submits, activates or cancels an order', async () => {
    const sentBefore = submissionsOf(day).length
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 12 }), async (moves) => {
        for (const one of moves) await make(one)
        await day.untilIdle()
        expect(submissionsOf(day)).toHaveLength(sentBefore)
        expect(activationsOf(day)).toEqual([])
        expect(callsOf(day, 'DELETE', /\/portins\//)).toEqual([])
      }),
      // Each run changes the day, so a shorter case proves nothing; looking for one hides what failed.
      { numRuns: 8, endOnFailure: true },
    )
    expect((await day.orders()).map(({ status }) => status).sort()).toEqual(['DRAFT', 'FOC'])
    await expectNoSecrets(day)

    // The same buttons do it in the hand of an approver.
    await day.command('porter', 'submit 1002')
    await day.click('approver', 'Approve', /[Ss]ubmit #1002/)
    expect(submissionsOf(day)).toHaveLength(sentBefore + 1)
  }, 30_000)
})
