import type { KnownBlock, ModalView } from '@slack/types'
import { countOf } from '../../porting/counts.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { PortInMessage } from '../../porting/message/read-message.ts'
import {
  rangesOf,
  showNumber,
  showNumbers,
  showRanges,
  type TelephoneNumber,
} from '../../porting/telephone-number.ts'
import { actions, button, context, fit, plainText, section } from '../blocks.ts'
import { accountWords } from '../messages/account-words.ts'
import { countNumbers } from '../words/order-words.ts'
import {
  clipText,
  isEmpty,
  lines,
  link,
  mention,
  mrkdwn,
  nothing,
  plain,
  type Mrkdwn,
} from '../mrkdwn.ts'
import type { ReadingAccount } from '../../porting/reading-account.ts'
import type { StartedMessage } from '../../store/started-messages.ts'
import { ago } from '../moments.ts'
import type { Instant } from '../../porting/calendar.ts'

export const START_TITLE = 'Start a port-in'
export const START_CHECK = 'start.check'
export const START_ORDER = 'start.order'
export const START_BULK = 'start.bulk'

/** The part of a message that is shown above the forms that it fills. */
export interface FromMessage {
  readonly channel: string
  readonly ts: string
  readonly link: string | null
  readonly rest: readonly string[]
  readonly doubtful: readonly TelephoneNumber[]
  readonly unread: readonly string[]
  /** Everybody in the channel can read it there. */
  readonly showsPin: boolean
  /** Likewise in these; older forms don’t say. */
  readonly filesWithPin?: readonly string[]
}

const MOST_LINES = 12
const LONGEST_LINE = 160
const MOST_UNREAD = 5

/** What was not understood or not taken, so that nothing is lost on the way into a form. */
export function aboveForm(from: FromMessage): readonly KnownBlock[] {
  const { doubtful, unread, rest, showsPin, filesWithPin = [] } = from
  const said = lines(
    showsPin
      ? mrkdwn`:warning: *The message shows what looks like a PIN.* I can’t delete it. Ask whoever wrote it to delete it.`
      : null,
    filesWithPinWords(filesWithPin),
    doubtful.length === 0
      ? null
      : mrkdwn`*Left out, a contact or said to stay:* ${showNumbers(doubtful)}. Type them in if they port.`,
    unread.length === 0
      ? null
      : mrkdwn`*Couldn’t read:* ${unread
          .slice(0, MOST_UNREAD)
          .map((text) => `“${clipText(oneLine(text), 40)}”`)
          .join(', ')}`,
  )
  const more = rest.length - MOST_LINES
  const left = lines(
    ...rest.slice(0, MOST_LINES).map((line) => mrkdwn`> ${clipText(oneLine(line), LONGEST_LINE)}`),
    more > 0 ? `and ${countOf(more, 'more line')}` : null,
  )
  return [
    ...(isEmpty(said) ? [] : [section(said)]),
    ...(isEmpty(left) ? [] : [section(lines(plain('*Also in the message:*'), left))]),
  ]
}

const MOST_FILES = 3
const LONGEST_NAME = 40

function filesWithPinWords(files: readonly string[]): Mrkdwn | null {
  if (files.length === 0) return null
  const names = files.slice(0, MOST_FILES).map((name) => clipText(oneLine(name), LONGEST_NAME))
  const more = files.length - names.length
  const rest = more > 0 ? ` and ${countOf(more, 'more file')}` : ''
  return mrkdwn`:warning: *What looks like a PIN is in ${names.join(', ')}${rest}.* I can’t delete files. Ask whoever sent it to delete it.`
}

interface MessageViewInput {
  readonly formId: string
  readonly read: PortInMessage
  readonly numbers: readonly TelephoneNumber[]
  readonly from: FromMessage
  readonly account: ReadingAccount | null
  /** Where the card goes, if not to the channel of the message. */
  readonly elsewhere: string | null
  readonly earlier: StartedMessage | null
  readonly documents: readonly string[]
  readonly now: Instant
}

/** What a message says, and what to do with it. */
export function messageView(input: MessageViewInput): ModalView {
  const { formId, numbers, elsewhere, documents, account } = input
  const notes = [
    elsewhere === null
      ? nothing
      : mrkdwn`I’m not in this channel. The card goes to ${{ markup: `<#${elsewhere}>` }}.`,
    documents.length === 0
      ? nothing
      : mrkdwn`Add ${clipText(documents.map(oneLine).join(', '), LONGEST_LINE)} with _Add LOA_ once the draft is there.`,
  ]
  const read = accountWords(account)
  return fit({
    type: 'modal',
    private_metadata: formId,
    title: plainText(START_TITLE),
    close: plainText('Cancel'),
    blocks: [
      ...(input.earlier === null ? [] : [section(earlierWords(input.earlier, input.now))]),
      section(summary(input)),
      ...(isEmpty(read) ? [] : [section(read)]),
      ...aboveForm(input.from),
      actions([
        ...(numbers.length === 0
          ? []
          : [button({ id: START_CHECK, text: 'Check numbers', value: formId })]),
        button({ id: START_ORDER, text: 'Draft order…', value: formId, style: 'primary' }),
        button({ id: START_BULK, text: 'Draft bulk order…', value: formId }),
      ]),
      context(...notes),
    ].filter((block) => block !== null),
  })
}

function earlierWords({ by, at, orderNumber }: StartedMessage, now: Instant): Mrkdwn {
  return orderNumber === null
    ? mrkdwn`:warning: *${mention(by)} opened this form for the message ${ago(at, now)}:* no order yet.`
    : mrkdwn`:warning: *${mention(by)} started from this message ${ago(at, now)}:* it became #${orderNumber}.`
}

function summary({ read, numbers, from }: MessageViewInput): Mrkdwn {
  const { address, secrets } = read
  const person = [read.firstName, read.lastName].filter((part) => part !== null).join(' ')
  const where = [
    [address.houseNumber, address.streetName, address.addressLine2]
      .filter((part) => part !== '')
      .join(' '),
    [address.city, address.state, address.zip].filter((part) => part !== '').join(' '),
  ].filter((part) => part !== '')
  const saved = [
    secrets.accountNumber === null ? null : 'account number',
    secrets.pin === null ? null : 'PIN',
  ].filter((one) => one !== null)
  const facts: readonly (readonly [string, string | null])[] = [
    ['Customer', read.businessName ?? (person === '' ? null : person)],
    ['Service address', where.length === 0 ? null : where.join(', ')],
    ['BTN', read.billingTelephoneNumber === null ? null : showNumber(read.billingTelephoneNumber)],
    ['Losing carrier', read.carrier],
    ['Signer', read.signer],
    ['Requested FOC', read.day],
    ['Kept for the form', saved.length === 0 ? null : saved.join(' and ')],
  ]
  const source = from.link === null ? plain('the message') : link(from.link, 'the message')
  return lines(
    mrkdwn`*${numbersWords(numbers)}* from ${source}. Nothing is sent yet.`,
    ...facts.map(([name, value]) =>
      value === null ? null : mrkdwn`*${name}:* ${clipText(oneLine(value), LONGEST_LINE)}`,
    ),
  )
}

function numbersWords(numbers: readonly TelephoneNumber[]): string {
  if (numbers.length === 0) return 'No numbers'
  return `${countNumbers(numbers.length)}${rangesOf(numbers).length > 3 ? '' : `: ${showRanges(numbers)}`}`
}
