import { countOf } from '../../porting/counts.ts'
import { attachMatched } from '../../desk/bulk/bulk-documents.ts'
import { shareLetter } from '../../desk/bulk/share-letter.ts'
import { isShared } from '../../desk/bulk/view-letters.ts'
import { noSuchDocument } from '../../desk/document-refusals.ts'
import { findBulkDocument } from '../../store/bulk-documents.ts'
import { attachAllMatched, giveLetter } from '../controls/bulk-controls.ts'
import { attachAs, DOCUMENT_TYPES } from '../controls/document-controls.ts'
import { findOffer } from '../../store/offered-documents.ts'
import { attach, attachedWords } from '../forms/loa-form.ts'
import { downloadFile } from '../download-file.ts'
import { letterOutcome } from '../messages/letter-words.ts'
import { said } from '../messages/said.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../surface.ts'

export const onAttachAs: readonly Clickable[] = DOCUMENT_TYPES.map((type) => ({
  id: attachAs.idOf(type),
  needs: 'porter',
  async click(visit) {
    const offer = await findOffer(visit.desk.db, visit.value)
    if (offer === undefined) throw noSuchDocument()
    const file = { id: offer.source, name: offer.name }
    const attached = await attach(visit, { offerId: offer.id, type, file })
    await visit.reply(said(attachedWords(attached, offer.orderNumber)))
  },
}))

export const onAttachAllMatched: Clickable = {
  id: attachAllMatched.id,
  needs: 'porter',
  click: ofOrder(async ({ desk, member, workspace, reply, number }) => {
    await reply(said('Sending the files to Bandwidth, one by one…'))
    const { attached, failed, unmatched } = await attachMatched(desk, {
      ...{ number, by: member.id },
      fetch: (file) => downloadFile(workspace, file),
    })
    await reply(
      said(
        [
          `${countOf(attached, 'LOA')} attached to the orders of #${number}.`,
          ...failed.map(({ name, why }) => `${name} not: ${why}`),
          ...(unmatched > 0 ? [`${countOf(unmatched, 'file')} still without an order.`] : []),
        ].join(' '),
      ),
    )
  }),
}

export const onGiveLetter: Clickable = {
  id: giveLetter.id,
  needs: 'porter',
  click: ofOrder(async ({ desk, member, workspace, reply, number, more: [document = ''] }) => {
    const known = await findBulkDocument(desk.db, document)
    if (known?.bulkNumber !== number || !isShared(known)) throw noSuchDocument()
    await reply(said(`Sending ${known.name} to Bandwidth, one order at a time…`))
    const letter = await shareLetter(desk, {
      ...{ number, id: document, person: known.person, by: member.id },
      fetch: (file) => downloadFile(workspace, file),
    })
    await reply(said(letterOutcome(letter))).catch((error: unknown) => {
      // Slack takes answers to a click for half an hour; the live message says the same.
      desk.log('answer-not-delivered', { error })
    })
  }),
}
