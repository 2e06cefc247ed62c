import { pdf, wordsOf, type PracticeDay, type Who } from '../../test/stories/practice-day.ts'
import { ACME, elsewhere } from '../../test/stories/order-on-the-way.ts'
import { messages } from '../../test/stories/toll-free-on-the-way.ts'
import { approve, fillIn, press, sees } from './hands.ts'

/** What somebody, or time, does to one order. */
export interface Step {
  readonly name: string
  /** Who is to hear of it when it was cut off; null: nobody did it, so it must come on its own. */
  readonly who: Who | null
  /** @returns whether Slack was told that the bot has it. */
  readonly act: (day: PracticeDay) => Promise<boolean>
  /** It is done at Bandwidth, and told. */
  readonly isDone: (day: PracticeDay) => Promise<boolean>
}

/** What becomes of an order in the end. */
export type Fate = 'live' | 'rejected' | 'cancelled' | 'deleted' | 'made-again'

export interface PendingRequest {
  readonly name: string
  readonly fate: Fate
  readonly numbers: string
  readonly btn: string
  /** What cannot be read as a number, so that a check is told from another's. */
  readonly ext: string
}

export const FATES: readonly Fate[] = ['live', 'rejected', 'cancelled', 'deleted', 'made-again']

/** The nth order of a day; every one has its own name, so that nothing is taken for another's. */
export function errand(nth: number, fate: Fate): PendingRequest {
  const first = 1000 + nth * 10
  return {
    name: `Acme No ${nth}`,
    fate,
    numbers: `919-555-${first}..${first + 4}`,
    btn: `919-555-${first}`,
    ext: `ext ${nth + 10}`,
  }
}

/** Until the draft, then what is done to it on the day on which it is made. */
export function morning({ name, fate, numbers, btn, ext }: PendingRequest): readonly Step[] {
  const loa = `${name}.pdf`
  const street = `${name} Street`
  const made: readonly Step[] = [
    {
      name: 'new',
      who: 'porter',
      act: (day) =>
        fillIn(day, async () => (await day.command('porter', `new ${numbers}`)).acked, {
          ...ACME,
          'Business name': name,
          'BTN (billing number)': btn,
        }),
      isDone: async (day) =>
        (await ordersNamed(day, name)).length > 0 && (await hasCard(day, name)),
    },
    {
      name: 'check',
      who: 'porter',
      async act(day) {
        const { acked } = await day.command('porter', `check ${numbers} 800-555-0100 ${ext}`)
        for (const advance of ['PT3S', 'PT5S']) await day.turn({ advance })
        return acked
      },
      isDone: (day) => sees(day, 'porter', new RegExp(`6 numbers: all can port[^]*“${ext}”`)),
    },
    {
      name: 'drop the letter',
      who: null,
      async act(day) {
        await day.say('porter', 'the letter', {
          thread: await cardTs(day, name),
          files: [pdf(loa, name)],
        })
        return true
      },
      isDone: (day) => sees(day, 'porter2', new RegExp(`${loa}[^]*Attach as LOA`)),
    },
    {
      name: 'attach the letter',
      who: 'porter2',
      act: (day) => press(day, 'porter2', 'Attach as LOA', new RegExp(loa)),
      isDone: (day) => sees(day, 'porter', new RegExp(`${loa}\\* is attached to #\\d+ .*as LOA`)),
    },
    {
      name: 'edit',
      who: 'porter',
      act: (day) => fillIn(day, () => command(day, 'edit', name), { Street: street }),
      async isDone(day) {
        const number = await numberOf(day, name)
        return (
          (await contentOf(day, name)).includes(street) &&
          (await sees(day, 'porter', new RegExp(`changed #${number}\\b`)))
        )
      },
    },
    {
      name: 'note',
      who: 'porter',
      act: (day) => command(day, 'note', name, `please hurry ${name}`),
      isDone: (day) =>
        sees(day, 'porter', new RegExp(`sent Bandwidth a note on[^]*please hurry ${name}\\b`)),
    },
  ]
  switch (fate) {
    case 'made-again':
      return made
    case 'deleted':
      return [
        ...made,
        {
          name: 'delete',
          who: 'porter',
          act: (day) => press(day, 'porter', 'Delete draft', cardWords(name)),
          isDone: async (day) =>
            (await ordersNamed(day, name)).length === 0 &&
            (await sees(
              day,
              'porter',
              new RegExp(
                `(deleted|gone|removed)[^]*#${await numberOf(day, name)}|#${await numberOf(day, name)}[^]*(deleted|gone|removed)`,
              ),
            )),
        },
      ]
    case 'live':
      return [...made, ...submission(name), answer(name, fate)]
    case 'rejected':
      return [...made, ...submission(name), answer(name, fate), correction(name)]
    case 'cancelled':
      return [...made, ...submission(name), answer(name, fate), ...cancellation(name)]
  }
}

