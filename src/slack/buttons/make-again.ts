import { attachAgainTo } from '../../desk/attach-again.ts'
import { makeAgain as makeItAgain, secretsKept } from '../../desk/make-again.ts'
import { notSwept } from '../../desk/refusals.ts'
import { button } from '../blocks.ts'
import { downloadFile } from '../download-file.ts'
import { openAgainForm } from '../forms/open-order-form.ts'
import { madeAgainWords } from '../messages/made-again.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import { orderOf } from './order-value.ts'

const id = 'order.make-again'

/** A swept draft with one press; the form comes up only when account number and PIN have to be typed. */
export const makeAgain: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Make it again', value: String(number), style: 'primary' }),
  async click(visit) {
    const { desk, member, workspace, reply, value } = visit
    const order = await orderOf(visit, value)
    if (order.ending !== 'swept') throw notSwept(order)
    const secrets = secretsKept(desk, order)
    if (secrets === null) {
      await openAgainForm(visit, order)
      return
    }
    const { number } = order
    const made = await makeItAgain(desk, { number, by: member.id, secrets })
    await reply(said(madeAgainWords(number, made)))
    await attachAgainTo(desk, number, { fetchFile: (file) => downloadFile(workspace, file) })
  },
}
