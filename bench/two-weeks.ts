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
  EXCEPTION: () => /rejected/i,
  CANCELLED: () => /canceled/i,
  COMPLETE: () => /live/i,
}

/**
 * Two weeks of a team, the same for the same seed: a bulk order and others whose carriers agree, move their
 * dates, reject and cancel. Each evening every card, the breakdown, the reminders and a request are held
 * against the practice Bandwidth's own book, and what happened is looked for among what was told.
 */
export async function twoWeeks(): Promise<readonly Row[]> {
  const day = await startDay()
  const random = randomFrom(SEED)
  let compared = 0
  const differences: string[] = []
  const reminders = { compared: 0, differences: [] as string[] }
  const requests = { compared: 0, differences: [] as string[] }
  const untold: Untold[] = []
  const never: string[] = []
  let happened = 0
  try {
    await begin(day)
    for (const date of EVENINGS) {
      const before = new Map(book(day).map((order) => [order.id, stateOf(order)]))
      await day.turn({ now: `${date}T14:00:00Z` })
      for (const order of book(day)) await happen(day, order, random)
      for (let half = 0; half < 20; half += 1) await day.turn({ advance: 'PT30M' })
      const shows = await shownHere(day)
      const numbers = numbersIn(shows)
      for (const order of book(day)) {
        const words =
          order.status === 'FOC'
            ? new RegExp(shown(order.focDay ?? ''))
            : SHOWS[order.status]?.(order)
        if (words === undefined || before.get(order.id) === stateOf(order)) continue
        happened += 1
        untold.push({
          what: `${date} ${stateOf(order)}`,
          tn: order.tns[0] ?? '',
          words,
          since: date,
        })
      }
      const told = await newsIn(day)
      for (const one of untold.splice(0)) {
        const number = numbers.get(one.tn) ?? 'nothing'
        if (told.some((line) => isToldIn(line, number, one))) continue
        // What happens late waits for the morning.
        if (one.since === date) untold.push(one)
        else never.push(`${number} ${one.what}`)
      }
      compareReminders(await linesSeen(day), { day, numbers, found: reminders })
      await compareRequest(day, { numbers, found: requests })
      for (const order of book(day)) {
        const expected = SHOWS[order.status]?.(order)
        if (expected === undefined) continue
        compared += 1
        const said = shows.get(order.tns[0] ?? '') ?? 'nothing'
        if (!expected.test(said)) differences.push(`${date} ${order.status}: ${said}`)
      }
    }
    const { messages, mentions } = await countsOf(day)
    for (const one of [
      ...differences,
      ...never,
      ...reminders.differences,
      ...requests.differences,
    ]) {
      console.log(one)
    }
    return [
      row('two weeks: cards and breakdown', differences.length, `of ${compared} evenings`, '0'),
      row('two weeks: end states and dates never told', never.length, `of ${happened}`, '0'),
      row(
        'two weeks: counts and days of reminders',
        reminders.differences.length,
        `of ${reminders.compared}`,
        '0',
      ),
      row('two weeks: requests', requests.differences.length, `of ${requests.compared}`, '0'),
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

interface Untold {
  readonly what: string
  /** The first number of the order. */
  readonly tn: string
  readonly words: RegExp
  readonly since: string
}

interface Found {
  compared: number
  readonly differences: string[]
}

interface Held {
  /** `#1004`, by the first number of the order. */
  readonly numbers: ReadonlyMap<string, string>
  readonly found: Found
}

const stateOf = ({ status, focDay }: Glimpse): string =>
  status === 'FOC' ? `FOC ${focDay ?? ''}` : status

const CARD = /^\*#\d+[^*]*\* · /

/** Of a bulk order that is live as a whole no order is named. */
const WHOLE_IS_LIVE = /\*#1001 [^*]*is live\.\*/
const CHILDREN = ['#1002', '#1003']

function isToldIn(line: string, number: string, { what, words }: Untold): boolean {
  const ofWhole = what.endsWith('COMPLETE') && CHILDREN.includes(number) && WHOLE_IS_LIVE.test(line)
  return ofWhole || (line.includes(number) && words.test(line))
}

/** Every line that people see, without the cards, which tell nobody. */
async function newsIn(day: PracticeDay): Promise<readonly string[]> {
  const messages = (await day.sees('porter')).filter(({ ephemeral }) => !ephemeral).map(wordsOf)
  return messages.filter((words) => !CARD.test(words)).flatMap((words) => words.split('\n'))
}

async function linesSeen(day: PracticeDay): Promise<readonly string[]> {
  return [...new Set(await newsIn(day))]
}

function numbersIn(shows: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...shows].map(([tn, words]) => [tn, /#\d+/.exec(words)?.[0] ?? 'nothing']))
}

/** `3 of 15 numbers port Fri, Dec 11: #1002` and `#1004 ports Fri, Dec 11`, against the book. */
function compareReminders(
  lines: readonly string[],
  { day, numbers, found }: Held & { readonly day: PracticeDay },
): void {
  const orders = book(day)
  const portingOn = (date: string) =>
    orders.filter(({ status, focDay }) => status === 'FOC' && shown(focDay ?? '') === date)
  const named = ({ tns }: Glimpse): string => numbers.get(tns[0] ?? '') ?? 'nothing'
  for (const line of lines) {
    const bulk = /: (\d+)(?: of \d+)? numbers? port (\w{3}, \w{3} \d+):\* ([^.]*)\./.exec(line)
    const single = /^:calendar: \*(#\d+)[^*]* ports [^*]*?(\w{3}, \w{3} \d+)/.exec(line)
    const [, count, bulkDay = '', which = ''] = bulk ?? []
    const [, number = '', singleDay = ''] = single ?? []
    if (count !== undefined) {
      found.compared += 1
      const those = portingOn(bulkDay).filter((one) => which.includes(named(one)))
      const tns = those.reduce((sum, one) => sum + one.tns.length, 0)
      const all = portingOn(bulkDay).filter((one) => CHILDREN.includes(named(one)))
      if (tns !== Number(count) || all.length !== those.length) found.differences.push(line)
    } else if (number !== '') {
      found.compared += 1
      if (!portingOn(singleDay).some((one) => named(one) === number)) found.differences.push(line)
    }
  }
}

/** One order that has a date is asked to be canceled, and the request withdrawn. */
async function compareRequest(day: PracticeDay, { numbers, found }: Held): Promise<void> {
  const order = book(day).find(({ status }) => status === 'FOC')
  const number = numbers.get(order?.tns[0] ?? '')?.slice(1)
  if (order === undefined || number === undefined) return
  await day.command('porter', `cancel ${number}`)
  const request = (await day.sees('approver'))
    .map(wordsOf)
    .findLast((words) => new RegExp(`Cancel #${number}[^?]*\\?`).test(words))
  found.compared += 1
  const date = `FOC ${shown(order.focDay ?? '')}`
  const stay = order.tns.length
  const count = /\? (\d+) numbers? stays? /.exec(request?.replaceAll('*', '') ?? '')?.[1]
  if (Number(count) !== stay || request?.includes(date) !== true) {
    found.differences.push(`#${number} ${date}, ${stay} stay: ${request ?? 'no request'}`)
  }
  await day.click('porter', 'Withdraw request…', new RegExp(`cancel .*#${number}`))
  await day.submit('porter', {})
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
  return { figure, ours: String(ours), against: `seed ${SEED}`, spread, aim }
}
