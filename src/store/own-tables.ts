/** Of which workspace and which account the orders are. */
export interface DatabaseOwnerTable {
  what: 'workspace' | 'account'
  id: string
}

/** The last number that was given. */
export interface CounterTable {
  name: string
  last: number
}
