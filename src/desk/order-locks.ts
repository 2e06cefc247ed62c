import { AsyncLocalStorage } from 'node:async_hooks'

/** One operation at a time for each order; the others wait their turn. */
export interface OrderLocks {
  hold<Result>(number: number, operation: () => Promise<Result>): Promise<Result>
  /** The same for callers that can wait: they do not hurry the operation they wait for. */
  readonly unhurried: OrderLocks
  /**
   * For the operation that runs this: resolves once a caller that can't wait needs the lock it holds.
   * Undefined: it holds no lock.
   */
  readonly hurried: () => Promise<unknown> | undefined
}

interface Turn {
  readonly number: number
  readonly hurried: Promise<unknown>
  readonly hurry: () => void
  readonly ended: Promise<unknown>
  readonly end: (value: unknown) => void
}

/** Within one process: a second one would need locks in the database. */
export function createOrderLocks(): OrderLocks {
  /** For each order the operation that runs, and those that wait. */
  const turns = new Map<number, readonly Turn[]>()
  const running = new AsyncLocalStorage<Turn>()
  const turnsOf = (number: number): readonly Turn[] => turns.get(number) ?? []

  function hurryAheadOf(turn: Turn): void {
    const all = turnsOf(turn.number)
    // A turn that has ended is not among them, and hurries nobody.
    for (const { hurry } of all.slice(0, Math.max(all.indexOf(turn), 0))) hurry()
  }

  async function hold<Result>(
    number: number,
    operation: () => Promise<Result>,
    { isHurried }: { readonly isHurried: boolean },
  ): Promise<Result> {
    const before = turnsOf(number).at(-1)
    const turn = newTurn(number, hurryAheadOf)
    turns.set(number, [...turnsOf(number), turn])
    // A caller that waits for an operation also waits for what that operation waits for.
    void running.getStore()?.hurried.then(turn.hurry)
    if (isHurried) hurryAheadOf(turn)
    try {
      await before?.ended
      return await running.run(turn, operation)
    } finally {
      turn.end(null)
      const left = turnsOf(number).filter((other) => other !== turn)
      if (left.length === 0) turns.delete(number)
      else turns.set(number, left)
    }
  }

  const unhurried: OrderLocks = {
    hold: (number, operation) => hold(number, operation, { isHurried: false }),
    hurried() {
      const turn = running.getStore()
      // Work that an operation left running when it ended is not hurried.
      return turn !== undefined && turnsOf(turn.number).includes(turn) ? turn.hurried : undefined
    },
    get unhurried() {
      return unhurried
    },
  }
  return {
    ...unhurried,
    hold: (number, operation) => hold(number, operation, { isHurried: true }),
  }
}

function newTurn(number: number, whenHurried: (turn: Turn) => void): Turn {
  const { promise: hurried, resolve } = Promise.withResolvers<unknown>()
  const { promise: ended, resolve: end } = Promise.withResolvers<unknown>()
  let isHurried = false
  const turn: Turn = {
    number,
    hurried,
    hurry() {
      if (isHurried) return
      isHurried = true
      resolve(null)
      whenHurried(turn)
    },
    ended,
    end,
  }
  return turn
}
