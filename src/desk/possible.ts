import { activationOf } from '../porting/activation.ts'
import { isReady, readiness } from '../porting/readiness.ts'
import { isDraft, ruleFor } from '../porting/status.ts'
import { openActivations } from '../store/activations.ts'
import type { Approval } from '../store/approvals.ts'
import { childBelongsToBulk } from './bulk/bulk-refusals.ts'
import { refuseUnlessChangeable } from './change-order.ts'
import type { Desk } from './desk.ts'
import { replacedBy } from './replaced-by.ts'
import type { RefreshedOrder } from './refresh-order.ts'
import { cannotCancelNow, cannotSubmitNow, notReady } from './refusals.ts'
import { activationRunning, cannotActivateNow } from './activation-refusals.ts'

/** The order's own obstacles; who may decide is checked elsewhere. */
export async function refuseUnlessPossible(
  desk: Desk,
  { operation, facts }: Pick<Approval, 'operation' | 'facts'>,
  { tracked }: RefreshedOrder,
): Promise<void> {
  const { seen, documents } = tracked
  const { may } = ruleFor(seen.status)
  switch (operation) {
    case 'submit': {
      if (isDraft(seen.status) && tracked.bulkNumber !== null) throw childBelongsToBulk(tracked)
      const { calendar } = desk.settings
      const replaces = await replacedBy(desk.db, tracked)
      const items = readiness(seen, { documents, replaces, now: desk.clock(), calendar })
      if (isDraft(seen.status) && !isReady(items)) throw notReady(tracked, items)
      if (!may.includes('submit')) throw cannotSubmitNow(tracked)
      return
    }
    case 'cancel':
      if (!may.includes('cancel')) throw cannotCancelNow(tracked)
      return
    case 'change':
      return refuseUnlessChangeable(desk, tracked, facts.change)
    case 'activate': {
      const [run] = await openActivations(desk.db, tracked.number)
      if (run !== undefined) throw activationRunning(run)
      const now = desk.clock()
      const { calendar, activation: settings } = desk.settings
      const activation = activationOf(seen, { now, calendar, ...settings })
      if (!activation.allowed) throw cannotActivateNow(tracked, activation)
    }
  }
}
