import Sqlite from 'better-sqlite3'
import { askPostgres } from '../../test/postgres/place.ts'
import { callsOf, door } from '../../test/stories/order-on-the-way.ts'
import { wordsOf, type PracticeDay } from '../../test/stories/practice-day.ts'
import { messages, announced } from '../../test/stories/toll-free-on-the-way.ts'
import {
  cardWords,
  CORRECTED,
  wentLiveByItself,
  NEVER_MADE,
  numberOf,
  ordersNamed,
  type PendingRequest,
  type Fate,
} from './steps.ts'

/** What is not as it should be at the end of a day; all empty when it is. */
export interface Untruths {
  readonly lost: readonly string[]
  readonly doneTwice: readonly string[]
  readonly announcedTwice: readonly string[]
}

export const NO_UNTRUTHS: Untruths = { lost: [], doneTwice: [], announcedTwice: [] }

/** Looks at both practice servers and, after the bot has ended, into its database. */
export async function untruthsOf(
  day: PracticeDay,
  errands: readonly PendingRequest[],
  database: string,
): Promise<Untruths> {
  const news = await Promise.all(errands.map((errand) => newsOf(day, errand)))
  const operations = await Promise.all(errands.map((errand) => deedsOf(day, errand)))
  const cards = await Promise.all(errands.map((errand) => cardsOf(day, errand)))
  return untruthsAmong(day, database, {
    announced: [...news.flat(), ...cards.flat()],
    operations: operations.flat(),
  })
}

/** What must be read once was read once, what must be done was done so often, and nothing is left over. */
export async function untruthsAmong(
  day: PracticeDay,
  database: string,
  {
    announced: told,
    operations,
  }: { readonly announced: readonly Counted[]; readonly operations: readonly Operation[] },
): Promise<Untruths> {
  return {
    lost: [
      ...told.filter(({ times }) => times < 1).map(show),
      ...operations.filter(({ times, least }) => times < least).map(show),
      ...(await leftIn(database)),
    ],
    doneTwice: operations.filter(({ times, least }) => times > least).map(show),
    announcedTwice: [
      ...told.filter(({ times }) => times > 1).map(show),
      ...(await keysPostedTwice(day)),
    ],
  }
}

export interface Counted {
  readonly what: string
  readonly times: number
}

/** Something that Bandwidth was made to do, and how often it was to be. */
export interface Operation extends Counted {
  readonly least: number
}

function show({ what, times }: Counted): string {
  return `${what}: ${times} times`
}

const FOC = (number: string) => new RegExp(`#${number}\\b[^:\\n]*: FOC (?!changed)`)
const SUBMITTED = (number: string) => new RegExp(`#${number}\\b[^:\\n]* is submitted\\.`)

/** What must be read exactly once of an order, besides its letter, its note and its change. */
const NEWS: Record<Fate, readonly ((number: string) => RegExp)[]> = {
  live: [SUBMITTED, FOC, (number) => new RegExp(`:tada: \\*#${number}\\b`)],
  rejected: [
    SUBMITTED,
    (number) => new RegExp(`#${number}\\b[^]* was rejected by`),
    (number) => new RegExp(`#${number}\\b[^\\n]*: changed by`),
  ],
  cancelled: [SUBMITTED, FOC],
  deleted: [
    (number) =>
      new RegExp(
        `\\S deleted draft #${number}\\b|Draft #${number}\\b[^\\n]* was deleted in Bandwidth`,
      ),
  ],
  'made-again': [(number) => new RegExp(`Bandwidth deleted draft #${number}\\b`)],
}

async function newsOf(
  day: PracticeDay,
  { name, fate }: PendingRequest,
): Promise<readonly Counted[]> {
  const number = await numberOf(day, name)
  const expected = [
    new RegExp(`${name}\\.pdf\\* is attached to #${number}`),
    new RegExp(`changed #${number}\\b`),
    new RegExp(`sent Bandwidth a note on #${number}\\b`),
    ...NEWS[fate].map((words) => words(number)),
  ]
  return Promise.all(
    expected.map(async (words) => ({
      what: `${name} told ${String(words)}`,
      times: (await announced(day, words)).filter((text) => !cardWords(name).test(text)).length,
    })),
  )
}

/** What a card calls the statuses in which a day ends. */
const STATE_WORDS: Readonly<Record<string, string>> = {
  DRAFT: 'draft',
  VALID_DRAFT_TFNS: 'draft',
  REQUESTED_SUPP: 'change requested',
  REQUESTED_CANCEL: 'cancel requested',
  COMPLETE: '*live*',
  CANCELLED: 'canceled',
}

