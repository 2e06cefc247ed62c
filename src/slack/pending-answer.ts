import type { AckFn, ViewResponseAction } from '@slack/bolt'
import type { FormInteraction } from './handlers.ts'

/** Slack waits three seconds for the answer to a form; the rest is for the way. */
const HELD_FOR_MS = 2_000

/**
 * A form that was sent can only be closed by the answer to Slack, so that waits for the outcome. Where another
 * view follows, or the outcome takes long, the answer is `meanwhile`, which stands in between: of a form that is
 * redrawn at once Slack would restore what was typed, secrets and files, too.
 */
export function pendingAnswer(
  ack: AckFn<ViewResponseAction>,
  meanwhile: ViewResponseAction,
): {
  readonly give: (response: ViewResponseAction) => Promise<boolean>
  readonly within: <Open extends Pick<FormInteraction, 'show' | 'close'>>(open: Open) => Open
} {
  let given: Promise<void> | undefined
  const late = setTimeout(() => void give(meanwhile), HELD_FOR_MS)
  /** @returns false where Slack has been answered before; what follows must not overtake that. */
  async function give(response: ViewResponseAction): Promise<boolean> {
    clearTimeout(late)
    const isFirst = given === undefined
    given ??= ack(response)
    await given
    return isFirst
  }
  return {
    give,
    within: (open) => ({
      ...open,
      async show(...next) {
        await give(meanwhile)
        await open.show(...next)
      },
      async close(...done) {
        if (!(await give({ response_action: 'clear' }))) await open.show(...done)
      },
    }),
  }
}
