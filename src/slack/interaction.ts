import type { ModalView } from '@slack/types'
import type { Desk } from '../desk/desk.ts'
import { viewOrder, type OrderView } from '../desk/view-order.ts'
import { Refusal } from '../porting/refusal.ts'
import type { TrackedOrder } from '../store/orders.ts'
import type { Message } from './blocks.ts'
import type { Member } from './roles.ts'
import { causedByPlatform, isClosedView, isSlackTrouble, slackFailure } from './slack-errors.ts'
import type { Workspace } from './workspace.ts'

/** One time that a member turned to the bot, already answered in time; what is done about it comes here. */
export interface Interaction {
  readonly member: Member
  readonly channel: string
  /** The thread of the message; null in the channel itself. */
  readonly thread: string | null
  /** Slack's id of the message in which they pressed something; null where they pressed in none. */
  readonly messageTs: string | null
  /** Good for one view, for three seconds; empty where nothing was pressed. */
  readonly triggerId: string
  /** They pressed something in an open view, so the next view goes on top of it. */
  readonly isInView: boolean
  readonly desk: Desk
  readonly workspace: Workspace
  /** Only they see it. */
  readonly reply: (message: Message) => Promise<void>
}

/** Words that were said in a message: nothing was pressed, so no view can be opened. */
export function saidIn(
  where: Pick<Interaction, 'channel' | 'thread' | 'desk' | 'workspace' | 'reply'>,
): Omit<Interaction, 'member'> {
  return { ...where, messageTs: null, triggerId: '', isInView: false }
}

/** A form needs a press, which a message is not: then `otherwise` answers, with a button. */
export async function orAskForPress(
  run: () => Promise<void>,
  otherwise: () => Promise<void>,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof NeedsTrigger)) throw error
    await otherwise()
  }
}

/** A form was to be opened for what is no press: a message has no trigger. */
class NeedsTrigger extends Error {
  constructor() {
    super('A form can only be opened for a press.')
  }
}

/** What Slack says when the three seconds are over, or one view was opened already. */
const TRIGGER_ENDED = ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']

/** @returns the view's id, to draw it again. @throws Refusal when it came too late for Slack. */
export async function openView(
  {
    desk,
    workspace,
    triggerId,
    isInView,
  }: Pick<Interaction, 'desk' | 'workspace' | 'triggerId' | 'isInView'>,
  view: ModalView,
): Promise<string> {
  if (triggerId === '' && !isInView) throw new NeedsTrigger()
  const asked = { trigger_id: triggerId, view }
  try {
    const opened = isInView
      ? await workspace.interactive.views.push(asked)
      : await workspace.interactive.views.open(asked)
    if (opened.view?.id === undefined) throw new Error('Slack opened no view.')
    return opened.view.id
  } catch (error) {
    const why = slackFailure(error)
    if (why !== null) {
      desk.log('slack-call-failed', { error })
      const next = isSlackTrouble(error) ? 'Try again in a minute.' : ASK_ADMIN
      const nextStep = `Nothing was changed. ${next}`
      throw new Refusal('form-not-opened', `The form couldn’t open: ${why}.`, nextStep)
    }
    if (!isTooLate(error)) throw error
    throw new Refusal(
      'form-too-late',
      'The form couldn’t open: Slack gave me too little time, or the form before it was closed.',
      'Nothing was changed. Try again.',
    )
  }
}

const ASK_ADMIN = '`/portin doctor` shows an admin what to fix.'

/** The three seconds are over, or the view below it was closed. */
function isTooLate(error: unknown): boolean {
  return isClosedView(error) || TRIGGER_ENDED.includes(causedByPlatform(error) ?? '')
}

/** An open view, as Slack names it; with its hash, it is drawn only if nobody else has drawn it since. */
interface OpenedView {
  readonly viewId: string
  readonly hash?: string
}

/** @returns the hash of the view as it is now; null if it was closed. */
export async function redrawView(
  { workspace }: Pick<Interaction, 'workspace'>,
  { viewId, hash }: OpenedView,
  view: ModalView,
): Promise<string | null> {
  try {
    const drawn = await workspace.interactive.views.update({
      view_id: viewId,
      view,
      ...(hash !== undefined && { hash }),
    })
    return drawn.view?.hash ?? hash ?? ''
  } catch (error) {
    if (isClosedView(error)) return null
    throw error
  }
}

/**
 * The same where there is another way to say it.
 *
 * @returns false when the view was closed, or Slack does not draw it now.
 */
export async function isRedrawn(
  { desk, workspace }: Pick<Interaction, 'desk' | 'workspace'>,
  open: OpenedView,
  view: ModalView,
): Promise<boolean> {
  try {
    return (await redrawView({ workspace }, open, view)) !== null
  } catch (error) {
    if (slackFailure(error) === null) throw error
    desk.log('slack-call-failed', { error })
    return false
  }
}

/** An operation could not be announced, or needed Slack; its outcome is not known here. */
export function slackUnavailable(why: string): Refusal {
  return new Refusal(
    'slack-not-well',
    `${why}, so I can’t show what came of it.`,
    'Check with `/portin status` before you try again.',
  )
}

export function viewOf(
  { desk }: Pick<Interaction, 'desk'>,
  order: TrackedOrder,
): Promise<OrderView> {
  return viewOrder(desk.db, order, desk.settings, desk.clock())
}
