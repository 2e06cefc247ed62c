import type { BulkView } from '../../desk/bulk/view-bulk.ts'

/** What a draft still needs before it can be submitted. */
export function missingIn({ children, readiness }: BulkView): {
  readonly unseen: number
  readonly incomplete: number
  readonly own: readonly string[]
} {
  return {
    unseen: children.filter(({ tracked }) => tracked.seen === null).length,
    incomplete: readiness.children.filter(({ missing }) => missing.length > 0).length,
    own: readiness.bulk.filter(({ state }) => state === 'missing').map(({ says }) => says),
  }
}

export function isBulkReady(view: BulkView): boolean {
  const { unseen, incomplete, own } = missingIn(view)
  return unseen + incomplete + own.length === 0
}
