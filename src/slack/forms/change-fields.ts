import { closedOnce } from '../../porting/names-in-words.ts'
import { isApprovers } from '../../porting/change-approval.ts'
import type { Fix, FixField } from '../../porting/fix.ts'
import type { ContentField, ServiceAddress } from '../../porting/order.ts'
import type { Correction } from '../../porting/refused-alike.ts'
import { fieldsOf, isContentField } from '../../porting/order-fields.ts'
import type { ChangeField, Offer } from '../../porting/supplement.ts'
import { INPUT_FIELDS, inputOf, type FieldName, type InputField } from './order-inputs.ts'

/** What a change form is opened for: the order's errors, a change that was not made, or every open field. */
export type ChangeOf = Fix | Again | 'everything'

interface Again {
  readonly kind: 'again'
  readonly inputs: readonly InputField[]
}

type Offers = Readonly<Record<ChangeField, Offer>>

const LINES: readonly InputField[] = INPUT_FIELDS.filter(
  (field) => inputOf(field)?.section === 'address',
)
const NAMES: readonly InputField[] = ['businessName', 'firstName', 'middleInitial', 'lastName']
const SECRETS: readonly InputField[] = ['accountNumber', 'pin']

// Bandwidth takes account number and PIN together, and a site has its own peers.
const INPUTS_OF: Readonly<Record<FixField, readonly InputField[]>> = {
  address: LINES,
  name: NAMES,
  'subscriber type': ['type', ...NAMES],
  'account number': SECRETS,
  PIN: SECRETS,
  BTN: ['billingTelephoneNumber'],
  'partial port': ['partialPort', 'newBillingTelephoneNumber'],
  signer: ['loaAuthorizingPerson'],
  numbers: ['numbers'],
  site: ['siteId', 'peerId'],
  'SIP peer': ['siteId', 'peerId'],
  RespOrg: ['targetRespOrgId'],
}

/** The inputs of a change form: those asked for that are open, and the date last, where it can be had. */
export function inputsFor(of: ChangeOf, offers: Offers): readonly InputField[] {
  const offered = askedIn(of).filter(
    (field) => field !== 'requestedFocDate' && isOffered(offers[changeFieldOf(field)]),
  )
  return isOffered(offers.requestedFocDate) ? [...offered, 'requestedFocDate'] : offered
}

/** What a form is about, and the date, with which a carrier starts again. */
function askedIn(of: ChangeOf): readonly InputField[] {
  const asked = of === 'everything' ? INPUT_FIELDS : inputsOfFix(of)
  return [...new Set<InputField>([...asked, 'requestedFocDate'])]
}

/** With the same inputs as what was asked for then. */
export function againWith({ fields, hasSecrets }: Correction): Again {
  const asked = new Set<ContentField>(fields)
  const isAsked = (field: InputField): boolean =>
    [...contentFieldsOf([field])].some((one) => asked.has(one)) ||
    (hasSecrets && SECRETS.includes(field))
  return { kind: 'again', inputs: INPUT_FIELDS.filter(isAsked) }
}

function inputsOfFix(fix: Fix | Again): readonly InputField[] {
  if (fix.kind === 'again') return fix.inputs
  return fix.kind === 'fields' || fix.kind === 'consent'
    ? fix.fields.flatMap((field) => INPUTS_OF[field])
    : []
}

export function isOffered(offer: Offer): boolean {
  return offer === 'open' || (typeof offer === 'object' && 'doubtful' in offer)
}

function changeFieldOf(field: InputField): ChangeField {
  return field === 'state' ? 'stateCode' : field
}

/** The fields of an order that these inputs are about. */
export function contentFieldsOf(inputs: readonly InputField[]): ReadonlySet<ContentField> {
  const address: readonly (keyof ServiceAddress)[] = fieldsOf('address')
  return new Set(
    inputs.flatMap((field): readonly ContentField[] => {
      if (LINES.includes(field)) return address
      return isContentField(field) ? [field] : []
    }),
  )
}

/** Of these inputs, as people read them, those about which an approver decides. */
export function decidedByApprovers(inputs: readonly InputField[]): readonly string[] {
  const labels = inputs
    .filter((field) => isContentField(field) && isApprovers(field))
    .map((field) => inputOf(field)?.label)
  const named = labels.filter((label) => label !== undefined)
  return NAMES.some((name) => inputs.includes(name)) ? [...named, 'another name'] : named
}

/** What these inputs correct. */
export function correctionIn(inputs: readonly InputField[]): Correction {
  return {
    fields: [...contentFieldsOf(inputs)],
    hasSecrets: inputs.some((field) => SECRETS.includes(field)),
  }
}

/** The blocks of a change form, for reading what was typed and for what is wrong with it. */
export function blocksOf(inputs: readonly InputField[], hasHour: boolean): ReadonlySet<FieldName> {
  const blocks = inputs.map((field) => inputOf(field)?.block).filter((block) => block !== undefined)
  return new Set([
    ...blocks,
    ...(inputs.includes('numbers') ? (['files'] as const) : []),
    ...(hasHour ? (['liveTime'] as const) : []),
  ])
}

/** What the form is about and a person can't change now, with why. */
export function closedWords(of: ChangeOf, offers: Offers): readonly string[] {
  const asked = new Set(askedIn(of))
  const closed = INPUT_FIELDS.filter((one) => asked.has(one)).flatMap((field) => {
    const offer = offers[changeFieldOf(field)]
    const input = inputOf(field)
    if (input === null || typeof offer !== 'object' || !('closed' in offer)) return []
    const name = input.section === 'address' ? 'Service address' : input.label
    return [{ name, why: offer.closed }]
  })
  return closedOnce(closed)
}

export function hasDoubt(offers: Offers, inputs: readonly InputField[]): boolean {
  return inputs.some((field) => {
    const offer = offers[changeFieldOf(field)]
    return typeof offer === 'object' && 'doubtful' in offer
  })
}
