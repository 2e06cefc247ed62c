import { advanceBulk } from '../../../desk/bulk/advance-bulk.ts'
import { refreshChildren } from '../../../desk/bulk/refresh-children.ts'
import { redrawBulkCard } from '../../../desk/bulk/tell-bulk.ts'
import { findBulk, isSeenBulk } from '../../../store/bulk-orders.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.look-now'

/** Looks at the whole, and at every order of it that a list shows otherwise than it was seen. */
export const lookAtBulkNow: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Look now', value: String(number) }),
  async click({ desk, reply, value }) {
    const number = Number(value)
    await advanceBulk(desk, number)
    const bulk = await findBulk(desk.db, number)
    if (bulk !== undefined && isSeenBulk(bulk) && bulk.endedAt === null) {
      await refreshChildren(desk, bulk)
    }
    await redrawBulkCard(desk, number)
    await reply(said(`Looked at #${number} and its orders; the card shows what Bandwidth has.`))
  },
}
