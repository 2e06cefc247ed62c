import { seenBulk } from '../../../desk/bulk/find-bulk.ts'
import { queueChildrenFile } from '../../../desk/bulk/children-file.ts'
import { EMPTIES } from '../../../porting/child-table.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.children-csv'

/** A table of the orders to fill in: BTN, account number, PIN, name and address of each. */
export const childrenCsv: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Orders as CSV', value: orderValue(order) }),
  click: ofOrder(async ({ desk, reply, number }) => {
    const bulk = await seenBulk(desk, number)
    await queueChildrenFile(desk, bulk)
    await reply(
      said(
        `orders-${number}.csv comes into the thread. Fill in what each order has of its own and drop it there: an empty cell leaves things as they are, a “${EMPTIES}” empties them. Account numbers and PINs never come out; type them in where a carrier asks.`,
      ),
    )
  }),
}
