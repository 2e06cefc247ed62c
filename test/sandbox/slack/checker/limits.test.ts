import { describe, expect, it } from 'vitest'
import { refusalOfBlocks } from '../../../../sandbox/slack/checker/message.ts'
import { refusalOfView } from '../../../../sandbox/slack/checker/view.ts'
import { button, inModal, input, mrkdwn, option, plain, section, select } from './drawings.ts'

/** So many characters, each of them two in JavaScript. */
const address = (length: number): string => `https://x/${long(length - 10)}`
const long = (length: number) => '📞'.repeat(length)
const many = <T>(count: number, draw: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => draw(index))

type Draw = (size: number) => unknown

/** What is drawn at its largest is taken, and one more is not. */
const IN_A_MESSAGE: readonly [what: string, most: number, blocks: Draw][] = [
  ['blocks', 50, (n) => many(n, () => ({ type: 'divider' }))],
  ['characters in a block_id', 255, (n) => [{ type: 'divider', block_id: long(n) }]],
  ['characters in an action_id', 255, (n) => [actions({ ...button(), action_id: long(n) })]],
  ['characters in a section', 3000, (n) => [section(long(n))]],
  ['fields', 10, (n) => [{ type: 'section', fields: many(n, () => mrkdwn('x')) }]],
  ['characters in a field', 2000, (n) => [{ type: 'section', fields: [mrkdwn(long(n))] }]],
  ['characters in a header', 150, (n) => [{ type: 'header', text: plain(long(n)) }]],
  ['the level of a header', 4, (n) => [{ type: 'header', text: plain('x'), level: n }]],
  [
    'elements in actions',
    25,
    (n) => [actions(...many(n, (i) => ({ ...button(), action_id: `${i}` })))],
  ],
  ['elements in a context', 10, (n) => [{ type: 'context', elements: many(n, () => mrkdwn('x')) }]],
  ['characters in a context', 3000, (n) => [{ type: 'context', elements: [mrkdwn(long(n))] }]],
  ['characters on a button', 75, (n) => [actions({ ...button(), text: plain(long(n)) })]],
  ['characters behind a button', 2000, (n) => [actions({ ...button(), value: long(n) })]],
  ['characters of a link on a button', 3000, (n) => [actions({ ...button(), url: address(n) })]],
  [
    'characters a screen reader says',
    75,
    (n) => [actions({ ...button(), accessibility_label: long(n) })],
  ],
  [
    'characters in the title of a dialog',
    100,
    (n) => [actions(confirmed({ title: plain(long(n)) }))],
  ],
  [
    'characters in the text of a dialog',
    300,
    (n) => [actions(confirmed({ text: mrkdwn(long(n)) }))],
  ],
  ['characters on a yes', 30, (n) => [actions(confirmed({ confirm: plain(long(n)) }))]],
  ['characters on a no', 30, (n) => [actions(confirmed({ deny: plain(long(n)) }))]],
  ['items in an overflow', 5, (n) => [actions({ type: 'overflow', options: many(n, option) })]],
  [
    'characters of the link of an item',
    3000,
    (n) => [actions({ type: 'overflow', options: [{ ...option(1), url: address(n) }] })],
  ],
  ['options', 100, (n) => [actions(select({ options: many(n, option) }))]],
  [
    'characters in an option',
    75,
    (n) => [actions(select({ options: [{ ...option(1), text: plain(long(n)) }] }))],
  ],
  [
    'characters behind an option',
    150,
    (n) => [actions(select({ options: [{ ...option(1), value: long(n) }] }))],
  ],
  [
    'characters of a description',
    75,
    (n) => [actions(select({ options: [{ ...option(1), description: plain(long(n)) }] }))],
  ],
  [
    'groups of options',
    100,
    (n) => [actions(grouped(many(n, () => ({ label: plain('x'), options: [option(1)] }))))],
  ],
  [
    'options in a group',
    100,
    (n) => [actions(grouped([{ label: plain('x'), options: many(n, option) }]))],
  ],
  [
    'characters over a group',
    75,
    (n) => [actions(grouped([{ label: plain(long(n)), options: [option(1)] }]))],
  ],
  ['characters of a placeholder', 150, (n) => [actions(select({ placeholder: plain(long(n)) }))]],
  ['checkboxes', 10, (n) => [actions({ type: 'checkboxes', options: many(n, option) })]],
  ['radio buttons', 10, (n) => [actions({ type: 'radio_buttons', options: many(n, option) })]],
  ['characters of an image address', 3000, (n) => [image({ image_url: address(n) })]],
  ['characters that describe an image', 2000, (n) => [image({ alt_text: long(n) })]],
  ['characters over an image', 2000, (n) => [image({ title: plain(long(n)) })]],
  ['rows of a table', 100, (n) => [table(n, 1)]],
  ['columns of a table', 20, (n) => [table(1, n)]],
  ['column settings', 20, (n) => [{ ...table(1, 1), column_settings: many(n, () => null) }]],
  [
    'characters in a table',
    10_000,
    (n) => [{ type: 'table', rows: [[{ type: 'raw_text', text: long(n - 2) }, richCell('ab')]] }],
  ],
]

