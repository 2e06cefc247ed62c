import {
  anything,
  flag,
  integer,
  list,
  oneOf,
  shape,
  text,
  variant,
  url,
  type Rule,
} from './rules.ts'

const name = text(255)
const most = Infinity

const style = shape({
  bold: flag,
  code: flag,
  italic: flag,
  strike: flag,
  underline: flag,
})

function piece(fields: Readonly<Record<string, Rule>>): Rule {
  return shape({ 'type!': anything, style, ...fields })
}

const words = piece({ 'text!': text(most) })
const link = piece({ 'url!': url, text: text(most), unsafe: flag })

const PIECES: ReadonlyMap<string, Rule> = new Map([
  ['text', words],
  ['link', link],
  ['user', piece({ 'user_id!': name })],
  ['usergroup', piece({ 'usergroup_id!': name })],
  ['channel', piece({ 'channel_id!': name })],
  ['team', piece({ 'team_id!': name })],
  ['broadcast', piece({ 'range!': oneOf('here', 'channel', 'everyone') })],
  ['emoji', piece({ 'name!': name, unicode: name, url })],
  ['color', piece({ 'value!': name })],
  [
    'date',
    piece({
      'timestamp!': integer(0),
      'format!': name,
      url,
      fallback: name,
    }),
  ],
])

const line = list(0, most, variant(PIECES))
const section = shape({ 'type!': anything, 'elements!': line })

const PARTS: ReadonlyMap<string, Rule> = new Map([
  ['rich_text_section', section],
  ['rich_text_quote', shape({ 'type!': anything, 'elements!': line, border: integer(0, 1) })],
  [
    'rich_text_preformatted',
    shape({
      'type!': anything,
      'elements!': list(
        0,
        most,
        variant(
          new Map([
            ['text', words],
            ['link', link],
          ]),
        ),
      ),
      border: integer(0, 1),
    }),
  ],
  [
    'rich_text_list',
    shape({
      'type!': anything,
      'style!': oneOf('bullet', 'ordered'),
      'elements!': list(1, most, variant(new Map([['rich_text_section', section]]))),
      indent: integer(0),
      offset: integer(0),
      border: integer(0, 1),
    }),
  ],
])

/** A rich_text block, which is also a cell of a table and what a rich text input holds. */
export const richText: Rule = shape({
  'type!': anything,
  block_id: text(255),
  'elements!': list(1, most, variant(PARTS)),
})
