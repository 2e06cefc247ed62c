import { showCount } from '../../porting/counts.ts'
import type { KnownBlock, ModalView } from '@slack/types'
import {
  calendarDay,
  showClockTime,
  showDay,
  type CalendarDay,
  type ClockTime,
} from '../../porting/calendar.ts'
import { FIELDS, isContentField } from '../../porting/order-fields.ts'
import type { Secrets } from '../../porting/order.ts'
import { context, header, plainText, section } from '../blocks.ts'
import { countNumbers } from '../words/order-words.ts'
import { aboveForm, type FromMessage } from './message-view.ts'
import { mrkdwn, plain } from '../mrkdwn.ts'
import { isShown, moreButton, neededWords } from './rare-fields.ts'
import {
  checkboxInput,
  fileInput,
  fitsInField,
  menu,
  problemsUnder,
  radioInput,
  textInput,
  type Choice,
} from './inputs.ts'
import {
  type AnyInput,
  type FieldName,
  INPUT_FIELDS,
  type InputField,
  inputOf,
  INPUTS,
  type OwnField,
  SECTIONS,
  textAt,
  type TypedOrder,
} from './order-inputs.ts'
import { formView } from '../form-view.ts'
import { clockTimeOf } from './order-fields.ts'

export const ORDER_FORM = 'order-form'
/** The choice of a site: its peers are then to be shown. */
export const SITE_ACTION = 'order-form.site'

/** Slack takes 255 characters for an action id, and where there is no menu anything can be typed. */
const LONGEST_SITE_ID = 100

export interface OrderFormInput {
  readonly formId: string
  /** A bulk order's form asks only for what all its orders share. */
  readonly kind: 'new' | 'edit' | 'bulk' | 'bulk-edit'
  readonly title: string
  readonly typed: TypedOrder
  /** Empty when Bandwidth could not be asked: then the id can be typed. */
  readonly sites: readonly { readonly id: string; readonly name: string }[]
  /** Of the site that is chosen. */
  readonly peers: readonly {
    readonly id: string
    readonly name: string
    readonly isDefault: boolean
  }[]
  readonly days: readonly { readonly day: CalendarDay; readonly label: string }[]
  readonly times: readonly ClockTime[]
  /** Of a form that is shown again; without a field they are about the whole. */
  readonly problems: readonly { readonly field: FieldName | null; readonly says: string }[]
  /** The bulk order of which this one is: it decides which numbers are in which order. */
  readonly inBulk: number | null
  /** Numbers stored behind the form, because they came in a file or are too many for a field. */
  readonly longList: { readonly count: number; readonly from: string } | null
  /** The part of the message that filled it, shown above. */
  readonly message: FromMessage | null
  /** Typed a moment ago and stored. */
  readonly secretsTyped: boolean
  /** What few orders have is asked for, too. */
  readonly showsAll: boolean
  /** What the order has at Bandwidth. */
  readonly hasSecrets: { readonly accountNumber: boolean; readonly pin: boolean }
}

export function orderFormView(input: OrderFormInput): ModalView {
  return VIEWS[input.kind](input)
}

const VIEWS: Record<OrderFormInput['kind'], (input: OrderFormInput) => ModalView> = {
  new: ownFormView,
  edit: ownFormView,
  bulk: newBulkView,
  'bulk-edit': bulkEditView,
}

function ownFormView(input: OrderFormInput): ModalView {
  return formView(ORDER_FORM, input.formId, { title: input.title, submit: 'Save draft' }, [
    ...aboveInputs(input),
    ...inputs(input, INPUT_FIELDS),
  ])
}

function newBulkView(input: OrderFormInput): ModalView {
  const says =
    'These details go on every order Bandwidth creates. Add BTN, account number, and LOA to each order later.'
  const numbers = numberInputs(input, {
    hint: 'Local and toll-free, any carrier. Over 250: use a file.',
    fileHint: 'CSV, XLSX, or text, up to 20,000 numbers.',
  })
  return sharedFormView(input, { submit: 'Save draft', says }, numbers)
}

function bulkEditView(input: OrderFormInput): ModalView {
  const says =
    'These details go on every order. You’ll see what gets overwritten before anything is sent.'
  return sharedFormView(input, { submit: 'Save', says })
}

/** The details that all orders of a bulk order share. */
function sharedFormView(
  input: OrderFormInput,
  { submit, says }: { readonly submit: string; readonly says: string },
  numbers: readonly KnownBlock[] = [],
): ModalView {
  return formView(ORDER_FORM, input.formId, { title: input.title, submit }, [
    ...aboveInputs(input),
    section(plain(says)),
    ...numbers,
    ...inputs(input, SHARED_INPUTS),
  ])
}

function aboveInputs({ problems, message }: OrderFormInput): readonly KnownBlock[] {
  return [...problemsUnder(null, problems), ...(message === null ? [] : aboveForm(message))]
}

