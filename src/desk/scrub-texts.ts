import type { Secrets } from '../porting/order.ts'
import { withoutSecrets } from '../porting/secret-in-text.ts'
import { writeTroubleIn } from '../store/cannot-write.ts'
import { emptyLog } from '../store/database.ts'
import { milestone, reachMilestone } from '../store/milestones.ts'
import { allSealedOrders } from '../store/sealed-secrets.ts'
import { hasOpenTexts, rewriteText, writtenTexts } from '../store/written-texts.ts'
import type { Desk } from './desk.ts'
import { numbersOf } from './refuse-secrets.ts'

const SCRUBBED = 'texts-scrubbed'

/**
 * Before texts with an account number or a PIN were refused, notes and reasons stored them in plain text.
 * They are removed once, wherever the secret is known, and leave no trace in the file.
 */
export async function scrubTexts(desk: Scrubbing): Promise<void> {
  if ((await milestone(desk.db, SCRUBBED)) !== null) return
  try {
    await scrub(desk)
  } catch (error) {
    // A full disk must not prevent a start; the next start tries again.
    if (writeTroubleIn(error) === null) throw error
  }
}

type Scrubbing = Pick<Desk, 'db' | 'seal' | 'clock' | 'log'>

async function scrub({ db, seal, clock, log }: Scrubbing): Promise<void> {
  const texts = await writtenTexts(db)
  const { byNumber, isAll } = await knownSecrets({ db, seal })
  let count = 0
  await db.transaction().execute(async (db) => {
    for (const text of texts) {
      const known = byNumber.get(text.orderNumber) ?? []
      const without = (said: string): string =>
        known.reduce((left, { secrets, numbers }) => withoutSecrets(left, secrets, numbers), said)
      if (await rewriteText(db, text, without)) count += 1
    }
    // With another key more secrets may be known at the next start, and open intents may have ended.
    if (isAll && !(await hasOpenTexts(db))) await reachMilestone(db, SCRUBBED, clock())
  })
  if (count === 0) return
  await emptyLog(db)
  log('texts-scrubbed', { texts: count })
}

interface KnownSecrets {
  readonly secrets: Secrets
  readonly numbers: readonly string[]
}

/** By the order's number, and by that of its bulk order. */
async function knownSecrets({ db, seal }: Pick<Desk, 'db' | 'seal'>): Promise<{
  readonly byNumber: ReadonlyMap<number, readonly KnownSecrets[]>
  readonly isAll: boolean
}> {
  const byNumber = new Map<number, KnownSecrets[]>()
  let isAll = true
  for (const order of await allSealedOrders(db)) {
    const secrets = seal.open(order.sealedSecrets)
    if (secrets === null) {
      isAll = false
      continue
    }
    const known = { secrets, numbers: numbersOf(order) }
    for (const number of [order.number, order.bulkNumber]) {
      if (number !== null) byNumber.set(number, [...(byNumber.get(number) ?? []), known])
    }
  }
  return { byNumber, isAll }
}
