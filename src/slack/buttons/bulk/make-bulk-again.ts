import { makeBulkAgain as makeItAgain } from '../../../desk/bulk/make-bulk-again.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.make-again'

export const makeBulkAgain: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Make it again', value: String(number), style: 'primary' }),
  async click({ desk, member, reply, value }) {
    const made = await makeItAgain(desk, { number: Number(value), by: member.id })
    await reply(
      said(
        made === 'made'
          ? `#${value} is made again; Bandwidth checks its numbers, and what its orders had is put back then.`
          : `No answer came from Bandwidth. I look whether #${value} was made and say so in its thread; please don't make it again.`,
      ),
    )
  },
}
