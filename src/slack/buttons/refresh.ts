import { queueChildrenFile } from '../../desk/bulk/children-file.ts'
import { orderNumbered } from '../../desk/numbered.ts'
import { seenBulk } from '../../desk/bulk/find-bulk.ts'
import { refreshWholeBulk } from '../../desk/bulk/refresh-whole-bulk.ts'
import { syncOrder } from '../../desk/refresh-order.ts'
import { cardKey } from '../../desk/post-keys.ts'
import { EMPTIES } from '../../porting/child-table.ts'
import { rangesOf, showNumber } from '../../porting/telephone-number.ts'
import { readNotesAt } from '../../store/notes.ts'
import { redraw } from '../../store/posts.ts'
import { childrenCsv, refreshBulkButton } from '../controls/bulk-controls.ts'
import { refreshButton, seeNumbers } from '../controls/order-controls.ts'
import { numbersAnswer } from '../messages/numbers.ts'
import { orderTitle } from '../words/order-words.ts'
import { said } from '../messages/said.ts'
import { statusAnswer } from '../messages/status.ts'
import { onOrder, onOrderSaying } from './on-press.ts'
import { viewOf } from '../interaction.ts'

export const onRefresh = onOrder(refreshButton, async (interaction) => {
  const { desk, reply, number } = interaction
  await syncOrder(desk, number)
  await redraw(desk.db, cardKey(number))
  await readNotesAt(desk.db, number, 'asked', desk.clock())
  desk.wake()
  await reply(
    statusAnswer(await viewOf(interaction, await orderNumbered(interaction.desk.db, number))),
  )
})

export const onSeeNumbers = onOrder(seeNumbers, async (interaction) => {
  const order = await orderNumbered(interaction.desk.db, interaction.number)
  const { content } = order
  await interaction.reply(
    numbersAnswer(
      orderTitle(order),
      rangesOf(content.numbers).map(({ first, last, count }) =>
        count === 1 ? showNumber(first) : `${showNumber(first)} to ${showNumber(last)} (${count})`,
      ),
      content.numbers.length,
    ),
  )
})

export const onRefreshBulk = onOrderSaying(refreshBulkButton, async ({ desk, number }) => {
  await refreshWholeBulk(desk, number)
  await readNotesAt(desk.db, number, 'asked', desk.clock())
  desk.wake()
  return (named) => `Refreshed ${named} and its orders. The card is up to date.`
})

export const onChildrenCsv = onOrder(childrenCsv, async ({ desk, reply, number }) => {
  const bulk = await seenBulk(desk, number)
  await queueChildrenFile(desk, bulk)
  await reply(
    said(
      `orders-${number}.csv is in the thread. Fill in each order’s own details and drop it there. An empty cell changes nothing. “${EMPTIES}” clears the value. Account numbers and PINs are never exported. Type them in where a carrier asks.`,
    ),
  )
})
