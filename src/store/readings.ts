import type { Instant } from '../porting/calendar.ts'
import type { ReadingAccount } from '../porting/reading-account.ts'
import type { Answers, ReadingQuestion } from '../porting/table-plan.ts'
import type { Database } from './database.ts'

/** Newer than all the layouts that a desk gets to see in a year. */
const MOST_ANSWERS = 2_000

/** What people have said about layouts, by the question's key. */
export async function readingAnswers(db: Database): Promise<Answers> {
  const rows = await db
    .selectFrom('reading_answer')
    .select(['key', 'answer'])
    .orderBy('at', 'desc')
    .limit(MOST_ANSWERS)
    .execute()
  return Object.fromEntries(rows.map(({ key, answer }) => [key, answer]))
}

export async function saveAnswer(
  db: Database,
  said: {
    readonly key: string
    readonly answer: string
    readonly by: string
    readonly at: Instant
  },
): Promise<void> {
  const { answer, by, at } = said
  await db
    .insertInto('reading_answer')
    .values(said)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ answer, by, at }))
    .execute()
}

export async function forgetAnswer(db: Database, key: string): Promise<void> {
  await db.deleteFrom('reading_answer').where('key', '=', key).execute()
}

/** A question that waits for its answer, and the task that then resumes. */
interface AskedQuestion {
  readonly id: string
  readonly by: string
  readonly question: ReadingQuestion
  /** The asker's own JSON. */
  readonly purpose: string
  readonly at: Instant
}

export async function insertQuestion(db: Database, asked: AskedQuestion): Promise<void> {
  await db
    .insertInto('reading_question')
    .values({ ...asked, question: JSON.stringify(asked.question) })
    .execute()
}

export async function findQuestion(db: Database, id: string): Promise<AskedQuestion | undefined> {
  const row = await db
    .selectFrom('reading_question')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, question: JSON.parse(row.question) as ReadingQuestion }
}

/** They contain what people typed; nobody returns to one after a day. */
export async function deleteQuestionsBefore(db: Database, before: Instant): Promise<void> {
  await db.deleteFrom('reading_question').where('at', '<', before).execute()
}

export async function writeOrderAccount(
  db: Database,
  number: number,
  account: ReadingAccount,
): Promise<void> {
  const text = JSON.stringify(account)
  await db
    .insertInto('order_account')
    .values({ order_number: number, account: text })
    .onConflict((conflict) => conflict.column('order_number').doUpdateSet({ account: text }))
    .execute()
}

/** What of a file or a text became an order's numbers; null where they were not read from any. */
export async function orderAccount(db: Database, number: number): Promise<ReadingAccount | null> {
  const row = await db
    .selectFrom('order_account')
    .select('account')
    .where('order_number', '=', number)
    .executeTakeFirst()
  return row === undefined ? null : (JSON.parse(row.account) as ReadingAccount)
}
