import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import { causeOf } from '../../porting/causes.ts'
import { showNumber } from '../../porting/telephone-number.ts'
import { csvText } from '../../porting/delimited-text.ts'

/** The numbers that cannot go, each with its reason, to send back to the customer. */
export function refusedCsv({ account }: BulkView): string {
  const rows = account.refused.map(({ tn, error }) => {
    const { title, next } = causeOf(error)
    return [showNumber(tn), `${title} (${error.code})`, next]
  })
  return csvText([['number', 'why it cannot go', 'what to do'], ...rows])
}
