import { BULK, breakdownOf, childWith, csv, loasOf } from '../../test/stories/bulk-on-the-way.ts'
import { elsewhere } from '../../test/stories/order-on-the-way.ts'
import { pdf, wordsOf, type PracticeDay } from '../../test/stories/practice-day.ts'
import { messages } from '../../test/stories/toll-free-on-the-way.ts'
import { approve, closeForms, fillIn, press, sees } from './hands.ts'
import { partOf, THE_DATE, type Part } from './killed-day.ts'
import { NEVER_MADE, type Step } from './steps.ts'

/** What becomes of a bulk order: one of its two orders goes live and the other is canceled, or both are. */
type BulkFate = 'partial' | 'cancelled'

export const BULK_FATES: readonly BulkFate[] = ['partial', 'cancelled']

export interface BulkErrand {
  readonly name: string
  readonly fate: BulkFate
  /** Of Frontier and of Windstream; each is the first number of one order and its BTN. */
  readonly firsts: readonly [string, string]
  readonly numbers: string
  /** The short numbers of its two orders, as soon as it is split. */
  readonly children: number[]
}

export function bulkErrand(nth: number, fate: BulkFate): BulkErrand {
  const first = 2000 + nth * 10
  return {
    name: `Acme Bulk ${nth}`,
    fate,
    firsts: [`919-555-${first}`, `919-556-${first}`],
    numbers: `919-555-${first}..${first + 4} 919-556-${first}..${first + 4} 712-843-${first}`,
    children: [],
  }
}

/** Everything that is done to these bulk orders, one after the other. */
export function bulkParts(errands: readonly BulkErrand[]): readonly Part[] {
  return [
    partOf(null, errands, (errand) => [
      ...untilSplit(errand),
      ...untilReady(errand),
      ...submission(errand),
      ...(errand.fate === 'partial' ? oneRejected(errand) : allCancelled(errand)),
    ]),
    partOf(THE_DATE, errands, (errand) => (errand.fate === 'partial' ? live(errand) : [])),
  ]
}

function untilSplit(errand: BulkErrand): readonly Step[] {
  const { name, numbers, children } = errand
  return [
    {
      name: 'bulk',
      who: 'porter',
      act: (day) =>
        fillIn(day, async () => (await day.command('porter', `bulk ${numbers}`)).acked, {
          ...BULK,
          'Business name': name,
        }),
      isDone: async (day) =>
        (await bulkIdOf(day, name)) !== undefined && (await bulkCards(day, name)).length > 0,
    },
    {
      name: 'check',
      who: null,
      act: passCheck,
      isDone: (day) => sees(day, 'porter', aboutBulk(name, ': 1 number can’t port')),
    },
    {
      name: 'take out',
      who: 'porter',
      act: (day) => press(day, 'porter', 'Remove 1 number', bulkCardWords(name)),
      isDone: (day) => sees(day, 'porter', new RegExp(`changed the numbers of #\\d+ · ${name}\\b`)),
    },
    {
      name: 'split',
      who: null,
      act: passCheck,
      async isDone(day) {
        if (!(await sees(day, 'porter', aboutBulk(name, ' is split: 10 numbers')))) return false
        const lines = await breakdownOf(day, await bulkNumberOf(day, name))
        await closeForms(day)
        const found = ['Frontier', 'Windstream'].flatMap(
          (carrier) => lines.find(({ from }) => from.startsWith(carrier))?.number ?? [],
        )
        // On a busy machine the breakdown may not have opened in time.
        if (found.length < 2) return false
        children.splice(0, 2, ...found)
        return true
      },
    },
  ]
}

