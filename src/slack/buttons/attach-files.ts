import { countOf } from '../../porting/counts.ts'
import { attachMatched } from '../../desk/bulk/bulk-documents.ts'
import { shareLoa } from '../../desk/bulk/share-loa.ts'
import { isShared } from '../../desk/bulk/view-loas.ts'
import { noSuchDocument } from '../../desk/document-refusals.ts'
import { findBulkDocument } from '../../store/bulk-documents.ts'
import { attachAllMatched, giveLoa } from '../controls/bulk-controls.ts'
import { attachAs, DOCUMENT_TYPES } from '../controls/document-controls.ts'
import { findOffer } from '../../store/offered-documents.ts'
import { attach, attachedWords } from '../forms/loa-form.ts'
import { downloadFile } from '../download-file.ts'
import { loaOutcome } from '../messages/loa-words.ts'
import { said } from '../messages/said.ts'
import { saidOf } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'
import { onOrder, onOrderSaying } from './on-press.ts'

export const onAttachAs: readonly Clickable[] = DOCUMENT_TYPES.map((type) => ({
  id: attachAs.idOf(type),
  needs: 'coordinator',
  async click(interaction) {
    const offer = await findOffer(interaction.desk.db, interaction.value)
    if (offer === undefined) throw noSuchDocument()
    const file = { id: offer.source, name: offer.name }
    const attached = await attach(interaction, { offerId: offer.id, type, file })
    await interaction.reply(
      await saidOf(interaction, offer.orderNumber, (named) => attachedWords(attached, named)),
    )
  },
}))

export const onAttachAllMatched = onOrderSaying(attachAllMatched, async (interaction) => {
  const { desk, member, workspace, reply, number } = interaction
  await reply(said('Sending the files to Bandwidth, one by one…'))
  const { attached, failed, unmatched } = await attachMatched(desk, {
    number,
    by: member.id,
    fetch: (file) => downloadFile(workspace, file),
  })
  return (named) =>
    [
      `${countOf(attached, 'file')} attached to the orders of ${named}.`,
      ...failed.map(({ name, why }) => `${name}: ${why}`),
      ...(unmatched > 0
        ? [`${countOf(unmatched, 'file')} still ${unmatched === 1 ? 'needs' : 'need'} an order.`]
        : []),
    ].join(' ')
})

export const onGiveLoa = onOrder(
  giveLoa,
  async ({ desk, member, workspace, reply, number, more: [document = ''] }) => {
    const known = await findBulkDocument(desk.db, document)
    if (known?.bulkNumber !== number || !isShared(known)) throw noSuchDocument()
    await reply(said(`Sending ${known.name} to Bandwidth, one order at a time…`))
    const loa = await shareLoa(desk, {
      number,
      id: document,
      person: known.person,
      by: member.id,
      fetch: (file) => downloadFile(workspace, file),
    })
    await reply(said(loaOutcome(loa))).catch((error: unknown) => {
      // Slack takes answers to a click for half an hour; the live message says the same.
      desk.log('answer-not-delivered', { error })
    })
  },
)
