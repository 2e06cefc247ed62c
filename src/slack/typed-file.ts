/** A file put into a form. All but the id is a claim of the uploader. */
export interface TypedFile {
  readonly id: string
  readonly name: string
  readonly mimetype: string
  readonly size: number | null
  /** Where the bot may fetch it; `null`: Slack did not say, ask it about the id. */
  readonly url: string | null
  /** Of a mail that was sent into Slack: what it says. */
  readonly text?: string
  /** A canvas or a post, which Slack shows as a web page; or nothing that Slack still shows. */
  readonly form?: 'page' | 'deleted' | 'hidden'
  /** The service where it lies, if that is not Slack; `''`: Slack does not say which. */
  readonly storedAt?: string
}
