import { ordersRefusedAlike } from '../../desk/bulk/correct-alike.ts'
import { changeFacts } from '../../desk/change-facts.ts'
import { refuseWhileInDoubt } from '../../desk/change-order.ts'
import { nothingOpen } from '../../desk/change-refusals.ts'
import type { Desk } from '../../desk/desk.ts'
import { asItWasToBe, unmadeChange, type UnmadeChange } from '../../desk/unmade-change.ts'
import { dayOf, showDay, type CalendarDay, type Instant } from '../../porting/calendar.ts'
import { alwaysNeedsApprover } from '../../porting/change-approval.ts'
import { causeOf, fixOf, shownErrors } from '../../porting/causes.ts'
import { agreedDate, dayInstead } from '../../porting/foc.ts'
import type { FocDate, PortOrder } from '../../porting/order.ts'
import { withoutRefused } from '../../porting/refused-numbers.ts'
import { isDraft } from '../../porting/status.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import { changesOf, changeWarnings, type ChangeFacts } from '../../porting/supplement.ts'
import type { SeenOrder } from '../../store/orders.ts'
import { losingCarrier } from '../words/order-words.ts'
import type { Interaction } from '../interaction.ts'
import { earliestOf, type BehindForm, type ChangeBehind, filledWith } from './behind-order-form.ts'
import {
  againWith,
  closedWords,
  decidedByApprovers,
  correctionIn,
  hasDoubt,
  inputsFor,
  isOffered,
  type ChangeOf,
} from './change-fields.ts'
import { openEditForm, openForm, TYPE_SECRETS } from './open-order-form.ts'

/** Opens the form for the order's status: all fields of a draft, else the fields that can be changed. */
export function openFormOf(interaction: Interaction, order: SeenOrder): Promise<void> {
  return isDraft(order.seen.status)
    ? openEditForm(interaction, order)
    : openChangeForm(interaction, order, 'everything')
}

/** Opens the form for the errors of a rejected order; once they are corrected, for every open field. */
export function openFixForm(interaction: Interaction, order: SeenOrder): Promise<void> {
  const { status, errors } = order.seen
  return openChangeForm(interaction, order, status === 'EXCEPTION' ? fixOf(errors) : 'everything')
}

/** Open the form of a change that Bandwidth did not carry out, with the values that were asked for. */
export async function openAgainForm(interaction: Interaction, order: SeenOrder): Promise<void> {
  const unmade = await unmadeChange(interaction.desk.db, order)
  if (unmade === null) return openFixForm(interaction, order)
  const { fields, hadSecrets } = unmade
  await openChangeForm(
    interaction,
    order,
    againWith({ fields: [...fields], hasSecrets: hadSecrets }),
    unmade,
  )
}

export async function openChangeForm(
  interaction: Interaction,
  order: SeenOrder,
  of: ChangeOf,
  unmade: UnmadeChange | null = null,
): Promise<void> {
  const { desk } = interaction
  await openForm(
    interaction,
    { kind: 'change', order },
    async () => {
      await refuseWhileInDoubt(desk, order.number)
      const facts = await changeFacts(desk, order)
      return withAlike(desk, order, behindChange(desk, order, { of, unmade, facts }))
    },
    unmade?.hadSecrets === true ? [TYPE_SECRETS] : [],
  )
}

/** What is corrected once may correct other orders of its bulk order. */
async function withAlike(
  desk: Desk,
  order: SeenOrder,
  { change, ...behind }: BehindForm & { readonly change: ChangeBehind },
): Promise<BehindForm> {
  const { of, inputs } = change
  if (of === 'everything' || of.kind !== 'fields') return { ...behind, change }
  const orders = await ordersRefusedAlike(desk.db, order, correctionIn(inputs))
  if (orders.length === 0) return { ...behind, change }
  return { ...behind, change: { ...change, alike: { orders, isRequested: false } } }
}

