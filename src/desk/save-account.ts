import type { ReadingAccount } from '../porting/reading-account.ts'
import { redraw } from '../store/posts.ts'
import { writeOrderAccount } from '../store/readings.ts'
import type { Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'

/** Keeps what became of every row beside the order that the numbers became, to be shown on its card. */
export async function saveAccount(
  desk: Desk,
  number: number,
  { accounts, leftOut }: ReadingAccount,
): Promise<void> {
  await desk.db.transaction().execute(async (db) => {
    await writeOrderAccount(db, number, { accounts, leftOut })
    await redraw(db, cardKey(number))
  })
  desk.wake()
}
