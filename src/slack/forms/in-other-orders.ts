import { numbersElsewhere } from '../../desk/numbers-elsewhere.ts'
import { movedBy } from '../../porting/desired-numbers.ts'
import type { TelephoneNumber } from '../../porting/telephone-number.ts'
import type { FormDraft } from '../../store/forms.ts'
import type { FormInteraction } from '../handlers.ts'
import { elsewhereText } from '../messages/elsewhere.ts'
import { readableBy } from '../order-meant.ts'
import type { BehindForm } from './behind-order-form.ts'

const MAKES_NUMBERS: ReadonlySet<FormDraft['kind']> = new Set(['new', 'again', 'edit', 'bulk'])

/**
 * Numbers that would be in two of our orders, reported once before anything is sent.
 *
 * @returns null if there are none, or if they were named in this form already.
 */
export async function inOtherOrders(
  { desk, member, workspace }: FormInteraction,
  form: FormDraft,
  { before, inBulk, inPlaceOf, named = [] }: BehindForm,
  numbers: readonly TelephoneNumber[],
): Promise<{ readonly named: readonly number[]; readonly says: string } | null> {
  if (!MAKES_NUMBERS.has(form.kind) || inBulk !== undefined) return null
  const { joining } = movedBy(form.kind === 'edit' ? (before?.numbers ?? []) : [], numbers)
  const found = await numbersElsewhere(desk, joining, {
    into: inPlaceOf ?? form.orderNumber,
    readable: readableBy({ member, channel: form.channel, workspace }),
  })
  if (found.every(({ order }) => named.includes(order.number))) return null
  return {
    named: found.map(({ order }) => order.number),
    says: `${elsewhereText(found)} Save again to use them anyway.`,
  }
}
