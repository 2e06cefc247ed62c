import { groupNumbers } from '../../porting/portability.ts'
import { Refusal } from '../../porting/refusal.ts'
import { findCheck } from '../../store/checks.ts'
import { button } from '../blocks.ts'
import { emptyContent } from '../../porting/empty-content.ts'
import { openNewForm } from '../forms/open-order-form.ts'
import type { Button } from '../surface.ts'

const id = 'check.draft-'

/** One button a group, so the letter is part of its id. */
export const draftGroup: Button<[checkId: string, letter: string]> = {
  id,
  needs: 'porter',
  draw: (checkId, letter) =>
    button({ id: `${id}${letter}`, text: `Draft ${letter}`, value: `${checkId} ${letter}` }),
  async click(visit) {
    const [checkId = '', letter = ''] = visit.value.split(' ')
    const check = await findCheck(visit.desk.db, checkId)
    const group = check && groupNumbers(check.verdicts).groups.find((one) => one.letter === letter)
    if (group === undefined) {
      throw new Refusal('no-such-group', 'This check is not known any more.', 'Check again.')
    }
    await openNewForm(visit, {
      content: emptyContent(group.numbers),
      from: `group ${letter} of the check`,
    })
  },
}
