import type { KnownBlock, ModalView } from '@slack/types'
import { calendarDay, showDay, type CalendarDay, type ClockTime } from '../../porting/calendar.ts'
import type { Secrets } from '../../porting/order.ts'
import { context, fit, header, plainText, section } from '../blocks.ts'
import { countNumbers } from '../messages/order-words.ts'
import { mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
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
import type { FieldName, TypedOrder } from './order-fields.ts'
import {
  actionIn,
  filesIn,
  isChecked,
  textIn,
  type StateValues,
  type TypedFile,
} from './typed-values.ts'

export const ORDER_FORM = 'order-form'
/** The choice of a site: its peers are then to be shown. */
export const SITE_ACTION = 'order-form.site'

/** Slack takes 255 characters for an action id, and where there is no menu anything can be typed. */
const LONGEST_SITE_ID = 100

export interface OrderFormInput {
  readonly formId: string
  /** A bulk order's form asks only for what all its orders share. */
  readonly kind: 'new' | 'edit' | 'bulk' | 'bulk-edit'
  readonly number: number | null
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
  /** Numbers kept behind the form, because they came in a file or are more than a field holds. */
  readonly longList: { readonly count: number; readonly from: string } | null
  /** Typed a moment ago and kept aside. */
  readonly secretsTyped: boolean
  /** What the order has at Bandwidth. */
  readonly hasSecrets: { readonly accountNumber: boolean; readonly pin: boolean }
}

export function orderFormView(input: OrderFormInput): ModalView {
  const { kind, number } = input
  if (kind === 'bulk' || kind === 'bulk-edit') return sharedFormView(input, kind)
  return fit({
    type: 'modal',
    callback_id: ORDER_FORM,
    private_metadata: input.formId,
    title: plainText(
      kind === 'edit'
        ? `Edit ${number === null ? 'draft' : `#${number}`}`
        : number === null
          ? 'New port-in'
          : `Make #${number} again`,
    ),
    submit: plainText('Save draft'),
    close: plainText('Cancel'),
    blocks: [
      ...problemsUnder(null, input.problems),
      ...numberBlocks(input),
      header('Subscriber'),
      ...subscriberBlocks(input),
      header('Service address'),
      ...addressBlocks(input),
      header('Authorization'),
      ...authorizationBlocks(input),
      header('Where to, and when'),
      ...siteBlocks(input),
      ...dateBlocks(input),
      ...textBlock(input, 'targetRespOrg', 'Target RespOrg (toll-free)', {
        hint: 'Toll-free only: five letters or digits. Bandwidth usually uses JYT01.',
      }),
    ],
  })
}

/** What is said once for all orders of a bulk order. */
function sharedFormView(input: OrderFormInput, kind: 'bulk' | 'bulk-edit'): ModalView {
  const { number, problems, typed, longList } = input
  return fit({
    type: 'modal',
    callback_id: ORDER_FORM,
    private_metadata: input.formId,
    title: plainText(kind === 'bulk' ? 'New bulk port-in' : `Shared facts of #${number ?? ''}`),
    submit: plainText(kind === 'bulk' ? 'Make bulk draft' : 'Save'),
    close: plainText('Cancel'),
    blocks: [
      ...problemsUnder(null, problems),
      section(
        plain(
          kind === 'bulk'
            ? 'What you fill in here is written into every order that Bandwidth splits the numbers into. BTN, account number and LOA belong to each order and come afterwards.'
            : 'What you change here is written into every order, over what it has of its own. You are shown first what that would be.',
        ),
      ),
      ...(kind === 'bulk'
        ? [
            ...(longList === null
              ? []
              : [
                  context(
                    mrkdwn`*${longList.count.toLocaleString('en-US')} numbers from ${longList.from}* are kept behind this form. Numbers typed here are added to them; a new file takes their place.`,
                  ),
                ].filter((block) => block !== null)),
            textInput({
              ...partsOf('numbers', 'Numbers'),
              typed: typed.numbers,
              multiline: true,
              hint: 'Local and toll-free, of any carrier. The field ends at 3,000 characters (about 250 numbers): put more into a file.',
            }),
            ...problemsUnder('numbers', problems),
            fileInput({
              ...partsOf('files', 'Numbers from a file (CSV or text)'),
              hint: 'Up to 20,000 numbers.',
            }),
            ...problemsUnder('files', problems),
          ]
        : []),
      header('Subscriber'),
      ...subscriberBlocks(input),
      header('Service address'),
      ...addressBlocks(input),
      header('Authorization'),
      ...textBlock(input, 'loaPerson', 'Person who signs the LOA', {
        hint: 'First and last name, 15 characters in all. If one person signs for all.',
      }),
      header('Where to, and when'),
      ...siteBlocks(input),
      ...focDayBlocks(input),
      ...textBlock(input, 'targetRespOrg', 'Target RespOrg (toll-free)', {
        hint: 'Needed where there are toll-free numbers: five letters or digits. Bandwidth usually uses JYT01.',
      }),
    ],
  })
}

/** What was typed, as it was typed. */
export function readOrderForm(values: StateValues): {
  readonly typed: TypedOrder
  readonly secrets: Secrets
  readonly files: readonly TypedFile[]
} {
  const text = (field: FieldName) => textIn(values, blockOf(field))
  const files = filesIn(values, blockOf('files'))
  const siteId = text('siteId')
  const isPeerOfSite = actionIn(values, blockOf('peerId')) === peerAction(siteId)
  return {
    typed: {
      numbers: text('numbers'),
      btn: text('btn'),
      newBtn: text('newBtn'),
      partialPort: isChecked(values, blockOf('partialPort')),
      subscriberType: text('subscriberType'),
      businessName: text('businessName'),
      firstName: text('firstName'),
      middleInitial: text('middleInitial'),
      lastName: text('lastName'),
      houseNumber: text('houseNumber'),
      streetName: text('streetName'),
      addressLine2: text('addressLine2'),
      city: text('city'),
      state: text('state'),
      zip: text('zip'),
      loaPerson: text('loaPerson'),
      siteId,
      peerId: isPeerOfSite ? text('peerId') : '',
      focDay: text('focDay'),
      golive: text('golive') === 'on-demand' ? 'on-demand' : 'at-11-30',
      liveTime: text('liveTime'),
      targetRespOrg: text('targetRespOrg'),
      files: files.map(({ id }) => id),
    },
    secrets: { accountNumber: secret(text('accountNumber')), pin: secret(text('pin')) },
    files,
  }
}

/** The block of a field, for `response_action: errors`. */
export function blockOf(field: FieldName): string {
  return field
}

/** Shown at once, because a trigger does not last until Bandwidth has named its sites. */
export function openingView(title: string): ModalView {
  return notice(title, [plain('Asking Bandwidth for its sites. The form comes in some seconds.')])
}

/** While Bandwidth is asked, which takes longer than a form may take to answer. */
export function checkingView(title: string): ModalView {
  return notice(title, [
    plain('Bandwidth is checking what you typed. This takes some seconds.'),
    plain('What it does not take comes back at its field, with everything still typed.'),
  ])
}

export function problemView(title: string, lines: readonly Mrkdwn[]): ModalView {
  const [first, ...others] = lines
  return notice(title, first === undefined ? [] : [mrkdwn`:warning: ${first}`, ...others])
}

export function doneView(title: string, lines: readonly Mrkdwn[]): ModalView {
  return notice(title, lines)
}

function notice(title: string, lines: readonly Mrkdwn[]): ModalView {
  return fit({
    type: 'modal',
    title: plainText(title),
    close: plainText('Close'),
    blocks: lines.map((line) => section(line)),
  })
}

function numberBlocks(input: OrderFormInput): readonly KnownBlock[] {
  return [
    ...(input.inBulk === null ? typedNumbers(input) : numbersOfBulk(input, input.inBulk)),
    ...billingBlocks(input),
  ]
}

function numbersOfBulk(
  { longList, problems }: OrderFormInput,
  bulk: number,
): readonly KnownBlock[] {
  const count = countNumbers(longList?.count ?? 0)
  return [
    section(
      mrkdwn`*${count}*, as bulk order #${bulk} is split. _Change numbers_ on its card has them split anew.`,
    ),
    ...problemsUnder('numbers', problems),
  ]
}

function typedNumbers(input: OrderFormInput): readonly KnownBlock[] {
  const { longList, typed } = input
  const kept =
    longList === null
      ? null
      : context(
          mrkdwn`*${longList.count.toLocaleString('en-US')} numbers from ${longList.from}* are kept behind this form. Numbers typed here are added to them; a new file takes their place.`,
        )
  const tooMany = fitsInField(typed.numbers)
    ? []
    : [
        {
          field: 'numbers',
          says: 'The numbers are more than this field holds. Add them as a file.',
        },
      ]
  return [
    ...(kept === null ? [] : [kept]),
    textInput({
      ...partsOf('numbers', 'Numbers'),
      typed: typed.numbers,
      multiline: true,
      placeholder: '919-555-0100..0119',
      hint: 'In any writing: lists, ranges such as 919-555-0100..0119, a pasted mail. The field ends at 3,000 characters (about 250 numbers): put more into a file.',
    }),
    ...problemsUnder('numbers', [...input.problems, ...tooMany]),
    fileInput({
      ...partsOf('files', 'Numbers from a file (CSV or text)'),
      hint: 'Up to 5,000 numbers. Added to those typed above.',
    }),
    ...problemsUnder('files', input.problems),
  ]
}

function billingBlocks(input: OrderFormInput): readonly KnownBlock[] {
  const { typed } = input
  return [
    ...textBlock(input, 'btn', 'Billing telephone number (BTN)', {
      hint: 'The number that the old carrier bills. Not for toll-free.',
    }),
    checkboxInput({
      ...partsOf('partialPort', 'Numbers stay behind'),
      says: 'Some numbers of this BTN stay with the old carrier',
      isChecked: typed.partialPort,
    }),
    ...problemsUnder('partialPort', input.problems),
    ...textBlock(input, 'newBtn', 'New BTN for what stays', {
      hint: 'Only when the BTN moves and other numbers stay: one of those that stay.',
    }),
  ]
}

const SUBSCRIBER_TYPES: readonly Choice[] = [
  { value: 'BUSINESS', label: 'Business' },
  { value: 'RESIDENTIAL', label: 'Residential' },
]

function subscriberBlocks(input: OrderFormInput): readonly KnownBlock[] {
  return [
    menu({
      ...partsOf('subscriberType', 'Subscriber'),
      typed: input.typed.subscriberType,
      choices: SUBSCRIBER_TYPES,
      blank: 'Not said (toll-free needs none)',
      unlisted: (type) => `${type} (as Bandwidth shows it)`,
      hint: 'Whose numbers they are, as on the last bill.',
    }),
    ...problemsUnder('subscriberType', input.problems),
    ...textBlock(input, 'businessName', 'Business name', {
      hint: 'Up to 25 characters. A business only.',
    }),
    ...textBlock(input, 'firstName', 'First name', { hint: 'Up to 25 characters.' }),
    ...textBlock(input, 'middleInitial', 'Middle initial'),
    ...textBlock(input, 'lastName', 'Last name', { hint: 'Up to 25 characters.' }),
  ]
}

function addressBlocks(input: OrderFormInput): readonly KnownBlock[] {
  return [
    ...textBlock(input, 'houseNumber', 'House number', {
      hint: 'Where the service is, which may not be where the bill goes.',
    }),
    ...textBlock(input, 'streetName', 'Street'),
    ...textBlock(input, 'addressLine2', 'Unit, suite, floor'),
    ...textBlock(input, 'city', 'City'),
    ...textBlock(input, 'state', 'State', { hint: 'Two letters, such as NC.' }),
    ...textBlock(input, 'zip', 'ZIP'),
  ]
}

function authorizationBlocks(input: OrderFormInput): readonly KnownBlock[] {
  const { secretsTyped, hasSecrets } = input
  const secretHint = (isOnFile: boolean) =>
    secretsTyped
      ? 'What you typed a moment ago is kept. Leave empty to use it.'
      : isOnFile
        ? 'On file, and not shown. Leave empty to keep it.'
        : 'When the old carrier asks for it. Not shown again.'
  return [
    ...textBlock(input, 'loaPerson', 'Person who signs the LOA', {
      hint: 'First and last name, 15 characters in all.',
    }),
    textInput({
      ...partsOf('accountNumber', 'Account number'),
      typed: '',
      hint: secretHint(hasSecrets.accountNumber),
    }),
    ...problemsUnder('accountNumber', input.problems),
    textInput({ ...partsOf('pin', 'PIN'), typed: '', hint: secretHint(hasSecrets.pin) }),
    ...problemsUnder('pin', input.problems),
  ]
}

function siteBlocks(input: OrderFormInput): readonly KnownBlock[] {
  const { typed, sites, peers } = input
  return [
    menu({
      ...partsOf('siteId', 'Site'),
      action: SITE_ACTION,
      typed: typed.siteId,
      choices: sites.map(({ id, name }) => ({ value: id, label: name })),
      unlisted: (id) => `Site ${id} (not in the list)`,
      placeholder: 'Where the numbers go',
      required: true,
      dispatch: true,
      ...(sites.length === 0 && { hint: 'Bandwidth lists none now. Type the id of the site.' }),
    }),
    ...problemsUnder('siteId', input.problems),
    menu({
      ...partsOf('peerId', 'SIP peer'),
      action: peerAction(typed.siteId),
      typed: typed.peerId,
      choices: peers.map(({ id, name, isDefault }) => ({
        value: id,
        label: isDefault ? `${name} (default)` : name,
      })),
      blank: "The site's default",
      unlisted: (id) => `SIP peer ${id} (not in the list)`,
    }),
    ...problemsUnder('peerId', input.problems),
  ]
}

const GOES_LIVE: readonly Choice[] = [
  { value: 'at-11-30', label: 'By itself on the FOC date, at 11:30 AM ET' },
  { value: 'on-demand', label: 'On demand, and by itself at the time below (triggered)' },
]

function focDayBlocks({ typed, days, problems }: OrderFormInput): readonly KnownBlock[] {
  return [
    menu({
      ...partsOf('focDay', 'Requested FOC'),
      typed: typed.focDay,
      choices: days.map(({ day, label }) => ({ value: day, label })),
      blank: 'As soon as possible',
      unlisted: (day) => `${dayText(day)} (as asked for)`,
    }),
    ...problemsUnder('focDay', problems),
  ]
}

function dateBlocks(input: OrderFormInput): readonly KnownBlock[] {
  const { typed, times, problems } = input
  return [
    ...focDayBlocks(input),
    radioInput({
      ...partsOf('golive', 'Goes live'),
      typed: typed.golive,
      choices: GOES_LIVE,
      required: true,
    }),
    ...problemsUnder('golive', problems),
    menu({
      ...partsOf('liveTime', 'Goes live at'),
      typed: typed.liveTime,
      choices: times.map((time) => ({ value: timeValue(time), label: timeText(time) })),
      unlisted: (time) => `${time} ET`,
      placeholder: '11:30 AM ET',
      hint: 'Another time than 11:30 AM needs “on demand”, except from one wireless carrier to another.',
    }),
    ...problemsUnder('liveTime', problems),
  ]
}

type TextField = Exclude<keyof TypedOrder, 'partialPort' | 'golive' | 'files'>

function textBlock(
  { typed, problems }: OrderFormInput,
  field: TextField,
  label: string,
  more: { readonly hint?: string } = {},
): readonly KnownBlock[] {
  return [
    textInput({ ...partsOf(field, label), typed: typed[field], ...more }),
    ...problemsUnder(field, problems),
  ]
}

function partsOf(
  field: FieldName,
  label: string,
): { block: string; action: string; label: string } {
  return { block: blockOf(field), action: `${ORDER_FORM}.${field}`, label }
}

/** Another site is another action, or else Slack keeps the peer that was chosen for the last one. */
function peerAction(siteId: string): string {
  return `${ORDER_FORM}.peer.${siteId.slice(0, LONGEST_SITE_ID)}`
}

function dayText(text: string): string {
  const day = calendarDay(text)
  return day === undefined ? text : showDay(day)
}

function timeValue({ hour, minute }: ClockTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function timeText({ hour, minute }: ClockTime): string {
  const shownHour = hour % 12 === 0 ? 12 : hour % 12
  return `${shownHour}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'} ET`
}

function secret(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
