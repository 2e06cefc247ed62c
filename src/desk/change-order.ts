import { BandwidthRefused } from '../bandwidth/errors.ts'
import { contentDifferences, type ContentDifference } from '../porting/approval.ts'
import { closedIn, withFields, withoutClosed } from '../porting/asked-change.ts'
import { showEasternTime } from '../porting/calendar.ts'
import { isChangeUndone } from '../porting/change-requests.ts'
import { contentFields } from '../porting/content-fields.ts'
import { ORDER_FIELDS } from '../porting/order-fields.ts'
import { activationMomentOf, agreedMoment } from '../porting/foc.ts'
import type { ContentField, FocDate, OrderContent, PortOrder, Secrets } from '../porting/order.ts'
import { notAsAsked, type AskedAndShown } from '../porting/same-meaning.ts'
import type { ChangeFacts } from '../porting/supplement.ts'
import { approverOf, type Approval, type AskedChange, type Outcome } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { openIntents } from '../store/intents.ts'
import type { Database } from '../store/database.ts'
import type { SeenOrder } from '../store/orders.ts'
import { endSentOf } from '../store/sent-content.ts'
import type { Act } from './act.ts'
import { announceUnseenRejection } from './announce-changes.ts'
import { changeFacts } from './change-facts.ts'
import {
  agreedAlready,
  cannotChange,
  changeInDoubt,
  changeUnknown,
  nothingToSend,
  secretsOfChangeErased,
} from './change-refusals.ts'
import type { Desk } from './desk.ts'
import { bothSecrets, contentToSend, differingFields, EDIT, saveRemoved } from './edit-order.ts'
import { saveSecrets } from './save-secrets.ts'
import { editFacts, editIn } from './edit-facts.ts'
import { withItsBulk } from './numbered.ts'
import { ORDER_BUT_DOCUMENTS, type FreshOrder } from './order-kind.ts'
import {
  attemptLocked,
  type Asked,
  type Attempt,
  type Declared,
  type Plan,
  type ProvableChange,
} from './proven-change.ts'
import { announceWith } from './announce-news.ts'

/** A change that somebody requested for a submitted order. */
export interface RequestedChange {
  /** The fields to change; all others stay as Bandwidth shows them then. */
  readonly fields: ReadonlySet<ContentField>
  readonly content: OrderContent
  /** Null: unchanged. */
  readonly secrets: Secrets | null
}

type CheckedChange = Pick<RequestedChange, 'content' | 'secrets'>

type Differences = readonly ContentDifference[]

/** Send a change that an approver has allowed, and say what the order shows afterwards. */
export const changeAsApproved: Act = async (
  desk,
  approval,
  { tracked, secrets, otherSecrets },
  by,
) => {
  const { orderNumber: number, askedBy } = approval
  const requested = requestedIn(desk, approval)
  const order = { ...tracked, secrets, otherSecrets }
  const content = checked(order, requested, await changeFacts(desk, order))
  const change = changing(order, { ...requested, content }, by)
  const attempt = await attemptLocked(desk, change, { number, by: askedBy })
  return outcomeOf(desk, attempt, await whatCameOf(desk, attempt))
}

/** @throws Refusal when the request is not possible in the order's current state. */
export async function refuseUnlessChangeable(
  desk: Desk,
  order: SeenOrder,
  change: AskedChange | undefined,
): Promise<void> {
  if (change === undefined) throw changeUnknown(order.number)
  await refuseWhileInDoubt(desk, order.number)
  const requested = { ...change, fields: new Set(change.fields) }
  const secrets = change.hasSecrets ? { accountNumber: null, pin: null } : null
  checked(order, { ...requested, secrets }, await changeFacts(desk, order))
}

/** @throws Refusal while the outcome of an earlier change is unknown: two would overwrite each other. */
export async function refuseWhileInDoubt({ db }: Desk, number: number): Promise<void> {
  const open = (await openIntents(db, number)).find(({ kind }) => kind === 'change')
  if (open !== undefined) throw changeInDoubt(number, open.begunAt)
}

