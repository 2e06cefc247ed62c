import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followChildren } from '../../src/porting/bulk-children.ts'
import type { BulkChild } from '../../src/porting/bulk-order.ts'
import { anyChildren, bulkChild, someNumbers } from './bulk-numbers.ts'
import { cpuTimer } from '../fixtures/cpu-time.ts'

const numbers = someNumbers(20)

function child(id: string, from: number, to: number): BulkChild {
  return bulkChild(id, numbers.slice(from, to))
}

describe('children that Bandwidth replaced', () => {
  it('are followed by what they have in common', () => {
    const before = [child('a', 0, 5), child('b', 5, 10), child('c', 10, 12)]
    const after = [child('x', 5, 9), child('y', 0, 5), child('z', 15, 18)]
    expect(followChildren(before, after)).toEqual({
      moves: [
        { from: 'a', to: 'y', numbers: 5 },
        { from: 'b', to: 'x', numbers: 4 },
      ],
      added: [child('z', 15, 18)],
      removed: ['c'],
    })
  })

  it('do not move while they keep their ids, however their numbers change', () => {
    const before = [child('a', 0, 5), child('b', 5, 10)]
    const after = [child('b', 0, 5), child('a', 5, 10)]
    expect(followChildren(before, after)).toEqual({ moves: [], added: [], removed: [] })
  })

  it('leave the larger part of one that was split in its place', () => {
    const { moves, added } = followChildren(
      [child('a', 0, 10)],
      [child('x', 0, 4), child('y', 4, 10)],
    )
    expect(moves).toEqual([{ from: 'a', to: 'y', numbers: 6 }])
    expect(added).toEqual([child('x', 0, 4)])
  })

  it('give the place of two that were joined to the larger, and of equals to the first', () => {
    const joined = [child('x', 0, 10)]
    expect(followChildren([child('a', 0, 3), child('b', 3, 10)], joined)).toMatchObject({
      moves: [{ from: 'b', to: 'x', numbers: 7 }],
      removed: ['a'],
    })
    expect(followChildren([child('a', 0, 5), child('b', 5, 10)], joined)).toMatchObject({
      moves: [{ from: 'a', to: 'x', numbers: 5 }],
      removed: ['b'],
    })
  })

  it('are each accounted for once, and none moves twice', () => {
    const old = anyChildren.map((list) => list.map(({ id, numbers }) => bulkChild(id, numbers)))
    const made = anyChildren.map((list) =>
      list.map(({ id, numbers }) => bulkChild(id < 'c' ? id : `${id}2`, numbers)),
    )
    fc.assert(
      fc.property(old, made, (before, after) => {
        const { moves, added, removed } = followChildren(before, after)
        const stay = before.filter(({ id }) => after.some((other) => other.id === id))
        const stayed = stay.map(({ id }) => id)
        const froms = moves.map(({ from }) => from)
        const tos = moves.map(({ to }) => to)
        expect([...stayed, ...froms, ...removed].sort()).toEqual(before.map(({ id }) => id).sort())
        expect([...stayed, ...tos, ...added.map(({ id }) => id)].sort()).toEqual(
          after.map(({ id }) => id).sort(),
        )
      }),
    )
  })

  it('move to where no better pair is left', () => {
    fc.assert(
      fc.property(anyChildren, anyChildren, (oldOnes, newOnes) => {
        const before = oldOnes.map(({ id, numbers }) => bulkChild(id, numbers))
        const after = newOnes.map(({ id, numbers }) => bulkChild(`${id}2`, numbers))
        const { moves } = followChildren(before, after)
        const movedBy = new Map(
          moves.flatMap((move) => [
            [move.from, move],
            [move.to, move],
          ]),
        )
        for (const old of before) {
          for (const made of after) {
            const own = new Set(old.numbers)
            const common = [...new Set(made.numbers)].filter((tn) => own.has(tn)).length
            const best = Math.max(
              movedBy.get(old.id)?.numbers ?? 0,
              movedBy.get(made.id)?.numbers ?? 0,
            )
            expect(common).toBeLessThanOrEqual(best)
          }
        }
      }),
    )
  })

  it('are followed at once, also 500 of them', () => {
    const many = someNumbers(20_000, 9_192_000_000)
    const cut = (name: string, shift: number): readonly BulkChild[] =>
      Array.from({ length: 500 }, (_, index) =>
        bulkChild(
          `${name}${index}`,
          many.filter((_tn, at) => (at * shift) % 500 === index),
        ),
      )
    const [before, after] = [cut('old', 1), cut('new', 3)]
    const mixed = after.map(({ id, numbers }, index) =>
      bulkChild(id, [
        ...numbers.slice(1),
        ...(after[(index + 7) % 500]?.numbers.slice(0, 1) ?? []),
      ]),
    )
    const cpuMs = cpuTimer()
    const { moves } = followChildren(before, mixed)
    expect(cpuMs()).toBeLessThan(1_000)
    expect(moves).toHaveLength(500)
  })
})
