import { ACME_FORM } from '../test/fixtures/acme-form.ts'
import { readyBulk } from '../test/stories/bulk-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay, type Seen } from '../test/stories/practice-day.ts'
import type { Row } from './row.ts'
import { randomFrom } from './random.ts'

const SEED = Number(process.env['TWO_WEEKS_SEED'] ?? 16)
const SINGLES = 6
const EVENINGS = [1, 2, 3, 4, 7, 8, 9, 10, 11].map(
  (day) => `2026-12-${String(day).padStart(2, '0')}`,
)
const DATES = ['2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11']
const OWNER = '<@U0DANA>'

type Glimpse = ReturnType<PracticeDay['practice']['bandwidth']['control']['orders']>[number]

/** What each order shows here once Bandwidth has it in this status. */
const SHOWS: Readonly<Record<string, (order: Glimpse) => RegExp>> = {
  FOC: ({ focDay }) => new RegExp(`FOC \\*?${shown(focDay ?? '')}`),
  EXCEPTION: () => /rejected/,
  CANCELLED: () => /canceled/,
  COMPLETE: () => /live/,
}

/**
 * Two weeks of a team, the same for the same seed: a bulk order and others whose carriers agree, move their
 * dates, reject and cancel. Each evening every card and the breakdown is held against the practice
 * Bandwidth's own book.
 */
export async function twoWeeks(): Promise<readonly Row[]> {
  const day = await startDay()
  const random = randomFrom(SEED)
  let compared = 0
  const differences: string[] = []
  try {
    await begin(day)
    for (const date of EVENINGS) {
      await day.turn({ now: `${date}T14:00:00Z` })
      for (const order of book(day)) await happen(day, order, random)
      for (let half = 0; half < 20; half += 1) await day.turn({ advance: 'PT30M' })
      const shows = await shownHere(day)
      for (const order of book(day)) {
        const expected = SHOWS[order.status]?.(order)
        if (expected === undefined) continue
        compared += 1
        const said = shows.get(order.tns[0] ?? '') ?? 'nothing'
        if (!expected.test(said)) differences.push(`${date} ${order.status}: ${said}`)
      }
    }
    const { messages, mentions } = await countsOf(day)
    for (const difference of differences) console.log(difference)
    return [
      row('two weeks: cards and breakdown', differences.length, `of ${compared} evenings`, '0'),
      row('two weeks: messages a day', mean(messages), `most ${Math.max(...messages)}`, ''),
      row(
        'two weeks: mentions of the owner a day',
        mean(mentions),
        `most ${Math.max(...mentions)}`,
        '',
      ),
    ]
  } finally {
    await day.close()
  }
}

async function begin(day: PracticeDay): Promise<void> {
  await readyBulk(day)
  await approved(day, 1001)
  for (let nth = 0; nth < SINGLES; nth += 1) {
    const btn = `919-557-010${nth}`
    await day.command('porter', `new ${btn}`)
    await day.submit('porter', {
      ...ACME_FORM,
      'BTN (billing number)': btn,
      'Account number': `77${nth}001`,
      PIN: '4711',
      'Requested FOC': 'Fri, Dec 11',
    })
    await approved(day, 1004 + nth)
  }
}

async function approved(day: PracticeDay, number: number): Promise<void> {
  await day.command('porter', `submit ${number}`)
  await day.click('approver', 'Approve', new RegExp(`[Ss]ubmit #${number}`))
  await day.turn({ advance: 'PT2M' })
}

const book = (day: PracticeDay): readonly Glimpse[] => day.practice.bandwidth.control.orders()

/** What a carrier does on this day, if anything; Bandwidth lets it or not. */
async function happen(day: PracticeDay, { id, status }: Glimpse, random: () => number) {
  const chance = random()
  const date = DATES[Math.floor(random() * DATES.length)]
  const foc = status === 'SUBMITTED' ? chance < 0.5 : status === 'FOC' && chance < 0.2
  try {
    if (foc) await day.carrier('foc', id, { date })
    else if (status === 'SUBMITTED' && chance < 0.6) await day.carrier('reject', id)
    else if (status === 'EXCEPTION' && chance < 0.3) await day.carrier('cancelled', id)
  } catch {
    // A date that has passed, or an order that is over.
  }
}

/** What is said here of the order with this number: its card, or its line in the breakdown. */
async function shownHere(day: PracticeDay): Promise<ReadonlyMap<string, string>> {
  const shows = new Map<string, string>()
  const add = (words: string): void => {
    const [, npa, nxx, line] = /(\d{3})-(\d{3})-(\d{4})/.exec(words) ?? []
    if (line !== undefined) shows.set(`${npa ?? ''}${nxx ?? ''}${line}`, words)
  }
  for (const message of await day.sees('porter')) {
    const words = wordsOf(message)
    if (!message.ephemeral && /^\*#10(0[4-9]) · [^*]*\* · /.test(words)) add(words)
  }
  await day.command('porter', 'bulk 1001')
  await day.choose('porter', 'breakdown-filter', undefined, 'All orders (2)').catch(() => null)
  const text = (await day.modal('porter'))?.text ?? ''
  for (const line of text.split('\n')) if (line.startsWith('*#')) add(line)
  await day.closeForm('porter')
  return shows
}

async function countsOf(day: PracticeDay) {
  const posted = (await day.sees('porter')).filter(
    ({ user, ephemeral }: Seen) => !ephemeral && user === 'U0PORTIN',
  )
  const byDay = Map.groupBy(posted, ({ ts }) =>
    new Date(Number(ts) * 1000).toISOString().slice(0, 10),
  )
  return {
    messages: [...byDay.values()].map((some) => some.length),
    mentions: [...byDay.values()].map(
      (some) => some.filter((message) => wordsOf(message).includes(OWNER)).length,
    ),
  }
}

/** `Fri, Dec 11` */
function shown(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  })
}

function mean(counts: readonly number[]): number {
  return Math.round(counts.reduce((all, one) => all + one, 0) / Math.max(1, counts.length))
}

function row(figure: string, ours: number, spread: string, aim: string): Row {
  return { figure, ours: String(ours), against: `seed ${SEED}`, compared: '', spread, aim }
}
