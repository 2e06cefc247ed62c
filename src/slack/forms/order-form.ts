import { randomUUID } from 'node:crypto'
import { isBandwidthError } from '../../bandwidth/errors.ts'
import type { Peer } from '../../bandwidth/bandwidth.ts'
import type { Desk } from '../../desk/desk.ts'
import { attachAgain } from '../../desk/attach-again.ts'
import { draftOrder } from '../../desk/draft-order.ts'
import { editOrder } from '../../desk/edit-order.ts'
import { makeAgain } from '../../desk/make-again.ts'
import { bandwidthUnreachable, RefusedByBandwidth } from '../../desk/refusals.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import { causeOf, type OrderField } from '../../porting/causes.ts'
import { requestableDays, requestableTimes, requestedFocProblem } from '../../porting/foc.ts'
import type { OrderContent, OrderError, PortOrder, Secrets } from '../../porting/order.ts'
import { Refusal } from '../../porting/refusal.ts'
import { isTollFree, readNumbers, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { findForm, insertForm, moveForm, writeForm, type FormDraft } from '../../store/forms.ts'
import { findOrder, type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import { downloadFile } from '../download-file.ts'
import { madeAgainWords } from '../messages/made-again.ts'
import { mrkdwn } from '../mrkdwn.ts'
import { refuseUnlessMember } from '../places.ts'
import type { Choice, Form, FormVisit } from '../surface.ts'
import { openView, redrawView, type Visit } from '../visit.ts'
import {
  contentOf,
  nothingTyped,
  numbersBehind,
  typedFrom,
  type FieldName,
  type TypedOrder,
} from './order-fields.ts'
import { secretMistakes } from './order-mistakes.ts'
import {
  blockOf,
  checkingView,
  doneView,
  openingView,
  ORDER_FORM,
  orderFormView,
  problemView,
  readOrderForm,
  SITE_ACTION,
} from './order-view.ts'
import { errorsByBlock, type TypedFile } from './typed-values.ts'

/** What stands behind an open form: the form itself carries only its id. */
interface BehindForm {
  readonly typed: TypedOrder
  /** Numbers that are not in the field: too many for it, or from a file. */
  readonly numbers: readonly TelephoneNumber[]
  readonly from: string
  /** The order as it was when its form was opened. */
  readonly before: OrderContent | null
  /** Account number and PIN were typed and are kept aside for the next try. */
  readonly secretsKept: boolean
}

type Problems = readonly { readonly field: FieldName | null; readonly says: string }[]

const NO_SECRETS: Secrets = { accountNumber: null, pin: null }

/** Open an empty form, or one with numbers and whatever else is known already. */
export async function openNewForm(
  visit: Visit,
  start: { readonly content?: OrderContent; readonly from?: string },
): Promise<void> {
  const { numbers = [] } = start.content ?? {}
  const isTollFreeOrder = numbers.length > 0 && numbers.every(isTollFree)
  const content = start.content && {
    ...start.content,
    targetRespOrgId:
      start.content.targetRespOrgId ??
      (isTollFreeOrder ? visit.desk.settings.usualTargetRespOrg : null),
  }
  await openForm(visit, { kind: 'new', order: null }, () => ({
    typed: content === undefined ? nothingTyped : typedFrom(content),
    numbers: content === undefined ? [] : numbersBehind(content.numbers),
    from: start.from ?? 'before',
    before: null,
    secretsKept: false,
  }))
}

/** Open the form of a draft as Bandwidth shows it. */
export async function openEditForm(visit: Visit, order: SeenOrder): Promise<void> {
  await openForm(visit, { kind: 'edit', order }, () => ({
    typed: typedFrom(order.seen),
    numbers: numbersBehind(order.seen.numbers),
    from: `#${order.number}`,
    before: order.seen,
    secretsKept: false,
  }))
}

/** Open the form of a swept draft that is made again, for what is not kept: account number and PIN. */
export async function openAgainForm(visit: Visit, order: TrackedOrder): Promise<void> {
  const filled: BehindForm = {
    typed: typedFrom(order.content),
    numbers: numbersBehind(order.content.numbers),
    from: `#${order.number}`,
    before: order.content,
    secretsKept: false,
  }
  await openForm(visit, { kind: 'again', order }, () => filled, [
    {
      field: 'accountNumber',
      says: 'Type the account number and the PIN again: I do not keep them. All else is as it was.',
    },
  ])
}

async function openForm(
  visit: Visit,
  { kind, order }: { readonly kind: 'new' | 'edit' | 'again'; readonly order: TrackedOrder | null },
  fill: () => BehindForm,
  problems: Problems = [],
): Promise<void> {
  const title = titleOf(kind, order?.number ?? null)
  // A trigger is good for three seconds, and Bandwidth may take longer to name its sites.
  const viewId = await openView(visit, openingView(title))
  try {
    if (kind === 'new') refuseUnlessMember(await visit.workspace.places.placeOf(visit.channel))
    const behind = fill()
    const form: Omit<FormDraft, 'state'> = {
      id: randomUUID(),
      kind,
      by: visit.member.id,
      channel: visit.channel,
      orderNumber: order?.number ?? null,
      content: JSON.stringify(behind),
      sealedSecrets: null,
      createdAt: visit.desk.clock(),
    }
    await insertForm(visit.desk.db, form)
    await redrawView(visit, viewId, await drawForm(visit.desk, form, behind, problems))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await redrawView(visit, viewId, problemView(title, refusalLines(error)))
  }
}

function titleOf(kind: FormDraft['kind'], number: number | null): string {
  if (kind === 'again') return `Make #${number ?? ''} again`
  return kind === 'edit' ? `Edit #${number ?? ''}` : 'New port-in'
}

async function drawForm(
  desk: Desk,
  form: Omit<FormDraft, 'state'>,
  behind: BehindForm,
  problems: Problems,
) {
  const now = desk.clock()
  const seen = await seenOf(desk, form)
  const sites = await listed(desk, () => desk.bandwidth.listSites())
  const onlySite = sites.length === 1 ? sites[0] : undefined
  const typed =
    behind.typed.siteId === '' && onlySite !== undefined
      ? { ...behind.typed, siteId: onlySite.id }
      : behind.typed
  const days = requestableDays({
    now,
    earliest: seen?.earliestEstimate ?? null,
    minimumIntervalDays: null,
    calendar: desk.settings.calendar,
  })
  return orderFormView({
    formId: form.id,
    kind: form.kind === 'edit' ? 'edit' : 'new',
    number: form.orderNumber,
    typed,
    sites,
    peers: typed.siteId === '' ? [] : await peersOf(desk, typed.siteId),
    days: days.map((day) => ({ day, label: showDay(day, dayOf(now)) })),
    times: requestableTimes({
      portType: seen?.portType ?? 'AUTOMATED',
      vendorName: seen?.vendorName ?? null,
      wireless: seen?.losingCarrier.wireless ?? null,
      triggered: true,
    }),
    problems,
    longList:
      behind.numbers.length === 0 ? null : { count: behind.numbers.length, from: behind.from },
    secretsTyped: behind.secretsKept,
    hasSecrets: { accountNumber: seen?.hasAccountNumber ?? false, pin: seen?.hasPin ?? false },
  })
}

/** The form can be filled in without Bandwidth's lists: an id can then be typed. */
async function listed<Item>(
  desk: Desk,
  ask: () => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  try {
    return await ask()
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('list-not-read', { error })
    return []
  }
}

function peersOf(desk: Desk, siteId: string): Promise<readonly Peer[]> {
  return listed<Peer>(desk, () => desk.bandwidth.listPeers(siteId))
}

/** Another site has other peers: draw the form again with what is typed so far. */
export const siteChoice: Choice = {
  id: SITE_ACTION,
  needs: 'porter',
  async choose({ desk, formId, values, show }) {
    const form = await findForm(desk.db, formId)
    if (form === undefined) return
    const behind = { ...behindOf(form), typed: readOrderForm(values).typed }
    await show(await drawForm(desk, form, behind, []), 'The form was closed.')
  },
}

export const orderForm: Form = {
  id: ORDER_FORM,
  needs: 'porter',

  async read({ desk, id, values }) {
    const form = await findForm(desk.db, id)
    const { typed, secrets, files } = readOrderForm(values)
    const behind = form === undefined ? undefined : behindOf(form)
    const read = contentOf(typed, behind?.numbers ?? [], behind?.before ?? null)
    const problems = ('problems' in read ? read.problems : []).filter(
      // A file may bring the numbers; whether it does, is seen when it is read.
      ({ field }) => field !== 'numbers' || files.length === 0,
    )
    if (problems.length > 0) {
      return { kind: 'mistakes', errors: errorsByBlock(problems, blockOf) }
    }
    const title = titleOf(form?.kind ?? 'new', form?.orderNumber ?? null)
    return {
      kind: 'checking',
      view: checkingView(title),
      deed: (visit) => send(visit, id, { typed, secrets, files }),
    }
  },
}

async function send(
  visit: FormVisit,
  formId: string,
  sent: { typed: TypedOrder; secrets: Secrets; files: readonly TypedFile[] },
): Promise<void> {
  const { desk } = visit
  const form = await findForm(desk.db, formId)
  if (form === undefined) {
    throw new Refusal('form-gone', 'This form is too old.', 'Open a new one: `/portin new`.')
  }
  if (!(await moveForm(desk.db, formId, 'open', 'sent'))) {
    const which = form.orderNumber === null ? '' : ` It became #${form.orderNumber}.`
    throw new Refusal('form-sent', `This form was sent already.${which}`, null)
  }
  const before = behindOf(form)
  let behind: BehindForm = { ...before, typed: sent.typed }
  try {
    const filed = await withFiles(visit, behind, sent.files)
    behind = filed.behind
    if (filed.unread.length > 0) {
      await backToForm(visit, form, behind, sent.secrets, [unreadInFile(behind, filed.unread)])
      return
    }
    const read = contentOf(behind.typed, behind.numbers, behind.before)
    if ('problems' in read) {
      await backToForm(visit, form, behind, sent.secrets, read.problems)
      return
    }
    const secrets = secretsOf(form, before, sent.secrets)
    if (secrets === 'lost') {
      await backToForm(visit, form, { ...behind, secretsKept: false }, NO_SECRETS, [
        {
          field: 'accountNumber',
          says: 'Type the account number and PIN again: they were not kept while I restarted.',
        },
      ])
      return
    }
    const problems = [
      ...(await focProblems(desk, form, read.ok)),
      ...(await secretProblems(desk, form, read.ok, secrets)),
    ]
    if (problems.length > 0) {
      await backToForm(visit, form, behind, secrets, problems)
      return
    }
    const deed = form.kind === 'edit' ? sendEdit : form.kind === 'again' ? sendAgain : sendNew
    await deed(visit, form, read.ok, secrets)
  } catch (error) {
    const problems = problemsIn(error)
    if (problems === null) {
      await moveForm(desk.db, formId, 'sent', 'open')
      throw error
    }
    await backToForm(visit, form, behind, sent.secrets, problems)
  }
}

async function sendNew(
  visit: FormVisit,
  form: FormDraft,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const { desk, member } = visit
  const drafted = await draftOrder(desk, { by: member.id, channel: form.channel, content, secrets })
  if (drafted.kind === 'refused') throw new RefusedByBandwidth('make this draft', drafted.errors)
  await writeForm(desk.db, form.id, { orderNumber: drafted.number })
  const { number } = drafted
  if (drafted.kind === 'unknown') {
    const words =
      'I asked Bandwidth to create the order and got no answer. It may exist.' +
      " I'll know within three minutes and say so in the channel; please don't create it again."
    await visit.show(problemView(`#${number}: no answer`, [mrkdwn`${words}`]), words)
    return
  }
  const remarks = drafted.errors.map((error) => causeOf(error).title)
  const words = `Draft #${number} is made; its card is in the channel.`
  await visit.show(
    doneView(`Draft #${number}`, [
      mrkdwn`${words}`,
      ...remarks.map((remark) => mrkdwn`Bandwidth remarks: ${remark}`),
    ]),
    words,
  )
}

async function sendAgain(
  visit: FormVisit,
  form: FormDraft,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const { desk, member, workspace } = visit
  const number = form.orderNumber ?? 0
  const made = await makeAgain(desk, { number, by: member.id, content, secrets })
  const words = madeAgainWords(number, made)
  await visit.show(doneView(`#${number}`, [mrkdwn`${words}`]), words)
  await attachAgain(desk, { fetchFile: (file) => downloadFile(workspace, file) })
}

async function sendEdit(
  visit: FormVisit,
  form: FormDraft,
  content: OrderContent,
  secrets: Secrets,
): Promise<void> {
  const number = form.orderNumber ?? 0
  const typedSecrets = secrets.accountNumber !== null || secrets.pin !== null
  const edited = await editOrder(visit.desk, {
    number,
    by: visit.member.id,
    content,
    secrets: typedSecrets ? secrets : null,
  })
  const words =
    edited.kind === 'edited'
      ? `#${number} is changed: ${edited.fields.join(', ')}.`
      : `No answer came from Bandwidth. Its card shows whether the change of #${number} arrived.`
  await visit.show(doneView(`#${number}`, [mrkdwn`${words}`]), words)
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
    earliest: seen?.earliestEstimate ?? null,
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
  return secretMistakes(secrets, {
    kind: form.kind === 'edit' ? 'edit' : 'new',
    numbers: content.numbers,
    onFile: { accountNumber: seen?.hasAccountNumber ?? false, pin: seen?.hasPin ?? false },
  })
}

async function seenOf(
  desk: Desk,
  form: Pick<FormDraft, 'kind' | 'orderNumber'>,
): Promise<PortOrder | null> {
  // What was at Bandwidth before the sweep is not there any more.
  if (form.kind === 'again') return null
  const order = form.orderNumber === null ? undefined : await findOrder(desk.db, form.orderNumber)
  return order?.seen ?? null
}

/** Numbers in a file go together with those in the field; from then on they are kept behind the form. */
async function withFiles(
  visit: FormVisit,
  behind: BehindForm,
  files: readonly TypedFile[],
): Promise<{ readonly behind: BehindForm; readonly unread: readonly string[] }> {
  if (files.length === 0) return { behind, unread: [] }
  // A new file replaces what was behind the form: how else could a wrong list be mended?
  const numbers: TelephoneNumber[] = []
  const unread: string[] = []
  for (const file of files) {
    const text = new TextDecoder().decode(await downloadFile(visit.workspace, file))
    const read = readNumbers(text)
    if (read.numbers.length === 0) {
      throw new Refusal('no-numbers', `There is no telephone number in ${file.name}.`, null)
    }
    numbers.push(...read.numbers)
    unread.push(...read.unread)
  }
  const from = files.map(({ name }) => name).join(', ')
  return { behind: { ...behind, numbers: [...new Set(numbers)], from }, unread }
}

const MOST_SHOWN_BACK = 5

/** A number that was meant and not read would stay with the old carrier, so it is shown first. */
function unreadInFile({ from }: BehindForm, unread: readonly string[]): Problems[number] {
  const some = unread.slice(0, MOST_SHOWN_BACK).map((text) => `“${text}”`)
  const left = unread.length - some.length
  return {
    field: 'files',
    says: `Cannot be read as telephone numbers in ${from}: ${some.join(', ')}${left > 0 ? ` and ${left} more` : ''}. Save again to go on without them, or add a corrected file.`,
  }
}

/** What the person mends in the form: everything still typed, except what must not be shown again. */
async function backToForm(
  visit: FormVisit,
  form: FormDraft,
  behind: BehindForm,
  secrets: Secrets,
  problems: Problems,
): Promise<void> {
  const { desk } = visit
  const typedNow = secrets.accountNumber !== null || secrets.pin !== null
  if (typedNow) keptAside.set(form.id, secrets)
  const secretsKept = typedNow || (behind.secretsKept && keptAside.has(form.id))
  const next = { ...behind, secretsKept }
  await writeForm(desk.db, form.id, { content: JSON.stringify(next) })
  await moveForm(desk.db, form.id, 'sent', 'open')
  const words = problems.map(({ says }) => says).join(' ')
  await visit.show(await drawForm(desk, form, next, problems), words)
}

/** In memory only, for as long as the form is being mended: never in the database unsealed. */
const keptAside = new Map<string, Secrets>()

/** Blank means unchanged: what was kept aside a moment ago counts. */
function secretsOf(form: FormDraft, behind: BehindForm, typed: Secrets): Secrets | 'lost' {
  const kept = keptAside.get(form.id)
  if (behind.secretsKept && kept === undefined && typed.accountNumber === null) return 'lost'
  keptAside.delete(form.id)
  return {
    accountNumber: typed.accountNumber ?? kept?.accountNumber ?? null,
    pin: typed.pin ?? kept?.pin ?? null,
  }
}

/** What Bandwidth or a rule refused, at the field that it is about; null when it is no refusal. */
function problemsIn(error: unknown): Problems | null {
  if (error instanceof RefusedByBandwidth && error.errors.length > 0) {
    return error.errors.map(problemOf)
  }
  // A write of unknown outcome does not throw, so this was a look before anything was sent.
  const refusal = isBandwidthError(error)
    ? bandwidthUnreachable(error, 'Nothing was sent; save again in a minute.')
    : error
  if (!(refusal instanceof Refusal)) return null
  return [{ field: null, says: [refusal.message, refusal.hint].filter(Boolean).join(' ') }]
}

function problemOf(error: OrderError): Problems[number] {
  const { title, next, field } = causeOf(error)
  return {
    field: FIELD_OF_CODE[error.code] ?? (field === null ? null : FIELDS[field]),
    says: `Bandwidth says: ${title} (${error.code}). ${next}`,
  }
}

/** Codes that name one field of those that a cause is about. */
const FIELD_OF_CODE: Readonly<Record<string, FieldName>> = {
  '7106': 'subscriberType',
  '7108': 'houseNumber',
  '7109': 'streetName',
  '7110': 'city',
  '7111': 'state',
  '7112': 'zip',
  '7213': 'pin',
  '7214': 'zip',
  '7354': 'middleInitial',
  '7355': 'firstName',
  '7356': 'lastName',
  '7395': 'state',
  '7494': 'newBtn',
  '7496': 'newBtn',
  '7497': 'newBtn',
}

const FIELDS: Record<OrderField, FieldName> = {
  numbers: 'numbers',
  billing: 'btn',
  subscriber: 'businessName',
  address: 'streetName',
  account: 'accountNumber',
  'loa-person': 'loaPerson',
  foc: 'focDay',
  site: 'siteId',
  peer: 'peerId',
  resporg: 'targetRespOrg',
}

function refusalLines({ message, hint }: Refusal) {
  return [mrkdwn`${message}`, ...(hint === null ? [] : [mrkdwn`${hint}`])]
}

function behindOf(form: FormDraft): BehindForm {
  return JSON.parse(form.content) as BehindForm
}
