/** Something a person at a real Slack could not do, said in words. */
export class HumanError extends Error {
  override readonly name = 'HumanError'
}
