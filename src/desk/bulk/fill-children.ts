import { childSecrets, withChildFacts, type ChildRow } from '../../porting/child-facts.ts'
import { noOneAsks, type OnProgress } from '../../porting/progress.ts'
import { Refusal } from '../../porting/refusal.ts'
import { collectFilled, announceFilled } from '../../store/collected-posts.ts'
import { findOrder, isSeen } from '../../store/orders.ts'
import { redraw } from '../../store/posts.ts'
import { patient, writeAndWake, type Desk } from '../desk.ts'
import { whyNotOne } from '../one-by-one.ts'
import { editOrder } from '../edit-order.ts'
import { filledIn } from '../queue-news.ts'
import { cardKey } from '../post-keys.ts'
import { bulkNumbered } from '../numbered.ts'

/** Of one order among several, in place of why it failed. */
export const NO_ANSWER = 'no answer yet. I’m checking and will post in its thread.'

interface ChildrenFilled {
  readonly children: readonly number[]
  readonly failed: readonly { readonly child: number; readonly why: string }[]
}

/**
 * Put each child's own details into many children. Every child is a change of its own that is read back;
 * one that fails holds up no other and is named.
 */
export async function fillChildren(
  hurried: Desk,
  {
    number,
    rows,
    by,
    onProgress = noOneAsks,
  }: {
    readonly number: number
    readonly rows: readonly ChildRow[]
    readonly by: string
    readonly onProgress?: OnProgress
  },
): Promise<ChildrenFilled> {
  const desk = patient(hurried)
  const children: number[] = []
  const failed: { child: number; why: string }[] = []
  for (const [done, { number: child, facts }] of rows.entries()) {
    await onProgress(done, rows.length)
    try {
      const row = await findOrder(desk.db, child)
      if (row === undefined || !isSeen(row) || row.bulkNumber !== number) {
        failed.push({ child, why: `it isn’t part of bulk order #${number} anymore` })
        continue
      }
      const { kind } = await editOrder(desk, {
        number: child,
        by,
        content: withChildFacts(row.seen, facts),
        secrets: childSecrets(facts),
      })
      if (kind === 'edited') children.push(child)
      else failed.push({ child, why: NO_ANSWER })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'nothing-changed') continue
      failed.push({ child, why: whyNotOne(desk, child, error) })
    }
  }
  await announceAll(desk, number, { by, failed })
  return { children, failed }
}

/** Each child that was filled in was added to the message together with its change; now the message is posted. */
async function announceAll(
  desk: Desk,
  number: number,
  { by, failed }: { readonly by: string; readonly failed: ChildrenFilled['failed'] },
): Promise<void> {
  const bulk = await bulkNumbered(desk.db, number)
  await writeAndWake(desk, async (db) => {
    const collector = filledIn(desk.settings, bulk)
    if (failed.length > 0) {
      await collectFilled(db, collector, { by, children: [], failed }, desk.clock())
    }
    await announceFilled(db, collector, by)
    await redraw(db, cardKey(number))
  })
}
