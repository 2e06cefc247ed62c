/** A "no" to the person who asked. Told apart by its code, read by its message and next step; never a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  /** When or how it becomes possible; `null` when nothing can be done. */
  readonly nextStep: string | null

  constructor(code: string, message: string, nextStep: string | null = null) {
    super(message)
    this.code = code
    this.nextStep = nextStep
  }
}
