import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDay } from '../../../src/porting/calendar.ts'
import type { FieldName } from '../../../src/slack/forms/order-inputs.ts'
import {
  checkingView,
  doneView,
  openingView,
  problemView,
} from '../../../src/slack/forms/notice-view.ts'
import { type OrderFormInput, orderFormView } from '../../../src/slack/forms/order-view.ts'
import { readOrderForm } from '../../../src/slack/forms/read-order-form.ts'
import { errorsByBlock } from '../../../src/slack/forms/typed-values.ts'
import { mrkdwn } from '../../../src/slack/mrkdwn.ts'
import { typedOrder } from './arbitrary-orders.ts'
import { enter, labels, optionsIn, under, untouched } from './practice-screen.ts'
import { refusalsOf } from '../slack-takes.ts'
import { nothingTyped } from '../../fixtures/nothing-typed.ts'

const blank: OrderFormInput = {
  formId: 'form-7',
  kind: 'new',
  title: 'New port-in',
  typed: nothingTyped,
  sites: [
    { id: '1201', name: 'Raleigh' },
    { id: '1202', name: 'Durham' },
  ],
  peers: [
    { id: '77', name: 'East', isDefault: true },
    { id: '78', name: 'West', isDefault: false },
  ],
  days: ['2026-12-07', '2026-12-08'].flatMap((text) => {
    const day = calendarDay(text)
    return day === undefined ? [] : [{ day, label: `on ${text}` }]
  }),
  times: [
    { hour: 11, minute: 30 },
    { hour: 22, minute: 0 },
  ],
  problems: [],
  inBulk: null,
  longList: null,
  secretsTyped: false,
  showsAll: true,
  message: null,
  hasSecrets: { accountNumber: false, pin: false },
}

const FIELDS = Object.keys({
  ...nothingTyped,
  accountNumber: '',
  pin: '',
} satisfies Record<FieldName, unknown>) as FieldName[]

