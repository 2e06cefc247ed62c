import { isTollFree } from '../porting/telephone-number.ts'
import type { Bandwidth } from './bandwidth.ts'
import type { NumberFormat } from './number-format.ts'
import { CREATION, writeContent } from './order-elements.ts'
import { writeSubscriber } from './subscriber-xml.ts'
import { leaf, xmlDocument } from './xml-writer.ts'

/** `false` is what Bandwidth assumes, and toll-free orders must not say it at all (7384). */
export function writeDraft(
  { customerOrderId, content, secrets }: Parameters<Bandwidth['createDraft']>[0],
  format: NumberFormat,
): string {
  return xmlDocument(
    'LnpOrder',
    leaf('CustomerOrderId', customerOrderId),
    writeContent({ ...content, secrets }, { ...CREATION, format }),
    leaf('ProcessingStatus', 'DRAFT'),
  )
}

export function writeUpdate(
  update: Parameters<Bandwidth['updateOrder']>[1],
  format: NumberFormat,
): string {
  const { customerOrderId, content = {}, secrets, submit, retryValidation } = update
  const sayNo = !(content.numbers ?? []).some(isTollFree)
  return xmlDocument(
    'LnpOrderSupp',
    leaf('CustomerOrderId', customerOrderId),
    writeContent(
      { ...content, ...(secrets !== undefined && { secrets }) },
      {
        ...CREATION,
        format,
        sayNo,
        subscriber: (subscriber) => writeSubscriber(subscriber, { reset: true }),
      },
    ),
    leaf('ProcessingStatus', submit ? 'SUBMITTED' : null),
    leaf('RetryValidation', retryValidation ? 'true' : null),
  )
}
