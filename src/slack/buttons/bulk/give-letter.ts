import { oneLine } from '../../../porting/plain-text.ts'
import { shareLetter } from '../../../desk/bulk/share-letter.ts'
import { isShared, type SharedLetter } from '../../../desk/bulk/view-letters.ts'
import { noSuchDocument } from '../../../desk/refusals.ts'
import { findBulkDocument } from '../../../store/bulk-documents.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { downloadFile } from '../../download-file.ts'
import { letterOutcome } from '../../messages/letter-words.ts'
import { countOf } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.give-letter'

/** A letter that went to many orders goes to those that have none yet: it stopped, or they are new. */
export const giveLetter: Button<[letter: SharedLetter]> = {
  id,
  needs: 'porter',
  draw: ({ document, refused, without }) => {
    const count = refused.length + without.length
    const orders = countOf(count, 'order')
    const person = oneLine(document.person)
    return button({
      id,
      text: WORDS[wordFor(document.state, without.length)](orders),
      value: `${document.bulkNumber} ${document.id}`,
      confirm: confirmDialog({
        title: `Give it to ${orders}?`,
        text: `${oneLine(document.name)} goes to ${orders} of #${document.bulkNumber} as the letter of authorization: ${person} authorizes ${count === 1 ? 'it' : 'them'}. The others are left as they are.`,
        confirm: 'Give it',
        deny: 'Not now',
      }),
    })
  },
  async click({ desk, member, workspace, reply, value }) {
    const [number = '', document = ''] = value.split(' ')
    const known = await findBulkDocument(desk.db, document)
    if (known === undefined || !isShared(known)) throw noSuchDocument()
    await reply(said(`Sending ${known.name} to Bandwidth, one order at a time…`))
    const letter = await shareLetter(desk, {
      ...{ number: Number(number), id: document, person: known.person, by: member.id },
      fetch: (file) => downloadFile(workspace, file),
    })
    await reply(said(letterOutcome(letter))).catch((error: unknown) => {
      // Slack takes answers to a click for half an hour; the live message says the same.
      desk.log('answer-not-delivered', { error })
    })
  },
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
