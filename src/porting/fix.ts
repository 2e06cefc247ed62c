/** The part of the order form that a cause belongs to. */
export type OrderField =
  | 'numbers'
  | 'billing'
  | 'subscriber'
  | 'address'
  | 'account'
  | 'loa-person'
  | 'foc'
  | 'site'
  | 'peer'
  | 'resporg'

/** What a coordinator can correct in an order that was refused, each as one thing. */
export type FixField =
  | 'address'
  | 'name'
  | 'subscriber type'
  | 'account number'
  | 'PIN'
  | 'BTN'
  | 'partial port'
  | 'signer'
  | 'numbers'
  | 'site'
  | 'SIP peer'
  | 'RespOrg'

/** What is offered against a cause. */
export type Fix =
  /** A form with these fields and the requested date. */
  | { readonly kind: 'fields'; readonly fields: readonly FixField[] }
  | { readonly kind: 'date' }
  /** A document, and then the order goes again. */
  | { readonly kind: 'document' }
  /** The customer clears it with the losing carrier; then the order goes again. */
  | { readonly kind: 'customer-clears' }
  /** The customer agrees to lose a feature, and a note to Bandwidth says so. */
  | { readonly kind: 'consent'; readonly fields: readonly FixField[] }
  /** This order can't get on: cancel it, and a new one begins with what was in it. */
  | { readonly kind: 'recreate' }
  /** The next move is Bandwidth's or the carrier's. */
  | { readonly kind: 'wait' }
  /** A notice, not a rejection: the order proceeds. */
  | { readonly kind: 'none' }
  /** Only Bandwidth's people know. */
  | { readonly kind: 'ask' }
