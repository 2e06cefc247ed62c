import { describe, expect, it } from 'vitest'
import { refusalOfBlocks } from '../../../../sandbox/slack/checker/message.ts'
import { SURFACES, type Surface } from '../../../../sandbox/slack/checker/surface.ts'
import { refusalOfView } from '../../../../sandbox/slack/checker/view.ts'
import { button, inModal, input, mrkdwn, option, plain, section, select } from './drawings.ts'

function messagesOf(blocks: unknown): readonly string[] {
  return refusalOfBlocks(blocks)?.messages ?? []
}

function messagesOfView(view: unknown): readonly string[] {
  return refusalOfView(view, 'modal')?.messages ?? []
}

const OPTIONS = [option(1)]
const EVERYWHERE = ['message', 'modal', 'home']

/** Each element with what it needs, and where docs.slack.dev puts it. */
const ELEMENTS: readonly [element: { type: string }, places: string[], surfaces: string[]][] = [
  [button(), ['accessory', 'actions'], EVERYWHERE],
  [{ ...select({}), type: 'overflow' }, ['accessory', 'actions'], EVERYWHERE],
  [select({}), ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ type: 'external_select' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ type: 'users_select' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ type: 'conversations_select' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ type: 'channels_select' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ ...select({}), type: 'multi_static_select' }, ['accessory', 'input'], EVERYWHERE],
  [{ type: 'multi_external_select' }, ['accessory', 'input'], EVERYWHERE],
  [{ type: 'multi_users_select' }, ['accessory', 'input'], EVERYWHERE],
  [{ type: 'multi_conversations_select' }, ['accessory', 'input'], EVERYWHERE],
  [{ type: 'multi_channels_select' }, ['accessory', 'input'], EVERYWHERE],
  [{ ...select({}), type: 'checkboxes' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ ...select({}), type: 'radio_buttons' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ type: 'datepicker' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ type: 'timepicker' }, ['accessory', 'actions', 'input'], EVERYWHERE],
  [{ type: 'datetimepicker' }, ['actions', 'input'], ['message', 'modal']],
  [{ type: 'plain_text_input' }, ['input'], EVERYWHERE],
  [{ type: 'rich_text_input' }, ['input'], ['modal', 'home']],
  [{ type: 'email_text_input' }, ['input'], ['modal']],
  [{ type: 'url_text_input' }, ['input'], ['modal']],
  [{ type: 'number_input', is_decimal_allowed: false } as { type: string }, ['input'], ['modal']],
  [{ type: 'file_input' }, ['input'], ['modal']],
  [
    { type: 'image', image_url: 'https://x', alt_text: 'x' } as { type: string },
    ['accessory', 'context'],
    EVERYWHERE,
  ],
  [{ type: 'workflow_button' }, [], []],
  [{ type: 'icon_button' }, [], []],
]

const PLACES: Readonly<Record<string, (element: object) => object>> = {
  accessory: (accessory) => ({ ...section('x'), accessory }),
  actions: (element) => ({ type: 'actions', elements: [element] }),
  input: (element) => input(element),
  context: (element) => ({ type: 'context', elements: [element] }),
}

function isTakenOn(surface: Surface, block: object): boolean {
  if (surface === 'message') return refusalOfBlocks([block]) === null
  const view =
    surface === 'modal' ? inModal({ blocks: [block] }) : { type: 'home', blocks: [block] }
  return refusalOfView(view, surface) === null
}

describe('an element', () => {
  it.each(ELEMENTS.map(([element, ...rest]) => [element.type, element, ...rest] as const))(
    '%s stands where Slack has it, and nowhere else',
    (_type, element, places, surfaces) => {
      const found = Object.entries(PLACES).flatMap(([place, draw]) =>
        SURFACES.flatMap((surface) =>
          isTakenOn(surface, draw(element)) ? [`${place} of a ${surface}`] : [],
        ),
      )
      const wanted = Object.keys(PLACES).flatMap((place) =>
        SURFACES.flatMap((surface) =>
          places.includes(place) && surfaces.includes(surface) ? [`${place} of a ${surface}`] : [],
        ),
      )
      expect(found).toEqual(wanted)
    },
  )
})

describe('a block', () => {
  const rich = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
  }
  const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }

  it.each([
    [section('x'), EVERYWHERE],
    [{ type: 'header', text: plain('x') }, EVERYWHERE],
    [{ type: 'divider' }, EVERYWHERE],
    [{ type: 'context', elements: [mrkdwn('x')] }, EVERYWHERE],
    [{ type: 'actions', elements: [button()] }, EVERYWHERE],
    [{ type: 'image', image_url: 'https://x', alt_text: 'x' }, EVERYWHERE],
    [input(), EVERYWHERE],
    [rich, EVERYWHERE],
    [table, ['message']],
  ])('stands on the surfaces that Slack has for it (%#)', (block, surfaces) => {
    expect(SURFACES.filter((surface) => isTakenOn(surface, block))).toEqual(surfaces)
  })

  it.each([
    'markdown',
    'card',
    'carousel',
    'alert',
    'container',
    'data_table',
    'video',
    'file',
    'plan',
    'sections',
  ])('that is not modelled is refused: %s', (type) => {
    expect(messagesOf([{ type, text: 'x' }])).toEqual([
      `unsupported type: ${type} [json-pointer:/blocks/0/type]`,
    ])
    expect(isTakenOn('modal', { type })).toBe(false)
    expect(isTakenOn('home', { type })).toBe(false)
  })
})

