export interface StartedMessageTable {
  channel: string
  ts: string
  by: string
  at: number
  link: string | null
  order_number: number | null
}

export interface ReadingQuestionTable {
  id: string
  by: string
  question: string
  purpose: string
  at: number
}

/** What somebody said about a layout, by a key that names the layout and no content. */
export interface ReadingAnswerTable {
  key: string
  answer: string
  by: string
  at: number
}

/** What of a file or a text became the numbers of an order. */
export interface OrderAccountTable {
  order_number: number
  account: string
}

/** A number that people took out of an order. */
export interface RemovedNumberTable {
  order_number: number
  tn: string
  by: string
  at: number
  /** An OrderError, where Bandwidth would not port it. */
  error: string | null
}

export interface BillingCarrierTable {
  tn: string
  /** Null: Bandwidth did not say. */
  spid: string | null
  name: string | null
  ask_again_at: number
}
