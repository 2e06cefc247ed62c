/** Where an order is seen in Bandwidth's own pages, with `{id}` for its id; null: nobody has said. */
export interface OrderLinks {
  readonly order: string | null
  readonly bulk: string | null
}

/** @returns null where the order is not to be found there. */
export function linkAtBandwidth(
  template: string | null,
  { id, ending }: { readonly id: string | null; readonly ending: string | null },
): string | null {
  if (template === null || id === null || NOT_THERE.includes(ending ?? '')) return null
  return template.replaceAll('{id}', encodeURIComponent(id))
}

const NOT_THERE: readonly string[] = ['swept', 'deleted', 'never-made', 'regrouped']