/** A change of a submitted order: done when Bandwidth shows everything, and does not say that it was undone. */
export const CHANGE: Declared<SeenOrder> & Pick<ProvableChange<SeenOrder>, 'changesContent'> = {
  of: ORDER_BUT_DOCUMENTS,
  kind: 'change',
  changesContent: true,
  shows(order, asked, desk) {
    const { seen } = order
    const { was, wasUndone, secretsMark, ...plain } = asked.facts
    if (String(seen.lastModifiedAt) === was) return false
    const isHidden = hidesSecrets(seen)
    // A refusal that still shows may belong to an earlier change; the values that show were applied.
    const mayBeOld = wasUndone !== undefined && !(isHidden && secretsMark !== undefined)
    if (isChangeUndone(seen) && !mayBeOld) return false
    // Bandwidth never shows these: they were sent, and no refresh will say more.
    return EDIT.shows(order, isHidden ? { ...asked, facts: plain } : asked, desk)
  },
  async done(db, desk, order, asked) {
    const { number: orderNumber, seen } = order
    const { id, by, begunAt, facts } = asked
    const differences = differencesIn(facts)
    const approvedBy = facts['approvedBy'] ?? null
    const fields = differences.map(({ field }) => field).join(', ')
    await audit(db, { at: desk.clock(), orderNumber, by, operation: 'change', facts: { fields } })
    await saveRemoved(db, desk, orderNumber, asked)
    const isHidden = facts['secretsMark'] !== undefined && hidesSecrets(seen)
    const news = {
      kind: 'changed',
      by,
      differences,
      approvedBy,
      approver: await submissionApprover(db, order),
      at: desk.clock(),
      ...(isHidden && { hidesSecrets: true }),
    } as const
    await announceWith(db, desk, orderNumber, news)
    for (const difference of movedBesides(seen, facts)) {
      const another = { kind: 'not-as-asked', ...difference, wasOthers: true } as const
      await announceWith(db, desk, orderNumber, another)
    }
    if (isForCarrier(facts)) {
      const now = desk.clock()
      await announceUnseenRejection(db, desk.settings, order, { id, begunAt, now })
    }
  },
  failed: ({ by, facts }) => ({ kind: 'change-not-seen', by, differences: differencesIn(facts) }),
}

function hidesSecrets({ hasAccountNumber, hasPin }: PortOrder): boolean {
  return !hasAccountNumber && !hasPin
}

/** An order of a bulk order was submitted with it, unless it went alone. */
async function submissionApprover(db: Database, order: SeenOrder): Promise<string | null> {
  const of = ({ number }: { readonly number: number }) =>
    approverOf(db, { orderNumber: number, operation: 'submit' })
  return (await of(order)) ?? (await withItsBulk(db, order, of)) ?? null
}

/** @param change with the resulting order, which was `checked` a moment ago. */
export function changing(
  order: FreshOrder,
  change: CheckedChange,
  approvedBy: string | null,
): ProvableChange<SeenOrder, FreshOrder> {
  return {
    ...CHANGE,
    // It was read a moment ago, under the same lock.
    of: { ...ORDER_BUT_DOCUMENTS, fresh: () => Promise.resolve(order) },
    what: 'accept the change',
    proof: 'refreshes',
    plan: (desk) => Promise.resolve(planChange(desk, order, change, approvedBy)),
  }
}

function planChange(
  desk: Desk,
  order: FreshOrder,
  { content, secrets }: CheckedChange,
  approvedBy: string | null,
): Plan {
  const { number, id, customerOrderId, seen } = order
  const both = secrets && bothSecrets(secrets, order.secrets)
  return {
    facts: {
      ...editFacts(seen, content, differingFields(seen, content)),
      was: String(seen.lastModifiedAt),
      ...(isChangeUndone(seen) && { wasUndone: 'yes' }),
      differences: JSON.stringify(differencesOf(order, content, secrets)),
      ...(approvedBy !== null && { approvedBy }),
      ...(both !== null && { secretsMark: desk.seal.mark(both, order.otherSecrets) }),
    },
    async send(bandwidth) {
      // From now on the order is no longer what was approved for submission.
      await endSentOf(desk.db, number)
      const withSecrets = both === null ? {} : { secrets: both }
      const send = (part: Partial<OrderContent>): Promise<unknown> =>
        bandwidth.updateOrder(id, { customerOrderId, content: part, ...withSecrets })
      const sent = contentToSend(seen, content)
      try {
        await send(sent)
      } catch (error) {
        const { errors } = error instanceof BandwidthRefused ? error : { errors: [] }
        const rest = withoutClosed(seen, content, { sent, errors })
        if (rest === null) throw error
        desk.log('unchanged-elements-refused', { number, error })
        await send(rest)
      }
      if (both !== null) await saveSecrets(desk, order, both)
    },
  }
}

const DATE = ORDER_FIELDS.requestedFocDate.name

/** A request for the FOC date that holds could only lose it. */
function isAgreedOn(seen: PortOrder, asked: FocDate): boolean {
  return seen.status === 'FOC' && agreedMoment(seen) === activationMomentOf(asked)
}

/**
 * The order with the requested changes.
 * @throws Refusal when one of them can't be made now, or nothing would change.
 */
