import { isObject, listOf } from '../json.ts'
import { all, either, integer, list, no, oneOf, shape, text, url, type Rule } from './rules.ts'
import { anyText, plainText } from './texts.ts'

const value = text(150)

export const option: Rule = shape({
  'text!': plainText(75),
  'value!': value,
  description: plainText(75),
})

/** Checkboxes and radio buttons may show markup. */
export const markedOption: Rule = shape({
  'text!': anyText(75),
  'value!': value,
  description: anyText(75),
})

/** Only the items of an overflow menu may lead somewhere. */
export const menuItem: Rule = shape({
  'text!': plainText(75),
  'value!': value,
  description: plainText(75),
  url,
})

const optionGroup: Rule = shape({
  'label!': plainText(75),
  'options!': list(1, 100, option),
})

export const confirm: Rule = shape({
  'title!': plainText(100),
  'text!': anyText(300),
  'confirm!': plainText(30),
  'deny!': plainText(30),
  style: oneOf('primary', 'danger'),
})

/** The options that answer an external select. */
export const suggestions: Rule = all(
  either('options', 'option_groups'),
  shape({ options: list(0, 100, option), option_groups: list(1, 100, optionGroup) }),
)

export const manyAtOnce = { max_selected_items: integer(1) }

/** What is chosen in advance must be among what is offered, the same down to the text. */
export const chosenIsOffered: Rule = (control, at) => {
  if (!isObject(control)) return []
  const groups = listOf(control['option_groups']).filter(isObject)
  const offered = [
    ...listOf(control['options']),
    ...groups.flatMap((group) => listOf(group['options'])),
  ]
  const known = new Set(offered.map(canonical))
  return ['initial_option', 'initial_options'].flatMap((name) => {
    const chosen = Array.isArray(control[name]) ? listOf(control[name]) : [control[name]]
    const strange = chosen.some((each) => each !== undefined && !known.has(canonical(each)))
    return strange ? no('must be one of the provided options', `${at}/${name}`) : []
  })
}

export const optionsOrGroups: Rule = either('options', 'option_groups')

export const selectOptions = {
  options: list(1, 100, option),
  option_groups: list(1, 100, optionGroup),
}

/** Equal values have equal text, whatever the order of their properties. */
function canonical(given: unknown): string {
  return JSON.stringify(given, (_key, each: unknown) =>
    isObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