function submission(name: string): readonly Step[] {
  return [
    {
      name: 'ask to submit',
      who: 'porter',
      act: (day) => command(day, 'submit', name),
      isDone: (day) => sees(day, 'approver', new RegExp(`Submit #\\d+ · ${name}\\?`)),
    },
    {
      name: 'approve the submission',
      who: 'approver',
      act: (day) => approveIt(day, name, 'submit'),
      isDone: async (day) => (await statusOf(day, name)) !== 'DRAFT',
    },
  ]
}

/** What the losing carrier says, which nobody but the bot looks for. */
function answer(name: string, fate: 'live' | 'rejected' | 'cancelled'): Step {
  const says = fate === 'rejected' ? 'reject' : 'foc'
  const words = fate === 'rejected' ? / was rejected by / : /: FOC [A-Z]/
  return {
    name: says,
    who: null,
    async act(day) {
      await day.turn({ advance: 'PT1M' })
      const [order] = await ordersNamed(day, name)
      const isWaiting = order?.status === 'SUBMITTED'
      if (isWaiting) await day.carrier(says, order.id)
      await day.turn({ advance: 'PT10M' })
      return true
    },
    isDone: async (day) =>
      sees(day, 'porter', new RegExp(`#${await numberOf(day, name)}\\b[^]*${words.source}`)),
  }
}

/** Told as with the carrier, once, however it was cut off. */
export const CORRECTED = '4711'

function correction(name: string): Step {
  return {
    name: 'correct the address',
    who: 'porter',
    act: (day) => fillIn(day, () => command(day, 'edit', name), { 'House number': CORRECTED }),
    isDone: async (day) =>
      (await statusOf(day, name)) === 'REQUESTED_SUPP' &&
      (await sees(
        day,
        'porter',
        new RegExp(`#${await numberOf(day, name)}\\b[^\\n]*: changed by`),
      )),
  }
}

function cancellation(name: string): readonly Step[] {
  return [
    {
      name: 'ask to cancel',
      who: 'porter',
      act: (day) => command(day, 'cancel', name, 'changed minds'),
      isDone: (day) => sees(day, 'approver', new RegExp(`Cancel #\\d+ · ${name}\\?`)),
    },
    {
      name: 'approve the cancel',
      who: 'approver',
      act: (day) => approveIt(day, name, 'cancel'),
      isDone: async (day) => ['CANCELLED', 'REQUESTED_CANCEL'].includes(await statusOf(day, name)),
    },
  ]
}

