import type { CustomerOrderId, OrderContent, Secrets } from '../porting/order.ts'
import { isTollFree, type TelephoneNumber } from '../porting/telephone-number.ts'
import { writeFocDate } from './dates.ts'
import { writeNumber, type NumberFormat } from './number-format.ts'
import { writeSubscriber } from './subscriber-xml.ts'
import { group, leaf, sequence, xmlDocument, type Xml } from './xml-writer.ts'

export interface DraftToCreate {
  readonly customerOrderId: CustomerOrderId
  readonly content: OrderContent
  readonly secrets: Secrets
}

export interface OrderUpdate {
  readonly customerOrderId: CustomerOrderId
  readonly content?: Partial<OrderContent>
  readonly secrets?: Secrets
  readonly submit?: true
  readonly retryValidation?: true
}

/** `false` is what Bandwidth assumes, and toll-free orders must not say it at all (7384). */
export function writeDraft(draft: DraftToCreate, format: NumberFormat): string {
  const { customerOrderId, content, secrets } = draft
  return xmlDocument(
    'LnpOrder',
    leaf('CustomerOrderId', customerOrderId),
    contentElements(content, secrets, format, { resetSubscriber: false, sayNo: false }),
    leaf('ProcessingStatus', 'DRAFT'),
  )
}

export function writeUpdate(update: OrderUpdate, format: NumberFormat): string {
  const { customerOrderId, content = {}, secrets, submit, retryValidation } = update
  const sayNo = !(content.numbers ?? []).some(isTollFree)
  return xmlDocument(
    'LnpOrderSupp',
    leaf('CustomerOrderId', customerOrderId),
    contentElements(content, secrets, format, { resetSubscriber: true, sayNo }),
    leaf('ProcessingStatus', submit ? 'SUBMITTED' : null),
    leaf('RetryValidation', retryValidation ? 'true' : null),
  )
}

interface Manner {
  /** Take away what the subscriber had and what is not sent now. Only an update can. */
  readonly resetSubscriber: boolean
  /** Whether `false` is written, or left to be assumed. */
  readonly sayNo: boolean
}

// Bandwidth drops elements that stand in an unexpected place without a word, so this is its own order.
function contentElements(
  content: Partial<OrderContent>,
  secrets: Secrets | undefined,
  format: NumberFormat,
  { resetSubscriber, sayNo }: Manner,
): Xml {
  const { requestedFocDate, subscriber, numbers } = content
  const number = (tn: TelephoneNumber | null | undefined) =>
    tn === null || tn === undefined ? null : writeNumber(tn, format)
  const flag = (value: boolean | undefined) =>
    value === true ? 'true' : value === false && sayNo ? 'false' : null

  return sequence(
    leaf('RequestedFocDate', requestedFocDate ? writeFocDate(requestedFocDate) : null),
    leaf('AlternateSpid', content.alternateSpid ?? null),
    leaf('BillingTelephoneNumber', number(content.billingTelephoneNumber)),
    leaf('NewBillingTelephoneNumber', number(content.newBillingTelephoneNumber)),
    leaf('SiteId', content.siteId ?? null),
    leaf('PeerId', content.peerId ?? null),
    subscriber ? writeSubscriber(subscriber, { reset: resetSubscriber }) : sequence(),
    leaf('LoaAuthorizingPerson', content.loaAuthorizingPerson ?? null),
    wirelessInfo(secrets),
    leaf('TargetRespOrgId', content.targetRespOrgId ?? null),
    group('ListOfPhoneNumbers', ...(numbers ?? []).map((tn) => leaf('PhoneNumber', number(tn)))),
    leaf('Triggered', flag(content.triggered)),
    leaf('PartialPort', flag(content.partialPort)),
  )
}

/** The only place where Bandwidth looks for them, also for wireline numbers (7481). */
function wirelessInfo(secrets: Secrets | undefined): Xml {
  return group(
    'WirelessInfo',
    leaf('AccountNumber', secrets?.accountNumber ?? null),
    leaf('PinNumber', secrets?.pin ?? null),
  )
}
