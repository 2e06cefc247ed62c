/** What a person shows beside their name; it ends on its own, in seconds, or with 0 never. */
export interface Status {
  readonly emoji: string
  readonly text: string
  readonly expiration: number
}

/** Somebody of an Enterprise Grid organization: their own workspace, and all in which they are. */
export interface OnGrid {
  readonly home: string
  readonly teams: readonly string[]
}

const NO_STATUS: Status = { emoji: '', text: '', expiration: 0 }

/** Whose account was switched off, so that nobody can write to them any more; who is of Grid; and what they show of themselves. */
export function createAccounts() {
  const off = new Set<string>()
  const grids = new Map<string, OnGrid>()
  const statuses = new Map<string, Status>()
  return {
    switchOff: (user: string) => off.add(user),
    switchOn: (user: string) => off.delete(user),
    isOff: (user: string) => off.has(user),
    joinGrid: (user: string, grid: OnGrid) => void grids.set(user, grid),
    gridOf: (user: string) => grids.get(user),
    show: (user: string, status: Status) => void statuses.set(user, status),
    /** Slack takes one away when its time is over. */
    statusOf(user: string, now: number): Status {
      const { expiration, ...shown } = statuses.get(user) ?? NO_STATUS
      return expiration !== 0 && expiration * 1000 <= now ? NO_STATUS : { ...shown, expiration }
    },
  }
}
