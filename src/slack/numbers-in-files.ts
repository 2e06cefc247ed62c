import { randomUUID } from 'node:crypto'
import type { Desk } from '../desk/desk.ts'
import type { NumbersChange } from '../porting/desired-numbers.ts'
import type { Reading } from '../porting/read-numbers.ts'
import type { LeftOut, ReadingAccount } from '../porting/reading-account.ts'
import { Refusal } from '../porting/refusal.ts'
import type { NamedBytes } from '../porting/source-of-file.ts'
import type { ReadingQuestion } from '../porting/table-plan.ts'
import { insertQuestion, readingAnswers } from '../store/readings.ts'
import { downloadText } from './download-file.ts'
import type { Workspace } from './workspace.ts'

export type DroppedFile = Parameters<typeof downloadText>[1]

/** What the numbers are for, so that it resumes when a question about them is answered. */
export type Purpose =
  | {
      readonly kind: 'check'
      readonly channel: string
      readonly typed: string
      readonly files: readonly DroppedFile[]
    }
  | {
      readonly kind: 'bulk-numbers'
      readonly number: number
      readonly how: NumbersChange
      readonly typed: string
      readonly files: readonly DroppedFile[]
    }
  | { readonly kind: 'bulk-file'; readonly number: number; readonly file: DroppedFile }
  /** Only the person can repeat it; their answer is stored. */
  | { readonly kind: 'again' }

/** Only a person can say which numbers are meant: asked with a menu, once for each layout. */
export class WhichNumbers extends Refusal {
  readonly id: string
  readonly question: ReadingQuestion
  /** The files that show a PIN. */
  readonly withPin: readonly string[]

  constructor(id: string, question: ReadingQuestion, withPin: readonly string[] = []) {
    super(
      'which-numbers',
      `${sourceWords(question)} doesn’t say for certain which numbers port.`,
      null,
    )
    this.id = id
    this.question = question
    this.withPin = withPin
  }
}

/** `numbers.xlsx, sheet “East”` */
export function sourceWords({ source, sheet }: Pick<ReadingQuestion, 'source' | 'sheet'>): string {
  return `${source ?? 'What you typed'}${sheet === null ? '' : `, sheet “${sheet}”`}`
}

/**
 * The numbers of typed text and files as one list. A file that can't be read is named in the account.
 *
 * @throws WhichNumbers when a person must be asked first, or Refusal when a file has too much in it.
 */
export async function numbersInFiles(
  {
    desk,
    workspace,
    by,
  }: { readonly desk: Desk; readonly workspace: Workspace; readonly by: string },
  { typed, files }: { readonly typed: string; readonly files: readonly DroppedFile[] },
  purpose: Purpose = { kind: 'again' },
): Promise<Reading> {
  const texts: (string | NamedBytes)[] = typed.trim() === '' ? [] : [typed]
  const leftOut: LeftOut[] = []
  for (const file of files) {
    try {
      texts.push({ name: file.name, bytes: await downloadText(workspace, file) })
    } catch (error) {
      if (!(error instanceof Refusal) || texts.length + files.length === 1) throw error
      leftOut.push({
        name: file.name,
        why: `was not read. ${error.message} ${error.nextStep ?? ''}`.trim(),
      })
    }
  }
  const reading = await workspace.texts.numbersIn(texts, await readingAnswers(desk.db))
  const { question, withPin } = reading
  if (question !== null) throw await askWhich(desk, by, question, purpose, withPin)
  return {
    ...reading,
    accounts: await changeable({ desk, by }, reading, purpose),
    leftOut: [...leftOut, ...reading.leftOut],
  }
}

/** What was answered before can be asked again: with its question and what is done with the answer. */
async function changeable(
  { desk, by }: { readonly desk: Desk; readonly by: string },
  { accounts, answered }: Reading,
  purpose: Purpose,
): Promise<Reading['accounts']> {
  const ids = new Map<string, string>()
  for (const question of answered) {
    if (ids.has(question.key)) continue
    ids.set(question.key, (await askWhich(desk, by, question, purpose)).id)
  }
  return accounts.map((account) => {
    const question = ids.get(account.choice?.key ?? '')
    const { choice } = account
    if (choice === undefined || question === undefined) return account
    return { ...account, choice: { ...choice, question } }
  })
}

/** The same with the account separate, as an order's form stores it. */
export async function listIn(
  ...asked: Parameters<typeof numbersInFiles>
): Promise<{ readonly numbers: Reading['numbers']; readonly account: ReadingAccount }> {
  const { numbers, accounts, leftOut } = await numbersInFiles(...asked)
  return { numbers, account: { accounts, leftOut } }
}

export async function askWhich(
  desk: Desk,
  by: string,
  question: ReadingQuestion,
  purpose: Purpose,
  withPin: readonly string[] = [],
): Promise<WhichNumbers> {
  const id = randomUUID()
  await insertQuestion(desk.db, {
    id,
    by,
    question,
    purpose: JSON.stringify(purpose),
    at: desk.clock(),
  })
  return new WhichNumbers(id, question, withPin)
}
