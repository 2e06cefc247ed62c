import {
  announceOutcome,
  findApproval,
  unfinishedApprovals,
  type Approval,
} from '../store/approvals.ts'
import { interruptPendingRequests } from '../store/pending-requests.ts'
import { writeBulk } from '../store/bulk-orders.ts'
import { neverAsked } from '../store/known-orders.ts'
import { confirmAllIntents } from '../store/intents.ts'
import { moveOffer, offersNeverSent } from '../store/offered-documents.ts'
import { reopenBatches } from '../store/activation-batches.ts'
import { interruptCorrections } from '../store/shared-corrections.ts'
import { interruptNotes } from '../store/written-notes.ts'
import { writeOrder } from '../store/orders.ts'
import { planBulk, planPoll } from '../store/plans.ts'
import { redraw } from '../store/posts.ts'
import { withdrawUnseen } from './activate-many.ts'
import { documentKey } from './attach-document.ts'
import { backToPurged } from './bulk/recreate-bulk.ts'
import { stopSharing } from './bulk/share-loa.ts'
import type { Desk } from './desk.ts'
import { oneByOne } from './one-by-one.ts'
import { cardKey } from './post-keys.ts'
import { redrawApproval } from './queue-approval.ts'
import { maintainSubscriptions } from './subscribe.ts'
import { bulkNumbered } from './numbered.ts'
import { isRecreated } from '../porting/standing.ts'

/**
 * Clean up what a crash left half done, before anything new begins: intents are due for confirmation
 * at once, what was never sent is released, and interrupted operations are announced.
 */
export async function pickUpAfterStop(desk: Desk): Promise<void> {
  const now = desk.clock()
  await interruptPendingRequests(desk.db)
  await confirmAllIntents(desk.db, now)
  await maintainSubscriptions(desk)
  const outage = 'not-picked-up'
  await oneByOne(desk, await neverAsked(desk.db, 'port_order'), {
    name: (number) => ({ number }),
    outage,
    work: (number) => writeOrder(desk.db, number, { endedAt: now, ending: 'never-made' }),
  })
  await oneByOne(desk, await neverAsked(desk.db, 'bulk_order'), {
    name: (number) => ({ number }),
    outage,
    work: (number) => bulkNeverAsked(desk, number),
  })
  await oneByOne(desk, await offersNeverSent(desk.db), {
    name: ({ id }) => ({ document: id }),
    outage,
    async work({ id }) {
      await moveOffer(desk.db, id, ['sending'], { state: 'offered' })
      await redraw(desk.db, documentKey(id))
    },
  })
  await stopSharing(desk)
  await interruptCorrections(desk.db)
  await interruptNotes(desk.db)
  await withdrawUnseen(desk)
  await pickUpAfterFullDisk(desk)
}

/**
 * Resume what a full disk interrupted, once there is room again. Running operations hold their order's lock
 * until they end.
 */
export async function pickUpAfterFullDisk(desk: Desk): Promise<void> {
  await reopenBatches(desk.db)
  await oneByOne(desk, await unfinishedApprovals(desk.db), {
    name: ({ id, orderNumber }) => ({ approval: id, number: orderNumber }),
    outage: 'not-picked-up',
    work: ({ id, orderNumber }) =>
      desk.locks.unhurried.hold(orderNumber, async () => {
        const approval = await findApproval(desk.db, id)
        if (approval?.outcome === null) await interruptedApproval(desk, approval)
      }),
  })
}

async function interruptedApproval(desk: Desk, { id, orderNumber }: Approval): Promise<void> {
  const now = desk.clock()
  await announceOutcome(desk.db, id, {
    result: 'unknown',
    says: 'I was interrupted, so it may or may not have been sent. Check the card. Request it again only if it isn’t done.',
  })
  await redrawApproval(desk.db, { id, orderNumber })
  await planPoll(desk.db, orderNumber, { nextPollAt: now, waitingSince: now })
  await planBulk(desk.db, orderNumber, { nextPollAt: now, waitingSince: now })
}

/** It could not be recreated and is purged as before. */
async function bulkNeverAsked(desk: Desk, number: number): Promise<void> {
  const now = desk.clock()
  await desk.db.transaction().execute(async (db) => {
    const bulk = await bulkNumbered(db, number)
    if (isRecreated(bulk)) return backToPurged(db, number, now)
    await writeBulk(db, number, { endedAt: now, ending: 'never-made', nextPollAt: null })
    await redraw(db, cardKey(number))
  })
}