function inputs(input: OrderFormInput, fields: readonly InputField[]): readonly KnownBlock[] {
  return [...neededWords(fields), ...sectionBlocks(input, fields), ...moreButton(input, fields)]
}

const SHARED_INPUTS = INPUT_FIELDS.filter(
  (field) =>
    inputOf(field)?.section === 'address' ||
    (isContentField(field) && FIELDS[field].shared !== undefined),
)

function sectionBlocks(
  input: OrderFormInput,
  fields: readonly InputField[],
): readonly KnownBlock[] {
  return Object.entries(SECTIONS).flatMap(([section, title]) => {
    const own = fields.filter(
      (field) => inputOf(field)?.section === section && isShown(input, field),
    )
    return own.length === 0
      ? []
      : [
          ...(title === null ? [] : [header(title)]),
          ...own.flatMap((field) => inputBlocks(input, field)),
        ]
  })
}

/** The same without headings, in the order that is asked for. */
export function fieldBlocks(
  input: OrderFormInput,
  fields: readonly InputField[],
): readonly KnownBlock[] {
  return fields.flatMap((field) => inputBlocks(input, field)).map(unmarked)
}

/** Of an order that is submitted already. */
function unmarked(block: KnownBlock): KnownBlock {
  return block.type === 'input' && block.label.text.endsWith(NEEDED)
    ? { ...block, label: plainText(block.label.text.slice(0, -NEEDED.length)) }
    : block
}

function inputBlocks(input: OrderFormInput, field: InputField): readonly KnownBlock[] {
  const shown = inputOf(field)
  if (shown === null) return []
  if (field === 'numbers') return numberBlocks(input)
  const drawn: Partial<Record<InputField, Draw>> = DRAWN
  return [
    drawn[field]?.(input) ?? textBlock(input, shown),
    ...problemsUnder(shown.block, input.problems),
    ...(field === 'triggered' ? hourBlocks(input) : []),
  ]
}

type Draw = (input: OrderFormInput) => KnownBlock

/** What is more than a line to type in. */
const DRAWN: Record<Exclude<OwnField, 'numbers'> | keyof Secrets | 'siteId' | 'peerId', Draw> = {
  partialPort: partialPortBlock,
  type: subscriberTypeBlock,
  accountNumber: (input) => secretBlock(input, 'accountNumber'),
  pin: (input) => secretBlock(input, 'pin'),
  siteId: siteBlock,
  peerId: peerBlock,
  requestedFocDate: focDayBlock,
  triggered: liveBlock,
}

function numberBlocks(input: OrderFormInput): readonly KnownBlock[] {
  return input.inBulk === null ? typedNumbers(input) : numbersOfBulk(input, input.inBulk)
}

function numbersOfBulk(
  { longList, problems }: OrderFormInput,
  bulk: number,
): readonly KnownBlock[] {
  const count = countNumbers(longList?.count ?? 0)
  return [
    section(
      mrkdwn`*${count}*, set by bulk order #${bulk}. To change them, use _Edit numbers_ on its card.`,
    ),
    ...problemsUnder('numbers', problems),
  ]
}

function typedNumbers(input: OrderFormInput): readonly KnownBlock[] {
  const tooMany = fitsInField(input.typed.numbers)
    ? []
    : [
        {
          field: 'numbers' as const,
          says: 'Too many numbers for this field. Add them as a file.',
        },
      ]
  return numberInputs(
    { ...input, problems: [...input.problems, ...tooMany] },
    {
      placeholder: '919-555-0100..0119',
      hint: 'Lists, ranges, or a pasted email. Over 250: use a file.',
      fileHint: 'CSV, XLSX, or text, up to 5,000 numbers, added to these.',
    },
  )
}

function numberInputs(
  { longList, typed, problems }: OrderFormInput,
  {
    fileHint,
    ...more
  }: { readonly hint: string; readonly placeholder?: string; readonly fileHint: string },
): readonly KnownBlock[] {
  const onFile =
    longList === null
      ? null
      : context(
          mrkdwn`*${showCount(longList.count)} numbers from ${longList.from}* are attached. Numbers you type are added. A new file replaces them.`,
        )
  return [
    ...(onFile === null ? [] : [onFile]),
    textInput({ ...partsOf(INPUTS.numbers), typed: typed.numbers, multiline: true, ...more }),
    ...problemsUnder('numbers', problems),
    fileInput({
      ...partsOf({ block: 'files', label: 'Numbers from a file' }),
      hint: fileHint,
    }),
    ...problemsUnder('files', problems),
  ]
}

function partialPortBlock({ typed }: OrderFormInput): KnownBlock {
  return checkboxInput({
    ...partsOf(INPUTS.partialPort),
    says: 'Some numbers stay with the losing carrier',
    isChecked: typed.partialPort,
  })
}

