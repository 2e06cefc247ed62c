import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { isChangeUndone } from '../../porting/change-requests.ts'
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
  portWithout,
  recreateOrder,
  refreshButton,
  replyNote,
} from '../controls/order-controls.ts'

/** What can be asked for of an order that is submitted, while nobody is asked for it yet. */
export function changeButtons(
  { approvals, hasConsent, now }: OrderView,
  order: SeenOrder,
): readonly Button[] {
  if (approvals.some(({ operation, state }) => operation === 'change' && state === 'open'))
    return []
  const { seen } = order
  if (seen.status === 'EXCEPTION') return fixButtons(order, { hasConsent })
  if (seen.status !== 'FOC') return [changeOrder.draw(order, 'all', 'Change order')]
  const locked = blackoutStartsAt(seen)
  return locked !== null && locked <= now
    ? []
    : [changeOrder.draw(order, 'date', 'Request date change')]
}

interface ToFix {
  /** What is told of; else what stands against the order. */
  readonly errors?: readonly OrderError[]
  /** The customer's word is recorded. */
  readonly hasConsent: boolean
}

/** What helps against what the carrier objects to; the first is the one to press. */
export function fixButtons(order: SeenOrder, { errors, hasConsent }: ToFix): readonly Button[] {
  const against = errors ?? order.seen.errors
  const needsWord = toAgree(against) !== null && !hasConsent
  const [first, ...others] = [
    ...(needsWord ? [portWithout.draw(order)] : []),
    ...buttonsFor(fixOf(against), order, against),
  ]
  return first === undefined ? [] : [{ ...first, style: 'primary' }, ...others]
}

function buttonsFor(fix: Fix, order: SeenOrder, errors: readonly OrderError[]): readonly Button[] {
  switch (fix.kind) {
    case 'fields':
      return areClosed(order, fix.fields)
        ? [recreateOrder.draw(order)]
        : [changeOrder.draw(order, 'fix', fixLabel(fix.fields))]
    case 'date':
      return [changeOrder.draw(order, 'date', 'Change date')]
    case 'document':
      return [addLoa.draw(order), changeOrder.draw(order, 'date', 'Resend')]
    case 'customer-clears':
      return [changeOrder.draw(order, 'date', 'Resend')]
    case 'consent':
      return [changeOrder.draw(order, 'fix', 'Resend')]
    case 'ask':
      return [askAbout(order, errors)]
    case 'wait':
      // What was undone can be tried again.
      return isChangeUndone(order.seen)
        ? [changeOrder.draw(order, 'all', 'Change order')]
        : [refreshButton.draw(order)]
    case 'recreate':
      return [recreateOrder.draw(order)]
    case 'none':
      return []
  }
}

/** Nothing of what the carrier objects to can be changed in the order. Before an FOC no hour closes it. */
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
  const error = askedErrors(errors).find((one) => causeOf(one).fix.kind === 'ask')
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
