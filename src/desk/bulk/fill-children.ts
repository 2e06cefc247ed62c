import { isBandwidthError } from '../../bandwidth/errors.ts'
import { childSecrets, withChildFacts, type ChildRow } from '../../porting/child-facts.ts'
import { Refusal } from '../../porting/refusal.ts'
import { findOrder, isSeen } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { editOrder } from '../edit-order.ts'
import { patient } from './refresh-children.ts'
import { tellBulkNews } from './tell-bulk.ts'

export interface ChildrenFilled {
  readonly children: readonly number[]
  readonly failed: readonly { readonly child: number; readonly why: string }[]
}

/**
 * Put into many children what each has of its own. Every child is a change of its own that is read back;
 * one that fails holds up no other and is named.
 */
export async function fillChildren(
  hurried: Desk,
  {
    number,
    rows,
    by,
  }: { readonly number: number; readonly rows: readonly ChildRow[]; readonly by: string },
): Promise<ChildrenFilled> {
  const desk = patient(hurried)
  const children: number[] = []
  const failed: { child: number; why: string }[] = []
  for (const { number: child, facts } of rows) {
    try {
      const row = await findOrder(desk.db, child)
      if (row === undefined || !isSeen(row) || row.bulkNumber !== number) {
        failed.push({ child, why: `it is no order of bulk order #${number} (any more)` })
        continue
      }
      await editOrder(desk, {
        ...{ number: child, by },
        content: withChildFacts(row.seen, facts),
        secrets: childSecrets(facts),
      })
      children.push(child)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'nothing-changed') continue
      if (!(error instanceof Refusal) && !isBandwidthError(error)) throw error
      const why = error instanceof Refusal ? error.message : 'Bandwidth did not answer'
      failed.push({ child, why })
    }
  }
  if (children.length + failed.length > 0) {
    await tellBulkNews(desk, number, { kind: 'children-filled', by, children, failed })
  }
  return { children, failed }
}