/** A card, and one alone, that shows what Bandwidth has. */
async function cardsOf(day: PracticeDay, { name }: PendingRequest): Promise<readonly Counted[]> {
  const cards = (await messages(day, 'porter'))
    .map(wordsOf)
    .filter((text) => cardWords(name).test(text) && !NEVER_MADE.test(text))
  const [order] = await ordersNamed(day, name)
  const word = order === undefined ? '' : (STATE_WORDS[order.status] ?? order.status)
  const isTrue = cards.every((card) => card.includes(`· ${word}`))
  return [
    { what: `card of ${name}`, times: cards.length },
    { what: `card of ${name} that shows ${order?.status ?? 'nothing'}`, times: isTrue ? 1 : 0 },
  ]
}

/** What Bandwidth was made to do, and how often it may have been. */
async function deedsOf(
  day: PracticeDay,
  { name, fate }: PendingRequest,
): Promise<readonly Operation[]> {
  const isDone = ({ status }: { readonly status: number | null }) => (status ?? 500) < 300
  const count = (what: string, method: string, path: RegExp, request: RegExp, least: number) => ({
    what: `${name}: ${what}`,
    least,
    times: callsOf(day, method, path).filter((call) => isDone(call) && request.test(call.request))
      .length,
  })
  const made = fate === 'made-again' ? 2 : 1
  const orders = await ordersNamed(day, name)
  const path = (rest: string) =>
    new RegExp(`/portins/(${orders.map(({ id }) => id).join('|') || 'none'})${rest}`)
  const isActivated = fate === 'live' && !(await wentLiveByItself(day, name))
  const isSent = fate === 'live' || fate === 'rejected' || fate === 'cancelled'
  return [
    count('created', 'POST', /\/portins$/, new RegExp(`<CustomerOrderId>${name}-`), made),
    count('noted', 'POST', /\/notes$/, new RegExp(`please hurry ${name}<`), 1),
    ...(isSent
      ? [
          ...(fate === 'rejected'
            ? [count('corrected', 'PUT', path('$'), new RegExp(`<HouseNumber>${CORRECTED}<`), 1)]
            : []),
          count('letter', 'POST', path('/loas'), /./s, 1),
          count('submitted', 'PUT', path('$'), /<RequestedStatus>|<ProcessingStatus>SUBMITTED/i, 1),
          count('activated', 'PUT', path('/activationStatus$'), /./s, isActivated ? 1 : 0),
          count('cancelled', 'DELETE', path('$'), /^/, fate === 'cancelled' ? 1 : 0),
        ]
      : []),
  ]
}

/** Every post carries a key; two under one key say the same. */
async function keysPostedTwice(day: PracticeDay): Promise<readonly string[]> {
  const transcript = (await door(day, 'transcript')) as readonly {
    readonly kind: string
    readonly what: string
    readonly detail: { readonly metadata?: unknown; readonly answer?: { readonly ok?: boolean } }
  }[]
  const posted = new Map<string, number>()
  for (const { kind, what, detail } of transcript) {
    if (kind !== 'api' || what !== 'chat.postMessage' || detail.answer?.ok !== true) continue
    const [, key] = /"key\\?":\\?"([^"\\]+)/.exec(JSON.stringify(detail.metadata ?? '')) ?? []
    if (key !== undefined) posted.set(key, (posted.get(key) ?? 0) + 1)
  }
  return [...posted].filter(([, times]) => times > 1).map(([what, times]) => show({ what, times }))
}

/** Nothing is left open or unsaid, and the file is whole. */
const LEFT: Readonly<Record<string, string>> = {
  'intents that nobody settled': 'SELECT search_key FROM intent WHERE closed_at IS NULL',
  // What is told of an order that has no card yet waits for it.
  'posts that nobody sees':
    'SELECT key FROM post WHERE drawn < version AND (parent IS NULL OR parent IN (SELECT key FROM post))',
  'errands that nobody ended': 'SELECT what FROM errand',
  'approvals without an outcome':
    "SELECT id FROM approval WHERE state = 'spent' AND outcome IS NULL",
}

const OF_FILES: Readonly<Record<string, string>> = {
  ...LEFT,
  'damage to the file': "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
}

async function leftIn(database: string): Promise<readonly string[]> {
  if (!database.startsWith('postgres:')) return leftInFile(database)
  return askPostgres(database, async (say) => {
    const left: string[] = []
    for (const [what, query] of Object.entries(LEFT)) {
      left.push(...(await say(query)).rows.map((row) => `${what}: ${JSON.stringify(row)}`))
    }
    return left
  })
}

function leftInFile(database: string): readonly string[] {
  const db = new Sqlite(database, { readonly: true })
  try {
    return Object.entries(OF_FILES).flatMap(([what, query]) =>
      db
        .prepare(query)
        .all()
        .map((row) => `${what}: ${JSON.stringify(row)}`),
    )
  } finally {
    db.close()
  }
}
