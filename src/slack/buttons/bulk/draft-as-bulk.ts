import { groupNumbers } from '../../../porting/portability.ts'
import { Refusal } from '../../../porting/refusal.ts'
import { findCheck } from '../../../store/checks.ts'
import { button } from '../../blocks.ts'
import { openBulkForm } from '../../forms/open-order-form.ts'
import type { Button } from '../../surface.ts'

const id = 'check.draft-as-bulk'

/** All numbers of a check that can move, as one bulk order. */
export const draftAsBulk: Button<[checkId: string]> = {
  id,
  needs: 'porter',
  draw: (checkId) => button({ id, text: 'All as one bulk order', value: checkId }),
  async click(visit) {
    const check = await findCheck(visit.desk.db, visit.value)
    if (check === undefined) {
      throw new Refusal('no-such-group', 'This check is not known any more.', 'Check again.')
    }
    await openBulkForm(visit, {
      list: () => groupNumbers(check.verdicts).groups.flatMap((group) => group.numbers),
      from: 'the check',
    })
  },
}
