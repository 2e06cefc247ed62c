import type { ModalView } from '@slack/types'
import { advanceCheck, startCheck } from '../../desk/check-numbers.ts'
import { readNumbers } from '../../porting/telephone-number.ts'
import { fit, plainText } from '../blocks.ts'
import { numbersInFiles } from '../numbers-in-files.ts'
import { checkStarted } from '../messages/check-started.ts'
import { plain } from '../mrkdwn.ts'
import type { Form, FormVisit } from '../surface.ts'
import { openView, type Visit } from '../visit.ts'
import { fileInput, textInput } from './inputs.ts'
import { checkingView, doneView } from './notice-view.ts'
import { filesIn, textIn, type TypedFile } from './typed-values.ts'

const CHECK_FORM = 'check-form'
const NUMBERS = 'numbers'
const FILE = 'file'

/** Numbers to be checked, typed or in a file. */
export async function openCheckForm(visit: Visit): Promise<void> {
  await openView(visit, checkFormView(visit.channel))
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
      textInput({
        block: NUMBERS,
        action: `${CHECK_FORM}.${NUMBERS}`,
        label: 'Numbers',
        typed: '',
        multiline: true,
        hint: 'Any writing, ranges too: 919-555-0100..0119. A field ends at 3,000 characters, about 250 numbers; use a file for more.',
      }),
      fileInput({
        block: FILE,
        action: `${CHECK_FORM}.${FILE}`,
        label: 'Numbers from a file (CSV or text)',
        hint: 'Up to 5,000 numbers in one check.',
      }),
    ],
  })
}

export const checkForm: Form = {
  id: CHECK_FORM,
  needs: 'porter',

  read({ id: channel, values }) {
    const text = textIn(values, NUMBERS)
    const files = filesIn(values, FILE)
    if (readNumbers(text).numbers.length === 0 && files.length === 0) {
      const says = 'Type at least one telephone number, such as 919-555-0100, or add a file.'
      return { kind: 'mistakes', errors: { [NUMBERS]: says } }
    }
    return {
      kind: 'checking',
      view: checkingView('Check numbers'),
      deed: (visit) => send(visit, channel, text, files),
    }
  },
}

async function send(
  { desk, member, workspace, show }: FormVisit,
  channel: string,
  text: string,
  files: readonly TypedFile[],
): Promise<void> {
  const { numbers, unread } = await numbersInFiles(workspace, text, files)
  const place = await workspace.places.placeOf(channel)
  const resultIn = place.isMember ? channel : await workspace.places.directTo(member.id)
  const id = await startCheck(desk, { by: member.id, channel: resultIn, numbers, unread })
  const { text: words } = checkStarted(numbers.length, place)
  await show(doneView('Check numbers', [plain(words)]), words)
  await advanceCheck(desk, id)
}
