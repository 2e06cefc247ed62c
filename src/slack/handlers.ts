import type { Desk } from '../desk/desk.ts'
import type { ModalView } from '@slack/types'
import type { CommandGroup } from './messages/help.ts'
import type { Need } from './roles.ts'
import type { StateValues } from './forms/typed-values.ts'
import type { TypedFile } from './typed-file.ts'
import type { Interaction } from './interaction.ts'
import type { SpokenCommand } from '../porting/spoken-words.ts'

/** A word after `/portin`. */
export interface Command extends SpokenCommand {
  readonly usage: string
  readonly summary: string
  readonly example: string
  /** Under which help shows it. */
  readonly group: CommandGroup
  readonly needs: Need
  /** It changes nothing, so it works even when nothing can be saved. */
  readonly onlyReads?: true
  run(interaction: Interaction & { readonly text: string }): Promise<void>
}

/** A press of a button. */
export interface Clicked extends Interaction {
  readonly value: string
  /** In the place of the message in which they pressed, where only they see it. */
  readonly replace: Interaction['reply']
}

/** The handler of a button, which is drawn in `controls/`. */
export interface Clickable {
  /** An action id; several buttons of one kind in a row are drawn with a suffix A, B, … */
  readonly id: string
  readonly needs: Need
  click(interaction: Clicked): Promise<void>
}

/** A form that was sent. `read` runs within the answer to Slack, so it asks nobody anything. */
export interface Form {
  readonly id: string
  readonly needs: Need
  read(sent: SentValues): Promise<SentForm> | SentForm
}

interface SentValues {
  readonly desk: Desk
  /** Sent back by the person's own machine: a key for a lookup, never a permission. */
  readonly id: string
  readonly values: StateValues
}

export type SentForm =
  /** Mistakes under their fields; the form stays. */
  | { readonly kind: 'mistakes'; readonly errors: Readonly<Record<string, string>> }
  /** The form turns to this view, and what takes time follows. */
  | {
      readonly kind: 'checking'
      readonly view: ModalView
      readonly operation: (interaction: FormInteraction) => Promise<void>
      /** The form may be closed by the outcome, so Slack's answer waits for it. */
      readonly mayClose?: boolean
    }

/** A form has a view to answer in. */
export interface FormInteraction extends Interaction {
  readonly viewId: string
  readonly hash: string
  /** Draw the form's view again; who has closed it gets the words instead. */
  readonly show: (view: ModalView, words: string) => Promise<void>
  /** Close the form, as all is done and shown elsewhere; the view is drawn where it took too long for that. */
  readonly close: (view: ModalView, words: string) => Promise<void>
}

/** Something chosen or pressed in an open form, with the form's values. */
export interface Choosing extends FormInteraction {
  readonly formId: string
  readonly values: StateValues
  readonly value: string
}

/** A choice in an open form that changes the form, or puts another on top of it. */
export interface Choice {
  readonly id: string
  readonly needs: Need
  choose(interaction: Choosing): Promise<void>
}

/** A message shortcut: what can be done with somebody's message. */
export interface Shortcut {
  readonly id: string
  readonly needs: Need
  run(
    interaction: Interaction & {
      readonly files: readonly TypedFile[]
      readonly text: string
      readonly message: ShortcutMessage
    },
  ): Promise<void>
}

/** The message of which a shortcut was chosen. */
interface ShortcutMessage {
  readonly ts: string
  /** Its own and those of the messages that are forwarded in it. */
  readonly texts: readonly string[]
}
