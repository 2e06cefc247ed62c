import { ApiError } from '../api-error.ts'

/** What Slack answers instead of taking something: its name for the error, and where it lies. */
export interface Refusal {
  readonly error: string
  readonly messages: readonly string[]
}

/** @throws ApiError with what is refused. */
export function insist(refusal: Refusal | null): void {
  if (refusal) throw new ApiError(refusal.error, refusal.messages)
}
