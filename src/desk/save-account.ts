import type { ReadingAccount } from '../porting/reading-account.ts'
import { redraw } from '../store/posts.ts'
import { writeOrderAccount } from '../store/readings.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'

/** Saves what became of every row that was read, to be shown on the card of the order. */
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
