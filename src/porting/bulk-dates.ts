import { activationMomentOf, isSameFocDate } from './foc.ts'
import type { FocDate, PortOrder } from './order.ts'
import { isActive } from './status.ts'

export interface DatedChild extends Pick<
  PortOrder,
  'actualFocDate' | 'requestedFocDate' | 'status'
> {
  readonly number: number
  /** The first date that its carrier gave, where it was seen: it tells what a child could have after it was moved. */
  readonly firstFocDate?: FocDate | null
}

export interface CommonDate {
  /** The latest that any was given: Bandwidth moves the others there. `null`: none was given yet. */
  readonly common: FocDate | null
  /** Whose carriers gave that date by themselves. None where it is the date that all asked for. */
  readonly heldBy: readonly number[]
  readonly withoutDate: readonly number[]
  /**
   * For each that holds the date, the latest that the others could have without it; `null` where that
   * is not known, or no other was given a date. Bandwidth brings nobody forward by itself.
   */
  readonly ifDetached: readonly { readonly number: number; readonly common: FocDate | null }[]
}

/**
 * The date on which the orders of a bulk order go live together. Only those under way count: a draft has
 * no date yet, and what is live or cancelled holds nobody up.
 */
export function commonDate(children: readonly DatedChild[]): CommonDate {
  const underWay = children.filter(({ status }) => isActive(status))
  const dated = underWay.filter((child) => givenDate(child) !== null)
  const common = latestOf(dated.map(givenDate))
  const holders = dated.filter((child) => isSameFocDate(ownDate(child), common))
  return {
    common,
    heldBy: holders.map(({ number }) => number),
    withoutDate: underWay.filter((child) => givenDate(child) === null).map(({ number }) => number),
    ifDetached: holders.map((holder) => ({
      number: holder.number,
      common: dateOf(
        dated.filter((child) => child !== holder),
        common,
      ),
    })),
  }
}

/** What these could have together. Another that holds the common date decides it, whatever else is not known. */
function dateOf(children: readonly DatedChild[], common: FocDate | null): FocDate | null {
  const own = children.map(ownDate)
  const isHeld = own.some((date) => isSameFocDate(date, common))
  return isHeld || own.every((date) => date !== null) ? latestOf(own) : null
}

/** A rejected order has to be sent anew, and with it its date. */
function givenDate({ status, actualFocDate }: DatedChild): FocDate | null {
  return status === 'EXCEPTION' ? null : actualFocDate
}

/**
 * What the carrier would give the child alone; `null` where it is not known: to move a child, Bandwidth
 * asks for the other date in its name, so one that has what it asked for may have been moved.
 */
function ownDate(child: DatedChild): FocDate | null {
  if (child.firstFocDate != null) return child.firstFocDate
  return isSameFocDate(child.actualFocDate, child.requestedFocDate) ? null : child.actualFocDate
}

function latestOf(dates: readonly (FocDate | null)[]): FocDate | null {
  return dates.reduce<FocDate | null>((latest, date) => {
    if (latest === null || date === null) return latest ?? date
    return activationMomentOf(date) > activationMomentOf(latest) ? date : latest
  }, null)
}
