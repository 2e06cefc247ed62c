import { seenBulk } from '../../../desk/bulk/find-bulk.ts'
import { queueChildrenFile } from '../../../desk/bulk/children-file.ts'
import { EMPTIES } from '../../../porting/child-table.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.children-csv'

/** A table of the orders to fill in: BTN, account number, PIN, name and address of each. */
export const childrenCsv: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Orders as CSV', value: String(number) }),
  async click({ desk, reply, value }) {
    const bulk = await seenBulk(desk, Number(value))
    await queueChildrenFile(desk, bulk)
    await reply(
      said(
        `orders-${value}.csv comes into the thread. Fill in what each order has of its own and drop it there: an empty cell leaves things as they are, a “${EMPTIES}” empties them. Account numbers and PINs never come out; type them in where a carrier asks.`,
      ),
    )
  },
}