/** @throws Refusal when none of the requested fields can be changed. */
function behindChange(
  desk: Desk,
  order: SeenOrder,
  {
    of,
    unmade,
    facts,
  }: {
    readonly of: ChangeOf
    /** Undone before: its values are in the form again. */
    readonly unmade: UnmadeChange | null
    readonly facts: ChangeFacts
  },
): BehindForm & { readonly change: ChangeBehind } {
  const { seen } = order
  const offers = changesOf(seen, facts)
  const inputs = inputsFor(of, offers)
  const closed = closedWords(of, offers)
  if (inputs.length === 0) throw nothingOpen(order, closed)
  const hasDay = inputs.includes('requestedFocDate')
  const requested = withoutRefused(
    asItWasToBe(seen, unmade),
    of === 'everything' ? [] : seen.errors,
  )
  const day = hasDay ? dayToAskFor(desk, seen, requested.requestedFocDate) : null
  const { calendar } = desk.settings
  const approvers = needsNoWord(desk, seen) ? decidedByApprovers(inputs) : []
  const change: ChangeBehind = {
    of,
    inputs,
    against: against(order),
    hasHour: hasDay && isOffered(offers.requestedHour),
    notes: [
      ...changeWarnings(seen, { ...facts, calendar }),
      ...agreedOtherwise(seen, facts.now),
      ...(day?.instead == null ? [] : [day.instead]),
      ...(hasDoubt(offers, inputs)
        ? ['Bandwidth may refuse some of this. Nothing is lost then.']
        : []),
      ...(approvers.length === 0
        ? []
        : [`Sent after an approver approves: ${approvers.join(', ')}.`]),
      ...(inputs.includes('houseNumber') && order.documents.length > 0 ? [OLD_LOA] : []),
    ],
    closed,
  }
  const filled = filledWith(requested, `#${order.number}`, seen)
  const { typed } = filled
  return { ...filled, typed: day === null ? typed : { ...typed, focDay: day.day }, change }
}

/** The form shows the date that was requested, which may not be the one that holds. */
function agreedOtherwise(seen: PortOrder, now: Instant): readonly string[] {
  const agreed = agreedDate(seen)
  if (seen.status !== 'FOC' || agreed === null) return []
  return agreed.day === seen.requestedFocDate?.day
    ? []
    : [`The FOC date is ${showDay(agreed.day, dayOf(now))}, not the requested one.`]
}

/** Some changes need no approver. */
function needsNoWord({ clock, settings: { approveChanges: approve } }: Desk, seen: PortOrder) {
  return !alwaysNeedsApprover(seen, { now: clock(), approve })
}

const OLD_LOA = 'If the LOA on this order says the old address, add a new one.'
const MOST_AGAINST = 5

/** The errors of a rejected order, a line each. */
function against(order: SeenOrder): readonly string[] {
  const { status, errors } = order.seen
  if (status !== 'EXCEPTION') return []
  const lines = shownErrors(errors).map((error) => {
    const { clause, next } = causeOf(error)
    const which = error.numbers.length === 0 ? '' : `${showNumbers(error.numbers)}: `
    return `• ${which}${clause}. ${next}`.replaceAll('the losing carrier', losingCarrier(order))
  })
  const more = lines.length - MOST_AGAINST
  return [...lines.slice(0, MOST_AGAINST), ...(more > 0 ? [`and ${more} more`] : [])]
}

interface DayToAskFor {
  readonly day: CalendarDay | ''
  /** Why it is another than the one that was asked for. */
  readonly instead: string | null
}

/** The requested day while it can still be met; else the earliest that can. */
function dayToAskFor(desk: Desk, seen: PortOrder, requested: FocDate | null): DayToAskFor {
  if (requested === null) return { day: '', instead: null }
  const now = desk.clock()
  const { calendar } = desk.settings
  const earliest = earliestOf(desk, seen)
  const first = dayInstead(requested.day, { now, earliest, minimumIntervalDays: null, calendar })
  if (first === null) return { day: requested.day, instead: null }
  const shown = (day: CalendarDay): string => showDay(day, dayOf(now))
  // Without Bandwidth's estimate only the calendar speaks for that day.
  const which = earliest === null ? 'The next business day is' : 'The earliest now is'
  return {
    day: first,
    instead: `${shown(requested.day)} can’t be met anymore. ${which} ${shown(first)}.`,
  }
}
