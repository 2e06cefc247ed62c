import type { Button } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { bulkGroups } from '../../../src/slack/messages/bulk-actions.ts'
import { orderGroups } from '../../../src/slack/messages/card-buttons.ts'
import type { OfferedGroup } from '../../../src/slack/messages/offered.ts'
import { eastern, focDate, portOrder, trackedOrder, viewOf } from '../../fixtures/orders.ts'
import { longestView } from '../../fixtures/longest.ts'
import { usualBulk } from '../../gallery/usual-bulk.ts'
import { portStatus } from '../../../src/porting/status.ts'

const FOC = { status: portStatus('FOC'), actualFocDate: focDate('2026-12-08') }

/** What is asked before an approver is: the dialog of the button that requests the cancel. */
function dialogIn(groups: readonly OfferedGroup[]): string {
  const buttons: readonly Button[] = groups.flatMap(({ buttons }) => buttons)
  const cancel = buttons.find(({ text }) => text.text === 'Request cancel')
  return cancel?.confirm?.text.text ?? 'There is no such button.'
}

// The FOC is a Tuesday, at 11:30.
const WHEN = [
  ['2026-12-03 10:00', /can’t be undone\.$/],
  ['2026-12-04 10:00', /may cost a fee and isn’t certain/],
  ['2026-12-07 11:29', /may cost a fee and isn’t certain/],
  ['2026-12-07 11:31', /usually refuses this within 24 hours \(7301, 7635\)/],
] as const

describe('before a cancel is requested', () => {
  it.each(WHEN)('it is said at %s what it risks', (at, says) => {
    expect(dialogIn(orderGroups(viewOf(FOC, { now: eastern(at) })))).toMatch(says)
  })

  it.each(WHEN)('of a bulk order it is said at %s', (at, says) => {
    const view = usualBulk('IN_PROGRESS')
    const children = view.children.map((child) => ({
      ...child,
      tracked: trackedOrder({ seen: portOrder(FOC) }),
    }))
    expect(dialogIn(bulkGroups({ ...view, children, now: eastern(at) }))).toMatch(says)
  })

  it('it is said whole, whatever the order is called', () => {
    const view = { ...longestView('FOC', 'Nirgendwo & Söhne <all> '.repeat(9)), approvals: [] }
    const { tracked } = view
    const seen = tracked.seen && { ...tracked.seen, ...FOC }
    const late = { ...view, tracked: { ...tracked, seen }, now: eastern('2026-12-07 11:31') }
    const said = dialogIn(orderGroups(late))
    expect(said).toMatch(/Also call Bandwidth support\.$/)
    expect(said.length).toBeLessThanOrEqual(300)
  })
})
