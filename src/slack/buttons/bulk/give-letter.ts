import { oneLine } from '../../../porting/plain-text.ts'
import { shareLetter } from '../../../desk/bulk/share-letter.ts'
import { isShared, type SharedLetter } from '../../../desk/bulk/view-letters.ts'
import { noSuchDocument } from '../../../desk/document-refusals.ts'
import { findBulkDocument } from '../../../store/bulk-documents.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { downloadFile } from '../../download-file.ts'
import { letterOutcome } from '../../messages/letter-words.ts'
import { countOf } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { TrackedBulk } from '../../../store/bulk-orders.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'
import { shortBulkTitle } from '../../messages/bulk-words.ts'
import { clipText } from '../../mrkdwn.ts'

const id = 'bulk.give-letter'
const LONGEST_NAME = 40

/** A letter that went to many orders goes to those that have none yet: it stopped, or they are new. */
export const giveLetter: Button<[bulk: TrackedBulk, letter: SharedLetter]> = {
  id,
  needs: 'porter',
  draw: (bulk, { document, refused, without }) => {
    const count = refused.length + without.length
    const orders = countOf(count, 'order')
    const person = clipText(oneLine(document.person), LONGEST_NAME)
    return button({
      id,
      text: WORDS[wordFor(document.state, without.length)](orders),
      value: orderValue(bulk, document.id),
      confirm: confirmDialog({
        title: `Give it to ${orders}?`,
        text: `${clipText(oneLine(document.name), LONGEST_NAME)} goes to ${orders} of ${shortBulkTitle(bulk)} as their LOA, signed by ${person}. The others stay as they are.`,
        confirm: 'Give it',
        deny: 'Not now',
      }),
    })
  },
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

const WORDS = {
  'go on': (orders: string) => `Go on with ${orders}`,
  'try again': (orders: string) => `Try ${orders} again`,
  give: (orders: string) => `Give it to ${orders}`,
} as const

function wordFor(state: SharedLetter['document']['state'], without: number): keyof typeof WORDS {
  if (state === 'stopped') return 'go on'
  return without === 0 ? 'try again' : 'give'
}
