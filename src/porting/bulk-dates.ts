import { activationMomentOf, isSameFocDate } from './foc.ts'
import type { FocDate, PortOrder } from './order.ts'
import { isActive } from './status.ts'

export interface DatedChild extends Pick<
  PortOrder,
  'actualFocDate' | 'requestedFocDate' | 'status'
> {
  readonly number: number
  /** The date that its carrier gave on its own, where that was seen: it stays known after the child was moved. */
  readonly carrierFocDate: FocDate | null
}

export interface CommonDate {
  /** The latest that any was given: Bandwidth moves the others there. `null`: none was given yet. */
  readonly common: FocDate | null
  /** Those whose carriers gave that date, not the requested one. Empty: all requested that date. */
  readonly heldBy: readonly number[]
  readonly withoutDate: readonly number[]
  /**
   * The date that the others could have together without those that hold it; `null` where no other was
   * given one. Bandwidth brings nobody forward on its own.
   */
  readonly withoutHolders: FocDate | 'not-known' | null
}

/**
 * The date on which the orders of a bulk order go live together. Only those under way count: a draft has
 * no date yet, and what is live or canceled holds nobody up.
 */
export function commonDate(children: readonly DatedChild[]): CommonDate {
  const underWay = children.filter(({ status }) => isActive(status))
  const dated = underWay.filter((child) => givenDate(child) !== null)
  const common = latestOf(dated.map(givenDate))
  const holds = (child: DatedChild) =>
    isSameFocDate(ownDate(child), common) && !isSameFocDate(child.requestedFocDate, common)
  return {
    common,
    heldBy: dated.filter(holds).map(({ number }) => number),
    withoutDate: underWay.filter((child) => givenDate(child) === null).map(({ number }) => number),
    withoutHolders: dateOf(
      dated.filter((child) => !holds(child)),
      common,
    ),
  }
}

/**
 * The date that a child's carrier gave on its own, updated with one more refresh. To move a child,
 * Bandwidth requests the other date on its behalf, so a date that equals the requested one is the
 * carrier's own only if it is still the date that was requested for all.
 */
export function carrierDate(
  known: FocDate | null,
  before: Pick<DatedChild, 'actualFocDate'> | null,
  after: Omit<DatedChild, 'number' | 'carrierFocDate'>,
  askedForAll: FocDate | null,
): FocDate | null {
  const given = givenDate(after)
  if (given === null) return null
  if (isSameFocDate(given, before?.actualFocDate ?? null)) return known
  const isFirst = before !== null && before.actualFocDate === null
  const isOwn =
    !isSameFocDate(given, after.requestedFocDate) ||
    (isFirst && isSameFocDate(given, askedForAll)) ||
    // Nobody is moved to an earlier day but by a person, and then its carrier agreed.
    (known !== null && activationMomentOf(given) < activationMomentOf(known))
  return isOwn ? given : known
}

/** What these could have together. Another that has the common date decides it, whatever else is not known. */
function dateOf(
  children: readonly DatedChild[],
  common: FocDate | null,
): FocDate | 'not-known' | null {
  const own = children.map(ownDate)
  const isHeld = own.some((date) => isSameFocDate(date, common))
  return isHeld || own.every((date) => date !== null) ? latestOf(own) : 'not-known'
}

/** A rejected order has to be sent again, and with it its date. */
function givenDate({
  status,
  actualFocDate,
}: Pick<DatedChild, 'status' | 'actualFocDate'>): FocDate | null {
  return status === 'EXCEPTION' ? null : actualFocDate
}

/**
 * What the carrier would give the child alone; `null` where it is not known: to move a child, Bandwidth
 * asks for the other date in its name, so one that has what it asked for may have been moved.
 */
function ownDate(child: DatedChild): FocDate | null {
  if (child.carrierFocDate !== null) return child.carrierFocDate
  return isSameFocDate(child.actualFocDate, child.requestedFocDate) ? null : child.actualFocDate
}

function latestOf(dates: readonly (FocDate | null)[]): FocDate | null {
  return dates.reduce<FocDate | null>((latest, date) => {
    if (latest === null || date === null) return latest ?? date
    return activationMomentOf(date) > activationMomentOf(latest) ? date : latest
  }, null)
}