export function checked(
  order: SeenOrder,
  { fields, content, secrets }: RequestedChange,
  facts: ChangeFacts,
): OrderContent {
  const { seen } = order
  const requested = withFields(seen, content, fields)
  const typed = {
    accountNumber: (secrets?.accountNumber ?? null) !== null,
    pin: (secrets?.pin ?? null) !== null,
  }
  const closed = closedIn(seen, requested, typed, facts)
  if (closed.length > 0) throw cannotChange(order, closed)
  const differing = differingFields(seen, requested)
  if (secrets === null) {
    if (differing.length === 0) throw nothingToSend(order)
    const { requestedFocDate: date } = requested
    if (date !== null && differing.every((field) => field === DATE) && isAgreedOn(seen, date)) {
      throw agreedAlready(order, date.day)
    }
  }
  return requested
}

export function differencesOf(
  { seen }: SeenOrder,
  content: OrderContent,
  secrets: Secrets | null,
): Differences {
  const differing = new Set(differingFields(seen, content))
  const plain = contentDifferences(contentFields(seen), contentFields(content)).filter(
    ({ field }) => differing.has(field),
  )
  const typed = [
    ...(secrets?.accountNumber == null ? [] : ['account number']),
    ...(secrets?.pin == null ? [] : ['PIN']),
  ]
  const hidden = { field: typed.join(' and '), before: null, after: null }
  return typed.length === 0 ? plain : [...plain, hidden]
}

/** Of what was typed, what Bandwidth does not have already; null: nothing. */
export function changedSecrets(typed: Secrets | null, onFile: Secrets): Secrets | null {
  if (typed === null) return null
  const accountNumber = typed.accountNumber === onFile.accountNumber ? null : typed.accountNumber
  const pin = typed.pin === onFile.pin ? null : typed.pin
  return accountNumber === null && pin === null ? null : { accountNumber, pin }
}

/** Site and peer are internal to Bandwidth: the losing carrier is not notified of them. */
function isForCarrier(facts: Asked['facts']): boolean {
  const ours: readonly string[] = [ORDER_FIELDS.siteId.name, ORDER_FIELDS.peerId.name]
  return (
    facts['secretsMark'] !== undefined ||
    editIn(facts).fields.some((field) => !ours.includes(field))
  )
}

/** The fields that show other values than before and were not part of the change. */
function movedBesides(seen: OrderContent, facts: Asked['facts']): readonly AskedAndShown[] {
  const { fields, content } = editIn(facts)
  return notAsAsked(content, seen).filter(({ field }) => !fields.includes(field))
}

function differencesIn(facts: Asked['facts']): Differences {
  return JSON.parse(facts['differences'] ?? '[]') as Differences
}

/** For a change that does not show: whether a refresh has seen meanwhile that it was undone. */
export async function whatCameOf(
  { db }: Desk,
  { is, asked, order }: Attempt<SeenOrder>,
): Promise<'shown' | 'sent' | 'not-carried-out'> {
  if (is === 'done') return 'shown'
  const open = await openIntents(db, order.number)
  return open.some(({ id }) => id === asked.id) ? 'sent' : 'not-carried-out'
}

function outcomeOf(
  desk: Desk,
  { answer, order }: Attempt<SeenOrder>,
  came: 'shown' | 'sent' | 'not-carried-out',
): Outcome {
  const time = showEasternTime(desk.clock())
  if (came === 'shown') {
    return order.seen.status === 'REQUESTED_SUPP'
      ? {
          result: 'requested',
          says: `Bandwidth showed it at ${time}. Waiting on the losing carrier.`,
        }
      : { result: 'seen', says: `Bandwidth showed it at ${time}.` }
  }
  if (came === 'not-carried-out') {
    return {
      result: 'refused',
      says: `Bandwidth accepted the change but didn’t make it. The order is unchanged.`,
      next: 'Its thread says why.',
    }
  }
  return answer === 'answered'
    ? { result: 'taken', says: `Sent at ${time}. I’ll post in the thread when Bandwidth shows it.` }
    : {
        result: 'unknown',
        says: `No answer from Bandwidth at ${time}. I’ll post in the thread if the change arrived. Don’t send it again.`,
      }
}

/** @throws Refusal when its secrets can't be read anymore. */
function requestedIn(
  { seal }: Desk,
  { orderNumber, facts: { change } }: Approval,
): RequestedChange {
  if (change === undefined) throw changeUnknown(orderNumber)
  const { fields, content, hasSecrets } = change
  const secrets = change.secrets === null ? null : seal.openBriefly(change.secrets)
  if (hasSecrets && secrets === null) throw secretsOfChangeErased(orderNumber)
  return { fields: new Set(fields), content, secrets }
}
