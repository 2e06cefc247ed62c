import type { LeftOut } from './reading-account.ts'
import type { SourceRow } from './table-rows.ts'

/** What is read for numbers: what was typed, or a file. */
export type Source =
  | {
      readonly kind: 'text'
      readonly name: string | null
      readonly text: string
      /** What a page has and does not show. */
      readonly hidden?: string
    }
  | { readonly kind: 'workbook'; readonly name: string; readonly sheets: readonly Sheet[] }
  | ({ readonly kind: 'left-out' } & LeftOut)

export interface Sheet {
  /** Empty for comments and text boxes of a workbook. */
  readonly name: string
  readonly isHidden: boolean
  readonly rows: readonly SourceRow[]
  readonly hiddenColumns: ReadonlySet<number>
}
