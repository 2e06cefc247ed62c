export type Accounts = ReturnType<typeof createAccounts>

/** Whose account was switched off: nobody can write to them any more. */
export function createAccounts() {
  const off = new Set<string>()
  return {
    switchOff: (user: string) => off.add(user),
    switchOn: (user: string) => off.delete(user),
    isOff: (user: string) => off.has(user),
  }
}
