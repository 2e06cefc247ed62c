/** A call that Slack answers with ok: false. The code is Slack's own name for the error. */
export class ApiError extends Error {
  readonly code: string
  readonly messages: readonly string[]

  constructor(code: string, messages: readonly string[] = []) {
    super([code, ...messages].join(' '))
    this.name = 'ApiError'
    this.code = code
    this.messages = messages
  }
}
