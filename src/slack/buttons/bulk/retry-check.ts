import { RETRY_BULK_VALIDATION } from '../../../desk/bulk/retry-bulk-validation.ts'
import { changeProven } from '../../../desk/proven-change.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.retry-check'

export const retryCheck: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Try again', value: String(number), style: 'primary' }),
  async click({ desk, member, reply, value }) {
    await changeProven(desk, RETRY_BULK_VALIDATION, { number: Number(value), by: member.id })
    await reply(said(`The numbers of #${value} are checked again; its card shows how far it is.`))
  },
}
