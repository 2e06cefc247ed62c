import { about, Refusal } from '../porting/refusal.ts'
import type { OfferedDocument } from '../store/offered-documents.ts'
import type { TrackedOrder } from '../store/orders.ts'

export function noSuchDocument(): Refusal {
  return new Refusal('no-such-document', 'I don’t have this file anymore.', 'Drop it again.')
}

export function cannotAttachNow({ number, seen, ending }: TrackedOrder): Refusal {
  const status = ending ?? seen?.status ?? 'not at Bandwidth'
  return new Refusal(
    'cannot-attach-now',
    about(number, (named) => `${named} is closed (${status}); you can’t add documents.`),
  )
}

/** One file is called by its name; of many orders the reason alone stands beside each. */
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

export function documentTaken(offer: OfferedDocument | undefined): Refusal {
  return new Refusal(
    'document-taken',
    offer?.state === 'attached'
      ? `${offer.name} is already attached${offer.attachedBy === null ? '' : `, by @${offer.attachedBy}`}.`
      : `${offer?.name ?? 'The file'} is already on its way to Bandwidth.`,
  )
}
