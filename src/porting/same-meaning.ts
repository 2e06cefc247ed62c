import type { ContentDifference } from './approval.ts'
import { everyField, valuesIn } from './content-fields.ts'
import type { OrderContent } from './order.ts'
import { CONTENT_FIELDS, FIELDS } from './order-fields.ts'

/**
 * The fields in which the second content means something else than the first, each as people read it.
 * Only fields that both have are compared. Not symmetric: a day without an hour is answered by that day
 * at any hour, an hour by that hour only.
 */
export function differencesInMeaning(
  before: Partial<OrderContent>,
  after: Partial<OrderContent>,
): readonly ContentDifference[] {
  const [one, other] = [valuesIn(before), valuesIn(after)]
  const [earlier, later] = [everyField(before), everyField(after)]
  return CONTENT_FIELDS.filter((field) => one[field] !== undefined && other[field] !== undefined)
    .filter((field) => !FIELDS[field].means(field, one, other))
    .map((field) => FIELDS[field].name)
    .map((name) => ({ field: name, before: earlier[name] ?? null, after: later[name] ?? null }))
}

/** What was asked for and is not shown; what was left open is Bandwidth's to fill in. */
export function notAsAsked(
  asked: Partial<OrderContent>,
  shown: Partial<OrderContent>,
): readonly AskedAndShown[] {
  return differencesInMeaning(asked, shown).flatMap(({ field, before, after }) =>
    before === null ? [] : [{ field, asked: before, shown: after ?? 'nothing' }],
  )
}

export interface AskedAndShown {
  /** In people's words. */
  readonly field: string
  readonly asked: string
  readonly shown: string
}
