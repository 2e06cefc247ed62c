import type { AckFn, ViewResponseAction } from '@slack/bolt'
import type { FormInteraction } from './handlers.ts'

/** Slack waits three seconds for the answer to a form; the rest is for the way. */
const HELD_FOR_MS = 2_000

/**
 * A form that was sent can only be closed by the answer to Slack, so that waits for the outcome. Where another
 * view follows, or the outcome takes long, the answer is `meanwhile`, which stands in between: of a form that is
 * redrawn at once Slack would restore what was typed, secrets and files, too.
 */
export function closable<Open extends Pick<FormInteraction, 'show' | 'close'>>(
  open: Open,
  ack: AckFn<ViewResponseAction>,
  meanwhile: ViewResponseAction,
): Open {
  let given: Promise<boolean> | undefined
  const late = setTimeout(() => void give(meanwhile), HELD_FOR_MS)
  /**
   * @returns false where Slack has been answered before, which what follows must not overtake, or where the
   * answer can't be sent: the link to Slack may be lost while the form is being handled.
   */
  async function give(response: ViewResponseAction): Promise<boolean> {
    clearTimeout(late)
    const isFirst = given === undefined
    given ??= ack(response).then(
      () => true,
      () => false,
    )
    return (await given) && isFirst
  }
  return {
    ...open,
    async show(...next) {
      await give(meanwhile)
      await open.show(...next)
    },
    async close(...done) {
      if (!(await give({ response_action: 'clear' }))) await open.show(...done)
    },
  }
}
