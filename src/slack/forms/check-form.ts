import type { ModalView } from '@slack/types'
import { checkTyped } from '../check-reading.ts'
import { openView, type Interaction } from '../interaction.ts'
import { checkingView, showDone, turnsTo } from './notice-view.ts'
import { numbersInputs, readNumbersInputs } from './numbers-input.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const CHECK_FORM = 'check-form'

/** Numbers to be checked, typed or in a file. */
export async function openCheckForm(interaction: Interaction): Promise<void> {
  await openView(interaction, checkFormView(interaction.channel))
}

export function checkFormView(channel: string): ModalView {
  return formView(CHECK_FORM, channel, { title: 'Check numbers', submit: 'Check' }, [
    ...numbersInputs(CHECK_FORM, {
      hint: 'Lists, ranges, or a pasted email. Over 250: use a file.',
      fileHint: 'Excel (XLSX) works, too. Up to 5,000 numbers in one check.',
    }),
  ])
}

export const checkForm = coordinatorForm(CHECK_FORM, ({ id: channel, values }) => {
  const read = readNumbersInputs(values)
  if ('errors' in read) return { kind: 'mistakes', errors: read.errors }
  const { text, files } = read
  return turnsTo(checkingView('Check numbers'), (interaction) =>
    checkTyped(interaction, channel, { typed: text, files }, ({ text: words }) =>
      showDone(interaction, 'Check numbers', words),
    ),
  )
})
