import { showCount } from './counts.ts'

/** `A, B and C`; of more than `most` names, `A, B and 3 more` */
export function listed(names: readonly string[], most = Infinity): string {
  if (names.length > most) return firstFew(names, most)
  const last = names.at(-1) ?? ''
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last
}

/** `A, B, C` or `A, B and 3 more` */
export function firstFew(names: readonly string[], most: number): string {
  const more = names.length - most
  const first = names.slice(0, most).join(', ')
  return more > 0 ? `${first} and ${showCount(more)} more` : first
}

/** Each reason once, after all that it closes: `BTN, Street – it isn’t possible after an FOC` */
export function closedOnce(
  closed: readonly { readonly name: string; readonly why: string }[],
): readonly string[] {
  return [...Map.groupBy(closed, ({ why }) => why)].map(
    ([why, some]) => `${[...new Set(some.map(({ name }) => name))].join(', ')} – ${why}`,
  )
}

/** `#1043, #1044 and 12 more` */
export function someOrders(numbers: readonly number[], most = 10): string {
  return firstFew(
    numbers.map((number) => `#${number}`),
    most,
  )
}
