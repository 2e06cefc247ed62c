import type { AddressLines } from '../../porting/address-lines.ts'
import type { Secrets } from '../../porting/order.ts'
import type { TypedFile } from '../typed-file.ts'
import {
  type FieldName,
  INPUTS,
  LINE_FIELDS,
  type TypedOrder,
  type TypedTexts,
} from './order-inputs.ts'
import { peerAction } from './order-view.ts'
import { filesIn, isChecked, type StateValues, textIn } from './typed-values.ts'

/** What was typed, as it was typed. */
export function readOrderForm(values: StateValues): {
  readonly typed: TypedOrder
  readonly secrets: Secrets
  readonly files: readonly TypedFile[]
} {
  const text = (field: FieldName) => textIn(values, field)
  const files = filesIn(values, 'files')
  const siteId = text('siteId')
  const isPeerOfSite = Object.keys(values['peerId'] ?? {})[0] === peerAction(siteId)
  return {
    typed: {
      ...linesIn(text),
      numbers: text('numbers'),
      partialPort: isChecked(values, 'partialPort'),
      subscriberType: text('subscriberType'),
      peerId: isPeerOfSite ? text('peerId') : '',
      focDay: text('focDay'),
      golive: text('golive') === 'on-demand' ? 'on-demand' : 'at-11-30',
      liveTime: text('liveTime'),
      files: files.map(({ id }) => id),
    },
    secrets: { accountNumber: secret(text('accountNumber')), pin: secret(text('pin')) },
    files,
  }
}

function linesIn(text: (field: FieldName) => string): TypedTexts & AddressLines {
  const blocks = LINE_FIELDS.map((field) => INPUTS[field].block)
  return Object.fromEntries(blocks.map((block) => [block, text(block)])) as unknown as TypedTexts &
    AddressLines
}

function secret(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