const SUBSCRIBER_TYPES: readonly Choice[] = [
  { value: 'BUSINESS', label: 'Business' },
  { value: 'RESIDENTIAL', label: 'Residential' },
]

function subscriberTypeBlock({ typed }: OrderFormInput): KnownBlock {
  return menu({
    ...partsOf(INPUTS.type),
    typed: typed.subscriberType,
    choices: SUBSCRIBER_TYPES,
    blank: 'Not chosen (toll-free needs none)',
    unlisted: (type) => `${type} (from Bandwidth)`,
  })
}

function secretBlock(
  { secretsTyped, hasSecrets }: OrderFormInput,
  field: keyof Secrets,
): KnownBlock {
  const hint = secretsTyped
    ? 'I still have your entry. Leave empty to use it.'
    : hasSecrets[field]
      ? 'On file, not shown. Leave empty to keep it.'
      : 'If the losing carrier wants it. Not shown again.'
  return textInput({ ...partsOf(INPUTS[field]), typed: '', hint })
}

function siteBlock({ typed, sites }: OrderFormInput): KnownBlock {
  return menu({
    ...partsOf(INPUTS.siteId),
    action: SITE_ACTION,
    typed: typed.siteId,
    choices: sites.map(({ id, name }) => ({ value: id, label: name })),
    unlisted: (id) => `Site ${id} (not in the list)`,
    placeholder: 'Where the numbers go',
    required: true,
    dispatch: true,
    ...(sites.length === 0 && { hint: 'Bandwidth lists none right now. Enter the site ID.' }),
  })
}

function peerBlock({ typed, peers }: OrderFormInput): KnownBlock {
  return menu({
    ...partsOf(INPUTS.peerId),
    action: peerAction(typed.siteId),
    typed: typed.peerId,
    choices: peers.map(({ id, name, isDefault }) => ({
      value: id,
      label: isDefault ? `${name} (default)` : name,
    })),
    blank: 'The site’s default',
    unlisted: (id) => `SIP peer ${id} (not in the list)`,
  })
}

const GOES_LIVE: readonly Choice[] = [
  { value: 'at-11-30', label: 'Automatically at 11:30 AM ET on the FOC date' },
  { value: 'on-demand', label: 'On demand: you activate, or it goes live at the time you set' },
]

function focDayBlock({ typed, days }: OrderFormInput): KnownBlock {
  return menu({
    ...partsOf(INPUTS.requestedFocDate),
    typed: typed.focDay,
    choices: days.map(({ day, label }) => ({ value: day, label })),
    blank: 'As soon as possible',
    unlisted: (day) => `${dayText(day)} (as requested)`,
  })
}

function liveBlock({ typed }: OrderFormInput): KnownBlock {
  return radioInput({
    ...partsOf(INPUTS.triggered),
    typed: typed.golive,
    choices: GOES_LIVE,
    required: true,
  })
}

/** At which hour it goes live. */
export function hourBlocks({ typed, times, problems }: OrderFormInput): readonly KnownBlock[] {
  return [
    menu({
      ...partsOf({ block: 'liveTime', label: 'Time (ET)' }),
      typed: typed.liveTime,
      choices: times.map((time) => ({ value: timeValue(time), label: timeText(time) })),
      unlisted: typedTimeText,
      placeholder: '11:30 AM ET',
      hint: '11:30 AM ET unless you chose On demand.',
    }),
    ...problemsUnder('liveTime', problems),
  ]
}

function textBlock({ kind, typed }: OrderFormInput, input: AnyInput): KnownBlock {
  const { block, hint, sharedHint = hint } = input
  const shownHint = VIEWS[kind] === ownFormView ? hint : sharedHint
  return textInput({
    ...partsOf(input),
    typed: textAt(block, typed),
    ...(shownHint !== undefined && { hint: shownHint }),
  })
}

/** Slack calls all optional that a draft is saved without. */
const NEEDED = ' *'

function partsOf({ block, label, hint, is }: Labeled) {
  const action = `${ORDER_FORM}.${block}`
  const marked = is === 'needed' ? `${label}${NEEDED}` : label
  return { block, action, label: marked, ...(hint !== undefined && { hint }) }
}

interface Labeled {
  readonly block: FieldName
  readonly label: string
  readonly hint?: string
  readonly is?: 'needed' | 'rare'
}

/** Another site gets another action id, or else Slack preselects the peer that was chosen for the last one. */
export function peerAction(siteId: string): string {
  return `${ORDER_FORM}.peer.${siteId.slice(0, LONGEST_SITE_ID)}`
}

function dayText(text: string): string {
  const day = calendarDay(text)
  return day === undefined ? text : showDay(day)
}

function timeValue({ hour, minute }: ClockTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function typedTimeText(typed: string): string {
  const time = clockTimeOf(typed)
  return time === null ? typed : timeText(time)
}

function timeText(time: ClockTime): string {
  return `${showClockTime(time)} ET`
}
