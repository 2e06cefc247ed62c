/** A "no" to the person who asked. Told apart by its code, read by its message and hint; never a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  /** When or how it becomes possible; `null` when nothing can be done. */
  readonly hint: string | null

  constructor(code: string, message: string, hint: string | null = null) {
    super(message)
    this.code = code
    this.hint = hint
  }
}
