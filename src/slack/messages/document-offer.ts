import { isAlive } from '../../porting/standing.ts'
import type { OrderView } from '../../desk/view-order.ts'
import type { DocumentType } from '../../porting/order.ts'
import { isTollFreeOrder } from '../../porting/port-kind.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { OfferedDocument } from '../../store/offered-documents.ts'
import { attachAs } from '../controls/document-controls.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { mention, mrkdwn, nothing, type Mrkdwn } from '../mrkdwn.ts'
import { DOCUMENT_TYPES, showSize } from './document-words.ts'
import { orderTitle } from '../words/order-words.ts'

/** A dropped file and its outcome, updated in place. */
export function documentOffer(view: OrderView, offer: OfferedDocument): Message {
  const says = textOf(view, offer)
  const canBeAttached = offer.state === 'offered' || offer.state === 'refused'
  const types = Object.keys(DOCUMENT_TYPES) as DocumentType[]
  return message(says, [
    section(says),
    canBeAttached && isAlive(view.tracked)
      ? actions(types.map((type) => attachAs.draw(offer.id, type)))
      : null,
  ])
}

function textOf({ tracked }: OrderView, offer: OfferedDocument): Mrkdwn {
  const name = mrkdwn`*${oneLine(offer.name)}*`
  const type = offer.type === null ? nothing : mrkdwn` as ${DOCUMENT_TYPES[offer.type]}`
  switch (offer.state) {
    case 'offered': {
      const tollFree = tracked.seen !== null && isTollFreeOrder(tracked.seen)
      return mrkdwn`*Attach ${oneLine(offer.name)} to ${orderTitle(tracked)}?* ${showSize(offer.size)}, from ${mention(offer.offeredBy)}. A coordinator’s click sends it.${tollFree ? ' An LOA has to be PDF or TIFF here.' : ''}`
    }
    case 'again':
      return mrkdwn`Reattaching ${name}${type} to the recreated draft…`
    case 'sending':
      return mrkdwn`Sending ${name} to Bandwidth${type}…`
    case 'unknown':
      return mrkdwn`*No answer from Bandwidth about ${oneLine(offer.name)}.* It may be there. I’m checking and will post here. Don’t send it again.`
    case 'attached':
      return mrkdwn`${name} is attached to ${orderTitle(tracked)}${type}. Bandwidth has it on file. ${attachedBy(offer)}`
    case 'refused':
      return mrkdwn`*${oneLine(offer.name)} wasn’t attached.* ${oneLine(offer.outcome ?? 'Bandwidth gave no reason.')}`
  }
}

function attachedBy({ attachedBy, offeredBy }: OfferedDocument): Mrkdwn {
  if (attachedBy === null) return nothing
  return attachedBy === offeredBy
    ? mrkdwn`Sent by ${mention(offeredBy)}.`
    : mrkdwn`Sent by ${mention(offeredBy)}, attached by ${mention(attachedBy)}.`
}
