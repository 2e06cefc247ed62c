import { button } from '../../blocks.ts'
import { openBreakdown } from '../../forms/breakdown.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.breakdown'

/** Every order of a bulk order, page by page, shown only to who asks. */
export const breakdown: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Breakdown', value: String(number) }),
  click: (visit) => openBreakdown(visit, Number(visit.value)),
}
