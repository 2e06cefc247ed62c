import { isBandwidthError } from '../../bandwidth/errors.ts'
import type { Peer } from '../../bandwidth/bandwidth.ts'
import type { Desk } from '../../desk/desk.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import { earliestAfter, requestableDays, requestableTimes } from '../../porting/foc.ts'
import { alwaysNeedsApprover } from '../../porting/change-approval.ts'
import type { FocDate, OrderContent, PortOrder } from '../../porting/order.ts'
import type { ReadingAccount } from '../../porting/reading-account.ts'
import { type TelephoneNumber } from '../../porting/telephone-number.ts'
import type { FormDraft, NewForm } from '../../store/forms.ts'
import { findOrder } from '../../store/orders.ts'
import type { OpenBreakdown } from './breakdown.ts'
import { blocksOf, type ChangeOf } from './change-fields.ts'
import { changeFormView, type ChangeForm } from './change-view.ts'
import type { FieldName, TypedOrder } from './order-inputs.ts'
import type { FormOf } from './order-mistakes.ts'
import type { TypedFile } from '../typed-file.ts'
import type { FromMessage } from './message-view.ts'
import { numbersBehind, typedFrom } from './order-fields.ts'
import { orderFormView, type OrderFormInput } from './order-view.ts'
import { subscriberName } from '../words/order-words.ts'

/** The stored part of an open form: the form itself carries only its id. */
export interface BehindForm {
  readonly typed: TypedOrder
  /** Numbers that are not in the field: too many for it, or from a file. */
  readonly numbers: readonly TelephoneNumber[]
  readonly from: string
  /** The order as it was when its form was opened. */
  readonly before: OrderContent | null
  /** The canceled order of a bulk order that is sent again alone. */
  readonly inPlaceOf?: number
  /** The bulk order that decides which numbers the order has: its own form does not ask for them. */
  readonly inBulk?: number
  /** Of a form that changes a submitted order: what it asks for. */
  readonly change?: ChangeBehind
  /** The breakdown from which the order is edited. */
  readonly below?: OpenBreakdown
  /** What became of every row of what the numbers were read from. */
  readonly account?: ReadingAccount
  /** Files of which it is being asked which of their numbers port. */
  readonly waiting?: readonly Pick<TypedFile, 'id' | 'name'>[]
  /** Other orders with some of the numbers that the person was warned about. */
  readonly named?: readonly number[]
  /** The message that filled it. */
  readonly message?: FromMessage
  /** What few orders have was asked for, too. */
  readonly showsAll?: boolean
  /** Account number and PIN were typed and are stored for the next try. */
  readonly secretsKept: boolean
}

export interface ChangeBehind extends Omit<ChangeForm, 'title' | 'submit' | 'named'> {
  readonly of: ChangeOf
}

/** As it is opened with this content; `before` is the order that it changes. */
export function filledWith(
  content: OrderContent,
  from: string,
  before: OrderContent | null = null,
): BehindForm {
  const numbers = numbersBehind(content.numbers)
  return { typed: typedFrom(content), numbers, from, before, secretsKept: false }
}

export type Problems = readonly { readonly field: FieldName | null; readonly says: string }[]

export function behindOf(form: FormDraft): BehindForm {
  return JSON.parse(form.content) as BehindForm
}

interface FormKind {
  readonly view: OrderFormInput['kind']
  readonly of: Exclude<FormOf, 'child'>
  readonly title: (number: string) => string
  /** The created order's card goes to the channel where the form was opened. */
  readonly makesCard?: true
}

/** What differs between the forms of an order and of a bulk order. */
export const FORM_KINDS: Record<FormDraft['kind'], FormKind> = {
  new: { view: 'new', of: 'order', title: () => 'New port-in', makesCard: true },
  again: { view: 'new', of: 'order', title: (number) => `Recreate #${number}` },
  loa: { view: 'new', of: 'order', title: () => 'New port-in' },
  edit: { view: 'edit', of: 'order', title: (number) => `Edit #${number}` },
  change: { view: 'edit', of: 'order', title: (number) => `Change #${number}` },
  bulk: { view: 'bulk', of: 'bulk', title: () => 'New bulk order', makesCard: true },
  'bulk-edit': { view: 'bulk-edit', of: 'bulk', title: (number) => `Shared details of #${number}` },
}

export function titleOf(kind: FormDraft['kind'], number: number | null): string {
  return FORM_KINDS[kind].title(`${number ?? ''}`)
}

export function formOf(
  kind: FormDraft['kind'] | undefined,
  behind: Pick<BehindForm, 'inBulk'> | undefined,
): FormOf {
  return behind?.inBulk === undefined ? FORM_KINDS[kind ?? 'new'].of : 'child'
}

