import { inParts } from '../../porting/in-parts.ts'
import type {
  ContextBlock,
  FileInput,
  InputBlock,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
} from '@slack/types'
import { context, plainText } from '../blocks.ts'
import { lengthOf, mrkdwn } from '../mrkdwn.ts'
import { BLANK_OPTION } from './typed-values.ts'

/** Slack's limit for the content of a text field, in code points. */
const LONGEST_TYPED = 3000
const LONGEST_OPTION_VALUE = 150
const MOST_OPTIONS = 100
/** Of a view's 250,000 characters; two such menus leave enough for all else. */
const LARGEST_MENU = 50_000

interface InputParts {
  readonly block: string
  readonly action: string
  readonly label: string
  readonly hint?: string
  readonly required?: boolean
}

/** How the inputs of a form are known: `typed-values` reads them by their blocks. */
export function inputsOf<Block extends string>(form: string) {
  return (block: Block, label: string) => ({ block, action: `${form}.${block}`, label })
}

interface TextParts extends InputParts {
  readonly typed: string
  readonly multiline?: boolean
  readonly placeholder?: string
}

export interface Choice {
  readonly value: string
  readonly label: string
}

interface MenuParts extends InputParts {
  readonly typed: string
  readonly choices: readonly Choice[]
  /** What "nothing" is called, where it can be chosen. */
  readonly blank?: string
  /** How a value is called that is not among the choices: it is offered too, so that it is not lost. */
  readonly unlisted: (value: string) => string
  /** The app is notified of the choice at once. */
  readonly dispatch?: boolean
  readonly placeholder?: string
}

export function fitsInField(text: string): boolean {
  return lengthOf(text) <= LONGEST_TYPED
}

/** A text that does not fit is left out: a truncated one would pass for the whole. */
export function textInput({ typed, multiline, placeholder, ...parts }: TextParts): InputBlock {
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: parts.action,
    ...(typed !== '' && fitsInField(typed) && { initial_value: typed }),
    ...(multiline !== undefined && { multiline }),
    ...(placeholder !== undefined && { placeholder: plainText(placeholder) }),
  }
  return input(parts, element)
}

/** A menu; where there is nothing to choose from, or more than a view holds, a field for the value. */
export function menu({
  choices,
  typed,
  blank,
  unlisted,
  dispatch,
  ...parts
}: MenuParts): InputBlock {
  const listed = typed === '' || choices.some(({ value }) => value === typed)
  const options = [
    ...(blank === undefined ? [] : [optionOf({ value: BLANK_OPTION, label: blank })]),
    ...choices.map(optionOf),
    ...(listed ? [] : [optionOf({ value: typed, label: unlisted(typed) })]),
  ]
  const drawn = isDrawable(options)
    ? input(parts, select(parts, options, typed === '' ? BLANK_OPTION : typed))
    : textInput({ ...parts, typed })
  return dispatch === true ? { ...drawn, dispatch_action: true } : drawn
}

export function radioInput({
  choices,
  typed,
  ...parts
}: InputParts & { readonly choices: readonly Choice[]; readonly typed: string }): InputBlock {
  const options = choices.map(optionOf)
  const chosen = options.find(({ value }) => value === typed)
  const element: RadioButtons = {
    type: 'radio_buttons',
    action_id: parts.action,
    options,
    ...(chosen !== undefined && { initial_option: chosen }),
  }
  return input(parts, element)
}

export function checkboxInput({
  says,
  isChecked,
  ...parts
}: InputParts & { readonly says: string; readonly isChecked: boolean }): InputBlock {
  const choices = [{ value: 'yes', label: says }]
  return checkboxesInput({ ...parts, choices, checked: isChecked ? ['yes'] : [] })
}

/** @param choices at most ten. */
export function checkboxesInput({
  choices,
  checked,
  ...parts
}: InputParts & {
  readonly choices: readonly Choice[]
  readonly checked: readonly string[]
}): InputBlock {
  const options = choices.map(optionOf)
  const initial = options.filter(({ value = '' }) => checked.includes(value))
  return input(parts, {
    type: 'checkboxes',
    action_id: parts.action,
    options,
    ...(initial.length > 0 && { initial_options: initial }),
  })
}

/** Slack's own filter goes by the name of a file, so it is not used; nor can a file be put in again. */
export function fileInput(parts: InputParts): InputBlock {
  const element: FileInput = { type: 'file_input', action_id: parts.action, max_files: 1 }
  return input(parts, element)
}

export function personInput(parts: InputParts): InputBlock {
  return input(parts, {
    type: 'users_select',
    action_id: parts.action,
  })
}

export function dayInput(parts: InputParts): InputBlock {
  return input(parts, { type: 'datepicker', action_id: parts.action })
}

/** The mistakes of a form that is shown again, placed right under their field. */
export function problemsUnder(
  field: string | null,
  problems: readonly { readonly field: string | null; readonly says: string }[],
): readonly ContextBlock[] {
  const own = problems.filter((problem) => problem.field === field).map(({ says }) => says)
  const block = own.length === 0 ? null : context(mrkdwn`:warning: ${own.join(' ')}`)
  return block === null ? [] : [block]
}

function input(
  { block, label, hint, required = false }: InputParts,
  element: InputBlock['element'],
): InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plainText(label),
    ...(hint !== undefined && { hint: plainText(hint) }),
    optional: !required,
    element,
  }
}

function select(
  { action, placeholder }: InputParts & { readonly placeholder?: string },
  options: readonly PlainTextOption[],
  chosenValue: string,
): StaticSelect {
  const chosen = options.find(({ value }) => value === chosenValue)
  return {
    type: 'static_select',
    action_id: action,
    ...(placeholder !== undefined && { placeholder: plainText(placeholder) }),
    ...(options.length <= MOST_OPTIONS
      ? { options: [...options] }
      : { option_groups: grouped(options) }),
    ...(chosen !== undefined && { initial_option: chosen }),
  }
}

function grouped(options: readonly PlainTextOption[]): NonNullable<StaticSelect['option_groups']> {
  return inParts(options, MOST_OPTIONS).map((some, at) => {
    const before = at * MOST_OPTIONS
    return {
      label: plainText(`${before + 1} to ${before + some.length}`),
      options: [...some],
    }
  })
}

function isDrawable(options: readonly PlainTextOption[]): boolean {
  return (
    options.length > 0 &&
    options.every(({ value = '' }) => value !== '' && lengthOf(value) <= LONGEST_OPTION_VALUE) &&
    JSON.stringify(options).length <= LARGEST_MENU
  )
}

function optionOf({ value, label }: Choice): PlainTextOption {
  return { text: plainText(label), value }
}