function untilReady(errand: BulkErrand): readonly Step[] {
  const { name, firsts, children } = errand
  const table = `${name}.csv`
  const loas = () => children.map((number) => `loa #${number}.pdf`)
  return [
    {
      name: 'drop the table and the letters',
      who: null,
      async act(day) {
        const [card] = await bulkCards(day, name)
        const rows = children.map((number, nth) => `#${number},${firsts[nth] ?? ''}`)
        await day.say('porter', 'filled in', {
          thread: card?.ts ?? '',
          files: [csv(['order,BTN', ...rows].join('\n'), table), ...loas().map((loa) => pdf(loa))],
        })
        return true
      },
      isDone: async (day) =>
        (await sees(day, 'porter', new RegExp(`${table} changes 2 orders`))) &&
        (await sees(day, 'porter', new RegExp(`${loas().join('[^]*')}[^]*Attach 2 LOAs`))),
    },
    {
      name: 'send the table',
      who: 'porter',
      act: (day) => press(day, 'porter', 'Change 2 orders', new RegExp(table)),
      async isDone(day) {
        const shown = await Promise.all(firsts.map((tn) => contentWith(day, tn)))
        const number = await bulkNumberOf(day, name)
        return (
          shown.every((xml, nth) => xml.includes(`${digits(firsts[nth] ?? '')}</Bill`)) &&
          (await sees(day, 'porter', new RegExp(`filled in \\d orders? of #${number}\\b`)))
        )
      },
    },
    {
      name: 'attach the letters',
      who: 'porter',
      async act(day) {
        const words = new RegExp(loas().join('|'))
        return (
          (await press(day, 'porter', 'Attach 2 LOAs', words)) ||
          (await press(day, 'porter', 'Attach 1 LOA', words))
        )
      },
      isDone: async (day) => {
        const lists = await Promise.all(firsts.map((tn) => loasOf(day, tn)))
        return lists.every((count) => count > 0)
      },
    },
    {
      name: 'change the shared facts',
      who: 'porter',
      act: (day) =>
        fillIn(day, () => press(day, 'porter', 'Edit shared details', bulkCardWords(name)), {
          City: 'Cary',
        }),
      async isDone(day) {
        const shown = await Promise.all(firsts.map((tn) => contentWith(day, tn)))
        const words = new RegExp(`changed the shared details of #\\d+ · ${name}\\b`)
        return shown.every((xml) => xml.includes('Cary')) && (await sees(day, 'porter', words))
      },
    },
    {
      name: 'note',
      who: 'porter',
      act: async (day) =>
        (await day.command('porter', `note ${await bulkNumberOf(day, name)} please hurry ${name}`))
          .acked,
      isDone: (day) =>
        sees(day, 'porter', new RegExp(`sent Bandwidth a note on[^]*please hurry ${name}\\b`)),
    },
  ]
}

function submission({ name, firsts }: BulkErrand): readonly Step[] {
  const ask = (day: PracticeDay) => press(day, 'porter', 'Request approval', bulkCardWords(name))
  return [
    {
      name: 'ask to submit',
      who: 'porter',
      async act(day) {
        await day.turn({ advance: 'PT1M' })
        return ask(day)
      },
      isDone: (day) => sees(day, 'approver', requestTo('submit', name)),
    },
    {
      name: 'approve the submission',
      who: 'approver',
      act: (day) => approve(day, requestTo('submit', name), () => ask(day)),
      isDone: (day) => Promise.resolve(statuses(day, firsts).every((one) => !/DRAFT/.test(one))),
    },
  ]
}

/** One carrier agrees and the other rejects; what was rejected is canceled alone. */
function oneRejected(errand: BulkErrand): readonly Step[] {
  const { name, firsts, children } = errand
  const [agreed, rejected] = firsts
  const ask = async (day: PracticeDay) =>
    (await day.command('porter', `cancel ${children[1] ?? 0} changed minds`)).acked
  const words = () => new RegExp(`Cancel #${children[1] ?? 0}\\b[^\\n]*\\?`)
  return [
    {
      name: 'the carriers answer',
      who: null,
      async act(day) {
        await day.turn({ advance: 'PT1M' })
        await whoWaits(day, agreed, 'foc')
        await whoWaits(day, rejected, 'reject')
        await day.turn({ advance: 'PT10M' })
        await day.turn({ advance: 'PT2M' })
        return true
      },
      isDone: async (day) =>
        (await sees(day, 'porter', announcedDay(name, children[0] ?? 0))) &&
        (await sees(day, 'porter', new RegExp(`#${children[1] ?? 0} .*was rejected by`))) &&
        (await sees(day, 'porter', aboutBulk(name, ': (an order|#\\d+) was rejected'))),
    },
    {
      name: 'ask to cancel the rejected one',
      who: 'porter',
      act: ask,
      isDone: (day) => sees(day, 'approver', words()),
    },
    {
      name: 'approve its cancel',
      who: 'approver',
      act: (day) => approve(day, words(), () => ask(day)),
      isDone: (day) => Promise.resolve(/CANCEL/.test(statusWith(day, rejected))),
    },
    cancelled(errand, [rejected]),
  ]
}

