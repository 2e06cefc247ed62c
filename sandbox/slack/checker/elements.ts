import {
  chosenIsOffered,
  confirm,
  manyAtOnce,
  markedOption,
  menuItem,
  option,
  optionsOrGroups,
  selectOptions,
} from './options.ts'
import { richText } from './rich-text.ts'
import {
  all,
  anything,
  either,
  flag,
  integer,
  list,
  matching,
  oneOf,
  shape,
  text,
  variant,
  url,
  type Rule,
} from './rules.ts'
import { SURFACES, type Surface } from './surface.ts'
import { plainText } from './texts.ts'

/** Where in a block an element can stand. */
type Place = 'accessory' | 'actions' | 'input' | 'context'

interface Element {
  readonly rule: Rule
  readonly places: readonly Place[]
  readonly surfaces: readonly Surface[]
}

const ACCESSORY_OR_ACTIONS: readonly Place[] = ['accessory', 'actions']
const ANY_CONTROL: readonly Place[] = ['accessory', 'actions', 'input']

const confirmed = { confirm }
const focused = { focus_on_load: flag }
const placeholder = { placeholder: plainText(150) }
const dispatched = {
  dispatch_action_config: shape({
    trigger_actions_on: list(1, 2, oneOf('on_enter_pressed', 'on_character_entered')),
  }),
}
const filter = shape({
  include: list(1, 4, oneOf('im', 'mpim', 'private', 'public')),
  exclude_external_shared_channels: flag,
  exclude_bot_users: flag,
})
const conversationChoice = { default_to_current_conversation: flag, filter }
const id = text(255)
const someIds = list(1, Infinity, id)

function control(fields: Readonly<Record<string, Rule>>): Rule {
  return shape({ 'type!': anything, action_id: id, ...fields })
}

function select(fields: Readonly<Record<string, Rule>>): Rule {
  return control({ ...confirmed, ...focused, ...placeholder, ...fields })
}

function typed(fields: Readonly<Record<string, Rule>>): Rule {
  return control({ ...focused, ...placeholder, ...dispatched, ...fields })
}

function ticked(initial: Readonly<Record<string, Rule>>): Rule {
  const options = { 'options!': list(1, 10, markedOption), ...initial }
  return all(chosenIsOffered, control({ ...confirmed, ...focused, ...options }))
}

export const imageFields = {
  image_url: url,
  slack_file: all(either('id', 'url'), shape({ id, url })),
  'alt_text!': text(2000),
}

export const imageSource: Rule = either('image_url', 'slack_file')

const imageElement = all(imageSource, shape({ 'type!': anything, ...imageFields }))

function everywhere(places: readonly Place[], rule: Rule): Element {
  return { rule, places, surfaces: SURFACES }
}

function only(surfaces: readonly Surface[], places: readonly Place[], rule: Rule): Element {
  return { rule, places, surfaces }
}

/** docs.slack.dev, Block elements: what each takes, and in which block of which surface it stands. */
const ELEMENTS: Readonly<Record<string, Element>> = {
  button: everywhere(
    ACCESSORY_OR_ACTIONS,
    control({
      ...confirmed,
      'text!': plainText(75),
      value: text(2000),
      url,
      style: oneOf('primary', 'danger'),
      accessibility_label: text(75),
    }),
  ),
  overflow: everywhere(
    ACCESSORY_OR_ACTIONS,
    control({ ...confirmed, 'options!': list(1, 5, menuItem) }),
  ),
  static_select: everywhere(
    ANY_CONTROL,
    all(optionsOrGroups, chosenIsOffered, select({ ...selectOptions, initial_option: option })),
  ),
  external_select: everywhere(
    ANY_CONTROL,
    select({ initial_option: option, min_query_length: integer(0) }),
  ),
  users_select: everywhere(ANY_CONTROL, select({ initial_user: id })),
  conversations_select: everywhere(
    ANY_CONTROL,
    select({ ...conversationChoice, initial_conversation: id, response_url_enabled: flag }),
  ),
  channels_select: everywhere(
    ANY_CONTROL,
    select({ initial_channel: id, response_url_enabled: flag }),
  ),
  // In actions the server refuses these, although the types of the SDK allow them.
  multi_static_select: everywhere(
    ['accessory', 'input'],
    all(
      optionsOrGroups,
      chosenIsOffered,
      select({ ...selectOptions, ...manyAtOnce, initial_options: list(1, 100, option) }),
    ),
  ),
  multi_external_select: everywhere(
    ['accessory', 'input'],
    select({ ...manyAtOnce, initial_options: list(1, 100, option), min_query_length: integer(0) }),
  ),
  multi_users_select: everywhere(
    ['accessory', 'input'],
    select({ ...manyAtOnce, initial_users: someIds }),
  ),
  multi_conversations_select: everywhere(
    ['accessory', 'input'],
    select({ ...manyAtOnce, ...conversationChoice, initial_conversations: someIds }),
  ),
  multi_channels_select: everywhere(
    ['accessory', 'input'],
    select({ ...manyAtOnce, initial_channels: someIds }),
  ),
  checkboxes: everywhere(ANY_CONTROL, ticked({ initial_options: list(1, 10, markedOption) })),
  radio_buttons: everywhere(ANY_CONTROL, ticked({ initial_option: markedOption })),
  datepicker: everywhere(
    ANY_CONTROL,
    select({ initial_date: matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/) }),
  ),
  timepicker: everywhere(
    ANY_CONTROL,
    select({ initial_time: matching(/^([01]\d|2[0-3]):[0-5]\d$/), timezone: id }),
  ),
  datetimepicker: only(
    ['modal', 'message'],
    ['actions', 'input'],
    control({
      ...confirmed,
      ...focused,
      initial_date_time: integer(1_000_000_000, 9_999_999_999),
    }),
  ),
  plain_text_input: everywhere(
    ['input'],
    typed({
      initial_value: text(3000, 0),
      multiline: flag,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    }),
  ),
  rich_text_input: only(
    ['modal', 'home'],
    ['input'],
    typed({ initial_value: richText, min_lines: integer(1, 100), max_lines: integer(1, 100) }),
  ),
  email_text_input: only(['modal'], ['input'], typed({ initial_value: text(3000, 0) })),
  url_text_input: only(['modal'], ['input'], typed({ initial_value: text(3000, 0) })),
  number_input: only(
    ['modal'],
    ['input'],
    typed({
      'is_decimal_allowed!': flag,
      initial_value: text(3000, 0),
      min_value: text(3000),
      max_value: text(3000),
    }),
  ),
  file_input: only(
    ['modal'],
    ['input'],
    control({ filetypes: list(1, Infinity, id), max_files: integer(1, 10) }),
  ),
  image: everywhere(['accessory', 'context'], imageElement),
}

/** An element that can stand here. */
export function element(place: Place, surface: Surface): Rule {
  const allowed = Object.entries(ELEMENTS).filter(
    ([, { places, surfaces }]) => places.includes(place) && surfaces.includes(surface),
  )
  return variant(new Map(allowed.map(([type, { rule }]) => [type, rule])))
}
