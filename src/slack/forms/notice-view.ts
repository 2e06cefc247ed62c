import type { ModalView } from '@slack/types'
import { section } from '../blocks.ts'
import { shownView } from '../form-view.ts'
import { mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { progressBar } from '../../porting/progress.ts'
import type { FormInteraction, SentForm } from '../handlers.ts'
import { isRedrawn } from '../interaction.ts'
import { titleOf } from '../order-ref.ts'

/** Shown at once, because a trigger does not last until what the form needs has been asked for. */
export function openingView(title: string): ModalView {
  return doneView(title, [plain('Opening the form. This takes a few seconds.')])
}

/** While Bandwidth is asked, which takes longer than a form may take to answer. */
export function checkingView(title: string): ModalView {
  return doneView(title, [
    plain('Bandwidth is checking your entries. This takes a few seconds.'),
    plain('Mistakes show at their fields. Nothing you typed is lost.'),
  ])
}

/** While something is done that no field can be wrong for. */
export function workingView(title: string): ModalView {
  return doneView(title, [plain('One moment…')])
}

/** While Bandwidth is asked for something that cannot be wrong in a field. */
export function waitingView(title: string): ModalView {
  return doneView(title, [plain('Sending to Bandwidth. This takes a few seconds.')])
}

/** What a form without mistakes is answered with. */
export function turnsTo(
  view: ModalView,
  operation: (interaction: FormInteraction) => Promise<void>,
): SentForm {
  return { kind: 'checking', view, operation }
}

export function problemView(title: string, lines: readonly Mrkdwn[]): ModalView {
  const [first, ...others] = lines
  return doneView(title, first === undefined ? [] : [mrkdwn`:warning: ${first}`, ...others])
}

export function doneView(title: string, lines: readonly Mrkdwn[]): ModalView {
  return shownView(
    title,
    lines.map((line) => section(line)),
  )
}

/** The end of a form, in its place; where it was closed meanwhile, in words. */
export function showDone(
  { show }: Pick<FormInteraction, 'show'>,
  title: string,
  words: string,
): Promise<void> {
  return show(doneView(title, [plain(words)]), words)
}

/** The same of an order, with its customer. */
export async function showOrderDone(
  interaction: FormInteraction,
  number: number,
  says: (named: string) => string,
): Promise<void> {
  const named = await titleOf(interaction.desk.db, number)
  return showDone(interaction, `#${number}`, says(named))
}

/** How far it is, in the form's place, while many orders are changed one by one; nothing where it was closed. */
export function showingProgress(
  interaction: FormInteraction,
  title: string,
): (done: number, all: number) => Promise<void> {
  const { desk, viewId } = interaction
  const begunAt = desk.clock()
  return async (done, all) => {
    const elapsedMs = desk.clock() - begunAt
    const bar = progressBar({ done, all, thing: 'order', elapsedMs })
    if (bar === null) return
    const words = plain('Sending to Bandwidth, one order at a time.')
    await isRedrawn(interaction, { viewId }, doneView(title, [words, plain(bar)]))
  }
}
