import { isObject } from '../json.ts'
import { element, imageFields, imageSource } from './elements.ts'
import { richText } from './rich-text.ts'
import {
  all,
  anything,
  flag,
  integer,
  list,
  no,
  shape,
  text,
  typeOf,
  variant,
  type Rule,
} from './rules.ts'
import type { Surface } from './surface.ts'
import { table } from './table.ts'
import { anyText, plainText } from './texts.ts'
import { uniqueActions } from './unique-ids.ts'

/** How many blocks a surface takes. */
const MOST: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }

function block(fields: Readonly<Record<string, Rule>>): Rule {
  return shape({ 'type!': anything, block_id: text(255), ...fields })
}

const saysSomething: Rule = (value, at) =>
  isObject(value) && value['text'] === undefined && value['fields'] === undefined
    ? no('must define either `text` or `fields`', `${at}/type`)
    : []

const noDispatchOfFiles: Rule = (value, at) =>
  isObject(value) && value['dispatch_action'] === true && typeOf(value['element']) === 'file_input'
    ? no('`file_input` cannot dispatch an action', `${at}/dispatch_action`)
    : []

/**
 * The blocks that are modelled, which are those that stand on every surface, and the table. Newer ones
 * are refused here even where Slack may take them: what is not modelled is not known to be right.
 */
function blocksOn(surface: Surface): ReadonlyMap<string, Rule> {
  const contextElement = contextItem(surface)
  const classic: [string, Rule][] = [
    [
      'section',
      all(
        saysSomething,
        block({
          text: anyText(3000),
          fields: list(1, 10, anyText(2000)),
          accessory: element('accessory', surface),
          expand: flag,
        }),
      ),
    ],
    ['header', block({ 'text!': plainText(150), level: integer(1, 4) })],
    ['divider', block({})],
    ['context', block({ 'elements!': list(1, 10, contextElement) })],
    [
      'actions',
      block({ 'elements!': all(list(1, 25, element('actions', surface)), uniqueActions) }),
    ],
    [
      'input',
      all(
        noDispatchOfFiles,
        block({
          'label!': plainText(2000),
          'element!': element('input', surface),
          hint: plainText(2000),
          optional: flag,
          dispatch_action: flag,
        }),
      ),
    ],
    ['image', all(imageSource, block({ ...imageFields, title: plainText(2000) }))],
    ['rich_text', richText],
  ]
  return new Map(surface === 'message' ? [...classic, ['table', table]] : classic)
}

function contextItem(surface: Surface): Rule {
  const image = element('context', surface)
  const words = anyText(3000)
  return (value, at) => (typeOf(value) === 'image' ? image : words)(value, at)
}

const BLOCKS: Readonly<Record<Surface, Rule>> = {
  message: list(0, MOST.message, variant(blocksOn('message'))),
  modal: list(0, MOST.modal, variant(blocksOn('modal'))),
  home: list(0, MOST.home, variant(blocksOn('home'))),
}

/** Each block by itself. */
export function blocks(surface: Surface): Rule {
  return BLOCKS[surface]
}
