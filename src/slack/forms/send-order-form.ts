import type { Desk } from '../../desk/desk.ts'
import { noNumbers, RefusedByBandwidth } from '../../desk/refusals.ts'
import { causeOf } from '../../porting/causes.ts'
import { requestedFocProblem } from '../../porting/foc.ts'
import { firstFew } from '../../porting/names-in-words.ts'
import type { OrderContent, Secrets } from '../../porting/order.ts'
import type { Reading } from '../../porting/read-numbers.ts'
import { Refusal } from '../../porting/refusal.ts'
import { isTollFree } from '../../porting/telephone-number.ts'
import { findForm, moveForm, writeForm, type FormDraft } from '../../store/forms.ts'
import { findOrder } from '../../store/orders.ts'
import { numbersInFiles, WhichNumbers, type DroppedFile } from '../numbers-in-files.ts'
import { messageDirectly } from '../replies.ts'
import { whichNumbers } from '../messages/which-numbers.ts'
import type { FormInteraction } from '../handlers.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'
import { contentOf } from './order-fields.ts'
import type { TypedOrder } from './order-inputs.ts'
import { secretMistakes } from './order-mistakes.ts'
import type { TypedFile } from '../typed-file.ts'
import {
  askedIn,
  behindOf,
  drawForm,
  earliestOf,
  formOf,
  seenOf,
  typedIn,
  requestingAlike,
  type BehindForm,
  type Problems,
} from './behind-order-form.ts'
import { inOtherOrders } from './in-other-orders.ts'
import { problemsIn } from './order-problems.ts'
import { NO_SECRETS, sealedBehind, secretsOf } from './secrets-behind.ts'
import { formExpired } from './expired-form.ts'
import { sendForm } from './form-operations.ts'

export async function sendOrderForm(
  interaction: FormInteraction,
  formId: string,
  sent: {
    readonly typed: TypedOrder
    readonly secrets: Secrets
    readonly files: readonly TypedFile[]
    /** Other orders of its bulk order are to be corrected with it. */
    readonly isForAlike: boolean
  },
): Promise<void> {
  const { desk } = interaction
  const form = await findForm(desk.db, formId)
  if (form === undefined)
    throw formExpired('Open it again from the order, or start a new one: `/portin new`.')
  if (!(await moveForm(desk.db, formId, 'open', 'sent'))) {
    const which = form.orderNumber === null ? '' : ` It became #${form.orderNumber}.`
    throw new Refusal('form-sent', `This form was already sent.${which}`)
  }
  const before = behindOf(form)
  let behind = requestingAlike({ ...before, typed: typedIn(before, sent.typed) }, sent.isForAlike)
  const known = secretsOf(desk, form, sent.secrets, { wereSaved: before.secretsKept })
  const secrets = known ?? NO_SECRETS
  const back = (problems: Problems, saved = secrets): Promise<void> =>
    backToForm(interaction, form, behind, saved, [
      ...problems,
      ...(known === null ? [SECRETS_EXPIRED] : []),
    ])
  try {
    const filed = await withFiles(interaction, behind, sent.files)
    behind = filed.behind
    if (filed.problems.length > 0) {
      await back(filed.problems)
      return
    }
    const of = formOf(form.kind, behind)
    const read = contentOf(behind.typed, behind.numbers, behind.before, of, askedIn(behind))
    if ('problems' in read) {
      await back(read.problems)
      return
    }
    if (known === null) {
      await back([])
      return
    }
    const untaken = await secretProblems(desk, form, read.ok, secrets)
    const problems = [...(await focProblems(desk, form, read.ok)), ...untaken]
    // An empty field is then really empty.
    const isTaken = !read.ok.numbers.every(isTollFree)
    if (problems.length > 0) {
      await back(problems, isTaken ? secrets : NO_SECRETS)
      return
    }
    const changed = await changedMeanwhile(desk, form, behind, read.ok)
    if (changed !== null) {
      behind = { ...behind, before: changed.now }
      await back([{ field: null, says: changed.says }])
      return
    }
    const others = await inOtherOrders(interaction, form, behind, read.ok.numbers)
    if (others !== null) {
      behind = { ...behind, named: others.named }
      await back([{ field: 'numbers', says: others.says }])
      return
    }
    await sendForm(interaction, { ...form, content: JSON.stringify(behind) }, read.ok, secrets)
    await writeForm(desk.db, formId, { sealed: null })
  } catch (error) {
    const problems = problemsIn(error)
    if (isNotTaken(error)) behind = await withRecreate(desk, form, behind)
    if (problems === null) {
      await moveForm(desk.db, formId, 'sent', 'open')
      throw error
    }
    await back(problems)
  }
}

/** Bandwidth no longer accepts changes of it, so the change needs another order. */
function isNotTaken(error: unknown): boolean {
  return (
    error instanceof RefusedByBandwidth &&
    error.errors.some((one) => causeOf(one).fix.kind === 'recreate')
  )
}

