import type { AddressLines } from '../../porting/address-lines.ts'
import { ORDER_FIELDS } from '../../porting/order-fields.ts'
import type { ContentField, ContentValues, Secrets, ServiceAddress } from '../../porting/order.ts'
import {
  showNumber,
  telephoneNumber,
  type TelephoneNumber,
} from '../../porting/telephone-number.ts'
import type { FieldProblem } from './typed-values.ts'

/** Of an order's form, in its order; `null`: without a heading. */
export const SECTIONS = {
  numbers: null,
  subscriber: 'Customer',
  address: 'Service address',
  authorization: 'Account',
  where: 'Site',
  when: 'Date',
} as const

interface Input {
  /** The id of its block, and its name in stored forms. Both must stay. */
  readonly block: string
  readonly section: keyof typeof SECTIONS
  readonly label: string
  readonly hint?: string
  /** Where all orders of a bulk order share it, if it reads differently there. */
  readonly sharedHint?: string
  /** What to do about one that is too long. */
  readonly shorter?: string
  /** A draft is saved without it but can't be submitted; rare fields are behind a button. */
  readonly is?: 'needed' | 'rare'
}

/** One text that is one value of the order. */
interface TextInput<Value> extends Input {
  readonly kind: 'text'
  readonly typed: (value: Value) => string
  /** Of what cannot be read, the empty value. */
  readonly read: (text: string) => Value
}

interface OtherInput extends Input {
  /** A line of the address, a secret, or one that is drawn and read in a way of its own. */
  readonly kind: 'line' | 'secret' | 'own'
}

type Asked = Exclude<ContentField, keyof ServiceAddress>
/** An address is asked for in the lines in which people write it. */
export type InputField = Asked | keyof AddressLines | keyof Secrets

type Inputs = {
  /** `null`: nobody is asked, and it stays as it is. */
  readonly [Field in InputField]: Field extends Asked
    ? TextInput<ContentValues[Field]> | OtherInput | null
    : OtherInput
}

const text = { kind: 'text', typed: orNothing, read: valueOf } as const
const telephone = { kind: 'text', typed: numberText, read: numberOf } as const
const own = { kind: 'own' } as const
const line = { kind: 'line', section: 'address' } as const
const secret = { kind: 'secret', section: 'authorization' } as const

const { businessName, firstName, lastName, loaAuthorizingPerson } = ORDER_FIELDS

/** Every input of the form of an order, in its order. A field of an order that is not here does not compile. */
export const INPUTS = {
  numbers: { ...own, block: 'numbers', section: 'numbers', is: 'needed', label: 'Numbers' },
  type: {
    ...own,
    block: 'subscriberType',
    section: 'subscriber',
    is: 'needed',
    label: 'Subscriber',
  },
  businessName: {
    ...text,
    block: 'businessName',
    section: 'subscriber',
    is: 'needed',
    label: 'Business name',
    hint: `As on the bill, up to ${businessName.longest} characters.`,
  },
  firstName: {
    ...text,
    block: 'firstName',
    section: 'subscriber',
    is: 'rare',
    label: 'First name',
    hint: `Up to ${firstName.longest} characters.`,
  },
  middleInitial: {
    ...text,
    block: 'middleInitial',
    section: 'subscriber',
    is: 'rare',
    label: 'Middle initial',
    shorter: 'Enter the first letter only.',
  },
  lastName: {
    ...text,
    block: 'lastName',
    section: 'subscriber',
    is: 'rare',
    label: 'Last name',
    hint: `Up to ${lastName.longest} characters.`,
  },
  houseNumber: {
    ...line,
    block: 'houseNumber',
    is: 'needed',
    label: 'House number',
    hint: 'The service address, not billing.',
  },
  streetName: { ...line, block: 'streetName', is: 'needed', label: 'Street' },
  addressLine2: { ...line, block: 'addressLine2', is: 'rare', label: 'Unit, suite, floor' },
  city: { ...line, block: 'city', is: 'needed', label: 'City' },
  state: {
    ...line,
    block: 'state',
    is: 'needed',
    label: 'State',
    hint: 'Two letters, like NC, or its name.',
  },
  zip: { ...line, block: 'zip', is: 'needed', label: 'ZIP' },
  billingTelephoneNumber: {
    ...telephone,
    block: 'btn',
    section: 'authorization',
    is: 'needed',
    label: 'BTN (billing number)',
    hint: 'Main number on the bill. Empty for toll-free.',
  },
  loaAuthorizingPerson: {
    ...text,
    block: 'loaPerson',
    section: 'authorization',
    is: 'needed',
    label: 'Signer (authorizing person)',
    hint: `Who signs the LOA. Up to ${loaAuthorizingPerson.longest} characters.`,
    sharedHint: `If one person signs for all. Up to ${loaAuthorizingPerson.longest} characters.`,
    shorter: 'Shorten it, like “J Rivera”.',
  },
  accountNumber: { ...secret, block: 'accountNumber', label: 'Account number' },
  pin: { ...secret, block: 'pin', label: 'PIN' },
  partialPort: {
    ...own,
    block: 'partialPort',
    section: 'authorization',
    is: 'rare',
    label: 'Partial port',
  },
  newBillingTelephoneNumber: {
    ...telephone,
    block: 'newBtn',
    section: 'authorization',
    is: 'rare',
    label: 'New BTN for remaining numbers',
    hint: 'If the BTN ports and other numbers stay.',
  },
  siteId: { ...text, block: 'siteId', section: 'where', label: 'Site' },
  peerId: { ...text, block: 'peerId', section: 'where', is: 'rare', label: 'SIP peer' },
  targetRespOrgId: {
    ...text,
    block: 'targetRespOrg',
    section: 'where',
    is: 'rare',
    label: 'Target RespOrg (toll-free)',
    hint: '5 letters or digits. Bandwidth usually uses JYT01.',
    sharedHint: 'If any is toll-free: 5 letters or digits, usually JYT01.',
  },
  requestedFocDate: { ...own, block: 'focDay', section: 'when', label: 'Requested FOC' },
  triggered: {
    ...own,
    block: 'golive',
    section: 'when',
    label: 'Goes live',
    hint: 'On demand: someone has to be there when it ports.',
  },
  alternateSpid: null,
} as const satisfies Inputs

