import { isDeleted } from './standing.ts'

/** Where an order is seen in Bandwidth's own pages, with `{id}` for its id; null: nobody has said. */
export interface OrderLinks {
  readonly order: string | null
  readonly bulk: string | null
}

/** @returns null where the order is not to be found there. */
export function linkAtBandwidth(
  template: string | null,
  one: { readonly id: string | null; readonly ending: string | null },
): string | null {
  if (template === null || one.id === null || isDeleted(one)) return null
  return template.replaceAll('{id}', encodeURIComponent(one.id))
}
