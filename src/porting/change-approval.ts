import { dayOf, type Instant } from './calendar.ts'
import { agreedDate } from './foc.ts'
import { FIELDS, fieldsOf, ORDER_FIELDS } from './order-fields.ts'
import type { ContentField, OrderContent, PortOrder, Subscriber } from './order.ts'
import { differencesInMeaning } from './same-meaning.ts'

/** Which changes need an approver: those of what ports, on whose authority, and where to; or all. */
export type ApproveChanges = 'described' | 'always'

/**
 * Whether an approver has to allow a change. Before an FOC a coordinator corrects alone how the customer
 * is described; whose or which numbers go, by whose word and where to, and everything once a date is
 * agreed, takes an approver.
 */
export function needsApprover(
  order: PortOrder,
  asked: OrderContent,
  { now, approve }: { readonly now: Instant; readonly approve: ApproveChanges },
): boolean {
  if (alwaysNeedsApprover(order, { now, approve })) return true
  return differencesInMeaning(order, asked).some(
    ({ field }) =>
      !DESCRIBES.has(field) &&
      !(NAMES.has(field) && isSameName(order.subscriber, asked.subscriber)),
  )
}

/** Needed regardless of which fields change. */
export function alwaysNeedsApprover(
  order: PortOrder,
  { now, approve }: { readonly now: Instant; readonly approve: ApproveChanges },
): boolean {
  return approve === 'always' || isAgreed(order, now)
}

/** Whether an approver decides about this field in any case; a name is spelled otherwise without one. */
export function isApprovers(field: ContentField): boolean {
  const { name } = FIELDS[field]
  return !DESCRIBES.has(name) && !NAMES.has(name)
}

/** A date is agreed and has not passed: losing it is not the coordinator's decision. */
function isAgreed(order: PortOrder, now: Instant): boolean {
  const agreed = agreedDate(order)
  return agreed !== null && (order.status === 'FOC' || agreed.day >= dayOf(now))
}

const DESCRIBES: ReadonlySet<string> = new Set([
  ...fieldsOf('address').map((field) => FIELDS[field].name),
  ORDER_FIELDS.requestedFocDate.name,
])

const NAMES: ReadonlySet<string> = new Set(
  (['businessName', 'firstName', 'middleInitial', 'lastName'] as const).map(
    (field) => FIELDS[field].name,
  ),
)

/** Apart from case, punctuation, the form of the company and the order of the parts. */
export function isSameName(one: Subscriber, other: Subscriber): boolean {
  return nameOf(one) === nameOf(other)
}

function nameOf({ businessName, firstName, middleInitial, lastName }: Subscriber): string {
  const words = [businessName, firstName, middleInitial, lastName]
    .map((part) => part ?? '')
    .join(' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const own = words.filter((word) => !COMPANY_FORMS.has(word))
  return (own.length === 0 ? words : own).sort().join(' ')
}

const COMPANY_FORMS: ReadonlySet<string> = new Set(
  'inc incorporated llc ltd limited corp corporation co company lp llp pllc pc pa and the'.split(
    ' ',
  ),
)
