import type { ModalView } from '@slack/types'
import { changeBulkNumbers } from '../../desk/bulk/change-numbers.ts'
import { saveAccount } from '../../desk/save-account.ts'
import { seenBulk } from '../../desk/bulk/find-bulk.ts'
import { noNumbers } from '../../desk/refusals.ts'
import {
  desiredWith,
  movedBy,
  numbersChange,
  type NumbersChange,
} from '../../porting/desired-numbers.ts'
import type { TelephoneNumber } from '../../porting/telephone-number.ts'
import type { Desk } from '../../desk/desk.ts'
import { bulkNumbered } from '../../desk/numbered.ts'
import { numbersElsewhere, type Elsewhere } from '../../desk/numbers-elsewhere.ts'
import { countDesired, savedNumbers } from '../../store/bulk-numbers.ts'
import { elsewhereText, elsewhereWords } from '../messages/elsewhere.ts'
import { readableBy } from '../order-meant.ts'
import { section } from '../blocks.ts'
import { numbersInFiles } from '../numbers-in-files.ts'
import { countNumbers, numbersChanged } from '../words/order-words.ts'
import { accountWords } from '../messages/account-words.ts'
import { isEmpty, lines, mrkdwn, plain } from '../mrkdwn.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { inputsOf, radioInput } from './inputs.ts'
import { checkingView, doneView, turnsTo } from './notice-view.ts'
import { numbersInputs, readNumbersInputs } from './numbers-input.ts'
import { textIn } from './typed-values.ts'
import type { TypedFile } from '../typed-file.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import { shortBulkTitle } from '../words/bulk-words.ts'
import { orderValue, provenOrder, titleOf } from '../order-ref.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const NUMBERS_FORM = 'bulk-numbers-form'
const HOW = 'how'
/** Others than these many were not read either. */
const MOST_NAMED = 300

/** Other numbers for a bulk draft: more, fewer, or a new list. */
export async function openNumbersForm(interaction: Interaction, number: number): Promise<void> {
  const bulk = await seenBulk(interaction.desk, number)
  const count = await countDesired(interaction.desk.db, number)
  await openView(interaction, numbersFormView(bulk, count))
}

/** A typed list with numbers that are in other orders of ours: shown before they are added. */
interface NamedFirst {
  readonly how: NumbersChange
  readonly typed: string
  readonly hasFiles: boolean
  readonly elsewhere: readonly Elsewhere[]
}

export function numbersFormView(bulk: TrackedBulk, count: number, named?: NamedFirst): ModalView {
  return formView(
    NUMBERS_FORM,
    orderValue(bulk, ...namedIn(named)),
    { title: `Numbers of #${bulk.number}`, submit: 'Change' },
    [
      ...(named === undefined
        ? []
        : [
            section(
              lines(
                elsewhereWords(named.elsewhere),
                mrkdwn`${named.hasFiles ? 'Choose the file again, then press' : 'Press'} *Change* to use them anyway.`,
              ),
            ),
          ]),
      section(
        mrkdwn`${shortBulkTitle(bulk)} has ${countNumbers(count)}. After a change, Bandwidth rechecks and splits them. Details stay with the order that has most of the numbers.`,
      ),
      radioInput({
        ...inputsOf(NUMBERS_FORM)(HOW, 'These numbers'),
        typed: named?.how ?? 'add',
        choices: [
          { value: 'add', label: 'are added' },
          { value: 'remove', label: 'are removed' },
          { value: 'replace', label: 'replace all current numbers' },
        ],
        required: true,
      }),
      ...numbersInputs(NUMBERS_FORM, {
        hint: 'Lists, ranges, or a pasted email. Over 250: use a file.',
        typed: named?.typed ?? '',
        fileHint: 'Excel (XLSX) works, too. Up to 20,000 numbers in one bulk order.',
      }),
    ],
  )
}

/** The orders that the form has named, so that another one is named, too. */
function namedIn(named: NamedFirst | undefined): readonly string[] {
  return (named?.elsewhere ?? []).slice(0, MOST_NAMED).map(({ order }) => String(order.number))
}

export const bulkNumbersForm = coordinatorForm(NUMBERS_FORM, ({ id, values }) => {
  const read = readNumbersInputs(values)
  if ('errors' in read) return { kind: 'mistakes', errors: read.errors }
  const { text, files } = read
  const how = textIn(values, HOW)
  return turnsTo(checkingView('Edit numbers'), (interaction) =>
    send(interaction, id, numbersChange(how) ?? 'add', text, files),
  )
})

async function send(
  interaction: FormInteraction,
  id: string,
  how: NumbersChange,
  text: string,
  files: readonly TypedFile[],
): Promise<void> {
  const { desk, member, workspace, show } = interaction
  const { number, more } = await provenOrder(interaction, id)
  const sent = { typed: text, files }
  const {
    numbers: typed,
    unread,
    ...account
  } = await numbersInFiles({ desk, workspace, by: member.id }, sent, {
    kind: 'bulk-numbers',
    number,
    how,
    ...sent,
  })
  if (typed.length === 0) throw noNumbers(unread, account.leftOut)
  const { channel } = await bulkNumbered(desk.db, number)
  const elsewhere = await numbersElsewhere(desk, await joiningOf(desk, number, how, typed), {
    into: number,
    readable: readableBy({ ...interaction, channel }),
  })
  const isNews = elsewhere.some(({ order }) => !more.includes(String(order.number)))
  if (isNews && more.length < MOST_NAMED) {
    const named = { how, typed: text, hasFiles: files.length > 0, elsewhere }
    return showNamed(interaction, number, named)
  }
  const changed = await changeBulkNumbers(desk, {
    number,
    how,
    numbers: typed,
    by: member.id,
  })
  if (how === 'replace') await saveAccount(desk, number, account)
  const words = numbersChanged(await titleOf(interaction.desk.db, number), changed)
  const left = accountWords(account)
  const back = isEmpty(left)
    ? unread.length === 0
      ? []
      : [mrkdwn`Couldn’t read: ${unread.slice(0, 5).join(', ')}`]
    : [left]
  await show(doneView(`Numbers of #${number}`, [plain(words), ...back]), words)
}

async function joiningOf(
  desk: Desk,
  number: number,
  how: NumbersChange,
  typed: readonly TelephoneNumber[],
): Promise<readonly TelephoneNumber[]> {
  const { desired } = await savedNumbers(desk.db, number)
  return movedBy(desired, desiredWith(desired, how, typed)).joining
}

async function showNamed(
  { desk, show }: FormInteraction,
  number: number,
  named: NamedFirst,
): Promise<void> {
  const bulk = await bulkNumbered(desk.db, number)
  await show(
    numbersFormView(bulk, await countDesired(desk.db, number), named),
    `${elsewhereText(named.elsewhere)} Nothing was changed.`,
  )
}
