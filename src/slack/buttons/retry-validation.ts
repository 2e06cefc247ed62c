import { changeProven } from '../../desk/proven-change.ts'
import { RETRY_VALIDATION } from '../../desk/retry-validation.ts'
import { button } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'order.retry-validation'

export const retryValidation: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Try again', value: String(number) }),
  async click({ desk, member, reply, value }) {
    await changeProven(desk, RETRY_VALIDATION, { number: Number(value), by: member.id })
    await reply(
      said(`Bandwidth checks the numbers of #${value} again; the thread tells the result.`),
    )
  },
}
