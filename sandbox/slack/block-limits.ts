import { codePoints } from './code-points.ts'
import { isObject, listOf, textOf, type JsonObject } from './json.ts'

export type Surface = 'message' | 'modal' | 'home'

/** What Slack would refuse in a value, in its words, each with the JSON pointer of the place. */
type Rule = (value: unknown, at: string) => string[]

const no = (what: string, at: string) => [`${what} [json-pointer:${at}]`]

function text(most: number, least = 1): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return no('must provide a string', at)
    const { length } = codePoints(value)
    if (length < least) return no(`must be more than ${least - 1} characters`, at)
    return length > most ? no(`must be less than ${most + 1} characters`, at) : []
  }
}

function list(least: number, most: number, each: Rule = () => []): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return no('must provide an array', at)
    if (value.length < least) return no(`must provide at least ${least} items`, at)
    if (value.length > most) return no(`no more than ${most} items allowed`, at)
    return (value as unknown[]).flatMap((item, index) => each(item, `${at}/${index}`))
  }
}

/** Fields by their rules; a name that ends in ! must be there. */
function shape(fields: Record<string, Rule>): Rule {
  return (value, at) => {
    if (!isObject(value)) return no('must provide an object', at)
    return Object.entries(fields).flatMap(([field, rule]) => {
      const name = field.replace('!', '')
      if (value[name] !== undefined && value[name] !== null)
        return rule(value[name], `${at}/${name}`)
      return name === field ? [] : no(`missing required field: ${name}`, `${at}/${name}`)
    })
  }
}

function oneOf(what: string, allowed: Iterable<unknown>): Rule {
  const set = new Set(allowed)
  return (value, at) => (set.has(value) ? [] : no(`${what}${textOf(value) ?? ''}`, at))
}

const all =
  (...rules: Rule[]): Rule =>
  (value, at) =>
    rules.flatMap((rule) => rule(value, at))

const type = (...allowed: string[]) => shape({ 'type!': oneOf('unsupported type: ', allowed) })
const id = text(255)
const label = (most: number) => all(type('plain_text', 'mrkdwn'), shape({ 'text!': text(most) }))
const option = shape({ 'text!': label(75), 'value!': text(150, 0), description: label(75) })
const group = shape({ 'label!': label(75), 'options!': list(1, 100, option) })
const confirm = shape({
  'title!': label(100),
  'text!': label(300),
  'confirm!': label(30),
  'deny!': label(30),
})

/** The options that answer an external select. */
export const SUGGESTIONS: Rule = shape({
  options: list(0, 100, option),
  option_groups: list(1, 100, group),
})

const SELECTS = ['static', 'external', 'users', 'conversations', 'channels'].map(
  (kind) => `${kind}_select`,
)
const MULTIS = SELECTS.map((select) => `multi_${select}`)
const PICKERS = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker']
const BUTTONS = ['button', 'overflow', 'workflow_button']
const TYPED = ['plain_text', 'rich_text', 'email_text', 'url_text', 'number', 'file'].map(
  (kind) => `${kind}_input`,
)

const CONTROLS: Partial<Record<string, Rule>> = {
  button: shape({
    'text!': label(75),
    value: text(2000, 0),
    style: oneOf('must be a valid enum value: ', ['primary', 'danger']),
  }),
  plain_text_input: shape({ initial_value: text(3000, 0) }),
  static_select: choice(100),
  multi_static_select: choice(100),
  overflow: choice(5),
  checkboxes: choice(10),
  radio_buttons: choice(10),
}

function control(...allowed: string[]): Rule {
  const common = shape({ action_id: id, placeholder: label(150), confirm })
  const own: Rule = (value, at) => CONTROLS[typeOf(value)]?.(value, at) ?? []
  return all(type(...allowed), common, own)
}

/** Options, or groups of them, among which the initial ones must be. */
function choice(most: number): Rule {
  return (value, at) => {
    if (!isObject(value)) return []
    const { options, option_groups: groups, initial_option, initial_options } = value
    const offered = [...listOf(options), ...listOf(groups).flatMap((each) => optionsIn(each))]
    const chosen = [...listOf(initial_options), ...(initial_option ? [initial_option] : [])]
    const known = new Set(offered.map(canonical))
    const strange = chosen.some((each) => !known.has(canonical(each)))
    return [
      ...(groups === undefined
        ? shape({ 'options!': list(1, most, option) })(value, at)
        : shape({ option_groups: list(1, 100, group) })(value, at)),
      ...(strange ? no('must be one of the provided options', `${at}/initial_option`) : []),
    ]
  }
}