async function withRecreate(
  { db }: Desk,
  form: FormDraft,
  behind: BehindForm,
): Promise<BehindForm> {
  const { change } = behind
  if (change === undefined || form.kind !== 'change') return behind
  const order = await findOrder(db, form.orderNumber)
  if (order === undefined) return behind
  const { number, token } = order
  return { ...behind, change: { ...change, recreate: { number, token } } }
}

const SECRETS_EXPIRED: Problems[number] = {
  field: 'accountNumber',
  says: 'Enter the account number and PIN again. I don’t have them anymore.',
}

/** What the calendar says against the requested date, as far as the order's way is known. */
async function focProblems(desk: Desk, form: FormDraft, content: OrderContent): Promise<Problems> {
  if (content.requestedFocDate === null) return []
  const seen = await seenOf(desk, form)
  const isUnchanged =
    JSON.stringify(seen?.requestedFocDate ?? null) === JSON.stringify(content.requestedFocDate)
  if (isUnchanged) return []
  const says = requestedFocProblem({
    focDate: content.requestedFocDate,
    now: desk.clock(),
    earliest: earliestOf(desk, seen),
    minimumIntervalDays: null,
    calendar: desk.settings.calendar,
    portType: seen?.portType ?? 'AUTOMATED',
    vendorName: seen?.vendorName ?? null,
    wireless: seen?.losingCarrier.wireless ?? null,
    triggered: content.triggered,
  })
  return says === null ? [] : [{ field: 'focDay', says }]
}

async function secretProblems(
  desk: Desk,
  form: FormDraft,
  content: OrderContent,
  secrets: Secrets,
): Promise<Problems> {
  const seen = await seenOf(desk, form)
  // An order of a bulk order is made by Bandwidth: it gets one of the two by a change, or never.
  const isOnlyChanged = form.kind === 'edit' && seen?.bulkOrderId == null
  return secretMistakes(secrets, {
    kind: form.kind === 'change' ? 'change' : isOnlyChanged ? 'edit' : 'new',
    numbers: content.numbers,
    onFile: { accountNumber: seen?.hasAccountNumber ?? false, pin: seen?.hasPin ?? false },
  })
}

function noNumbersIn(files: readonly DroppedFile[], { unread, leftOut }: Reading): Refusal {
  if (unread.length > 0 || leftOut.length > 0) return noNumbers(unread, leftOut)
  const names = files.map(({ name }) => name).join(', ')
  return new Refusal('no-numbers', `I didn’t find a phone number in ${names}.`)
}

interface Filed {
  readonly behind: BehindForm
  readonly problems: Problems
}

/** Numbers in a file are added to those in the field; from then on all are stored behind the form. */
async function withFiles(
  interaction: FormInteraction,
  behind: BehindForm,
  sent: readonly TypedFile[],
): Promise<Filed> {
  const { desk, workspace, member } = interaction
  const files: readonly DroppedFile[] = sent.length > 0 ? sent : (behind.waiting ?? [])
  if (files.length === 0) return { behind, problems: [] }
  const before = { ...behind, waiting: [] }
  try {
    const read = await numbersInFiles({ desk, workspace, by: member.id }, { typed: '', files })
    if (read.numbers.length === 0) throw noNumbersIn(files, read)
    const { numbers, unread, accounts, leftOut } = read
    // A new file replaces the stored numbers: otherwise a wrong list could not be corrected.
    const from = files.map(({ name }) => name).join(', ')
    const next = { ...before, numbers, from, account: { accounts, leftOut } }
    return { behind: next, problems: unread.length === 0 ? [] : [unreadInFile(next, unread)] }
  } catch (error) {
    if (!(error instanceof WhichNumbers)) throw error
    await messageDirectly(workspace, member.id, whichNumbers(error))
    const says = `${error.message} I asked you in a DM. Choose there, then save again.`
    return { behind: { ...before, waiting: files }, problems: [{ field: 'files', says }] }
  }
}

const MOST_SHOWN_BACK = 5

/** A number that was meant and not read would stay with the old carrier, so it is shown first. */
function unreadInFile({ from }: BehindForm, unread: readonly string[]): Problems[number] {
  const quoted = unread.map((text) => `“${text}”`)
  return {
    field: 'files',
    says: `These aren’t phone numbers in ${from}: ${firstFew(quoted, MOST_SHOWN_BACK)}. Save again to continue without them, or add a corrected file.`,
  }
}

/** What the person corrects in the form: everything still typed, except what must not be shown again. */
async function backToForm(
  interaction: FormInteraction,
  form: FormDraft,
  behind: BehindForm,
  secrets: Secrets,
  problems: Problems,
): Promise<void> {
  const { desk } = interaction
  const sealed = sealedBehind(desk, form, secrets)
  const next = { ...behind, secretsKept: sealed !== null }
  await writeForm(desk.db, form.id, { content: JSON.stringify(next), sealed })
  await moveForm(desk.db, form.id, 'sent', 'open')
  const words = problems.map(({ says }) => says).join(' ')
  await interaction.show(await drawForm(desk, form, next, problems), words)
}