/** What is done to it on the day of its date. */
export function dayOfTheDate({ name, fate }: PendingRequest): readonly Step[] {
  switch (fate) {
    case 'live':
      return [
        {
          name: 'want it active',
          who: 'porter',
          act: (day) => command(day, 'activate', name),
          isDone: (day) => sees(day, 'approver', new RegExp(`Activate #\\d+ · ${name}\\?`)),
        },
        {
          name: 'approve the activation',
          who: 'approver',
          async act(day) {
            const inDoubt = await isActivationInDoubt(day, name)
            const acked = !inDoubt && (await approveIt(day, name, 'activate'))
            // Nobody is to activate it again; if it never arrived, it goes live on its own.
            await day.turn(inDoubt ? { now: THE_EVENING } : { advance: 'PT1M' })
            return acked
          },
          isDone: (day) => sees(day, 'porter', new RegExp(`:tada: \\*#\\d+ · ${name}\\b`)),
        },
      ]
    case 'made-again':
      return [
        {
          name: 'make it again',
          who: 'porter',
          act: async (day) =>
            press(
              day,
              'porter',
              'Recreate draft',
              new RegExp(`Bandwidth deleted draft #${await numberOf(day, name)}\\b`),
            ),
          isDone: async (day) => (await ordersNamed(day, name)).length > 0,
        },
      ]
    case 'rejected':
    case 'cancelled':
    case 'deleted':
      return []
  }
}

export async function ordersNamed(day: PracticeDay, name: string) {
  return (await day.orders()).filter(({ customerOrderId }) =>
    customerOrderId?.startsWith(`${name}-`),
  )
}

/** When an activation window is over. */
const THE_EVENING = '2026-12-09T03:05:00Z'

function isActivationInDoubt(day: PracticeDay, name: string): Promise<boolean> {
  return sees(day, 'porter', new RegExp(`o answer from Bandwidth on [^\\n]*\\b${name}\\b`))
}

/** The request to activate it never arrived. */
export function wentLiveByItself(day: PracticeDay, name: string): Promise<boolean> {
  return sees(day, 'porter', new RegExp(`\\b${name} is live\\.[^]*seen at 10:\\d\\d PM`))
}

async function statusOf(day: PracticeDay, name: string): Promise<string> {
  const [order] = await ordersNamed(day, name)
  if (order === undefined) throw new Error(`Bandwidth has no order of ${name}.`)
  return order.status
}

async function contentOf(day: PracticeDay, name: string): Promise<string> {
  const [order] = await ordersNamed(day, name)
  return order === undefined ? '' : elsewhere(day, 'GET', `/portins/${order.id}`)
}

export function cardWords(name: string): RegExp {
  return new RegExp(`^\\*#\\d+ · ${name}\\* · `)
}

/** Such an order was made again, under the next number. */
export const NEVER_MADE = /^[^\n]*· not created/

async function cardsOf(day: PracticeDay, name: string) {
  return (await messages(day, 'porter')).filter(
    (one) => !one.ephemeral && cardWords(name).test(wordsOf(one)) && !NEVER_MADE.test(wordsOf(one)),
  )
}

async function hasCard(day: PracticeDay, name: string): Promise<boolean> {
  return (await cardsOf(day, name)).length > 0
}

async function cardTs(day: PracticeDay, name: string): Promise<string> {
  const card = (await cardsOf(day, name)).at(-1)
  if (card === undefined) throw new Error(`There is no card of ${name}.`)
  return card.ts
}

export async function numberOf(day: PracticeDay, name: string): Promise<string> {
  const card = (await cardsOf(day, name)).at(-1)
  const [, number] = /^\*#(\d+)/.exec(card === undefined ? '' : wordsOf(card)) ?? []
  if (number === undefined) throw new Error(`There is no card of ${name}.`)
  return number
}

/** What a coordinator types about this order. @returns whether Slack was told that the bot has it. */
async function command(day: PracticeDay, verb: string, name: string, rest = ''): Promise<boolean> {
  const typed = `${verb} ${await numberOf(day, name)} ${rest}`
  return (await day.command('porter', typed.trim())).acked
}

/** How a request for approval begins. */
const ASKS = { submit: 'Submit', activate: 'Activate', cancel: 'Cancel' }

async function approveIt(
  day: PracticeDay,
  name: string,
  operation: 'submit' | 'activate' | 'cancel',
): Promise<boolean> {
  return approve(day, new RegExp(`${ASKS[operation]} #\\d+ · ${name}\\?`), () =>
    command(day, operation, name),
  )
}
