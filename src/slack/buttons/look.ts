import { queueChildrenFile } from '../../desk/bulk/children-file.ts'
import { seenBulk } from '../../desk/bulk/find-bulk.ts'
import { lookAtWholeBulk } from '../../desk/bulk/look-at-whole-bulk.ts'
import { syncOrder } from '../../desk/look-at-order.ts'
import { cardKey } from '../../desk/post-keys.ts'
import { EMPTIES } from '../../porting/child-table.ts'
import { rangesOf, showNumber } from '../../porting/telephone-number.ts'
import { readNotesAt } from '../../store/notes.ts'
import { redraw } from '../../store/posts.ts'
import { childrenCsv, lookAtBulkNow } from '../controls/bulk-controls.ts'
import { lookNow, seeNumbers } from '../controls/order-controls.ts'
import { numbersAnswer } from '../messages/numbers.ts'
import { said } from '../messages/said.ts'
import { statusAnswer } from '../messages/status.ts'
import { ofOrder, orderOf } from '../order-ref.ts'
import type { Clickable } from '../surface.ts'
import { viewOf } from '../visit.ts'

export const onLookNow: Clickable = {
  id: lookNow.id,
  needs: 'porter',
  click: ofOrder(async (visit) => {
    const { desk, reply, number } = visit
    await syncOrder(desk, number)
    await redraw(desk.db, cardKey(number))
    await readNotesAt(desk.db, number, 'asked', desk.clock())
    desk.nudge()
    await reply(statusAnswer(await viewOf(visit, await orderOf(visit, number))))
  }),
}

export const onSeeNumbers: Clickable = {
  id: seeNumbers.id,
  needs: 'porter',
  click: ofOrder(async (visit) => {
    const { number, content } = await orderOf(visit, visit.number)
    await visit.reply(
      numbersAnswer(
        number,
        rangesOf(content.numbers).map(({ first, last, count }) =>
          count === 1
            ? showNumber(first)
            : `${showNumber(first)} to ${showNumber(last)} (${count})`,
        ),
        content.numbers.length,
      ),
    )
  }),
}

export const onLookAtBulkNow: Clickable = {
  id: lookAtBulkNow.id,
  needs: 'porter',
  click: ofOrder(async ({ desk, reply, number }) => {
    await lookAtWholeBulk(desk, number)
    await readNotesAt(desk.db, number, 'asked', desk.clock())
    desk.nudge()
    await reply(said(`Looked at #${number} and its orders; the card shows what Bandwidth has.`))
  }),
}

export const onChildrenCsv: Clickable = {
  id: childrenCsv.id,
  needs: 'porter',
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
