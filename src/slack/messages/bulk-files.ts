import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import { customerReason } from '../../porting/customer-reasons.ts'
import { showNumber } from '../../porting/telephone-number.ts'
import { csvText } from '../../porting/delimited-text.ts'

/** The numbers that cannot go, each with its reason, in words to send back to the customer. */
export function refusedCsv({ account }: Pick<BulkView, 'account'>): string {
  const rows = account.refused.map(({ tn, error }) => {
    const { why, helps } = customerReason(error)
    return [showNumber(tn), why, helps, error.code]
  })
  return csvText([['number', 'why it can’t be ported', 'what helps', 'code'], ...rows])
}
