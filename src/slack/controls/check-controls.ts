import type { Button as BlockButton, StaticSelect } from '@slack/types'
import type { ReadingQuestion } from '../../porting/table-plan.ts'
import { button, plainText } from '../blocks.ts'
import { clipText } from '../mrkdwn.ts'
import type { ChoiceMade } from '../../porting/reading-account.ts'
import { control, orderControl } from './control.ts'

/** One button for each group, so the group's letter is part of its id. */
export const draftGroup = {
  id: 'check.draft-',
  draw: (checkId: string, letter: string): BlockButton =>
    button({
      id: `${draftGroup.id}${letter}`,
      text: `Draft order ${letter}`,
      value: `${checkId} ${letter}`,
    }),
}

/** A menu of the groups for which there is no room for a button, handled as these are. */
export const draftOneOf = (
  checkId: string,
  groups: readonly { readonly letter: string; readonly label: string }[],
): StaticSelect => ({
  type: 'static_select',
  action_id: `${draftGroup.id}MENU`,
  placeholder: plainText('Draft another order'),
  options: groups.map(({ letter, label }) => ({
    text: plainText(clipText(label, LONGEST_LABEL)),
    value: `${checkId} ${letter}`,
  })),
})

/** All numbers of a check that can move, as one bulk order. */
export const draftAsBulk = control('check.draft-as-bulk', (checkId: string) => ({
  text: 'Draft one bulk order',
  value: checkId,
}))

/** The numbers of dropped files, as one bulk order. They are read again: a button carries no list. */
export const draftFilesAsBulk = control('bulk.draft-files', (files: readonly string[]) => ({
  text: 'Draft one bulk order',
  value: files.join(' '),
}))

/** What was chosen for a layout is asked again. */
export const changeChoice = control('numbers.change-choice', (choice: ChoiceMade) => ({
  text: CHOOSE_ANOTHER[choice.asks],
  value: `${choice.key} ${choice.question ?? ''}`,
}))

const CHOOSE_ANOTHER: Record<ChoiceMade['asks'], string> = {
  columns: 'Choose another column',
  sheets: 'Choose another sheet',
  wanted: 'Choose other rows',
  hidden: 'Choose other rows',
  kept: 'Choose other rows',
  ended: 'Choose other rows',
  later: 'Choose other rows',
  unnamed: 'Choose other rows',
}

/** The rows of which no number was read, as a file to the person who asks. */
export const unreadRows = orderControl('order.unread-rows', 'View rows not read')

const CHOOSE_NUMBERS = 'numbers.choose'
const LONGEST_LABEL = 75

/** A menu of the columns, rows or sheets that may be meant. */
export const chooseNumbers = {
  id: CHOOSE_NUMBERS,
  draw: (question: string, options: ReadingQuestion['options']): StaticSelect => ({
    type: 'static_select',
    action_id: CHOOSE_NUMBERS,
    placeholder: plainText('Choose numbers to port'),
    options: options.map(({ label }, index) => ({
      text: plainText(clipText(label, LONGEST_LABEL)),
      value: `${question} ${index}`,
    })),
  }),
}
