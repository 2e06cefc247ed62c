import { button } from '../blocks.ts'
import { openDenyForm } from '../forms/deny-form.ts'
import type { Button } from '../surface.ts'

const id = 'approval.deny'

export const deny: Button<[approvalId: string]> = {
  id,
  needs: 'porter',
  draw: (approvalId) => button({ id, text: 'Deny…', value: approvalId }),
  click: (visit) => openDenyForm(visit, visit.value),
}
