import type { InputBlock } from '@slack/types'
import { readNumbers } from '../../porting/read-numbers.ts'
import { fileInput, inputsOf, textInput } from './inputs.ts'
import { filesIn, type StateValues, textIn } from './typed-values.ts'
import type { TypedFile } from '../typed-file.ts'

const NUMBERS = 'numbers'
const FILE = 'file'

/** Telephone numbers, typed or in a file. */
export function numbersInputs(
  form: string,
  {
    hint,
    typed = '',
    fileHint,
  }: { readonly hint: string; readonly typed?: string; readonly fileHint: string },
): readonly InputBlock[] {
  const partsOf = inputsOf(form)
  return [
    textInput({ ...partsOf(NUMBERS, 'Numbers'), typed, multiline: true, hint }),
    fileInput({ ...partsOf(FILE, 'Numbers from a file'), hint: fileHint }),
  ]
}

/** `errors` where there are none in either. */
export function readNumbersInputs(
  values: StateValues,
):
  | { readonly text: string; readonly files: readonly TypedFile[] }
  | { readonly errors: Readonly<Record<string, string>> } {
  const text = textIn(values, NUMBERS)
  const files = filesIn(values, FILE)
  if (readNumbers(text).numbers.length > 0 || files.length > 0) return { text, files }
  const says = 'Enter at least one phone number, like 919-555-0100, or add a file.'
  return { errors: { [NUMBERS]: says } }
}
