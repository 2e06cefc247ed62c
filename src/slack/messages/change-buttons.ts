import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { askedErrors, codeDraftId } from '../../porting/ask-drafts.ts'
import { causeOf, fixOf } from '../../porting/causes.ts'
import { toAgree } from '../../porting/consent.ts'
import type { Fix, FixField } from '../../porting/fix.ts'
import type { OrderError } from '../../porting/order.ts'
import { blackoutStartsAt } from '../../porting/foc.ts'
import { changesOf, type ChangeField } from '../../porting/supplement.ts'
import type { SeenOrder } from '../../store/orders.ts'
import {
  addLoa,
  askDraft,
  changeOrder,
  detachChild,
  portWithout,
  recreateOrder,
  refreshButton,
  replyNote,
} from '../controls/order-controls.ts'

/** A change that was sent and that Bandwidth does not show yet. */
export function changeInDoubt(
  intents: OrderView['intents'],
): OrderView['intents'][number] | undefined {
  return intents.find(({ kind }) => kind === 'change')
}

/** What can be asked for of an order that is submitted, while nobody is asked for it yet. */
export function changeButtons(view: OrderView, order: SeenOrder): readonly Button[] {
  const { approvals, intents, now } = view
  if (changeInDoubt(intents) !== undefined) return []
  if (approvals.some(({ operation, state }) => operation === 'change' && state === 'open'))
    return []
  const { seen } = order
  if (seen.status === 'EXCEPTION') return fixButtons(order, view)
  if (seen.status !== 'FOC') return [changeOrder.draw(order, 'all', 'Change order')]
  const locked = blackoutStartsAt(seen)
  return locked !== null && locked <= now
    ? []
    : [changeOrder.draw(order, 'date', 'Request date change')]
}

interface ToFix {
  /** The announced errors; else those of the order. */
  readonly errors?: readonly OrderError[]
  /** The customer's word is recorded. */
  readonly hasConsent: boolean
  /** Bandwidth took the last change and undid it. */
  readonly isUnmade: boolean
}

/** What helps against what the carrier objects to; the first is the one to press. */
export function fixButtons(order: SeenOrder, toFix: ToFix): readonly Button[] {
  const { errors: against = order.seen.errors, hasConsent } = toFix
  const needsWord = toAgree(against) !== null && !hasConsent
  const [first, ...others] = [
    ...(needsWord ? [portWithout.draw(order)] : []),
    ...buttonsFor(fixOf(against), order, { ...toFix, errors: against }),
  ]
  return first === undefined ? [] : [{ ...first, style: 'primary' }, ...others]
}

function buttonsFor(
  fix: Fix,
  order: SeenOrder,
  { errors, isUnmade }: Required<ToFix>,
): readonly Button[] {
  switch (fix.kind) {
    case 'fields':
      return areClosed(order, fix.fields)
        ? [recreateOrder.draw(order)]
        : [changeOrder.draw(order, 'fix', fixLabel(fix.fields))]
    case 'date':
      return [sendAgain(order, 'date', 'Change date')]
    case 'document':
      return [addLoa.draw(order), sendAgain(order, 'date')]
    case 'customer-clears':
      return [sendAgain(order, 'date')]
    case 'consent':
      return [sendAgain(order, fix.fields.length === 0 ? 'date' : 'fix')]
    case 'ask':
      return [askAbout(order, errors)]
    case 'wait':
      return isUnmade ? againButtons(order, errors) : [refreshButton.draw(order)]
    case 'recreate':
      return [recreateOrder.draw(order)]
    case 'none':
      return []
  }
}

/** A carrier starts again with another date, which an order of a bulk order has only when it goes alone. */
export function sendAgain(order: SeenOrder, what: 'date' | 'fix', label = 'Resend'): Button {
  return what === 'date' && order.bulkNumber !== null
    ? detachChild.draw(order, order.bulkNumber)
    : changeOrder.draw(order, what, label)
}

/** What Bandwidth took and undid can be asked for again as it was; else its people are asked why. */
function againButtons(order: SeenOrder, errors: readonly OrderError[]): readonly Button[] {
  return [tryAgain(order), askAbout(order, errors)]
}

export function tryAgain(order: SeenOrder): Button {
  return changeOrder.draw(order, 'again', 'Try again')
}

/** The same where one was undone, while anything can be asked for and no later one has made it good. */
export function undoneButtons(
  view: OrderView,
  order: SeenOrder,
  errors: readonly OrderError[],
): readonly Button[] {
  const open = changeButtons(view, order)
  return view.isUnmade && open.length > 0 ? againButtons(order, errors) : open
}

/** The carrier objects to fields that are closed now. Before an FOC no time limit closes one. */
function areClosed({ seen }: SeenOrder, fields: readonly FixField[]): boolean {
  if (seen.status !== 'EXCEPTION') return false
  const offers = changesOf(seen, { now: 0, changesSinceFoc: 0 })
  return fields.every((field) => {
    const offer = offers[CHANGED_BY[field]]
    return typeof offer === 'object' && 'closed' in offer
  })
}

const CHANGED_BY: Readonly<Record<FixField, ChangeField>> = {
  address: 'streetName',
  name: 'businessName',
  'subscriber type': 'type',
  'account number': 'accountNumber',
  PIN: 'pin',
  BTN: 'billingTelephoneNumber',
  'partial port': 'partialPort',
  signer: 'loaAuthorizingPerson',
  numbers: 'numbers',
  site: 'siteId',
  'SIP peer': 'peerId',
  RespOrg: 'targetRespOrgId',
}

/** Opens the note with what is usually asked about the code, where it is one of those. */
function askAbout(order: SeenOrder, errors: readonly OrderError[]): Button {
  const asked = askedErrors(errors)
  const error = asked.find((one) => causeOf(one).fix.kind === 'ask') ?? asked[0]
  return error === undefined
    ? replyNote.draw(order, WRITE_NOTE)
    : askDraft.draw(order, { id: codeDraftId(error.code), label: WRITE_NOTE, index: 0 })
}

const WRITE_NOTE = 'Write note'

function fixLabel(fields: readonly FixField[]): string {
  const [field, ...more] = fields
  if (field === undefined || more.length > 0) return `Fix ${fields.length} fields`
  return field === 'numbers' ? 'Remove numbers' : `Fix ${field}`
}
