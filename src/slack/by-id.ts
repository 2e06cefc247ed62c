/**
 * What is found by its id.
 * @throws Error where two have the same: one of them could never be reached, so the bot does not start.
 */
export function byId<T>(
  all: readonly T[],
  idOf: (one: T) => string,
  what: string,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const one of all) {
    if (found.has(idOf(one))) throw new Error(`Two ${what} are called "${idOf(one)}".`)
    found.set(idOf(one), one)
  }
  return found
}
