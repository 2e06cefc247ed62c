import type { ModalView } from '@slack/types'
import { advanceCheck, startCheck } from '../../desk/check-numbers.ts'
import { fit, plainText } from '../blocks.ts'
import { numbersInFiles } from '../numbers-in-files.ts'
import { checkStarted } from '../messages/check-started.ts'
import type { Form, FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { checkingView, showDone } from './notice-view.ts'
import { numbersInputs, readNumbersInputs } from './numbers-input.ts'
import type { TypedFile } from '../typed-file.ts'

const CHECK_FORM = 'check-form'

/** Numbers to be checked, typed or in a file. */
export async function openCheckForm(interaction: Interaction): Promise<void> {
  await openView(interaction, checkFormView(interaction.channel))
}

export function checkFormView(channel: string): ModalView {
  return fit({
    type: 'modal',
    callback_id: CHECK_FORM,
    private_metadata: channel,
    title: plainText('Check numbers'),
    submit: plainText('Check'),
    close: plainText('Cancel'),
    blocks: [
      ...numbersInputs(CHECK_FORM, {
        hint: 'Any format, ranges too: 919-555-0100..0119. For more than 250, use a file.',
        fileHint: 'Excel (XLSX) works, too. Up to 5,000 numbers in one check.',
      }),
    ],
  })
}

export const checkForm: Form = {
  id: CHECK_FORM,
  needs: 'coordinator',

  read({ id: channel, values }) {
    const read = readNumbersInputs(values)
    if ('errors' in read) return { kind: 'mistakes', errors: read.errors }
    const { text, files } = read
    return {
      kind: 'checking',
      view: checkingView('Check numbers'),
      operation: (interaction) => send(interaction, channel, text, files),
    }
  },
}

async function send(
  interaction: FormInteraction,
  channel: string,
  text: string,
  files: readonly TypedFile[],
): Promise<void> {
  const { desk, member, workspace } = interaction
  const place = await workspace.places.placeOf(channel)
  const resultIn = place.isMember ? channel : await workspace.places.directTo(member.id)
  const sent = { typed: text, files }
  const { numbers, unread, accounts, leftOut } = await numbersInFiles(
    { desk, workspace, by: member.id },
    sent,
    { kind: 'check', channel: resultIn, ...sent },
  )
  const account = { accounts, leftOut }
  const id = await startCheck(desk, { by: member.id, channel: resultIn, numbers, unread, account })
  const { text: words } = checkStarted(numbers.length, place)
  await showDone(interaction, 'Check numbers', words)
  await advanceCheck(desk, id)
}
