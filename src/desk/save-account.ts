import type { ReadingAccount } from '../porting/reading-account.ts'
import { redraw } from '../store/posts.ts'
import { writeOrderAccount } from '../store/readings.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'

/** Keeps what became of every row beside the order that the numbers became, to be shown on its card. */
export async function saveAccount(
  desk: Desk,
  number: number,
  { accounts, leftOut }: ReadingAccount,
): Promise<void> {
  await writeAndWake(desk, async (db) => {
    await writeOrderAccount(db, number, { accounts, leftOut })
    await redraw(db, cardKey(number))
  })
}
