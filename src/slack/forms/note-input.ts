import type { InputBlock } from '@slack/types'
import { hasWords } from '../../porting/notes.ts'
import { textInput } from './inputs.ts'

/** The text for Bandwidth; the sender can still change it. */
export function noteInput(field: {
  readonly block: string
  readonly action: string
  readonly typed: string
}): InputBlock {
  return textInput({
    ...field,
    label: 'Note',
    multiline: true,
    required: true,
    hint: 'No account number or PIN: notes can’t be deleted. Over 500: sent in parts.',
  })
}

/** @returns null when something was written. */
export function noNote(text: string): string | null {
  return hasWords(text) ? null : 'Write your note.'
}