export async function drawForm(desk: Desk, form: NewForm, behind: BehindForm, problems: Problems) {
  const now = desk.clock()
  const seen = await seenOf(desk, form)
  const isSited = behind.change?.inputs.includes('siteId') ?? true
  const sites = isSited ? await listed(desk, () => desk.bandwidth.listSites()) : []
  const onlySite = sites.length === 1 ? sites[0] : undefined
  const typed =
    behind.typed.siteId === '' && onlySite !== undefined
      ? { ...behind.typed, siteId: onlySite.id }
      : behind.typed
  const days = requestableDays({
    now,
    earliest: earliestOf(desk, seen),
    minimumIntervalDays: null,
    calendar: desk.settings.calendar,
  })
  const input: OrderFormInput = {
    formId: form.id,
    kind: FORM_KINDS[form.kind].view,
    title: titleOf(form.kind, form.orderNumber),
    typed,
    sites,
    peers: !isSited || typed.siteId === '' ? [] : await peersOf(desk, typed.siteId),
    days: days.map((day) => ({ day, label: showDay(day, dayOf(now)) })),
    times: requestableTimes({
      portType: seen?.portType ?? 'AUTOMATED',
      vendorName: seen?.vendorName ?? null,
      wireless: seen?.losingCarrier.wireless ?? null,
      triggered: true,
    }),
    problems,
    inBulk: behind.inBulk ?? null,
    longList:
      behind.numbers.length === 0 ? null : { count: behind.numbers.length, from: behind.from },
    secretsTyped: behind.secretsKept,
    showsAll: behind.showsAll ?? false,
    message: behind.message ?? null,
    hasSecrets: { accountNumber: seen?.hasAccountNumber ?? false, pin: seen?.hasPin ?? false },
  }
  const { change } = behind
  return change === undefined
    ? orderFormView(input)
    : changeFormView(input, {
        ...change,
        ...changeTitle(desk, seen, { number: form.orderNumber, inputs: change.inputs }),
      })
}

function changeTitle(
  { clock, settings: { approveChanges: approve } }: Desk,
  seen: PortOrder | null,
  { number, inputs }: { readonly number: number | null; readonly inputs: ChangeForm['inputs'] },
): Pick<ChangeForm, 'title' | 'submit' | 'named'> {
  const order = `#${number ?? ''}`
  const named = seen === null ? order : `${order} · ${subscriberName(seen)}`
  const isDateAlone = inputs.every((field) => field === 'requestedFocDate')
  if (seen?.status === 'FOC' && isDateAlone)
    return { title: `Change date of ${order}`, named, submit: 'Request date change' }
  const verb = seen?.status === 'EXCEPTION' ? 'Fix' : 'Change'
  const isAsked = seen !== null && alwaysNeedsApprover(seen, { now: clock(), approve })
  const submit = isAsked ? 'Request approval' : 'Send to carrier'
  return { title: `${verb} ${order}`, named, submit }
}

/** The first day that can be asked for: a carrier that could not meet one needs three business days. */
export function earliestOf({ settings, clock }: Desk, seen: PortOrder | null): FocDate | null {
  return seen && earliestAfter(seen, { now: clock(), calendar: settings.calendar })
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

export async function seenOf(
  desk: Desk,
  form: Pick<FormDraft, 'kind' | 'orderNumber'>,
): Promise<PortOrder | null> {
  // A purged order no longer exists at Bandwidth.
  if (form.kind === 'again') return null
  const order = form.orderNumber === null ? undefined : await findOrder(desk.db, form.orderNumber)
  return order?.seen ?? null
}

/** Whether a form asks for this: what it does not ask for is not the typist's to correct. */
export function askedIn({ change }: Pick<BehindForm, 'change'>): (field: FieldName) => boolean {
  if (change === undefined) return () => true
  const blocks = blocksOf(change.inputs, change.hasHour)
  return (field) => blocks.has(field)
}

/** All values of the form: fields that it does not ask for have their earlier values. */
export function typedIn({ typed: before, ...behind }: BehindForm, typed: TypedOrder): TypedOrder {
  const isAsked = askedIn(behind)
  const others = Object.entries(before).filter(([field]) => !isAsked(field as FieldName))
  return { ...typed, ...(Object.fromEntries(others) as Partial<TypedOrder>) }
}

/** Whether the same is to be corrected in other orders of its bulk order, too. */
export function requestingAlike(behind: BehindForm, isRequested: boolean): BehindForm {
  const { change } = behind
  if (change?.alike === undefined) return behind
  return { ...behind, change: { ...change, alike: { ...change.alike, isRequested } } }
}