describe('what is refused is said in Slack’s words, with its place', () => {
  it.each<[unknown, readonly string[]]>([
    [
      [{ type: 'section' }],
      ['must define either `text` or `fields` [json-pointer:/blocks/0/type]'],
    ],
    [[{}], ['missing required field: type [json-pointer:/blocks/0]']],
    [['x'], ['must provide an object [json-pointer:/blocks/0]']],
    [[{ type: 'header' }], ['missing required field: text [json-pointer:/blocks/0]']],
    [
      [{ ...section('x'), colour: 'red' }],
      ['invalid additional property: colour [json-pointer:/blocks/0]'],
    ],
    [
      [section('')],
      [
        'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
        'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
      ],
    ],
    [
      [{ type: 'section', text: { ...mrkdwn('x'), emoji: true } }],
      [
        'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
        'invalid additional property: emoji [json-pointer:/blocks/0/text]',
      ],
    ],
    [
      [{ type: 'header', text: mrkdwn('x') }],
      [
        'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
        'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
      ],
    ],
    [
      [{ type: 'actions', elements: [] }],
      ['must provide at least 1 items [json-pointer:/blocks/0/elements]'],
    ],
    [
      [{ type: 'actions', elements: button() }],
      ['must provide an array [json-pointer:/blocks/0/elements]'],
    ],
    [
      [{ type: 'actions', elements: [button(), button()] }],
      ['`action_id` "press" already exists [json-pointer:/blocks/0/elements/1/action_id]'],
    ],
    [
      [{ type: 'actions', elements: [{ ...button(), style: 'loud' }] }],
      ['must be a valid enum value [json-pointer:/blocks/0/elements/0/style]'],
    ],
    [
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      ['`block_id` "a" already exists [json-pointer:/blocks/1/block_id]'],
    ],
    [
      [{ type: 'actions', elements: [select({ option_groups: [] })] }],
      [
        'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
        'must provide at least 1 items [json-pointer:/blocks/0/elements/0/option_groups]',
      ],
    ],
    [
      [{ type: 'actions', elements: [select({ initial_option: option(2) })] }],
      ['must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]'],
    ],
    [
      [{ type: 'actions', elements: [{ ...button(), confirm: { text: mrkdwn('x') } }] }],
      [
        'missing required field: title [json-pointer:/blocks/0/elements/0/confirm]',
        'missing required field: confirm [json-pointer:/blocks/0/elements/0/confirm]',
        'missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]',
      ],
    ],
    [
      [{ type: 'actions', elements: [{ type: 'datepicker', initial_date: '8.12.2026' }] }],
      [expect.stringContaining('input must match regex pattern: ') as string],
    ],
    [
      [{ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }],
      ['must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]'],
    ],
    [
      [{ type: 'image', alt_text: 'x' }],
      ['must define either `image_url` or `slack_file` [json-pointer:/blocks/0]'],
    ],
  ])('in a message (%#)', (blocks, messages) => {
    expect(messagesOf(blocks)).toEqual(messages)
  })

  it.each<[object, readonly string[]]>([
    [inModal({ title: undefined }), ['missing required field: title [json-pointer:/view]']],
    [
      inModal({ submit_disabled: true }),
      ['invalid additional property: submit_disabled [json-pointer:/view]'],
    ],
    [
      inModal({ notify_on_close: 'yes' }),
      ['must be a boolean [json-pointer:/view/notify_on_close]'],
    ],
    [inModal({ type: 'dialog' }), ['unsupported type: dialog [json-pointer:/view/type]']],
    [
      inModal({ submit: undefined, blocks: [section('x'), input()] }),
      [
        'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
      ],
    ],
    [
      inModal({ blocks: [input({ type: 'number_input' })] }),
      ['missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]'],
    ],
    [
      inModal({ blocks: [{ ...input({ type: 'file_input' }), dispatch_action: true }] }),
      ['`file_input` cannot dispatch an action [json-pointer:/view/blocks/0/dispatch_action]'],
    ],
    [
      inModal({
        blocks: [1, 2].map(() => input({ type: 'plain_text_input', focus_on_load: true })),
      }),
      ['`focus_on_load` can be set on one element of a view [json-pointer:/view/blocks/1]'],
    ],
  ])('in a view (%#)', (view, messages) => {
    expect(messagesOfView(view)).toEqual([
      'failed to match all allowed schemas [json-pointer:/view]',
      ...messages,
    ])
  })

  it('what is no list of blocks, and no view', () => {
    expect(refusalOfBlocks({ blocks: [] })).toEqual({
      error: 'invalid_blocks_format',
      messages: [],
    })
    expect(refusalOfView('{}', 'modal')).toMatchObject({ error: 'invalid_arguments' })
    expect(
      refusalOfView({ type: 'home', blocks: [], title: plain('x') }, 'home')?.messages,
    ).toContain('invalid additional property: title [json-pointer:/view]')
  })
})

it('what is chosen in advance may stand in a group', () => {
  const groups = [{ label: plain('x'), options: OPTIONS }]
  const chosen = { type: 'static_select', option_groups: groups, initial_option: option(1) }
  expect(refusalOfBlocks([{ type: 'actions', elements: [chosen] }])).toBeNull()
})
