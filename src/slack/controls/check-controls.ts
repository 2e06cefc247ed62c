import type { Button as BlockButton } from '@slack/types'
import { button } from '../blocks.ts'
import { control } from './control.ts'

/** One button a group, so the letter is part of its id. */
export const draftGroup = {
  id: 'check.draft-',
  draw: (checkId: string, letter: string): BlockButton =>
    button({
      id: `${draftGroup.id}${letter}`,
      text: `Draft ${letter}`,
      value: `${checkId} ${letter}`,
    }),
}

/** All numbers of a check that can move, as one bulk order. */
export const draftAsBulk = control('check.draft-as-bulk', (checkId: string) => ({
  text: 'All as one bulk order',
  value: checkId,
}))

/** The numbers of dropped files, as one bulk order. They are read anew: a button carries no list. */
export const draftFilesAsBulk = control('bulk.draft-files', (files: readonly string[]) => ({
  text: 'As one bulk order',
  value: files.join(' '),
}))
