import type { PortOrder } from './order.ts'
import type { TelephoneNumber } from './telephone-number.ts'

/** The numbers of a toll-free order that its check says can’t port. */
export function failedNumbers({ numbers, tollFree }: PortOrder): readonly TelephoneNumber[] {
  const failed = new Set((tollFree?.validationErrors ?? []).flatMap((error) => error.numbers))
  return numbers.filter((tn) => failed.has(tn))
}
