import { about, Refusal } from '../porting/refusal.ts'
import type { DocumentType } from '../porting/order.ts'
import type { OfferedDocument } from '../store/offered-documents.ts'
import type { TrackedOrder } from '../store/orders.ts'

export function noSuchDocument(): Refusal {
  return new Refusal('no-such-document', 'I don’t have this file anymore.', 'Drop it again.')
}

export function cannotAttachNow({ number, seen, ending }: TrackedOrder): Refusal {
  const status = ending ?? seen?.status ?? 'not at Bandwidth'
  return new Refusal(
    'cannot-attach-now',
    about(number, (named) => `${named} is closed (${status}). You can’t add documents.`),
  )
}

/** The message names a single file; in a list of orders, each shows the reason alone. */
export class DocumentRefused extends Refusal {
  readonly reason: string

  constructor(name: string, why: string, nextStep: string) {
    super('document-refused', `${name} wasn’t attached: ${why}`, nextStep)
    this.reason = `${why.replace(/\.$/, '')}. ${nextStep}`
  }
}

export function documentRefused(name: string, why: string, nextStep: string): DocumentRefused {
  return new DocumentRefused(name, why, nextStep)
}

/** Its name says no type, so it would go as an LOA. */
export function noLoaByItsText(name: string, type: DocumentType): DocumentRefused {
  const what = type === 'CSR' ? 'a CSR' : 'an invoice'
  return documentRefused(
    name,
    `Its text reads like ${what}, not an LOA.`,
    `Drop it again with “${type === 'CSR' ? 'CSR' : 'invoice'}” in its name, or “LOA” if it is one.`,
  )
}

export function documentTaken(offer: OfferedDocument | undefined): Refusal {
  return new Refusal(
    'document-taken',
    offer?.state === 'attached'
      ? `${offer.name} is already attached${offer.attachedBy === null ? '' : `, by @${offer.attachedBy}`}.`
      : `${offer?.name ?? 'The file'} is already on its way to Bandwidth.`,
  )
}
