import { codePoints } from '../code-points.ts'
import { optionsOf, type Control, type Option } from '../blocks.ts'
import { findOption } from './finding.ts'
import type { Files, GivenFile } from '../files.ts'
import { HumanError } from './human-error.ts'
import { isObject, listOf } from '../json.ts'
import { findPerson, type Person } from '../people.ts'
import { holdingOf, holds, type StateValue } from '../state.ts'

interface Desk {
  readonly person: Person
  readonly files: Files
  /** Asks the app for the options of an external select. */
  readonly suggest: (query: string) => Promise<readonly Option[]>
  readonly offered: readonly Option[]
}

/** What a control holds after a person typed, chose or dropped this into it. */
export async function enterValue(
  control: Control,
  given: unknown,
  desk: Desk,
): Promise<StateValue> {
  const holding = holdingOf(control)
  if (!holding) throw new HumanError(`nothing can be entered into a ${control.type}`)
  if (!holding.many) {
    const empty = given === null || given === ''
    return holds(control, empty ? null : await enterOne(control, given, desk))
  }
  const all = Array.isArray(given) ? (given as unknown[]) : given === null ? [] : [given]
  const entered = []
  for (const each of all) entered.push(await enterOne(control, each, desk))
  return holds(control, entered)
}

async function enterOne(control: Control, given: unknown, desk: Desk): Promise<unknown> {
  if (control.type === 'file_input') return attach(given, desk)
  if (typeof given !== 'string' && typeof given !== 'number')
    throw new HumanError(`a ${control.type} takes a text, not ${JSON.stringify(given)}`)
  const text = String(given)
  switch (control.type) {
    case 'datepicker':
      return matching(text, /^\d{4}-\d\d-\d\d$/, 'a date such as 2026-12-01')
    case 'timepicker':
      return matching(text, /^\d\d:\d\d$/, 'a time such as 14:30')
    case 'datetimepicker':
      return /^\d{10}$/.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1000)
    case 'external_select':
    case 'multi_external_select':
      return choose(control, text, desk.offered, desk.suggest)
    case 'static_select':
    case 'multi_static_select':
    case 'radio_buttons':
    case 'checkboxes':
      return choose(control, text, optionsOf(control))
    case 'users_select':
    case 'multi_users_select':
      return findPerson(text)?.id ?? text
    default:
      return text
  }
}

async function choose(
  control: Control,
  given: string,
  offered: readonly Option[],
  suggest?: Desk['suggest'],
): Promise<Option> {
  const found = findOption(control, given, [...offered])
  if (found) return found
  const suggested = suggest ? await suggest(given) : offered
  const chosen = suggest && findOption(control, given, [...suggested])
  if (chosen) return chosen
  const names = suggested.map(({ text }) => text.text).join(', ')
  throw new HumanError(`"${given}" cannot be chosen; there is: ${names || 'nothing'}`)
}

function matching(text: string, pattern: RegExp, expected: string): string {
  if (!pattern.test(text)) throw new HumanError(`"${text}" is not ${expected}`)
  return text
}

function attach(given: unknown, { files, person }: Desk): unknown {
  const file = files.given(person.id, readFile(given))
  file.inForm = true
  return files.object(file)
}

export function readFile(given: unknown): GivenFile {
  if (!isObject(given)) throw new HumanError('a file is {name, mimetype, base64}')
  const { name, mimetype, base64 } = given
  if (typeof name !== 'string' || typeof mimetype !== 'string' || typeof base64 !== 'string')
    throw new HumanError('a file is {name, mimetype, base64}')
  return { name, mimetype, base64 }
}

const LARGEST_FILE = 10_000_000
const LONGEST_TEXT = 3_000

/** What Slack's client says under a field before it sends anything; undefined when all is well. */
export function clientRefusal(control: Control, state: StateValue): string | undefined {
  const { value } = state
  if (typeof value === 'string') {
    const length = codePoints(value).length
    const most = control.max_length ?? LONGEST_TEXT
    if (control.type === 'plain_text_input' && length > most)
      return `This field takes at most ${most} characters.`
    if (length < (control.min_length ?? 0))
      return `This field takes at least ${control.min_length ?? 0} characters.`
    if (control.type === 'number_input' && !Number.isFinite(Number(value))) return 'Enter a number.'
    if (control.type === 'email_text_input' && !value.includes('@'))
      return 'Enter an email address.'
  }
  const files = control.type === 'file_input' ? listOf(state['files']).filter(isObject) : []
  if (files.length > (control.max_files ?? 10)) return `At most ${control.max_files ?? 10} files.`
  if (files.some((file) => Number(file['size']) > LARGEST_FILE)) return 'A file is over 10 MB.'
  const types = control.filetypes
  const wrong = files.some(
    (file) => !types?.includes(String(file['name']).split('.').at(-1)?.toLowerCase() ?? ''),
  )
  return types && wrong ? `Only ${types.join(', ')}.` : undefined
}
