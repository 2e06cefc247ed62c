import type { ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import {
  actions,
  button,
  confirmDialog,
  context,
  fields,
  fit,
  header,
  message,
  plainText,
  section,
  table,
} from '../../src/slack/blocks.ts'
import { lengthOf, mrkdwn, nothing } from '../../src/slack/mrkdwn.ts'
import { readMessage } from './read-message.ts'
import { refusalsOf } from './slack-takes.ts'

const long = '📞'.repeat(5000)

function press(id: string): ReturnType<typeof button> {
  return button({ id, text: id, value: id })
}

describe('a message', () => {
  test('says what it is given', () => {
    const shown = message(mrkdwn`Hello ${'<world>'}`, [
      section(mrkdwn`*Hello*`, press('wave')),
      null,
      context(nothing),
      actions([]),
    ])
    expect(shown).toEqual({
      text: 'Hello &lt;world&gt;',
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '*Hello*', verbatim: true },
          accessory: {
            type: 'button',
            action_id: 'wave',
            text: { type: 'plain_text', text: 'wave' },
            value: 'wave',
          },
        },
      ],
    })
  })

  test('is taken by Slack however long its texts are', () => {
    const shown = message(mrkdwn`${long}`, [
      header(long),
      section(mrkdwn`${long}`),
      fields(...Array.from({ length: 12 }, () => mrkdwn`${long}`)),
      context(...Array.from({ length: 12 }, () => mrkdwn`${'x'.repeat(100)}`)),
      actions([
        button({
          id: 'final',
          text: long,
          value: 'x',
          style: 'danger',
          confirm: confirmDialog({ title: long, text: long, confirm: long, deny: long }),
        }),
      ]),
    ])
    expect(refusalsOf(shown)).toEqual([])
    expect(lengthOf(shown.text)).toBe(4000)
    expect(shown.text.endsWith('…')).toBe(true)
  })

  test('gives up the end of its last sections before it grows too long as a whole', () => {
    const shown = message(
      mrkdwn`long`,
      Array.from({ length: 8 }, (_, index) => section(mrkdwn`${index} ${'x'.repeat(2900)}`)),
    )
    expect(lengthOf(readMessage(shown))).toBeLessThan(12_100)
    expect(shown.blocks[0]).toEqual(section(mrkdwn`0 ${'x'.repeat(2900)}`))
    expect(shown.blocks.at(-1)).toEqual(section(mrkdwn`…`))
  })

  test('with more than fifty parts says that there are more', () => {
    const shown = message(
      mrkdwn`many`,
      Array.from({ length: 60 }, (_, index) => section(mrkdwn`part ${index}`)),
    )
    expect(refusalsOf(shown)).toEqual([])
    expect(readMessage(shown).split('\n').slice(-2)).toEqual([
      'part 48',
      '_… and 11 more parts that don’t fit here_',
    ])
  })

  test('keeps every button when there are more than fit in a row, or two of the same', () => {
    const many = Array.from({ length: 30 }, (_, index) => press(`b${index}`))
    const shown = message(mrkdwn`x`, [actions([...many, press('b0')])])
    expect(refusalsOf(shown)).toEqual([])
    expect(readMessage(shown).match(/\[/g)).toHaveLength(31)
  })

  test('an empty text or cell does not lose it', () => {
    const shown = message(mrkdwn`x`, [section(nothing), table([['a'], ['']], ['left'])])
    expect(refusalsOf(shown)).toEqual([])
    expect(readMessage(shown)).toBe('–\na\n–')
  })

  test('a table loses the rows that are too many', () => {
    const rows = Array.from({ length: 150 }, (_, index) => [String(index), 'x'.repeat(50)])
    const shown = message(mrkdwn`x`, [table(rows, ['right', 'left'])])
    expect(refusalsOf(shown)).toEqual([])
    const [drawn] = shown.blocks
    expect(drawn?.type === 'table' && drawn.rows.length).toBe(100)
    const wide = rows.map(([index = '']) => [index, 'x'.repeat(400)])
    expect(refusalsOf(message(mrkdwn`x`, [table(wide, ['right', 'left'])]))).toEqual([])
  })
})

test('a form is taken by Slack however long its texts are', () => {
  const option = { text: plainText(long), value: '1' }
  const view: ModalView = {
    type: 'modal',
    title: plainText(long),
    submit: plainText(long),
    close: plainText(long),
    blocks: [
      {
        type: 'input',
        label: plainText(long),
        hint: plainText(long),
        element: {
          type: 'static_select',
          action_id: 'site',
          placeholder: plainText(long),
          options: [option],
          initial_option: option,
        },
      },
    ],
  }
  expect(refusalsOf(view)).not.toEqual([])
  expect(refusalsOf(fit(view))).toEqual([])
})

test('what fits is left as it is', () => {
  const view: ModalView = {
    type: 'modal',
    title: plainText('New order'),
    callback_id: 'order-form',
    blocks: [section(mrkdwn`Hello`)],
  }
  expect(fit(view)).toEqual(view)
})
