import { isBandwidthError } from '../../bandwidth/errors.ts'
import { bandwidthUnreachable, RefusedByBandwidth } from '../../desk/refusals.ts'
import { causeOf } from '../../porting/causes.ts'
import type { OrderField } from '../../porting/fix.ts'
import type { OrderError } from '../../porting/order.ts'
import { Refusal } from '../../porting/refusal.ts'
import type { FieldName } from './order-inputs.ts'
import { type Problems } from './behind-order-form.ts'

/** What Bandwidth or a rule refused, at the field that it is about; null when it is no refusal. */
export function problemsIn(error: unknown): Problems | null {
  if (error instanceof RefusedByBandwidth && error.errors.length > 0) {
    return error.errors.map(problemOf)
  }
  // A write of unknown outcome does not throw, so this was a refresh before anything was sent.
  const refusal = isBandwidthError(error) ? bandwidthUnreachable(error, 'Nothing was sent.') : error
  if (!(refusal instanceof Refusal)) return null
  return [{ field: null, says: [refusal.message, refusal.nextStep].filter(Boolean).join(' ') }]
}

function problemOf(error: OrderError): Problems[number] {
  const { clause, next, field } = causeOf(error)
  return {
    field: FIELD_OF_CODE[error.code] ?? (field === null ? null : FIELDS[field]),
    says: `Bandwidth says: ${clause}. ${next}`,
  }
}

/** Codes that name one field of those that a cause is about. */
const FIELD_OF_CODE: Readonly<Record<string, FieldName>> = {
  '7106': 'subscriberType',
  '7108': 'houseNumber',
  '7109': 'streetName',
  '7110': 'city',
  '7111': 'state',
  '7112': 'zip',
  '7213': 'pin',
  '7214': 'zip',
  '7354': 'middleInitial',
  '7355': 'firstName',
  '7356': 'lastName',
  '7395': 'state',
  '7494': 'newBtn',
  '7496': 'newBtn',
  '7497': 'newBtn',
}

const FIELDS: Record<OrderField, FieldName> = {
  numbers: 'numbers',
  billing: 'btn',
  subscriber: 'businessName',
  address: 'streetName',
  account: 'accountNumber',
  'loa-person': 'loaPerson',
  foc: 'focDay',
  site: 'siteId',
  peer: 'peerId',
  resporg: 'targetRespOrg',
}