const BLOCKS: Partial<Record<string, Rule>> = {
  section: (value, at) =>
    shape({
      [isObject(value) && value['fields'] !== undefined ? 'text' : 'text!']: label(3000),
      fields: list(1, 10, label(2000)),
      accessory: control(...BUTTONS, ...SELECTS, ...MULTIS, ...PICKERS, 'image'),
    })(value, at),
  header: shape({ 'text!': label(150) }),
  actions: shape({
    'elements!': all(
      list(1, 25, control(...BUTTONS, ...SELECTS, ...PICKERS, 'datetimepicker')),
      unique('action_id'),
    ),
  }),
  context: shape({ 'elements!': list(1, 10) }),
  input: shape({
    'label!': label(2000),
    hint: label(2000),
    'element!': control(...SELECTS, ...MULTIS, ...PICKERS, ...TYPED, 'datetimepicker'),
  }),
  table: shape({ 'rows!': all(list(1, 100, list(1, 20, cell)), charactersInCells) }),
}

function cell(value: unknown, at: string): string[] {
  return typeOf(value) === 'raw_text' ? shape({ 'text!': text(10_000) })(value, at) : []
}

function charactersInCells(rows: unknown, at: string): string[] {
  const cells = listOf(rows).flatMap(listOf).filter(isObject)
  return text(10_000, 0)(cells.map((each) => textOf(each['text']) ?? '').join(''), at)
}

function unique(name: string): Rule {
  return (value, at) => {
    const ids = listOf(value).map((each) => (isObject(each) ? each[name] : undefined))
    return ids.flatMap((each, index) =>
      each !== undefined && ids.indexOf(each) < index
        ? no(`\`${name}\` already exists`, `${at}/${index}/${name}`)
        : [],
    )
  }
}

const CLASSIC = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
]
const SURFACES: Record<Surface, { most: number; types: string[] }> = {
  message: { most: 50, types: [...CLASSIC, 'video', 'table', 'markdown', 'card', 'container'] },
  modal: { most: 100, types: [...CLASSIC, 'video', 'alert'] },
  home: { most: 100, types: [...CLASSIC, 'video', 'card'] },
}

/** What Slack would refuse in these blocks. */
export function checkBlocks(given: unknown, surface: Surface, at = '/blocks'): string[] {
  const { most, types } = SURFACES[surface]
  const own: Rule = (value, place) => BLOCKS[typeOf(value)]?.(value, place) ?? []
  const block = all(type(...types), shape({ block_id: id }), own)
  const tables = listOf(given).filter((each) => typeOf(each) === 'table').length
  return [
    ...all(list(0, most, block), unique('block_id'))(given, at),
    ...(tables > 1 ? no('only_one_table_allowed', at) : []),
  ]
}

const VIEW = {
  submit: label(24),
  close: label(24),
  callback_id: text(255, 0),
  external_id: text(255, 0),
  private_metadata: text(3000, 0),
}

/** What Slack would refuse in a view. */
export function checkView(view: JsonObject, surface: 'modal' | 'home'): string[] {
  const input = listOf(view['blocks']).findIndex((block) => typeOf(block) === 'input')
  const unsendable = surface === 'modal' && input !== -1 && !isObject(view['submit'])
  return [
    ...type(surface)(view, '/view'),
    ...shape(surface === 'modal' ? { 'title!': label(24), ...VIEW } : VIEW)(view, '/view'),
    ...(unsendable
      ? no('must define `submit` to use an `input` block in modals', `/view/blocks/${input}/input`)
      : []),
    ...checkBlocks(view['blocks'], surface, '/view/blocks'),
  ]
}

function typeOf(value: unknown): string {
  return (isObject(value) ? textOf(value['type']) : undefined) ?? ''
}

function optionsIn(group: unknown): unknown[] {
  return isObject(group) ? listOf(group['options']) : []
}

/** Equal values have equal text, whatever the order of their properties. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
