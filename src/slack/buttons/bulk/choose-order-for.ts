import type { StaticSelect } from '@slack/types'
import { assignDocument } from '../../../desk/bulk/bulk-documents.ts'
import { plainText } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Clickable } from '../../surface.ts'

const PREFIX = 'bulk.choose-order-'

interface OrderChoice {
  readonly number: number
  readonly label: string
}

/** A menu of orders beside a file that could not be matched; its choice is a click with the order in it. */
export const chooseOrderFor: Clickable & {
  draw(bulk: number, document: string, choices: readonly OrderChoice[]): StaticSelect
} = {
  id: PREFIX,
  needs: 'porter',
  matches: (actionId) => actionId.startsWith(PREFIX),
  draw: (bulk, document, choices) => ({
    type: 'static_select',
    action_id: `${PREFIX}${document}`,
    placeholder: plainText('Choose its order'),
    options: choices.map(({ number, label }) => ({
      text: plainText(label.slice(0, 75)),
      value: `${bulk} ${document} ${number}`,
    })),
  }),
  async click({ desk, reply, value }) {
    const [bulk = '', document = '', child = ''] = value.split(' ')
    await assignDocument(desk, { number: Number(bulk), id: document, child: Number(child) })
    await reply(said(`It is for #${child}. "Attach" sends it.`))
  },
}