export const INPUT_FIELDS = Object.keys(INPUTS) as InputField[]

type OfKind<Kind extends OtherInput['kind'] | 'text'> = {
  [Field in InputField]: (typeof INPUTS)[Field] extends { readonly kind: Kind } ? Field : never
}[InputField]

/** Of which one text is one value. */
export type TextField = OfKind<'text'>
/** Drawn and read in a way of its own. */
export type OwnField = OfKind<'own'>

/** The same, where the specific field is irrelevant. */
export const TEXTS: {
  readonly [Field in TextField]: TextInput<ContentValues[Field]> & {
    readonly block: (typeof INPUTS)[Field]['block']
  }
} = INPUTS

export const TEXT_FIELDS = INPUT_FIELDS.filter((field): field is TextField => {
  return inputOf(field)?.kind === 'text'
})

/** Typed in as a line of text, be it a value or one line of an address. */
export const LINE_FIELDS = INPUT_FIELDS.filter((field): field is OfKind<'text' | 'line'> => {
  const kind = inputOf(field)?.kind
  return kind === 'text' || kind === 'line'
})

export type TypedTexts = {
  readonly [Field in TextField as (typeof INPUTS)[Field]['block']]: string
}

/** The form's values as typed; `''` if empty. Account number and PIN are stored separately. */
export interface TypedOrder extends AddressLines, TypedTexts {
  readonly numbers: string
  readonly partialPort: boolean
  /** `BUSINESS`, `RESIDENTIAL`, or another text that Bandwidth wrote. */
  readonly subscriberType: string
  /** `''`: the site's default. */
  readonly peerId: string
  /** `YYYY-MM-DD`; `''`: as soon as possible. */
  readonly focDay: string
  readonly golive: 'at-11-30' | 'on-demand'
  /** `HH:mm` in New York; `''`: 11:30. */
  readonly liveTime: string
  /** Slack file ids. A form shown again cannot hold them: their numbers are stored behind it. */
  readonly files: readonly string[]
}

/** The name of an input, which is also the id of its block. */
export type FieldName = keyof TypedOrder | keyof Secrets
export type OrderProblem = FieldProblem<FieldName>

/** `''` also of an input that is no text. */
export function textAt(block: FieldName, typed: Partial<Record<FieldName, unknown>>): string {
  const text = typed[block]
  return typeof text === 'string' ? text : ''
}

export interface AnyInput extends Input {
  readonly kind: OtherInput['kind'] | 'text'
  readonly block: FieldName
}

export function inputOf(field: InputField): AnyInput | null {
  return INPUTS[field]
}

function orNothing(value: string | null): string {
  return value ?? ''
}

export function valueOf(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim()
}

function numberText(tn: TelephoneNumber | null): string {
  return tn === null ? '' : showNumber(tn)
}

function numberOf(typed: string): TelephoneNumber | null {
  return telephoneNumber(typed) ?? null
}
