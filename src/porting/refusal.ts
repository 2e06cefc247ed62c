/** A sentence about an order; the message that shows it names the order. */
interface OrderSentence {
  readonly order: number
  readonly says: (named: string) => string
}

export function about(order: number, says: (named: string) => string): OrderSentence {
  return { order, says }
}

/** A "no" to the person who asked. Identified by its code, read by its message and next step; never a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  /** The message where it is about one order; there it knows the number alone. */
  readonly about: OrderSentence | null
  /** When or how it becomes possible; `null` when nothing can be done. */
  readonly nextStep: string | null
  /** The reason alone, to be shown beside what was refused; `null` when the message has no such part. */
  readonly why: string | null

  constructor(
    code: string,
    message: string | OrderSentence,
    nextStep: string | null = null,
    why: string | null = null,
  ) {
    super(typeof message === 'string' ? message : message.says(`#${message.order}`))
    this.about = typeof message === 'string' ? null : message
    this.code = code
    this.nextStep = nextStep
    this.why = why
  }
}
