/** What the Bandwidth with many orders is told. Orders are numbered; drafts come first. */
export interface Orders {
  readonly drafts: number
  /** Listed as modified in these days, without anything new. */
  readonly recent: readonly [from: number, to: number]
  /** Agreed to a moment ago. */
  readonly changed: readonly [from: number, to: number]
  readonly changedAt: number
}

/** When all of them were made. */
export const MADE_AT = Date.parse('2026-11-30T15:00:00Z')