describe('the form', () => {
  it('asks for what an order consists of, in this order', () => {
    expect(labels(orderFormView(blank))).toEqual([
      'Numbers *',
      'Numbers from a file',
      'Subscriber *',
      'Business name *',
      'First name',
      'Middle initial',
      'Last name',
      'House number *',
      'Street *',
      'Unit, suite, floor',
      'City *',
      'State *',
      'ZIP *',
      'BTN (billing number) *',
      'Signer (authorizing person) *',
      'Account number',
      'PIN',
      'Partial port',
      'New BTN for remaining numbers',
      'Site',
      'SIP peer',
      'Target RespOrg (toll-free)',
      'Requested FOC',
      'Goes live',
      'Time (ET)',
    ])
  })

  const RARE = [
    ...['First name', 'Middle initial', 'Last name', 'Unit, suite, floor', 'Partial port'],
    ...['New BTN for remaining numbers', 'SIP peer', 'Target RespOrg (toll-free)'],
  ]

  it('keeps what few orders have behind a button, unless it is filled in, wrong, or needed', () => {
    const few = (different: Partial<OrderFormInput>) => {
      const view = orderFormView({ ...blank, showsAll: false, ...different })
      return {
        rare: labels(view).filter((label) => RARE.includes(label)),
        offers: JSON.stringify(view).includes('Show more fields'),
      }
    }
    const typed = (one: Partial<OrderFormInput['typed']>) =>
      few({ typed: { ...nothingTyped, ...one } }).rare
    expect(few({})).toEqual({ rare: [], offers: true })
    expect(few({ showsAll: true })).toEqual({ rare: RARE, offers: false })
    expect(typed({ peerId: '77' })).toEqual(['SIP peer'])
    expect(typed({ partialPort: true })).toEqual(['Partial port'])
    expect(typed({ subscriberType: 'RESIDENTIAL' })).toEqual(['First name', 'Last name'])
    for (const numbers of ['(800) 555-0199', '1-800-FLOWERS', '+1.833.555.0199']) {
      expect(typed({ numbers }), numbers).toEqual(['Target RespOrg (toll-free)'])
    }
    expect(few({ problems: [{ field: 'middleInitial', says: 'Enter one letter.' }] }).rare).toEqual(
      ['Middle initial'],
    )
  })

  it('comes back with everything still typed', () => {
    fc.assert(
      fc.property(typedOrder, fc.boolean(), (typed, areSitesKnown) => {
        const sites = areSitesKnown ? blank.sites : []
        const view = orderFormView({ ...blank, sites, typed })
        expect(readOrderForm(untouched(view)).typed).toEqual(typed)
        expect(refusalsOf(view)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('stays within what Slack takes, whatever is put into it', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 200 })
    const sites = fc.integer({ min: 0, max: 3000 }).chain((count) =>
      name.map((text) =>
        Array.from({ length: count }, (_, index) => ({
          id: `${index}`,
          name: `${text}${index}`,
        })),
      ),
    )
    const problems = fc.array(
      fc.record({ field: fc.constantFrom(null, ...FIELDS), says: fc.string({ maxLength: 4000 }) }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(typedOrder, sites, problems, name, (typed, manySites, wrong, from) => {
        const view = orderFormView({
          ...blank,
          kind: 'edit',
          title: 'Shared details of #1042',
          typed: { ...typed, numbers: '9195550100\n'.repeat(5000) },
          sites: manySites,
          peers: manySites.map((site) => ({ ...site, isDefault: false })),
          problems: wrong,
          longList: { count: 5000, from },
        })
        expect(refusalsOf(view)).toEqual([])
        expect(JSON.stringify(view)).not.toContain('9195550100')
      }),
      { numRuns: 40 },
    )
  })

  it('carries its id and no list', () => {
    expect(orderFormView(blank)).toMatchObject({
      callback_id: 'order-form',
      private_metadata: 'form-7',
    })
  })

  it('says which order is edited', () => {
    const view = orderFormView({ ...blank, kind: 'edit', title: 'Edit #1042' })
    expect(view.title.text).toBe('Edit #1042')
  })

  it('says where the numbers end and offers a file', () => {
    const field = JSON.stringify(
      orderFormView(blank).blocks.find((block) => block.block_id === 'numbers'),
    )
    expect(field).toContain('"multiline":true')
    expect(field).toContain('919-555-0100..0119')
    expect(field).toContain('file')
  })

  it('says how many numbers are stored behind it, and from where', () => {
    const view = orderFormView({ ...blank, longList: { count: 4800, from: 'fern & co.csv' } })
    expect(JSON.stringify(view)).toContain('4,800 numbers from fern &amp; co.csv')
  })

  it('asks for a file when a list is more than its field holds', () => {
    const typed = { ...nothingTyped, numbers: '919-555-0100\n'.repeat(300) }
    const view = orderFormView({ ...blank, typed })
    expect(under(view, 'numbers')).toContain('Add them as a file')
    expect(readOrderForm(untouched(view)).typed.numbers).toBe('')
  })

  it('never shows an account number or PIN again', () => {
    const hasSecrets = { accountNumber: true, pin: false }
    const view = orderFormView({ ...blank, kind: 'edit', title: 'Edit #1042', hasSecrets })
    expect(readOrderForm(untouched(view)).secrets).toEqual({ accountNumber: null, pin: null })
    expect(hintOf(view, 'accountNumber')).toContain('On file')
    expect(hintOf(view, 'pin')).not.toContain('On file')
    const again = orderFormView({ ...blank, hasSecrets, secretsTyped: true })
    expect(hintOf(again, 'pin')).toContain('I still have your entry. Leave empty to use it.')
  })

  it('reads account number and PIN as text', () => {
    const values = enter(orderFormView(blank), 'pin', { value: ' 0042 ' })
    expect(readOrderForm(values).secrets).toEqual({ accountNumber: null, pin: '0042' })
  })

  it('tells what Slack knows of a file', () => {
    const file = {
      id: 'F1',
      name: 'numbers.csv',
      mimetype: 'text/csv',
      size: 12,
      url_private: 'https://files.example/a',
      url_private_download: 'https://files.example/b',
    }
    const { typed, files } = readOrderForm(
      enter(orderFormView(blank), 'files', { files: [file, { id: 'F2' }] }),
    )
    expect(typed.files).toEqual(['F1', 'F2'])
    expect(files[0]).toEqual({
      id: 'F1',
      name: 'numbers.csv',
      mimetype: 'text/csv',
      size: 12,
      url: 'https://files.example/b',
    })
    expect(files[1]).toMatchObject({ id: 'F2', url: null, size: null })
  })

  it('reads a form that reports nothing as an empty one', () => {
    expect(readOrderForm({}).typed).toEqual(nothingTyped)
  })
})

describe('a mistake', () => {
  it.each(FIELDS)('stands right under %s', (field) => {
    const problems = [{ field, says: 'This is <wrong>.' }]
    const view = orderFormView({ ...blank, problems })
    expect(under(view, field)).toContain('This is &lt;wrong&gt;.')
    expect(JSON.stringify(view).match(/This is/g)).toHaveLength(1)
  })

  it.each(FIELDS)('can be shown by Slack itself at %s', (field) => {
    const inputs = orderFormView(blank).blocks.filter(({ type }) => type === 'input')
    expect(inputs.map(({ block_id }) => block_id)).toContain(field)
  })

  it('about the whole stands on top', () => {
    const problems = [{ field: null, says: 'Bandwidth didn’t answer.' }]
    const [first] = orderFormView({ ...blank, problems }).blocks
    expect(JSON.stringify(first)).toContain('Bandwidth didn’t answer.')
  })

  it('does not hide another one of the same field', () => {
    const problems = [
      { field: 'zip', says: 'One.' },
      { field: 'zip', says: 'Two.' },
      { field: 'pin', says: 'Three.' },
    ] as const
    expect(errorsByBlock(problems)).toEqual({ zip: 'One. Two.', pin: 'Three.' })
  })
})

describe('the menus', () => {
  it('offer the sites, also when they are more than one menu holds', () => {
    const sites = Array.from({ length: 250 }, (_, index) => ({
      id: `${index + 1}`,
      name: `Branch ${index + 1}`,
    }))
    const view = orderFormView({ ...blank, sites, typed: { ...nothingTyped, siteId: '250' } })
    expect(optionsIn(view, 'siteId')).toHaveLength(250)
    expect(readOrderForm(untouched(view)).typed.siteId).toBe('250')
    expect(refusalsOf(view)).toEqual([])
  })

  it('tell at once when another site is chosen', () => {
    const site = orderFormView(blank).blocks.find(({ block_id }) => block_id === 'siteId')
    expect(site).toMatchObject({ dispatch_action: true, element: { action_id: 'order-form.site' } })
  })

  it('let the id of a site be typed while Bandwidth cannot be asked', () => {
    const view = orderFormView({ ...blank, sites: [] })
    expect(hintOf(view, 'siteId')).toContain('Bandwidth lists none right now. Enter the site ID.')
    const { typed } = readOrderForm(enter(view, 'siteId', { value: '1201' }))
    expect(typed.siteId).toBe('1201')
  })

  it('survive nonsense where an id is typed', () => {
    const typed = { ...nothingTyped, siteId: 'x'.repeat(400) }
    const view = orderFormView({ ...blank, sites: [], typed })
    expect(refusalsOf(view)).toEqual([])
    expect(readOrderForm(untouched(view)).typed).toEqual(typed)
  })

  it('forget the peer of the site before', () => {
    const before = orderFormView({
      ...blank,
      typed: { ...nothingTyped, siteId: '1201', peerId: '78' },
    })
    const changed = enter(before, 'siteId', { selected_option: { value: '1202' } })
    expect(readOrderForm(changed).typed).toMatchObject({ siteId: '1202', peerId: '' })
  })

  it('offer the default peer, the days and the times in words', () => {
    const view = orderFormView(blank)
    expect(optionsIn(view, 'peerId')).toEqual(['The site’s default', 'East (default)', 'West'])
    expect(optionsIn(view, 'focDay')).toEqual([
      'As soon as possible',
      'on 2026-12-07',
      'on 2026-12-08',
    ])
    expect(optionsIn(view, 'liveTime')).toEqual(['11:30 AM ET', '10 PM ET'])
  })

  it('keep a day that can no longer be asked for until somebody chooses another', () => {
    const view = orderFormView({ ...blank, typed: { ...nothingTyped, focDay: '2026-12-01' } })
    expect(optionsIn(view, 'focDay')).toContain('Tue, Dec 1 (as requested)')
    expect(readOrderForm(untouched(view)).typed.focDay).toBe('2026-12-01')
  })
})

describe('between and after', () => {
  it('says that the form is coming', () => {
    const view = openingView('New port-in')
    expect(JSON.stringify(view)).toContain(
      '{"type":"modal","title":{"type":"plain_text","text":"New port-in"},"close":{"type":"plain_text","text":"Close"},"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Opening the form. This takes a few seconds.","verbatim":true}}]}',
    )
    expect(refusalsOf(view)).toEqual([])
  })

  it('says that Bandwidth is asked', () => {
    const view = checkingView('New port-in')
    expect(JSON.stringify(view)).toContain('checking')
    expect(refusalsOf(view)).toEqual([])
  })

  it.each([problemView, doneView])('stays within what Slack takes (%#)', (draw) => {
    const view = draw('A title that is much too long for Slack', [
      mrkdwn`${'x'.repeat(5000)}`,
      mrkdwn`second`,
    ])
    expect(refusalsOf(view)).toEqual([])
    expect(JSON.stringify(view)).toContain('second')
  })
})

function hintOf(view: ReturnType<typeof orderFormView>, blockId: string): string {
  const block = view.blocks.find(({ block_id }) => block_id === blockId)
  return block !== undefined && 'hint' in block ? JSON.stringify(block.hint) : ''
}
