import { offerForBulk } from '../desk/bulk/bulk-documents.ts'
import type { Desk } from '../desk/desk.ts'
import { childDiff, readChildCsv } from '../porting/child-facts.ts'
import { Refusal } from '../porting/refusal.ts'
import { readNumbers } from '../porting/telephone-number.ts'
import { findChildren } from '../store/orders.ts'
import { sendChildFacts } from './buttons/bulk/send-child-facts.ts'
import { useNumbers } from './buttons/bulk/use-numbers.ts'
import { actions, message, section, type Message } from './blocks.ts'
import { downloadFile } from './download-file.ts'
import type { TypedFile } from './forms/typed-values.ts'
import { countNumbers, countOf, oneLine } from './messages/order-words.ts'
import { lines, mrkdwn, plain } from './mrkdwn.ts'
import type { Workspace } from './workspace.ts'

const MOST_ROWS = 15
const MOST_PROBLEMS = 10

/** What a person can drop into a bulk order's thread as a table; all else is taken for a document. */
function isTable({ name }: Pick<TypedFile, 'name'>): boolean {
  return /\.(csv|tsv|txt)$/i.test(name)
}

/**
 * Files dropped in a bulk order's thread. Letters are matched to its orders and wait for a click; a table
 * is read and answered with what it would change, before anything is sent.
 *
 * @returns what only the person who dropped them is to see.
 */
export async function takeBulkFiles(
  desk: Desk,
  workspace: Workspace,
  {
    number,
    files,
    by,
  }: { readonly number: number; readonly files: readonly TypedFile[]; readonly by: string },
): Promise<readonly Message[]> {
  const documents = files.filter((file) => !isTable(file))
  if (documents.length > 0) {
    await offerForBulk(desk, {
      ...{ number, by },
      files: documents.map(({ id, name, size }) => ({ source: id, name, size: size ?? 0 })),
    })
  }
  const answers: Message[] = []
  for (const file of files.filter(isTable)) {
    answers.push(await readTable(desk, workspace, number, file))
  }
  return answers
}

async function readTable(
  desk: Desk,
  workspace: Workspace,
  number: number,
  file: TypedFile,
): Promise<Message> {
  const text = new TextDecoder().decode(await downloadFile(workspace, file))
  const children = await findChildren(desk.db, number)
  const facts = readChildCsv(text, known(children))
  if (facts.rows.length > 0) return diffOf(number, file, facts, children)
  const { numbers } = readNumbers(text)
  if (numbers.length === 0) {
    const problems = facts.problems.slice(0, MOST_PROBLEMS)
    throw new Refusal(
      'no-rows',
      `I found neither orders nor telephone numbers in ${file.name}.${problems.map(({ line, says }) => ` Line ${line}: ${says}`).join('')}`,
      '"Orders as CSV" on the card gives the table to fill in; a list of numbers needs nothing but the numbers.',
    )
  }
  const words = mrkdwn`*${oneLine(file.name)}* holds ${countNumbers(numbers.length)}. Nothing is changed yet.`
  return message(words, [
    section(words),
    actions([useNumbers.draw(number, file.id, numbers.length)]),
  ])
}

/** Field by field, secrets named and not shown; what cannot be read is said line by line. */
function diffOf(
  number: number,
  file: TypedFile,
  { rows, problems }: ReturnType<typeof readChildCsv>,
  children: Awaited<ReturnType<typeof findChildren>>,
): Message {
  const contentOf = new Map(children.map((child) => [child.number, child.content]))
  const diffs = rows.flatMap((row) => {
    const content = contentOf.get(row.number)
    const fields = content === undefined ? [] : childDiff(row, content)
    return fields.length === 0 ? [] : [{ number: row.number, fields }]
  })
  const heading = mrkdwn`*${oneLine(file.name)} changes ${countOf(diffs.length, 'order')} of #${number}.* Nothing is sent yet.`
  const more = diffs.length - MOST_ROWS
  return message(heading, [
    section(heading),
    ...(diffs.length === 0
      ? []
      : [
          section(
            lines(
              ...diffs
                .slice(0, MOST_ROWS)
                .map(
                  ({ number: child, fields }) =>
                    mrkdwn`*#${child}* ${fields.map(({ field, before, after }) => `${field}: ${before ?? 'nothing'} → ${after}`).join('; ')}`,
                ),
              more > 0 ? `… and ${countOf(more, 'more order')}` : null,
            ),
          ),
        ]),
    problems.length === 0
      ? null
      : section(
          lines(
            '*Not read:*',
            ...problems
              .slice(0, MOST_PROBLEMS)
              .map(({ line, says }) => mrkdwn`• line ${line}: ${oneLine(says)}`),
            problems.length > MOST_PROBLEMS
              ? `… and ${problems.length - MOST_PROBLEMS} more`
              : null,
          ),
        ),
    diffs.length === 0
      ? section(plain('There is nothing to change.'))
      : actions([sendChildFacts.draw(number, file.id, diffs.length)]),
  ])
}

/** The rows of a dropped table, read anew from Slack. */
export async function readChildrenFile(
  desk: Desk,
  workspace: Workspace,
  number: number,
  file: { readonly id: string; readonly name: string },
): Promise<ReturnType<typeof readChildCsv>> {
  const text = new TextDecoder().decode(await downloadFile(workspace, file))
  return readChildCsv(text, known(await findChildren(desk.db, number)))
}

function known(children: Awaited<ReturnType<typeof findChildren>>) {
  return children
    .filter(({ endedAt }) => endedAt === null)
    .map(({ number, content }) => ({ number, content }))
}
