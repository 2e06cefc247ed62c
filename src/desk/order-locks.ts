/** One operation at a time for each order; the others wait their turn. */
export interface OrderLocks {
  hold<Result>(number: number, operation: () => Promise<Result>): Promise<Result>
}

/** Within one process: a second one would need the database for this. */
export function createOrderLocks(): OrderLocks {
  const last = new Map<number, Promise<unknown>>()
  return {
    async hold(number, operation) {
      const before = last.get(number) ?? Promise.resolve()
      const turn = before.then(operation, operation)
      last.set(number, turn)
      try {
        return await turn
      } finally {
        if (last.get(number) === turn) last.delete(number)
      }
    },
  }
}
