import { countOf } from '../../porting/counts.ts'
import type { OrderView } from '../../desk/view-order.ts'
import type { DocumentType } from '../../porting/order.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { join, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'

export const DOCUMENT_TYPES: Record<DocumentType, string> = {
  LOA: 'LOA',
  INVOICE: 'invoice',
  CSR: 'CSR',
  OTHER: 'other document',
}

const MOST_DOCUMENTS = 2

/** `LOA on file: loa.pdf, sent by @dana`, with whatever else Bandwidth has; or that there is none. */
export function documentsOnFile(
  { tracked, offers }: OrderView,
  most: number = MOST_DOCUMENTS,
): Mrkdwn {
  const { documents } = tracked
  const known = documents.map((document) => {
    const offer = offers.find(({ fileId }) => fileId === document.fileId)
    const name = oneLine(offer?.name ?? document.name ?? '') || 'unnamed file'
    const sender = offer === undefined ? nothing : mrkdwn`, sent by ${mention(offer.offeredBy)}`
    return { isLoa: document.type === 'LOA', says: mrkdwn`${name}${sender}`, type: document.type }
  })
  const loas = known.filter(({ isLoa }) => isLoa).map(({ says }) => says)
  const others = known
    .filter(({ isLoa }) => !isLoa)
    .map(({ says, type }) => mrkdwn`${says} (${oneLine(type ?? 'no type')})`)
  return join(
    [
      loas.length === 0 ? 'no LOA on file' : mrkdwn`LOA on file: ${few(loas, most)}`,
      others.length === 0 ? null : mrkdwn`also ${few(others, most)}`,
    ],
    ', ',
  )
}

function few(documents: readonly Mrkdwn[], most: number): Mrkdwn {
  if (most === 0) return plain(countOf(documents.length, 'document'))
  const more = documents.length - most
  return join(
    [...documents.slice(0, most), more > 0 ? plain(`and ${countOf(more, 'more document')}`) : null],
    ', ',
  )
}

/** `120 kB`, `2.4 MB` */
export function showSize(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte')
  return bytes < 1_000_000
    ? `${Math.round(bytes / 1000)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
