import type { BulkChild } from './bulk-order.ts'
import type { OrderId } from './order.ts'
import type { TelephoneNumber } from './telephone-number.ts'

interface ChildMove {
  readonly from: OrderId
  readonly to: OrderId
  /** How many they have in common. */
  readonly numbers: number
}

interface ChildrenFollowed {
  readonly moves: readonly ChildMove[]
  /** New ones that took nobody's place. */
  readonly added: readonly BulkChild[]
  /** Old ones whose place nobody took. */
  readonly removed: readonly OrderId[]
}

/**
 * Which new child replaces which old one. When the numbers change, Bandwidth creates all children again
 * and copies the data of an old one to the new one that shares the most numbers with it. Each child moves
 * at most once and each place is taken at most once: most numbers in common first, then the order of the
 * new list, then that of the old. A child whose id is unchanged did not move.
 */
export function followChildren(
  before: readonly BulkChild[],
  after: readonly BulkChild[],
): ChildrenFollowed {
  const [idsBefore, idsAfter] = [idsOf(before), idsOf(after)]
  const leaving = before.filter(({ id }) => !idsAfter.has(id))
  const coming = after.filter(({ id }) => !idsBefore.has(id))

  const [moved, taken] = [new Set<OrderId>(), new Set<OrderId>()]
  const moves: ChildMove[] = []
  for (const move of inCommon(leaving, coming)) {
    if (moved.has(move.from) || taken.has(move.to)) continue
    moved.add(move.from)
    taken.add(move.to)
    moves.push(move)
  }
  return {
    moves,
    added: coming.filter(({ id }) => !taken.has(id)),
    removed: leaving.map(({ id }) => id).filter((id) => !moved.has(id)),
  }
}

/** Every pair that shares numbers, most first. */
function inCommon(leaving: readonly BulkChild[], coming: readonly BulkChild[]): ChildMove[] {
  const holders = holdersOf(leaving)
  const pairs = coming.flatMap(({ id: to, numbers }) => {
    const shared = new Map<BulkChild, number>()
    for (const tn of new Set(numbers)) {
      for (const old of holders.get(tn) ?? []) shared.set(old, (shared.get(old) ?? 0) + 1)
    }
    return leaving
      .filter((old) => shared.has(old))
      .map((old) => ({ from: old.id, to, numbers: shared.get(old) ?? 0 }))
  })
  return pairs.sort((one, other) => other.numbers - one.numbers)
}

function holdersOf(children: readonly BulkChild[]): ReadonlyMap<TelephoneNumber, Set<BulkChild>> {
  const holders = new Map<TelephoneNumber, Set<BulkChild>>()
  for (const child of children) {
    for (const tn of child.numbers) {
      const known = holders.get(tn)
      if (known === undefined) holders.set(tn, new Set([child]))
      else known.add(child)
    }
  }
  return holders
}

function idsOf(children: readonly BulkChild[]): ReadonlySet<OrderId> {
  return new Set(children.map(({ id }) => id))
}