function allCancelled(errand: BulkErrand): readonly Step[] {
  const { name, firsts } = errand
  const ask = (day: PracticeDay) => press(day, 'porter', 'Request cancel', bulkCardWords(name))
  return [
    {
      name: 'ask to cancel all',
      who: 'porter',
      async act(day) {
        await day.turn({ advance: 'PT2M' })
        return ask(day)
      },
      isDone: (day) => sees(day, 'approver', requestTo('cancel', name)),
    },
    {
      name: 'approve the cancel of all',
      who: 'approver',
      act: (day) => approve(day, requestTo('cancel', name), () => ask(day)),
      isDone: (day) => Promise.resolve(statuses(day, firsts).every((one) => /CANCEL/.test(one))),
    },
    cancelled(errand, firsts),
  ]
}

/** The carriers let go. */
function cancelled({ name, fate, children }: BulkErrand, tns: readonly string[]): Step {
  return {
    name: 'the carriers agree to the cancel',
    who: null,
    async act(day) {
      for (const tn of tns) {
        if (statusWith(day, tn) !== 'CANCELLED') {
          await day.carrier('cancelled', childWith(day, tn).id)
        }
      }
      for (const advance of ['PT10M', 'PT1M', 'PT2M']) await day.turn({ advance })
      return true
    },
    isDone: (day) =>
      fate === 'partial'
        ? sees(day, 'porter', announcedCanceled(name, children[1] ?? 0))
        : sees(day, 'porter', aboutBulk(name, ' is canceled, with')),
  }
}

function live({ name, firsts: [agreed] }: BulkErrand): readonly Step[] {
  return [
    {
      name: 'goes live',
      who: null,
      async act(day) {
        if (statusWith(day, agreed) === 'FOC') {
          await day.carrier('complete', childWith(day, agreed).id)
        }
        for (const advance of ['PT10M', 'PT1M', 'PT2M']) await day.turn({ advance })
        return true
      },
      isDone: (day) => sees(day, 'porter', aboutBulk(name, ' is partly complete')),
    },
  ]
}

async function passCheck(day: PracticeDay): Promise<boolean> {
  for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT10S' })
  return true
}

/** The carrier of this number answers, unless it has. */
async function whoWaits(day: PracticeDay, tn: string, says: 'foc' | 'reject'): Promise<void> {
  if (statusWith(day, tn) === 'SUBMITTED') await day.carrier(says, childWith(day, tn).id)
}

function statuses(day: PracticeDay, tns: readonly string[]): readonly string[] {
  return tns.map((tn) => statusWith(day, tn))
}

function statusWith(day: PracticeDay, tn: string): string {
  return childWith(day, tn).status
}

function contentWith(day: PracticeDay, tn: string): Promise<string> {
  return elsewhere(day, 'GET', `/portins/${childWith(day, tn).id}`)
}

function digits(tn: string): string {
  return tn.replaceAll('-', '')
}

export async function bulkIdOf(day: PracticeDay, name: string): Promise<string | undefined> {
  for (const { id } of day.practice.bandwidth.control.bulkOrders()) {
    if ((await elsewhere(day, 'GET', `/bulkPortins/${id}`)).includes(`${name}<`)) return id
  }
  return undefined
}

export function bulkCardWords(name: string): RegExp {
  return new RegExp(`^\\*#\\d+ · ${name} \\(bulk\\)\\* · `)
}

export function aboutBulk(name: string, words: string): RegExp {
  return new RegExp(`#\\d+ · ${name} \\(bulk\\)${words}`)
}

/** The message about the days of the whole names the order, also when another has come after it. */
export function announcedDay(name: string, child: number): RegExp {
  return aboutBulk(name, `: (?:\\d+ of \\d+ numbers )?FOC [^]*#${child}\\b`)
}

export function announcedCanceled(name: string, child: number): RegExp {
  return aboutBulk(name, `: \\d+ numbers? canceled [^\\n]*#${child}\\b`)
}

function requestTo(operation: 'submit' | 'cancel', name: string): RegExp {
  return new RegExp(`${operation === 'submit' ? 'Submit' : 'Cancel'} #\\d+ · ${name} \\(bulk\\)\\?`)
}

export async function bulkCards(day: PracticeDay, name: string) {
  return (await messages(day, 'porter')).filter(
    (one) =>
      !one.ephemeral && bulkCardWords(name).test(wordsOf(one)) && !NEVER_MADE.test(wordsOf(one)),
  )
}

async function bulkNumberOf(day: PracticeDay, name: string): Promise<number> {
  const card = (await bulkCards(day, name)).at(-1)
  return Number(/^\*#(\d+)/.exec(card === undefined ? '' : wordsOf(card))?.[1])
}