const IN_A_MODAL: readonly [what: string, most: number, view: Draw][] = [
  ['blocks', 100, (n) => inModal({ blocks: many(n, () => ({ type: 'divider' })) })],
  ['characters in the title', 24, (n) => inModal({ title: plain(long(n)) })],
  ['characters on submit', 24, (n) => inModal({ submit: plain(long(n)) })],
  ['characters on close', 24, (n) => inModal({ close: plain(long(n)) })],
  ['characters of private_metadata', 3000, (n) => inModal({ private_metadata: long(n) })],
  ['characters of a callback_id', 255, (n) => inModal({ callback_id: long(n) })],
  ['characters of an external_id', 255, (n) => inModal({ external_id: long(n) })],
  [
    'characters in a label',
    2000,
    (n) => inModal({ blocks: [{ ...input(), label: plain(long(n)) }] }),
  ],
  [
    'characters in a hint',
    2000,
    (n) => inModal({ blocks: [{ ...input(), hint: plain(long(n)) }] }),
  ],
  ['characters typed in advance', 3000, (n) => typed({ initial_value: long(n) })],
  ['the most that may be typed', 3000, (n) => typed({ max_length: n })],
  ['the least that must be typed', 3000, (n) => typed({ min_length: n })],
  ['files', 10, (n) => inModal({ blocks: [input({ type: 'file_input', max_files: n })] })],
  [
    'lines of a rich text input',
    100,
    (n) => inModal({ blocks: [input({ type: 'rich_text_input', max_lines: n })] }),
  ],
  ['options', 100, (n) => inModal({ blocks: [input(select({ options: many(n, option) }))] })],
]

describe('in a message', () => {
  it.each(IN_A_MESSAGE)('%s: %i and no more', (_what, most, draw) => {
    expect(refusalOfBlocks(draw(most))).toBeNull()
    expect(refusalOfBlocks(draw(most + 1))).toMatchObject({ error: 'invalid_blocks' })
  })

  it('all blocks together: 13,200 characters and no more', () => {
    const shell = JSON.stringify(section('')).length
    const drawn = (last: number) => [
      ...many(4, () => section(long(3000 - shell))),
      section(long(last - shell)),
    ]
    expect(refusalOfBlocks(drawn(1200))).toBeNull()
    expect(refusalOfBlocks(drawn(1201))).toEqual({ error: 'msg_blocks_too_long', messages: [] })
  })

  it('one table, of which only the cells count', () => {
    expect(refusalOfBlocks([table(100, 20)])).toBeNull()
    expect(refusalOfBlocks([table(1, 1), table(1, 1)])).toEqual({
      error: 'invalid_attachments',
      messages: ['only_one_table_allowed'],
    })
  })
})

describe('in a modal', () => {
  it.each(IN_A_MODAL)('%s: %i and no more', (_what, most, draw) => {
    expect(refusalOfView(draw(most), 'modal')).toBeNull()
    expect(refusalOfView(draw(most + 1), 'modal')).toMatchObject({ error: 'invalid_arguments' })
  })

  it('the whole view: 250,000 bytes and no more', () => {
    const full = (rest: number) =>
      inModal({ blocks: [...many(84, () => section('x'.repeat(2900))), section('x'.repeat(rest))] })
    const missing = 250_000 - Buffer.byteLength(JSON.stringify(full(1))) + 1
    expect(refusalOfView(full(missing), 'modal')).toBeNull()
    expect(refusalOfView(full(missing + 1), 'modal')).toEqual({
      error: 'view_too_large',
      messages: [],
    })
  })
})

it('a home tab takes 100 blocks and no more', () => {
  const home = (n: number) => ({ type: 'home', blocks: many(n, () => ({ type: 'divider' })) })
  expect(refusalOfView(home(100), 'home')).toBeNull()
  expect(refusalOfView(home(101), 'home')?.messages).toContain(
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  )
})

function actions(...elements: readonly unknown[]) {
  return { type: 'actions', elements }
}

function confirmed(different: object) {
  const whole = { title: plain('x'), text: mrkdwn('x'), confirm: plain('x'), deny: plain('x') }
  return { ...button(), confirm: { ...whole, ...different } }
}

function grouped(option_groups: readonly unknown[]) {
  return { type: 'static_select', option_groups }
}

function image(different: object) {
  return { type: 'image', image_url: 'https://x', alt_text: 'x', ...different }
}

function table(rows: number, columns: number) {
  return {
    type: 'table',
    rows: many(rows, () => many(columns, () => ({ type: 'raw_text', text: 'abcde' }))),
  }
}

function richCell(text: string) {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }]
  return { type: 'rich_text', elements }
}

function typed(different: object) {
  return inModal({ blocks: [input({ type: 'plain_text_input', ...different })] })
}
